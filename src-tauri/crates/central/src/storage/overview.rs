//! What the status page, the metrics and the reading API tell. No personal value: there is none to be read.

use super::counted::counted;
use super::{Storage, from_sql, to_sql};
use crate::error::CentralError;
use domain::booking::{BookingFact, BookingState};
use domain::event::{Fact, Folded};
use domain::record::{Order, RecordId, Stamped};
use journal::{DeviceId, Event, EventId, Lamport, ParkReason, Seq, understand_within};
use rusqlite::{OptionalExtension, params};

/// A hall.
#[derive(Debug, Clone, serde::Serialize)]
pub struct HallLine {
    /// Number.
    pub hall: u32,
    /// Name.
    pub name: String,
    /// Events of its devices that are here.
    pub events: u64,
    /// The server's clock when one of its devices was last heard, ms since 1970-01-01 UTC; absent when none ever was.
    pub heard_ms: Option<i64>,
    /// The same when the digests last agreed.
    pub agreed_ms: Option<i64>,
    /// Events that cannot be understood here.
    pub parked: u64,
    /// Its stored records are not those that were taken in.
    pub damaged: bool,
}

/// A device.
#[derive(Debug, Clone, serde::Serialize)]
pub struct DeviceLine {
    /// Name.
    pub device: String,
    /// Hall.
    pub hall: u32,
    /// `active`, `revoked`, `frozen`, or `behind`: it seems to have gone back to an old copy.
    pub state: &'static str,
    /// As it told itself.
    pub program: Option<String>,
    /// Version of the protocol.
    pub protocol: Option<u16>,
    /// As of the hall.
    pub heard_ms: Option<i64>,
    /// What its clock said when it last greeted.
    pub clock_ms: Option<i64>,
}

/// A parked event.
#[derive(Debug, Clone, serde::Serialize)]
pub struct ParkedLine {
    /// Hall.
    pub hall: u32,
    /// Name of the event.
    pub event: String,
    /// Its kind.
    pub kind: u16,
    /// `number`, `kind` or `body`.
    pub reason: &'static str,
}

/// A booking as its events say, without anything personal.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BookingSeen {
    /// Record.
    pub id: String,
    /// On the slip.
    pub number: u64,
    /// Days since 1970-01-01, Beijing.
    pub day: u32,
    /// Session of the day.
    pub session: u8,
    /// First slot.
    pub slot: u16,
    /// Slots.
    pub slots: usize,
    /// People who come.
    pub party: u16,
    /// Items, as they were called.
    pub items: Vec<String>,
    /// `confirmed`, `cancelled` or `undone`.
    pub status: &'static str,
}

impl Storage {
    /// All halls.
    ///
    /// # Errors
    /// What the database says, as for every call here.
    pub fn halls(&self) -> Result<Vec<HallLine>, CentralError> {
        let mut halls = self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT hall, name,
                    (SELECT coalesce(sum(seq), 0) FROM journal_end AS e WHERE e.hall = h.hall),
                    (SELECT max(heard_ms) FROM device AS d WHERE d.hall = h.hall),
                    (SELECT max(agreed_ms) FROM device AS d WHERE d.hall = h.hall),
                    (SELECT count(*) FROM parked AS p WHERE p.hall = h.hall)
                 FROM hall AS h WHERE hall <> 0 ORDER BY hall",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(HallLine {
                    hall: row.get(0)?,
                    name: row.get(1)?,
                    events: from_sql(row.get(2)?),
                    heard_ms: row.get(3)?,
                    agreed_ms: row.get(4)?,
                    parked: from_sql(row.get(5)?),
                    damaged: false,
                })
            })?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })?;
        for hall in &mut halls {
            hall.damaged = self.is_damaged(hall.hall);
        }
        Ok(halls)
    }

    /// All devices.
    pub fn devices(&self) -> Result<Vec<DeviceLine>, CentralError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT device, hall, CASE WHEN state = 0 AND behind THEN 3 ELSE state END, program, protocol, heard_ms, clock_ms FROM device WHERE hall <> 0
                 ORDER BY hall, device",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(DeviceLine {
                    device: DeviceId(row.get(0)?).to_string(),
                    hall: row.get(1)?,
                    state: ["active", "revoked", "frozen", "behind"]
                        .get(usize::from(row.get::<_, u8>(2)?))
                        .copied()
                        .unwrap_or("frozen"),
                    program: row.get(3)?,
                    protocol: row.get(4)?,
                    heard_ms: row.get(5)?,
                    clock_ms: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Events that cannot be understood here, the first thousand.
    pub fn parked(&self) -> Result<Vec<ParkedLine>, CentralError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT hall, device, seq, kind, reason FROM parked ORDER BY hall, device, seq LIMIT 1000",
            )?;
            let rows = statement.query_map([], |row| {
                let reason = match ParkReason::from_code(row.get(4)?) {
                    Some(ParkReason::Number) => "number",
                    Some(ParkReason::Kind) => "kind",
                    Some(ParkReason::Body) | None => "body",
                };
                let event = EventId { device: DeviceId(row.get(1)?), seq: Seq(from_sql(row.get(2)?)) };
                Ok(ParkedLine { hall: row.get(0)?, event: event.to_string(), kind: row.get(3)?, reason })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Bookings of a hall that bear a number, folded from the events that are here.
    pub fn bookings(&self, hall: u32, number: u64) -> Result<Vec<BookingSeen>, CentralError> {
        self.note_new(hall)?;
        let entities: Vec<EventId> = self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT device, seq FROM booking_number WHERE hall = ?1 AND number = ?2")?;
            let rows = statement.query_map(params![hall, to_sql(number)], |row| {
                Ok(EventId { device: DeviceId(row.get(0)?), seq: Seq(from_sql(row.get(1)?)) })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        let counted = self.read(|tx| counted(tx, hall))?;
        let mut seen = Vec::new();
        for entity in entities {
            let events = self.events_of(hall, entity)?;
            let facts = events.iter().filter_map(|event| fact(event, counted)).collect();
            seen.extend(domain::booking::fold(facts).map(|booking| show(&booking.state)));
        }
        Ok(seen)
    }

    fn events_of(&self, hall: u32, entity: EventId) -> Result<Vec<Event>, CentralError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT s.packed FROM entity_event AS e JOIN segment AS s USING (position)
                 WHERE e.hall = ?1 AND e.device = ?2 AND e.seq = ?3
                 UNION SELECT packed FROM segment
                 WHERE hall = ?1 AND device = ?2 AND last >= ?3 AND first <= ?3",
            )?;
            let mut rows = statement.query(params![hall, entity.device.0, to_sql(entity.seq.0)])?;
            let mut events = Vec::new();
            while let Some(row) = rows.next()? {
                let packed: Vec<u8> = row.get(0)?;
                for encoded in journal::unpack(&packed)?.into_iter().flat_map(|segment| segment.events) {
                    events.extend(Event::decode_any(&encoded).ok().filter(|event| event.entity == entity));
                }
            }
            Ok(events)
        })
    }

    /// The hash of the status page's password.
    pub fn password(&self) -> Result<Option<String>, CentralError> {
        self.read(|tx| Ok(tx.query_row("SELECT password FROM server", [], |row| row.get(0)).optional()?.flatten()))
    }

    /// Sets it.
    pub fn set_password(&self, hash: &str) -> Result<(), CentralError> {
        self.write(|tx| {
            tx.execute("UPDATE server SET password = ?1", [hash])?;
            Ok(())
        })
    }
}

fn fact(event: &Event, counted: Lamport) -> Option<Stamped<BookingFact>> {
    let Folded::Booking(fact) = understand_within(event, counted, Fact::decode).fact()?.folded() else { return None };
    let id = RecordId { device: event.device.0, seq: event.seq.0 };
    Some(Stamped { order: Order { lamport: event.lamport.0, id }, wall_ms: event.wall.0, fact })
}

fn show(booking: &BookingState) -> BookingSeen {
    use domain::booking::Status;
    BookingSeen {
        id: booking.id.to_string(),
        number: booking.number,
        day: booking.place.day.0,
        session: booking.place.session,
        slot: booking.place.slot,
        slots: booking.place.seats.len(),
        party: booking.party,
        items: booking.items.iter().map(|item| item.names.zh_hans.clone()).collect(),
        status: match booking.status {
            Status::Confirmed if booking.is_pending() => "provisional",
            Status::Confirmed => "confirmed",
            Status::Cancelled(_) => "cancelled",
            Status::Undone => "undone",
        },
    }
}
