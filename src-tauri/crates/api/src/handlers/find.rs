//! Bookings that are looked for, and erased, in the door's types.

use super::read::{date, record};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{BookingErase, BookingFind, BookingRef, Erased, Failure, FoundBookings};

pub(crate) fn booking_find(visit: Visit<'_>, input: BookingFind) -> Result<FoundBookings, Failure> {
    let desk = visit.desk()?;
    let found = match &input.date {
        Some(day) => desk.find_on_day(&input.text, date("date", day)?)?,
        None => desk.find_bookings(&input.text, usize::from(input.limit))?,
    };
    Ok(found.wire())
}

pub(crate) fn erase_preview(visit: Visit<'_>, input: BookingRef) -> Result<FoundBookings, Failure> {
    let bookings = visit.desk()?.erase_preview(record("booking", &input.booking)?)?;
    Ok(FoundBookings { bookings: bookings.wire(), unreadable: 0 })
}

pub(crate) fn booking_erase(visit: Visit<'_>, input: BookingErase) -> Result<Erased, Failure> {
    let bookings = input.bookings.iter().map(|id| record("bookings", id)).collect::<Result<_, _>>()?;
    let erased = visit.desk()?.erase(bookings)?;
    let unreached = erased.unreached.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let held = erased.held.iter().map(super::log_figures::held).collect();
    Ok(Erased { bookings: erased.bookings, held, unreached })
}
