//! Forms that were begun and not saved, each a text of the screen's own that nothing here reads. It holds personal values,
//! so it lies sealed like the vault; it is of this PC only and never an event.

use crate::ground::{Desk, Refusal, Right, Writing};
use store::{ReadTx, StoreError, WriteTx};

/// Which form it is a draft of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftOf {
    /// The booking form.
    Booking,
    /// The form for somebody without a booking.
    WalkIn,
    /// The form of a new case of the assisted-handling log.
    Case,
}

impl DraftOf {
    /// What whoever begins such a form is allowed: a draft is nobody else's.
    fn right(self) -> Right {
        match self {
            DraftOf::Booking | DraftOf::WalkIn => Right::WriteBooking,
            DraftOf::Case => Right::RunCase,
        }
    }
}

impl Desk {
    /// Each person has a draft of their own on each PC, so that switching loses nobody's.
    fn draft_slot(&self, form: DraftOf) -> String {
        let form = match form {
            DraftOf::Booking => "book",
            DraftOf::WalkIn => "walk_in",
            DraftOf::Case => "case",
        };
        format!("{form}:{}", self.actor().person)
    }

    /// The kept form as the screen wrote it.
    ///
    /// # Errors
    /// What the store says.
    pub fn draft(&self, form: DraftOf) -> Result<Option<String>, Refusal> {
        self.require(form.right())?;
        Ok(self.store.read(|tx: &ReadTx<'_>| tx.draft_get(&self.draft_slot(form)))?)
    }

    /// Keeps the form as it stands.
    ///
    /// # Errors
    /// What the store says.
    pub fn keep_draft(&self, form: DraftOf, text: String) -> Result<(), Refusal> {
        self.require(form.right())?;
        let slot = self.draft_slot(form);
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.draft_put(&slot, &text))?)
    }

    /// Throws the kept form away.
    ///
    /// # Errors
    /// What the store says.
    pub fn drop_draft(&self, form: DraftOf) -> Result<(), Refusal> {
        self.require(form.right())?;
        let slot = self.draft_slot(form);
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.draft_delete(&slot))?)
    }
}

impl Writing<'_, '_> {
    /// What was begun in a form is saved now: its draft goes with the same commit.
    pub(crate) fn drop_draft(&mut self, form: DraftOf) -> Result<(), StoreError> {
        let slot = self.desk.draft_slot(form);
        self.draft_delete(&slot)
    }
}
