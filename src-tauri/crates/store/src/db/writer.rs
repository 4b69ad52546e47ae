//! The one thread that writes. Jobs come one by one and each is one transaction, committed before it is answered.
//!
//! Copying the WAL into the database file (a checkpoint) is done here too, after the answer and when nobody waits: within
//! a commit it would cost that one commit ten times its share.

use super::connection::{self, BUSY_WAIT};
use super::error::StoreError;
use super::kept::Kept;
use super::lock::FolderLock;
use super::touched::LastTouched;
use super::write_tx::{Committed, WriteTx};
use crate::journal::sidecar::Keeper;
use crate::vault::seal::Seal;
use journal::EventId;
use rusqlite::{Connection, TransactionBehavior};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle, ThreadId};
use std::time::Duration;

/// Where in the open database erased values are left, after an attempt to reach them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Left {
    /// Copies on its pages.
    pub(crate) in_pages: bool,
    /// Its WAL.
    pub(crate) in_wal: bool,
}

/// Nobody has written for so long: time for a checkpoint.
const IDLE: Duration = Duration::from_millis(300);

/// Commits after which a checkpoint no longer waits for an idle moment.
const COMMITS_PER_CHECKPOINT: u32 = 400;

/// How long emptying the WAL waits for reads to end; they are short.
const READERS_WAIT: Duration = Duration::from_millis(100);

/// How often an erasure waits for them before it answers that the WAL is left for later.
const ERASE_TRIES: u32 = 3;

type Job = Box<dyn FnOnce(&mut Writer) + Send>;

/// Sends jobs to the thread.
pub(crate) struct WriterHandle {
    /// `None` once closed; the thread ends when it is gone.
    jobs: Mutex<Option<Sender<Job>>>,
    thread: Option<JoinHandle<()>>,
    id: ThreadId,
}

/// A write that has been asked for and is done in its turn.
#[must_use = "it is not durable before it has been waited for"]
#[derive(Debug)]
pub struct Begun<T, E>(Result<Receiver<Result<T, E>>, E>);

impl<T, E: From<StoreError>> Begun<T, E> {
    /// Waits until it is durable.
    ///
    /// # Errors
    /// The closure's own, or the store's; nothing was written then.
    pub fn wait(self) -> Result<T, E> {
        self.0?.recv().unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}

/// What lives on the thread.
pub(crate) struct Writer {
    connection: Connection,
    seal: Arc<dyn Seal>,
    revision: Arc<AtomicU64>,
    last_touched: Arc<LastTouched>,
    keeper: Keeper,
    /// Days that use-cases keep; nothing while a transaction has them, and after one that was rolled back.
    kept: Kept,
    commits_in_wal: u32,
    /// Something erased is still in the WAL.
    wal_holds_erased: bool,
}

impl WriterHandle {
    pub(crate) fn start(
        connection: Connection,
        seal: Arc<dyn Seal>,
        (revision, last_touched): (Arc<AtomicU64>, Arc<LastTouched>),
        keeper: Keeper,
        lock: Arc<FolderLock>,
    ) -> Result<Self, StoreError> {
        let (jobs, inbox) = channel::<Job>();
        let writer = Writer {
            connection,
            seal,
            revision,
            last_touched,
            keeper,
            kept: Kept::default(),
            commits_in_wal: 0,
            wal_holds_erased: false,
        };
        let thread = thread::Builder::new().name("store-writer".to_owned()).spawn(move || {
            writer.work(&inbox);
            // Only now may another process have the folder.
            drop(lock);
        })?;
        let id = thread.thread().id();
        Ok(Self { jobs: Mutex::new(Some(jobs)), thread: Some(thread), id })
    }

    pub(crate) fn write<T, E>(&self, f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.begin(f).wait()
    }

    pub(crate) fn begin<T, E>(&self, f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static) -> Begun<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        Begun(self.send(move |writer| writer.transact(f)))
    }

    /// Runs `f` and erases the subjects' values in one transaction, then writes the database anew and empties the WAL.
    pub(crate) fn erase<T, E>(
        &self,
        f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
        subjects: Vec<EventId>,
    ) -> Result<(T, Left), E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.on_thread(move |writer| {
            let value = writer.transact(|tx| {
                let value = f(tx)?;
                subjects.iter().try_for_each(|subject| tx.vault_erase(*subject))?;
                Ok::<_, E>(value)
            })?;
            Ok((value, writer.write_anew()))
        })
    }

    /// Writes the database anew and empties the WAL, so that neither holds a copy of what was erased.
    pub(crate) fn write_anew(&self) -> Result<Left, StoreError> {
        self.on_thread(|writer| Ok(writer.write_anew()))
    }

    fn on_thread<T, E>(&self, work: impl FnOnce(&mut Writer) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        Begun(self.send(work)).wait()
    }

    fn send<T, E>(
        &self,
        work: impl FnOnce(&mut Writer) -> Result<T, E> + Send + 'static,
    ) -> Result<Receiver<Result<T, E>>, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if thread::current().id() == self.id {
            return Err(StoreError::Internal("a write within a write".to_owned()).into());
        }
        let (answer, answered) = sync_channel(1);
        let job: Job = Box::new(move |writer| {
            // Whoever asked may have gone; the commit stands all the same.
            let _ = answer.send(work(writer));
        });
        let sent = match &*self.jobs.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(jobs) => jobs.send(job).is_ok(),
            None => false,
        };
        if sent { Ok(answered) } else { Err(StoreError::Closed.into()) }
    }
}

impl Drop for WriterHandle {
    fn drop(&mut self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The last handle may be dropped by a closure on the thread itself, which cannot wait for its own end.
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id())
            && thread.join().is_err()
        {
            tracing::error!("the writer thread panicked");
        }
    }
}

impl Writer {
    fn work(mut self, inbox: &Receiver<Job>) {
        loop {
            let job = if self.commits_in_wal == 0 {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                inbox.recv_timeout(IDLE)
            };
            match job {
                Ok(job) => job(&mut self),
                Err(RecvTimeoutError::Timeout) => {
                    self.checkpoint();
                    self.keeper.keep(&self.connection);
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self.commits_in_wal >= COMMITS_PER_CHECKPOINT || self.wal_holds_erased {
                self.checkpoint();
            }
        }
        self.checkpoint();
        self.keeper.keep(&self.connection);
    }

    fn transact<T, E: From<StoreError>>(&mut self, f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>) -> Result<T, E> {
        let outcome = self.run(f);
        // A rollback that failed as well (a disk that is gone) must not spoil the next transaction.
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "rolling back failed");
        }
        let (value, committed) = outcome?;
        if let Committed::Changed { revision, erased, touched } = committed {
            self.last_touched.note(touched, revision);
            self.revision.store(revision, Ordering::Release);
            self.commits_in_wal += 1;
            self.wal_holds_erased |= erased;
        }
        Ok(value)
    }

    fn run<T, E: From<StoreError>>(
        &mut self,
        f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<(T, Committed), E> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let mut write = WriteTx::begin(tx, &*self.seal, std::mem::take(&mut self.kept))?;
        // Unwind safe: the transaction is all the closure could leave half-done, and it is rolled back.
        match catch_unwind(AssertUnwindSafe(|| f(&mut write))) {
            Ok(Ok(value)) => {
                let (committed, kept) = write.commit()?;
                self.kept = kept;
                Ok((value, committed))
            }
            Ok(Err(error)) => Err(error),
            Err(panic) => Err(StoreError::Internal(panic_text(&*panic)).into()),
        }
    }

    fn write_anew(&mut self) -> Left {
        let written = self.connection.execute_batch("VACUUM");
        if let Err(error) = &written {
            tracing::warn!(%error, "the database cannot be written anew; its pages may hold copies of what was erased");
        }
        self.wal_holds_erased = true;
        for _ in 0..ERASE_TRIES {
            if self.wal_holds_erased {
                self.checkpoint();
            }
        }
        Left { in_pages: written.is_err(), in_wal: self.wal_holds_erased }
    }

    /// Copies the WAL into the database. What cannot be done now, because somebody reads, is done next time.
    fn checkpoint(&mut self) {
        // TRUNCATE also empties the WAL file, and with it what was erased; it has to wait for readers, so only then.
        let outcome = if self.wal_holds_erased { self.truncate_wal() } else { self.copy_wal() };
        match outcome {
            Ok(false) => self.wal_holds_erased = false,
            Ok(true) => tracing::debug!("checkpoint blocked by a reader"),
            Err(error) => tracing::warn!(%error, "checkpoint failed"),
        }
        self.commits_in_wal = u32::from(self.wal_holds_erased);
    }

    fn truncate_wal(&self) -> rusqlite::Result<bool> {
        self.connection.busy_timeout(READERS_WAIT)?;
        let blocked = connection::empty_wal(&self.connection);
        self.connection.busy_timeout(BUSY_WAIT)?;
        blocked
    }

    /// Says whether somebody was in the way.
    fn copy_wal(&self) -> rusqlite::Result<bool> {
        self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(0))
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("panic in a write: {}", text.unwrap_or("no message"))
}
