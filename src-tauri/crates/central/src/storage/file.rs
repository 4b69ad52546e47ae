//! The file of the database: the one connection that writes, and whether the bytes that lie there are as it left them.

use super::connection::{connect, lock};
use crate::error::CentralError;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Pages of the WAL after which a commit copies them into the database; usually that is done before, when nobody waits.
const WAL_PAGES_MAX: u32 = 32_768;

/// Times of change are coarse on some disks: nobody relies on them for ever.
const CHECKED_FOR: Duration = Duration::from_secs(3600);

/// Connections that are kept for checking.
const FRESH_KEPT: usize = 16;

type FileMark = (Option<SystemTime>, u64);

/// What is known of the file.
#[derive(Default)]
pub(super) struct Checked {
    file: Option<[FileMark; 2]>,
    /// Halls whose bytes have been read through since.
    pub(super) halls: BTreeSet<u32>,
    /// Halls whose bytes are not those that were taken in.
    pub(super) damaged: BTreeSet<u32>,
    since: Option<Instant>,
    /// How often the file was found to be changed by somebody else, or not looked at for too long.
    pub(super) times: u64,
    /// Connections opened since, and not in use.
    fresh: Vec<Connection>,
}

/// The file.
pub(super) struct File {
    path: PathBuf,
    writer: Mutex<Connection>,
    pub(super) checked: Mutex<Checked>,
    /// This process writes to the file at this moment.
    committing: AtomicBool,
}

impl File {
    pub(super) fn new(path: PathBuf, writer: Connection) -> Result<Self, CentralError> {
        writer.pragma_update(None, "wal_autocheckpoint", WAL_PAGES_MAX)?;
        let (writer, committing) = (Mutex::new(writer), AtomicBool::new(false));
        Ok(Self { path, writer, checked: Mutex::default(), committing })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs a closure in one transaction; when this returns `Ok`, the commit is on the disk.
    pub(super) fn write<T>(
        &self,
        f: impl FnOnce(&Transaction<'_>) -> Result<T, CentralError>,
    ) -> Result<T, CentralError> {
        self.with_writer(|writer| {
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = f(&tx)?;
            tx.commit()?;
            Ok(value)
        })
    }

    /// Copies the WAL into the database, as far as nobody reads it.
    pub(super) fn copy_wal(&self) -> Result<(), CentralError> {
        self.with_writer(|writer| Ok(writer.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?))
    }

    /// Hands out the connection that writes. Nobody else uses it meanwhile, and the file is looked at before and noted after.
    pub(super) fn with_writer<T>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, CentralError>,
    ) -> Result<T, CentralError> {
        let mut writer = lock(&self.writer);
        self.look();
        self.committing.store(true, Ordering::SeqCst);
        let _noted = Note(self);
        f(&mut writer)
    }

    fn marks(&self) -> [FileMark; 2] {
        let mut wal = self.path().as_os_str().to_owned();
        wal.push("-wal");
        [mark(self.path()), mark(Path::new(&wal))]
    }

    /// Has somebody else changed the file? Then nothing is known of it.
    pub(super) fn look(&self) {
        let mut checked = lock(&self.checked);
        // While this process commits, the file changes by its own doing; that is looked at when it has.
        if self.committing.load(Ordering::SeqCst) {
            return;
        }
        let now = self.marks();
        if self.committing.load(Ordering::SeqCst) {
            return;
        }
        let old = checked.since.is_none_or(|since| since.elapsed() > CHECKED_FOR);
        if checked.file != Some(now) || old {
            checked.halls.clear();
            checked.fresh.clear();
            checked.times += 1;
            checked.file = Some(now);
            checked.since = Some(Instant::now());
        }
    }

    /// The file is as this process has just left it.
    fn note(&self) {
        let mut checked = lock(&self.checked);
        checked.file = Some(self.marks());
        self.committing.store(false, Ordering::SeqCst);
    }

    /// Reads by a connection that holds no page from before somebody else changed the file. Also says how often that was
    /// ([`Checked::times`]) before it read: what was read holds for the file as it was then.
    pub(super) fn read_fresh<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, CentralError>,
    ) -> Result<(T, u64), CentralError> {
        let (kept, times) = {
            let mut checked = lock(&self.checked);
            (checked.fresh.pop(), checked.times)
        };
        let mut connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path)?,
        };
        let value = {
            let tx = connection.transaction()?;
            let value = f(&tx)?;
            tx.commit()?;
            value
        };
        let mut checked = lock(&self.checked);
        if checked.times == times && checked.fresh.len() < FRESH_KEPT {
            checked.fresh.push(connection);
        }
        Ok((value, times))
    }
}

/// Notes the file however a write ends: also when it fails, pages may have been written and taken back.
struct Note<'a>(&'a File);

impl Drop for Note<'_> {
    fn drop(&mut self) {
        self.0.note();
    }
}

fn mark(file: &Path) -> FileMark {
    std::fs::metadata(file).map_or((None, 0), |found| (found.modified().ok(), found.len()))
}
