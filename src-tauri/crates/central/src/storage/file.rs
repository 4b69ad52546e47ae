//! The file of the database: the one connection that writes, and what is known of the bytes that lie there.

use super::check::Checked;
use super::{connect, lock};
use crate::error::CentralError;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// Pages of the WAL after which a commit copies them into the database; usually that is done before, when nobody waits.
const WAL_PAGES_MAX: u32 = 32_768;

/// The file.
pub(super) struct File {
    path: PathBuf,
    writer: Mutex<Connection>,
    pub(super) checked: Mutex<Checked>,
    /// This process writes to the file at this moment.
    pub(super) committing: AtomicBool,
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

    /// A new connection: an old one may hold pages as they were before somebody else changed the file.
    pub(super) fn fresh(&self) -> Result<Connection, CentralError> {
        connect(&self.path)
    }
}

/// Notes the file however a write ends: also when it fails, pages may have been written and taken back.
struct Note<'a>(&'a File);

impl Drop for Note<'_> {
    fn drop(&mut self) {
        self.0.note();
    }
}
