//! The vault: the only place for personal values and free texts (invariant A9).

use super::seal::{Seal, SealError, SealLabel, VaultField, open_sealed_text, open_text};
use crate::db::error::StoreError;
use crate::db::sql_int::{event_id, to_sql};
use journal::{EventId, VALUE_BYTES_MAX};
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const SCHEMA: &str = include_str!("vault_table.sql");

pub(crate) fn put(
    connection: &Connection,
    seal: &dyn Seal,
    subject: EventId,
    field: VaultField,
    value: &str,
) -> Result<(), StoreError> {
    let sealed = seal.seal(SealLabel::Value { subject, field }, value.as_bytes())?;
    // It could never be sent.
    if sealed.len() > VALUE_BYTES_MAX {
        return Err(StoreError::Internal(format!("a value of {} bytes is too large", sealed.len())));
    }
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO vault (subject_device, subject_seq, field, suite, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![subject.device.0, to_sql(subject.seq.0), field.0, seal.suite(), sealed])?;
    Ok(())
}

pub(crate) fn get(
    connection: &Connection,
    seal: &dyn Seal,
    subject: EventId,
    field: VaultField,
) -> Result<Option<String>, StoreError> {
    let found: Option<(u8, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT suite, sealed FROM vault WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3",
        )?
        .query_row(params![subject.device.0, to_sql(subject.seq.0), field.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(suite, sealed)| open_text(seal, SealLabel::Value { subject, field }, suite, &sealed)).transpose()
}

/// A personal value that does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unopened {
    /// The event that set it.
    pub subject: EventId,
    /// Which of its fields.
    pub field: VaultField,
    /// Why.
    pub error: SealError,
}

/// Hands every value of some fields to `visit`, in the order of the events that set them: for an index in memory.
pub(crate) fn each(
    connection: &Connection,
    seal: &dyn Seal,
    fields: &[VaultField],
    mut visit: impl FnMut(EventId, VaultField, &str),
) -> Result<Vec<Unopened>, StoreError> {
    let numbers: Vec<String> = fields.iter().map(|field| field.0.to_string()).collect();
    let mut statement = connection.prepare(&format!(
        "SELECT subject_device, subject_seq, field, suite, sealed FROM vault WHERE field IN ({})
         ORDER BY subject_device, subject_seq, field",
        numbers.join(", ")
    ))?;
    let mut rows = statement.query([])?;
    let mut unopened = Vec::new();
    while let Some(row) = rows.next()? {
        let (subject, field) = (event_id(row, 0)?, VaultField(row.get(2)?));
        let sealed = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
        match open_sealed_text(seal, SealLabel::Value { subject, field }, row.get(3)?, sealed) {
            Ok(value) => visit(subject, field, &value),
            Err(error) => unopened.push(Unopened { subject, field, error }),
        }
    }
    Ok(unopened)
}

/// Whether there is anything under a subject.
pub(crate) fn holds(connection: &Connection, subject: EventId) -> Result<bool, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM vault WHERE subject_device = ?1 AND subject_seq = ?2")?;
    Ok(statement.exists(params![subject.device.0, to_sql(subject.seq.0)])?)
}

/// Overwrites everything under a subject where it stands. The rows stay, empty: nothing moves on any page, so nothing
/// leaves a copy of itself. For backups, which are not read as they are.
pub(crate) fn overwrite(connection: &Connection, subject: EventId) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE vault SET sealed = zeroblob(length(sealed)) WHERE subject_device = ?1 AND subject_seq = ?2",
        )?
        .execute(params![subject.device.0, to_sql(subject.seq.0)])?;
    Ok(())
}

/// Whether there is anything under a subject that has not been overwritten.
pub(crate) fn is_legible(connection: &Connection, subject: EventId) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM vault WHERE subject_device = ?1 AND subject_seq = ?2 AND sealed <> zeroblob(length(sealed))",
    )?;
    Ok(statement.exists(params![subject.device.0, to_sql(subject.seq.0)])?)
}

/// Removes what was overwritten: for a backup that becomes the database.
pub(crate) fn remove_overwritten(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM vault WHERE length(sealed) > 0 AND sealed = zeroblob(length(sealed))", [])?;
    Ok(())
}

/// Removes everything under a subject; says whether there was anything.
pub(crate) fn erase(connection: &Connection, subject: EventId) -> Result<bool, StoreError> {
    let rows = connection
        .prepare_cached("DELETE FROM vault WHERE subject_device = ?1 AND subject_seq = ?2")?
        .execute(params![subject.device.0, to_sql(subject.seq.0)])?;
    Ok(rows > 0)
}
