//! The views: what screens ask for, folded from the journal. Pure functions of the event set (invariant A4): they can be
//! thrown away and rebuilt, and hold no personal value. Each view's table stands in the `.sql` file beside its code.
//!
//! Deliberately not here: rules. What a fact means is decided in `domain`; this only keeps the result where it is
//! quickly found.

mod booking;
mod column;
mod duty;
mod hall;
mod hall_id;
mod offer;
mod person;
mod plan;
mod seat;
mod settings;
mod told;

pub use booking::{BookingRow, PersonalRow};
pub use column::{Views, event_id, record_id};
pub use duty::{CalledBackRow, DutyRow};
pub use hall::{HallRow, ReferenceInUse};
pub(crate) use hall_id::hall_id;
pub use offer::OfferRow;
pub use plan::{ChangedSeatsRow, ExceptionRow};
pub use seat::{DayRow, Holding, MintedRow};
pub(crate) use told::understand;

use crate::db::error::StoreError;
use crate::views::column::order;
use crate::views::told::booking_fact_of;
use domain::event::Fact;
use journal::DeviceId;
use journal::Event;
use journal::EventId;
use rusqlite::Transaction;
use std::collections::{BTreeMap, HashSet};

/// Tables of all views, made by the first migration.
pub(crate) const SCHEMA: &[&str] = &[
    include_str!("booking.sql"),
    include_str!("seat.sql"),
    include_str!("plan.sql"),
    include_str!("duty.sql"),
    include_str!("hall.sql"),
    include_str!("person.sql"),
    include_str!("settings.sql"),
    include_str!("offer.sql"),
];

const TABLES: &[&str] = &[
    "booking",
    "day",
    "seat_holding",
    "seat_minted",
    "timetable",
    "day_exception",
    "day_plan",
    "day_session",
    "seat_changed",
    "duty",
    "duty_cutoff",
    "called_back",
    "hall",
    "reference_in_use",
    "person",
    "hall_setting",
    "reference_offer",
];

/// Brings the views up to date with one event of this program that has just been put into the journal.
pub(crate) fn fold(tx: &Transaction<'_>, event: &Event) -> Result<(), StoreError> {
    let fact = Fact::decode(event.kind.0, event.version.0, &event.body)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    fact.map_or(Ok(()), |fact| fold_fact(tx, event, fact, |_| true))
}

/// Folds a journal that is there as a whole, event by event. A booking is folded from all its events at the first of
/// them; the others find it done. Events that are parked are passed over (invariant A11).
#[derive(Default)]
pub(crate) struct Rebuild {
    bookings: HashSet<EventId>,
}

impl Rebuild {
    pub(crate) fn fold(&mut self, tx: &Transaction<'_>, event: &Event) -> Result<(), StoreError> {
        let Some(fact) = understand(event).0 else { return Ok(()) };
        fold_fact(tx, event, fact, |booking| self.bookings.insert(booking))
    }
}

fn fold_fact(
    tx: &Transaction<'_>,
    event: &Event,
    fact: Fact,
    is_due: impl FnOnce(EventId) -> bool,
) -> Result<(), StoreError> {
    let order = order(event);
    match fact {
        Fact::HallFounded(body) => hall::fold_founded(tx, order, &body),
        Fact::ReferenceAdopted(body) => hall::fold_reference(tx, order, &body),
        Fact::ReferenceOffered(body) => offer::fold_offered(tx, order, &body),
        Fact::HallAdjusted(body) => settings::fold_adjusted(tx, order, &body),
        Fact::DayOpened(body) => seat::fold_opened(tx, order, body.day, &seat::serving_all(&body.sessions)),
        Fact::DayPlanned(body) => seat::fold_opened(tx, order, body.day, &body.sessions),
        Fact::DayReplanned(body) => plan::fold_replanned(tx, order, &body),
        Fact::TimetableSet(body) => plan::fold_timetable(tx, order, &body),
        Fact::DayExcepted(body) => plan::fold_excepted(tx, order, &body),
        Fact::SeatsReminted(body) => seat::fold_reminted(tx, order, &body),
        Fact::BookingMade(_)
        | Fact::ProvisionallyMade(_)
        | Fact::BookingEdited(_)
        | Fact::BookingCancelled(_)
        | Fact::Retracted(_)
        | Fact::BookingErased(_)
        | Fact::BookingSeated(_)
        | Fact::WalkedIn(_)
        | Fact::Arrived(_)
        | Fact::Called(_) => {
            if is_due(event.entity) {
                booking::refold(tx, event.entity)
            } else {
                Ok(())
            }
        }
        Fact::DutyAnswered(body) => duty::fold_answered(tx, event, &body),
        Fact::CutoffSet(body) => duty::fold_cutoff(tx, event, &body),
        Fact::BookingCalledBack(body) => duty::fold_called_back(tx, event, &body),
        Fact::PersonEntered(_) | Fact::PersonChanged(_) | Fact::SecretSet(_) => person::refold(tx, event.entity),
        // On record for the audit; no screen's data follows from them.
        Fact::BookingRevealed(_)
        | Fact::SlipIssued(_)
        | Fact::ListHandedOut(_)
        | Fact::SignedIn(_)
        | Fact::SignInFailed(_)
        | Fact::HandedOut(_)
        | Fact::DeviceSucceeded(_)
        | Fact::DeviceEnrolled(_) => Ok(()),
    }
}

/// Brings the views up to date with many events that have just been put into the journal: each booking is folded once.
pub(crate) fn fold_batch(tx: &Transaction<'_>, events: Vec<(Event, Option<Fact>)>) -> Result<(), StoreError> {
    let mut bookings: BTreeMap<EventId, booking::Arrived> = BTreeMap::new();
    for (event, fact) in events {
        let arrived = bookings.entry(event.entity);
        match fact {
            Some(fact) => match booking_fact_of(&event, fact) {
                Ok(fact) => arrived.or_default().add(fact),
                Err(fact) => fold_fact(tx, &event, *fact, |_| true)?,
            },
            // Of a kind not known here, or parked: it counts among the entity's events, and says nothing.
            None => arrived.or_default().silent += 1,
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
    for table in TABLES {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}
