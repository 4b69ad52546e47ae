//! Bookings as they stand, by day and by number.

use super::column::{Views, device, event_id, from_column, to_column};
use super::seat;
use super::told::booking_fact;
use crate::db::error::StoreError;
use crate::db::sql_int::{to_sql, unsigned};
use domain::booking::{Booking, BookingFact, Call, Known, Provisional, Status, WalkIn};
use domain::event::{CancelReason, Channel, ItemSnapshot, Language, PersonalField};
use domain::record::{Order, RecordId, Stamped};
use domain::seat::Place;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::EventId;
use minicbor::{Decode, Encode};
use rusqlite::{Connection, Row, ToSql, Transaction, params};
use std::collections::BTreeMap;

/// A booking as the view holds it: all of [`Booking`] but its history, which is in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingRow {
    pub id: RecordId,
    pub last: RecordId,
    pub number: u64,
    /// Where its making stands in the one order.
    pub made: Order,
    pub place: Place,
    /// The time promised; absent where it is the beginning of the place's first slot.
    pub start: Option<MinuteOfDay>,
    /// The event that promised this time.
    pub timed_by: RecordId,
    /// The day's seats support it.
    pub seated: bool,
    pub items: Vec<ItemSnapshot>,
    pub party: u16,
    pub channel: Channel,
    pub green_channel: bool,
    pub slip_language: Language,
    pub status: Status,
    /// Under which event's id the vault has each personal value that stands.
    pub personal: BTreeMap<PersonalField, RecordId>,
    /// Its personal values have been erased.
    pub erased: bool,
    /// Bookings that one agent made together bear the id of the first of them.
    pub group: Option<RecordId>,
    /// The day of the earlier visit that was refused.
    pub earlier: Option<BeijingDay>,
    /// The hall moved it because this day was closed.
    pub moved_from: Option<BeijingDay>,
    /// Somebody without a booking, accepted on the day.
    pub walk_in: Option<WalkIn>,
    /// They are here since this wall time, ms since 1970 UTC.
    pub arrived_ms: Option<i64>,
    /// The day on which their case is decided, as it stood when they came; absent in older journals.
    pub decided_on: Option<BeijingDay>,
    /// The last call.
    pub call: Option<Call>,
    /// Its seats were given up after a call.
    pub released: bool,
    /// It was made though no seat could be had, and what has come of that.
    pub provisional: Option<Provisional>,
    /// Cancelled on one installation while they came on another.
    pub contested: bool,
    /// What its person knows of it.
    pub known: Known,
}

impl BookingRow {
    /// Whether the day's seats have to support it: as [`Booking::claims_seats`].
    pub fn claims_seats(&self) -> bool {
        self.status == Status::Confirmed && !self.released && !self.contested && self.walk_in.is_none()
    }

    /// Whether it is still open if it gets a seat at all.
    pub fn is_pending(&self) -> bool {
        let open = self.status == Status::Confirmed && !self.contested;
        open && self.provisional.is_some_and(|provisional| !provisional.confirmed)
    }
}

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

/// What has no column of its own.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Stored {
    #[n(0)]
    place: Place,
    #[n(1)]
    items: Vec<ItemSnapshot>,
    #[n(2)]
    party: u16,
    #[n(3)]
    channel: Channel,
    #[n(4)]
    green_channel: bool,
    #[n(5)]
    slip_language: Language,
    #[n(6)]
    cancelled: Option<CancelReason>,
    #[n(7)]
    undone: bool,
    #[n(8)]
    made_lamport: u64,
    #[n(9)]
    start: Option<MinuteOfDay>,
    #[n(10)]
    timed_by: RecordId,
    #[n(11)]
    seated: bool,
    #[n(12)]
    group: Option<RecordId>,
    #[n(13)]
    earlier: Option<BeijingDay>,
    #[n(14)]
    moved_from: Option<BeijingDay>,
    #[n(15)]
    walk_in: Option<WalkIn>,
    #[n(16)]
    arrived_ms: Option<i64>,
    #[n(17)]
    call: Option<Call>,
    #[n(18)]
    released: bool,
    #[n(19)]
    provisional: Option<Provisional>,
    #[n(20)]
    contested: bool,
    #[n(21)]
    known: Known,
    #[n(22)]
    decided_on: Option<BeijingDay>,
}

/// Folds one booking anew from all its events: a late arrival touches nothing else.
pub(super) fn refold(tx: &Transaction<'_>, entity: EventId) -> Result<(), StoreError> {
    let Some(booking) = domain::booking::fold(facts_of(tx, entity)?) else { return Ok(()) };
    seat::release(tx, &booking)?;
    write(tx, &booking)
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
        return refold(tx, entity);
    }
    // Nothing was known of it before, so no seat is held yet.
    domain::booking::fold(facts).map_or(Ok(()), |booking| write(tx, &booking))
}

fn write(tx: &Transaction<'_>, booking: &Booking) -> Result<(), StoreError> {
    seat::hold(tx, booking)?;
    let Booking { id, last, number, .. } = booking;
    let stored = to_column(&Stored {
        place: booking.place.clone(),
        items: booking.items.clone(),
        party: booking.party,
        channel: booking.channel,
        green_channel: booking.green_channel,
        slip_language: booking.slip_language,
        cancelled: match booking.status {
            Status::Cancelled(reason) => Some(reason),
            Status::Confirmed | Status::Undone => None,
        },
        undone: booking.status == Status::Undone,
        made_lamport: booking.made.lamport,
        start: booking.start,
        timed_by: booking.timed_by,
        seated: booking.seated,
        group: booking.group,
        earlier: booking.earlier,
        moved_from: booking.moved_from,
        walk_in: booking.walk_in,
        arrived_ms: booking.arrived_ms,
        decided_on: booking.decided_on,
        call: booking.call,
        released: booking.released,
        provisional: booking.provisional,
        contested: booking.contested,
        known: booking.known.clone(),
    });
    tx.prepare_cached(
        "INSERT OR REPLACE INTO booking
             (device, seq, last_device, last_seq, number, day, claims_seats, erased, personal, booking,
              stands, walk_in, forwarded, moved_from, group_device, group_seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        id.device.as_slice(),
        to_sql(id.seq),
        last.device.as_slice(),
        to_sql(last.seq),
        to_sql(*number),
        booking.place.day.0,
        booking.claims_seats(),
        booking.erased,
        to_column(&booking.personal),
        stored,
        booking.stands(),
        booking.walk_in.is_some(),
        booking.forwarded().map(|day| day.0),
        booking.moved_from.map(|day| day.0),
        booking.group.map(|group| group.device.to_vec()),
        booking.group.map(|group| to_sql(group.seq))
    ])?;
    Ok(())
}

fn facts_of(connection: &Connection, entity: EventId) -> Result<Vec<Stamped<BookingFact>>, StoreError> {
    let events = crate::journal::journal_table::events_of(connection, entity)?;
    Ok(events.iter().filter_map(booking_fact).collect())
}

const COLUMNS: &str = "device, seq, last_device, last_seq, number, erased, personal, booking";

impl Views<'_> {
    /// Bookings that ask for seats of a day, seated or waiting for them, in the order of their making.
    pub fn bookings_of_day(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM booking WHERE day = ?1 AND claims_seats ORDER BY device, seq"
        ))?;
        let rows = statement.query_map([day.0], columns)?;
        rows.map(|row| row.map_err(StoreError::from).and_then(BookingRow::from_columns)).collect()
    }

    /// Bookings that ask for seats from a day on, by day and in the order of their making.
    pub fn bookings_from(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM booking WHERE day >= ?1 AND claims_seats ORDER BY day, device, seq"
        ))?;
        let rows = statement.query_map([day.0], columns)?;
        rows.map(|row| row.map_err(StoreError::from).and_then(BookingRow::from_columns)).collect()
    }

    /// Bookings that stand on a day, also those whose seats were given up, in the order of their making.
    pub fn visits_of_day(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("day = ?1 AND stands AND NOT walk_in", params![day.0])
    }

    /// Bookings for a day whatever their status, in the order of their making.
    pub fn booked_for_day(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("day = ?1 AND NOT walk_in", params![day.0])
    }

    /// Bookings from a day on, whatever their status.
    pub fn booked_from(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("day >= ?1 AND NOT walk_in", params![day.0])
    }

    /// Bookings for a day that no longer stand, in the order of their making.
    pub fn gone_from_day(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("day = ?1 AND NOT stands AND NOT walk_in", params![day.0])
    }

    /// Who walked in on a day, in the order of acceptance.
    pub fn walk_ins_of_day(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("day = ?1 AND stands AND walk_in", params![day.0])
    }

    /// Whose case is forwarded to a working day, walked in or booked and arrived.
    pub fn forwarded_to(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("forwarded = ?1 AND stands", params![day.0])
    }

    /// Bookings the hall moved away from a closed day, whatever their status.
    pub fn moved_from(&self, day: BeijingDay) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("moved_from = ?1 AND day <> ?1", params![day.0])
    }

    /// Bookings that one agent made together, by the first of them; whatever their status.
    pub fn group(&self, first: RecordId) -> Result<Vec<BookingRow>, StoreError> {
        self.rows("group_device = ?1 AND group_seq = ?2", params![first.device.as_slice(), to_sql(first.seq)])
    }

    /// The next bookings that stand, from a day on.
    pub fn upcoming(&self, from: BeijingDay, limit: u32) -> Result<Vec<BookingRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM booking WHERE day >= ?1 AND stands ORDER BY day LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![from.0, limit], columns)?;
        rows.map(|row| row.map_err(StoreError::from).and_then(BookingRow::from_columns)).collect()
    }

    fn rows(&self, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<BookingRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM booking WHERE {condition} ORDER BY device, seq");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(values, columns)?;
        rows.map(|row| row.map_err(StoreError::from).and_then(BookingRow::from_columns)).collect()
    }

    /// One booking, whatever its status.
    pub fn booking(&self, id: RecordId) -> Result<Option<BookingRow>, StoreError> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM booking WHERE device = ?1 AND seq = ?2"))?;
        let mut rows = statement.query_map(params![id.device.as_slice(), to_sql(id.seq)], columns)?;
        rows.next().transpose()?.map(BookingRow::from_columns).transpose()
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

type Columns = (RecordId, RecordId, u64, bool, Vec<u8>, Vec<u8>);

fn columns(row: &Row<'_>) -> Result<Columns, rusqlite::Error> {
    let id = |device_at: usize, seq_at: usize| -> Result<RecordId, rusqlite::Error> {
        let bytes: Vec<u8> = row.get(device_at)?;
        Ok(RecordId { device: device(&bytes)?, seq: unsigned(row.get(seq_at)?)? })
    };
    Ok((id(0, 1)?, id(2, 3)?, unsigned(row.get(4)?)?, row.get(5)?, row.get(6)?, row.get(7)?))
}

impl BookingRow {
    fn from_columns((id, last, number, erased, personal, bytes): Columns) -> Result<Self, StoreError> {
        let stored: Stored = from_column(&bytes)?;
        let status = match (stored.undone, stored.cancelled) {
            (true, _) => Status::Undone,
            (false, Some(reason)) => Status::Cancelled(reason),
            (false, None) => Status::Confirmed,
        };
        Ok(Self {
            id,
            last,
            number,
            made: Order { lamport: stored.made_lamport, id },
            place: stored.place,
            start: stored.start,
            timed_by: stored.timed_by,
            seated: stored.seated,
            items: stored.items,
            party: stored.party,
            channel: stored.channel,
            green_channel: stored.green_channel,
            slip_language: stored.slip_language,
            status,
            personal: from_column(&personal)?,
            erased,
            group: stored.group,
            earlier: stored.earlier,
            moved_from: stored.moved_from,
            walk_in: stored.walk_in,
            arrived_ms: stored.arrived_ms,
            decided_on: stored.decided_on,
            call: stored.call,
            released: stored.released,
            provisional: stored.provisional,
            contested: stored.contested,
            known: stored.known,
        })
    }
}

impl From<BookingRow> for PersonalRow {
    fn from(row: BookingRow) -> Self {
        let stands = row.status == Status::Confirmed;
        Self { id: row.id, number: row.number, day: row.place.day, stands, personal: row.personal }
    }
}
