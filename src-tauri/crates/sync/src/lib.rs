//! The sync state machines, without input or output: they take messages and return messages, so that a simulator can run
//! many halls in one thread with faults and a seed.
//!
//! A [`Child`] (a hall) asks, a [`Parent`] (the central server, later a hall's host) answers; each stands on a trait that a
//! database implements, [`Replica`] and [`Keeper`]. Up, the parent says what it has of each journal and the child sends the
//! rest. Down, the child goes on from a position in the parent's numbering. "Synced" is what both sides say when their
//! digests agree, and nothing else (invariant A10).
//!
//! Deliberately not here, now and later: sockets, files, clocks, randomness, threads. Bytes drawn at random and times come
//! in as arguments. No message is ever awaited while a transaction is open (invariant A2).

#![deny(missing_docs)]

mod child;
mod enrol;
mod limits;
mod memory;
mod message;
mod parent;
mod protocol;

pub use child::{Child, ChildError, Identity, Outcome, Proven, Replica, Step, Unsent};
pub use enrol::{Enrol, EnrolCode, EnrolRefusal, EnrolReply, Enrolled, NotACode};
pub use limits::{
    ANSWER_BYTES_MAX, BATCH_BYTES, BUCKET_BYTES, BUCKETS_MAX, REQUEST_BYTES_MAX, SEGMENTS_BYTES_MAX, VALUES_BYTES,
};
pub use memory::{Agreed, Cursor, Frozen, Memory, Mismatch, Progress, Snapshot};
pub use message::{
    AskDigest, AskSealed, Blob, DECLINED_MAX, Declined, Digests, Envelope, Epoch, Erased, EventBucket, Fetch, Have,
    Hello, Manifest, MessageError, Part, PartKind, Pinned, Pull, Pulled, Push, Pushed, REPLY_MARK, Refusal, Reply,
    Request, Sealed, SealedRow, Since, Standing, Token, ValueBucket, Welcome,
};
pub use parent::{Accepted, Greeting, Keeper, Member, MemberState, Offer, Parent, Site};
pub use protocol::{FOLD_VERSION, Protocol, agree};
