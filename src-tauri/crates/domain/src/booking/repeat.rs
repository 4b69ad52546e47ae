//! When a booking repeats one that is there: the same person, the same item, the same day (PRODUCT rule 11).
//!
//! Deliberately not here: names. Two people may bear one; a name alone only warns.

use crate::event::ItemSnapshot;
use crate::text::{identity_key, name_key, phone_key};

/// How one person is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The same document, or the same line under the same name.
    Same,
    /// The same line under another name: a family's, or one person in two spellings. Somebody has to ask.
    SameLine,
    /// Somebody else.
    Other,
}

/// Whatever tells a person: the number of a line, the number of a document, or neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citizen {
    /// As [`phone_key`] has it.
    pub phone: Option<String>,
    /// As [`identity_key`] has it.
    pub identity: Option<String>,
}

impl Citizen {
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

    /// How they are alike, by their names too.
    pub fn likeness(&self, name: &str, other: &Self, other_name: &str) -> Likeness {
        if !self.is(other) {
            return Likeness::Other;
        }
        let same_document = self.identity.is_some() && self.identity == other.identity;
        if same_document || name_key(name) == name_key(other_name) { Likeness::Same } else { Likeness::SameLine }
    }
}

/// Whether two bookings have an item in common.
pub fn shares_item(one: &[ItemSnapshot], other: &[ItemSnapshot]) -> bool {
    one.iter().any(|item| other.iter().any(|another| another.item == item.item))
}

#[cfg(test)]
mod tests {
    use super::{Citizen, Likeness};

    #[test]
    fn the_same_line_or_the_same_document_is_the_same_person() {
        let check = |one: (&str, &str), other: (&str, &str), same| {
            let (one, other) = (Citizen::of(one.0, one.1), Citizen::of(other.0, other.1));
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

    #[test]
    fn a_line_under_another_name_may_be_somebody_else() {
        let check = |one: (&str, &str, &str), other: (&str, &str, &str), expect| {
            let (person, another) = (Citizen::of(one.1, one.2), Citizen::of(other.1, other.2));
            assert_eq!(person.likeness(one.0, &another, other.0), expect, "{one:?} {other:?}");
        };
        let line = "13800138000";
        check(("王伟", line, ""), ("王伟", "+86 138 0013 8000", ""), Likeness::Same);
        check(("王国强", line, ""), ("王國強", line, ""), Likeness::Same);
        check(("王伟", line, ""), ("李娜", line, ""), Likeness::SameLine);
        check(("王伟", line, "11010519491231002X"), ("李娜", line, "11010519491231002X"), Likeness::Same);
        check(("王伟", line, "11010519491231002X"), ("王伟", line, "440524188001010014"), Likeness::Other);
        check(("王伟", line, ""), ("王伟", "13900139000", ""), Likeness::Other);
    }
}
