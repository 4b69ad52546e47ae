//! Versions of reference data, each under its hash.

use crate::db::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

pub(crate) const SCHEMA: &str = include_str!("reference.sql");

/// Putting the same version twice is putting it once.
pub(crate) fn put(connection: &Connection, hash: &[u8; 32], bytes: &[u8]) -> Result<(), StoreError> {
    if sha256(bytes) != *hash {
        return Err(StoreError::Internal("reference data under a hash that is not its own".to_owned()));
    }
    connection
        .prepare_cached("INSERT INTO reference (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING")?
        .execute(params![hash, bytes])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT bytes FROM reference WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()?;
    match found {
        Some(bytes) if sha256(&bytes) != *hash => Err(StoreError::Damaged("a version of reference data".to_owned())),
        found => Ok(found),
    }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
