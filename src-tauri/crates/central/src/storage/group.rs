//! The one thread that commits what halls send. Whatever waits when it is free goes into one transaction, so that halls
//! that come at once share its fsync; each is answered after the commit. What one of them asks for and cannot be done is
//! taken back alone.

use super::connection::lock;
use super::file::File;
use crate::error::CentralError;
use rusqlite::Transaction;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Nobody has written for so long: time to copy the WAL into the database.
const IDLE: Duration = Duration::from_millis(300);

type Work<T> = Box<dyn Fn(&Transaction<'_>) -> Result<T, CentralError> + Send>;

/// Something to be written, and somebody who waits for it.
trait Job: Send {
    fn run(&mut self, tx: &Transaction<'_>) -> Result<(), CentralError>;
    /// Tells what became of it; it was committed if this is `Ok`.
    fn answer(self: Box<Self>, committed: Result<(), CentralError>);
}

struct Asked<T> {
    work: Work<T>,
    done: Option<T>,
    answer: SyncSender<Answer<T>>,
}

/// What became of it, and the work with all it holds: whoever asked has the time to let go of that.
type Answer<T> = (Result<T, CentralError>, Work<T>);

impl<T: Send> Job for Asked<T> {
    fn run(&mut self, tx: &Transaction<'_>) -> Result<(), CentralError> {
        // Unwind safe: what it leaves half done in the database is taken back.
        let done = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)));
        self.done = Some(done.map_err(|_| CentralError::Damaged("a write has panicked".to_owned()))??);
        Ok(())
    }

    fn answer(self: Box<Self>, committed: Result<(), CentralError>) {
        let Self { work, done, answer } = *self;
        // Whoever asked may have gone; the commit stands all the same.
        let _ = answer.send((committed.and_then(|()| done.ok_or_else(closed)), work));
    }
}

fn closed() -> CentralError {
    CentralError::Damaged("the database is closed".to_owned())
}

/// Sends work to the thread.
pub(super) struct Group {
    /// `None` once closed; the thread ends when it is gone.
    jobs: Option<Mutex<Sender<Box<dyn Job>>>>,
    thread: Option<JoinHandle<()>>,
}

impl Group {
    pub(super) fn start(file: Arc<File>) -> Result<Self, CentralError> {
        let (jobs, inbox) = channel();
        let thread = thread::Builder::new().name("central-writer".to_owned()).spawn(move || work(&file, &inbox))?;
        Ok(Self { jobs: Some(Mutex::new(jobs)), thread: Some(thread) })
    }

    /// Does it with whatever else waits; when this returns `Ok`, the commit is on the disk.
    pub(super) fn write<T: Send + 'static>(
        &self,
        f: impl Fn(&Transaction<'_>) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, CentralError> {
        let (answer, answered) = sync_channel(1);
        let job = Box::new(Asked { work: Box::new(f), done: None, answer });
        let jobs = self.jobs.as_ref().ok_or_else(closed)?;
        lock(jobs).send(job).map_err(|_| closed())?;
        answered.recv().map_err(|_| closed())?.0
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.jobs.take();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that writes has panicked");
        }
    }
}

fn work(file: &File, inbox: &Receiver<Box<dyn Job>>) {
    let mut is_copied = true;
    loop {
        let first = match is_copied {
            true => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            false => inbox.recv_timeout(IDLE),
        };
        match first {
            Ok(first) => {
                commit(file, std::iter::once(first).chain(inbox.try_iter()).collect());
                is_copied = false;
            }
            Err(RecvTimeoutError::Timeout) => {
                is_copied = true;
                if let Err(error) = file.copy_wal() {
                    tracing::warn!(%error, "the WAL was not copied");
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Writes all in one transaction, or each in its own if that cannot be.
fn commit(file: &File, mut jobs: Vec<Box<dyn Job>>) {
    match together(file, &mut jobs) {
        Ok(done) => jobs.into_iter().zip(done).for_each(|(job, done)| job.answer(done)),
        Err(error) => match jobs.pop() {
            Some(job) if jobs.is_empty() => job.answer(Err(error)),
            // A disk that is nearly full takes one thing and not another.
            last => jobs.into_iter().chain(last).for_each(|job| commit(file, vec![job])),
        },
    }
}

/// What became of each; an error when nothing at all was committed.
fn together(file: &File, jobs: &mut [Box<dyn Job>]) -> Result<Vec<Result<(), CentralError>>, CentralError> {
    file.write(|tx| {
        let mut outcomes = Vec::with_capacity(jobs.len());
        for job in jobs {
            tx.execute_batch("SAVEPOINT job")?;
            let done = job.run(tx);
            // Some errors take back the whole transaction.
            if tx.is_autocommit() {
                return Err(done.err().unwrap_or_else(closed));
            }
            tx.execute_batch(if done.is_ok() { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" })?;
            outcomes.push(done);
        }
        Ok(outcomes)
    })
}

#[cfg(test)]
#[path = "group_tests.rs"]
mod tests;
