use super::*;
use crate::number::NUMBER_MAX;
use proptest::prelude::*;

const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");
const OTHER: DeviceId = DeviceId(*b"\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8");

fn name(device: DeviceId, seq: u64) -> EventId {
    EventId { device, seq: Seq(seq) }
}

fn plain() -> Event {
    Event {
        device: DEVICE,
        seq: Seq(1),
        lamport: Lamport(1),
        wall: WallTime(1_795_395_600_000),
        kind: KindCode(20),
        version: KindVersion(1),
        must_understand: false,
        entity: name(DEVICE, 1),
        base: None,
        actor: None,
        body: b"\xa0".to_vec(),
    }
}

fn full() -> Event {
    Event {
        seq: Seq(300),
        lamport: Lamport(NUMBER_MAX),
        wall: WallTime(-1),
        kind: KindCode(65535),
        version: KindVersion(255),
        must_understand: true,
        entity: name(OTHER, 24),
        base: Some(name(DEVICE, 299)),
        actor: Some(name(OTHER, 7)),
        body: Vec::new(),
        ..plain()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// These bytes are on disks and in chains: they never change.
#[test]
fn the_encoding_is_this_one() {
    let check = |event: Event, expected: &str| {
        assert_eq!(hex(&event.encode()), expected.replace(' ', ""));
        assert_eq!(Event::decode(&event.encode()), Ok(event));
    };
    check(plain(), "a7 00 480102030405060708 01 01 02 01 03 1b000001a205eabe80 04 14 05 01 0a 41a0");
    check(
        full(),
        "ab 00 480102030405060708 01 19012c 02 1b0020000000000000 03 20 04 19ffff 05 18ff 06 f5
         07 8248f1f2f3f4f5f6f7f81818 08 19012b 09 8248f1f2f3f4f5f6f7f807 0a 40"
            .replace('\n', " ")
            .as_str(),
    );
}

fn refused(bytes: &[u8]) -> DecodeError {
    Event::decode(bytes).expect_err("is not canonical")
}

#[test]
fn other_spellings_of_the_same_event_are_refused() {
    let good = plain().encode();
    // Sequence number 1 in two bytes.
    let long_integer = [&good[..12], b"\x18\x01", &good[13..]].concat();
    assert_eq!(refused(&long_integer), DecodeError::NotCanonical);
    // Bytes after the end.
    assert_eq!(refused(&[&good[..], b"\x00"].concat()), DecodeError::NotCanonical);
    // A map of unknown length.
    let open_map = [b"\xbf", &good[1..], b"\xff"].concat();
    assert_eq!(refused(&open_map), DecodeError::NotCanonical);
    // `must_understand: false` written out.
    let at = good.len() - 3;
    let written_out = [b"\xa8", &good[1..at], b"\x06\xf4", &good[at..]].concat();
    assert_eq!(refused(&written_out), DecodeError::NotCanonical);
    // The entity written out though it is the event itself.
    let written_out = [b"\xa8", &good[1..at], b"\x07\x01", &good[at..]].concat();
    assert_eq!(refused(&written_out), DecodeError::NotCanonical);
    // Too many keys, or one unknown.
    let unknown = [b"\xa8", &good[1..], b"\x0b\x01"].concat();
    assert_eq!(refused(&unknown), DecodeError::NotCanonical);
    let wrong_key = [&good[..at], b"\x0b\x41\xa0"].concat();
    assert!(matches!(refused(&wrong_key), DecodeError::Malformed(_)));
}

#[test]
fn numbers_out_of_range_are_refused() {
    let check = |change: fn(&mut Event)| {
        let mut event = full();
        change(&mut event);
        assert_eq!(refused(&event.encode()), DecodeError::NumberOutOfRange);
    };
    check(|event| event.lamport = Lamport(NUMBER_MAX + 1));
    check(|event| event.lamport = Lamport(0));
    check(|event| event.seq = Seq(0));
    check(|event| event.seq = Seq(u64::MAX));
    check(|event| event.entity.seq = Seq(0));
    check(|event| event.base = Some(name(OTHER, 0)));
    check(|event| event.actor = Some(name(OTHER, NUMBER_MAX + 1)));
}

fn any_name() -> impl Strategy<Value = EventId> {
    (prop_oneof![Just(DEVICE), Just(OTHER), any::<[u8; 8]>().prop_map(DeviceId)], 1..=NUMBER_MAX)
        .prop_map(|(device, seq)| name(device, seq))
}

prop_compose! {
    fn any_event()(
        own in any_name(),
        lamport in 1..=NUMBER_MAX,
        (wall, kind, version, must_understand) in any::<(i64, u16, u8, bool)>(),
        entity in proptest::option::of(any_name()),
        base in proptest::option::of(any_name()),
        actor in proptest::option::of(any_name()),
        body in proptest::collection::vec(any::<u8>(), 0..300),
    ) -> Event {
        Event {
            device: own.device,
            seq: own.seq,
            lamport: Lamport(lamport),
            wall: WallTime(wall),
            kind: KindCode(kind),
            version: KindVersion(version),
            must_understand,
            entity: entity.unwrap_or(own),
            base,
            actor,
            body,
        }
    }
}

proptest! {
    #[test]
    fn every_event_is_read_as_it_was_written(event in any_event()) {
        prop_assert_eq!(Event::decode(&event.encode()), Ok(event));
    }

    #[test]
    fn whatever_is_read_is_written_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        if let Ok(event) = Event::decode(&bytes) {
            prop_assert_eq!(event.encode(), bytes);
        }
    }

    /// A flipped bit gives another event or none, never the same one.
    #[test]
    fn no_bit_is_without_meaning(event in any_event(), place in any::<prop::sample::Index>(), bit in 0..8) {
        let mut bytes = event.encode();
        let place = place.index(bytes.len());
        bytes[place] ^= 1_u8 << bit;
        if let Ok(other) = Event::decode(&bytes) {
            prop_assert_ne!(other, event);
        }
    }

    #[test]
    fn a_cut_off_event_is_none(event in any_event(), place in any::<prop::sample::Index>()) {
        let bytes = event.encode();
        prop_assert!(Event::decode(&bytes[..place.index(bytes.len())]).is_err());
    }
}
