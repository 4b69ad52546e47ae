//! Copies of backups in a second folder, which should be on another disk. Several halls and PCs may share it: each copies
//! into a sub-folder of its own, `yanshi-<hall>-<device>`, and only there are copies let go and leftovers removed. What
//! others have there is listed where it is of the same hall, and never changed. Copies that lie in the folder itself are of
//! programs before there were sub-folders, nobody knows whose: they are listed, and only erasing reaches into them.
//!
//! A database that goes on under a new name begins another sub-folder; that of the old name stays as it is, for it may be
//! another PC's that still writes there.

use super::backup::{self, BackedUp, BackupInfo, SecondCopyError};
use super::files;
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::store::Store;
use journal::{DeviceId, EventId, WallTime};
use std::fs;
use std::path::{Path, PathBuf};

/// What lies in a second folder. A file is named by its way from the folder chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecondBackups {
    /// This installation's, newest first.
    pub own: Vec<BackupInfo>,
    /// Of this hall under other names, and of programs before there were sub-folders.
    pub others: Vec<BackupInfo>,
}

impl Store {
    /// Makes a verified backup of this moment; beyond [`BACKUPS_KEPT`](crate::BACKUPS_KEPT) one of those before goes, and
    /// more where the disk is full.
    ///
    /// # Errors
    /// What the disk says; an unfinished backup is removed.
    pub fn backup(&self, wall: WallTime) -> Result<BackupInfo, StoreError> {
        let _one = self.alone_with_backups();
        backup::make(self.dir(), wall)
    }

    /// [`Store::backup`], and a copy of it in the own sub-folder of a second folder. That the copy failed is an answer of
    /// its own: the first stands.
    ///
    /// # Errors
    /// As there.
    pub fn backup_also(&self, wall: WallTime, chosen: &Path) -> Result<BackedUp, StoreError> {
        let own = self.second_folder(chosen)?;
        let _one = self.alone_with_backups();
        let first = backup::make(self.dir(), wall)?;
        let second = copy(self.dir(), &first, chosen, &own);
        Ok(BackedUp { first, second })
    }

    /// Copies a backup of the data folder, of which the second folder has no copy.
    ///
    /// # Errors
    /// Why there is none.
    pub fn copy_backup(&self, backup: &BackupInfo, chosen: &Path) -> Result<BackupInfo, SecondCopyError> {
        let own = self.second_folder(chosen).map_err(|error| SecondCopyError::Io(error.to_string()))?;
        let _one = self.alone_with_backups();
        copy(self.dir(), backup, chosen, &own)
    }

    /// The sub-folder of a second folder that is this installation's own, whether or not it is there yet.
    ///
    /// # Errors
    /// What the store says.
    pub fn second_folder(&self, chosen: &Path) -> Result<PathBuf, StoreError> {
        let hall = self.read(|tx: &ReadTx<'_>| tx.hall_id())?;
        Ok(chosen.join(name(hall, self.device())))
    }

    /// What lies in a second folder. Opens none of it.
    ///
    /// # Errors
    /// What the store says.
    pub fn second_backups(&self, chosen: &Path) -> Result<SecondBackups, StoreError> {
        let hall = self.read(|tx: &ReadTx<'_>| tx.hall_id())?;
        let own = name(hall, self.device());
        let mut others = Vec::new();
        for other in of_hall(chosen, hall).into_iter().filter(|other| *other != own) {
            others.extend(within(chosen, &other));
        }
        others.extend(backup::list(chosen));
        Ok(SecondBackups { own: within(chosen, &own), others })
    }

    /// Folders of copies that erasing reaches: under every name of this installation, and the folder chosen itself where
    /// copies of before lie. The own one says so.
    pub(crate) fn second_places(&self, chosen: &Path) -> Result<Vec<(PathBuf, bool)>, StoreError> {
        let hall = self.read(|tx: &ReadTx<'_>| tx.hall_id())?;
        let names = self.incarnations()?.into_iter().map(|name| name.device);
        let mut places: Vec<(PathBuf, bool)> =
            names.map(|device| (chosen.join(name(hall, device)), device == self.device())).collect();
        places.retain(|(folder, _)| folder.is_dir());
        if !backup::list(chosen).is_empty() {
            places.push((chosen.to_owned(), false));
        }
        Ok(places)
    }
}

fn copy(dir: &Path, backup: &BackupInfo, chosen: &Path, own: &Path) -> Result<BackupInfo, SecondCopyError> {
    if !chosen.is_dir() {
        return Err(SecondCopyError::Missing);
    }
    files::make_folder(own)?;
    backup::copy(dir, backup, own)
}

/// Names of the sub-folders of a hall, whichever installation's they are.
fn of_hall(chosen: &Path, hall: Option<EventId>) -> Vec<String> {
    let Ok(entries) = fs::read_dir(chosen) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.starts_with(&prefix(hall))).collect();
    names.sort();
    names
}

fn within(chosen: &Path, sub: &str) -> Vec<BackupInfo> {
    let way = |file: &str| Path::new(sub).join(file).to_string_lossy().into_owned();
    let found = backup::list(&chosen.join(sub)).into_iter();
    found.map(|backup| BackupInfo { file: way(&backup.file), ..backup }).collect()
}

fn name(hall: Option<EventId>, device: DeviceId) -> String {
    format!("{}{device}", prefix(hall))
}

fn prefix(hall: Option<EventId>) -> String {
    hall.map_or_else(|| "yanshi-none-".to_owned(), |hall| format!("yanshi-{hall}-"))
}
