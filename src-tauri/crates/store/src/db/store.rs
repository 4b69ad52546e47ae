//! The handle to an open database.

use super::error::{OpenError, StoreError};
use super::lock::FolderLock;
use super::migrate::{self, MIGRATIONS, Migration};
use super::read_tx::ReadTx;
use super::readers::Readers;
use super::touched::LastTouched;
use super::write_tx::WriteTx;
use super::writer::{Begun, WriterHandle};
use super::{check, connection, version};
use crate::copies::backup::{self, BackupInfo};
use crate::copies::restore::{self, RestoreFrom};
use crate::copies::{files, layout};
use crate::erasing::remove;
use crate::journal::incarnation::{self, Incarnation};
use crate::journal::meta;
use crate::journal::sidecar::{Keeper, Sidecar};
use crate::keys::hall_key::HallKey;
use crate::keys::key_record;
use crate::keys::recovery::{KeyOnRecord, RecoveryCode};
use crate::vault::key_seal::KeySeal;
use crate::vault::reseal;
use crate::vault::seal::Seal;
use domain::event::Part;
use journal::{DeviceId, WallTime};
use rusqlite::{Connection, TransactionBehavior};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    last_touched: Arc<LastTouched>,
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

    /// Makes the database of a new installation, and the folder where needed. Personal values are sealed with the key; the
    /// database holds it too, wrapped by the code. Writing the key file is the caller's, before this: [`keys`](crate::keys).
    ///
    /// # Errors
    /// When there is one already, or the folder cannot be written.
    pub fn create(
        dir: &Path,
        device: DeviceId,
        wall: WallTime,
        key: &HallKey,
        code: &RecoveryCode,
    ) -> Result<Self, OpenError> {
        Self::create_with(dir, device, wall, Arc::new(KeySeal::new(key)), Some(&code.wrap(key)?))
    }

    /// [`Store::create`] with any seal and no key on record: for tests, and for measuring what sealing costs.
    ///
    /// # Errors
    /// As there.
    pub fn create_sealed(dir: &Path, device: DeviceId, wall: WallTime, seal: Arc<dyn Seal>) -> Result<Self, OpenError> {
        Self::create_with(dir, device, wall, seal, None)
    }

    fn create_with(
        dir: &Path,
        device: DeviceId,
        wall: WallTime,
        seal: Arc<dyn Seal>,
        record: Option<&KeyOnRecord>,
    ) -> Result<Self, OpenError> {
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
        make(&part, device, wall, record)?;
        files::name_for_good(&part, &database)?;
        Self::start(dir, lock, connection::open_writer(&database)?, seal)
    }

    /// Opens a database: locks the folder, refuses a newer version, checks it as a whole, and brings an older version up
    /// to date after a verified backup.
    ///
    /// # Errors
    /// [`OpenError`], with [`OpenError::ForeignKey`] when the key is not the one on record; the data is then as it was.
    pub fn open(dir: &Path, wall: WallTime, key: &HallKey) -> Result<Self, OpenError> {
        Self::open_at(dir, wall, Access::Key(key), MIGRATIONS)
    }

    /// [`Store::open`] of a database that has no key on record ([`key_on_record`](crate::key_on_record) says so), being of
    /// before values were sealed: seals every value, records the key, and leaves no plain value in any file of the folder,
    /// backups included. Interrupted, it goes on with the next opening. With a key on record it is [`Store::open`], and
    /// the code is not used.
    ///
    /// # Errors
    /// As there.
    pub fn open_upgrading(dir: &Path, wall: WallTime, key: &HallKey, code: &RecoveryCode) -> Result<Self, OpenError> {
        Self::open_at(dir, wall, Access::Upgrade(key, code), MIGRATIONS)
    }

    /// [`Store::open`] with any seal, whatever key is on record: for tests, and for measuring what sealing costs.
    ///
    /// # Errors
    /// As there.
    pub fn open_sealed(dir: &Path, wall: WallTime, seal: Arc<dyn Seal>) -> Result<Self, OpenError> {
        Self::open_at(dir, wall, Access::Seal(seal), MIGRATIONS)
    }

    /// Tests bring steps of their own.
    pub(crate) fn open_at(
        dir: &Path,
        wall: WallTime,
        access: Access<'_>,
        migrations: &[Migration],
    ) -> Result<Self, OpenError> {
        let lock = FolderLock::acquire(dir)?;
        restore::finish(dir, wall)?;
        let (database, newest) = (layout::database(dir), migrate::newest(migrations));
        connection::recover(&database)?;
        check::recognise(&database, newest)?;
        let mut connection = connection::open_writer(&database)?;
        check::verify(&connection)?;
        access.check(key_record::read(&connection).map_err(check::as_damage)?.as_ref())?;
        if version::version(&connection)? < newest {
            backup::make(dir, wall)?;
            migrate::migrate(&mut connection, migrations)?;
        } else if !migrate::has_todays_views(&connection)? {
            migrate::migrate(&mut connection, migrations)?;
        }
        // A database that was put back must not bring back whom it had lost, nor go on as if nothing had happened since.
        remove::enforce_on_opening(&mut connection, dir)?;
        go_on_if_behind(&mut connection, dir, wall)?;
        let seal = access.seal(dir, &mut connection)?;
        Self::start(dir, lock, connection, seal)
    }

    fn start(dir: &Path, lock: FolderLock, connection: Connection, seal: Arc<dyn Seal>) -> Result<Self, OpenError> {
        let meta = meta::read(&connection)?;
        let lock = Arc::new(lock);
        let revision = Arc::new(AtomicU64::new(meta.revision));
        let last_touched = Arc::new(LastTouched::at_opening(meta.revision));
        let readers = Readers::open(&layout::database(dir))?;
        let mut keeper = Keeper::new(dir);
        keeper.keep(&connection);
        let counts = (Arc::clone(&revision), Arc::clone(&last_touched));
        let writer = WriterHandle::start(connection, Arc::clone(&seal), counts, keeper, Arc::clone(&lock))?;
        let inner = Inner {
            dir: dir.to_owned(),
            device: meta.chain.device(),
            seal,
            revision,
            last_touched,
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

    /// The same without waiting: whoever has more to prepare meanwhile. What begins later is done later.
    pub fn begin_write<T, E>(&self, f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static) -> Begun<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.writer.begin(f)
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

    /// Removes a database that this installation has never written an event into, with its key file; what it took in from
    /// elsewhere goes with it. It must be the last handle.
    ///
    /// # Errors
    /// [`OpenError::Corrupt`] when something has been written: nothing is removed then. What the disk says.
    pub fn remove_unused(self) -> Result<(), OpenError> {
        if self.read(|tx: &ReadTx<'_>| tx.head())?.events() > 0 {
            return Err(OpenError::Corrupt { detail: "the database is in use".to_owned() });
        }
        let dir = self.inner.dir.clone();
        drop(self);
        let _lock = FolderLock::acquire(&dir)?;
        let database = layout::database(&dir);
        let beside = [layout::wal(&database), layout::shm(&database), layout::journal(&database)];
        for file in beside.into_iter().chain([database, layout::incarnation(&dir), layout::key(&dir)]) {
            files::remove_if_there(&file)?;
        }
        Ok(())
    }

    /// Commits so far. Grows with every write that changed something.
    pub fn revision(&self) -> u64 {
        self.inner.revision.load(Ordering::Acquire)
    }

    /// The commit that last touched a part of what screens show; since the opening, that of the opening.
    pub fn last_touched(&self, part: Part) -> u64 {
        self.inner.last_touched.of(part)
    }

    /// Throws the views away and folds them anew from the journal, in one transaction.
    ///
    /// # Errors
    /// What the disk says; the views are then as they were.
    pub fn rebuild_views(&self) -> Result<(), StoreError> {
        self.write(|tx: &mut WriteTx<'_>| tx.rebuild_views())
    }

    /// Backups of a data folder, newest first, whether or not its database opens. Cheap: no backup is opened.
    pub fn backups(dir: &Path) -> Vec<BackupInfo> {
        backup::list(&layout::backups(dir))
    }

    /// The database of a data folder, for looking into it.
    pub fn database_file(dir: &Path) -> PathBuf {
        layout::database(dir)
    }

    /// Checks pages, chains, and that the journal ends where it should, as at a start.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first bad place.
    pub fn check(&self) -> Result<(), StoreError> {
        check::verify(&connection::open_untouched(&layout::database(&self.inner.dir))?)
    }

    /// Where a data folder's own backups lie.
    pub fn backups_folder(dir: &Path) -> PathBuf {
        layout::backups(dir)
    }

    /// [`Store::restore_from`] for one of the folder's own backups, by its name.
    ///
    /// # Errors
    /// As there.
    pub fn restore(dir: &Path, file: &str, wall: WallTime) -> Result<(), OpenError> {
        if !backup::is_name(file) {
            return Err(OpenError::Io(format!("{file} is no backup")));
        }
        restore::restore(dir, &layout::backups(dir).join(file), wall, RestoreFrom::ThisHall)
    }

    /// Puts a backup, from wherever it lies, in the place of a database that is not open, or into an empty folder. The
    /// restored installation goes on under a new name (see [`Store::incarnations`]), without what has been erased. What
    /// was there is kept beside it as `yanshi.db.damaged-<stamp>`.
    ///
    /// # Errors
    /// When the folder is in use, the backup is missing, of another hall or of a newer version, or found bad now; nothing
    /// is replaced then. A bad one loses its name.
    pub fn restore_from(dir: &Path, file: &Path, wall: WallTime, from: RestoreFrom) -> Result<(), OpenError> {
        restore::restore(dir, file, wall, from)
    }

    /// The names under which this installation has written, the one in use last.
    ///
    /// # Errors
    /// What the disk says.
    pub fn incarnations(&self) -> Result<Vec<Incarnation>, StoreError> {
        self.read(|tx: &ReadTx<'_>| tx.incarnations())
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.inner.dir
    }

    pub(crate) fn writer(&self) -> &WriterHandle {
        &self.inner.writer
    }

    /// Nobody makes or changes a backup meanwhile.
    pub(crate) fn alone_with_backups(&self) -> MutexGuard<'_, ()> {
        self.inner.backing_up.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("device", &self.inner.device).field("revision", &self.revision()).finish()
    }
}

/// Goes on under a new name where the folder remembers more than the database holds, or another folder.
fn go_on_if_behind(connection: &mut Connection, dir: &Path, wall: WallTime) -> Result<(), StoreError> {
    let Some(remembered) = Sidecar::remembered(dir) else { return Ok(()) };
    let found = Sidecar::found(connection, dir)?;
    let Some(reason) = found.behind(&remembered) else { return Ok(()) };
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let device = incarnation::go_on(&tx, remembered.number, reason, wall)?;
    tx.commit()?;
    tracing::warn!(?reason, left = %found.device, now = %device, "the installation goes on under a new name");
    Ok(())
}

/// With what a database is opened.
pub(crate) enum Access<'a> {
    /// The key, which must be the one on record.
    Key(&'a HallKey),
    /// The key, which goes on record if there is none.
    Upgrade(&'a HallKey, &'a RecoveryCode),
    /// A seal, whatever is on record.
    Seal(Arc<dyn Seal>),
}

impl Access<'_> {
    /// Whether this opens a database, before anything in it is changed.
    fn check(&self, record: Option<&KeyOnRecord>) -> Result<(), OpenError> {
        let on_record = record.map(|record| record.key);
        match self {
            Self::Seal(_) => Ok(()),
            Self::Upgrade(..) if on_record.is_none() => Ok(()),
            Self::Key(key) | Self::Upgrade(key, _) if on_record == Some(key.id()) => Ok(()),
            Self::Key(key) | Self::Upgrade(key, _) => Err(OpenError::ForeignKey { on_record, given: key.id() }),
        }
    }

    /// The seal of a checked database that is up to date; puts it under the key where it is not.
    fn seal(self, dir: &Path, connection: &mut Connection) -> Result<Arc<dyn Seal>, OpenError> {
        let key = match self {
            Self::Seal(seal) => return Ok(seal),
            Self::Upgrade(key, code) => {
                if key_record::read(connection)?.is_none() {
                    reseal::seal_plain(connection, key, &code.wrap(key)?)?;
                }
                key
            }
            Self::Key(key) => key,
        };
        reseal::finish(dir, connection, key)?;
        Ok(Arc::new(KeySeal::new(key)))
    }
}

/// Makes an empty database in a file that nobody sees yet.
fn make(part: &Path, device: DeviceId, wall: WallTime, record: Option<&KeyOnRecord>) -> Result<(), StoreError> {
    let mut connection = connection::open_new(part)?;
    migrate::migrate(&mut connection, MIGRATIONS)?;
    meta::begin(&connection, device, wall)?;
    incarnation::found(&connection, device, wall)?;
    record.map_or(Ok(()), |record| key_record::begin(&connection, record))?;
    connection.close().map_err(|(_, error)| error.into())
}
