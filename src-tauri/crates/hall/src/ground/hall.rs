//! An open hall: its store, its reference data, its clock, who is signed in. What all use-cases stand on; those that a
//! person starts are of a [`Desk`](crate::Desk).

use super::clock::{Clock, ClockDoubt};
use super::refusal::Refusal;
use crate::book::find::index::Citizens;
use crate::booking::undo_book::UndoBook;
use crate::keeping::watch::BackupWatch;
use crate::people::{SignedIn, Tries};
use crate::reference::Reference;
use crate::syncing::state::Syncing;
use domain::event::{HallFounded, Part};
use domain::limits::IDLE_LOCK_MINUTES;
use journal::WallTime;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use store::{ReadTx, Store};

/// A hall whose data is open.
pub struct Hall {
    pub(crate) store: Store,
    pub(crate) dir: PathBuf,
    pub(crate) clock: Clock,
    pub(crate) founded: HallFounded,
    pub(crate) undo: UndoBook,
    pub(crate) citizens: Citizens,
    pub(crate) signed_in: SignedIn,
    pub(crate) tries: Tries,
    pub(crate) idle: IdleLock,
    pub(crate) syncing: Syncing,
    /// Personal values that do not open, as last counted.
    pub(crate) unopened: AtomicU32,
    pub(crate) backup_watch: BackupWatch,
    /// The newest moment that is believed: of the journal as it was found, then of the clock as long as it is not doubted.
    believed: Mutex<Option<WallTime>>,
    reference: RwLock<Arc<Reference>>,
    /// Which commit the reference data at hand is of: what was asked before it was read shows the old.
    reference_of: AtomicU64,
}

/// How long a screen may be left alone: the hall's setting, at hand for every command.
pub(crate) struct IdleLock(AtomicU32);

impl IdleLock {
    pub(crate) fn get(&self) -> Duration {
        Duration::from_secs(u64::from(self.0.load(Ordering::Relaxed)))
    }

    pub(crate) fn set_minutes(&self, minutes: u16) {
        self.set_seconds(u32::from(minutes) * 60);
    }

    fn set_seconds(&self, seconds: u32) {
        self.0.store(seconds, Ordering::Relaxed);
    }
}

impl Hall {
    /// A hall of a store whose data is in order. `believed` is the newest moment of its journal.
    ///
    /// # Errors
    /// What the store says; [`Refusal::Broken`] when the database holds no hall.
    pub(crate) fn new(store: Store, dir: &Path, clock: Clock, believed: Option<WallTime>) -> Result<Self, Refusal> {
        let founded = store
            .read(|tx: &ReadTx<'_>| tx.views().hall())?
            .ok_or_else(|| Refusal::Broken("the database holds no hall".to_owned()))?;
        let reference_of = AtomicU64::new(store.last_touched(Part::Reference));
        let reference = RwLock::new(Arc::new(Reference::load(&store)?));
        let citizens = Citizens::load(&store)?;
        let set = store.read(|tx: &ReadTx<'_>| tx.views().hall_settings())?;
        let idle = IdleLock(AtomicU32::new(0));
        idle.set_minutes(set.idle_lock_minutes.unwrap_or(IDLE_LOCK_MINUTES));
        Ok(Self {
            store,
            dir: dir.to_owned(),
            clock,
            founded,
            undo: UndoBook::default(),
            citizens,
            signed_in: SignedIn::default(),
            tries: Tries::default(),
            idle,
            syncing: Syncing::default(),
            unopened: AtomicU32::new(0),
            backup_watch: BackupWatch::default(),
            believed: Mutex::new(believed),
            reference,
            reference_of,
        })
    }

    /// The hall as it was founded.
    pub fn founded(&self) -> &HallFounded {
        &self.founded
    }

    /// Reference data in use.
    pub fn reference(&self) -> Arc<Reference> {
        Arc::clone(&self.reference.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn reload_reference(&self) -> Result<(), Refusal> {
        let of = self.store.last_touched(Part::Reference);
        let fresh = Arc::new(Reference::load(&self.store)?);
        *self.reference.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        self.reference_of.store(of, Ordering::Release);
        Ok(())
    }

    /// Throws every view away and folds it anew from the journal; what screens show is the same before and after (A4).
    ///
    /// # Errors
    /// What the store says.
    pub fn rebuild_views(&self) -> Result<(), Refusal> {
        Ok(self.store.rebuild_views()?)
    }

    /// Lets screens lock after seconds instead of the hall's minutes: for tests, which do not wait that long.
    pub fn lock_after_seconds(&self, seconds: u32) {
        self.idle.set_seconds(seconds);
    }

    /// Grows with every event on record, whoever wrote it, and with whatever else a sync has brought. Drafts are of one
    /// person at one screen and wake no other.
    ///
    /// # Errors
    /// What the store says.
    pub fn revision(&self) -> Result<u64, Refusal> {
        let ends = self.store.read(|tx: &ReadTx<'_>| tx.journal_ends())?;
        let events: u64 = ends.iter().map(journal::Chain::events).sum();
        Ok(events.wrapping_add(self.syncing.arrivals()))
    }

    /// Grows whenever a part of what screens show may be old, whoever wrote.
    pub fn part_revision(&self, part: Part) -> u64 {
        let arrivals = match part {
            // How syncing stands, and the index of citizens, which is made anew after what has arrived.
            Part::Sync | Part::Booking => self.syncing.arrivals(),
            // How old the backups are.
            Part::Frame | Part::Settings => self.backup_watch.changes(),
            _ => 0,
        };
        let reference = self.reference_of.load(Ordering::Acquire);
        self.store.last_touched(part).wrapping_add(arrivals).wrapping_add(reference)
    }

    /// What speaks against the PC's clock: nothing, or the newest moment in the journal.
    ///
    /// # Errors
    /// What the store says.
    pub fn clock_doubt(&self) -> Result<Option<ClockDoubt>, Refusal> {
        let mut believed = self.believed.lock().unwrap_or_else(PoisonError::into_inner);
        let doubt = self.clock.doubt(*believed);
        if doubt.is_none() {
            *believed = Some(self.clock.wall());
        }
        Ok(doubt)
    }
}
