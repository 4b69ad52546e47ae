//! Sealed values on the wire. The other side keeps and compares them, and cannot open them.

use journal::{Bucket, DeviceId, EventId, Hash, VALUE_BYTES_MAX};
use minicbor::{Decode, Encode};

/// A sealed value under the event that set it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SealedRow {
    /// The event that set it.
    #[n(0)]
    pub subject: EventId,
    /// Which of its fields.
    #[n(1)]
    pub field: u16,
    /// What it was sealed with. Suite 0 is plain text and never travels.
    #[n(2)]
    pub suite: u8,
    /// The sealed bytes.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
}

/// A value has been erased, for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct Erased {
    /// The event that had set it.
    #[n(0)]
    pub subject: EventId,
    /// Which of its fields.
    #[n(1)]
    pub field: u16,
}

/// Digest of the sealed values under a run of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ValueBucket {
    /// Whose events.
    #[n(0)]
    pub device: DeviceId,
    /// Which run.
    #[n(1)]
    pub number: u64,
    /// Digest of the values under them.
    #[n(2)]
    pub digest: Hash,
}

impl SealedRow {
    /// Whether it travels: one that is larger than [`VALUE_BYTES_MAX`] does not, and is not taken.
    pub fn is_sent(&self) -> bool {
        self.sealed.len() <= VALUE_BYTES_MAX
    }

    /// Of which event and field it is.
    pub fn name(&self) -> (EventId, u16) {
        (self.subject, self.field)
    }
}

impl ValueBucket {
    /// The bucket without its digest.
    pub fn bucket(&self) -> Bucket {
        Bucket { device: self.device, number: self.number }
    }
}
