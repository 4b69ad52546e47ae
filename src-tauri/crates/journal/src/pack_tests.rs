use super::*;
use crate::chain::Chain;
use crate::ed25519::DeviceKey;
use crate::event::{Event, EventId};
use crate::id::DeviceId;
use crate::number::{KindCode, KindVersion, Lamport, Seq, WallTime};
use proptest::prelude::*;

const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");

fn encoded(seq: u64, body: Vec<u8>) -> Vec<u8> {
    let event = Event {
        device: DEVICE,
        seq: Seq(seq),
        lamport: Lamport(seq),
        wall: WallTime(1_795_426_800_000 + 977 * seq.cast_signed()),
        kind: KindCode(20),
        version: KindVersion(1),
        must_understand: true,
        entity: EventId { device: DEVICE, seq: Seq(seq) },
        base: None,
        actor: None,
        body,
    };
    event.encode()
}

fn segments(bodies: &[Vec<u8>], length: usize) -> Vec<Segment> {
    let (mut chain, mut segments, key) = (Chain::begin(DEVICE), Vec::new(), DeviceKey::from_bytes(&[7; 32]));
    for bodies in bodies.chunks(length) {
        let events: Vec<Vec<u8>> =
            (chain.next().0..).zip(bodies).map(|(seq, body)| encoded(seq, body.clone())).collect();
        segments.push(Segment::seal(&key, &chain, events.clone()).unwrap());
        for event in events {
            chain.append(&event);
        }
    }
    segments
}

#[test]
fn nothing_packed_is_nothing_unpacked() {
    assert_eq!(unpack(&pack(&[]).unwrap()), Ok(Vec::new()));
}

/// Packets lie on disks and in older programs' queues: they stay readable.
#[test]
fn an_old_packet_is_read() {
    let hex: String =
        pack(&segments(&[vec![0xa0], vec![0xa1]], 2)).unwrap().iter().map(|b| format!("{b:02x}")).collect();
    let mut lines = include_str!("pack_golden.txt").lines();
    for version in [PLAIN, WITH_DICTIONARY] {
        let golden = lines.next().unwrap_or_default();
        let bytes: Vec<u8> =
            (0..golden.len()).step_by(2).map(|at| u8::from_str_radix(&golden[at..at + 2], 16).unwrap()).collect();
        assert_eq!(bytes.first(), Some(&version), "{hex}");
        assert_eq!(unpack(&bytes), Ok(segments(&[vec![0xa0], vec![0xa1]], 2)));
    }
}

#[test]
fn other_bytes_are_no_packet() {
    let good = pack(&segments(&[vec![0xa0]], 1)).unwrap();
    assert_eq!(unpack(b""), Err(PackError::Version));
    assert_eq!(unpack(&[&[3][..], &good[1..]].concat()), Err(PackError::Version));
    for end in 1..good.len() {
        assert!(unpack(&good[..end]).is_err() || end == 1, "cut at {end}");
    }
    assert_eq!(unpack(b"\x01<html>502 Bad Gateway</html>"), Err(PackError::Damaged));
}

/// Packed by hand: what [`pack`] would never put in.
fn packed_by_hand(parts: &[&[u8]]) -> Vec<u8> {
    let framed = |part: &&[u8]| [&u32::try_from(part.len()).unwrap().to_be_bytes()[..], part].concat();
    let plain: Vec<u8> = parts.iter().flat_map(framed).collect();
    [&[PLAIN][..], &zstd::bulk::compress(&plain, LEVEL).unwrap()].concat()
}

/// A11: one that is no segment hides neither those before it nor those behind it.
#[test]
fn each_segment_is_read_for_itself() {
    let good = segments(&[vec![0xa0], vec![0xa1]], 1);
    let [first, second] = [good[0].encode(), good[1].encode()];
    let packed = packed_by_hand(&[&first, b"no segment", &second]);
    let read = unpack_each(&packed).unwrap();
    assert_eq!((&read[0], &read[2]), (&Ok(good[0].clone()), &Ok(good[1].clone())));
    assert!(read[1].is_err() && unpack(&packed).is_err());
}

/// Sixteen million segments of no length are a few kilobytes of zeros: they are not all noted.
#[test]
fn a_packet_of_nothing_but_no_segments_is_refused() {
    assert_eq!(unpack_each(&packed_by_hand(&[&b""[..]; UNREADABLE_MAX])).map(|read| read.len()), Ok(UNREADABLE_MAX));
    assert_eq!(unpack_each(&packed_by_hand(&[&b""[..]; UNREADABLE_MAX + 1])), Err(PackError::Damaged));
}

/// A few kilobytes that claim to be gigabytes are refused without the memory for them.
#[test]
fn a_bomb_is_refused() {
    let zeros = vec![0; UNPACKED_BYTES_MAX + 1];
    let bomb = [&[PLAIN][..], &zstd::bulk::compress(&zeros, 19).unwrap()].concat();
    assert!(bomb.len() < 100_000);
    assert_eq!(unpack(&bomb), Err(PackError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn segments_come_out_as_they_went_in(
        bodies in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 1..40),
        length in 1..9_usize,
    ) {
        let segments = segments(&bodies, length);
        let unpacked = unpack(&pack(&segments).unwrap()).unwrap();
        let bytes = |segments: &[Segment]| segments.iter().map(Segment::encode).collect::<Vec<_>>();
        prop_assert_eq!(bytes(&unpacked), bytes(&segments));
    }

    #[test]
    fn garbage_is_refused_and_harms_nobody(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = unpack(&bytes);
        let _ = unpack(&[&[PLAIN][..], &bytes].concat());
        for version in [PLAIN, WITH_DICTIONARY] {
            let _ = unpack(&[&[version, 0x28, 0xb5, 0x2f, 0xfd][..], &bytes].concat());
        }
    }

    #[test]
    fn a_changed_packet_never_passes_for_the_same(place in any::<prop::sample::Index>(), bit in 0..8) {
        let good = segments(&[vec![0xa0], vec![1, 2, 3]], 1);
        let mut packed = pack(&good).unwrap();
        let place = place.index(packed.len());
        packed[place] ^= 1_u8 << bit;
        // Some bits of a zstd header say nothing; whatever is read is what was signed, or does not open.
        if let Ok(segments) = unpack(&packed) {
            let known = [(DEVICE, DeviceKey::from_bytes(&[7; 32]).public())].into_iter().collect::<crate::KnownDevices>();
            let opens = segments.iter().all(|segment| segment.open(&known).is_ok());
            prop_assert!(!opens || segments == good || segments.is_empty());
        }
    }
}
