//! Is this database ours, and whole? Asked at every start, of every backup, and before a restored one is used.
//!
//! SQLite's own check finds broken pages; the hash chain finds a changed byte in any event, and meta's copy of the head a
//! lost end. A changed byte within a personal value is found when the vault is encrypted, one in a view by rebuilding it.

use super::connection::{self, APPLICATION_ID};
use super::error::{OpenError, StoreError};
use super::version;
use crate::journal::meta::{self, Meta};
use crate::journal::{incarnation, journal_table};
use journal::{Chain, EventId, Seq};
use rusqlite::Connection;
use std::path::Path;

/// Looks at a file without changing it: it must be ours, and of no version after `known`.
pub(crate) fn recognise(database: &Path, known: u32) -> Result<(), OpenError> {
    recognise_open(&connection::open_untouched(database)?, known)
}

pub(crate) fn recognise_open(connection: &Connection, known: u32) -> Result<(), OpenError> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(OpenError::Corrupt { detail: "the file is not a database of this program".to_owned() });
    }
    let found = version::version(connection)?;
    if found > known { Err(OpenError::NewerDatabase { found, known }) } else { Ok(()) }
}

/// Checks pages, chains, and that the journal ends where it should.
pub(crate) fn verify(connection: &Connection) -> Result<(), StoreError> {
    check_pages(connection).and_then(|()| check_journals(connection)).map_err(as_damage)
}

/// The SQL is right where the tables are; so where it is not, it is the tables.
pub(crate) fn as_damage(error: StoreError) -> StoreError {
    match error {
        StoreError::Internal(detail) => StoreError::Damaged(detail),
        error => error,
    }
}

fn check_pages(connection: &Connection) -> Result<(), StoreError> {
    let found: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(StoreError::Damaged(found)) }
}

fn check_journals(connection: &Connection) -> Result<(), StoreError> {
    let Meta { lamport, chain, .. } = meta::read(connection)?;
    let journals = journal_table::verify(connection)?;
    let end_of = |device| journals.ends.iter().find(|end| end.device() == device).copied();
    let found = end_of(chain.device()).unwrap_or(Chain::begin(chain.device()));
    if found != chain {
        let (found, told) = (found.events(), chain.events());
        return Err(StoreError::Damaged(format!(
            "journal of {} ends at event {found}, where event {told} with another hash should be the last",
            chain.device()
        )));
    }
    check_names(connection, chain)?;
    if journals.counted > lamport {
        return Err(StoreError::Damaged("an event's Lamport number is above all that were seen".to_owned()));
    }
    Ok(())
}

/// The name in use is the last of the table, and of each name that was left the journal reaches where it did then.
fn check_names(connection: &Connection, own: Chain) -> Result<(), StoreError> {
    if !version::has_table(connection, "incarnation")? {
        return Ok(()); // A version from before there were names to leave.
    }
    let names = incarnation::all(connection)?;
    if names.last().map(|last| last.device) != Some(own.device()) {
        return Err(StoreError::Damaged(format!("{} is not the last of this installation's names", own.device())));
    }
    for end in names.iter().filter_map(|name| name.end).filter(|end| end.events() > 0) {
        let last = EventId { device: end.device(), seq: Seq(end.events()) };
        if journal_table::hash_of(connection, last)? != Some(end.hash()) {
            return Err(StoreError::Damaged(format!("event {last}, the last under that name, is missing or another")));
        }
    }
    Ok(())
}
