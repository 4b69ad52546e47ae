//! Restoring a backup: on this PC, where the hall works or its data is damaged, and on a new one, with a backup and the
//! recovery code. The one way for the window and for `yanshi restore`.

use crate::ground::{Desk, FieldRefusal, Refusal, Right, wall_to_beijing};
use crate::people::key_by_code;
use crate::program::stages::Program;
use crate::program::state::Stage;
use chrono::NaiveDateTime;
use domain::names::Names;
use journal::EventId;
use std::path::{Path, PathBuf};
use store::{HallKey, KeyOnRecord, OpenError, ReadTx, RestoreFrom, Store, keys};

/// What a backup file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupLook {
    /// The hall it is of.
    pub hall: Option<Names>,
    /// The last thing on record in it, Beijing time by the clock of that PC.
    pub newest: Option<NaiveDateTime>,
    pub events: u64,
    /// This PC has no key for it: the recovery code is needed.
    pub needs_code: bool,
    /// Another hall's data lies on this PC.
    pub foreign: bool,
}

/// A backup to be restored.
#[derive(Clone, PartialEq, Eq)]
pub struct RestoreWish {
    pub file: PathBuf,
    /// The recovery code, where this PC has no key for the backup; empty where it has.
    pub code: String,
    /// Somebody has seen that it is another hall's and wants it.
    pub any_hall: bool,
}

impl Program {
    /// Looks into a backup file without changing it.
    ///
    /// # Errors
    /// At its field when it is no backup; of a newer version; what the disk says.
    pub fn look_at_backup(&self, file: &Path) -> Result<BackupLook, Refusal> {
        if !file.is_absolute() || !file.is_file() {
            return Err(FieldRefusal::BackupFile.into());
        }
        let facts = store::inspect(file).map_err(not_a_backup)?;
        let record = store::key_on_record(file).map_err(not_a_backup)?;
        let here = self.hall_here();
        Ok(BackupLook {
            needs_code: record.as_ref().is_some_and(|record| key_here(&self.dir(), record).is_none()),
            foreign: here.is_some() && facts.hall_id.is_some() && here != facts.hall_id,
            hall: facts.hall.map(|hall| hall.name),
            newest: facts.newest.map(wall_to_beijing),
            events: facts.events,
        })
    }

    /// Which hall's data lies here, as far as that can be told: by the open hall, or by a database that does not open.
    fn hall_here(&self) -> Option<EventId> {
        if let Ok(hall) = self.hall() {
            return hall.store.read(|tx: &ReadTx<'_>| tx.hall_id()).ok().flatten();
        }
        store::inspect(&Store::database_file(&self.dir())).ok()?.hall_id
    }

    /// Puts a backup in the place of what is here, and goes to work under a new device name; what was here is kept aside.
    /// Where a hall works, `desk` is whoever asks; in trouble and on a new PC there is nobody to ask.
    ///
    /// # Errors
    /// [`Refusal::HallBusy`] while another restore is under way; [`Refusal::NotSignedIn`] or [`Refusal::NotPermitted`] where a
    /// hall works; [`Refusal::BackupForeign`] unless wanted;
    /// [`Refusal::BackupNeedsCode`]; what is wrong with code or file, at its field; what the disk says. Nothing is replaced
    /// then.
    pub fn restore_backup(&self, desk: Option<Desk>, wish: &RestoreWish) -> Result<(), Refusal> {
        let _alone = self.alone()?;
        if self.stage() == Stage::Ready {
            desk.as_ref().ok_or(Refusal::NotSignedIn)?.require(Right::KeepData)?;
        }
        // The desk holds the hall open.
        drop(desk);
        self.restore_alone(wish)
    }

    /// [`Program::restore_backup`] for somebody at a terminal of this PC, who can read and write the files anyway.
    ///
    /// # Errors
    /// As there, but for who asks.
    pub fn restore_from_terminal(&self, wish: &RestoreWish) -> Result<(), Refusal> {
        let _alone = self.alone()?;
        self.restore_alone(wish)
    }

    fn restore_alone(&self, wish: &RestoreWish) -> Result<(), Refusal> {
        let dir = self.dir();
        let look = self.look_at_backup(&wish.file)?;
        if look.foreign && !wish.any_hall {
            return Err(Refusal::BackupForeign);
        }
        let key = match store::key_on_record(&wish.file)? {
            Some(record) => Some(key_for(&dir, &record, &wish.code)?),
            None => None,
        };
        self.close_hall()?;
        let restored = replace(&dir, wish, key.as_ref(), self.clock().wall());
        // Whatever came of it: the screen shows how things are now.
        self.reopen();
        restored
    }
}

/// The key comes first where nothing is replaced that needs another one: cut short there, the next start finds both.
fn replace(dir: &Path, wish: &RestoreWish, key: Option<&HallKey>, wall: journal::WallTime) -> Result<(), Refusal> {
    let from = if wish.any_hall { RestoreFrom::AnyHall } else { RestoreFrom::ThisHall };
    let new_here = !Store::exists(dir);
    if let Some(key) = key.filter(|_| new_here) {
        keys::write(dir, key)?;
    }
    Store::restore_from(dir, &wish.file, wall, from).map_err(|error| match error {
        OpenError::ForeignBackup => Refusal::BackupForeign,
        other => other.into(),
    })?;
    if let Some(key) = key.filter(|_| !new_here) {
        keys::write(dir, key)?;
    }
    Ok(())
}

fn key_for(dir: &Path, record: &KeyOnRecord, code: &str) -> Result<HallKey, Refusal> {
    match key_here(dir, record) {
        Some(key) => Ok(key),
        None if code.trim().is_empty() => Err(Refusal::BackupNeedsCode),
        None => key_by_code(record, code),
    }
}

/// This PC's key, if it is the one the values of a backup are sealed with.
fn key_here(dir: &Path, record: &KeyOnRecord) -> Option<HallKey> {
    keys::read(dir).ok().filter(|key| key.id() == record.key)
}

fn not_a_backup(error: OpenError) -> Refusal {
    match error {
        OpenError::Corrupt { .. } => FieldRefusal::BackupFile.into(),
        other => other.into(),
    }
}
