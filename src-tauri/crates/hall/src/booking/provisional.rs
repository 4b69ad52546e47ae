//! A booking for which no seat can be had (PRODUCT rule 10): it is made all the same, says so, and waits. It never takes a
//! seat from anybody; the first that becomes free at its time is its own, before whoever comes later. Confirmed by that, or
//! declined by a person, once; and whoever waited is told.

use super::wish::CheckedWish;
use crate::day::{self, DayBook, Seating};
use crate::ground::{Refusal, Warning, Writing};
use chrono::{NaiveDateTime, NaiveTime};
use domain::seat::{Place, Visit};
use domain::time::MinuteOfDay;

/// Whether a visit can be had at no time of a day that is still to come, though some time would suit it.
pub(crate) fn only(book: &DayBook, visit: &Visit, now: NaiveDateTime) -> bool {
    let date = book.plan.day().date();
    let mut availability = book.support(None).availability();
    let mut starts = availability.of(visit).iter().filter(|start| !day::is_past(start.at, date, now)).peekable();
    starts.peek().is_some() && starts.all(|start| start.free == 0)
}

/// The place of a provisional booking: a time, and no seat.
///
/// # Errors
/// [`Refusal::SlotFull`] where another time is free or this one is over; [`Refusal::Confirm`] until whoever books has read
/// what it means.
pub(super) fn place(w: &mut Writing<'_, '_>, checked: &CheckedWish, start: NaiveTime) -> Result<Seating, Refusal> {
    let wish = &checked.wish;
    let book = DayBook::while_writing(w, wish.date)?;
    let visit = day::wished_visit(w, wish.date, &checked.items);
    let at = MinuteOfDay::from(start);
    if day::is_past(at, wish.date, w.now) || !only(&book, &visit, w.now) {
        return Err(Refusal::SlotFull { start });
    }
    if !wish.accepted.contains(&Warning::Provisional) {
        return Err(Refusal::Confirm(Warning::Provisional));
    }
    day::ensure_opened(w, &book.plan)?;
    let place = Place { day: book.plan.day(), session: wish.session, slot: wish.slot, seats: Vec::new() };
    Ok(Seating { place, at, start: Some(at), moved: Vec::new() })
}
