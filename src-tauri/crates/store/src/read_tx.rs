//! What a read can do. Everything in one [`ReadTx`] is of one moment.

use crate::seal::{Seal, VaultField};
use crate::{StoreError, Views, draft, journal_table, meta, reference, vault};
use journal::{Chain, DeviceId, Event, EventId, Seq, WallTime};
use rusqlite::Transaction;

/// A snapshot of the database.
pub struct ReadTx<'a> {
    pub(crate) tx: Transaction<'a>,
    seal: &'a dyn Seal,
    device: DeviceId,
}

impl<'a> ReadTx<'a> {
    pub(crate) fn new(tx: Transaction<'a>, seal: &'a dyn Seal, device: DeviceId) -> Self {
        Self { tx, seal, device }
    }

    /// This installation.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Commits so far, as of this snapshot.
    ///
    /// # Errors
    /// What the disk says, as for every read here.
    pub fn revision(&self) -> Result<u64, StoreError> {
        Ok(meta::read(&self.tx)?.revision)
    }

    /// Where this device's journal ends.
    pub fn head(&self) -> Result<Chain, StoreError> {
        Ok(meta::read(&self.tx)?.chain)
    }

    /// An event by its name.
    pub fn event(&self, id: EventId) -> Result<Option<Event>, StoreError> {
        journal_table::event(&self.tx, id)
    }

    /// Events of an entity in the order all installations agree on.
    pub fn events_of(&self, entity: EventId) -> Result<Vec<Event>, StoreError> {
        journal_table::events_of(&self.tx, entity)
    }

    /// What the clock said when this device last wrote. The last event in order counts, not the greatest time: a clock
    /// that was once far ahead and has been set right is forgotten with the next event.
    pub fn recent_wall(&self) -> Result<Option<WallTime>, StoreError> {
        let last = Seq(self.head()?.events());
        Ok(self.event(EventId { device: self.device, seq: last })?.map(|event| event.wall))
    }

    /// The folded views.
    pub fn views(&self) -> Views<'_> {
        Views::new(&self.tx)
    }

    /// A personal value, if it was set and has not been erased.
    pub fn vault_get(&self, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError> {
        vault::get(&self.tx, self.seal, subject, field)
    }

    /// Every value of a personal field, by the event that set it.
    pub fn vault_all(&self, field: VaultField) -> Result<Vec<(EventId, String)>, StoreError> {
        vault::all(&self.tx, self.seal, field)
    }

    /// A form that was begun and not saved.
    pub fn draft_get(&self, slot: &str) -> Result<Option<String>, StoreError> {
        draft::get(&self.tx, self.seal, slot)
    }

    /// A version of reference data, by the SHA-256 of its bytes.
    pub fn reference_get(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        reference::get(&self.tx, hash)
    }
}
