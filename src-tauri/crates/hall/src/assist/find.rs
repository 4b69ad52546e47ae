//! Cases of a day by what is typed: the applicant's name or the end of their telephone, the card's number, or an item.

use super::sealed::value;
use crate::ground::{Desk, Look, Refusal, Right};
use chrono::NaiveDate;
use domain::assist::case::CaseState;
use domain::assist::step::Sealed;
use domain::record::RecordId;
use domain::search::{Hit, NameIndex};
use domain::text::{Phone, SoughtPhone, clean_code, has_letter};
use domain::time::BeijingDay;
use std::collections::BTreeSet;

/// Items whose cases are meant, of one day.
const ITEMS_MAX: usize = 200;
/// Digits that are enough to look for: fewer would find half the day.
const DIGITS_MIN: usize = 3;

impl Desk {
    /// Cases of which something happened on a day, and closed ones of any day of which papers are still held, by the applicant's
    /// name (characters, pinyin, initials), the end of their telephone, the card's number or the item. `None` if too little is
    /// typed to look for.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`].
    pub fn find_on_log_day(&self, text: &str, date: NaiveDate) -> Result<Option<BTreeSet<RecordId>>, Refusal> {
        self.require(Right::RunCase)?;
        let (letters, digits) = (has_letter(text), digits(text));
        if !letters && digits.len() < DIGITS_MIN {
            return Ok(None);
        }
        // A surname must not find items that only sound like it.
        let is_written = |hit: &Hit| text.is_ascii() || text.chars().any(|letter| hit.matched.contains(letter));
        let mut items = if letters { self.reference().index.search(text, ITEMS_MAX).hits } else { Vec::new() };
        items.retain(is_written);
        self.read(|look| -> Result<Option<BTreeSet<RecordId>>, Refusal> {
            let day = BeijingDay::from(date);
            let mut cases = look.views().cases_touching(day..=day)?;
            cases.extend(look.views().cases_with_documents()?.into_iter().filter(|case| !case.is_open()));
            let mut found = BTreeSet::new();
            let mut names = Vec::new();
            for case in &cases {
                names.push(value(look, case, Sealed::Name)?);
                let of_item = case.items.iter().any(|item| items.iter().any(|hit| hit.item == item.item));
                if of_item || has_card(case, &digits) || has_phone(&value(look, case, Sealed::Phone)?, text) {
                    found.insert(case.id);
                }
            }
            if letters {
                let hits = NameIndex::new(names.iter().map(String::as_str)).search(text, usize::MAX);
                let places = hits.into_iter().filter_map(|hit| usize::try_from(hit.place).ok());
                found.extend(places.filter_map(|place| cases.get(place)).map(|case| case.id));
            }
            Ok(Some(found))
        })
    }
}

fn digits(text: &str) -> String {
    clean_code(text).chars().filter(char::is_ascii_digit).collect()
}

fn has_card(case: &CaseState, sought: &str) -> bool {
    sought.len() >= DIGITS_MIN && case.card.is_some_and(|card| digits(&card.to_string()).contains(sought))
}

fn has_phone(phone: &str, text: &str) -> bool {
    SoughtPhone::new(text)
        .is_some_and(|sought| sought.typed().len() >= DIGITS_MIN && Phone::new(phone).answers(&sought))
}
