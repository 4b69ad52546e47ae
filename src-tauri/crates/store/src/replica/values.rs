//! Sealed values as they travel: never under suite 0, and compared as the other side holds them.

use super::parked_why::ParkedWhy;
use super::proof::{Verdict, is_event, judge};
use super::sealed_value::{SealedValue, value, value_at};
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::{event_id, to_sql};
use crate::db::write_tx::WriteTx;
use crate::erasing::demand::is_demanded;
use crate::erasing::due_table::{self, DueBy};
use crate::vault::seal::VaultField;
use journal::{Bucket, EventId, VALUE_FRAME_BYTES};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// A value that has been erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueErased {
    /// The event that had set it.
    pub subject: EventId,
    /// Which of its fields.
    pub field: VaultField,
}

/// What waits to be sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Values.
    pub values: Vec<SealedValue>,
    /// Erasures.
    pub erased: Vec<ValueErased>,
    /// Hand this to [`WriteTx::values_sent`] when they have arrived.
    pub mark: u64,
}

pub(super) fn of_bucket(connection: &Connection, bucket: Bucket) -> Result<Vec<SealedValue>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT v.subject_device, v.subject_seq, v.field, coalesce(p.suite, v.suite), coalesce(p.sealed, v.sealed)
         FROM vault AS v LEFT JOIN vault_parked AS p ON p.subject_device = v.subject_device
             AND p.subject_seq = v.subject_seq AND p.field = v.field AND p.on_wire = 1
         WHERE v.subject_device = ?1 AND v.subject_seq BETWEEN ?2 AND ?3 AND v.suite <> 0
         ORDER BY v.subject_seq, v.field",
    )?;
    let mut rows = statement.query(params![bucket.device.0, to_sql(bucket.first().0), to_sql(bucket.last().0)])?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        values.push(value(row)?);
    }
    Ok(values)
}

impl ReadTx<'_> {
    /// Sealed values and erasures that wait to be sent, oldest first: at most so many, with at most so many bytes of values
    /// if that is more than one.
    ///
    /// # Errors
    /// What the disk says, as for every read here.
    pub fn unsent_values(&self, count: usize, bytes: usize) -> Result<Unsent, StoreError> {
        let mut statement = self.tx.prepare_cached(
            "SELECT u.subject_device, u.subject_seq, u.field, coalesce(p.suite, v.suite), coalesce(p.sealed, v.sealed),
                 u.place
             FROM vault_unsent AS u LEFT JOIN vault AS v USING (subject_device, subject_seq, field)
             LEFT JOIN vault_parked AS p ON p.subject_device = u.subject_device AND p.subject_seq = u.subject_seq
                 AND p.field = u.field AND p.on_wire = 1
             ORDER BY u.place",
        )?;
        let mut rows = statement.query([])?;
        let (mut unsent, mut size) = (Unsent::default(), 0);
        while unsent.values.len() + unsent.erased.len() < count
            && let Some(row) = rows.next()?
        {
            size += VALUE_FRAME_BYTES
                + row.get_ref(4)?.as_blob_or_null().map_err(rusqlite::Error::from)?.map_or(0, <[u8]>::len);
            if size > bytes && unsent.mark > 0 {
                break;
            }
            unsent.mark = crate::db::sql_int::from_sql(row.get(5)?)?;
            let (subject, field) = (event_id(row, 0)?, VaultField(row.get(2)?));
            match row.get::<_, Option<u8>>(3)? {
                Some(0) => {}
                Some(_) => unsent.values.push(value(row)?),
                // What no event demands nobody would believe.
                None if is_demanded(&self.tx, subject)? => unsent.erased.push(ValueErased { subject, field }),
                None => {}
            }
        }
        Ok(unsent)
    }

    /// Sealed values of a bucket, in the order of event and field.
    pub fn values_of(&self, bucket: Bucket) -> Result<Vec<SealedValue>, StoreError> {
        of_bucket(&self.tx, bucket)
    }

    /// Whether the values that an event set have been erased, by an event that is here.
    pub fn is_erased(&self, subject: EventId) -> Result<bool, StoreError> {
        is_demanded(&self.tx, subject)
    }
}

impl WriteTx<'_> {
    /// Values and erasures up to a mark have arrived.
    ///
    /// # Errors
    /// What the disk says, as for every call here.
    pub fn values_sent(&mut self, mark: u64) -> Result<(), StoreError> {
        self.tx.prepare_cached("DELETE FROM vault_unsent WHERE place <= ?1")?.execute([to_sql(mark)])?;
        self.refresh_value_digests()
    }

    /// These wait to be sent, again.
    pub fn send_values_again(&mut self, values: &[(EventId, VaultField)]) -> Result<(), StoreError> {
        let mut statement = self.tx.prepare_cached(
            "INSERT OR REPLACE INTO vault_unsent (subject_device, subject_seq, field) VALUES (?1, ?2, ?3)",
        )?;
        for (subject, field) in values {
            statement.execute(params![subject.device.0, to_sql(subject.seq.0), field.0])?;
        }
        Ok(())
    }

    /// Takes sealed values and erasures of others in. What an event here erases does not come back, and nothing else goes; a
    /// value that is sealed anew replaces the one before if it opens.
    pub fn take_values(&mut self, values: &[SealedValue], erased: &[ValueErased]) -> Result<(), StoreError> {
        if values.is_empty() && erased.is_empty() {
            return Ok(());
        }
        self.touched.values();
        self.kept.forget();
        self.tx.prepare_cached("UPDATE replica SET taking = 1")?.execute([])?;
        for value in values.iter().filter(|value| value.suite != 0 && is_event(value.subject)) {
            self.take_value(value)?;
        }
        for gone in erased.iter().filter(|gone| is_event(gone.subject)) {
            self.take_erasure(*gone)?;
        }
        let subjects = values.iter().map(|value| value.subject).chain(erased.iter().map(|gone| gone.subject));
        for bucket in subjects.map(Bucket::of).collect::<BTreeSet<_>>() {
            self.forget_digest(bucket)?;
        }
        self.tx.prepare_cached("UPDATE replica SET taking = 0")?.execute([])?;
        self.refresh_value_digests()
    }

    fn take_value(&mut self, value: &SealedValue) -> Result<(), StoreError> {
        if is_demanded(&self.tx, value.subject)? {
            // Whoever still has it hears that it is erased.
            self.note_erased(value.subject, value.field)?;
            return self.send_values_again(&[(value.subject, value.field)]);
        }
        let Some(here) = value_at(&self.tx, value.subject, value.field)? else { return self.put_sealed(value) };
        if (here.suite, &here.sealed) == (value.suite, &value.sealed) {
            return self.forget_parked(value.subject, value.field);
        }
        match judge(&self.tx, self.seal(), &here, value)? {
            Verdict::Replace => self.put_sealed(value),
            Verdict::Park(why) => self.park_value(value, why),
        }
    }

    /// What waited in the place of a value the other side holds rightly now: it holds what is here.
    fn forget_parked(&mut self, subject: EventId, field: VaultField) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "DELETE FROM vault_parked
                 WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3 AND on_wire = 1",
            )?
            .execute(params![subject.device.0, to_sql(subject.seq.0), field.0])?;
        Ok(())
    }

    pub(super) fn put_sealed(&mut self, value: &SealedValue) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO vault (subject_device, subject_seq, field, suite, sealed)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                value.subject.device.0,
                to_sql(value.subject.seq.0),
                value.field.0,
                value.suite,
                value.sealed
            ])?;
        // Taken out on somebody's word once, without an event.
        self.tx
            .prepare_cached("DELETE FROM vault_erased WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3")?
            .execute(params![value.subject.device.0, to_sql(value.subject.seq.0), value.field.0])?;
        Ok(())
    }

    /// An erasure is taken where an event that is here demands it. Where none does, what is here stays and is sent again; of
    /// what is not here nothing is remembered, so that an erasure sent ahead takes nothing that comes later.
    fn take_erasure(&mut self, gone: ValueErased) -> Result<(), StoreError> {
        let ValueErased { subject, field } = gone;
        if !is_demanded(&self.tx, subject)? {
            if value_at(&self.tx, subject, field)?.is_some_and(|here| here.suite != 0) {
                let nothing = SealedValue { subject, field, suite: 0, sealed: Vec::new() };
                self.park_value(&nothing, ParkedWhy::Erasure)?;
            }
            return Ok(());
        }
        let key = params![subject.device.0, to_sql(subject.seq.0), field.0];
        let rows = self
            .tx
            .prepare_cached("DELETE FROM vault WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3")?
            .execute(key)?;
        if rows > 0 {
            self.erased = true;
            due_table::note(&self.tx, subject, DueBy::Event)?;
        }
        self.tx
            .prepare_cached("DELETE FROM vault_unsent WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3")?
            .execute(key)?;
        self.note_erased(subject, field)
    }

    fn note_erased(&mut self, subject: EventId, field: VaultField) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO vault_erased (subject_device, subject_seq, field) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![subject.device.0, to_sql(subject.seq.0), field.0])?;
        Ok(())
    }
}
