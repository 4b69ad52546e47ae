//! The number of a leg card: short enough to be typed twenty times in a row, and a slip of the finger is noticed.

use crate::text::clean_code;
use minicbor::{Decode, Encode};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Seven digits, never a zero in front, so that a table keeps them all: six that count, and a check digit by Damm. The check
/// digit finds every single wrong digit and every swap of two neighbours. Source: H. M. Damm, "Total anti-symmetrische
/// Quasigruppen", Marburg 2004.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct CardNumber(#[n(0)] u32);

/// The six digits that count.
pub const SERIALS: RangeInclusive<u32> = 100_000..=999_999;
const DIGITS: usize = 7;

/// The quasigroup of Damm's thesis: row by what was reckoned so far, column by the next digit.
const TABLE: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Why a text is no card number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Not seven digits, or a zero in front.
    #[error("a card number has seven digits")]
    Length,
    /// Seven digits that do not belong together: one is wrong, or two are swapped.
    #[error("a digit of the card number is wrong")]
    Check,
}

impl CardNumber {
    /// The number of a serial. `None` if it is not one of [`SERIALS`].
    pub fn from_serial(serial: u32) -> Option<Self> {
        let digit = reckon(serial.to_string().bytes().map(|byte| byte - b'0'));
        SERIALS.contains(&serial).then_some(Self(serial * 10 + u32::from(digit)))
    }

    /// The six digits that count.
    pub fn serial(self) -> u32 {
        self.0 / 10
    }

    /// All seven digits.
    pub fn digits(self) -> u32 {
        self.0
    }
}

/// What Damm's table makes of digits: the check digit of those without one, 0 of those with the right one.
fn reckon(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |so_far, digit| TABLE[usize::from(so_far)][usize::from(digit)])
}

impl fmt::Display for CardNumber {
    /// `482 9136`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl FromStr for CardNumber {
    type Err = NumberFault;

    /// As it is typed or scanned: spaces, dashes and widths do not matter.
    fn from_str(typed: &str) -> Result<Self, NumberFault> {
        let text = clean_code(typed);
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        if digits.len() != DIGITS || text.len() != DIGITS || digits.first() == Some(&0) {
            return Err(NumberFault::Length);
        }
        let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit));
        if reckon(digits.into_iter()) == 0 { Ok(Self(number)) } else { Err(NumberFault::Check) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(serial: u32) -> CardNumber {
        CardNumber::from_serial(serial).expect("a serial")
    }

    /// 572 has the check digit 4: the example that goes with the table.
    #[test]
    fn the_table_gives_the_known_check_digit() {
        assert_eq!(reckon([5, 7, 2].into_iter()), 4);
        assert_eq!(reckon([5, 7, 2, 4].into_iter()), 0);
    }

    /// A wrong digit leads to another row, and no later digit leads back; swapped neighbours lead to another row from every
    /// row. So it holds for every number there is, of whatever length.
    #[test]
    fn every_wrong_digit_and_every_swap_leads_elsewhere() {
        let step = |row: u8, digit: u8| TABLE[usize::from(row)][usize::from(digit)];
        for a in 0..10 {
            for b in (0..10).filter(|b| *b != a) {
                for same in 0..10 {
                    assert_ne!(step(same, a), step(same, b), "row {same}: {a} and {b}");
                    assert_ne!(step(a, same), step(b, same), "rows {a} and {b}: {same}");
                    assert_ne!(step(step(same, a), b), step(step(same, b), a), "row {same}: {a}{b}");
                }
            }
        }
    }

    #[test]
    fn every_wrong_digit_and_every_swap_of_a_block_is_refused() {
        let wrong = |digits: &[u8]| {
            let text = std::str::from_utf8(digits).expect("digits");
            assert!(text.parse::<CardNumber>().is_err(), "{text}");
        };
        for serial in (123_000..124_000).chain((100_000..1_000_000).step_by(997)) {
            let right = number(serial).digits().to_string().into_bytes();
            for place in 0..DIGITS {
                for digit in (b'0'..=b'9').filter(|digit| *digit != right[place]) {
                    let mut typed = right.clone();
                    typed[place] = digit;
                    wrong(&typed);
                }
            }
            for place in 1..DIGITS {
                let mut typed = right.clone();
                typed.swap(place - 1, place);
                if typed != right {
                    wrong(&typed);
                }
            }
        }
    }

    #[test]
    fn a_number_reads_however_it_is_typed() {
        let known = number(482_913);
        let digits = known.digits().to_string();
        let wide: String = digits.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("a digit")).collect();
        for typed in [known.to_string(), format!(" {digits}\r\n"), wide, known.to_string().replace(' ', "\u{2011}")] {
            assert_eq!(typed.parse(), Ok(known), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        let last = number(999_999).digits();
        for (typed, fault) in [
            ("", NumberFault::Length),
            ("482913", NumberFault::Length),
            ("0000000", NumberFault::Length),
            ("12345678", NumberFault::Length),
            ("48/9136", NumberFault::Length),
            ("4829130576", NumberFault::Length),
            (&(last / 10 * 10 + (last + 1) % 10).to_string(), NumberFault::Check),
        ] {
            assert_eq!(typed.parse::<CardNumber>(), Err(fault), "{typed:?}");
        }
        assert_eq!(CardNumber::from_serial(99_999), None);
        assert_eq!(CardNumber::from_serial(1_000_000), None);
    }

    #[test]
    fn serials_keep_their_order() {
        assert!(number(100_000) < number(100_001));
        assert_eq!(number(654_321).serial(), 654_321);
    }
}
