//! Events that are kept in their place and folded by nobody, so that one that cannot be understood stops no other
//! (invariant A11). They are listed, and looked at again by every newer version of the program.

use crate::event::Event;

/// What a program makes of an event's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Understood {
    /// It can be folded.
    Yes,
    /// Its kind or version is not known here.
    Unknown,
    /// Its kind is known, and its body is not what the kind promises.
    Malformed,
}

/// Why an event is parked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParkReason {
    /// A sequence or Lamport number above 2^53, or 0.
    Number,
    /// Its author says that it must be understood, and its kind is not known here: a newer version is needed.
    Kind,
    /// The body is not what its kind promises.
    Body,
}

impl ParkReason {
    /// Number in tables; never reused.
    pub fn code(self) -> u8 {
        match self {
            Self::Number => 1,
            Self::Kind => 2,
            Self::Body => 3,
        }
    }

    /// The reason of a number.
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Number, Self::Kind, Self::Body].into_iter().find(|reason| reason.code() == code)
    }
}

/// Whether an event has to be parked. One of an unknown kind that need not be understood is merely kept (invariant A8).
pub fn park_reason(event: &Event, understood: Understood) -> Option<ParkReason> {
    if !event.numbers_fit() {
        return Some(ParkReason::Number);
    }
    match understood {
        Understood::Malformed => Some(ParkReason::Body),
        Understood::Unknown if event.must_understand => Some(ParkReason::Kind),
        Understood::Unknown | Understood::Yes => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventId;
    use crate::id::DeviceId;
    use crate::number::{KindCode, KindVersion, Lamport, Seq, WallTime};

    #[test]
    fn what_cannot_be_understood_is_parked() {
        let check = |lamport: u64, must_understand: bool, understood: Understood, expected: Option<ParkReason>| {
            let id = EventId { device: DeviceId([1; 8]), seq: Seq(1) };
            let event = Event {
                device: id.device,
                seq: id.seq,
                lamport: Lamport(lamport),
                wall: WallTime(0),
                kind: KindCode(1),
                version: KindVersion(1),
                must_understand,
                entity: id,
                base: None,
                actor: None,
                body: Vec::new(),
            };
            assert_eq!(park_reason(&event, understood), expected);
        };
        check(1, true, Understood::Yes, None);
        check(1, false, Understood::Unknown, None);
        check(1, true, Understood::Unknown, Some(ParkReason::Kind));
        check(1, false, Understood::Malformed, Some(ParkReason::Body));
        check((1 << 53) + 1, false, Understood::Yes, Some(ParkReason::Number));
        check(1 << 53, false, Understood::Yes, None);
        for reason in [ParkReason::Number, ParkReason::Kind, ParkReason::Body] {
            assert_eq!(ParkReason::from_code(reason.code()), Some(reason));
        }
    }
}
