//! Giving seats: to a booking that is made or moved, to one that comes back, and to those that wait when seats are free
//! again. Decided inside the write transaction, on the tokens this installation owns; whoever has seats keeps some at the
//! same time, and what moves is on record.

use crate::day::{self, DayBook, NEXT};
use crate::desk::Author;
use crate::record::record;
use crate::{Desk, Reference, Refusal};
use domain::booking::Booking;
use domain::event::{BookingSeated, Fact};
use domain::hours::SessionTimes;
use domain::record::{Order, RecordId};
use domain::seat::{Addition, Claim, Place, SessionPlan, Token, Visit, VisitItem};
use domain::time::{BeijingDay, MinuteOfDay};
use store::{BookingRow, StoreError, WriteTx};

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
    moving: Option<&BookingRow>,
) -> Result<Seating, Refusal> {
    if let Some(place) = moving.and_then(|booking| stays(book, visit, at, booking)) {
        return Ok(seating(book, Addition { place, moved: Vec::new() }, at));
    }
    let support = book.support(moving.map(|booking| booking.id));
    let claim = Claim {
        made: moving.map_or(NEXT, |booking| booking.made),
        at,
        visit: visit.clone(),
        standing: false,
        held: moving.map(|booking| booking.place.clone()),
    };
    if let Some(addition) = support.adding(&claim) {
        return Ok(seating(book, addition, at));
    }
    let mut availability = support.availability();
    Err(match why_not(book, visit, availability.of(visit).iter().any(|start| start.at == at), at) {
        WhyNot::Full => Refusal::SlotFull { start: at.time() },
        WhyNot::TooShort => Refusal::SlotTooShort,
        WhyNot::NotServed => Refusal::NotServed,
    })
}

/// Why a visit cannot begin at a time.
pub(crate) enum WhyNot {
    Full,
    TooShort,
    NotServed,
}

/// `offered`: on an empty day it could.
pub(crate) fn why_not(book: &DayBook, visit: &Visit, offered: bool, at: MinuteOfDay) -> WhyNot {
    if offered {
        return WhyNot::Full;
    }
    let serves =
        |session: &&SessionPlan| visit.items.iter().all(|item| session.serves.item(item.item, &item.departments));
    let running = |session: &SessionPlan| (session.times.from..session.times.to).contains(&at);
    let within = |item: &VisitItem| {
        let open = |times: &SessionTimes| (times.from..times.to).contains(&at.time());
        item.hours.as_ref().is_none_or(|hours| hours.iter().any(open))
    };
    let served = book.plan.sessions().iter().filter(serves).any(running) && visit.items.iter().all(within);
    if served { WhyNot::TooShort } else { WhyNot::NotServed }
}

/// Seats of another installation are its own to give: a booking that has some keeps them as long as they do.
fn stays(book: &DayBook, visit: &Visit, at: MinuteOfDay, booking: &BookingRow) -> Option<Place> {
    let place = &booking.place;
    let foreign = place.tokens().any(|(slot, seat)| !book.owns(Token { session: place.session, slot, seat }));
    let session = book.plan.session(place.session)?;
    let serves = visit.items.iter().all(|item| session.serves.item(item.item, &item.departments));
    let same = booking.seated && place.day == book.plan.day() && at == book.start(booking);
    let long_enough = usize::from(session.times.slots_for(visit.minutes)) == place.seats.len();
    (foreign && same && serves && long_enough).then(|| place.clone())
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
pub(crate) fn again(book: &DayBook, booking: &Booking) -> Option<Seating> {
    let place = &booking.place;
    let begins = || book.ever.get(&place.session).map(|session| session.start(place.slot));
    let at = booking.start.or_else(begins)?;
    let tokens = || place.tokens().map(|(slot, seat)| Token { session: place.session, slot, seat });
    if !tokens().all(|token| book.owns(token)) {
        // Of another installation: they are its own to give, and free while nobody else has them.
        let taken = book.bookings.iter().filter(|other| other.id != booking.id && other.seated).any(|other| {
            let theirs = other.place.tokens().map(|(slot, seat)| Token { session: other.place.session, slot, seat });
            theirs.into_iter().any(|token| tokens().any(|own| own == token))
        });
        let addition = Addition { place: place.clone(), moved: Vec::new() };
        return (!taken).then(|| seating(book, addition, at));
    }
    let claim = Claim {
        made: booking.made,
        at,
        visit: day::booked_visit(&booking.items),
        standing: false,
        held: Some(place.clone()),
    };
    let addition = book.support(Some(booking.id)).adding(&claim)?;
    Some(seating(book, addition, at))
}

/// Puts on record which seats a booking has now at its time, or that it has none.
pub(crate) fn record_seats(
    tx: &mut WriteTx<'_>,
    author: Author,
    booking: RecordId,
    (timed_by, start): (RecordId, MinuteOfDay),
    place: Option<Place>,
) -> Result<(), StoreError> {
    let fact = Fact::BookingSeated(BookingSeated { of: timed_by, place, start });
    record(tx, author, &fact, Some(booking), None)?;
    Ok(())
}

/// Puts on record who moved to make room.
pub(crate) fn record_moved(tx: &mut WriteTx<'_>, author: Author, moved: Vec<Moved>) -> Result<(), StoreError> {
    moved
        .into_iter()
        .try_for_each(|moved| record_seats(tx, author, moved.booking, (moved.timed_by, moved.at), Some(moved.place)))
}

/// Gives seats that have become free to those that wait, in the order they were made.
pub(crate) fn reseat_waiting(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    day: BeijingDay,
) -> Result<(), Refusal> {
    let book = DayBook::read(desk, reference, tx.views(), tx.device().0, day.date())?;
    if book.bookings.iter().all(|booking| booking.seated) {
        return Ok(());
    }
    let support = book.support(None);
    for booking in &book.bookings {
        let Some(place) = support.place(booking.made) else { continue };
        if !booking.seated || *place != booking.place {
            let time = (booking.timed_by, book.start(booking));
            record_seats(tx, desk.author(), booking.id, time, Some(place.clone()))?;
        }
    }
    Ok(())
}
