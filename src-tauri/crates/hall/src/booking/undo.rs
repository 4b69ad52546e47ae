//! Taking back the last action for a minute (`undo_book` says what, and until when).

use super::agent;
use super::standing::{confirm_unchanged, require_understood};
use super::undo_book::{ClosedDay, Deed};
use crate::day::{DayBook, Seating, seating};
use crate::ground::{Desk, Look, Refusal, Right, Warning, Writing};
use crate::sessions;
use domain::booking::{BookingFact, fold};
use domain::event::{Fact, Retracted};
use domain::record::RecordId;
use domain::time::BeijingDay;
use std::collections::{BTreeMap, BTreeSet};

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
        let warned = accepted.contains(&Warning::UndoWaits);
        self.write(move |w| take_back(w, &deed, warned))?;
        self.undo.close(token);
        Ok(())
    }
}

/// Takes back a deed as far as the world still allows.
fn take_back(w: &mut Writing<'_, '_>, deed: &Deed, warned: bool) -> Result<(), Refusal> {
    let errands_before = errands_across(w, deed)?;
    // First, so that whoever was moved away has a day to come back to.
    if let Some(ClosedDay { by, date, was }) = deed.closed.clone() {
        sessions::reopen(w, (by, date), was)?;
    }
    let (mut days, mut held) = (BTreeSet::new(), Vec::new());
    for (event, booking) in &deed.events {
        let taken_back = retract(w, (*booking, *event), deed.closed.is_some())?;
        days.extend(taken_back.days);
        held.extend(taken_back.held.then_some(*booking));
    }
    days.extend(deed.closed.as_ref().map(|closed| BeijingDay::from(closed.date)));
    // Last, so that nobody who waits gets a seat that another of the deed comes back to.
    days.into_iter().try_for_each(|day| seating::reseat_waiting(w, day))?;
    for (pair, refusal) in errands_across(w, deed)? {
        // Two that met before, made on installations that are apart, are no reason.
        if !errands_before.contains_key(&pair) {
            return Err(refusal);
        }
    }
    // Asked at the end: a seat that one of the deed came back to may have gone to another of it.
    for booking in held {
        let waits = w.views().booking(booking)?.is_some_and(|row| row.waits());
        if waits && !warned {
            return Err(Refusal::Confirm(Warning::UndoWaits));
        }
    }
    Ok(())
}

/// Bookings of a deed, each with another of the same agent that it lies across.
fn errands_across(look: &impl Look, deed: &Deed) -> Result<BTreeMap<(RecordId, RecordId), Refusal>, Refusal> {
    let mut across = BTreeMap::new();
    for (_, booking) in &deed.events {
        for errand in agent::across(look, *booking)? {
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
    w: &mut Writing<'_, '_>,
    (booking, target): (RecordId, RecordId),
    closed: bool,
) -> Result<TakenBack, Refusal> {
    let current = w.views().booking(booking)?.ok_or(Refusal::BookingNotFound)?;
    require_understood(w, booking)?;
    confirm_unchanged(current.last, target).map_err(|_| Refusal::UndoChanged)?;
    let mut facts = w.views().booking_facts(booking)?;
    let order = domain::record::Order { lamport: u64::MAX, id: booking };
    let retraction = Retracted { target };
    facts.push(domain::record::Stamped { order, wall_ms: w.author().wall.0, fact: BookingFact::Retracted(retraction) });
    let after = fold(facts).ok_or(Refusal::BookingNotFound)?.state;
    let days = [current.place.day, after.place.day];
    let book = DayBook::while_writing(w, after.place.day.date())?;
    let held = after.holds_seats() || (closed && after.claims_seats() && current.seated);
    let (seats, start) = (if held { seating::again(&book, &after) } else { None }, book.start(&after));
    // The day that is kept follows what is recorded now; nobody else may hold it meanwhile.
    drop(book);
    w.record(&Fact::Retracted(retraction), Some(booking), Some(current.last))?;
    if !held {
        return Ok(TakenBack { days, held: false });
    }
    let Some(Seating { place, at, moved, .. }) = seats else {
        seating::record_seats(w, booking, (after.timed_by, start), None)?;
        return Ok(TakenBack { days, held: true });
    };
    if place != after.place || !after.seated {
        seating::record_seats(w, booking, (after.timed_by, at), Some(place))?;
    }
    seating::record_moved(w, moved)?;
    Ok(TakenBack { days, held: true })
}
