//! Which files lie in a data folder.
//!
//! ```text
//! yanshi.db                    the database, with SQLite's -wal and -shm beside it
//! hall.key                     the key of personal values, see `keys`
//! yanshi.lock                  held while a process has the folder open
//! yanshi.db.restored           a verified backup about to take the database's place
//! yanshi.db.damaged-<stamp>    what a restore put aside
//! backups/                     see `backup`
//! ```

use std::path::{Path, PathBuf};

const DAMAGED: &str = "yanshi.db.damaged-";
const PART: &str = ".part";
const WAL: &str = "-wal";
const SHM: &str = "-shm";

pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join("yanshi.db")
}

pub(crate) fn key(dir: &Path) -> PathBuf {
    dir.join("hall.key")
}

pub(crate) fn lock(dir: &Path) -> PathBuf {
    dir.join("yanshi.lock")
}

pub(crate) fn restored(dir: &Path) -> PathBuf {
    dir.join("yanshi.db.restored")
}

pub(crate) fn damaged(dir: &Path, stamp: &str) -> PathBuf {
    dir.join(format!("{DAMAGED}{stamp}"))
}

/// Whether a file is a database that a restore put aside.
pub(crate) fn is_damaged(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with(DAMAGED) && !name.ends_with(WAL) && !name.ends_with(SHM))
}

pub(crate) fn backups(dir: &Path) -> PathBuf {
    dir.join("backups")
}

/// A file in the making: it gets its own name only when it is whole and on the disk.
pub(crate) fn unfinished(file: &Path) -> PathBuf {
    suffixed(file, PART)
}

/// Whether a file is one in the making.
pub(crate) fn is_unfinished(file: &Path) -> bool {
    file.to_string_lossy().ends_with(PART)
}

/// Commits that are not yet in the database file itself.
pub(crate) fn wal(database: &Path) -> PathBuf {
    suffixed(database, WAL)
}

/// SQLite's index to the WAL; worthless without a running process.
pub(crate) fn shm(database: &Path) -> PathBuf {
    suffixed(database, SHM)
}

fn suffixed(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
