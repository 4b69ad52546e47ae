//! The syncing of an open hall, as it is held by the hall: the thread, and how much has arrived.

use link::Syncer;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// The syncing of an open hall.
#[derive(Default)]
pub(crate) struct Syncing {
    syncer: Mutex<Option<Syncer>>,
    /// Grows when something has arrived, or how it stands may look different.
    pub(super) arrivals: AtomicU64,
    /// Journal and arrivals when the server was last told that there is something new.
    pub(super) told: AtomicU64,
}

impl Syncing {
    pub(super) fn with<T>(&self, f: impl FnOnce(&Syncer) -> T) -> Option<T> {
        self.syncer.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(f)
    }

    pub(super) fn put(&self, syncer: Option<Syncer>) {
        let before = std::mem::replace(&mut *self.syncer.lock().unwrap_or_else(PoisonError::into_inner), syncer);
        // Ends the thread, outside the lock.
        drop(before);
    }

    pub(crate) fn arrivals(&self) -> u64 {
        self.arrivals.load(Ordering::Relaxed)
    }
}
