use super::*;
use crate::event::EventId;
use crate::number::{KindCode, KindVersion, Lamport, WallTime};
use sha2::{Digest, Sha256};

const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");

/// Stands for a real suite: a hash over key and message.
struct KeyedHash(u8);

impl KeyedHash {
    fn of(&self, message: &[u8]) -> Vec<u8> {
        Sha256::new().chain_update([self.0]).chain_update(message).finalize().to_vec()
    }
}

impl Signer for KeyedHash {
    fn suite(&self) -> Suite {
        Suite(200)
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(self.of(message))
    }
}

impl Verifier for KeyedHash {
    fn verify(&self, suite: Suite, device: DeviceId, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let good = suite == Suite(200) && device == DEVICE && self.of(message) == signature;
        if good { Ok(()) } else { Err(BadSignature) }
    }
}

fn encoded(seq: u64) -> Vec<u8> {
    let event = Event {
        device: DEVICE,
        seq: Seq(seq),
        lamport: Lamport(seq),
        wall: WallTime(0),
        kind: KindCode(20),
        version: KindVersion(1),
        must_understand: false,
        entity: EventId { device: DEVICE, seq: Seq(seq) },
        base: None,
        actor: None,
        body: vec![0xa0],
    };
    event.encode()
}

/// Where a journal of `events` events ends.
fn after(events: u64) -> Chain {
    let mut chain = Chain::begin(DEVICE);
    for seq in 1..=events {
        chain.append(&encoded(seq));
    }
    chain
}

fn sealed() -> Segment {
    Segment::seal(&KeyedHash(7), &after(2), (3..=5).map(encoded).collect()).unwrap()
}

#[test]
fn a_sealed_segment_arrives_whole() {
    let segment = Segment::decode(&sealed().encode()).unwrap();
    assert_eq!(segment, sealed());
    let events = segment.open(&KeyedHash(7)).unwrap();
    assert_eq!(events.iter().map(|event| event.seq.0).collect::<Vec<_>>(), [3, 4, 5]);
}

#[test]
fn nothing_in_it_can_be_changed() {
    let check = |change: fn(&mut Segment)| {
        let mut segment = sealed();
        change(&mut segment);
        assert_eq!(segment.open(&KeyedHash(7)), Err(SegmentError::Signature(BadSignature)));
    };
    check(|segment| segment.suite = Suite(1));
    check(|segment| segment.device.0[0] ^= 1);
    check(|segment| segment.first = Seq(4));
    check(|segment| segment.previous.0[0] ^= 1);
    check(|segment| segment.signature[0] ^= 1);
    check(|segment| segment.events.swap(0, 1));
    check(|segment| drop(segment.events.pop()));
    assert_eq!(sealed().open(&KeyedHash(8)), Err(SegmentError::Signature(BadSignature)));
}

/// A device can sign what it likes; it still has to be a journal.
#[test]
fn signed_events_must_follow_each_other() {
    let mut segment = sealed();
    segment.events.remove(1);
    segment.signature = KeyedHash(7).sign(&segment.signed()).unwrap();
    assert!(matches!(segment.open(&KeyedHash(7)), Err(SegmentError::Chain(broken)) if broken.seq == Seq(4)));
    let gap = Segment::seal(&KeyedHash(7), &after(1), vec![encoded(3)]);
    assert!(matches!(gap, Err(SegmentError::Chain(broken)) if broken.seq == Seq(2)));
}

#[test]
fn a_segment_has_1_to_500_events() {
    let of = |count: u64| Segment::seal(&KeyedHash(7), &after(0), (1..=count).map(encoded).collect());
    assert_eq!(of(0), Err(SegmentError::Count(0)));
    assert_eq!(of(501), Err(SegmentError::Count(501)));
    let largest = of(500).unwrap();
    assert_eq!(Segment::decode(&largest.encode()), Ok(largest));
    let mut empty = sealed();
    empty.events.clear();
    assert_eq!(Segment::decode(&empty.encode()), Err(SegmentError::Count(0)));
}

#[test]
fn only_the_one_spelling_is_read() {
    let bytes = sealed().encode();
    let longer = [&bytes[..], b"\x00"].concat();
    assert_eq!(Segment::decode(&longer), Err(SegmentError::Decode(DecodeError::NotCanonical)));
    for end in 0..bytes.len() {
        assert!(matches!(Segment::decode(&bytes[..end]), Err(SegmentError::Decode(_))), "cut at {end}");
    }
}

/// An array that claims four thousand million events is refused before memory is taken for them.
#[test]
fn a_false_count_costs_nothing() {
    let bytes = sealed().encode();
    let at = bytes.windows(2).position(|pair| pair == [0x04, 0x83]).unwrap();
    let claimed = [&bytes[..=at], b"\x9a\xff\xff\xff\xff", &bytes[at + 2..]].concat();
    assert_eq!(Segment::decode(&claimed), Err(SegmentError::Count(0xffff_ffff)));
}

#[test]
fn the_encoding_is_this_one() {
    let segment = Segment { signature: vec![1, 2], events: vec![vec![0xaa], vec![0xbb, 0xcc]], ..sealed() };
    let previous: String = after(2).hash().to_string();
    let hex: String = segment.encode().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, format!("a60018c8014801020304050607080203035820{previous}048241aa42bbcc05420102"));
}
