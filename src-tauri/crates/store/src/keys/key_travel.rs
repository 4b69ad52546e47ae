//! What a transaction can do with the hall's key on its way to other PCs ([`super::key_shared`]).

use super::key_record;
use super::key_shared::{put, shared};
use super::recovery::KeyOnRecord;
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::write_tx::WriteTx;
use crate::views;

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
        match (views::hall_id(&self.tx)?, shared(&self.tx)?, key_record::read(&self.tx)?) {
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
