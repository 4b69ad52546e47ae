//! The journal as bytes: event envelope, deterministic encoding, hash chain, segments.
//!
//! Every installation (device) appends to a journal of its own. An [`Event`] is encoded in exactly one way, chained to
//! the event before it by [`Chain`], and travels in a [`Segment`]: a run of events under one signature.
//!
//! Deliberately not here: what an event means (`domain` knows bodies, this crate carries them byte for byte, so that
//! events of newer versions pass through older ones unharmed, invariant A8); where events are kept (`store`); when they
//! travel (`sync`); and any clock, disk, network or randomness.
#![deny(missing_docs)]

mod cbor;
mod chain;
mod codec;
mod digest;
mod ed25519;
mod event;
mod fit;
mod id;
mod number;
mod pack;
mod park;
mod segment;
mod signature;
mod size;
mod wire;

pub use chain::{Chain, ChainBreak, ChainFault, Hash, genesis, link, verify_chain};
pub use codec::DecodeError;
pub use digest::{BUCKET_EVENTS, Bucket, ValuesDigest, events_digest, values_digest};
pub use ed25519::{DeviceKey, KnownDevices, PublicKey};
pub use event::{Event, EventId};
pub use fit::{Fit, fit};
pub use id::{DeviceId, IdError};
pub use number::{KindCode, KindVersion, LEAP_MAX, Lamport, NUMBER_MAX, Seq, WallTime};
pub use pack::{PackError, UNPACKED_BYTES_MAX, UNREADABLE_MAX, pack, unpack, unpack_each};
pub use park::{ParkReason, Understood, understand, understand_within};
pub use segment::{Linked, SEGMENT_EVENTS_MAX, Segment, SegmentError};
pub use signature::{BadSignature, SignError, Signer, Suite, Verifier};
pub use size::{BODY_BYTES_MAX, SEAL_BYTES_MAX, SEGMENT_BYTES_MAX, VALUE_BYTES_MAX, VALUE_FRAME_BYTES};
