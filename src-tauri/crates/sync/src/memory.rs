//! What a child remembers of its syncs. Kept beside the events and written in the same transaction as they are.

use crate::message::{Declined, Epoch, Have, Manifest};
use journal::{Bucket, DeviceId, Hash, Seq};
use minicbor::{Decode, Encode};

/// All that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Memory {
    /// Up to where the parent's events and values are here.
    #[n(0)]
    pub cursor: Option<Cursor>,
    /// A sync has once been brought to its end: everything the parent had was here, and the digests agreed.
    #[n(1)]
    pub complete: bool,
    /// A first sync under way.
    #[n(2)]
    pub snapshot: Option<Snapshot>,
    /// When the digests last agreed, and on what.
    #[n(3)]
    pub agreed: Option<Agreed>,
    /// The digests differ though nothing is left to be sent.
    #[n(4)]
    pub mismatch: Option<Mismatch>,
    /// This device may not sync any more.
    #[n(5)]
    pub frozen: Option<Frozen>,
    /// Journals of others that were found to be written twice, as the parent has them.
    #[n(6)]
    pub forked: Vec<Have>,
    /// Segments that the parent does not take, until it does or the digests agree.
    #[cbor(n(7), default)]
    pub declined: Vec<Declined>,
}

/// Positions in the parent's numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Cursor {
    /// Whose positions.
    #[n(0)]
    pub epoch: Epoch,
    /// Events up to this one are here.
    #[n(1)]
    pub position: u64,
    /// Sealed values up to this one are here.
    #[n(2)]
    pub sealed: u64,
}

/// A first sync under way. It goes on where it stopped, and is over when it is over: never before (L4).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Snapshot {
    /// What it consists of.
    #[n(0)]
    pub manifest: Manifest,
    /// Parts taken in so far.
    #[n(1)]
    pub done: u32,
}

/// How far a first sync is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Events and values taken in.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

impl Snapshot {
    /// How far it is.
    pub fn progress(&self) -> Progress {
        let count = |parts: &[crate::message::Part]| parts.iter().map(|part| part.records).sum();
        let done = usize::try_from(self.done).unwrap_or(usize::MAX).min(self.manifest.parts.len());
        Progress { done: count(&self.manifest.parts[..done]), of: count(&self.manifest.parts) }
    }
}

/// Both sides held the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Agreed {
    /// Digest of all events.
    #[n(0)]
    pub events: Hash,
    /// Digest of all sealed values.
    #[n(1)]
    pub values: Hash,
    /// How many events.
    #[n(2)]
    pub count: u64,
    /// What this PC's clock said, ms since 1970-01-01 UTC.
    #[n(3)]
    pub wall_ms: i64,
}

/// Where the two sides differ. It is shown; nothing is overwritten on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Mismatch {
    /// In the events of a device, first seen between the place before and this one.
    #[n(0)]
    Events {
        /// Whose.
        #[n(0)]
        device: DeviceId,
        /// End of the first stretch that differs.
        #[n(1)]
        until: Seq,
    },
    /// In the sealed values under a run of events.
    #[n(1)]
    Values {
        /// Whose events.
        #[n(0)]
        device: DeviceId,
        /// Which run.
        #[n(1)]
        bucket: u64,
    },
    /// In all that the other side told in detail the two agree, but not in the whole.
    #[n(2)]
    Unplaced,
}

impl Mismatch {
    pub(crate) fn values(bucket: Bucket) -> Self {
        Self::Values { device: bucket.device, bucket: bucket.number }
    }
}

/// Why a device may not sync any more. Its data stays; it goes on when it is enrolled under a new name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Frozen {
    /// The parent has events of this device that are not here: a backup was restored, or the disk goes back by itself.
    #[n(0)]
    RolledBack,
    /// The parent has other events under the same numbers: there are two disks with this name.
    #[n(1)]
    Forked,
    /// The server's manager has revoked it.
    #[n(2)]
    Revoked,
    /// The server has frozen it.
    #[n(3)]
    ByServer,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a program wrote that did not know declined segments yet.
    #[test]
    fn an_older_memory_is_read() {
        assert_eq!(minicbor::decode(b"\xa2\x01\xf4\x06\x80").ok(), Some(Memory::default()));
    }
}
