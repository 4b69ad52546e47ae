//! Backing a server up, and going on from a backup.
//!
//! A backup is a folder with everything a new machine needs: the database (halls, devices, records, sealed values, the hash
//! of the status page's password), the server's own key, and its authority, without which no hall would speak with it. The
//! database gets its name last: a folder without one is no backup.
//!
//! A server that goes on from a backup may have forgotten what it handed down since. So it goes on as another author, under
//! a new name and key; what it wrote under the old name comes back from the halls like everything else they have. What no
//! hall can say again is who may not come any more: codes that were open then are void, and devices revoked since are
//! revoked again where the data folder of before, or what is left of it, can be asked (`withdrawn`).

use crate::error::CentralError;
use crate::files::{self, Shown};
use crate::random::random;
use crate::server::{self, Folder};
use crate::storage::{self, DATABASE, Storage};
use crate::withdrawn::{self, WITHDRAWN};
use journal::DeviceId;
use std::fs;
use std::path::{Path, PathBuf};

/// Files beside the database that a backup holds; those of the authority are absent where others were given.
const BESIDE: [&str; 5] = [files::OWN_KEY, files::AUTHORITY, files::AUTHORITY_KEY, files::SERVED, WITHDRAWN];

/// A server that goes on from a backup.
pub struct Restored {
    /// Its data folder, opened.
    pub folder: Folder,
    /// Codes that had not been used when the backup was made. They may have been since, so none is good any more.
    pub codes_void: usize,
}

/// Copies a server's data folder into a new one, while it serves or not.
///
/// # Errors
/// When `to` is there and not empty, or cannot be written.
pub fn back_up(dir: &Path, storage: &Storage, to: &Path) -> Result<(), CentralError> {
    begin_empty(to)?;
    copy_beside(dir, to)?;
    let part = to.join(format!("{DATABASE}.part"));
    storage.copy_to(&part)?;
    files::sync(&part)?;
    fs::rename(&part, to.join(DATABASE))?;
    files::sync(to)
}

/// Makes a data folder of a backup and goes on from it. The folder gets its name last: half a restore is none. Devices that
/// were revoked in the data folder `before` stay so; its database need not open.
///
/// # Errors
/// When `from` is no whole backup, `before` is no data folder, or `dir` is there and not empty.
pub fn restore(from: &Path, dir: &Path, before: Option<&Path>) -> Result<Restored, CentralError> {
    if let Some(before) = before.filter(|before| !before.join(files::OWN_KEY).is_file()) {
        return Err(CentralError::Refused(format!("{} is no data folder of a server", before.display())));
    }
    let lacking = [DATABASE, files::OWN_KEY].into_iter().find(|name| !from.join(name).is_file());
    if let Some(name) = lacking {
        return Err(CentralError::Refused(format!("{} is no backup of a server: {name} is missing", from.display())));
    }
    begin_empty(dir)?;
    let mut part = dir.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    begin_empty(&part)?;
    copy_beside(from, &part)?;
    fs::copy(from.join(DATABASE), part.join(DATABASE))?;
    storage::check_copy(&part.join(DATABASE))?;
    withdrawn::add(&part, &before.map(withdrawn::read).transpose()?.unwrap_or_default())?;
    let Folder { mut storage, .. } = server::open(&part)?;
    if part.join(files::AUTHORITY).is_file() {
        // Refuses a key that does not fit.
        Shown::own(&part, &[])?;
    }
    let key = files::renew_own_key(&part, &random()?)?;
    storage.go_on_as(DeviceId(random()?), &key)?;
    let codes_void = storage.void_open_codes()?;
    drop(storage);
    fs::remove_dir(dir)?;
    fs::rename(&part, dir)?;
    Ok(Restored { folder: server::open(dir)?, codes_void })
}

fn copy_beside(from: &Path, to: &Path) -> Result<(), CentralError> {
    for name in BESIDE.into_iter().filter(|name| from.join(name).is_file()) {
        let bytes = zeroize::Zeroizing::new(fs::read(from.join(name))?);
        let file = to.join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        files::write_secret(&file, &bytes)?;
    }
    Ok(())
}

/// Nothing that is there is ever written over.
fn begin_empty(dir: &Path) -> Result<(), CentralError> {
    files::create_private(dir)?;
    match fs::read_dir(dir)?.next() {
        None => Ok(()),
        Some(_) => Err(CentralError::Refused(format!("{} is not empty", dir.display()))),
    }
}
