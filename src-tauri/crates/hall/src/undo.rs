//! Taking back the last action for a minute. The minute is measured on the PC's running time, not on its clock, so a
//! clock that jumps neither shortens nor lengthens it; after a restart nothing is left to undo.

use crate::booking::{agent, confirm_unchanged};
use crate::day::DayBook;
use crate::record::record;
use crate::rights::Right;
use crate::seating::{self, Seating};
use crate::sessions;
use crate::{Desk, Reference, Refusal, Warning};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::booking::{BookingFact, fold};
use domain::event::{Fact, Retracted};
use domain::record::RecordId;
use domain::time::BeijingDay;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use store::{ExceptionRow, WriteTx};

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

/// What is taken back together.
#[derive(Clone, Default)]
pub(crate) struct Deed {
    /// Events of bookings, each with its booking.
    pub events: Vec<(RecordId, RecordId)>,
    /// A date that was closed.
    pub closed: Option<ClosedDay>,
}

/// A date that was closed, and what it was before.
#[derive(Clone)]
pub(crate) struct ClosedDay {
    /// The event that closed it.
    pub by: RecordId,
    pub date: NaiveDate,
    /// What was special about it.
    pub was: Option<ExceptionRow>,
}

impl From<Vec<(RecordId, RecordId)>> for Deed {
    fn from(events: Vec<(RecordId, RecordId)>) -> Self {
        Self { events, closed: None }
    }
}

/// What was done here within the last minute, by its first event, and when.
#[derive(Default)]
pub(crate) struct UndoBook(Mutex<BTreeMap<RecordId, (Deed, Instant)>>);

impl UndoBook {
    pub(crate) fn offer(&self, event: RecordId, booking: RecordId, now: NaiveDateTime) -> UndoOffer {
        self.offer_all(event, vec![(event, booking)], now)
    }

    /// Offers to take back several events at once.
    pub(crate) fn offer_all(&self, event: RecordId, deed: impl Into<Deed>, now: NaiveDateTime) -> UndoOffer {
        let deed = deed.into();
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (_, made)| made.elapsed() < Duration::from_secs(UNDO_SECONDS));
        open.insert(event, (deed, Instant::now()));
        UndoOffer { token: event, until: now + TimeDelta::seconds(i64::try_from(UNDO_SECONDS).unwrap_or(60)) }
    }

    /// The offer there is for an event, where nothing new was done. Where there is none its minute is over.
    pub(crate) fn as_before(&self, event: RecordId, now: NaiveDateTime) -> UndoOffer {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = open.get(&event).map_or(u64::MAX, |(_, made)| made.elapsed().as_secs());
        let left = i64::try_from(UNDO_SECONDS.saturating_sub(gone)).unwrap_or(0);
        UndoOffer { token: event, until: now + TimeDelta::seconds(left) }
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
    /// [`Refusal::AgentBusy`] when its agent has something else to do at that time by now; [`Refusal::Confirm`] when the
    /// seat it would need again cannot be had any more.
    pub fn undo(&self, token: RecordId) -> Result<(), Refusal> {
        self.undo_accepting(token, &[])
    }

    /// The same by somebody who was warned. What had a seat and can have none comes back without: it waits, and is on the
    /// list of people to call.
    ///
    /// # Errors
    /// As for [`Desk::undo`].
    pub fn undo_accepting(&self, token: RecordId, accepted: &[Warning]) -> Result<(), Refusal> {
        self.require(Right::WriteBooking)?;
        let deed = self.undo.deed(token).ok_or(Refusal::UndoTooLate)?;
        if deed.closed.is_some() {
            self.require(Right::AnswerForHall)?;
        }
        let bookings: Vec<RecordId> = deed.events.iter().map(|(_, booking)| *booking).collect();
        let (desk, reference, warned) = (self.clone(), self.reference(), accepted.contains(&Warning::UndoWaits));
        self.store.write(move |tx: &mut WriteTx<'_>| take_back(&desk, &reference, tx, &deed, warned))?;
        self.undo.close(token);
        self.reindex(&bookings);
        Ok(())
    }
}

/// Takes back a deed as far as the world still allows.
fn take_back(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    deed: &Deed,
    warned: bool,
) -> Result<(), Refusal> {
    let errands_before = errands_across(tx, deed)?;
    // First, so that whoever was moved away has a day to come back to.
    if let Some(ClosedDay { by, date, was }) = deed.closed.clone() {
        sessions::reopen(desk, reference, tx, (by, date), was)?;
    }
    let (mut days, mut held) = (BTreeSet::new(), Vec::new());
    for (event, booking) in &deed.events {
        let taken_back = retract(desk, reference, tx, (*booking, *event), deed.closed.is_some())?;
        days.extend(taken_back.days);
        held.extend(taken_back.held.then_some(*booking));
    }
    days.extend(deed.closed.as_ref().map(|closed| BeijingDay::from(closed.date)));
    // Last, so that nobody who waits gets a seat that another of the deed comes back to.
    days.into_iter().try_for_each(|day| seating::reseat_waiting(desk, reference, tx, day))?;
    for (pair, refusal) in errands_across(tx, deed)? {
        // Two that met before, made on installations that are apart, are no reason.
        if !errands_before.contains_key(&pair) {
            return Err(refusal);
        }
    }
    // Asked at the end: a seat that one of the deed came back to may have gone to another of it.
    for booking in held {
        let waits = tx.views().booking(booking)?.is_some_and(|row| row.waits());
        if waits && !warned {
            return Err(Refusal::Confirm(Warning::UndoWaits));
        }
    }
    Ok(())
}

/// Bookings of a deed, each with another of the same agent that it lies across.
fn errands_across(tx: &WriteTx<'_>, deed: &Deed) -> Result<BTreeMap<(RecordId, RecordId), Refusal>, Refusal> {
    let mut across = BTreeMap::new();
    for (_, booking) in &deed.events {
        for errand in agent::across(tx, *booking)? {
            across.insert((*booking, errand.booking), errand.refusal());
        }
    }
    Ok(across)
}

/// What taking back one event did.
struct TakenBack {
    /// Where seats may have become free.
    days: [BeijingDay; 2],
    /// It had a seat before, and should have one again.
    held: bool,
}

/// Takes back one event. `closed`: with a closing, which took the seat before its booking was moved.
fn retract(
    desk: &Desk,
    reference: &Reference,
    tx: &mut WriteTx<'_>,
    (booking, target): (RecordId, RecordId),
    closed: bool,
) -> Result<TakenBack, Refusal> {
    let author = desk.author();
    let current = tx.views().booking(booking)?.ok_or(Refusal::BookingNotFound)?;
    confirm_unchanged(current.last, target).map_err(|_| Refusal::UndoChanged)?;
    let mut facts = tx.views().booking_facts(booking)?;
    let order = domain::record::Order { lamport: u64::MAX, id: booking };
    let retraction = Retracted { target };
    facts.push(domain::record::Stamped { order, wall_ms: author.wall.0, fact: BookingFact::Retracted(retraction) });
    let after = fold(facts).ok_or(Refusal::BookingNotFound)?.state;
    let days = [current.place.day, after.place.day];
    let book = DayBook::read(desk, reference, tx.views(), tx.device().0, after.place.day.date())?;
    let held = after.holds_seats() || (closed && after.claims_seats() && current.seated);
    let seats = if held { seating::again(&book, &after) } else { None };
    record(tx, author, &Fact::Retracted(retraction), Some(booking), Some(current.last))?;
    if !held {
        return Ok(TakenBack { days, held: false });
    }
    let Some(Seating { place, at, moved, .. }) = seats else {
        let time = (after.timed_by, book.start(&after));
        seating::record_seats(tx, author, booking, time, None)?;
        return Ok(TakenBack { days, held: true });
    };
    if place != after.place || !after.seated {
        seating::record_seats(tx, author, booking, (after.timed_by, at), Some(place))?;
    }
    seating::record_moved(tx, author, moved)?;
    Ok(TakenBack { days, held: true })
}
