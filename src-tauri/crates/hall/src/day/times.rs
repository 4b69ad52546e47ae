//! When a booking is, out of its day's sessions: asked by slip, detail, repeats and call list alike.

use super::day_book;
use chrono::NaiveTime;
use domain::booking::BookingState;
use domain::time::MinuteOfDay;
use store::{StoreError, Views};

/// What can be said of the time of a booking whose day or session is not known here: what it was promised.
pub(crate) fn promised(booking: &BookingState) -> (NaiveTime, NaiveTime) {
    let at = booking.start.unwrap_or(MinuteOfDay(0)).time();
    (at, at)
}

/// From when to when a booking has its seats, which for a walk-in is when it was accepted; `None` where the day or its
/// session is not known here.
pub(crate) fn times(views: Views<'_>, booking: &BookingState) -> Result<Option<(NaiveTime, NaiveTime)>, StoreError> {
    if let Some(walk_in) = booking.walk_in {
        return Ok(Some((walk_in.at.time(), walk_in.at.time())));
    }
    let place = &booking.place;
    let Some(day) = views.day(place.day)? else { return Ok(None) };
    let Some(session) = day.ever.get(&place.session) else { return Ok(None) };
    // Without seats it has the length that it would take.
    let slots = match u16::try_from(place.seats.len()).unwrap_or(1) {
        0 => session.slots_for(day_book::minutes(&booking.items)),
        held => held,
    };
    Ok(Some((day_book::start(&day.ever, booking).time(), session.end(place.slot, slots).time())))
}
