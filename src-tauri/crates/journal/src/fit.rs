//! How a segment that arrives fits what is held of its device's journal. The one rule by which events are taken in, on
//! every node: a repetition changes nothing, a gap is asked for again, and two events at one place are a fork.

use crate::chain::{Chain, Hash};
use crate::number::Seq;
use crate::segment::{Linked, Segment};

/// What to do with a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// All of it is held already.
    Known,
    /// Take its events from this one on, counted from 0.
    Take(usize),
    /// Events before it are missing.
    Gap,
    /// Another event is held at a place it covers, or it follows another one than it should: somebody wrote this journal
    /// twice, on a cloned disk or after going back to an old copy (invariant A7).
    Fork {
        /// The last place at which both are known and differ.
        at: Seq,
    },
}

/// Compares an opened segment with the end of what is held; `held` finds the hash at a place before the end.
///
/// # Errors
/// What `held` says.
pub fn fit<E>(
    end: &Chain,
    segment: &Segment,
    events: &[Linked],
    held: impl FnOnce(Seq) -> Result<Option<Hash>, E>,
) -> Result<Fit, E> {
    let Some(known) = end.next().0.checked_sub(segment.first.0) else { return Ok(Fit::Gap) };
    let known = usize::try_from(known).unwrap_or(usize::MAX);
    // The hash covers all that comes before, so the last common place decides for all of them.
    let (at, theirs, ours) = match known.checked_sub(1) {
        None => (segment.first, Some(segment.previous), Some(end.hash())),
        Some(last) if last < events.len() => {
            (Seq(end.events()), events.get(last).map(|event| event.hash), Some(end.hash()))
        }
        Some(_) => (segment.last(), events.last().map(|event| event.hash), held(segment.last())?),
    };
    if theirs != ours {
        return Ok(Fit::Fork { at });
    }
    Ok(if known < events.len() { Fit::Take(known) } else { Fit::Known })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::genesis;
    use crate::ed25519::{DeviceKey, KnownDevices};
    use crate::event::{Event, EventId};
    use crate::id::DeviceId;
    use crate::number::{KindCode, KindVersion, Lamport, WallTime};
    use std::convert::Infallible;

    const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");

    fn event(seq: u64, body: u8) -> Vec<u8> {
        let id = EventId { device: DEVICE, seq: Seq(seq) };
        let (kind, version) = (KindCode(20), KindVersion(1));
        let (lamport, wall, body) = (Lamport(seq), WallTime(0), vec![body]);
        let plain = (None, None);
        let (base, actor) = plain;
        Event {
            device: DEVICE,
            seq: id.seq,
            lamport,
            wall,
            kind,
            version,
            must_understand: false,
            entity: id,
            base,
            actor,
            body,
        }
        .encode()
    }

    /// A journal of so many events, all with this body.
    fn journal(events: u64, body: u8) -> Vec<Chain> {
        let mut chain = Chain::begin(DEVICE);
        let mut ends = vec![chain];
        for seq in 1..=events {
            chain.append(&event(seq, body));
            ends.push(chain);
        }
        ends
    }

    /// Holds 5 events with body 1 and is offered a segment of the journal with body `body`.
    fn check(body: u8, from: u64, to: u64, expected: Fit) {
        let key = DeviceKey::from_bytes(&[3; 32]);
        let known: KnownDevices = [(DEVICE, key.public())].into_iter().collect();
        let start = journal(from - 1, body)[usize::try_from(from - 1).unwrap()];
        let segment = Segment::seal(&key, &start, (from..=to).map(|seq| event(seq, body)).collect()).unwrap();
        let ours = journal(5, 1);
        let held = |seq: Seq| Ok::<_, Infallible>(ours.get(usize::try_from(seq.0).unwrap()).map(Chain::hash));
        assert_eq!(fit(&ours[5], &segment, &segment.open(&known).unwrap(), held), Ok(expected), "{body} {from}..={to}");
    }

    #[test]
    fn repetitions_gaps_and_forks_are_told_apart() {
        check(1, 6, 8, Fit::Take(0));
        check(1, 4, 8, Fit::Take(2));
        check(1, 1, 5, Fit::Known);
        check(1, 2, 3, Fit::Known);
        check(1, 7, 8, Fit::Gap);
        check(2, 6, 8, Fit::Fork { at: Seq(6) });
        check(2, 4, 8, Fit::Fork { at: Seq(5) });
        check(2, 1, 5, Fit::Fork { at: Seq(5) });
        check(2, 2, 3, Fit::Fork { at: Seq(3) });
        assert_eq!(journal(0, 1)[0].hash(), genesis(DEVICE));
    }
}
