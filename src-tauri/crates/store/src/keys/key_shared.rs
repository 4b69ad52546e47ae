//! The hall's key on its way to other PCs of the hall: wrapped by the recovery code, it travels as a sealed value under the
//! event that founded the hall. Whoever carries it, the central server included, cannot open it; a new PC can, with the
//! printed code.

use super::hall_key::KeyId;
use super::key_record;
use super::recovery::KeyOnRecord;
use crate::copies::inspect;
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::write_tx::WriteTx;
use crate::replica::{self, SealedValue};
use crate::vault::seal::VaultField;
use journal::EventId;
use rusqlite::{Connection, params};

/// Fields of bookings and people are far below.
const FIELD: VaultField = VaultField(0xffff);
/// Wrapped by the recovery code, not sealed with the key itself.
const SUITE: u8 = 0xff;

fn shared(connection: &Connection) -> Result<Option<KeyOnRecord>, StoreError> {
    let Some(hall) = inspect::hall_id(connection)? else { return Ok(None) };
    let Some(SealedValue { sealed, .. }) = replica::value_at(connection, hall, FIELD)? else { return Ok(None) };
    let (id, wrapped) =
        sealed.split_first_chunk().ok_or_else(|| StoreError::Damaged("the shared key is cut off".to_owned()))?;
    Ok(Some(KeyOnRecord { key: KeyId(*id), wrapped: wrapped.to_vec() }))
}

fn put(connection: &Connection, hall: EventId, record: &KeyOnRecord) -> Result<(), StoreError> {
    let sealed = [record.key.0.as_slice(), record.wrapped.as_slice()].concat();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO vault (subject_device, subject_seq, field, suite, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![hall.device.0, crate::db::sql_int::to_sql(hall.seq.0), FIELD.0, SUITE, sealed])?;
    Ok(())
}

/// Keeps what is shared equal to what is on record, where it is shared at all.
pub(crate) fn follow_record(connection: &Connection) -> Result<(), StoreError> {
    let (Some(hall), Some(shared), Some(own)) =
        (inspect::hall_id(connection)?, shared(connection)?, key_record::read(connection)?)
    else {
        return Ok(());
    };
    if shared == own { Ok(()) } else { put(connection, hall, &own) }
}

impl ReadTx<'_> {
    /// The hall's key as another PC of the hall has shared it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn key_shared(&self) -> Result<Option<KeyOnRecord>, StoreError> {
        shared(&self.tx)
    }
}

impl WriteTx<'_> {
    /// Shares the key on record with other PCs of the hall, from now on. What is shared already stays.
    ///
    /// # Errors
    /// What the disk says, as for every call here.
    pub fn key_share(&mut self) -> Result<(), StoreError> {
        match (inspect::hall_id(&self.tx)?, shared(&self.tx)?, key_record::read(&self.tx)?) {
            (Some(hall), None, Some(own)) => put(&self.tx, hall, &own),
            _ => Ok(()),
        }
    }

    /// Another PC has made a new recovery code: the key on record is wrapped by it here, too. A shared key that is not the
    /// one on record changes nothing.
    pub fn key_follow_shared(&mut self) -> Result<(), StoreError> {
        match (shared(&self.tx)?, key_record::read(&self.tx)?) {
            (Some(shared), Some(own)) if shared.key == own.key && shared != own => {
                key_record::rewrap(&self.tx, &shared)
            }
            _ => Ok(()),
        }
    }

    /// Puts the hall's key on record in place of the one this installation began with. Only for one that has written nothing
    /// yet: what was sealed with the other key would not open any more.
    pub fn key_adopt(&mut self, record: &KeyOnRecord) -> Result<(), StoreError> {
        if self.meta.chain.events() > 0 {
            return Err(StoreError::Internal("something has been written with the key before".to_owned()));
        }
        key_record::replace(&self.tx, record)
    }
}
