//! Which files lie in a data folder.
//!
//! ```text
//! yanshi.db                    the database, with SQLite's -wal and -shm beside it
//! hall.key                     the key of personal values, see `keys`
//! yanshi.lock                  held while a process has the folder open
//! yanshi.db.restored           a verified backup about to take the database's place
//! yanshi.db.damaged-<stamp>    what a restore put aside
//! yanshi.db.aside              under which of these names, while it is being put there
//! hall.key.before-<number>     a key in whose place another came
//! incarnation                  see `sidecar`
//! erasures                     see `ledger`; one in each folder of backups too
//! backups/                     see `backup`
//! ```

use std::path::{Path, PathBuf};

const RESTORED: &str = "yanshi.db.restored";
const DAMAGED: &str = "yanshi.db.damaged-";
const UNFINISHED: &str = ".part";
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

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
    dir.join(RESTORED)
}

pub(crate) fn aside_note(dir: &Path) -> PathBuf {
    dir.join("yanshi.db.aside")
}

pub(crate) fn key_before(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("hall.key.before-{number}"))
}

pub(crate) fn damaged(dir: &Path, stamp: &str) -> PathBuf {
    dir.join(format!("{DAMAGED}{stamp}"))
}

/// Whether a file name in a data folder is that of a second database: put aside, or about to take its place.
pub(crate) fn is_database_aside(name: &str) -> bool {
    let is_beside = BESIDE.iter().any(|suffix| name.ends_with(suffix));
    name == RESTORED || name.starts_with(DAMAGED) && !is_beside
}

pub(crate) fn incarnation(dir: &Path) -> PathBuf {
    dir.join("incarnation")
}

/// In a data folder, or in a folder of backups.
pub(crate) fn erasures(folder: &Path) -> PathBuf {
    folder.join("erasures")
}

/// Whether a file is a database that a restore put aside.
pub(crate) fn is_damaged(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with(DAMAGED) && !BESIDE.iter().any(|suffix| name.ends_with(suffix)))
}

pub(crate) fn backups(dir: &Path) -> PathBuf {
    dir.join("backups")
}

/// A file in the making: it gets its own name only when it is whole and on the disk.
pub(crate) fn unfinished(file: &Path) -> PathBuf {
    suffixed(file, UNFINISHED)
}

/// Whether a file name is that of a database in the making, or of what SQLite has beside it.
pub(crate) fn is_unfinished_database(name: &str) -> bool {
    let name = BESIDE.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
    name.starts_with("yanshi") && name.ends_with(UNFINISHED)
}

/// What SQLite may have left beside a database that belongs to it: commits or the way back.
pub(crate) fn companions(database: &Path) -> [PathBuf; 2] {
    [wal(database), suffixed(database, "-journal")]
}

/// Whether a file is one in the making.
pub(crate) fn is_unfinished(file: &Path) -> bool {
    file.to_string_lossy().ends_with(UNFINISHED)
}

/// Commits that are not yet in the database file itself.
pub(crate) fn wal(database: &Path) -> PathBuf {
    suffixed(database, BESIDE[0])
}

/// SQLite's index to the WAL; worthless without a running process.
pub(crate) fn shm(database: &Path) -> PathBuf {
    suffixed(database, BESIDE[1])
}

/// What SQLite would take back after a power cut: there is one only while a database is made or put into WAL mode.
pub(crate) fn journal(database: &Path) -> PathBuf {
    suffixed(database, "-journal")
}

fn suffixed(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
