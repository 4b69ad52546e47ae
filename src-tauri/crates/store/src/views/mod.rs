//! The views: what screens ask for, folded from the journal. Pure functions of the event set (invariant A4): they can be
//! thrown away and rebuilt, and hold no personal value. A view's table stands in the `.sql` file beside its code; where one
//! event a key stands, or each event as it is, it is declared in `register`.
//!
//! Deliberately not here: rules. What a fact means is decided in `domain`; this only keeps the result where it is
//! quickly found.

mod allocation;
mod booking;
mod cards;
mod case;
mod column;
mod duty;
mod hall;
mod hall_id;
mod offer;
mod person;
mod plan;
mod register;
mod seat;
mod settings;
mod told;
mod written;

pub use allocation::ToldRow;
pub use booking::PersonalRow;
pub use cards::{OrderRow, PileRow};
pub use case::CaseFilter;
pub use column::{Views, event_id, record_id};
pub use duty::{AnswerRow, CalledBackRow};
pub use hall::{HallRow, ReferenceInUse};
pub(crate) use hall_id::hall_id;
pub use offer::OfferRow;
pub use plan::{ChangedSeatsRow, ExceptionRow};
pub use seat::{DayRow, Holding, MintedRow};
pub use written::Written;

use crate::db::error::StoreError;
use column::order;
use domain::booking::BookingState;
use domain::event::{Fact, Folded, ViewFact};
use journal::{DeviceId, Event, EventId, ParkReason, understand};
use rusqlite::Transaction;
use std::collections::{BTreeMap, HashSet};
use told::stamped;

/// What makes the tables of all views.
pub(crate) fn schema() -> impl Iterator<Item = String> {
    let others = [booking::SCHEMA, seat::SCHEMA, plan::SCHEMA, person::SCHEMA, case::SCHEMA];
    others.into_iter().map(str::to_owned).chain(register::schema())
}

/// What one event has changed.
pub(crate) enum Folds {
    /// A booking, which now stands like this.
    Booking(Box<BookingState>),
    /// What days and seats are decided by.
    Days,
    /// Nothing that a day consists of.
    Nothing,
}

/// Brings the views up to date with one event of this program that has just been put into the journal, and what it says;
/// `None` for a kind that is not known here.
pub(crate) fn fold(tx: &Transaction<'_>, event: &Event, fact: Option<Fact>) -> Result<Folds, StoreError> {
    match fact.map(Fact::folded) {
        Some(Folded::Booking(fact)) => {
            let booking = booking::fold_own(tx, event, fact)?;
            Ok(booking.map_or(Folds::Nothing, |booking| Folds::Booking(Box::new(booking))))
        }
        Some(Folded::View(fact)) => {
            fold_view(tx, event, fact)?;
            let of_days = domain::event::row(event.kind.0).is_none_or(|row| row.entity.decides_days());
            Ok(if of_days { Folds::Days } else { Folds::Nothing })
        }
        Some(other @ (Folded::Person(_) | Folded::Case(_) | Folded::Noted)) => {
            fold_fact(tx, event, other, |_| true).map(|()| Folds::Nothing)
        }
        None => Ok(Folds::Nothing),
    }
}

/// Folds a journal that is there as a whole, event by event. A booking or a case is folded from all its events at the first
/// of them; the others find it done. Events that are parked are passed over (invariant A11).
#[derive(Default)]
pub(crate) struct Rebuild {
    records: HashSet<EventId>,
}

impl Rebuild {
    /// Folds an event whose Lamport number counts; why it is to be parked, if it is.
    pub(crate) fn fold(&mut self, tx: &Transaction<'_>, event: &Event) -> Result<Option<ParkReason>, StoreError> {
        let understood = understand(event, Fact::decode);
        let reason = understood.parked();
        if let Some(fact) = understood.fact() {
            fold_fact(tx, event, fact.folded(), |record| self.records.insert(record))?;
        }
        Ok(reason)
    }
}

fn fold_fact(
    tx: &Transaction<'_>,
    event: &Event,
    fact: Folded,
    mut is_due: impl FnMut(EventId) -> bool,
) -> Result<(), StoreError> {
    match fact {
        Folded::Booking(_) if is_due(event.entity) => booking::refold(tx, event.entity).map(|_| ()),
        Folded::Case(_) if is_due(event.entity) => case::refold(tx, event.entity),
        Folded::Booking(_) | Folded::Case(_) | Folded::Noted => Ok(()),
        Folded::Person(_) => person::refold(tx, event.entity),
        Folded::View(fact) => fold_view(tx, event, fact),
    }
}

fn fold_view(tx: &Transaction<'_>, event: &Event, fact: ViewFact) -> Result<(), StoreError> {
    let order = order(event);
    match fact {
        ViewFact::HallFounded(body) => hall::fold_founded(tx, order, &body),
        ViewFact::ReferenceAdopted(body) => hall::fold_reference(tx, order, &body),
        ViewFact::ReferenceOffered(body) => offer::fold_offered(tx, order, &body),
        ViewFact::HallAdjusted(body) => settings::fold_adjusted(tx, order, &body),
        ViewFact::DayOpened(body) => seat::fold_opened(tx, order, body.day, &seat::serving_all(&body.sessions)),
        ViewFact::DayPlanned(body) => seat::fold_opened(tx, order, body.day, &body.sessions),
        ViewFact::DayReplanned(body) => plan::fold_replanned(tx, order, &body),
        ViewFact::TimetableSet(body) => plan::fold_timetable(tx, order, &body),
        ViewFact::DayExcepted(body) => plan::fold_excepted(tx, order, &body),
        ViewFact::SeatsReminted(body) => seat::fold_reminted(tx, order, &body),
        ViewFact::DutyAnswered(body) => duty::fold_answered(tx, event, &body),
        ViewFact::CutoffSet(body) => duty::fold_cutoff(tx, event, &body),
        ViewFact::BookingCalledBack(body) => duty::fold_called_back(tx, event, &body),
        ViewFact::HalvesAnswered(body) => duty::fold_halves(tx, event, &body),
        ViewFact::DutyTold(body) => allocation::fold_told(tx, event, &body),
        ViewFact::DepartmentStaffed(body) => allocation::fold_staffed(tx, order, &body),
        ViewFact::HallStaffed(body) => allocation::fold_hall_staffed(tx, order, &body),
        ViewFact::DutyPublished(body) => allocation::fold_published(tx, event, &body),
        ViewFact::DutyAttended(body) => allocation::fold_attended(tx, event, &body),
        ViewFact::WindowsSet(body) => allocation::fold_windows(tx, order, &body),
        ViewFact::CardsPrinted(body) => cards::fold_printed(tx, event, &body),
        ViewFact::CardSpoilt(body) => cards::fold_spoilt(tx, event, &body),
        ViewFact::BlocksGiven(body) => cards::fold_given(tx, event, &body),
        ViewFact::BlocksTakenOver(body) => cards::fold_taken_over(tx, event, &body),
        ViewFact::AssistSet(body) => cards::fold_set(tx, order, &body),
        ViewFact::OrderOpened(body) => cards::fold_order(tx, event, &body),
        ViewFact::OrderAssigned(body) => cards::fold_assigned(tx, event, &body),
        ViewFact::OrderEnded(body) => cards::fold_ended(tx, event, &body),
    }
}

/// Brings the views up to date with many events that have just been put into the journal: each booking and each case is
/// folded once.
pub(crate) fn fold_batch(tx: &Transaction<'_>, events: Vec<(Event, Option<Fact>)>) -> Result<(), StoreError> {
    let mut bookings: BTreeMap<EventId, booking::Arrived> = BTreeMap::new();
    let mut cases: HashSet<EventId> = HashSet::new();
    for (event, fact) in events {
        let arrived = bookings.entry(event.entity).or_default();
        match fact.map(Fact::folded) {
            Some(Folded::Booking(fact)) => arrived.add(stamped(&event, fact)),
            // It counts among the entity's events, and says nothing of a booking.
            other => {
                arrived.silent += 1;
                other.map_or(Ok(()), |other| fold_fact(tx, &event, other, |case| cases.insert(case)))?;
            }
        }
    }
    // Most batches bring whole histories: one count tells for all entities of a device at once.
    let mut of_device: BTreeMap<DeviceId, (EventId, EventId, usize)> = BTreeMap::new();
    for (entity, arrived) in &bookings {
        let (_, last, count) = of_device.entry(entity.device).or_insert((*entity, *entity, 0));
        *last = *entity;
        *count += arrived.count();
    }
    let mut whole: BTreeMap<DeviceId, bool> = BTreeMap::new();
    for (device, (first, last, count)) in of_device {
        whole.insert(device, crate::journal::journal_table::count_between(tx, first, last.seq)? == count);
    }
    bookings.into_iter().try_for_each(|(entity, arrived)| {
        let is_whole = whole.get(&entity.device).copied().unwrap_or(false);
        booking::refold_arrived(tx, entity, arrived, is_whole)
    })
}

/// Empties every view, before a rebuild.
pub(crate) fn clear(tx: &Transaction<'_>) -> Result<(), StoreError> {
    for table in crate::db::tables::views(tx)? {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}
