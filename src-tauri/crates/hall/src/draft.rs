//! The form that was begun and not saved. It holds personal values, so it lies sealed like the vault; it is of this PC
//! only and never an event.

use crate::{Action, Hall, Refusal};
use store::{ReadTx, WriteTx};

/// One draft of the appointment book a PC, until people sign in and each has their own.
pub(crate) const SLOT: &str = "book";

impl Hall {
    /// The kept form as the screen wrote it.
    ///
    /// # Errors
    /// What the store says.
    pub fn draft(&self) -> Result<Option<String>, Refusal> {
        self.actor().require(Action::WriteBooking)?;
        Ok(self.store.read(|tx: &ReadTx<'_>| tx.draft_get(SLOT))?)
    }

    /// Keeps the form as it stands.
    ///
    /// # Errors
    /// What the store says.
    pub fn keep_draft(&self, text: String) -> Result<(), Refusal> {
        self.actor().require(Action::WriteBooking)?;
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.draft_put(SLOT, &text))?)
    }

    /// Throws the kept form away.
    ///
    /// # Errors
    /// What the store says.
    pub fn drop_draft(&self) -> Result<(), Refusal> {
        self.actor().require(Action::WriteBooking)?;
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.draft_delete(SLOT))?)
    }
}
