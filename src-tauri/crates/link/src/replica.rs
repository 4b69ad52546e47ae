//! Lends the hall's database to the engine. Translates types and nothing else.

use journal::{Bucket, Chain, DeviceKey, EventId, Hash, KnownDevices, Linked, Segment};
use store::{ReadTx, SealedValue, Store, StoreError, ValueErased, VaultField, WriteTx};
use sync::{Erased, Have, Memory, Replica, SealedRow, Unsent, ValueBucket};

/// A hall's database, as the engine sees it.
#[derive(Debug, Clone)]
pub struct StoreReplica(pub Store);

fn row(value: SealedValue) -> SealedRow {
    SealedRow { subject: value.subject, field: value.field.0, suite: value.suite, sealed: value.sealed }
}

fn value(row: &SealedRow) -> SealedValue {
    SealedValue { subject: row.subject, field: VaultField(row.field), suite: row.suite, sealed: row.sealed.clone() }
}

fn remembered(memory: &Memory) -> Result<Vec<u8>, StoreError> {
    minicbor::to_vec(memory).map_err(|error| StoreError::Internal(error.to_string()))
}

impl StoreReplica {
    fn read<T>(&self, f: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.0.read(f)
    }

    fn write<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.0.write(f)
    }
}

impl Replica for StoreReplica {
    type Error = StoreError;

    fn ends(&self) -> Result<Vec<Chain>, StoreError> {
        self.read(|tx| tx.journal_ends())
    }

    fn hash_at(&self, event: EventId) -> Result<Option<Hash>, StoreError> {
        self.read(|tx| tx.hash_at(event))
    }

    fn value_buckets(&self) -> Result<Vec<ValueBucket>, StoreError> {
        let digests = self.read(|tx| tx.value_digests())?;
        let bucket =
            |(bucket, digest): (Bucket, Hash)| ValueBucket { device: bucket.device, number: bucket.number, digest };
        Ok(digests.into_iter().map(bucket).collect())
    }

    fn segments_after(&mut self, after: &Chain, events: usize, key: &DeviceKey) -> Result<Vec<Segment>, StoreError> {
        // What an earlier name of this installation wrote and nobody has: this one vouches for it, its key being gone.
        let own = self.0.device();
        if after.device() != own && !self.0.incarnations()?.iter().any(|name| name.device == after.device()) {
            return self.read(|tx| tx.segments_after(after, events));
        }
        let encoded = self.read(|tx| tx.events_after(after, events))?;
        let (mut chain, mut segments) = (*after, Vec::new());
        let mut encoded = encoded.into_iter().peekable();
        while encoded.peek().is_some() {
            let run: Vec<Vec<u8>> = encoded.by_ref().take(journal::SEGMENT_EVENTS_MAX).collect();
            let start = chain;
            for event in &run {
                chain.append(event);
            }
            let segment =
                Segment::vouch(key, own, &start, run).map_err(|error| StoreError::Internal(error.to_string()))?;
            segments.push(segment);
        }
        Ok(segments)
    }

    fn accept(&mut self, segments: Vec<(Segment, Vec<Linked>)>, memory: &Memory) -> Result<Vec<Have>, StoreError> {
        let memory = remembered(memory)?;
        let taken = self.write(move |tx| {
            tx.set_sync_memory(&memory)?;
            tx.take_in(segments)
        })?;
        Ok(taken.forked.into_iter().map(Have::from).collect())
    }

    fn unsent(&self, rows: usize) -> Result<Unsent, StoreError> {
        let unsent = self.read(|tx| tx.unsent_values(rows))?;
        let erased = unsent.erased.into_iter().map(|gone| Erased { subject: gone.subject, field: gone.field.0 });
        Ok(Unsent { rows: unsent.values.into_iter().map(row).collect(), erased: erased.collect(), mark: unsent.mark })
    }

    fn sent(&mut self, mark: u64) -> Result<(), StoreError> {
        self.write(move |tx| tx.values_sent(mark))
    }

    fn rows_of(&self, bucket: Bucket) -> Result<Vec<SealedRow>, StoreError> {
        Ok(self.read(|tx| tx.values_of(bucket))?.into_iter().map(row).collect())
    }

    fn resend(&mut self, rows: &[(EventId, u16)]) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let values: Vec<_> = rows.iter().map(|(subject, field)| (*subject, VaultField(*field))).collect();
        self.write(move |tx| tx.send_values_again(&values))
    }

    fn take_sealed(&mut self, rows: &[SealedRow], erased: &[Erased], memory: &Memory) -> Result<(), StoreError> {
        let values: Vec<SealedValue> = rows.iter().map(value).collect();
        let gone = |erased: &Erased| ValueErased { subject: erased.subject, field: VaultField(erased.field) };
        let erased: Vec<ValueErased> = erased.iter().map(gone).collect();
        let memory = remembered(memory)?;
        self.write(move |tx| {
            tx.set_sync_memory(&memory)?;
            tx.take_values(&values, &erased)
        })
    }

    fn is_erased(&self, subject: EventId, field: u16) -> Result<bool, StoreError> {
        self.read(|tx| tx.is_erased(subject, VaultField(field)))
    }

    fn keys(&self) -> Result<KnownDevices, StoreError> {
        self.read(|tx| tx.device_keys())
    }

    fn pin(&mut self, keys: &KnownDevices) -> Result<(), StoreError> {
        let known = self.keys()?;
        let new: KnownDevices = keys.iter().filter(|(device, _)| known.key(*device).is_none()).collect();
        if new.iter().next().is_none() {
            return Ok(());
        }
        self.write(move |tx| tx.pin_devices(&new))
    }

    fn wanted(&self) -> Result<Vec<Hash>, StoreError> {
        Ok(self.read(|tx| tx.wanted_references())?.into_iter().map(Hash).collect())
    }

    fn put_reference(&mut self, hash: Hash, bytes: &[u8]) -> Result<(), StoreError> {
        let bytes = bytes.to_vec();
        self.write(move |tx| tx.reference_put(&hash.0, &bytes))
    }

    fn memory(&self) -> Result<Memory, StoreError> {
        let bytes = self.read(|tx| tx.sync_memory())?;
        if bytes.is_empty() {
            return Ok(Memory::default());
        }
        minicbor::decode(&bytes).map_err(|error| StoreError::Damaged(format!("what syncing remembers: {error}")))
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), StoreError> {
        let memory = remembered(memory)?;
        self.write(move |tx| tx.set_sync_memory(&memory))
    }
}
