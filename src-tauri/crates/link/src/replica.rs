//! Lends the hall's database to the engine. Translates types, and lets a write go on while the next thing is fetched.

use journal::{
    Bucket, Chain, DeviceKey, EventId, Hash, KnownDevices, Linked, SEGMENT_BYTES_MAX, SEGMENT_EVENTS_MAX, Segment,
};
use std::iter::Peekable;
use store::{Arriving, Begun, ReadTx, SealedValue, Store, StoreError, ValueErased, VaultField, WriteTx};
use sync::{Erased, Have, Memory, Proven, Replica, SealedRow, Unsent, ValueBucket};

/// A hall's database, as the engine sees it.
#[derive(Debug)]
pub struct StoreReplica {
    store: Store,
    under_way: Option<Begun<Vec<Have>, StoreError>>,
}

fn row(value: SealedValue) -> SealedRow {
    SealedRow { subject: value.subject, field: value.field.0, suite: value.suite, sealed: value.sealed }
}

fn value(row: SealedRow) -> SealedValue {
    SealedValue { subject: row.subject, field: VaultField(row.field), suite: row.suite, sealed: row.sealed }
}

fn remembered(memory: &Memory) -> Result<Vec<u8>, StoreError> {
    minicbor::to_vec(memory).map_err(|error| StoreError::Internal(error.to_string()))
}

/// Events for one segment.
fn next_run(events: &mut Peekable<impl Iterator<Item = Vec<u8>>>) -> Vec<Vec<u8>> {
    let (mut run, mut size) = (Vec::new(), 0);
    while let Some(event) = events.next_if(|event| run.is_empty() || size + event.len() <= SEGMENT_BYTES_MAX) {
        size += event.len();
        run.push(event);
        if run.len() == SEGMENT_EVENTS_MAX {
            break;
        }
    }
    run
}

impl StoreReplica {
    /// Lends this database.
    pub fn new(store: Store) -> Self {
        Self { store, under_way: None }
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    fn read<T>(&self, f: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.store.read(f)
    }

    fn write<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.store.write(f)
    }

    fn begin(
        &mut self,
        f: impl FnOnce(&mut WriteTx<'_>) -> Result<Vec<Have>, StoreError> + Send + 'static,
    ) -> Result<(), StoreError> {
        if self.under_way.is_some() {
            return Err(StoreError::Internal("a write is under way".to_owned()));
        }
        self.under_way = Some(self.store.begin_write(f));
        Ok(())
    }
}

impl Drop for StoreReplica {
    /// Whoever lends the database next finds everything written that was begun, or nothing of it.
    fn drop(&mut self) {
        if let Err(error) = self.settle() {
            tracing::warn!(%error, "what arrived last was not written");
        }
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

    fn segments_after(
        &mut self,
        after: &Chain,
        (events, bytes): (usize, usize),
        key: &DeviceKey,
    ) -> Result<Vec<Segment>, StoreError> {
        // What an earlier name of this installation wrote and nobody has: this one vouches for it, its key being gone.
        let own = self.store.device();
        if after.device() != own && !self.store.incarnations()?.iter().any(|name| name.device == after.device()) {
            return self.read(|tx| tx.segments_after(after, events, bytes));
        }
        let encoded = self.read(|tx| tx.events_after(after, events, bytes))?;
        let (mut chain, mut segments) = (*after, Vec::new());
        let mut encoded = encoded.into_iter().peekable();
        while encoded.peek().is_some() {
            let run = next_run(&mut encoded);
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

    fn begin_accept(&mut self, segments: Vec<(Segment, Vec<Linked>)>, memory: &Memory) -> Result<(), StoreError> {
        let memory = remembered(memory)?;
        let arriving = Arriving::read(segments);
        self.begin(move |tx| {
            tx.set_sync_memory(&memory)?;
            Ok(tx.take_in(arriving)?.forked.into_iter().map(Have::from).collect())
        })
    }

    fn unsent(&self, rows: usize, bytes: usize) -> Result<Unsent, StoreError> {
        let unsent = self.read(|tx| tx.unsent_values(rows, bytes))?;
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

    fn begin_take_sealed(
        &mut self,
        rows: Vec<SealedRow>,
        erased: Vec<Erased>,
        memory: &Memory,
    ) -> Result<(), StoreError> {
        let values: Vec<SealedValue> = rows.into_iter().map(value).collect();
        let gone = |erased: Erased| ValueErased { subject: erased.subject, field: VaultField(erased.field) };
        let erased: Vec<ValueErased> = erased.into_iter().map(gone).collect();
        let memory = remembered(memory)?;
        self.begin(move |tx| {
            tx.set_sync_memory(&memory)?;
            tx.take_values(&values, &erased)?;
            Ok(Vec::new())
        })
    }

    fn settle(&mut self) -> Result<Vec<Have>, StoreError> {
        self.under_way.take().map_or(Ok(Vec::new()), Begun::wait)
    }

    fn is_erased(&self, subject: EventId) -> Result<bool, StoreError> {
        self.read(|tx| tx.is_erased(subject))
    }

    fn proven(&self, arriving: &SealedRow) -> Result<Proven, StoreError> {
        Ok(match self.read(|tx| tx.proven(&value(arriving.clone())))? {
            store::Proven::Ours => Proven::Ours,
            store::Proven::Theirs => Proven::Theirs,
            store::Proven::Neither => Proven::Neither,
        })
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
