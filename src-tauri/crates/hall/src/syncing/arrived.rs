//! What follows when a sync has brought something.

use crate::ground::{Author, Hall, Refusal};
use std::sync::atomic::Ordering;
use store::{StoreError, WriteTx};

impl Hall {
    /// Takes note of what has arrived: a newer wrapping of the key, reference data, erasures, names, PCs that lack card
    /// numbers. It is on the disk already; whatever fails here is made good at the next start.
    pub(super) fn take_arrivals(&self) {
        if let Err(refusal) = self.try_take_arrivals() {
            tracing::error!(%refusal, "what has arrived could not be taken note of");
        }
        self.syncing.arrivals.fetch_add(1, Ordering::Relaxed);
    }

    fn try_take_arrivals(&self) -> Result<(), Refusal> {
        self.store.write(|tx: &mut WriteTx<'_>| -> Result<(), StoreError> { tx.key_follow_shared() })?;
        crate::reference::complete(&self.store)?;
        // What is adopted is parsed with the rest; otherwise a version in use may have arrived.
        if !self.adopt_due()? {
            self.reload_reference()?;
        }
        self.follow_erasures()?;
        self.citizens.reload(&self.store)?;
        self.give_blocks()
    }

    /// Takes offers into use whose day has come.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn adopt_due(&self) -> Result<bool, Refusal> {
        let adopted =
            crate::reference::offers::adopt(&self.store, Author::program(self.clock), self.clock.now().date())?;
        if adopted {
            self.reload_reference()?;
        }
        Ok(adopted)
    }
}
