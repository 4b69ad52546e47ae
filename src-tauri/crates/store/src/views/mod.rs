//! The views: what screens ask for, folded from the journal. Pure functions of the event set (invariant A4): they can be
//! thrown away and rebuilt, and hold no personal value. Each view's table stands in the `.sql` file beside its code.
//!
//! Deliberately not here: rules. What a fact means is decided in `domain`; this only keeps the result where it is
//! quickly found.

mod booking;
mod duty;
mod hall;
mod person;
mod seat;
mod settings;

pub use booking::{BookingRow, PersonalRow};
pub use duty::DutyRow;
pub use hall::{HallRow, ReferenceInUse};
pub use seat::{DayRow, Holding, MintedRow};

use crate::StoreError;
use domain::event::Fact;
use domain::record::{Order, RecordId, Stamped};
use journal::{DeviceId, Event, EventId, Seq};
use rusqlite::{Connection, Transaction};
use std::collections::HashSet;

/// Tables of all views, made by the first migration.
pub(crate) const SCHEMA: &[&str] = &[
    include_str!("booking.sql"),
    include_str!("seat.sql"),
    include_str!("duty.sql"),
    include_str!("hall.sql"),
    include_str!("person.sql"),
    include_str!("settings.sql"),
];

const TABLES: &[&str] =
    &["booking", "day", "seat_holding", "seat_minted", "duty", "hall", "reference_in_use", "person", "hall_setting"];

/// Read access to the views within one transaction.
#[derive(Clone, Copy)]
pub struct Views<'a> {
    connection: &'a Connection,
}

impl<'a> Views<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }
}

/// Brings the views up to date with one event that has just been put into the journal.
pub(crate) fn fold(tx: &Transaction<'_>, event: &Event) -> Result<(), StoreError> {
    fold_or_pass(tx, event, |_| true)
}

/// Folds a journal that is there as a whole, event by event. A booking is folded from all its events at the first of
/// them; the others find it done.
#[derive(Default)]
pub(crate) struct Rebuild {
    bookings: HashSet<EventId>,
}

impl Rebuild {
    pub(crate) fn fold(&mut self, tx: &Transaction<'_>, event: &Event) -> Result<(), StoreError> {
        fold_or_pass(tx, event, |booking| self.bookings.insert(booking))
    }
}

fn fold_or_pass(tx: &Transaction<'_>, event: &Event, is_due: impl FnOnce(EventId) -> bool) -> Result<(), StoreError> {
    let fact = Fact::decode(event.kind.0, event.version.0, &event.body)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    let Some(fact) = fact else { return Ok(()) };
    let order = order(event);
    match fact {
        Fact::HallFounded(body) => hall::fold_founded(tx, order, &body),
        Fact::ReferenceAdopted(body) => hall::fold_reference(tx, order, &body),
        Fact::DayOpened(body) => seat::fold_opened(tx, order, &body),
        Fact::HallAdjusted(body) => settings::fold_adjusted(tx, order, &body),
        Fact::SeatsReminted(body) => seat::fold_reminted(tx, order, &body),
        Fact::BookingMade(_)
        | Fact::BookingEdited(_)
        | Fact::BookingCancelled(_)
        | Fact::Retracted(_)
        | Fact::BookingErased(_) => {
            if is_due(event.entity) {
                booking::refold(tx, event.entity)
            } else {
                Ok(())
            }
        }
        Fact::DutyAnswered(body) => duty::fold_answered(tx, order, &body),
        Fact::PersonEntered(_) | Fact::PersonChanged(_) | Fact::SecretSet(_) => person::refold(tx, event.entity),
        // On record for the audit; no screen's data follows from them.
        Fact::BookingRevealed(_)
        | Fact::SlipIssued(_)
        | Fact::SignedIn(_)
        | Fact::SignInFailed(_)
        | Fact::HandedOut(_)
        | Fact::DeviceSucceeded(_) => Ok(()),
    }
}

/// Empties every view, before a rebuild.
pub(crate) fn clear(tx: &Transaction<'_>) -> Result<(), StoreError> {
    for table in TABLES {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// An event's place in the order, in the rules' terms.
fn order(event: &Event) -> Order {
    Order { lamport: event.lamport.0, id: record_id(EventId { device: event.device, seq: event.seq }) }
}

/// The rules' name for a journal event.
pub fn record_id(id: EventId) -> RecordId {
    RecordId { device: id.device.0, seq: id.seq.0 }
}

/// The journal's name for a record.
pub fn event_id(id: RecordId) -> EventId {
    EventId { device: DeviceId(id.device), seq: Seq(id.seq) }
}

/// SQLite integers are signed; sequence and Lamport numbers stay far below 2^63.
fn sql_int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

fn device(bytes: &[u8]) -> Result<[u8; 8], rusqlite::Error> {
    <[u8; 8]>::try_from(bytes)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(error)))
}

/// CBOR in a view column: written by this program only, so a failure to read is damage.
fn from_column<T: for<'b> minicbor::Decode<'b, ()>>(bytes: &[u8]) -> Result<T, StoreError> {
    minicbor::decode(bytes).map_err(|error| StoreError::Damaged(format!("view column: {error}")))
}

fn to_column<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    match minicbor::to_vec(value) {
        Ok(bytes) => bytes,
        Err(error) => unreachable!("writing a column into memory cannot fail: {error}"),
    }
}

/// A fact about a booking out of a journal event; `None` for other kinds and for kinds not known here.
fn booking_fact(event: &Event) -> Result<Option<Stamped<domain::booking::BookingFact>>, StoreError> {
    use domain::booking::BookingFact;
    let fact = Fact::decode(event.kind.0, event.version.0, &event.body)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    let fact = match fact {
        Some(Fact::BookingMade(body)) => BookingFact::Made(body),
        Some(Fact::BookingEdited(body)) => BookingFact::Edited(body),
        Some(Fact::BookingCancelled(body)) => BookingFact::Cancelled(body),
        Some(Fact::Retracted(body)) => BookingFact::Retracted(body),
        Some(Fact::BookingErased(body)) => BookingFact::Erased(body),
        // What is noted of a booking, and what belongs to other records, changes no booking.
        _ => return Ok(None),
    };
    Ok(Some(Stamped { order: order(event), wall_ms: event.wall.0, fact }))
}
