//! What a write can do. All of it is committed at once, or none.

use super::always::Own;
use super::error::StoreError;
use super::kept::{Kept, KeptDay};
use super::rebuild::rebuild_views;
use super::touched::Touched;
use crate::journal::journal_table;
use crate::journal::meta::{self, Meta};
use crate::keys::recovery::KeyOnRecord;
use crate::keys::{key_record, key_shared};
use crate::small::{draft, local, reference, request};
use crate::vault::seal::{Seal, VaultField};
use crate::vault::vault_table;
use crate::views::{self, Folds, Views};
use domain::event::{Entity, Fact, Writer};
use domain::time::BeijingDay;
use journal::{BODY_BYTES_MAX, DeviceId, Event, EventId, KindCode, KindVersion, NUMBER_MAX, WallTime};
use rusqlite::Transaction;

/// An event to be: its place in journal and order is given to it when it is appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// What kind of event.
    pub kind: KindCode,
    /// In which version.
    pub version: KindVersion,
    /// An installation that does not know the kind must not act on the entity.
    pub must_understand: bool,
    /// The entity it belongs to; `None` when it creates one.
    pub entity: Option<EventId>,
    /// The last event of the entity that the author had seen.
    pub base: Option<EventId>,
    /// The person who acts.
    pub actor: Option<EventId>,
    /// What the clock says.
    pub wall: WallTime,
    /// What happened. No personal value.
    pub body: Vec<u8>,
}

/// A transaction that writes.
pub struct WriteTx<'a> {
    pub(crate) tx: Transaction<'a>,
    seal: &'a dyn Seal,
    pub(crate) meta: Meta,
    changes_before: u64,
    pub(crate) erased: bool,
    own: Own,
    pub(crate) touched: Touched,
    pub(crate) kept: Kept,
}

/// What a finished transaction means for the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Committed {
    /// Nothing was written.
    Unchanged,
    /// The database has a new revision.
    Changed {
        revision: u64,
        /// Personal values were removed: they are still in the WAL.
        erased: bool,
        /// What screens show of it.
        touched: Touched,
    },
}

impl<'a> WriteTx<'a> {
    pub(crate) fn begin(tx: Transaction<'a>, seal: &'a dyn Seal, kept: Kept) -> Result<Self, StoreError> {
        let meta = meta::read(&tx)?;
        let changes_before = tx.total_changes();
        Ok(Self {
            tx,
            seal,
            meta,
            changes_before,
            erased: false,
            own: Own::default(),
            touched: Touched::default(),
            kept,
        })
    }

    /// Ends it; gives back what is kept of days, which is true of what is committed.
    pub(crate) fn commit(mut self) -> Result<(Committed, Kept), StoreError> {
        // A closure that only looked costs no fsync and wakes no screen.
        if self.tx.total_changes() == self.changes_before {
            self.tx.commit()?;
            return Ok((Committed::Unchanged, self.kept));
        }
        self.own.check(&self.tx, self.device(), self.meta.chain.next())?;
        self.count_on()?;
        self.meta.revision += 1;
        meta::write(&self.tx, &self.meta)?;
        self.tx.commit()?;
        Ok((Committed::Changed { revision: self.meta.revision, erased: self.erased, touched: self.touched }, self.kept))
    }

    pub(crate) fn rebuild_views(&mut self) -> Result<(), StoreError> {
        self.kept.forget();
        self.meta.lamport = rebuild_views(&self.tx)?;
        Ok(())
    }

    /// For tests that set a limit or look behind the tables.
    #[cfg(test)]
    pub(crate) fn connection(&self) -> &rusqlite::Connection {
        &self.tx
    }

    pub(crate) fn seal(&self) -> &'a dyn Seal {
        self.seal
    }

    /// This installation.
    pub fn device(&self) -> DeviceId {
        self.meta.chain.device()
    }

    /// The name that the next appended event will have.
    pub fn next_id(&self) -> EventId {
        EventId { device: self.device(), seq: self.meta.chain.next() }
    }

    /// Appends an event to this device's journal and folds it into the views.
    ///
    /// # Errors
    /// [`StoreError::Internal`] for a kind that is the server's to write, for what everybody would park, and above
    /// [`BODY_BYTES_MAX`]; what the disk says, as for every call here. Return
    /// it, so that everything is rolled back.
    pub fn append(&mut self, new: NewEvent) -> Result<EventId, StoreError> {
        let fact = Fact::decode(new.kind.0, new.version.0, &new.body);
        self.append_known(new, fact.map_err(|error| StoreError::Internal(error.to_string()))?)
    }

    /// The same for a fact that was just encoded into the body: it need not be read out of its bytes again.
    ///
    /// # Errors
    /// As there.
    pub fn append_fact(&mut self, new: NewEvent, fact: Fact) -> Result<EventId, StoreError> {
        if let Some(fault) = fact.impossible() {
            tracing::error!(kind = new.kind.0, fault, "what cannot be is not written");
            return Err(StoreError::Internal(format!("an event says what cannot be: {fault}")));
        }
        debug_assert_eq!(Fact::decode(new.kind.0, new.version.0, &new.body).as_ref(), Ok(&Some(fact.clone())));
        self.append_known(new, Some(fact))
    }

    fn append_known(&mut self, new: NewEvent, fact: Option<Fact>) -> Result<EventId, StoreError> {
        if let Some(row) = domain::event::row(new.kind.0).filter(|row| row.writer != Writer::Hall) {
            tracing::error!(kind = row.name, "a hall does not write this kind of event");
            return Err(StoreError::Internal(format!("{} is not a hall's to write", row.name)));
        }
        let id = self.next_id();
        let NewEvent { kind, version, must_understand, entity, base, actor, wall, body } = new;
        let lamport = self.meta.lamport.next();
        // At an event a millisecond that is in 285,000 years. Foreign numbers bring it no nearer than 2^24 an event.
        if lamport.0 > NUMBER_MAX || id.seq.0 > NUMBER_MAX {
            return Err(StoreError::Internal("the journal's numbers are used up".to_owned()));
        }
        // Everybody would park it.
        if body.len() > BODY_BYTES_MAX {
            return Err(StoreError::Internal(format!("an event of {} bytes is too large", body.len())));
        }
        let event = Event {
            device: id.device,
            seq: id.seq,
            lamport,
            wall,
            kind,
            version,
            must_understand,
            entity: entity.unwrap_or(id),
            base,
            actor,
            body,
        };
        let bytes = event.encode();
        let hash = self.meta.chain.append(&bytes);
        self.meta.lamport = lamport;
        let of_booking = domain::event::row(event.kind.0).is_some_and(|row| row.entity == Entity::Booking);
        self.own.appending(&self.tx, of_booking.then_some(event.entity))?;
        journal_table::insert(&self.tx, &event, &bytes, hash)?;
        match views::fold(&self.tx, &event, fact)? {
            Folds::Booking(booking) => self.kept.follow(&booking),
            Folds::Days => self.kept.forget(),
            Folds::Nothing => {}
        }
        self.touched.event(event.kind.0);
        Ok(id)
    }

    /// What was kept of a day in a write before, brought up to date with all that this one has done so far.
    pub fn kept_day<T: KeptDay>(&mut self, day: BeijingDay) -> Option<&mut T> {
        self.kept.day(day)
    }

    /// Keeps a day for the writes that follow; it must be true of the day as it is now.
    pub fn keep_day(&mut self, day: BeijingDay, kept: impl KeptDay) {
        self.kept.keep(day, kept);
    }

    /// The days that are kept.
    pub fn kept_days(&self) -> Vec<BeijingDay> {
        self.kept.days().collect()
    }

    /// The folded views, with what this transaction has done so far.
    pub fn views(&self) -> Views<'_> {
        Views::new(&self.tx)
    }

    /// Sets a personal value.
    pub fn vault_put(&mut self, subject: EventId, field: VaultField, value: &str) -> Result<(), StoreError> {
        self.kept.value_set(subject);
        vault_table::put(&self.tx, self.seal, subject, field, value)
    }

    /// A personal value, if it was set, has not been erased, and opens.
    pub fn vault_get(&self, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError> {
        vault_table::get(&self.tx, self.seal, subject, field)
    }

    /// The same to be shown: [`UNOPENED`](crate::UNOPENED) where it does not open.
    pub fn vault_shown(&self, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError> {
        vault_table::shown(&self.tx, self.seal, subject, field)
    }

    /// Erases every personal value that was set under an event: overwritten in the database, and gone from the WAL soon
    /// after the commit. Other files are not touched, so only [`Store::erase`](crate::Store::erase) calls this.
    pub(crate) fn vault_erase(&mut self, subject: EventId) -> Result<(), StoreError> {
        self.kept.forget();
        self.erased |= vault_table::erase(&self.tx, subject)?;
        Ok(())
    }

    /// Keeps a form that is not saved yet.
    pub fn draft_put(&mut self, slot: &str, text: &str) -> Result<(), StoreError> {
        draft::put(&self.tx, self.seal, slot, text)
    }

    /// A form that was begun and not saved.
    pub fn draft_get(&self, slot: &str) -> Result<Option<String>, StoreError> {
        draft::get(&self.tx, self.seal, slot)
    }

    /// Slots of the forms that are kept: a draft may hold values of a person who is to be erased.
    pub fn draft_slots(&self) -> Result<Vec<String>, StoreError> {
        draft::slots(&self.tx)
    }

    /// Forgets a kept form.
    pub fn draft_delete(&mut self, slot: &str) -> Result<(), StoreError> {
        draft::delete(&self.tx, slot)
    }

    /// Puts the key on record as a new recovery code has wrapped it; the code before it opens nothing that is written
    /// from now on. A key that is not the one on record is refused as a mistake.
    pub fn recovery_put(&mut self, record: &KeyOnRecord) -> Result<(), StoreError> {
        key_record::rewrap(&self.tx, record)?;
        key_shared::follow_record(&self.tx, self.seal)
    }

    /// An event by its name.
    pub fn event(&self, id: EventId) -> Result<Option<Event>, StoreError> {
        journal_table::event(&self.tx, id)
    }

    /// A setting or counter of this PC.
    pub fn local_get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        local::get(&self.tx, name)
    }

    /// Sets a setting or counter of this PC. It is not sealed: no personal value.
    pub fn local_put(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        local::put(&self.tx, name, value)
    }

    /// Forgets a setting or counter of this PC.
    pub fn local_delete(&mut self, name: &str) -> Result<(), StoreError> {
        local::delete(&self.tx, name)
    }

    /// Keeps a version of reference data under the SHA-256 of its bytes.
    pub fn reference_put(&mut self, hash: &[u8; 32], bytes: &[u8]) -> Result<(), StoreError> {
        // Where its name came first, it is only now what is in use.
        self.touched.everything();
        reference::put(&self.tx, hash, bytes)
    }

    /// A version of reference data.
    pub fn reference_get(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        reference::get(&self.tx, hash)
    }

    /// The event a screen's request has led to, if it has been done.
    pub fn request(&self, request: &str) -> Result<Option<EventId>, StoreError> {
        request::find(&self.tx, request)
    }

    /// Notes that a screen's request has been done.
    pub fn note_request(&mut self, request: &str, event: EventId) -> Result<(), StoreError> {
        request::note(&self.tx, request, event)
    }
}
