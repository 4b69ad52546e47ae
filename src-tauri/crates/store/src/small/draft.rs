//! Forms that were begun and not saved. The store does not look into them.

use crate::db::error::StoreError;
use crate::vault::seal::{Seal, SealLabel, open_sealed_text};
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const SCHEMA: &str = include_str!("draft.sql");

pub(crate) fn put(connection: &Connection, seal: &dyn Seal, slot: &str, text: &str) -> Result<(), StoreError> {
    let sealed = seal.seal(SealLabel::Draft { slot }, text.as_bytes())?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO draft (slot, suite, sealed) VALUES (?1, ?2, ?3)")?
        .execute(params![slot, seal.suite(), sealed])?;
    Ok(())
}

/// A form that does not open is none.
pub(crate) fn get(connection: &Connection, seal: &dyn Seal, slot: &str) -> Result<Option<String>, StoreError> {
    let found: Option<(u8, Vec<u8>)> = connection
        .prepare_cached("SELECT suite, sealed FROM draft WHERE slot = ?1")?
        .query_row([slot], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(suite, sealed)| open_sealed_text(seal, SealLabel::Draft { slot }, suite, &sealed).ok()))
}

/// Every form that is kept, by its slot.
pub(crate) fn slots(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT slot FROM draft ORDER BY slot")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn delete(connection: &Connection, slot: &str) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM draft WHERE slot = ?1")?.execute([slot])?;
    Ok(())
}
