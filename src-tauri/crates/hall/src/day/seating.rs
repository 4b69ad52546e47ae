//! Giving seats: to a booking that is made or moved, to one that comes back, and to those that wait when seats are free
//! again. Decided inside the write transaction, on the tokens this installation owns; whoever has seats keeps some at the
//! same time, and what moves is on record.

use super::day_book;
use super::day_book::{DayBook, NEXT};
use crate::ground::{Refusal, Writing};
use domain::booking::BookingState;
use domain::event::{BookingSeated, Fact};
use domain::record::{Order, RecordId};
use domain::seat::{Addition, Claim, NoStart, Place, Token, Visit};
use domain::time::{BeijingDay, MinuteOfDay};
use std::collections::BTreeSet;
use store::StoreError;

/// Seats for one booking.
pub(crate) struct Seating {
    pub place: Place,
    /// The time promised.
    pub at: MinuteOfDay,
    /// The same, where it is not the beginning of the place's first slot.
    pub start: Option<MinuteOfDay>,
    pub moved: Vec<Moved>,
}

/// A booking that has other seats at the same time.
pub(crate) struct Moved {
    booking: RecordId,
    /// The event that promised the time.
    timed_by: RecordId,
    /// The time, which stays.
    at: MinuteOfDay,
    place: Place,
}

/// Seats for a visit at a time, beside all that are supported.
///
/// # Errors
/// Full, too short before the end, or not served at that time.
pub(crate) fn find(
    book: &DayBook,
    visit: &Visit,
    at: MinuteOfDay,
    moving: Option<&BookingState>,
) -> Result<Seating, Refusal> {
    if let Some(place) = moving.and_then(|booking| stays(book, visit, at, booking)) {
        return Ok(seating(book, Addition { place, moved: Vec::new() }, at));
    }
    book.plan.may_begin(visit, at, moving.is_some_and(|booking| has_time(book, booking, at))).map_err(
        |why| match why {
            NoStart::TooShort => Refusal::SlotTooShort,
            NoStart::NotServed => Refusal::NotServed,
        },
    )?;
    let claim = Claim {
        made: moving.map_or(NEXT, |booking| booking.made),
        at,
        visit: visit.clone(),
        standing: false,
        held: moving.map(|booking| booking.place.clone()),
    };
    let addition = book.support(moving.map(|booking| booking.id)).adding(&claim);
    addition.map(|addition| seating(book, addition, at)).ok_or(Refusal::SlotFull { start: at.time() })
}

/// Whether a slot of the day is where a booking is: who names it means the time the booking has.
pub(crate) fn names(book: &DayBook, booking: &BookingState, (session, slot): (u8, u16)) -> bool {
    (booking.place.day, booking.place.session, booking.place.slot) == (book.plan.day(), session, slot)
}

/// Whether a booking has this time of this day already, with or without a seat.
pub(crate) fn has_time(book: &DayBook, booking: &BookingState, at: MinuteOfDay) -> bool {
    booking.place.day == book.plan.day() && at == book.start(booking)
}

/// The seats that a booking keeps because another installation gave them: they are its own to give, for as long as they do.
pub(crate) fn stays(book: &DayBook, visit: &Visit, at: MinuteOfDay, booking: &BookingState) -> Option<Place> {
    let place = &booking.place;
    let same = booking.seated && has_time(book, booking, at);
    (same && of_others(book, place) && suits(book, visit, place)).then(|| place.clone())
}

/// Whether another installation gave these seats. What is gone for good is nobody's.
fn of_others(book: &DayBook, place: &Place) -> bool {
    let own = |(slot, seat)| book.owns(Token { session: place.session, slot, seat });
    !place.tokens().all(own) && !day_book::on_retired(&book.minted.retired, place)
}

/// Whether a place is as long as a visit takes, in a session that is there and serves it.
fn suits(book: &DayBook, visit: &Visit, place: &Place) -> bool {
    let Some(session) = book.plan.session(place.session) else { return false };
    let serves = visit.items.iter().all(|item| session.serves.item(item.item, &item.departments));
    serves && usize::from(session.times.slots_for(visit.minutes)) == place.seats.len()
}

fn seating(book: &DayBook, addition: Addition, at: MinuteOfDay) -> Seating {
    let Addition { place, moved } = addition;
    let begins = book.plan.session(place.session).map(|session| session.times.start(place.slot));
    Seating { at, start: (begins != Some(at)).then_some(at), moved: named(book, moved), place }
}

fn named(book: &DayBook, moved: Vec<(Order, Place)>) -> Vec<Moved> {
    let name = |(made, place): (Order, Place)| {
        let booking = book.bookings.iter().find(|booking| booking.made == made)?;
        Some(Moved { booking: booking.id, timed_by: booking.timed_by, at: book.start(booking), place })
    };
    moved.into_iter().filter_map(name).collect()
}

/// Seats for a booking that comes back to its time: its own if they are free. None when there are none.
pub(crate) fn again(book: &DayBook, booking: &BookingState) -> Option<Seating> {
    let (place, at) = (&booking.place, book.start(booking));
    let visit = day_book::booked_visit(&booking.items);
    if of_others(book, place) && suits(book, &visit, place) && is_free(book, place, booking.id) {
        return Some(seating(book, Addition { place: place.clone(), moved: Vec::new() }, at));
    }
    let claim = Claim { made: booking.made, at, visit, standing: false, held: Some(place.clone()) };
    let addition = book.support(Some(booking.id)).adding(&claim)?;
    Some(seating(book, addition, at))
}

/// Whether nobody else sits on any of a place's tokens.
fn is_free(book: &DayBook, place: &Place, whose: RecordId) -> bool {
    let tokens = |place: &Place| {
        let session = place.session;
        place.tokens().map(move |(slot, seat)| Token { session, slot, seat }).collect::<BTreeSet<Token>>()
    };
    let wanted = tokens(place);
    let others = book.bookings.iter().filter(|other| other.id != whose && other.seated);
    others.into_iter().all(|other| tokens(&other.place).is_disjoint(&wanted))
}

/// Puts on record which seats a booking has now at its time, or that it has none.
pub(crate) fn record_seats(
    w: &mut Writing<'_, '_>,
    booking: RecordId,
    (timed_by, start): (RecordId, MinuteOfDay),
    place: Option<Place>,
) -> Result<(), StoreError> {
    let fact = Fact::BookingSeated(BookingSeated { of: timed_by, place, start });
    w.record(&fact, Some(booking), None)?;
    Ok(())
}

/// Puts on record who moved to make room.
pub(crate) fn record_moved(w: &mut Writing<'_, '_>, moved: Vec<Moved>) -> Result<(), StoreError> {
    moved
        .into_iter()
        .try_for_each(|moved| record_seats(w, moved.booking, (moved.timed_by, moved.at), Some(moved.place)))
}

/// Gives seats that have become free to those that wait, in the order they were made.
pub(crate) fn reseat_waiting(w: &mut Writing<'_, '_>, day: BeijingDay) -> Result<(), Refusal> {
    let book = DayBook::while_writing(w, day.date())?;
    if book.bookings.iter().all(|booking| booking.seated) {
        return Ok(());
    }
    let support = book.support(None);
    for booking in &book.bookings {
        let place = support.place(booking.made).cloned();
        let changed = match &place {
            Some(place) => !booking.seated || *place != booking.place,
            None => book.on_retired.contains(&booking.id),
        };
        if changed {
            record_seats(w, booking.id, (booking.timed_by, book.start(booking)), place)?;
        }
    }
    Ok(())
}
