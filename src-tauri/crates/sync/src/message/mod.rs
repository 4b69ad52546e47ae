//! The messages, as deterministic CBOR: maps with integer keys in ascending order, definite lengths, shortest integers. An
//! unknown key is passed over, so that a field can be added without a new version; a key never changes its meaning.
//!
//! Deliberately not here: what is done with them (`child`, `parent`), and how they travel.

mod reply;
mod request;
mod shape;
mod vault;

pub use reply::{
    Blob, DECLINED_MAX, Declined, Digests, EventBucket, Manifest, Part, PartKind, Pulled, Pushed, Refusal, Reply,
    Sealed, Standing, Welcome,
};
pub use request::{AskDigest, AskSealed, Envelope, Fetch, Hello, Pull, Push, Request, Since};
pub use vault::{Erased, SealedRow, ValueBucket};

use journal::{Chain, DeviceId, Hash, PublicKey, Seq};
use minicbor::{Decode, Encode};

/// First bytes of every reply: a proxy that answers 200 with a page of its own is noticed at once.
pub const REPLY_MARK: [u8; 3] = *b"YS\x01";

/// A side's numbering of what it hands down. Drawn anew at every start, so that positions of a server that went back to an
/// old copy of itself are never taken for positions of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Epoch(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 8]);

/// A greeting's result: shown with every later request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Token(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 16]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

/// How far one side has a device's journal: its last event and the chain's hash there. The other side sends the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Have {
    /// Whose journal.
    #[n(0)]
    pub device: DeviceId,
    /// Last event held.
    #[n(1)]
    pub seq: Seq,
    /// Head of the chain at that event; two heads at one number are a fork, and are shown.
    #[n(2)]
    pub head: Hash,
}

impl From<Chain> for Have {
    fn from(end: Chain) -> Self {
        Self { device: end.device(), seq: Seq(end.events()), head: end.hash() }
    }
}

impl From<Have> for Chain {
    fn from(have: Have) -> Self {
        Self::resume(have.device, have.seq.next(), have.head)
    }
}

/// A device's key, as its enrolment pinned it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Pinned {
    /// Whose.
    #[n(0)]
    pub device: DeviceId,
    /// The key.
    #[n(1)]
    pub key: PublicKey,
}

/// Bytes that are no message of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// A reply without our mark: something between the two sides has answered.
    #[error("the answer is not the server's")]
    Foreign,
    /// Cut off, damaged, or of a version that is not spoken here.
    #[error("not a message: {0}")]
    Malformed(String),
}

impl From<minicbor::decode::Error> for MessageError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

impl Envelope {
    /// The bytes to send.
    pub fn encode(&self) -> Vec<u8> {
        to_bytes(self)
    }

    /// Reads a request.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn decode(bytes: &[u8]) -> Result<Self, MessageError> {
        whole(bytes)
    }
}

impl Reply {
    /// The bytes to send.
    pub fn encode(&self) -> Vec<u8> {
        marked(self)
    }

    /// Reads a reply.
    ///
    /// # Errors
    /// [`MessageError::Foreign`] when somebody else has answered.
    pub fn decode(bytes: &[u8]) -> Result<Self, MessageError> {
        unmarked(bytes)
    }
}

pub(crate) fn to_bytes<T: Encode<()>>(message: &T) -> Vec<u8> {
    match minicbor::to_vec(message) {
        Ok(bytes) => bytes,
        Err(error) => unreachable!("writing a message into memory cannot fail: {error}"),
    }
}

/// An answer: the mark, then the message.
pub(crate) fn marked<T: Encode<()>>(message: &T) -> Vec<u8> {
    let mut bytes = REPLY_MARK.to_vec();
    bytes.extend(to_bytes(message));
    bytes
}

/// Reads what [`marked`] wrote.
pub(crate) fn unmarked<T: for<'b> Decode<'b, ()>>(bytes: &[u8]) -> Result<T, MessageError> {
    whole(bytes.strip_prefix(&REPLY_MARK).ok_or(MessageError::Foreign)?)
}

/// Nothing may follow the message.
pub(crate) fn whole<T: for<'b> Decode<'b, ()>>(bytes: &[u8]) -> Result<T, MessageError> {
    shape::check(bytes).map_err(|what| MessageError::Malformed(what.to_owned()))?;
    let mut decoder = minicbor::Decoder::new(bytes);
    let message = decoder.decode()?;
    match decoder.position() == bytes.len() {
        true => Ok(message),
        false => Err(MessageError::Malformed("bytes follow the message".to_owned())),
    }
}
