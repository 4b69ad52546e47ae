//! What may be entered in the booking form. Every problem names its field; how a text is cleaned is [`crate::text`]'s.

use super::identity::{Fault as IdentityFault, birthday, read_identity};
use crate::event::PersonalField;
use crate::text::{PhoneFault, clean_identity, clean_name, clean_phone, clean_text, has_letter, phone_fault};
use chrono::NaiveDate;

/// Longest name. Source: names of the household registers stay below 50 characters with their middle dots; passports of
/// some countries write names of over 100 letters.
pub const NAME_CHARACTERS_MAX: usize = 120;
/// Longest free text.
pub const TEXT_CHARACTERS_MAX: usize = 500;
/// Most people in one booking.
pub const PARTY_MAX: u16 = 50;

/// The checked part of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Full name or surname.
    pub name: String,
    /// Mobile, landline with extension, or empty.
    pub phone: String,
    /// People who come.
    pub party: u16,
    /// What was missing; needed for a carried-over booking, and kept of no other.
    pub missing: String,
    /// Note.
    pub note: String,
    /// The booking was carried over from a refused visit.
    pub carried_over: bool,
    /// Number of the earlier visit as the hall wrote it, or empty.
    pub earlier_number: String,
    /// Name of whoever acts for the person, or empty.
    pub agent_name: String,
    /// Number of whoever acts for the person, or empty.
    pub agent_phone: String,
    /// Number of the person's document, or empty.
    pub identity: String,
    /// Somebody has asked: telephone numbers that only look wrong are right.
    pub phones_asked: bool,
}

/// A problem at a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryProblem {
    /// Field of the form.
    pub field: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// No name at all.
    NameMissing,
    /// Over [`NAME_CHARACTERS_MAX`].
    NameTooLong,
    /// Digits only, control characters or line breaks.
    NameCharacters,
    /// A telephone number that cannot be one.
    Phone(PhoneFault),
    /// Not between 1 and [`PARTY_MAX`].
    PartyRange,
    /// Over [`TEXT_CHARACTERS_MAX`].
    TextTooLong,
    /// A carried-over booking without the list of what was missing.
    MissingRequired,
    /// A document's number that cannot be one.
    Identity(IdentityFault),
}

/// Which part of the entry each personal value is, in the fields' order: `&` or `&mut`.
macro_rules! values_of {
    ($entry:ident, $($borrow:tt)+) => {
        [
            (PersonalField::Name, $($borrow)+ $entry.name),
            (PersonalField::Phone, $($borrow)+ $entry.phone),
            (PersonalField::Missing, $($borrow)+ $entry.missing),
            (PersonalField::Note, $($borrow)+ $entry.note),
            (PersonalField::AgentName, $($borrow)+ $entry.agent_name),
            (PersonalField::AgentPhone, $($borrow)+ $entry.agent_phone),
            (PersonalField::EarlierNumber, $($borrow)+ $entry.earlier_number),
            (PersonalField::Identity, $($borrow)+ $entry.identity),
        ]
    };
}

impl Entry {
    /// The personal values, in the fields' order.
    pub fn values(&self) -> impl Iterator<Item = (PersonalField, &str)> {
        values_of!(self, &).into_iter().map(|(field, value)| (field, value.as_str()))
    }
}

/// A personal value as it is kept.
fn clean_value(field: PersonalField, value: &str) -> String {
    match field {
        PersonalField::Name | PersonalField::AgentName | PersonalField::EarlierNumber => clean_name(value),
        PersonalField::Phone | PersonalField::AgentPhone => clean_phone(value),
        PersonalField::Identity => clean_identity(value),
        PersonalField::Missing | PersonalField::Note | PersonalField::CancelRemark => clean_text(value),
    }
}

/// The entry as it is kept.
#[must_use]
pub fn clean(mut entry: Entry) -> Entry {
    for (field, value) in values_of!(entry, &mut) {
        *value = clean_value(field, value);
    }
    // Only a visit that was refused had something missing.
    if !entry.carried_over {
        entry.missing.clear();
        entry.earlier_number.clear();
    }
    entry
}

/// Every problem of a cleaned entry for a day, in the order of the form.
pub fn check_entry(entry: &Entry, day: NaiveDate) -> Vec<EntryProblem> {
    let mut problems = Vec::new();
    let mut add = |field, problem| problems.push(EntryProblem { field, problem });
    if let Some(problem) = name_problem(&entry.name) {
        add("name", problem);
    }
    let phone_problem =
        |phone: &str| phone_fault(phone).filter(|fault| !(entry.phones_asked && fault.is_doubt())).map(Problem::Phone);
    if let Some(problem) = phone_problem(&entry.phone) {
        add("phone", problem);
    }
    // A number without a name would be nobody's.
    let has_agent = !entry.agent_name.is_empty() || !entry.agent_phone.is_empty();
    if let Some(problem) = name_problem(&entry.agent_name).filter(|_| has_agent) {
        add("agent_name", problem);
    }
    if let Some(problem) = phone_problem(&entry.agent_phone) {
        add("agent_phone", problem);
    }
    if !(1..=PARTY_MAX).contains(&entry.party) {
        add("party", Problem::PartyRange);
    }
    if entry.carried_over && entry.missing.is_empty() {
        add("missing", Problem::MissingRequired);
    }
    for (field, text) in [("missing", &entry.missing), ("earlier_number", &entry.earlier_number), ("note", &entry.note)]
    {
        if text.chars().count() > TEXT_CHARACTERS_MAX {
            add(field, Problem::TextTooLong);
        }
    }
    if let Some(fault) = identity_fault(&entry.identity, day) {
        add("identity", Problem::Identity(fault));
    }
    problems
}

fn identity_fault(number: &str, day: NaiveDate) -> Option<IdentityFault> {
    if number.is_empty() {
        return None;
    }
    match read_identity(number) {
        Err(fault) => Some(fault),
        Ok(_) => birthday(number).is_some_and(|born| born > day).then_some(IdentityFault::Unborn),
    }
}

/// What is wrong with a cleaned name, if anything.
pub fn name_problem(name: &str) -> Option<Problem> {
    if name.is_empty() {
        Some(Problem::NameMissing)
    } else if name.chars().count() > NAME_CHARACTERS_MAX {
        Some(Problem::NameTooLong)
    } else if name.chars().any(|c| c.is_control() || c == '\u{fffd}') || !has_letter(name) {
        Some(Problem::NameCharacters)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            name: "王伟".into(),
            phone: String::new(),
            party: 1,
            missing: String::new(),
            note: String::new(),
            carried_over: false,
            ..Entry::default()
        }
    }

    #[test]
    fn names() {
        let check = |name: &str, expect: Option<Problem>| assert_eq!(name_problem(name), expect, "{name}");
        for good in ["王", "𬱖", "䶮", "买买提·艾力", "阿卜杜拉•吐尔逊", "Mary-Jane O'Neil", "Đặng", "〇"]
        {
            check(good, None);
        }
        check("", Some(Problem::NameMissing));
        check("12345", Some(Problem::NameCharacters));
        check("王\n伟", Some(Problem::NameCharacters));
        check(&"长".repeat(120), None);
        check(&"长".repeat(121), Some(Problem::NameTooLong));
        check(&"长".repeat(200), Some(Problem::NameTooLong));
    }

    #[test]
    fn what_was_missing_is_kept_of_a_carried_over_booking_only() {
        let typed = Entry { missing: "户口本".into(), earlier_number: "A7".into(), ..entry() };
        let kept = |carried_over| {
            let Entry { missing, earlier_number, .. } = clean(Entry { carried_over, ..typed.clone() });
            (missing, earlier_number)
        };
        assert_eq!(kept(true), ("户口本".to_owned(), "A7".to_owned()));
        assert_eq!(kept(false), (String::new(), String::new()));
    }

    #[test]
    fn every_field_is_cleaned() {
        let typed = Entry {
            name: "\u{202a}⽅⼤⽂\u{202c}".into(),
            phone: " １３８００１３８０００\u{200b} ".into(),
            agent_name: "周\u{3000}代办\n".into(),
            agent_phone: "010\u{2013}6509\u{2011}0000".into(),
            identity: "\u{feff}110105\u{a0}19491231 002x".into(),
            missing: "\u{202a}⽂件\u{202c}".into(),
            earlier_number: "\u{200e}Ａ０１２".into(),
            carried_over: true,
            ..entry()
        };
        let kept = clean(typed);
        assert_eq!((kept.name.as_str(), kept.phone.as_str()), ("方大文", "13800138000"));
        assert_eq!((kept.agent_name.as_str(), kept.agent_phone.as_str()), ("周 代办", "010-6509-0000"));
        assert_eq!((kept.identity.as_str(), kept.missing.as_str()), ("11010519491231002X", "文件"));
        assert_eq!(kept.earlier_number, "A012");
        assert_eq!(check_entry(&kept, day("2026-11-28")), []);
    }

    #[test]
    fn nobody_is_born_after_the_day_they_come() {
        let unborn = Entry { identity: "110105203012310026".into(), ..entry() };
        let fault = |day| check_entry(&unborn, day).first().map(|fault| fault.problem);
        assert_eq!(fault(day("2026-11-28")), Some(Problem::Identity(IdentityFault::Unborn)));
        assert_eq!(fault(day("2031-01-04")), None);
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn all_problems_at_once_in_the_order_of_the_form() {
        let bad = Entry {
            name: String::new(),
            phone: "x".into(),
            party: 0,
            note: "长".repeat(501),
            carried_over: true,
            ..entry()
        };
        let fields: Vec<_> = check_entry(&bad, day("2026-11-28")).iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "phone", "party", "missing", "note"]);
    }
}
