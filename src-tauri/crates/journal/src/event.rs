//! The event envelope.

use crate::id::DeviceId;
use crate::number::{KindCode, KindVersion, Lamport, Seq, WallTime};

/// Name of an event, and of the entity it created: never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    /// Whose journal it is in.
    pub device: DeviceId,
    /// Its place there.
    pub seq: Seq,
}

/// Something a person did, in its envelope. [`Event::encode`] gives the one form in which it is stored, hashed and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Whose journal it is in.
    pub device: DeviceId,
    /// Its place there.
    pub seq: Seq,
    /// Its place in the order of all events.
    pub lamport: Lamport,
    /// What the author's clock said.
    pub wall: WallTime,
    /// What kind of event.
    pub kind: KindCode,
    /// In which version.
    pub version: KindVersion,
    /// An installation that does not know the kind must not act on the entity until it does.
    pub must_understand: bool,
    /// The entity it belongs to, by the event that created it; itself, when it is that event.
    pub entity: EventId,
    /// The last event of the entity that the author had seen.
    pub base: Option<EventId>,
    /// The person who acted, by the event that entered them.
    pub actor: Option<EventId>,
    /// What happened, as its kind encodes it; opaque here. No personal value (invariant A9).
    pub body: Vec<u8>,
}

impl Event {
    /// The event's own name.
    pub fn id(&self) -> EventId {
        EventId { device: self.device, seq: self.seq }
    }
}
