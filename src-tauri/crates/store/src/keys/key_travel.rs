//! What a transaction can do with the hall's key on its way to other PCs ([`super::key_shared`]).

use super::key_record;
use super::key_shared::{self, Vouched, put, shared, vouch, vouched};
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
    /// Shares the key on record with other PCs of the hall, from now on, and vouches for it. What is shared already stays.
    ///
    /// # Errors
    /// What the disk says, as for every call here.
    pub fn key_share(&mut self) -> Result<(), StoreError> {
        match (views::hall_id(&self.tx)?, shared(&self.tx)?, key_record::read(&self.tx)?) {
            (Some(hall), None, Some(record)) => {
                put(&self.tx, hall, &record)?;
                let generation = key_shared::generation(&self.tx)?.max(1);
                key_shared::set_generation(&self.tx, generation)?;
                vouch(&self.tx, self.seal(), hall, &Vouched { generation, record })
            }
            _ => Ok(()),
        }
    }

    /// Another PC has made a new recovery code: the key on record is wrapped by it here, too. Only a wrapping that somebody
    /// with the hall's key vouches for, and that is later than the one here; whatever else is shared is put right. Only for a
    /// hall that is open: a PC that joins has no key to tell by.
    pub fn key_follow_shared(&mut self) -> Result<(), StoreError> {
        let Some(record) = key_record::read(&self.tx)? else { return Ok(()) };
        let here = Vouched { generation: key_shared::generation(&self.tx)?, record };
        let found = vouched(&self.tx, self.seal())?.filter(|found| found.record.key == here.record.key);
        if let Some(found) = found.filter(|found| found.is_over(&here)) {
            key_record::rewrap(&self.tx, &found.record)?;
            key_shared::set_generation(&self.tx, found.generation)?;
        }
        key_shared::restore(&self.tx, self.seal())
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
