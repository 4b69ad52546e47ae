//! Making a booking: everything that can refuse it is checked inside the one write transaction, so two windows that want
//! the last seat are told apart there.

use super::group::{self, Principal};
use super::wish::{BookingWish, CheckedWish};
use super::{agent, personal, provisional, repeat};
use crate::day::{self, DayBook};
use crate::promises::Promises;
use crate::record::record;
use crate::rights::Right;
use crate::seating::{self, Seating};
use crate::{Desk, DraftOf, Reference, Refusal, UndoOffer, Warning};
use chrono::NaiveDateTime;
use domain::booking::{BookingNumber, BookingState};
use domain::event::{BookingMade, Fact, PersonalField};
use domain::record::RecordId;
use domain::seat::Place;
use domain::time::{BeijingDay, MinuteOfDay};
use store::{StoreError, WriteTx};

/// A booking is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub booking: RecordId,
    /// What an agent booked together with it.
    pub others: Vec<RecordId>,
    pub undo: UndoOffer,
}

impl Desk {
    /// Makes a booking. `request` is chosen by the screen: sent twice, it makes one booking.
    ///
    /// # Errors
    /// Every fault of the form at its field, a closed day, a full slot, or what the disk says; then nothing is written.
    pub fn make_booking(&self, request: String, wish: BookingWish) -> Result<Saved, Refusal> {
        self.make_bookings(request, wish, Vec::new())
    }

    /// Makes a booking, and one for each other principal of its agent: all in one transaction, or none.
    ///
    /// # Errors
    /// As for one; faults of a principal are told at its row, and [`Refusal::PrincipalNoSeat`] when the day has no block
    /// left for one.
    pub fn make_bookings(&self, request: String, wish: BookingWish, others: Vec<Principal>) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let reference = self.reference();
        let (checked, others) = group::check_all(&reference, wish, others)?;
        let (desk, now) = (self.clone(), self.clock.now());
        let (made, new) = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(Vec<RecordId>, bool), Refusal> {
            if let Some(before) = tx.request(&request)? {
                return Ok((made_before(tx, store::record_id(before))?, false));
            }
            let together = if others.is_empty() { Together::Alone } else { Together::First };
            let (booking, place) = write(&desk, &reference, tx, now, &checked, together)?;
            let mut made = vec![booking];
            made.extend(group::make_others(&desk, &reference, tx, now, (booking, place), others)?);
            tx.note_request(&request, store::event_id(booking))?;
            tx.draft_delete(&desk.draft_slot(DraftOf::Booking))?;
            Ok((made, true))
        })?;
        self.reindex(&made);
        let deed: Vec<_> = made.iter().map(|booking| (*booking, *booking)).collect();
        let mut made = made.into_iter();
        let booking = made.next().ok_or(Refusal::BookingNotFound)?;
        let undo = if new { self.undo.offer_all(booking, deed, now) } else { self.undo.as_before(booking, now) };
        Ok(Saved { booking, others: made.collect(), undo })
    }
}

/// What the same request made when it was sent first.
fn made_before(tx: &WriteTx<'_>, first: RecordId) -> Result<Vec<RecordId>, Refusal> {
    let group = tx.views().group(first)?;
    let others = group.iter().map(|row| row.id).filter(|id| *id != first);
    Ok(std::iter::once(first).chain(others).collect())
}

/// What an agent books it with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Together {
    /// Nothing: where no seat can be had it may wait.
    Alone,
    /// The first of several.
    First,
    /// One more behind the first.
    With(RecordId),
}

/// Writes a booking; says where it is. Where no seat can be had it is provisional, if it may be.
pub(super) fn write(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    now: NaiveDateTime,
    checked: &CheckedWish,
    together: Together,
) -> Result<(RecordId, Place), Refusal> {
    let CheckedWish { wish, items } = checked;
    repeat::require_none(tx, checked, None)?;
    let group = if let Together::With(first) = together { Some(first) } else { None };
    let found = find_place(desk, reference, tx, now, checked, group, None);
    let (Seating { place, at, start, moved }, provisional) = match (found, together) {
        (Ok(seating), _) => (seating, false),
        (Err(Refusal::SlotFull { start }), Together::Alone) => {
            (provisional::place(desk, reference, tx, now, checked, start)?, true)
        }
        (Err(other), _) => return Err(other),
    };
    let filled = wish.entry.values().filter(|(_, value)| !value.is_empty());
    let values: Vec<(PersonalField, String)> = filled.map(|(field, value)| (field, value.to_owned())).collect();
    let denied = Promises::for_day(reference, tx.views(), place.day.date(), now)?.denied(items, at);
    let made = BookingMade {
        number: free_number(tx)?.digits(),
        day: place.day,
        session: place.session,
        slot: place.slot,
        seats: place.seats.clone(),
        items: items.clone(),
        party: wish.entry.party,
        channel: wish.channel,
        green_channel: wish.green_channel,
        slip_language: wish.slip_language,
        personal: values.iter().map(|(field, _)| *field).collect(),
        start,
        group: if let Together::First = together { Some(store::record_id(tx.next_id())) } else { group },
        earlier: wish.earlier.map(BeijingDay::from),
        denied: Some(denied).filter(|denied| !denied.is_empty()),
    };
    let made = if provisional { Fact::ProvisionallyMade(made) } else { Fact::BookingMade(made) };
    let booking = record(tx, desk.author(), &made, None, None)?;
    seating::record_moved(tx, desk.author(), moved)?;
    personal::put(tx, booking, values)?;
    Ok((booking, place))
}

/// Seats for a wish. A booking that is moved keeps those it has if it can, and gives them up for others.
pub(super) fn find_place(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    now: NaiveDateTime,
    checked: &CheckedWish,
    group: Option<RecordId>,
    moving: Option<&BookingState>,
) -> Result<Seating, Refusal> {
    let wish = &checked.wish;
    day::require_open(desk, reference, tx.views(), wish.date)?;
    let book = DayBook::read(desk, reference, tx.views(), tx.device().0, wish.date)?;
    let at = wished_start(&book, wish, moving)?;
    agent::require_free(tx, checked, group, at, moving)?;
    let visit = day::wished_visit(desk, reference, wish.date, &checked.items);
    let seating = seating::find(&book, &visit, at, moving)?;
    if day::is_past(at, wish.date, now) && !wish.accepted.contains(&Warning::SlotPast) {
        return Err(Refusal::Confirm(Warning::SlotPast));
    }
    day::ensure_opened(tx, desk.author(), &book.plan)?;
    Ok(seating)
}

/// The form names a time by a slot that begins then. One that names the seats the booking has means the time it has.
fn wished_start(book: &DayBook, wish: &BookingWish, moving: Option<&BookingState>) -> Result<MinuteOfDay, Refusal> {
    if let Some(booking) = moving.filter(|booking| seating::names(book, booking, (wish.session, wish.slot))) {
        return Ok(book.start(booking));
    }
    let session = book.plan.session(wish.session).filter(|session| wish.slot < session.times.slots());
    session.map(|session| session.times.start(wish.slot)).ok_or(Refusal::SlotUnknown)
}

/// A number that no booking of this hall bears.
pub(crate) fn free_number(tx: &WriteTx<'_>) -> Result<BookingNumber, Refusal> {
    loop {
        let random = getrandom::u64().map_err(|error| StoreError::Io(error.to_string()))?;
        let number = BookingNumber::from_random(random);
        if !tx.views().number_used(number.digits())? {
            return Ok(number);
        }
    }
}
