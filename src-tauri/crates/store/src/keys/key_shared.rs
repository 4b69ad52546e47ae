//! The hall's key on its way to other PCs of the hall: wrapped by the recovery code, it travels as a sealed value under the
//! event that founded the hall. Whoever carries it, the central server included, cannot open it; a new PC can, with the
//! printed code.

use super::key_id::KeyId;
use super::key_record;
use super::recovery::KeyOnRecord;
use crate::db::error::StoreError;
use crate::replica::{self, SealedValue};
use crate::vault::seal::{VaultField, WRAPPED};
use crate::views;
use journal::EventId;
use rusqlite::{Connection, params};

/// Fields of bookings and people are far below.
const FIELD: VaultField = VaultField(0xffff);

pub(super) fn shared(connection: &Connection) -> Result<Option<KeyOnRecord>, StoreError> {
    let Some(hall) = views::hall_id(connection)? else { return Ok(None) };
    let Some(SealedValue { sealed, .. }) = replica::value_at(connection, hall, FIELD)? else { return Ok(None) };
    let (id, wrapped) =
        sealed.split_first_chunk().ok_or_else(|| StoreError::Damaged("the shared key is cut off".to_owned()))?;
    Ok(Some(KeyOnRecord { key: KeyId(*id), wrapped: wrapped.to_vec() }))
}

pub(super) fn put(connection: &Connection, hall: EventId, record: &KeyOnRecord) -> Result<(), StoreError> {
    let sealed = [record.key.0.as_slice(), record.wrapped.as_slice()].concat();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO vault (subject_device, subject_seq, field, suite, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![hall.device.0, crate::db::sql_int::to_sql(hall.seq.0), FIELD.0, WRAPPED, sealed])?;
    Ok(())
}

/// Keeps what is shared equal to what is on record, where it is shared at all.
pub(crate) fn follow_record(connection: &Connection) -> Result<(), StoreError> {
    let (Some(hall), Some(shared), Some(own)) =
        (views::hall_id(connection)?, shared(connection)?, key_record::read(connection)?)
    else {
        return Ok(());
    };
    if shared == own { Ok(()) } else { put(connection, hall, &own) }
}
