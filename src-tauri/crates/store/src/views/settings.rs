//! Settings of the hall. Each is set on its own.

use super::column::{Views, device};
use super::register;
use crate::db::error::StoreError;
use crate::db::sql_int::unsigned;
use domain::event::HallAdjusted;
use domain::record::{Order, RecordId};
use rusqlite::{OptionalExtension, Transaction};

const IDLE_LOCK_MINUTES: u8 = 0;
const ERASE_AFTER_DAYS: u8 = 1;
const CALL_AFTER_MINUTES: u8 = 7;
const CONTACT: u8 = 8;

pub(super) fn fold_adjusted(tx: &Transaction<'_>, order: Order, body: &HallAdjusted) -> Result<(), StoreError> {
    let set = [
        (IDLE_LOCK_MINUTES, body.idle_lock_minutes),
        (ERASE_AFTER_DAYS, body.erase_after_days),
        (CALL_AFTER_MINUTES, body.call_after_minutes),
        (CONTACT, body.contact.map(u16::from)),
    ];
    let mut set = set.into_iter().filter_map(|(setting, value)| Some((setting, value?)));
    set.try_for_each(|(setting, value)| register::SETTING.put(tx, order, &[&setting], &[&value]))
}

impl Views<'_> {
    /// The event under which the vault has the hall's name, address and telephone, once they have been set.
    pub fn hall_contact(&self) -> Result<Option<RecordId>, StoreError> {
        let found: Option<(Vec<u8>, i64)> = self
            .connection
            .prepare_cached("SELECT device, seq FROM hall_setting WHERE setting = ?1")?
            .query_row([CONTACT], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found.map(|(author, seq)| Ok(RecordId { device: device(&author)?, seq: unsigned(seq)? })).transpose()
    }

    /// What the hall has set; what it has not is absent.
    pub fn hall_settings(&self) -> Result<HallAdjusted, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT setting, value FROM hall_setting")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, u8>(0)?, row.get::<_, u16>(1)?)))?;
        let mut settings = HallAdjusted::default();
        for row in rows {
            match row? {
                (IDLE_LOCK_MINUTES, value) => settings.idle_lock_minutes = Some(value),
                (CALL_AFTER_MINUTES, value) => settings.call_after_minutes = Some(value),
                (ERASE_AFTER_DAYS, value) => settings.erase_after_days = Some(value),
                _ => {}
            }
        }
        Ok(settings)
    }
}
