//! What a read can do. Everything in one [`ReadTx`] is of one moment.

use super::error::StoreError;
use crate::journal::incarnation::{self, Incarnation};
use crate::journal::{journal_table, meta};
use crate::keys::key_record;
use crate::keys::recovery::KeyOnRecord;
use crate::small::{draft, local, reference};
use crate::vault::seal::{Seal, VaultField};
use crate::vault::vault_table::{self, Unopened};
use crate::views::{self, Views};
use journal::{Chain, DeviceId, Event, EventId, Hash, KindCode, Lamport, Seq, WallTime};
use rusqlite::Transaction;
use std::ops::ControlFlow;

/// Every value of a field with the event that set it, and what did not open.
pub type FieldValues = (Vec<(EventId, String)>, Vec<Unopened>);

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

    pub(crate) fn seal(&self) -> &'a dyn Seal {
        self.seal
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

    /// Events of an entity in the order all installations agree on, parked ones too.
    pub fn events_of(&self, entity: EventId) -> Result<Vec<Event>, StoreError> {
        journal_table::events_of(&self.tx, entity)
    }

    /// Events of a kind that is rare and are not parked, the last in the order all installations agree on first.
    pub fn events_of_kind(&self, kind: KindCode) -> Result<Vec<Event>, StoreError> {
        journal_table::events_of_kind(&self.tx, kind)
    }

    /// The names under which this installation has written, the one in use last.
    pub fn incarnations(&self) -> Result<Vec<Incarnation>, StoreError> {
        incarnation::all(&self.tx)
    }

    /// The event that founded the hall, which tells one hall from another.
    pub fn hall_id(&self) -> Result<Option<EventId>, StoreError> {
        views::hall_id(&self.tx)
    }

    /// Earlier names of this installation, the latest first. Seat tokens that belong to them are frozen.
    #[cfg(test)]
    pub(crate) fn predecessors(&self) -> Result<Vec<DeviceId>, StoreError> {
        let names = self.incarnations()?;
        Ok(names.iter().rev().map(|name| name.device).filter(|device| *device != self.device).collect())
    }

    /// Hands events to `visit`, the last in the order all installations agree on first, until it breaks or there are no
    /// more. With `before`, only those that stand before that place: where a page ended, the next begins.
    pub fn events_newest_first(
        &self,
        before: Option<(Lamport, DeviceId, Seq)>,
        visit: impl FnMut(&Event, &Hash) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        journal_table::each_newest_first(&self.tx, before, visit)
    }

    /// What the clock said when this installation last wrote. The last event in order counts, not the greatest time: a
    /// clock that was once far ahead and has been set right is forgotten with the next event.
    pub fn recent_wall(&self) -> Result<Option<WallTime>, StoreError> {
        let last = self.head()?;
        let left = self.incarnations()?.into_iter().rev().filter_map(|name| name.end);
        let Some(last) = std::iter::once(last).chain(left).find(|end| end.events() > 0) else { return Ok(None) };
        let last = EventId { device: last.device(), seq: Seq(last.events()) };
        Ok(self.event(last)?.map(|event| event.wall))
    }

    /// The folded views.
    pub fn views(&self) -> Views<'_> {
        Views::new(&self.tx)
    }

    /// A personal value, if it was set, has not been erased, and opens.
    pub fn vault_get(&self, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError> {
        vault_table::get(&self.tx, self.seal, subject, field)
    }

    /// The same to be shown: [`UNOPENED`](crate::UNOPENED) where it does not open.
    pub fn vault_shown(&self, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError> {
        vault_table::shown(&self.tx, self.seal, subject, field)
    }

    /// Every value that does not open. Opens the whole vault: not for a screen that waits.
    pub fn vault_unopened(&self) -> Result<Vec<Unopened>, StoreError> {
        vault_table::unopened(&self.tx, self.seal)
    }

    /// Hands every value of some personal fields to `visit`, in the order of the events that set them. One pass over the
    /// vault, whatever the number of fields. Returns what does not open; that stops nothing else.
    pub fn vault_each(
        &self,
        fields: &[VaultField],
        visit: impl FnMut(EventId, VaultField, &str),
    ) -> Result<Vec<Unopened>, StoreError> {
        vault_table::each(&self.tx, self.seal, fields, visit)
    }

    /// [`ReadTx::vault_each`] of one field, collected.
    #[cfg(test)]
    pub(crate) fn vault_all(&self, field: VaultField) -> Result<FieldValues, StoreError> {
        let mut values = Vec::new();
        let unopened = self.vault_each(&[field], |subject, _, value| values.push((subject, value.to_owned())))?;
        Ok((values, unopened))
    }

    /// The key that values are sealed with, as the recovery code has wrapped it.
    pub fn key_on_record(&self) -> Result<Option<KeyOnRecord>, StoreError> {
        key_record::read(&self.tx)
    }

    /// A setting or counter of this PC.
    pub fn local_get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        local::get(&self.tx, name)
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
