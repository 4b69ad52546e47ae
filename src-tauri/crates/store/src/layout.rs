//! Which files lie in a data folder.
//!
//! ```text
//! yanshi.db                    the database, with SQLite's -wal and -shm beside it
//! yanshi.lock                  held while a process has the folder open
//! yanshi.db.restored           a verified backup about to take the database's place
//! yanshi.db.damaged-<stamp>    what a restore put aside
//! backups/                     see `backup`
//! ```

use std::path::{Path, PathBuf};

pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join("yanshi.db")
}

pub(crate) fn lock(dir: &Path) -> PathBuf {
    dir.join("yanshi.lock")
}

pub(crate) fn restored(dir: &Path) -> PathBuf {
    dir.join("yanshi.db.restored")
}

pub(crate) fn damaged(dir: &Path, stamp: &str) -> PathBuf {
    dir.join(format!("yanshi.db.damaged-{stamp}"))
}

pub(crate) fn backups(dir: &Path) -> PathBuf {
    dir.join("backups")
}

/// A file in the making: it gets its own name only when it is whole and on the disk.
pub(crate) fn unfinished(file: &Path) -> PathBuf {
    suffixed(file, ".part")
}

/// Commits that are not yet in the database file itself.
pub(crate) fn wal(database: &Path) -> PathBuf {
    suffixed(database, "-wal")
}

/// SQLite's index to the WAL; worthless without a running process.
pub(crate) fn shm(database: &Path) -> PathBuf {
    suffixed(database, "-shm")
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
