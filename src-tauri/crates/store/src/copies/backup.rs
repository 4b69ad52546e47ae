//! Backups: whole databases in `backups/`, named `yanshi-<number>-<stamp>.db`, and copies of them in a second folder,
//! which should be on another disk and belong to this PC alone. Each folder counts and rotates for itself: what lies on
//! a USB stick outlives the PC whose first backups it holds.
//!
//! The name is the mark of verification. A backup is written under an unfinished name, checked like a database at a
//! start, put on the disk, and only then renamed; so a file that has the name is verified, and a listing needs to open
//! none. A mark inside the file would change what was checked, and one in a second file could be lost or left over. A
//! backup that is found bad later loses its name (`…-bad.db`).
//!
//! The number, not the time, says which is newer (invariant A5): with a clock that was once a year ahead, an old backup
//! would be offered as the newest for a year.

use super::{files, layout, stamp};
use crate::db::error::StoreError;
use crate::db::{check, connection};
use crate::erasing::scrub;
use journal::WallTime;
use std::path::Path;
use std::{fs, io};

/// Backups kept in a folder: two weeks of daily ones. Making one removes the oldest beyond these.
pub const BACKUPS_KEPT: usize = 14;

/// A backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupInfo {
    /// File name within the folder.
    pub file: String,
    /// Grows with each backup of the folder.
    pub number: u32,
    /// What the clock said when it was made, to the second.
    pub made: WallTime,
    /// Size of the file.
    pub bytes: u64,
    /// It was whole when it was made, and has not been found bad since.
    pub verified: bool,
}

/// A backup, and what became of its copy in the second folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// In the data folder.
    pub first: BackupInfo,
    /// In the second folder.
    pub second: Result<BackupInfo, SecondCopyError>,
}

/// Why the second folder has no copy of a backup. The backup itself stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecondCopyError {
    /// The folder is not there: the drive is not plugged in. It is never made, or the copy might lie on the first disk.
    #[error("the second folder is not there")]
    Missing,
    /// No room.
    #[error("the second folder's disk is full")]
    DiskFull,
    /// The folder cannot be written.
    #[error("the second folder cannot be written")]
    ReadOnly,
    /// The copy read back is not what was written: the medium is bad.
    #[error("the copy in the second folder is not the same as the backup")]
    Differs,
    /// Anything else the disk said.
    #[error("the second folder cannot be written: {0}")]
    Io(String),
}

/// Makes a backup of the database as it stands at this moment. Writers go on meanwhile.
pub(crate) fn make(dir: &Path, wall: WallTime) -> Result<BackupInfo, StoreError> {
    let folder = layout::backups(dir);
    files::make_folder(&folder)?;
    add(&folder, wall, |part| write_verified(&layout::database(dir), part))
}

/// Copies a backup into a second folder that is there, and reads the copy back.
pub(crate) fn copy(dir: &Path, backup: &BackupInfo, second: &Path) -> Result<BackupInfo, SecondCopyError> {
    if !second.is_dir() {
        return Err(SecondCopyError::Missing);
    }
    let source = layout::backups(dir).join(&backup.file);
    add(second, backup.made, |part| {
        files::copy(&source, part)?;
        // On the disk before it is read back.
        files::sync_file(part)?;
        if files::sha256(&source)? == files::sha256(part)? { Ok(()) } else { Err(SecondCopyError::Differs) }
    })
}

/// Adds a backup that `write` writes, under the folder's next number, and lets the oldest go. A failure leaves nothing.
fn add<E: From<io::Error>>(
    folder: &Path,
    made: WallTime,
    write: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<BackupInfo, E> {
    let number = list(folder).first().map_or(1, |newest| newest.number.saturating_add(1));
    let name = Name { number, made: stamp::stamp(made), verified: true }.text();
    let file = folder.join(&name);
    let part = layout::unfinished(&file);
    let written = write(&part).and_then(|()| Ok(files::name_for_good(&part, &file)?));
    if let Err(error) = written {
        for left in [&part].into_iter().chain(&layout::companions(&part)) {
            if let Err(error) = files::remove_if_there(left) {
                tracing::warn!(%error, "half a backup cannot be removed");
            }
        }
        return Err(error);
    }
    rotate(folder);
    info(folder, &name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound).into())
}

fn write_verified(database: &Path, part: &Path) -> Result<(), StoreError> {
    files::remove_if_there(part)?;
    let target = part.to_str().ok_or_else(|| StoreError::Io("the folder's name is not Unicode".to_owned()))?;
    connection::open_untouched(database)?.execute("VACUUM INTO ?1", [target])?;
    scrub::scrub(part)?;
    check::verify(&connection::open_untouched(part)?)
}

/// Backups in any folder, newest first. Opens none of them.
pub fn backups_in(folder: &Path) -> Vec<BackupInfo> {
    list(folder)
}

pub(crate) fn list(folder: &Path) -> Vec<BackupInfo> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut backups: Vec<BackupInfo> = names.filter_map(|name| info(folder, &name)).collect();
    backups.sort_by(|a, b| (b.number, &b.file).cmp(&(a.number, &a.file)));
    backups
}

/// Takes its name from a backup that was found bad. A medium that cannot be written keeps it.
pub(crate) fn mark_bad(file: &Path) {
    let name = file.file_name().and_then(|name| name.to_str()).and_then(Name::parse);
    let (Some(name), Some(folder)) = (name, file.parent()) else { return };
    let bad = folder.join(Name { verified: false, ..name }.text());
    if let Err(error) = files::rename_if_there(file, &bad).and_then(|()| files::sync_folder(folder)) {
        tracing::warn!(%error, file = %file.display(), "a bad backup cannot be marked");
    }
}

/// Removes the oldest. A file that cannot be removed now is removed next time.
fn rotate(folder: &Path) {
    let backups = list(folder);
    let Some(oldest_kept) = backups.iter().filter(|backup| backup.verified).nth(BACKUPS_KEPT - 1) else { return };
    for backup in backups.iter().filter(|backup| backup.number < oldest_kept.number) {
        if let Err(error) = files::remove_if_there(&folder.join(&backup.file)) {
            tracing::warn!(%error, file = backup.file, "an old backup cannot be removed");
        }
    }
}

impl From<io::Error> for SecondCopyError {
    fn from(error: io::Error) -> Self {
        match StoreError::from(error) {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::ReadOnly => Self::ReadOnly,
            other => Self::Io(other.to_string()),
        }
    }
}

fn info(folder: &Path, file: &str) -> Option<BackupInfo> {
    let Name { number, made, verified } = Name::parse(file)?;
    let (made, bytes) = (stamp::parse(&made)?, fs::metadata(folder.join(file)).ok()?.len());
    Some(BackupInfo { file: file.to_owned(), number, made, bytes, verified })
}

/// What a backup's name says.
struct Name {
    number: u32,
    made: String,
    verified: bool,
}

impl Name {
    fn text(&self) -> String {
        let bad = if self.verified { "" } else { "-bad" };
        format!("yanshi-{:06}-{}{bad}.db", self.number, self.made)
    }

    /// Reads only what [`Name::text`] writes: a name out of a request can lead to no other file.
    fn parse(file: &str) -> Option<Self> {
        let rest = file.strip_prefix("yanshi-")?.strip_suffix(".db")?;
        let (rest, verified) = rest.strip_suffix("-bad").map_or((rest, true), |rest| (rest, false));
        let (number, made) = rest.split_once('-')?;
        let name = Self { number: number.parse().ok()?, made: made.to_owned(), verified };
        (stamp::parse(made).is_some() && name.text() == file).then_some(name)
    }
}

/// Whether a text has the form of a backup's name.
pub(crate) fn is_name(file: &str) -> bool {
    Name::parse(file).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn only_names_of_backups_are_names() {
        assert!(is_name("yanshi-000007-20261123-204500.db"));
        assert!(is_name("yanshi-000007-20261123-204500-bad.db"));
        assert!(is_name("yanshi-1234567-20261123-204500.db"));
        for other in [
            "",
            "yanshi.db",
            "../yanshi.db",
            "yanshi-7-20261123-204500.db",
            "yanshi-000007-20261123-204500.db.part",
            "yanshi-000007-20261323-204500.db",
            "yanshi-000007-../../20261123-204500.db",
            "yanshi--00007-20261123-204500.db",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }
}
