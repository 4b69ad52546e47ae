//! What this run of the program remembers of its backups, in memory: a full disk takes no notes.

use journal::DeviceId;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a database holds, as far as it matters for whether a backup holds all of it: who writes, and how many events.
pub(crate) type Extent = (DeviceId, u64);

#[derive(Default)]
pub(crate) struct BackupWatch {
    /// The daily work has been there: what is missing now is no longer merely not made yet.
    looked: AtomicBool,
    failed: AtomicBool,
    changes: AtomicU64,
    made: Mutex<Option<Instant>>,
    extent: Mutex<Option<(String, Option<Extent>)>>,
}

impl BackupWatch {
    pub(crate) fn note_look(&self) {
        self.looked.store(true, Ordering::Relaxed);
        self.note_change();
    }

    pub(crate) fn note_made(&self) {
        *self.made.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.failed.store(false, Ordering::Relaxed);
        self.note_change();
    }

    pub(crate) fn note_failed(&self) {
        self.failed.store(true, Ordering::Relaxed);
        self.note_change();
    }

    /// What screens show of backups is another now.
    pub(crate) fn note_change(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn has_looked(&self) -> bool {
        self.looked.load(Ordering::Relaxed)
    }

    /// The last backup was not made.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Grows whenever something about the backups is another.
    pub(crate) fn changes(&self) -> u64 {
        self.changes.load(Ordering::Relaxed)
    }

    /// How long the program has run since this run made one.
    pub(crate) fn since_made(&self) -> Option<Duration> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).map(|made| made.elapsed())
    }

    /// What the backup of this name holds: looked at once.
    pub(crate) fn extent(&self, file: &str, look: impl FnOnce() -> Option<Extent>) -> Option<Extent> {
        let mut kept = self.extent.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((known, extent)) if known == file => *extent,
            _ => kept.insert((file.to_owned(), look())).1,
        }
    }
}
