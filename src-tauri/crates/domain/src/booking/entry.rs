//! What may be entered in the booking form. Every problem names its field; nothing is silently mended beyond white space
//! and full-width digits, which an IME writes by itself.

use super::identity::{Fault as IdentityFault, clean_identity, read_identity};

/// Longest name. Source: the longest names of the household registers stay below 50 characters with their middle dots.
pub const NAME_CHARACTERS_MAX: usize = 60;
/// Longest free text.
pub const TEXT_CHARACTERS_MAX: usize = 500;
/// Most people in one booking.
pub const PARTY_MAX: u16 = 50;
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=15;

/// The checked part of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Full name or surname.
    pub name: String,
    /// Mobile, landline with extension, or empty.
    pub phone: String,
    /// People who come.
    pub party: u16,
    /// What was missing; needed for a carried-over booking.
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
    /// Something besides digits, `+`, `-`, `转`, brackets and spaces.
    PhoneCharacters,
    /// Too few or too many digits.
    PhoneLength,
    /// Not between 1 and [`PARTY_MAX`].
    PartyRange,
    /// Over [`TEXT_CHARACTERS_MAX`].
    TextTooLong,
    /// A carried-over booking without the list of what was missing.
    MissingRequired,
    /// A document's number that cannot be one.
    Identity(IdentityFault),
}

/// The entry without white space around it and with full-width digits and letters as ordinary ones in the phone.
#[must_use]
pub fn clean(mut entry: Entry) -> Entry {
    let trimmed = |text: &str| text.trim().to_owned();
    entry.name = trimmed(&entry.name);
    entry.missing = trimmed(&entry.missing);
    entry.note = trimmed(&entry.note);
    entry.earlier_number = trimmed(&entry.earlier_number);
    entry.agent_name = trimmed(&entry.agent_name);
    entry.agent_phone = entry.agent_phone.trim().chars().map(half_width).collect();
    entry.identity = clean_identity(&entry.identity);
    entry.phone = entry.phone.trim().chars().map(half_width).collect();
    entry
}

fn half_width(character: char) -> char {
    match character {
        '０'..='９' | '＋' | '－' | '（' | '）' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '　' => ' ',
        other => other,
    }
}

/// Every problem of a cleaned entry, in the order of the form.
pub fn check_entry(entry: &Entry) -> Vec<EntryProblem> {
    let mut problems = Vec::new();
    let mut add = |field, problem| problems.push(EntryProblem { field, problem });
    if let Some(problem) = name_problem(&entry.name) {
        add("name", problem);
    }
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
    if let Err(fault) = read_identity(&entry.identity)
        && !entry.identity.is_empty()
    {
        add("identity", Problem::Identity(fault));
    }
    problems
}

/// What is wrong with a trimmed name, if anything.
pub fn name_problem(name: &str) -> Option<Problem> {
    if name.is_empty() {
        Some(Problem::NameMissing)
    } else if name.chars().count() > NAME_CHARACTERS_MAX {
        Some(Problem::NameTooLong)
    } else if name.chars().any(char::is_control) || !name.chars().any(char::is_alphabetic) {
        Some(Problem::NameCharacters)
    } else {
        None
    }
}

fn phone_problem(phone: &str) -> Option<Problem> {
    if phone.is_empty() {
        return None;
    }
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '转' | '轉' | '#');
    if !phone.chars().all(allowed) {
        return Some(Problem::PhoneCharacters);
    }
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    (!PHONE_DIGITS.contains(&digits)).then_some(Problem::PhoneLength)
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
        check(&"长".repeat(60), None);
        check(&"长".repeat(61), Some(Problem::NameTooLong));
        check(&"长".repeat(200), Some(Problem::NameTooLong));
    }

    #[test]
    fn phones() {
        let check = |phone: &str, expect: Option<Problem>| assert_eq!(phone_problem(phone), expect, "{phone}");
        for good in ["", "13800138000", "+86 138 0013 8000", "010-65090000转8012", "12345", "(010) 6509 0000"] {
            check(good, None);
        }
        check("1380013800o", Some(Problem::PhoneCharacters));
        check("无", Some(Problem::PhoneCharacters));
        check("138", Some(Problem::PhoneLength));
        check("1380013800013800", Some(Problem::PhoneLength));
    }

    #[test]
    fn full_width_digits_of_an_ime_are_digits() {
        let cleaned = clean(Entry { phone: " １３８００１３８０００ ".into(), ..entry() });
        assert_eq!(cleaned.phone, "13800138000");
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
        let fields: Vec<_> = check_entry(&bad).iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "phone", "party", "missing", "note"]);
    }
}
