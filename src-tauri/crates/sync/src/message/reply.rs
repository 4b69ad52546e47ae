//! What a parent answers.

use super::{Epoch, Erased, Have, Pinned, SealedRow, Token};
use crate::protocol::Protocol;
use journal::{DeviceId, EventId, Hash, Seq};
use minicbor::{Decode, Encode};

/// All answers.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Reply {
    /// To a greeting.
    #[n(0)]
    Welcome(#[n(0)] Welcome),
    /// How it stands.
    #[n(1)]
    Digests(#[n(0)] Digests),
    /// What was pushed is on the disk.
    #[n(2)]
    Pushed(#[n(0)] Pushed),
    /// What is new.
    #[n(3)]
    Pulled(#[n(0)] Pulled),
    /// What a first sync consists of.
    #[n(4)]
    Manifest(#[n(0)] Manifest),
    /// A stretch of bytes.
    #[n(5)]
    Blob(#[n(0)] Blob),
    /// Sealed values.
    #[n(6)]
    Sealed(#[n(0)] Sealed),
    /// It was not done, and why.
    #[n(7)]
    Refused(#[n(0)] Refusal),
}

/// How the parent stands with the child's hall. In every answer, so that both sides can compare at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Standing {
    /// Of the positions.
    #[n(0)]
    pub epoch: Epoch,
    /// Last position of what the parent hands down to this child.
    #[n(1)]
    pub position: u64,
    /// Last position of sealed values that it hands down to this child.
    #[n(2)]
    pub sealed: u64,
    /// [`journal::events_digest`] over all journals of the hall and the parent's own, of the bytes as they are stored.
    #[n(3)]
    pub events: Hash,
    /// [`journal::values_digest`] over the hall's sealed values.
    #[n(4)]
    pub values: Hash,
}

/// The child is known.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Welcome {
    /// What is spoken from now on.
    #[n(0)]
    pub protocol: Protocol,
    /// Shown with every request from now on.
    #[n(1)]
    pub token: Token,
    /// What the parent has of the hall's journals.
    #[n(2)]
    pub have: Vec<Have>,
    /// How it stands.
    #[n(3)]
    pub standing: Standing,
    /// What the parent's clock says, ms since 1970-01-01 UTC. To be shown beside the own; decides nothing.
    #[n(4)]
    pub clock_ms: i64,
    /// Version of the folds, for the record.
    #[n(5)]
    pub fold: u16,
    /// Version of the program, for the record.
    #[n(6)]
    pub program: String,
}

/// The chain's hash at the end of a bucket, or at the head of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct EventBucket {
    /// Whose journal.
    #[n(0)]
    pub device: DeviceId,
    /// The event it is the hash at.
    #[n(1)]
    pub seq: Seq,
    /// The hash.
    #[n(2)]
    pub hash: Hash,
}

/// How it stands, in more or less detail.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Digests {
    /// In short.
    #[n(0)]
    pub standing: Standing,
    /// What the parent has; only when the digests differ.
    #[n(1)]
    pub have: Option<Vec<Have>>,
    /// Where they could differ; only when it was asked for.
    #[n(2)]
    pub buckets: Option<Vec<EventBucket>>,
}

/// What was pushed is on the disk, as far as it fitted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pushed {
    /// What the parent has now.
    #[n(0)]
    pub have: Vec<Have>,
    /// How it stands now.
    #[n(1)]
    pub standing: Standing,
    /// Journals that were found to be written twice; nothing was taken of them.
    #[n(2)]
    pub forked: Vec<Have>,
    /// Events that were taken and could not be understood.
    #[n(3)]
    pub parked: u32,
    /// Segments that were not taken, if there were any; what does not stand behind them in their journals was. At most
    /// [`DECLINED_MAX`] are named.
    #[n(4)]
    pub declined: Option<Vec<Declined>>,
    /// Values that were not taken as they are larger than [`journal::VALUE_BYTES_MAX`], if there were any, by event and field.
    /// At most [`DECLINED_MAX`] are named.
    #[n(5)]
    pub too_large: Option<Vec<(EventId, u16)>>,
}

/// Segments that are named in one answer.
pub const DECLINED_MAX: usize = 100;

/// A segment that was not taken. The journals of other devices go on (invariant A11).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Declined {
    /// Whose; absent when the bytes were no segment.
    #[n(0)]
    pub device: Option<DeviceId>,
    /// First event of it; absent when the bytes were no segment.
    #[n(1)]
    pub first: Option<Seq>,
    /// Why: malformed, or its signature does not fit.
    #[n(2)]
    pub why: Refusal,
}

/// New events.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pulled {
    /// Segments as [`journal::pack`] packs them.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub segments: Vec<u8>,
    /// Keys of the devices in them.
    #[n(1)]
    pub keys: Vec<Pinned>,
    /// Where to go on from; equal to the standing's position when that was all.
    #[n(2)]
    pub position: u64,
    /// How it stands.
    #[n(3)]
    pub standing: Standing,
}

/// What a part of a snapshot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum PartKind {
    /// Segments as [`journal::pack`] packs them.
    #[n(0)]
    Segments,
    /// A [`Sealed`].
    #[n(1)]
    Sealed,
}

/// A part of a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Part {
    /// What is in it.
    #[n(0)]
    pub kind: PartKind,
    /// SHA-256 of its bytes.
    #[n(1)]
    pub hash: Hash,
    /// How many bytes.
    #[n(2)]
    pub bytes: u64,
    /// How many events or values.
    #[n(3)]
    pub records: u64,
}

/// Everything there was at a moment, in parts to be fetched one by one. The sync is complete when all parts have been
/// taken in, what came after has been pulled, and the digests agree.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Manifest {
    /// How it stood then: what comes after is pulled from its positions.
    #[n(0)]
    pub standing: Standing,
    /// The parts, in the order in which they are to be taken in.
    #[n(1)]
    pub parts: Vec<Part>,
    /// Keys of the devices in them.
    #[n(2)]
    pub keys: Vec<Pinned>,
}

/// A stretch of bytes.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Blob {
    /// The bytes; fewer than wanted at the end.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
    /// Length of the whole.
    #[n(1)]
    pub of: u64,
}

/// Sealed values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Sealed {
    /// Values.
    #[n(0)]
    pub rows: Vec<SealedRow>,
    /// What has been erased.
    #[n(1)]
    pub erased: Vec<Erased>,
    /// Where to go on from.
    #[n(2)]
    pub position: u64,
    /// There is more in buckets that differ.
    #[n(3)]
    pub more: bool,
    /// Buckets that differ and whose rows these are, if it was asked by bucket.
    #[n(4)]
    pub buckets: Vec<(DeviceId, u64)>,
    /// How it stands; absent in a part of a snapshot.
    #[n(5)]
    pub standing: Option<Standing>,
    /// The last of these buckets is too large for one answer: its rows are those up to this number and field.
    #[n(6)]
    pub until: Option<(u64, u16)>,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, thiserror::Error)]
pub enum Refusal {
    /// Greet first: the token is missing, or was drawn before the server's last start.
    #[n(0)]
    #[error("greet first")]
    Greet,
    /// No such device has been enrolled here.
    #[n(1)]
    #[error("the device is not enrolled here")]
    Unknown,
    /// The device has been revoked.
    #[n(2)]
    #[error("the device has been revoked")]
    Revoked,
    /// The device has gone back to an old copy of its disk, or there are two of it. It must be enrolled anew.
    #[n(3)]
    #[error("the device is frozen: it went back, or there are two of it")]
    Frozen,
    /// No version is spoken by both sides; these are spoken here.
    #[n(4)]
    #[error("no common version; spoken here: {} to {}", .0.0, .1.0)]
    Version(#[n(0)] Protocol, #[n(1)] Protocol),
    /// The message is damaged or not known here.
    #[n(5)]
    #[error("the message was not understood")]
    Malformed,
    /// A signature is not that of its device.
    #[n(6)]
    #[error("a signature does not fit")]
    Signature,
    /// What is asked for is not here, or not any more.
    #[n(7)]
    #[error("it is not here")]
    Gone,
    /// The server cannot write: its disk is full or broken. Nothing was taken; try again later.
    #[n(8)]
    #[error("the server cannot write at present")]
    Busy,
    /// A sealed value under no seal: personal values never leave a hall in the clear.
    #[n(9)]
    #[error("a personal value is not sealed")]
    Unsealed,
}
