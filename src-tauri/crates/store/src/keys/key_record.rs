//! The table `hall_key`: which key the personal values of this database are sealed with, and that key wrapped by the
//! recovery code.

use super::key_id::KeyId;
use super::recovery::KeyOnRecord;
use crate::db::error::StoreError;
use crate::db::version;
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const SCHEMA: &str = include_str!("key_record.sql");

/// The first version that has the table.
const SINCE_VERSION: u32 = 2;

pub(crate) fn read(connection: &Connection) -> Result<Option<KeyOnRecord>, StoreError> {
    if version::version(connection)? < SINCE_VERSION {
        return Ok(None);
    }
    let row: Option<(Vec<u8>, Vec<u8>)> = connection
        .prepare_cached("SELECT key_id, wrapped FROM hall_key")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((id, wrapped)) = row else { return Ok(None) };
    let id = id.try_into().map_err(|_| StoreError::Damaged("a key's name has not 8 bytes".to_owned()))?;
    Ok(Some(KeyOnRecord { key: KeyId(id), wrapped }))
}

pub(crate) fn begin(connection: &Connection, record: &KeyOnRecord) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO hall_key (one, key_id, wrapped) VALUES (1, ?1, ?2)",
        params![record.key.0, record.wrapped],
    )?;
    Ok(())
}

/// Puts another wrapping of the same key in place of the one on record.
pub(crate) fn rewrap(connection: &Connection, record: &KeyOnRecord) -> Result<(), StoreError> {
    let rows = connection
        .execute("UPDATE hall_key SET wrapped = ?2 WHERE key_id = ?1", params![record.key.0, record.wrapped])?;
    match rows {
        1 => Ok(()),
        _ => Err(StoreError::Internal(format!("key {} is not the one on record", record.key))),
    }
}

/// Puts another key in place of the one on record.
pub(crate) fn replace(connection: &Connection, record: &KeyOnRecord) -> Result<(), StoreError> {
    connection.execute("UPDATE hall_key SET key_id = ?1, wrapped = ?2", params![record.key.0, record.wrapped])?;
    Ok(())
}
