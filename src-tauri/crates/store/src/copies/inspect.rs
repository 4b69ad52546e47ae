//! What a file that may be a backup says about itself, before anybody decides to use it. Nothing is changed, and nothing
//! comes to lie beside it: it may be on a stick that cannot be written.
//!
//! Deliberately not here: whether it is whole, which takes reading all of it and is asked when it is restored.

use crate::db::error::{OpenError, StoreError};
use crate::db::{check, connection, known_schema, migrate, version};
use crate::journal::{incarnation, journal_table, meta};
use crate::views::{self, Views};
use domain::event::HallFounded;
use journal::{DeviceId, EventId, WallTime};
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

/// What a backup, or any database of this program, holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFacts {
    /// Version of its tables.
    pub version: u32,
    /// The installation that wrote it.
    pub device: DeviceId,
    /// Under its how manieth name; `None` in a version that had no such number.
    pub incarnation: Option<u32>,
    /// Events of all devices.
    pub events: u64,
    /// What the clock said when the last of them in order was written.
    pub newest: Option<WallTime>,
    /// The event that founded its hall.
    pub hall_id: Option<EventId>,
    /// The hall.
    pub hall: Option<HallFounded>,
    /// Name of the key that personal values in it are sealed with; `None` where it holds none.
    pub key_id: Option<Vec<u8>>,
}

/// Looks into a file.
///
/// # Errors
/// [`OpenError::Corrupt`] when it is no database of this program, or holds more than one would; [`OpenError::NewerDatabase`],
/// or what the disk says.
pub fn inspect(file: &Path) -> Result<BackupFacts, OpenError> {
    let connection = connection::open_frozen(file)?;
    check::recognise_open(&connection, migrate::newest(migrate::MIGRATIONS))?;
    known_schema::check(&connection, migrate::MIGRATIONS)?;
    facts(&connection).map_err(|error| check::as_damage(error).into())
}

fn facts(connection: &Connection) -> Result<BackupFacts, StoreError> {
    let names = if version::has_table(connection, "incarnation")? { incarnation::all(connection)? } else { Vec::new() };
    let (events, newest) = journal_table::extent(connection)?;
    Ok(BackupFacts {
        version: version::version(connection)?,
        device: meta::read(connection)?.chain.device(),
        incarnation: names.last().map(|last| last.number),
        events,
        newest,
        hall_id: views::hall_id(connection)?,
        hall: Views::new(connection).hall()?,
        key_id: key_id(connection)?,
    })
}

fn key_id(connection: &Connection) -> Result<Option<Vec<u8>>, StoreError> {
    if !version::has_table(connection, "hall_key")? {
        return Ok(None);
    }
    Ok(connection.query_row("SELECT key_id FROM hall_key", [], |row| row.get(0)).optional()?)
}
