//! Events that are kept in their place and folded by nobody, so that one that cannot be understood stops no other
//! (invariant A11). They are listed, and looked at again by every newer version of the program.

use crate::event::Event;
use crate::number::Lamport;
use crate::size::BODY_BYTES_MAX;

/// What a program makes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Understood<F> {
    /// It says this, and is folded.
    Fact(F),
    /// Its kind or version is not known here, and need not be: it is kept, and folds to nothing (invariant A8).
    Kept,
    /// It keeps its place, is listed, and folds to nothing.
    Parked(ParkReason),
}

impl<F> Understood<F> {
    /// What is to be folded, if anything.
    pub fn fact(self) -> Option<F> {
        match self {
            Self::Fact(fact) => Some(fact),
            Self::Kept | Self::Parked(_) => None,
        }
    }

    /// Why it has to be parked, if it has to.
    pub fn parked(&self) -> Option<ParkReason> {
        match self {
            Self::Parked(reason) => Some(*reason),
            Self::Fact(_) | Self::Kept => None,
        }
    }
}

/// Why an event is parked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParkReason {
    /// A sequence or Lamport number above 2^53, or 0; or a Lamport number that does not count ([`Lamport::counted_with`]).
    Number,
    /// Its author says that it must be understood, and its kind is not known here: a newer version is needed.
    Kind,
    /// The body is not what its kind promises, or larger than any may be.
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

/// Reads an event. Whoever folds asks here, hall and server alike, so that both fold and park the same. `decode` reads a body
/// of a kind and version: `Ok(None)` if it does not know them.
pub fn understand<F, E>(event: &Event, decode: impl FnOnce(u16, u8, &[u8]) -> Result<Option<F>, E>) -> Understood<F> {
    if !event.numbers_fit() {
        return Understood::Parked(ParkReason::Number);
    }
    if event.body.len() > BODY_BYTES_MAX {
        return Understood::Parked(ParkReason::Body);
    }
    match decode(event.kind.0, event.version.0, &event.body) {
        Ok(Some(fact)) => Understood::Fact(fact),
        Ok(None) if event.must_understand => Understood::Parked(ParkReason::Kind),
        Ok(None) => Understood::Kept,
        Err(_) => Understood::Parked(ParkReason::Body),
    }
}

/// [`understand`] where Lamport numbers count up to `counted`: an event above it is parked, whatever it says.
pub fn understand_within<F, E>(
    event: &Event,
    counted: Lamport,
    decode: impl FnOnce(u16, u8, &[u8]) -> Result<Option<F>, E>,
) -> Understood<F> {
    if event.lamport > counted {
        return Understood::Parked(ParkReason::Number);
    }
    understand(event, decode)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventId;
    use crate::id::DeviceId;
    use crate::number::{KindCode, KindVersion, Seq, WallTime};

    #[test]
    fn what_cannot_be_understood_is_parked() {
        let check = |lamport: u64, must_understand: bool, body: Result<Option<u8>, ()>, expected: Understood<u8>| {
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
            assert_eq!(understand(&event, |_, _, _| body), expected);
            assert_eq!(understand_within(&event, Lamport(lamport), |_, _, _| body), expected);
            let below = Lamport(lamport - 1);
            let number = Understood::Parked(ParkReason::Number);
            assert_eq!(understand_within(&event, below, |_, _, _| body), number);
        };
        check(1, true, Ok(Some(7)), Understood::Fact(7));
        check(1, false, Ok(None), Understood::Kept);
        check(1, true, Ok(None), Understood::Parked(ParkReason::Kind));
        check(1, false, Err(()), Understood::Parked(ParkReason::Body));
        check((1 << 53) + 1, false, Ok(Some(7)), Understood::Parked(ParkReason::Number));
        check((1 << 53) + 1, true, Err(()), Understood::Parked(ParkReason::Number));
        check(1 << 53, false, Ok(Some(7)), Understood::Fact(7));
        let sized = |bytes: usize| {
            let id = EventId { device: DeviceId([1; 8]), seq: Seq(1) };
            let (lamport, wall, kind, version) = (Lamport(1), WallTime(0), KindCode(1), KindVersion(1));
            let (device, seq, entity, base, actor) = (id.device, id.seq, id, None, None);
            let body = vec![0; bytes];
            let event =
                Event { device, seq, lamport, wall, kind, version, must_understand: false, entity, base, actor, body };
            understand(&event, |_, _, _| Ok::<_, ()>(Some(7)))
        };
        assert_eq!(sized(BODY_BYTES_MAX), Understood::Fact(7));
        assert_eq!(sized(BODY_BYTES_MAX + 1), Understood::Parked(ParkReason::Body));
        for reason in [ParkReason::Number, ParkReason::Kind, ParkReason::Body] {
            assert_eq!(ParkReason::from_code(reason.code()), Some(reason));
        }
    }
}
