//! Checks at the entrance as a screen shows them in a case.

use super::helper::{Helper, named};
use super::words::LogWords;
use domain::assist::case::CaseState;
use domain::assist::entry;
use domain::assist::moment::Moment;
use domain::event::EntryCheck;
use domain::record::RecordId;
use std::collections::BTreeMap;

/// A check at the entrance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckCard {
    pub row: entry::Row,
    /// Empty for one that was never set here.
    pub text: String,
    /// Who made it.
    pub seen_by: Option<Helper>,
    /// It is the one to be made next.
    pub is_next: bool,
    /// It can be made: the hall asks for it.
    pub is_asked: bool,
}

/// The checks of a case: `asked` in their order, then such as were made and are not asked for any more.
pub(crate) fn checks(
    case: &CaseState,
    now: Moment,
    people: &BTreeMap<RecordId, String>,
    words: &LogWords,
    asked: &[EntryCheck],
) -> Vec<CheckCard> {
    let rows = entry::rows(asked, case, now);
    let next = entry::next(&rows);
    let card = |row: entry::Row| CheckCard {
        text: words.check_text(row.check),
        seen_by: row.made.map(|made| named(made.seen_by, people)),
        is_next: next == Some(row.check),
        is_asked: asked.iter().any(|check| check.number == row.check),
        row,
    };
    rows.into_iter().map(card).collect()
}
