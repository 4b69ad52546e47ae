//! The names under which this installation has written.
//!
//! A database that went back (a backup put in its place, an old file copied over it, a folder copied elsewhere) must not
//! go on under its name: numbers it gave to events, and seat tokens it used, may be given a second time (invariants A6,
//! A7). It goes on as a new device with an empty journal and a higher number. What the earlier names wrote stays as it
//! is; seats that belong to them are frozen until a person signs for them.
//!
//! Deliberately not here: noticing that it went back, which is the sidecar's part; minting seats anew, which is `hall`'s.

use super::meta;
use crate::db::error::StoreError;
use crate::db::sql_int::{device, from_sql, hash, to_sql};
use journal::{Chain, DeviceId, Seq, WallTime};
use rusqlite::{Connection, Row, params};

pub(crate) const SCHEMA: &str = include_str!("incarnation.sql");

/// Why a name began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncarnationReason {
    /// The installation was set up.
    Founded,
    /// A backup was put in the place of its database.
    Restored,
    /// The database was found older than what had been written with it.
    WentBack,
    /// The data came to another PC or into another folder; what it came from may still be in use.
    AnotherPlace,
}

/// A name under which this installation writes or has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incarnation {
    /// Grows with each name.
    pub number: u32,
    /// The name.
    pub device: DeviceId,
    /// Why it began.
    pub reason: IncarnationReason,
    /// What the clock said when it began.
    pub began: WallTime,
    /// Where its journal ended here when it was left; `None` while it is in use.
    pub end: Option<Chain>,
}

/// Enters the first name of a new database.
pub(crate) fn found(connection: &Connection, device: DeviceId, wall: WallTime) -> Result<(), StoreError> {
    insert(connection, 1, device, IncarnationReason::Founded, wall)
}

/// Leaves the name in use and goes on under a new one, whose number is above all in the table and above `above`.
/// To be called within a transaction.
pub(crate) fn go_on(
    connection: &Connection,
    above: u32,
    reason: IncarnationReason,
    wall: WallTime,
) -> Result<DeviceId, StoreError> {
    let left = meta::read(connection)?.chain;
    let number = all(connection)?.last().map_or(0, |last| last.number).max(above).saturating_add(1);
    connection.execute(
        "UPDATE incarnation SET head_seq = ?1, head_hash = ?2 WHERE device = ?3",
        params![to_sql(left.events()), left.hash().0, left.device().0],
    )?;
    let device = draw_name()?;
    insert(connection, number, device, reason, wall)?;
    meta::begin_anew(connection, device)?;
    Ok(device)
}

/// All names, the one in use last.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Incarnation>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, device, reason, wall_ms, head_seq, head_hash FROM incarnation ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        names.push(read(row)?);
    }
    Ok(names)
}

fn read(row: &Row<'_>) -> Result<Incarnation, StoreError> {
    let device = device(row.get(1)?)?;
    let end = match row.get::<_, Option<i64>>(4)? {
        Some(seq) => Some(Chain::resume(device, Seq(from_sql(seq)?).next(), hash(row.get(5)?)?)),
        None => None,
    };
    let reason = reason(row.get(2)?)?;
    Ok(Incarnation { number: row.get(0)?, device, reason, began: WallTime(row.get(3)?), end })
}

fn insert(
    connection: &Connection,
    number: u32,
    device: DeviceId,
    reason: IncarnationReason,
    wall: WallTime,
) -> Result<(), StoreError> {
    let code = match reason {
        IncarnationReason::Founded => 0,
        IncarnationReason::Restored => 1,
        IncarnationReason::WentBack => 2,
        IncarnationReason::AnotherPlace => 3,
    };
    connection.execute(
        "INSERT INTO incarnation (number, device, reason, wall_ms) VALUES (?1, ?2, ?3, ?4)",
        params![number, device.0, code, wall.0],
    )?;
    Ok(())
}

fn reason(code: u8) -> Result<IncarnationReason, StoreError> {
    match code {
        0 => Ok(IncarnationReason::Founded),
        1 => Ok(IncarnationReason::Restored),
        2 => Ok(IncarnationReason::WentBack),
        3 => Ok(IncarnationReason::AnotherPlace),
        _ => Err(StoreError::Damaged(format!("an incarnation began for reason {code}"))),
    }
}

fn draw_name() -> Result<DeviceId, StoreError> {
    let mut name = [0; 8];
    getrandom::fill(&mut name).map_err(|error| StoreError::Io(error.to_string()))?;
    Ok(DeviceId(name))
}
