//! When a booking repeats one that is there: the same person, the same item, the same day (PRODUCT rule 11).
//!
//! Deliberately not here: names. Two people may bear one; a name alone only warns.

use super::identity::clean_identity;
use crate::event::ItemSnapshot;

/// Digits of a mobile number in the mainland, without the country's 86.
const MOBILE_DIGITS: usize = 11;

/// What tells one line from another: the digits, without the country's 86 in front of a mobile number, however they were
/// typed. `None` where there is no number, which is nobody's.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let without = |prefix: &str| digits.strip_prefix(prefix).filter(|rest| is_mobile(rest)).map(str::to_owned);
    let key = without("0086").or_else(|| without("86")).unwrap_or(digits);
    (!key.is_empty()).then_some(key)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE_DIGITS && digits.starts_with('1')
}

/// Whatever tells a person: the number of a line, the number of a document, or neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// As [`phone_key`] has it.
    pub phone: Option<String>,
    /// A document's number, cleaned.
    pub identity: Option<String>,
}

impl Person {
    /// Out of what was typed, or kept.
    pub fn of(phone: &str, identity: &str) -> Self {
        let identity = clean_identity(identity);
        Self { phone: phone_key(phone), identity: (!identity.is_empty()).then_some(identity) }
    }

    /// Nothing tells who it is.
    pub fn is_nobody(&self) -> bool {
        self.phone.is_none() && self.identity.is_none()
    }

    /// The same line, or the same document. A couple that shares a telephone and shows two documents are two people.
    pub fn is(&self, other: &Self) -> bool {
        match (&self.identity, &other.identity) {
            (Some(one), Some(another)) => one == another,
            _ => self.phone.is_some() && self.phone == other.phone,
        }
    }
}

/// Whether two bookings have an item in common.
pub fn shares_item(one: &[ItemSnapshot], other: &[ItemSnapshot]) -> bool {
    one.iter().any(|item| other.iter().any(|another| another.item == item.item))
}

#[cfg(test)]
mod tests {
    use super::{Person, phone_key};

    #[test]
    fn the_same_line_or_the_same_document_is_the_same_person() {
        let check = |one: (&str, &str), other: (&str, &str), same| {
            let (one, other) = (Person::of(one.0, one.1), Person::of(other.0, other.1));
            assert_eq!((one.is(&other), other.is(&one)), (same, same), "{one:?} {other:?}");
        };
        check(("13800138000", ""), ("+86 138 0013 8000", ""), true);
        check(("13800138000", ""), ("13900139000", ""), false);
        check(("", "11010519491231002x"), ("", "110105 19491231 002X"), true);
        check(("13800138000", "11010519491231002X"), ("13900139000", "11010519491231002X"), true);
        check(("13800138000", "11010519491231002X"), ("13800138000", ""), true);
        check(("13800138000", "11010519491231002X"), ("13800138000", "440524188001010014"), false);
        check(("", ""), ("", ""), false);
    }

    #[test]
    fn a_number_is_the_same_however_it_is_typed() {
        let same = ["13800138000", "138 0013 8000", "+86 138-0013-8000", "0086 13800138000", "8613800138000"];
        for typed in same {
            assert_eq!(phone_key(typed).as_deref(), Some("13800138000"), "{typed}");
        }
        assert_eq!(phone_key("86001234").as_deref(), Some("86001234"), "a landline that begins with 86 is one");
        assert_eq!(phone_key("(010) 6509 0000转8012").as_deref(), Some("010650900008012"));
        assert_eq!(phone_key(" "), None);
    }
}
