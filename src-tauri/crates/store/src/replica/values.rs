//! Sealed values as they travel: never opened, never under suite 0.

use super::sealed_value::{SealedValue, value};
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::{event_id, to_sql};
use crate::db::write_tx::WriteTx;
use crate::vault::seal::VaultField;
use journal::{Bucket, EventId, VALUE_FRAME_BYTES};
use rusqlite::{Connection, OptionalExtension, params};
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
        "SELECT subject_device, subject_seq, field, suite, sealed FROM vault
         WHERE subject_device = ?1 AND subject_seq BETWEEN ?2 AND ?3 AND suite <> 0 ORDER BY subject_seq, field",
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
            "SELECT u.subject_device, u.subject_seq, u.field, v.suite, v.sealed, u.place
             FROM vault_unsent AS u LEFT JOIN vault AS v USING (subject_device, subject_seq, field)
             ORDER BY u.place LIMIT ?1",
        )?;
        let mut rows = statement.query([to_sql(count as u64)])?;
        let (mut unsent, mut size) = (Unsent::default(), 0);
        while let Some(row) = rows.next()? {
            size += VALUE_FRAME_BYTES
                + row.get_ref(4)?.as_blob_or_null().map_err(rusqlite::Error::from)?.map_or(0, <[u8]>::len);
            if size > bytes && unsent.mark > 0 {
                break;
            }
            unsent.mark = crate::db::sql_int::from_sql(row.get(5)?)?;
            match row.get::<_, Option<u8>>(3)? {
                Some(0) => {}
                Some(_) => unsent.values.push(value(row)?),
                None => unsent.erased.push(ValueErased { subject: event_id(row, 0)?, field: VaultField(row.get(2)?) }),
            }
        }
        Ok(unsent)
    }

    /// Sealed values of a bucket, in the order of event and field.
    pub fn values_of(&self, bucket: Bucket) -> Result<Vec<SealedValue>, StoreError> {
        of_bucket(&self.tx, bucket)
    }

    /// Whether a value has been erased.
    pub fn is_erased(&self, subject: EventId, field: VaultField) -> Result<bool, StoreError> {
        is_erased(&self.tx, subject, field)
    }
}

fn is_erased(connection: &Connection, subject: EventId, field: VaultField) -> Result<bool, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT 1 FROM vault_erased WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3")?;
    let found = statement.query_row(params![subject.device.0, to_sql(subject.seq.0), field.0], |_| Ok(()));
    Ok(found.optional()?.is_some())
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

    /// Takes sealed values and erasures of others in. What has been erased does not come back; a value that is sealed
    /// anew replaces the one before.
    pub fn take_values(&mut self, values: &[SealedValue], erased: &[ValueErased]) -> Result<(), StoreError> {
        if values.is_empty() && erased.is_empty() {
            return Ok(());
        }
        self.touched.values();
        self.kept.forget();
        self.tx.prepare_cached("UPDATE replica SET taking = 1")?.execute([])?;
        // A new PC has erased nothing, and takes in the most.
        let has_erased: bool = self.tx.query_row("SELECT EXISTS (SELECT 1 FROM vault_erased)", [], |row| row.get(0))?;
        for value in values.iter().filter(|value| value.suite != 0) {
            if !(has_erased && is_erased(&self.tx, value.subject, value.field)?) {
                self.take_value(value)?;
            }
        }
        for gone in erased {
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
        Ok(())
    }

    fn take_erasure(&mut self, gone: ValueErased) -> Result<(), StoreError> {
        let key = params![gone.subject.device.0, to_sql(gone.subject.seq.0), gone.field.0];
        let rows = self
            .tx
            .prepare_cached("DELETE FROM vault WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3")?
            .execute(key)?;
        self.erased |= rows > 0;
        self.tx
            .prepare_cached("DELETE FROM vault_unsent WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3")?
            .execute(key)?;
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO vault_erased (subject_device, subject_seq, field) VALUES (?1, ?2, ?3)",
            )?
            .execute(key)?;
        Ok(())
    }
}
