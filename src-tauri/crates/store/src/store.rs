//! The handle to an open database.

use crate::backup::BackupInfo;
use crate::lock::FolderLock;
use crate::migrate::{self, MIGRATIONS, Migration};
use crate::readers::Readers;
use crate::seal::{Seal, Unsealed};
use crate::writer::WriterHandle;
use crate::{OpenError, ReadTx, StoreError, WriteTx, backup, check, connection, files, layout, meta, restore};
use journal::{DeviceId, WallTime};
use rusqlite::{Connection, TransactionBehavior};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// An open database. Clones are the same one; it closes with the last of them.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    device: DeviceId,
    seal: Arc<dyn Seal>,
    revision: Arc<AtomicU64>,
    /// One backup at a time, or two would take the same number.
    backing_up: Mutex<()>,
    // Closed in this order: the writer last, so that it can empty the WAL.
    readers: Readers,
    writer: WriterHandle,
    _lock: Arc<FolderLock>,
}

impl Store {
    /// Whether a folder holds a database, or one about to be restored.
    pub fn exists(dir: &Path) -> bool {
        layout::database(dir).exists() || layout::restored(dir).exists()
    }

    /// Makes the database of a new installation, and the folder where needed.
    ///
    /// # Errors
    /// When there is one already, or the folder cannot be written.
    pub fn create(dir: &Path, device: DeviceId, wall: WallTime) -> Result<Self, OpenError> {
        Self::create_sealed(dir, device, wall, Arc::new(Unsealed))
    }

    /// [`Store::create`] with a seal for personal values.
    ///
    /// # Errors
    /// As there.
    pub fn create_sealed(dir: &Path, device: DeviceId, wall: WallTime, seal: Arc<dyn Seal>) -> Result<Self, OpenError> {
        files::make_folder(dir)?;
        let lock = FolderLock::acquire(dir)?;
        if Self::exists(dir) {
            return Err(OpenError::Io("the folder holds a database already".to_owned()));
        }
        // Somebody may have removed a database and left its WAL, which would be copied into the new one.
        restore::put_aside(dir, wall)?;
        let database = layout::database(dir);
        let part = layout::unfinished(&database);
        files::remove_if_there(&part)?;
        make(&part, device, wall)?;
        files::name_for_good(&part, &database)?;
        Self::start(dir, lock, connection::open_writer(&database)?, seal)
    }

    /// Opens a database: locks the folder, refuses a newer version, checks it as a whole, and brings an older version up
    /// to date after a verified backup.
    ///
    /// # Errors
    /// [`OpenError`]; the data is then as it was.
    pub fn open(dir: &Path, wall: WallTime) -> Result<Self, OpenError> {
        Self::open_sealed(dir, wall, Arc::new(Unsealed))
    }

    /// [`Store::open`] with the seal that personal values were sealed with.
    ///
    /// # Errors
    /// As there.
    pub fn open_sealed(dir: &Path, wall: WallTime, seal: Arc<dyn Seal>) -> Result<Self, OpenError> {
        Self::open_at(dir, wall, seal, MIGRATIONS)
    }

    /// Tests bring steps of their own.
    pub(crate) fn open_at(
        dir: &Path,
        wall: WallTime,
        seal: Arc<dyn Seal>,
        migrations: &[Migration],
    ) -> Result<Self, OpenError> {
        let lock = FolderLock::acquire(dir)?;
        restore::finish(dir, wall)?;
        let (database, newest) = (layout::database(dir), migrate::newest(migrations));
        connection::recover(&database)?;
        check::recognise(&database, newest)?;
        let mut connection = connection::open_writer(&database)?;
        check::verify(&connection)?;
        if migrate::version(&connection)? < newest {
            backup::make(dir, wall)?;
            migrate::migrate(&mut connection, migrations)?;
        }
        Self::start(dir, lock, connection, seal)
    }

    fn start(dir: &Path, lock: FolderLock, connection: Connection, seal: Arc<dyn Seal>) -> Result<Self, OpenError> {
        let meta = meta::read(&connection)?;
        let lock = Arc::new(lock);
        let revision = Arc::new(AtomicU64::new(meta.revision));
        let readers = Readers::open(&layout::database(dir))?;
        let writer = WriterHandle::start(connection, Arc::clone(&seal), Arc::clone(&revision), Arc::clone(&lock))?;
        let inner = Inner {
            dir: dir.to_owned(),
            device: meta.chain.device(),
            seal,
            revision,
            backing_up: Mutex::new(()),
            readers,
            writer,
            _lock: lock,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// This installation.
    pub fn device(&self) -> DeviceId {
        self.inner.device
    }

    /// Runs a closure in one transaction on the writer thread. When this returns `Ok`, the commit is on the disk; when
    /// it returns `Err`, or the closure panics, nothing has been written. Waits for the writes before it.
    ///
    /// # Errors
    /// The closure's own, or the store's. A write within a write is refused.
    pub fn write<T, E>(&self, f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.writer.write(f)
    }

    /// Runs a closure on a snapshot, in this thread. Never waits for a write.
    ///
    /// # Errors
    /// The closure's own, or the store's.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut connection = self.inner.readers.borrow();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Deferred).map_err(StoreError::from)?;
        f(&ReadTx::new(tx, &*self.inner.seal, self.inner.device))
    }

    /// Commits so far. Grows with every write that changed something.
    pub fn revision(&self) -> u64 {
        self.inner.revision.load(Ordering::Acquire)
    }

    /// Throws the views away and folds them anew from the journal, in one transaction.
    ///
    /// # Errors
    /// What the disk says; the views are then as they were.
    pub fn rebuild_views(&self) -> Result<(), StoreError> {
        self.write(|tx: &mut WriteTx<'_>| tx.rebuild_views())
    }

    /// Makes a verified backup of this moment; the oldest beyond [`BACKUPS_KEPT`](crate::BACKUPS_KEPT) goes.
    ///
    /// # Errors
    /// What the disk says; an unfinished backup is removed.
    pub fn backup(&self, wall: WallTime) -> Result<BackupInfo, StoreError> {
        let _one = self.inner.backing_up.lock().unwrap_or_else(PoisonError::into_inner);
        backup::make(&self.inner.dir, wall)
    }

    /// Backups of a folder, newest first, whether or not its database opens. Cheap: no backup is opened.
    pub fn backups(dir: &Path) -> Vec<BackupInfo> {
        backup::list(dir)
    }

    /// Puts a backup in the place of a database that is not open. What was there is kept beside it as
    /// `yanshi.db.damaged-<stamp>`.
    ///
    /// # Errors
    /// When the folder is in use, the backup is missing, or it is found bad now; nothing is replaced then.
    pub fn restore(dir: &Path, file: &str, wall: WallTime) -> Result<(), OpenError> {
        restore::restore(dir, file, wall)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("device", &self.inner.device).field("revision", &self.revision()).finish()
    }
}

/// Makes an empty database in a file that nobody sees yet.
fn make(part: &Path, device: DeviceId, wall: WallTime) -> Result<(), StoreError> {
    let mut connection = connection::open_new(part)?;
    migrate::migrate(&mut connection, MIGRATIONS)?;
    meta::begin(&connection, device, wall)?;
    connection.close().map_err(|(_, error)| error.into())
}
