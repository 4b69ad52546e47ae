//! What a child asks of its parent.

use super::{Epoch, Erased, Have, SealedRow, Token, ValueBucket};
use crate::protocol::Protocol;
use journal::{DeviceId, Hash};
use minicbor::{Decode, Encode};

/// A request with the token that the greeting was answered with; the greeting itself has none.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Envelope {
    /// From the last [`super::Welcome`].
    #[n(0)]
    pub token: Option<Token>,
    /// The request.
    #[n(1)]
    pub request: Request,
}

/// All requests. Every one may be repeated: nothing is done twice.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Request {
    /// Who is there, and what it speaks.
    #[n(0)]
    Hello(#[n(0)] Hello),
    /// How does it stand? The whole of a sync that has nothing to do.
    #[n(1)]
    Digest(#[n(0)] AskDigest),
    /// Takes these in.
    #[n(2)]
    Push(#[n(0)] Push),
    /// What is new?
    #[n(3)]
    Pull(#[n(0)] Pull),
    /// Everything there is, in parts.
    #[n(4)]
    Snapshot,
    /// A stretch of a part, or of a version of reference data.
    #[n(5)]
    Fetch(#[n(0)] Fetch),
    /// Sealed values that are new, or that differ.
    #[n(6)]
    Sealed(#[n(0)] AskSealed),
}

/// A greeting, signed by the device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Hello {
    /// Oldest version spoken.
    #[n(0)]
    pub oldest: Protocol,
    /// Newest version spoken.
    #[n(1)]
    pub newest: Protocol,
    /// Version of the folds, for the record.
    #[n(2)]
    pub fold: u16,
    /// Who it is.
    #[n(3)]
    pub device: DeviceId,
    /// How often it has been started. A lower number than before is a device that went back to an old copy of its disk.
    #[n(4)]
    pub incarnation: u64,
    /// What its clock says, ms since 1970-01-01 UTC. Shown when it is far off; decides nothing.
    #[n(5)]
    pub clock_ms: i64,
    /// Version of the program, for the record.
    #[n(6)]
    pub program: String,
    /// Drawn at random, so that no two greetings are alike.
    #[cbor(n(7), with = "minicbor::bytes")]
    pub nonce: [u8; 16],
    /// SHA-256 of the certificate of the authority the device has pinned: the greeting is worth nothing elsewhere.
    #[n(8)]
    pub authority: Hash,
    /// End of its own journal.
    #[n(9)]
    pub own: Have,
    /// Ed25519 over [`Hello::signed`].
    #[cbor(n(10), with = "minicbor::bytes")]
    pub signature: Vec<u8>,
}

impl Hello {
    /// What the signature is over.
    pub fn signed(&self) -> Vec<u8> {
        let mut message = b"yanshi sync hello 1\0".to_vec();
        message.extend(super::to_bytes(&Self { signature: Vec::new(), ..self.clone() }));
        message
    }
}

/// Asks how the other side stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AskDigest {
    /// Digest of all events here, so that the other side knows when it was last agreed with.
    #[n(0)]
    pub events: Option<Hash>,
    /// Also the hashes at the ends of buckets: where do the two sides part?
    #[n(1)]
    pub buckets: Option<bool>,
}

/// Events and sealed values to be taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Push {
    /// Segments as [`journal::pack`] packs them.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub segments: Vec<u8>,
    /// Sealed values.
    #[n(1)]
    pub rows: Vec<SealedRow>,
    /// What has been erased.
    #[n(2)]
    pub erased: Vec<Erased>,
}

/// Where to go on from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Since {
    /// Whose positions.
    #[n(0)]
    pub epoch: Epoch,
    /// Everything up to this one is here.
    #[n(1)]
    pub position: u64,
}

/// Asks for events.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pull {
    /// Go on from here, if the epoch is still the same.
    #[n(0)]
    pub since: Option<Since>,
    /// What is held already. Sent when there is no position to go on from.
    #[n(1)]
    pub have: Vec<Have>,
    /// Bytes of packed segments in one answer, about.
    #[n(2)]
    pub bytes: u32,
}

/// Asks for a stretch of bytes that are known by their hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Fetch {
    /// SHA-256 of the whole.
    #[n(0)]
    pub hash: Hash,
    /// First byte wanted.
    #[n(1)]
    pub offset: u64,
    /// Most bytes wanted.
    #[n(2)]
    pub bytes: u32,
}

/// Asks for sealed values.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AskSealed {
    /// Those after this position.
    #[n(0)]
    pub since: Option<Since>,
    /// Or those of buckets that differ from these. An empty list differs wherever there is anything.
    #[n(1)]
    pub buckets: Option<Vec<ValueBucket>>,
    /// Most values in one answer, about: a bucket is never cut.
    #[n(2)]
    pub rows: u32,
    /// Only buckets after this one, by device and number.
    #[n(3)]
    pub after: Option<(DeviceId, u64)>,
    /// And the rest of that one, behind this number and field: what [`super::Sealed::until`] said.
    #[n(4)]
    pub from: Option<(u64, u16)>,
}
