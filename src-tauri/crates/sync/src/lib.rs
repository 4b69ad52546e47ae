//! The sync state machines, without input or output: they take messages and return messages and effects, so that a
//! simulator can run many halls in one thread with faults and a seed.
//!
//! The room is kept for the central server's issue. Deliberately not here, now and later: sockets, files, clocks. Only the
//! words both sides greet each other with stand here yet.

#![deny(missing_docs)]

use journal::{DeviceId, Hash, Seq};

/// How far one side has a device's journal: its last event and the chain's hash there. The other side sends the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Have {
    /// Whose journal.
    pub device: DeviceId,
    /// Last event held.
    pub seq: Seq,
    /// Head of the chain at that event; two heads at one number are a fork, and are shown.
    pub head: Hash,
}
