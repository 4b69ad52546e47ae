//! A sealed value as it travels.

use crate::db::error::StoreError;
use crate::db::sql_int::{event_id, to_sql};
use crate::vault::seal::VaultField;
use journal::EventId;
use rusqlite::{Connection, Row, params};

/// A sealed value under the event that set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedValue {
    /// The event.
    pub subject: EventId,
    /// Which of its fields.
    pub field: VaultField,
    /// What it was sealed with; not 0.
    pub suite: u8,
    /// The sealed bytes.
    pub sealed: Vec<u8>,
}

/// The sealed value of an event's field.
pub(crate) fn value_at(
    connection: &Connection,
    subject: EventId,
    field: VaultField,
) -> Result<Option<SealedValue>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT subject_device, subject_seq, field, suite, sealed FROM vault
         WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3",
    )?;
    let mut rows = statement.query(params![subject.device.0, to_sql(subject.seq.0), field.0])?;
    rows.next()?.map(value).transpose()
}

pub(super) fn value(row: &Row<'_>) -> Result<SealedValue, StoreError> {
    let (suite, sealed) = (row.get(3)?, row.get(4)?);
    Ok(SealedValue { subject: event_id(row, 0)?, field: VaultField(row.get(2)?), suite, sealed })
}
