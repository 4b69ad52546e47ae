//! Taking back the last action for a minute. The minute is measured on the PC's running time, not on its clock, so a
//! clock that jumps neither shortens nor lengthens it; after a restart nothing is left to undo.

use crate::booking::confirm_unchanged;
use crate::desk::Author;
use crate::rights::Right;
use crate::{Desk, Refusal};
use chrono::{NaiveDateTime, TimeDelta};
use domain::booking::{BookingFact, fold};
use domain::event::{Fact, Retracted};
use domain::record::RecordId;
use std::collections::BTreeMap;
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
        let author = self.author();
        self.store.write(move |tx: &mut WriteTx<'_>| {
            deed.iter().try_for_each(|(event, booking)| retract(tx, author, *booking, *event))
        })?;
        self.undo.close(token);
        self.reindex(&bookings);
        Ok(())
    }
}

fn retract(tx: &mut WriteTx<'_>, author: Author, booking: RecordId, target: RecordId) -> Result<(), Refusal> {
    let current = tx.views().booking(booking)?.ok_or(Refusal::BookingNotFound)?;
    confirm_unchanged(current.last, target).map_err(|_| Refusal::UndoChanged)?;
    let mut facts = tx.views().booking_facts(booking)?;
    let order = domain::record::Order { lamport: u64::MAX, id: booking };
    let retraction = Retracted { target };
    facts.push(domain::record::Stamped { order, wall_ms: author.wall.0, fact: BookingFact::Retracted(retraction) });
    let after = fold(facts).ok_or(Refusal::BookingNotFound)?;
    if after.holds_seats() {
        let held = tx.views().holdings(after.place.day)?;
        let taken = after.place.tokens().any(|(slot, seat)| {
            held.iter()
                .any(|h| (h.session, h.slot, h.seat) == (after.place.session, slot, seat) && h.booking != booking)
        });
        if taken {
            return Err(Refusal::UndoSeatTaken);
        }
    }
    crate::record::record(tx, author, &Fact::Retracted(retraction), Some(booking), Some(current.last))?;
    Ok(())
}
