//! A day's bookings as the one count takes them (`domain::duty::demand`): asked by the board's strip, the duty list and the
//! notice to a department.

use super::day_book;
use super::day_book::DayBook;
use domain::booking::BookingState;
use domain::duty::demand::{Demand, Visit, by_department};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::MinuteOfDay;
use std::collections::BTreeMap;

/// What a day asks of each department.
pub(crate) fn of_day(book: &DayBook) -> BTreeMap<DepartmentId, Demand> {
    of_day_but(book, None)
}

/// The same as if one booking were not there: while it is changed.
pub(crate) fn of_day_but(book: &DayBook, but: Option<RecordId>) -> BTreeMap<DepartmentId, Demand> {
    by_department(book.bookings.iter().filter(|booking| Some(booking.id) != but).map(|booking| {
        let (from, to) = span(book, booking);
        Visit { id: booking.id, items: &booking.items, seated: booking.seated, from, to }
    }))
}

/// From the time promised to the end of what it takes.
fn span(book: &DayBook, booking: &BookingState) -> (MinuteOfDay, MinuteOfDay) {
    let from = book.start(booking);
    let minutes = match (book.ever.get(&booking.place.session), booking.place.seats.len()) {
        (Some(session), 0) => session.slots_for(day_book::minutes(&booking.items)).saturating_mul(session.slot_minutes),
        (Some(session), held) => u16::try_from(held).unwrap_or(1).saturating_mul(session.slot_minutes),
        (None, _) => day_book::minutes(&booking.items),
    };
    (from, from.plus(minutes))
}
