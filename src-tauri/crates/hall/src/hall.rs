//! An open hall: its store, its reference data, its clock. What all use-cases stand on.

use crate::reference::Reference;
use crate::undo::UndoBook;
use crate::{Actor, Clock, ClockDoubt, Refusal};
use domain::event::HallFounded;
use journal::WallTime;
use std::sync::{Arc, PoisonError, RwLock};
use store::{ReadTx, Store};

/// A hall whose data is open.
pub struct Hall {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) founded: HallFounded,
    pub(crate) undo: UndoBook,
    reference: RwLock<Arc<Reference>>,
}

impl Hall {
    /// Takes an open store into use: adopts reference data that came with a newer program, and parses what is in use.
    ///
    /// # Errors
    /// What the store says; [`Refusal::Broken`] when the database holds no hall.
    pub fn take_over(store: Store, clock: Clock) -> Result<Self, Refusal> {
        let founded = store
            .read(|tx: &ReadTx<'_>| tx.views().hall())?
            .ok_or_else(|| Refusal::Broken("the database holds no hall".to_owned()))?;
        crate::reference::adopt_shipped(&store, clock.wall())?;
        let reference = RwLock::new(Arc::new(Reference::load(&store)?));
        Ok(Self { store, clock, founded, undo: UndoBook::default(), reference })
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        Actor::unsigned()
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
        let fresh = Arc::new(Reference::load(&self.store)?);
        *self.reference.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Throws every view away and folds it anew from the journal; what screens show is the same before and after (A4).
    ///
    /// # Errors
    /// What the store says.
    pub fn rebuild_views(&self) -> Result<(), Refusal> {
        Ok(self.store.rebuild_views()?)
    }

    /// Grows with every event on record. Drafts are of one person at one screen and wake no other.
    ///
    /// # Errors
    /// What the store says.
    pub fn revision(&self) -> Result<u64, Refusal> {
        Ok(self.store.read(|tx: &ReadTx<'_>| tx.head())?.next().0)
    }

    /// What speaks against the PC's clock: nothing, or the newest moment in the journal.
    ///
    /// # Errors
    /// What the store says.
    pub fn clock_doubt(&self) -> Result<Option<ClockDoubt>, Refusal> {
        let newest: Option<WallTime> = self.store.read(|tx: &ReadTx<'_>| tx.recent_wall())?;
        Ok(self.clock.doubt(newest))
    }
}
