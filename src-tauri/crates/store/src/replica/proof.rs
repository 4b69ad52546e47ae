//! Whether an arriving value may stand in the place of one that is here. What opens under the hall's key proves itself; what
//! does not never replaces what does, and waits beside it: listed, and tried again by every newer program.

use super::parked_why::ParkedWhy;
use super::sealed_value::{SealedValue, value_at};
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::{event_id, to_sql};
use crate::db::write_tx::WriteTx;
use crate::keys::key_shared;
use crate::vault::seal::{Seal, SealLabel, VaultField, WRAPPED, open_sealed_text};
use journal::{Bucket, EventId, NUMBER_MAX};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// A value that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedValue {
    /// The event that set it.
    pub subject: EventId,
    /// Which of its fields.
    pub field: VaultField,
    /// With what it is sealed; 0 for an erasure.
    pub suite: u8,
    /// Why.
    pub why: ParkedWhy,
}

/// Of two values of one place, the one here and one that arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proven {
    /// What arrives may stand, or is kept beside what is here.
    Theirs,
    /// What arrives is none.
    Ours,
    /// Neither shows that the other is wrong.
    Neither,
}

/// What is done with an arriving value.
pub(super) enum Verdict {
    Replace,
    Park(ParkedWhy),
}

/// Whether a number can be an event's.
pub(super) fn is_event(subject: EventId) -> bool {
    (1..=NUMBER_MAX).contains(&subject.seq.0)
}

fn opens(seal: &dyn Seal, value: &SealedValue) -> bool {
    let label = SealLabel::Value { subject: value.subject, field: value.field };
    open_sealed_text(seal, label, value.suite, &value.sealed).is_ok()
}

/// What is done with a value that is not the one that is here.
pub(super) fn judge(
    connection: &Connection,
    seal: &dyn Seal,
    here: &SealedValue,
    arriving: &SealedValue,
) -> Result<Verdict, StoreError> {
    if key_shared::is_wrapping(connection, here.subject, here.field)? {
        return Ok(match key_shared::judge(connection, here, arriving)? {
            None => Verdict::Replace,
            Some(why) => Verdict::Park(why),
        });
    }
    Ok(if opens(seal, arriving) {
        Verdict::Replace
    } else if arriving.suite != seal.suite() && arriving.suite != WRAPPED {
        Verdict::Park(ParkedWhy::Suite)
    } else if opens(seal, here) {
        Verdict::Park(ParkedWhy::Damaged)
    } else {
        // Nobody here can tell: the other side's is as good, and none is lost.
        Verdict::Park(ParkedWhy::Suite)
    })
}

fn parked(connection: &Connection) -> Result<Vec<(ParkedValue, Vec<u8>)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT subject_device, subject_seq, field, suite, sealed, why FROM vault_parked
         ORDER BY subject_device, subject_seq, field",
    )?;
    let mut rows = statement.query([])?;
    let mut parked = Vec::new();
    while let Some(row) = rows.next()? {
        let code: u8 = row.get(5)?;
        let why = ParkedWhy::ALL.into_iter().find(|why| why.code() == code);
        let why = why.ok_or_else(|| StoreError::Damaged("why a value waits is not known".to_owned()))?;
        let (subject, field, suite) = (event_id(row, 0)?, VaultField(row.get(2)?), row.get(3)?);
        parked.push((ParkedValue { subject, field, suite, why }, row.get(4)?));
    }
    Ok(parked)
}

impl ReadTx<'_> {
    /// Values and erasures that arrived and were not taken, in the order of event and field.
    ///
    /// # Errors
    /// What the disk says, as for every read here.
    pub fn parked_values(&self) -> Result<Vec<ParkedValue>, StoreError> {
        Ok(parked(&self.tx)?.into_iter().map(|(value, _)| value).collect())
    }

    /// Which of two values of one place is right, as far as the hall's key tells.
    pub fn proven(&self, arriving: &SealedValue) -> Result<Proven, StoreError> {
        let Some(here) = value_at(&self.tx, arriving.subject, arriving.field)? else { return Ok(Proven::Theirs) };
        Ok(match judge(&self.tx, self.seal(), &here, arriving)? {
            Verdict::Replace if !key_shared::is_wrapping(&self.tx, here.subject, here.field)? => {
                if opens(self.seal(), &here) { Proven::Neither } else { Proven::Theirs }
            }
            Verdict::Replace => Proven::Theirs,
            Verdict::Park(why) if why.on_wire() && arriving.suite == self.seal().suite() => Proven::Neither,
            Verdict::Park(why) if why.on_wire() => Proven::Theirs,
            Verdict::Park(_) => Proven::Ours,
        })
    }
}

impl WriteTx<'_> {
    /// Lists a value beside the one that stands, and sends that one where the other side's is none.
    pub(super) fn park_value(&mut self, arriving: &SealedValue, why: ParkedWhy) -> Result<(), StoreError> {
        let SealedValue { subject, field, suite, sealed } = arriving;
        tracing::warn!(event = %subject, field = field.0, suite, ?why, "what arrived was not put in a value's place");
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO vault_parked (subject_device, subject_seq, field, suite, sealed, why, on_wire)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                subject.device.0,
                to_sql(subject.seq.0),
                field.0,
                suite,
                sealed,
                why.code(),
                why.on_wire()
            ])?;
        if why.on_wire() { Ok(()) } else { self.send_values_again(&[(*subject, *field)]) }
    }

    /// Looks at the values that wait again: a newer program may open them. Those it does stand from now on.
    ///
    /// # Errors
    /// What the disk says.
    pub fn unpark_values(&mut self) -> Result<usize, StoreError> {
        let (mut stand, mut buckets) = (0, BTreeSet::new());
        for (ParkedValue { subject, field, suite, why }, sealed) in parked(&self.tx)? {
            let value = SealedValue { subject, field, suite, sealed };
            if why != ParkedWhy::Suite || suite != self.seal().suite() {
                continue;
            }
            buckets.insert(Bucket::of(subject));
            if opens(self.seal(), &value) {
                self.put_sealed(&value)?;
                self.send_values_again(&[(subject, field)])?;
                stand += 1;
            } else if value_at(&self.tx, subject, field)?.is_some_and(|here| opens(self.seal(), &here)) {
                self.park_value(&value, ParkedWhy::Damaged)?;
            }
        }
        if !buckets.is_empty() {
            self.touched.values();
            self.kept.forget();
        }
        buckets.into_iter().try_for_each(|bucket| self.forget_digest(bucket))?;
        Ok(stand)
    }
}
