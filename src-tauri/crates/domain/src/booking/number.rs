//! The number on the slip: opaque, short enough to be read over the telephone, and a wrong digit is noticed.

use crate::text::clean_code;
use std::fmt;
use std::str::FromStr;

/// Ten digits: nine that say nothing, and a check digit (GB/T 17710, ISO/IEC 7064 MOD 11,10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookingNumber(u64);

/// Serial part: nine digits.
const SERIALS: u64 = 1_000_000_000;

/// Text that is no booking number: not ten digits, or the check digit is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a booking number")]
pub struct NotANumber;

impl BookingNumber {
    /// A number from any random value.
    pub fn from_random(random: u64) -> Self {
        let serial = random % SERIALS;
        Self(serial * 10 + check_digit(serial))
    }

    /// All ten digits as stored in events.
    pub fn digits(self) -> u64 {
        self.0
    }

    /// Takes back what [`BookingNumber::digits`] gave.
    pub fn from_digits(digits: u64) -> Self {
        Self(digits)
    }
}

fn check_digit(serial: u64) -> u64 {
    let mut carry = 10;
    for position in (0..9).rev() {
        let digit = serial / 10_u64.pow(position) % 10;
        let sum = (carry + digit) % 10;
        carry = if sum == 0 { 10 } else { sum } * 2 % 11;
    }
    (11 - carry) % 10
}

impl fmt::Display for BookingNumber {
    /// `482 913 0576`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {:03} {:04}", self.0 / 10_000_000, self.0 / 10_000 % 1000, self.0 % 10_000)
    }
}

impl FromStr for BookingNumber {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let digits = clean_code(text);
        if digits.len() != 10 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotANumber);
        }
        let value: u64 = digits.parse().map_err(|_| NotANumber)?;
        if check_digit(value / 10) == value % 10 { Ok(Self(value)) } else { Err(NotANumber) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The standard's own example: 0794 has the check digit 5 (ISO/IEC 7064, MOD 11,10).
    #[test]
    fn check_digit_is_the_standards() {
        let mut carry = 10;
        for digit in [0, 7, 9, 4] {
            let sum = (carry + digit) % 10;
            carry = if sum == 0 { 10 } else { sum } * 2 % 11;
        }
        assert_eq!((11 - carry) % 10, 5);
    }

    #[test]
    fn a_scanned_or_pasted_number_reads() {
        let number = BookingNumber::from_random(7);
        let digits = format!("{:010}", number.digits());
        let dashed = number.to_string().replace(' ', "\u{2011}");
        let wide: String = digits.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("a digit")).collect();
        for typed in [format!("{digits}\r\n"), format!("\u{202d}{dashed}\u{202c}"), wide] {
            assert_eq!(typed.parse(), Ok(number), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(random: u64) {
            let number = BookingNumber::from_random(random);
            prop_assert_eq!(number.to_string().parse::<BookingNumber>(), Ok(number));
        }

        #[test]
        fn a_wrong_digit_is_noticed(random: u64, position in 0usize..10, add in 1u8..10) {
            let text = BookingNumber::from_random(random).to_string().replace(' ', "");
            let mut bytes = text.into_bytes();
            bytes[position] = b'0' + (bytes[position] - b'0' + add) % 10;
            let wrong = String::from_utf8(bytes).expect("digits");
            prop_assert_eq!(wrong.parse::<BookingNumber>(), Err(NotANumber));
        }
    }
}
