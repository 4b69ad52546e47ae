//! Days that have been opened, and which booking holds which seat.

use super::column::{Views, device, from_column, to_column};
use super::plan;
use super::register;
use crate::db::error::StoreError;
use crate::db::sql_int::{to_sql, unsigned};
use domain::booking::BookingState;
use domain::event::{MintedSeats, SeatsReminted};
use domain::record::{Order, RecordId};
use domain::seat::{PlannedSession, Serves, SessionPlan};
use domain::time::BeijingDay;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeMap;

/// A day whose seats have been minted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    pub day: BeijingDay,
    /// The device that opened the day and owns the tokens of its opening.
    pub owner: [u8; 8],
    /// Sessions it was opened with: their seats are the first tokens.
    pub opening: Vec<SessionPlan>,
    /// Sessions as they are planned now.
    pub sessions: Vec<SessionPlan>,
    /// Times of every session it ever had, by number.
    pub ever: BTreeMap<u8, PlannedSession>,
}

/// A seat token in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    pub session: u8,
    pub slot: u16,
    pub seat: u16,
    pub booking: RecordId,
}

/// Seats minted anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MintedRow {
    /// Who minted, and owns them.
    pub owner: [u8; 8],
    pub seats: MintedSeats,
}

pub(super) const SCHEMA: &str = include_str!("seat.sql");

pub(super) fn fold_opened(
    tx: &Transaction<'_>,
    order: Order,
    day: BeijingDay,
    sessions: &[SessionPlan],
) -> Result<(), StoreError> {
    register::DAY.put(tx, order, &[&day.0], &[&to_column(&sessions)])?;
    plan::note_sessions(tx, order, day, sessions)
}

/// Sessions of the old kind of opening: numbered in their order, serving every item.
pub(super) fn serving_all(sessions: &[PlannedSession]) -> Vec<SessionPlan> {
    let plan = |(number, times): (u8, &PlannedSession)| SessionPlan { number, times: *times, serves: Serves::All };
    (0..).zip(sessions).map(plan).collect()
}

pub(super) fn fold_reminted(tx: &Transaction<'_>, order: Order, body: &SeatsReminted) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached(
        "INSERT OR REPLACE INTO seat_minted (day, device, seq, session, slot, first, count)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for MintedSeats { session, slot, first, count } in &body.tokens {
        let (device, seq) = (order.id.device.as_slice(), to_sql(order.id.seq));
        insert.execute(params![body.day.0, device, seq, session, slot, first, count])?;
    }
    Ok(())
}

/// Forgets which tokens a booking held before.
pub(super) fn release(tx: &Transaction<'_>, booking: &BookingState) -> Result<(), StoreError> {
    let (device, seq) = (booking.id.device, to_sql(booking.id.seq));
    let before: Option<u32> = tx
        .prepare_cached("SELECT day FROM booking WHERE device = ?1 AND seq = ?2 AND stands")?
        .query_row(params![device.as_slice(), seq], |row| row.get(0))
        .optional()?;
    if let Some(day) = before {
        tx.prepare_cached("DELETE FROM seat_holding WHERE day = ?1 AND device = ?2 AND seq = ?3")?.execute(params![
            day,
            device.as_slice(),
            seq
        ])?;
    }
    Ok(())
}

/// Writes down which tokens a booking holds now.
pub(super) fn hold(tx: &Transaction<'_>, booking: &BookingState) -> Result<(), StoreError> {
    let (device, seq) = (booking.id.device, to_sql(booking.id.seq));
    if booking.holds_seats() {
        let mut insert = tx.prepare_cached(
            "INSERT INTO seat_holding (day, session, slot, seat, device, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (slot, seat) in booking.place.tokens() {
            insert.execute(params![booking.place.day.0, booking.place.session, slot, seat, device.as_slice(), seq])?;
        }
    }
    Ok(())
}

impl Views<'_> {
    /// A day, once it has been opened.
    pub fn day(&self, day: BeijingDay) -> Result<Option<DayRow>, StoreError> {
        let found: Option<(Vec<u8>, Vec<u8>)> = self
            .connection
            .prepare_cached("SELECT device, sessions FROM day WHERE day = ?1")?
            .query_row([day.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((owner, sessions)) = found else { return Ok(None) };
        let opening: Vec<SessionPlan> = from_column(&sessions)?;
        let sessions = self.replanned(day)?.unwrap_or_else(|| opening.clone());
        Ok(Some(DayRow { day, owner: device(&owner)?, opening, sessions, ever: self.sessions_ever(day)? }))
    }

    /// Every token of a day that a booking holds.
    pub fn holdings(&self, day: BeijingDay) -> Result<Vec<Holding>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT session, slot, seat, device, seq FROM seat_holding WHERE day = ?1")?;
        let rows = statement.query_map([day.0], |row| {
            let bytes: Vec<u8> = row.get(3)?;
            Ok(Holding {
                session: row.get(0)?,
                slot: row.get(1)?,
                seat: row.get(2)?,
                booking: RecordId { device: device(&bytes)?, seq: unsigned(row.get(4)?)? },
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Days from `from` on that another device than `own` opened: its seats are not ours to give.
    pub fn days_of_others(&self, own: [u8; 8], from: BeijingDay) -> Result<Vec<BeijingDay>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT day FROM day WHERE device <> ?1 AND day >= ?2 ORDER BY day")?;
        let rows = statement.query_map(params![own.as_slice(), from.0], |row| Ok(BeijingDay(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Seats of a day that were minted anew.
    pub fn minted(&self, day: BeijingDay) -> Result<Vec<MintedRow>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT device, session, slot, first, count FROM seat_minted WHERE day = ?1")?;
        let rows = statement.query_map([day.0], |row| {
            let bytes: Vec<u8> = row.get(0)?;
            let seats = MintedSeats { session: row.get(1)?, slot: row.get(2)?, first: row.get(3)?, count: row.get(4)? };
            Ok(MintedRow { owner: device(&bytes)?, seats })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
