//! Settings and counters of this PC alone. The store does not look into them. No personal value: they are not sealed.

use crate::db::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const SCHEMA: &str = include_str!("local.sql");

pub(crate) fn put(connection: &Connection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO local (name, value) VALUES (?1, ?2)")?
        .execute(params![name, value])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM local WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

pub(crate) fn delete(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM local WHERE name = ?1")?.execute([name])?;
    Ok(())
}
