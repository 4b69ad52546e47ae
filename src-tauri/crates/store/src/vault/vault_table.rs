//! The vault: the only place for personal values and free texts (invariant A9).

use super::seal::{Seal, SealError, SealLabel, VaultField, WRAPPED, open_sealed_text};
use crate::db::error::StoreError;
use crate::db::sql_int::{event_id, to_sql};
use crate::db::version;
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

/// What is shown in the place of a value that is there and does not open. No name or number can be typed like this, and no
/// normal form has anything of it, so it is never taken for somebody's.
pub const UNOPENED: &str = "\u{fffd}";

/// The value of an event's field. One that does not open is as one that is not there: whoever looks for it goes on.
pub(crate) fn get(
    connection: &Connection,
    seal: &dyn Seal,
    subject: EventId,
    field: VaultField,
) -> Result<Option<String>, StoreError> {
    unless_key(opened(connection, seal, subject, field)?, |_| None)
}

/// The same for a screen or a paper, with [`UNOPENED`] where it does not open.
pub(crate) fn shown(
    connection: &Connection,
    seal: &dyn Seal,
    subject: EventId,
    field: VaultField,
) -> Result<Option<String>, StoreError> {
    unless_key(opened(connection, seal, subject, field)?, |_| Some(UNOPENED.to_owned()))
}

/// A key that cannot be used is no fault of the value.
fn unless_key(
    opened: Option<Result<String, SealError>>,
    otherwise: impl Fn(SealError) -> Option<String>,
) -> Result<Option<String>, StoreError> {
    match opened {
        Some(Err(error @ SealError::Key(_))) => Err(error.into()),
        Some(Err(error)) => Ok(otherwise(error)),
        Some(Ok(value)) => Ok(Some(value)),
        None => Ok(None),
    }
}

fn opened(
    connection: &Connection,
    seal: &dyn Seal,
    subject: EventId,
    field: VaultField,
) -> Result<Option<Result<String, SealError>>, StoreError> {
    let found: Option<(u8, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT suite, sealed FROM vault WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3",
        )?
        .query_row(params![subject.device.0, to_sql(subject.seq.0), field.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let label = SealLabel::Value { subject, field };
    Ok(found.map(|(suite, sealed)| open_sealed_text(seal, label, suite, &sealed)))
}

/// Every value that does not open, in the order of the events that set them; wrapped keys are none.
pub(crate) fn unopened(connection: &Connection, seal: &dyn Seal) -> Result<Vec<Unopened>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT subject_device, subject_seq, field, suite, sealed FROM vault WHERE suite <> ?1
         ORDER BY subject_device, subject_seq, field",
    )?;
    let mut rows = statement.query([WRAPPED])?;
    let mut unopened = Vec::new();
    while let Some(row) = rows.next()? {
        let (subject, field) = (event_id(row, 0)?, VaultField(row.get(2)?));
        let sealed = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
        if let Err(error) = open_sealed_text(seal, SealLabel::Value { subject, field }, row.get(3)?, sealed) {
            unopened.push(Unopened { subject, field, error });
        }
    }
    Ok(unopened)
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
    for table in tables(connection)? {
        let sql = format!(
            "UPDATE {table} SET sealed = zeroblob(length(sealed)) WHERE subject_device = ?1 AND subject_seq = ?2"
        );
        connection.prepare_cached(&sql)?.execute(params![subject.device.0, to_sql(subject.seq.0)])?;
    }
    Ok(())
}

/// Whether there is anything under a subject that has not been overwritten.
pub(crate) fn is_legible(connection: &Connection, subject: EventId) -> Result<bool, StoreError> {
    for table in tables(connection)? {
        let sql = format!(
            "SELECT 1 FROM {table} WHERE subject_device = ?1 AND subject_seq = ?2 AND sealed <> zeroblob(length(sealed))"
        );
        if connection.prepare_cached(&sql)?.exists(params![subject.device.0, to_sql(subject.seq.0)])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where a sealed value of somebody may stand, in a database of any version.
fn tables(connection: &Connection) -> Result<impl Iterator<Item = &'static str>, StoreError> {
    const PARKED: &str = "vault_parked";
    let parked = version::has_table(connection, PARKED)?.then_some(PARKED);
    Ok(std::iter::once("vault").chain(parked))
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
