//! What a use-case stands in while it reads or writes: one transaction, the hall, its reference data and the time, all of
//! one moment. A rule that only looks takes either.

use super::desk::Desk;
use super::hall::Hall;
use super::record::{Author, record};
use crate::book::find::index::Citizens;
use crate::reference::Reference;
use chrono::NaiveDateTime;
use domain::event::{Entity, Fact};
use domain::record::RecordId;
use journal::{DeviceId, Event, EventId};
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use store::{ReadTx, StoreError, VaultField, Views, WriteTx};

/// A transaction as far as it is only looked at.
pub(crate) trait Tx {
    /// The folded views.
    fn views(&self) -> Views<'_>;
    /// This installation.
    fn device(&self) -> DeviceId;
    /// A personal value, if it was set and has not been erased; a mark where it does not open.
    fn vault_shown(&self, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError>;
    /// An event by its name.
    fn event(&self, id: EventId) -> Result<Option<Event>, StoreError>;
    /// A setting or counter of this PC.
    fn local_get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;
}

macro_rules! looked_at {
    ($tx:ident) => {
        impl Tx for $tx<'_> {
            fn views(&self) -> Views<'_> {
                $tx::views(self)
            }

            fn device(&self) -> DeviceId {
                $tx::device(self)
            }

            fn vault_shown(&self, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError> {
                $tx::vault_shown(self, subject, field)
            }

            fn event(&self, id: EventId) -> Result<Option<Event>, StoreError> {
                $tx::event(self, id)
            }

            fn local_get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
                $tx::local_get(self, name)
            }
        }
    };
}
looked_at!(ReadTx);
looked_at!(WriteTx);

/// What can be looked at, whether it is also written.
pub(crate) trait Look {
    /// The open hall.
    fn hall(&self) -> &Hall;
    /// Reference data in use when it began.
    fn reference(&self) -> &Reference;
    /// When it began, Beijing time.
    fn now(&self) -> NaiveDateTime;
    /// All of it is of one transaction.
    fn tx(&self) -> &impl Tx;

    /// The folded views.
    fn views(&self) -> Views<'_> {
        self.tx().views()
    }

    /// This installation.
    fn device(&self) -> [u8; 8] {
        self.tx().device().0
    }

    /// What an event set; `None` if it set nothing, or that was erased; [`store::UNOPENED`] if it does not open.
    fn value(&self, event: RecordId, field: VaultField) -> Result<Option<String>, StoreError> {
        self.tx().vault_shown(store::event_id(event), field)
    }

    /// An event by its name.
    fn event(&self, event: RecordId) -> Result<Option<Event>, StoreError> {
        self.tx().event(store::event_id(event))
    }

    /// A setting or counter of this PC.
    fn local(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.tx().local_get(name)
    }
}

/// A read of one moment.
pub(crate) struct Reading<'a> {
    hall: &'a Hall,
    reference: Arc<Reference>,
    now: NaiveDateTime,
    tx: &'a ReadTx<'a>,
}

impl Hall {
    /// Reads: everything in it is of one moment.
    pub(crate) fn read<R, E: From<StoreError>>(&self, look: impl FnOnce(&Reading<'_>) -> Result<R, E>) -> Result<R, E> {
        let (reference, now) = (self.reference(), self.clock.now());
        self.store.read(|tx: &ReadTx<'_>| look(&Reading { hall: self, reference, now, tx }))
    }
}

impl Look for Reading<'_> {
    fn hall(&self) -> &Hall {
        self.hall
    }

    fn reference(&self) -> &Reference {
        &self.reference
    }

    fn now(&self) -> NaiveDateTime {
        self.now
    }

    fn tx(&self) -> &impl Tx {
        self.tx
    }
}

/// The same with other reference data: how things would be if it were in use.
pub(crate) struct Under<'a, L> {
    pub(crate) look: &'a L,
    pub(crate) reference: &'a Reference,
}

impl<L: Look> Look for Under<'_, L> {
    fn hall(&self) -> &Hall {
        self.look.hall()
    }

    fn reference(&self) -> &Reference {
        self.reference
    }

    fn now(&self) -> NaiveDateTime {
        self.look.now()
    }

    fn tx(&self) -> &impl Tx {
        self.look.tx()
    }
}

/// A write of somebody at a desk: all of it is on disk at once, or none.
pub(crate) struct Writing<'w, 't> {
    pub(crate) desk: &'w Desk,
    pub(crate) reference: &'w Reference,
    pub(crate) now: NaiveDateTime,
    author: Author,
    tx: &'w mut WriteTx<'t>,
    /// Bookings whose facts it has put on record.
    bookings: BTreeSet<RecordId>,
}

impl Desk {
    /// Writes. The index of people follows the bookings that it changed.
    pub(crate) fn write<R, E>(
        &self,
        deed: impl FnOnce(&mut Writing<'_, '_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (desk, reference) = (self.clone(), self.reference());
        let (now, author) = (self.clock.now(), self.author());
        let (done, changed) = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<_, E> {
            let (desk, reference) = (&desk, &*reference);
            let mut writing = Writing { desk, reference, now, author, tx, bookings: BTreeSet::new() };
            let done = deed(&mut writing)?;
            let bookings = std::mem::take(&mut writing.bookings);
            Ok((done, Citizens::changed(tx, bookings)?))
        })?;
        self.citizens.take(changed);
        Ok(done)
    }
}

impl Writing<'_, '_> {
    /// Who writes, and what the clock says.
    pub(crate) fn author(&self) -> Author {
        self.author
    }

    /// Puts a fact into the journal as an event of this device and of whoever is at the desk. `base` is the last event of
    /// the entity that its author had seen.
    pub(crate) fn record(
        &mut self,
        fact: &Fact,
        entity: Option<RecordId>,
        base: Option<RecordId>,
    ) -> Result<RecordId, StoreError> {
        let event = record(self.tx, self.author, fact, entity, base)?;
        if domain::event::row(fact.kind()).is_some_and(|row| row.entity == Entity::Booking) {
            self.bookings.insert(entity.unwrap_or(event));
        }
        Ok(event)
    }
}

impl<'t> Deref for Writing<'_, 't> {
    type Target = WriteTx<'t>;

    fn deref(&self) -> &Self::Target {
        self.tx
    }
}

impl DerefMut for Writing<'_, '_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.tx
    }
}

impl Look for Writing<'_, '_> {
    fn hall(&self) -> &Hall {
        self.desk
    }

    fn reference(&self) -> &Reference {
        self.reference
    }

    fn now(&self) -> NaiveDateTime {
        self.now
    }

    fn tx(&self) -> &impl Tx {
        &*self.tx
    }
}
