//! Erasures of which this database knows and that are not in every file yet, or not in the journal: of values that a sync took
//! out here, and of such as the ledger named before the journal did. Kept in the table `erasure_due`, in the transaction that
//! takes the values out, so that none is forgotten.

use super::demand::{counts, is_demanded, is_erased, subjects_of};
use super::due_table::{BOTH, DueBy, all, note};
use super::ledger;
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::to_sql;
use crate::db::store::Store;
use crate::db::write_tx::WriteTx;
use crate::journal::{incarnation, journal_table};
use crate::vault::vault_table;
use domain::event::erases;
use journal::{Event, EventId};
use rusqlite::params;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// An event that has arrived, as far as erasing asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrived {
    event: EventId,
    entity: EventId,
    erases: bool,
}

impl Arrived {
    pub(crate) fn of(event: &Event) -> Self {
        Self { event: event.id(), entity: event.entity, erases: !erases(event.kind.0).is_empty() }
    }
}

impl WriteTx<'_> {
    /// Does what events that have arrived, and have been folded, demand: the values of what they erase go, and those of an
    /// event that came after its record had been erased.
    pub(crate) fn follow_erasing(&mut self, arrived: &[Arrived]) -> Result<(), StoreError> {
        let was_restored = incarnation::all(&self.tx)?.len() > 1;
        for Arrived { event, entity, erases } in arrived.iter().copied() {
            if erases {
                let found = journal_table::event(&self.tx, event)?;
                if found.map(|found| counts(&self.tx, &found)).transpose()? != Some(true) {
                    continue;
                }
                for subject in subjects_of(&self.tx, entity)? {
                    // An older backup may hold what a restored database does not.
                    self.take_out(subject, DueBy::Event, was_restored)?;
                }
            } else if vault_table::holds(&self.tx, event)? && is_demanded(&self.tx, event)? {
                self.take_out(event, DueBy::Event, false)?;
            }
        }
        Ok(())
    }

    /// Takes the values of an event out, to be followed by every other file; `anyway` also where there are none.
    fn take_out(&mut self, subject: EventId, by: DueBy, anyway: bool) -> Result<(), StoreError> {
        let held = vault_table::erase(&self.tx, subject)?;
        if held || anyway {
            note(&self.tx, subject, by)?;
        }
        if held {
            self.erased = true;
            self.kept.forget();
            self.touched.values();
        }
        Ok(())
    }
}

impl WriteTx<'_> {
    /// Whether an event is there that says that a booking or a case is erased, by somebody who may.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_erasing_on_record(&self, entity: EventId) -> Result<bool, StoreError> {
        is_erased(&self.tx, entity)
    }
}

impl ReadTx<'_> {
    /// Events that are held here and whose values have been erased, though no event says so: a crash came between.
    ///
    /// # Errors
    /// What the disk says.
    pub fn erased_without_event(&self) -> Result<Vec<Event>, StoreError> {
        let mut found = Vec::new();
        for subject in all(&self.tx, &[DueBy::Ledger])? {
            if let Some(event) = journal_table::event(&self.tx, subject)?
                && !is_demanded(&self.tx, subject)?
            {
                found.push(event);
            }
        }
        Ok(found)
    }
}

impl Store {
    /// Takes out what a sync has brought though the list of what was erased here names it: a database that was put back asks
    /// for what it does not remember to have erased.
    ///
    /// # Errors
    /// What the disk says.
    pub fn take_out_what_was_erased(&self) -> Result<(), StoreError> {
        if self.incarnations()?.len() < 2 {
            return Ok(());
        }
        let noted = ledger::read(self.dir())?;
        let held = self.read(|tx: &ReadTx<'_>| -> Result<Vec<EventId>, StoreError> {
            let mut held = Vec::new();
            for subject in noted {
                held.extend(vault_table::holds(&tx.tx, subject)?.then_some(subject));
            }
            Ok(held)
        })?;
        if held.is_empty() {
            return Ok(());
        }
        self.write(move |tx: &mut WriteTx<'_>| {
            held.into_iter().try_for_each(|subject| tx.take_out(subject, DueBy::Ledger, true))
        })
    }

    /// Brings the erasures that are due into every file of this PC and the further folders of backups, as [`Store::erase`]
    /// does. What no event demands is left alone. Does nothing on most days; answers what is out of reach.
    ///
    /// # Errors
    /// What the disk says; it is gone on with the next time.
    pub fn follow_erasures(&self, also: &[PathBuf]) -> Result<Vec<PathBuf>, StoreError> {
        if self.read(|tx: &ReadTx<'_>| all(&tx.tx, &BOTH))?.is_empty() {
            return Ok(Vec::new());
        }
        let _one = self.alone_with_backups();
        let (due, demanded) = self.read(|tx: &ReadTx<'_>| -> Result<_, StoreError> {
            let due = all(&tx.tx, &BOTH)?;
            let mut demanded = BTreeSet::new();
            for subject in &due {
                demanded.extend(is_demanded(&tx.tx, *subject)?.then_some(*subject));
            }
            Ok((due, demanded))
        })?;
        ledger::add(self.dir(), &demanded)?;
        let gone = demanded.clone();
        self.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            for subject in &gone {
                tx.take_out(*subject, DueBy::Event, false)?;
            }
            let mut done =
                tx.tx.prepare_cached("DELETE FROM erasure_due WHERE subject_device = ?1 AND subject_seq = ?2")?;
            for subject in &due {
                done.execute(params![subject.device.0, to_sql(subject.seq.0)])?;
            }
            Ok(())
        })?;
        if demanded.is_empty() {
            return Ok(Vec::new());
        }
        let mut unreached = self.unreached(self.writer().write_anew()?);
        unreached.extend(self.clean_all(also, &demanded));
        Ok(unreached)
    }
}
