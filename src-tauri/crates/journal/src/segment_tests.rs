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
    assert_eq!(events.iter().map(|linked| linked.event.seq.0).collect::<Vec<_>>(), [3, 4, 5]);
}

/// Another device may vouch; who it is is signed too, and a segment that its device signed itself reads as ever.
#[test]
fn a_vouched_segment_names_its_signer() {
    const BY: DeviceId = DeviceId([9; 8]);
    /// Knows the key of one that vouches only.
    struct Of(DeviceId);
    impl Verifier for Of {
        fn verify(&self, suite: Suite, by: DeviceId, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
            if by == self.0 { KeyedHash(7).verify(suite, DEVICE, message, signature) } else { Err(BadSignature) }
        }
    }
    let vouched = Segment::vouch(&KeyedHash(7), BY, &after(2), (3..=5).map(encoded).collect()).unwrap();
    let read = Segment::decode(&vouched.encode()).unwrap();
    assert_eq!(read, vouched);
    assert_eq!(read.open(&Of(BY)).unwrap().len(), 3);
    assert_eq!(read.open(&KeyedHash(7)), Err(SegmentError::Signature(BadSignature)), "not as the device itself");
    let taken_over = Segment { signer: DEVICE, ..vouched.clone() };
    assert_eq!(taken_over.open(&KeyedHash(7)), Err(SegmentError::Signature(BadSignature)), "the name is signed");
    let mut own = Segment::seal(&KeyedHash(7), &after(0), vec![encoded(1), encoded(2)]).unwrap();
    assert!(own.join(vouched).is_err(), "nobody's word stands for another's");
}

#[test]
fn nothing_in_it_can_be_changed() {
    let check = |change: fn(&mut Segment)| {
        let mut segment = sealed();
        change(&mut segment);
        assert_eq!(segment.open(&KeyedHash(7)), Err(SegmentError::Signature(BadSignature)));
    };
    check(|segment| segment.suite = Suite(1));
    check(|segment| segment.signed_from = Seq(4));
    check(|segment| segment.previous.0[0] ^= 1);
    check(|segment| segment.signature[0] ^= 1);
    check(|segment| drop(segment.events.pop()));
    // What is no journal is refused before anybody asks who signed it.
    for change in [|segment: &mut Segment| segment.first = Seq(4), |segment: &mut Segment| segment.events.swap(0, 1)] {
        let mut segment = sealed();
        change(&mut segment);
        assert!(segment.open(&KeyedHash(7)).is_err());
    }
    assert_eq!(sealed().open(&KeyedHash(8)), Err(SegmentError::Signature(BadSignature)));
}

/// A device can sign what it likes; it still has to be a journal.
#[test]
fn signed_events_must_follow_each_other() {
    let mut segment = sealed();
    segment.events.remove(1);
    segment.signature = KeyedHash(7).sign(&sealed().signed(&sealed().open(&KeyedHash(7)).unwrap())).unwrap();
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

fn segment(from: u64, to: u64) -> Segment {
    Segment::seal(&KeyedHash(7), &after(from - 1), (from..=to).map(encoded).collect()).unwrap()
}

#[test]
fn small_segments_become_one_with_the_last_signature() {
    let mut joined = segment(1, 1);
    for seq in 2..=5 {
        joined.join(segment(seq, seq)).unwrap();
    }
    joined.join(segment(6, 8)).unwrap();
    assert_eq!((joined.first, joined.last(), joined.signed_from), (Seq(1), Seq(8), Seq(6)));
    assert_eq!(joined.open(&KeyedHash(7)), segment(1, 8).open(&KeyedHash(7)));
    assert_eq!(joined.head(), after(8).hash());
    let read = Segment::decode(&joined.encode()).unwrap();
    assert_eq!(read, joined);
    // An event before the signed part is vouched for all the same.
    let mut altered = joined.clone();
    altered.events[0] = Event { wall: WallTime(1), ..Event::decode(&encoded(1)).unwrap() }.encode();
    assert_eq!(altered.open(&KeyedHash(7)), Err(SegmentError::Signature(BadSignature)));
    for signed_from in [0, 9, u64::MAX] {
        let odd = Segment { signed_from: Seq(signed_from), ..joined.clone() };
        assert!(odd.open(&KeyedHash(7)).is_err());
        assert!(Segment::decode(&odd.encode()).is_err());
    }
}

#[test]
fn what_does_not_follow_is_not_joined() {
    for next in [segment(5, 6), segment(7, 8), segment(6, 505)] {
        let mut first = segment(1, 5);
        assert_eq!(first.join(next.clone()), Err(Box::new(next)));
        assert_eq!(first, segment(1, 5));
    }
    let mut other = segment(6, 7);
    other.previous.0[0] ^= 1;
    assert!(segment(1, 5).join(other).is_err());
}

/// An event with an absurd Lamport number keeps its place, so that what comes after it is not lost.
#[test]
fn an_absurd_number_does_not_break_a_segment() {
    let absurd = Event { lamport: Lamport(u64::MAX), ..Event::decode(&encoded(1)).unwrap() }.encode();
    let segment = Segment::seal(&KeyedHash(7), &Chain::begin(DEVICE), vec![absurd, encoded(2)]).unwrap();
    let fit: Vec<bool> = segment.open(&KeyedHash(7)).unwrap().iter().map(|linked| linked.event.numbers_fit()).collect();
    assert_eq!(fit, [false, true]);
}
