//! When a booking repeats one that is there: the same person, the same item, the same day (PRODUCT rule 11).
//!
//! Deliberately not here: names. Two people may bear one; a name alone only warns.

use crate::event::ItemSnapshot;
use crate::text::{identity_key, phone_key};

/// Whatever tells a person: the number of a line, the number of a document, or neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// As [`phone_key`] has it.
    pub phone: Option<String>,
    /// As [`identity_key`] has it.
    pub identity: Option<String>,
}

impl Person {
    /// Out of what was typed, or kept.
    pub fn of(phone: &str, identity: &str) -> Self {
        let identity = identity_key(identity);
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
    use super::Person;

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
        check(("010-65090000转8012", ""), ("65090000-8012", ""), true);
        check(("010-65090000转8012", ""), ("010-65090000转8013", ""), false);
        check(("", "110105491231002"), ("", "11010519491231002X"), true);
        check(("", ""), ("", ""), false);
    }
}
