//! What a child stands on.

use crate::memory::Memory;
use crate::message::{Erased, Have, SealedRow, ValueBucket};
use journal::{Bucket, Chain, DeviceKey, EventId, Hash, KnownDevices, Linked, Segment};

/// Sealed values and erasures that the parent has not confirmed yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Values.
    pub rows: Vec<SealedRow>,
    /// Erasures.
    pub erased: Vec<Erased>,
    /// Hand this to [`Replica::sent`] when they have arrived.
    pub mark: u64,
}

/// Of two rows for one place, which is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proven {
    /// The one that is held: the other is no value of this hall.
    Ours,
    /// The one that arrives, or it is to be kept beside the one that is held.
    Theirs,
    /// That cannot be told.
    Neither,
}

/// What a child keeps. Every call stands for itself; those that write are durable when they return, but for those that begin.
pub trait Replica {
    /// What the database says.
    type Error;

    /// Ends of all journals held, in the order of devices.
    ///
    /// # Errors
    /// What the database says, as for every call here.
    fn ends(&self) -> Result<Vec<Chain>, Self::Error>;

    /// The chain's hash at an event that is held.
    fn hash_at(&self, event: EventId) -> Result<Option<Hash>, Self::Error>;

    /// Digests of the sealed values.
    fn value_buckets(&self) -> Result<Vec<ValueBucket>, Self::Error>;

    /// Segments that bring another from `after` towards the end of that journal, of about so many events and with no more
    /// than so many bytes if that is more than one. Those of this device are sealed with `key`; those of others are as they
    /// came, so the first may begin earlier.
    fn segments_after(
        &mut self,
        after: &Chain,
        most: (usize, usize),
        key: &DeviceKey,
    ) -> Result<Vec<Segment>, Self::Error>;

    /// Begins to take opened segments in, in one transaction with `memory`, as far as they fit ([`journal::fit`]). It is
    /// durable after [`Replica::settle`], and nothing else is begun before.
    fn begin_accept(&mut self, segments: Vec<(Segment, Vec<Linked>)>, memory: &Memory) -> Result<(), Self::Error>;

    /// Begins to take sealed values and erasures in, in one transaction with `memory`. What has been erased does not come
    /// back, what does not open comes in no other's place, and nothing is erased that no event demands. It is durable after [`Replica::settle`], and nothing else is begun before.
    fn begin_take_sealed(
        &mut self,
        rows: Vec<SealedRow>,
        erased: Vec<Erased>,
        memory: &Memory,
    ) -> Result<(), Self::Error>;

    /// Waits for what was begun, if anything was. Gives back the journals in it that are written twice. When it fails,
    /// nothing of it was taken in.
    fn settle(&mut self) -> Result<Vec<Have>, Self::Error>;

    /// Values and erasures that wait to be sent, at most so many, with no more than so many bytes if that is more than one;
    /// values under suite 0 never do.
    fn unsent(&self, rows: usize, bytes: usize) -> Result<Unsent, Self::Error>;

    /// Those up to a mark have arrived.
    fn sent(&mut self, mark: u64) -> Result<(), Self::Error>;

    /// Sealed values of a bucket, in the order of event and field.
    fn rows_of(&self, bucket: Bucket) -> Result<Vec<SealedRow>, Self::Error>;

    /// These wait to be sent, again.
    fn resend(&mut self, rows: &[(EventId, u16)]) -> Result<(), Self::Error>;

    /// Whether the values that an event set have been erased, by an event that is held.
    fn is_erased(&self, subject: EventId) -> Result<bool, Self::Error>;

    /// Of a row that is held and one that arrives for the same place: which is right, as far as can be told here. One that
    /// is not right is shown and not taken by [`Replica::begin_take_sealed`], which sends the other again.
    fn proven(&self, arriving: &SealedRow) -> Result<Proven, Self::Error>;

    /// Keys of other devices.
    fn keys(&self) -> Result<KnownDevices, Self::Error>;

    /// Knows these keys from now on; one that is known already stays.
    fn pin(&mut self, keys: &KnownDevices) -> Result<(), Self::Error>;

    /// Versions of reference data that events name and that are not here.
    fn wanted(&self) -> Result<Vec<Hash>, Self::Error>;

    /// Keeps a version of reference data; its hash has been checked.
    fn put_reference(&mut self, hash: Hash, bytes: &[u8]) -> Result<(), Self::Error>;

    /// What was remembered last.
    fn memory(&self) -> Result<Memory, Self::Error>;

    /// Remembers.
    fn remember(&mut self, memory: &Memory) -> Result<(), Self::Error>;
}
