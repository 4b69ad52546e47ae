//! Reading what a door sent: dates, times, identifiers.

use crate::Failure;
use crate::FailureCode as Code;
use crate::input::{Format, id_code};
use crate::refuse::unreadable;
use crate::wire::Wire;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::read_date;

/// A date at a field, `2026-11-28`.
pub(super) fn date(field: &str, text: &str) -> Result<NaiveDate, Failure> {
    formatted(Format::Date, field, text)?;
    read_date(text).map_err(|_| unreadable(field, Code::DayInvalid))
}

/// A record's identity as it was given out.
pub(super) fn record(field: &str, text: &str) -> Result<RecordId, Failure> {
    text.parse().map_err(|_| unreadable(field, id_code(field)))
}

/// The screen's own id of a request.
pub(super) fn request(text: &str) -> Result<String, Failure> {
    formatted(Format::Request, "request", text)?;
    Ok(text.to_owned())
}

/// The door has looked at every text of a format that its type tells; here it is asked again, where it counts.
fn formatted(format: Format, field: &str, text: &str) -> Result<(), Failure> {
    format.fault(field, text).map_or(Ok(()), |fault| Err(fault.at(field)))
}

pub(super) fn items(numbers: &[u32]) -> Vec<ItemId> {
    numbers.iter().copied().map(ItemId).collect()
}

/// A time of day as every door writes it.
pub(super) fn hm(time: NaiveTime) -> String {
    time.wire()
}

/// A moment as every door writes it.
pub(super) fn moment(moment: NaiveDateTime) -> String {
    moment.wire()
}

pub(super) fn small(count: usize) -> u32 {
    count.wire()
}

/// Names as the doors write them.
pub(super) fn names(names: &domain::names::Names) -> crate::Names {
    names.clone().wire()
}
