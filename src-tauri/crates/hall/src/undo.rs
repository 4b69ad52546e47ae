//! Taking back the last action for a minute. The minute is measured on the PC's running time, not on its clock, so a
//! clock that jumps neither shortens nor lengthens it; after a restart nothing is left to undo.

use crate::booking::confirm_unchanged;
use crate::day::DayBook;
use crate::record::record;
use crate::rights::Right;
use crate::seating::{self, Seating};
use crate::{Desk, Reference, Refusal};
use chrono::{NaiveDateTime, TimeDelta};
use domain::booking::{Booking, BookingFact, fold};
use domain::event::{Fact, Retracted};
use domain::record::RecordId;
use domain::time::BeijingDay;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use store::WriteTx;

/// How long an action can be taken back.
const UNDO_SECONDS: u64 = 60;

/// An action that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoOffer {
    /// The event that would be retracted.
    pub token: RecordId,
    /// End of the minute, Beijing time, for the countdown.
    pub until: NaiveDateTime,
}

/// Events that are taken back together, each with its booking.
type Deed = Vec<(RecordId, RecordId)>;

/// What was done here within the last minute, by its first event, and when.
#[derive(Default)]
pub(crate) struct UndoBook(Mutex<BTreeMap<RecordId, (Deed, Instant)>>);

impl UndoBook {
    pub(crate) fn offer(&self, event: RecordId, booking: RecordId, now: NaiveDateTime) -> UndoOffer {
        self.offer_all(event, vec![(event, booking)], now)
    }

    /// Offers to take back several events at once.
    pub(crate) fn offer_all(&self, event: RecordId, deed: Deed, now: NaiveDateTime) -> UndoOffer {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (_, made)| made.elapsed() < Duration::from_secs(UNDO_SECONDS));
        open.insert(event, (deed, Instant::now()));
        UndoOffer { token: event, until: now + TimeDelta::seconds(i64::try_from(UNDO_SECONDS).unwrap_or(60)) }
    }

    fn deed(&self, event: RecordId) -> Option<Deed> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (deed, made) = open.get(&event)?;
        (made.elapsed() < Duration::from_secs(UNDO_SECONDS)).then(|| deed.clone())
    }

    fn close(&self, event: RecordId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&event);
    }
}

impl Desk {
    /// Takes back an action of the last minute: it stays in the journal, and the fold passes it over.
    ///
    /// # Errors
    /// [`Refusal::UndoTooLate`] after the minute, [`Refusal::UndoChanged`] when the booking has been changed since,
    /// [`Refusal::UndoSeatTaken`] when the seat it would need again has been given away.
    pub fn undo(&self, token: RecordId) -> Result<(), Refusal> {
        self.require(Right::WriteBooking)?;
        let deed = self.undo.deed(token).ok_or(Refusal::UndoTooLate)?;
        let bookings: Vec<RecordId> = deed.iter().map(|(_, booking)| *booking).collect();
        let (desk, reference) = (self.clone(), self.reference());
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            let mut days = BTreeSet::new();
            for (event, booking) in deed {
                days.extend(retract(&desk, &reference, tx, booking, event)?);
            }
            // Last, so that nobody who waits gets a seat that another of the deed comes back to.
            days.into_iter().try_for_each(|day| seating::reseat_waiting(&desk, &reference, tx, day))
        })?;
        self.undo.close(token);
        self.reindex(&bookings);
        Ok(())
    }
}

/// Takes back one event; says on which days seats may have become free.
fn retract(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    booking: RecordId,
    target: RecordId,
) -> Result<[BeijingDay; 2], Refusal> {
    let author = desk.author();
    let current = tx.views().booking(booking)?.ok_or(Refusal::BookingNotFound)?;
    confirm_unchanged(current.last, target).map_err(|_| Refusal::UndoChanged)?;
    let mut facts = tx.views().booking_facts(booking)?;
    let order = domain::record::Order { lamport: u64::MAX, id: booking };
    let retraction = Retracted { target };
    facts.push(domain::record::Stamped { order, wall_ms: author.wall.0, fact: BookingFact::Retracted(retraction) });
    let after = fold(facts).ok_or(Refusal::BookingNotFound)?;
    let seats = if after.holds_seats() { Some(seats_again(desk, reference, tx, &after)?) } else { None };
    record(tx, author, &Fact::Retracted(retraction), Some(booking), Some(current.last))?;
    if let Some(Seating { place, at, moved, .. }) = seats {
        if place != after.place {
            seating::record_seats(tx, author, booking, (after.timed_by, at), Some(place))?;
        }
        seating::record_moved(tx, author, moved)?;
    }
    Ok([current.place.day, after.place.day])
}

/// Seats at the time the booking had, its own if they are still free.
fn seats_again(desk: &Desk, reference: &Reference, tx: &WriteTx<'_>, after: &Booking) -> Result<Seating, Refusal> {
    let book = DayBook::read(desk, reference, tx.views(), tx.device().0, after.place.day.date())?;
    seating::again(&book, after).ok_or(Refusal::UndoSeatTaken)
}
