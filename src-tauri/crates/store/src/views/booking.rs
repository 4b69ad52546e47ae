//! Bookings as they stand, by day and by number.

use super::column::{Views, device, event_id, from_column, to_column};
use super::seat;
use super::told::{booking_fact, stamped};
use crate::db::error::StoreError;
use crate::db::sql_int::{to_sql, unsigned};
use domain::booking::{BookingFact, BookingState};
use domain::event::PersonalField;
use domain::record::{RecordId, Stamped};
use domain::time::BeijingDay;
use journal::{Event, EventId, ParkReason};
use rusqlite::{Connection, ToSql, Transaction, params};
use std::collections::BTreeMap;

pub(super) const SCHEMA: &str = include_str!("booking.sql");

/// What finding a booking needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalRow {
    pub id: RecordId,
    pub number: u64,
    pub day: BeijingDay,
    /// Neither cancelled nor taken back.
    pub stands: bool,
    /// Under which event's id the vault has each personal value that stands.
    pub personal: BTreeMap<PersonalField, RecordId>,
}

/// Folds one booking anew from all its events: a late arrival touches nothing else. Gives the booking as it stands now.
pub(super) fn refold(tx: &Transaction<'_>, entity: EventId) -> Result<Option<BookingState>, StoreError> {
    let Some(booking) = domain::booking::fold(facts_of(tx, entity)?) else { return Ok(None) };
    seat::release(tx, &booking.state)?;
    write(tx, &booking.state)?;
    Ok(Some(booking.state))
}

/// Folds a booking of which an event of this installation has just been written. One that makes it is all there is.
pub(super) fn fold_own(
    tx: &Transaction<'_>,
    event: &Event,
    fact: BookingFact,
) -> Result<Option<BookingState>, StoreError> {
    let makes = (event.entity.device, event.entity.seq) == (event.device, event.seq);
    if !makes || crate::journal::journal_table::count_between(tx, event.entity, event.seq)? != 1 {
        return refold(tx, event.entity);
    }
    let Some(booking) = domain::booking::fold(vec![stamped(event, fact)]) else { return Ok(None) };
    write(tx, &booking.state)?;
    Ok(Some(booking.state))
}

/// Events of one entity that arrived together.
#[derive(Default)]
pub(super) struct Arrived {
    facts: Vec<Stamped<BookingFact>>,
    /// How many of them say nothing about a booking.
    pub(super) silent: usize,
}

impl Arrived {
    pub(super) fn count(&self) -> usize {
        self.facts.len() + self.silent
    }

    pub(super) fn add(&mut self, fact: Stamped<BookingFact>) {
        self.facts.push(fact);
    }
}

/// Folds one booking of which events have arrived, from these alone when they are all there is: known of the whole batch,
/// or counted.
pub(super) fn refold_arrived(
    tx: &Transaction<'_>,
    entity: EventId,
    arrived: Arrived,
    is_whole: bool,
) -> Result<(), StoreError> {
    let count = arrived.count();
    let facts = arrived.facts;
    if facts.is_empty() {
        return Ok(());
    }
    if !is_whole && crate::journal::journal_table::count_between(tx, entity, entity.seq)? != count {
        return refold(tx, entity).map(|_| ());
    }
    // Nothing was known of it before, so no seat is held yet.
    domain::booking::fold(facts).map_or(Ok(()), |booking| write(tx, &booking.state))
}

fn write(tx: &Transaction<'_>, booking: &BookingState) -> Result<(), StoreError> {
    seat::hold(tx, booking)?;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO booking
             (device, seq, lamport, number, day, stands, claims_seats, walk_in, erased, forwarded, moved_from,
              group_device, group_seq, personal, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        booking.id.device.as_slice(),
        to_sql(booking.id.seq),
        to_sql(booking.made.lamport),
        to_sql(booking.number),
        booking.place.day.0,
        booking.stands(),
        booking.claims_seats(),
        booking.walk_in.is_some(),
        booking.erased,
        booking.forwarded().map(|day| day.0),
        booking.moved_from.map(|day| day.0),
        booking.group.map(|group| group.device.to_vec()),
        booking.group.map(|group| to_sql(group.seq)),
        to_column(&booking.personal),
        to_column(booking)
    ])?;
    Ok(())
}

fn facts_of(connection: &Connection, entity: EventId) -> Result<Vec<Stamped<BookingFact>>, StoreError> {
    let events = crate::journal::journal_table::folded_events_of(connection, entity)?;
    Ok(events.iter().filter_map(booking_fact).collect())
}

/// The order of making, the same on every installation.
const MADE: &str = "lamport, device, seq";

impl Views<'_> {
    /// Bookings that ask for seats of a day, seated or waiting for them, in the order of their making.
    pub fn bookings_of_day(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("day = ?1 AND claims_seats", MADE, params![day.0])
    }

    /// Bookings that ask for seats from a day on, by day and in the order of their making.
    pub fn bookings_from(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("day >= ?1 AND claims_seats", "day, lamport, device, seq", params![day.0])
    }

    /// Bookings that stand on a day, also those whose seats were given up, in the order of their making.
    pub fn visits_of_day(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("day = ?1 AND stands AND NOT walk_in", MADE, params![day.0])
    }

    /// Bookings for a day whatever their status, in the order of their making.
    pub fn booked_for_day(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("day = ?1 AND NOT walk_in", MADE, params![day.0])
    }

    /// Bookings from a day on, whatever their status.
    pub fn booked_from(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("day >= ?1 AND NOT walk_in", MADE, params![day.0])
    }

    /// Bookings for a day that no longer stand, in the order of their making.
    pub fn gone_from_day(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("day = ?1 AND NOT stands AND NOT walk_in", MADE, params![day.0])
    }

    /// Who walked in on a day, in the order of acceptance.
    pub fn walk_ins_of_day(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("day = ?1 AND stands AND walk_in", MADE, params![day.0])
    }

    /// Whose case is forwarded to a working day, walked in or booked and arrived.
    pub fn forwarded_to(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("forwarded = ?1 AND stands", MADE, params![day.0])
    }

    /// Bookings the hall moved away from a closed day, whatever their status.
    pub fn moved_from(&self, day: BeijingDay) -> Result<Vec<BookingState>, StoreError> {
        self.states("moved_from = ?1 AND day <> ?1", MADE, params![day.0])
    }

    /// Bookings that one agent made together, by the first of them; whatever their status.
    pub fn group(&self, first: RecordId) -> Result<Vec<BookingState>, StoreError> {
        self.states("group_device = ?1 AND group_seq = ?2", MADE, params![first.device.as_slice(), to_sql(first.seq)])
    }

    /// The next bookings that stand, from a day on.
    pub fn upcoming(&self, from: BeijingDay, limit: u32) -> Result<Vec<BookingState>, StoreError> {
        self.states("day >= ?1 AND stands", "day, lamport, device, seq LIMIT ?2", params![from.0, limit])
    }

    /// One booking, whatever its status.
    pub fn booking(&self, id: RecordId) -> Result<Option<BookingState>, StoreError> {
        let found = self.states("device = ?1 AND seq = ?2", MADE, params![id.device.as_slice(), to_sql(id.seq)])?;
        Ok(found.into_iter().next())
    }

    /// Whether something was said of a booking that must be understood and is not known here.
    pub fn awaits_newer(&self, id: RecordId) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT 1 FROM parked JOIN journal USING (device, seq)
             WHERE reason = ?1 AND entity_device = ?2 AND entity_seq = ?3",
        )?;
        Ok(statement.exists(params![ParkReason::Kind.code(), id.device.as_slice(), to_sql(id.seq)])?)
    }

    fn states(&self, condition: &str, order: &str, values: &[&dyn ToSql]) -> Result<Vec<BookingState>, StoreError> {
        let sql = format!("SELECT state FROM booking WHERE {condition} ORDER BY {order}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut states = Vec::new();
        while let Some(row) = rows.next()? {
            states.push(from_column(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?);
        }
        Ok(states)
    }

    /// Whether a booking bears this number.
    pub fn number_used(&self, number: u64) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM booking WHERE number = ?1")?;
        Ok(statement.exists([to_sql(number)])?)
    }

    /// Every booking whose personal values stand, for an index in memory: only what finding needs.
    pub fn each_with_personal(&self, mut each: impl FnMut(PersonalRow)) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT device, seq, number, day, stands, personal FROM booking WHERE NOT erased ORDER BY device, seq",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            each(PersonalRow {
                id: RecordId { device: device(bytes)?, seq: unsigned(row.get(1)?)? },
                number: unsigned(row.get(2)?)?,
                day: BeijingDay(row.get(3)?),
                stands: row.get(4)?,
                personal: from_column(row.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?)?,
            });
        }
        Ok(())
    }

    /// Bookings of days before `day` whose personal values have not been erased.
    pub fn kept_before(&self, day: BeijingDay) -> Result<Vec<RecordId>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT device, seq FROM booking WHERE day < ?1 AND NOT erased")?;
        let rows = statement.query_map([day.0], |row| {
            let bytes: Vec<u8> = row.get(0)?;
            Ok(RecordId { device: device(&bytes)?, seq: unsigned(row.get(1)?)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All that happened to a booking, as stored: fold it for the history.
    pub fn booking_facts(&self, id: RecordId) -> Result<Vec<Stamped<BookingFact>>, StoreError> {
        facts_of(self.connection, event_id(id))
    }
}

impl From<BookingState> for PersonalRow {
    fn from(booking: BookingState) -> Self {
        let (day, stands) = (booking.place.day, booking.stands());
        Self { id: booking.id, number: booking.number, day, stands, personal: booking.personal }
    }
}
