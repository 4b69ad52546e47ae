//! Numbers of identity documents: which document it is, and whether the number can be one. Optional, sealed in the vault,
//! and only its last four characters are ever shown unasked (PRODUCT rule 38).
//!
//! Deliberately not here: whether somebody bears the number. That is asked at the window with a reader, and only the
//! result is kept.

use crate::text::check_character;
use chrono::NaiveDate;

/// A document whose number reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// 公民身份号码, 18 characters. Source: GB 11643-1999.
    Citizen,
    /// 港澳台居民居住证, 18 characters that begin with 81, 82 or 83 and are checked like a citizen's. Source: State Council
    /// 港澳台居民居住证申领发放办法 (2018).
    ResidencePermit,
    /// 外国人永久居留身份证: 18 characters that begin with 9, checked like a citizen's (2023 form), or three letters and twelve
    /// digits (2017 form). Source: National Immigration Administration, 2023 announcement of the new card.
    PermanentResident,
    /// 港澳居民来往内地通行证: H or M and eight digits. Source: National Immigration Administration, form of 2013.
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证: eight digits. Source: National Immigration Administration, form of 2015.
    TaiwanPermit,
    /// A passport: letters and digits, at least one of each, or nine digits as in Taiwan, Britain and Russia. Source:
    /// ICAO Doc 9303, document numbers of at most nine characters.
    Passport,
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Something besides letters and digits.
    Characters,
    /// No document's number has so many characters.
    Length,
    /// The birthday in it is no day.
    Date,
    /// The last character does not follow from the others: a digit is wrong, or two are swapped.
    Check,
    /// The birthday in it is after the day its bearer comes.
    Unborn,
    /// Fifteen digits: the form before 1999, out of use since 2013. The card's own 18 characters are asked for.
    Old,
}

/// Which document a cleaned number is of.
///
/// # Errors
/// What is wrong with it.
pub fn read_identity(number: &str) -> Result<Document, Fault> {
    if !number.chars().all(|character| character.is_ascii_alphanumeric()) {
        return Err(Fault::Characters);
    }
    let digits = |text: &str| text.chars().all(|character| character.is_ascii_digit());
    match number.len() {
        18 => eighteen(number),
        15 if digits(number) => Err(Fault::Old),
        15 if number[..3].chars().all(|character| character.is_ascii_uppercase()) && digits(&number[3..]) => {
            Ok(Document::PermanentResident)
        }
        8 if digits(number) => Ok(Document::TaiwanPermit),
        9 if number.starts_with(['H', 'M']) && digits(&number[1..]) => Ok(Document::HongKongMacaoPermit),
        9 if digits(number) => Ok(Document::Passport),
        6..=9 if number.chars().any(|character| character.is_ascii_digit()) && !digits(number) => {
            Ok(Document::Passport)
        }
        _ => Err(Fault::Length),
    }
}

fn eighteen(number: &str) -> Result<Document, Fault> {
    let (body, check) = number.split_at(17);
    let expected = check_character(body).ok_or(Fault::Characters)?;
    NaiveDate::parse_from_str(&body[6..14], "%Y%m%d").map_err(|_| Fault::Date)?;
    if !check.starts_with(expected) {
        return Err(Fault::Check);
    }
    Ok(match &body[..2] {
        "81" | "82" | "83" => Document::ResidencePermit,
        area if area.starts_with('9') => Document::PermanentResident,
        _ => Document::Citizen,
    })
}

/// The birthday that stands in a cleaned number of eighteen characters.
pub(super) fn birthday(number: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(number.get(6..14).filter(|_| number.len() == 18)?, "%Y%m%d").ok()
}

/// All but the last four characters hidden: `**************002X`.
pub fn mask_identity(number: &str) -> String {
    let hidden = number.chars().count().saturating_sub(4);
    "*".repeat(hidden) + &number.chars().skip(hidden).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean_identity;

    #[test]
    fn numbers_of_every_document_and_every_fault() {
        use Document::{Citizen, HongKongMacaoPermit, Passport, PermanentResident, ResidencePermit, TaiwanPermit};
        let table: &[(&str, Result<Document, Fault>)] = &[
            // The standard's own example, and one that ends in X.
            ("11010519491231002X", Ok(Citizen)),
            ("440524188001010014", Ok(Citizen)),
            ("11010519491231002x", Ok(Citizen)),
            (" 110105 19491231 002Ｘ ", Ok(Citizen)),
            ("１１０１０５１９４９１２３１００２Ｘ", Ok(Citizen)),
            ("110105194912310021", Err(Fault::Check)),
            ("110105194912310012", Err(Fault::Check)),
            ("11010519491331002X", Err(Fault::Date)),
            ("110105202502290021", Err(Fault::Date)),
            ("1101051949123100X2", Err(Fault::Characters)),
            ("110105491231002", Err(Fault::Old)),
            ("1101051949123100", Err(Fault::Length)),
            ("810000199408230021", Ok(ResidencePermit)),
            ("830000199201300022", Ok(ResidencePermit)),
            ("ABC123456789012", Ok(PermanentResident)),
            ("H12345678", Ok(HongKongMacaoPermit)),
            ("m12345678", Ok(HongKongMacaoPermit)),
            ("12345678", Ok(TaiwanPermit)),
            ("E12345678", Ok(Passport)),
            ("EA1234567", Ok(Passport)),
            ("AB-123456", Ok(Passport)),
            ("123456789", Ok(Passport)),
            ("1234567", Err(Fault::Length)),
            ("ABCDEFGH", Err(Fault::Length)),
            ("123", Err(Fault::Length)),
            ("王伟", Err(Fault::Characters)),
        ];
        for (typed, expected) in table {
            assert_eq!(read_identity(&clean_identity(typed)), *expected, "{typed}");
        }
    }

    #[test]
    fn a_new_permanent_residents_number_is_checked_like_a_citizens() {
        let body = "91110519900101001";
        let fits = |check: char| read_identity(&format!("{body}{check}"));
        let good: Vec<char> =
            "0123456789X".chars().filter(|check| fits(*check) == Ok(Document::PermanentResident)).collect();
        assert_eq!(good.len(), 1, "one of eleven: {good:?}");
    }

    #[test]
    fn four_characters_are_shown() {
        assert_eq!(mask_identity("11010519491231002X"), "**************002X");
        assert_eq!(mask_identity("123"), "123");
    }

    proptest::proptest! {
        /// One wrong digit, or two neighbours swapped, is found. Source: ISO 7064 MOD 11-2.
        #[test]
        fn a_slip_of_the_finger_is_found(at in 0usize..17, by in 1u32..10, swap in proptest::bool::ANY) {
            let good = "11010519491231002X";
            let mut typed: Vec<char> = good.chars().collect();
            if swap && at < 16 {
                typed.swap(at, at + 1);
            } else {
                let digit = (typed[at].to_digit(10).unwrap_or(0) + by) % 10;
                typed[at] = char::from_digit(digit, 10).unwrap_or('0');
            }
            let typed: String = typed.into_iter().collect();
            proptest::prop_assert!(typed == good || read_identity(&typed).is_err(), "{}", typed);
        }
    }
}
