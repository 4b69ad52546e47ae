use super::*;
use crate::event::EventId;
use crate::number::{KindCode, KindVersion, Lamport, WallTime};
use proptest::prelude::*;

const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");
const OTHER: DeviceId = DeviceId(*b"\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8");

fn event(device: DeviceId, seq: u64) -> Event {
    Event {
        device,
        seq: Seq(seq),
        lamport: Lamport(seq),
        wall: WallTime(1_795_395_600_000),
        kind: KindCode(20),
        version: KindVersion(1),
        must_understand: false,
        entity: EventId { device, seq: Seq(seq) },
        base: None,
        actor: None,
        body: vec![0xa0],
    }
}

type Stored = Vec<(Vec<u8>, Hash)>;

/// A whole journal, as stored.
fn journal(events: u64) -> Stored {
    let mut chain = Chain::begin(DEVICE);
    (1..=events).map(|seq| event(DEVICE, seq).encode()).map(|bytes| (bytes.clone(), chain.append(&bytes))).collect()
}

fn fault(journal: &[(Vec<u8>, Hash)]) -> Option<(u64, ChainFault)> {
    let broken = verify_chain(DEVICE, journal.iter().map(|(bytes, hash)| (bytes, *hash))).err()?;
    assert_eq!(broken.device, DEVICE);
    Some((broken.seq.0, broken.fault))
}

/// Hashes are on disks and in other PCs' memories: they never change.
#[test]
fn the_hashes_are_these() {
    let first = genesis(DEVICE);
    assert_eq!(first.to_string(), "e8d2f80d2b3cff3237a5f1dff812d0632e17ef35c54c2049bc59c00d10529952");
    let second = link(&first, &event(DEVICE, 1).encode());
    assert_eq!(second.to_string(), "337f4c5b9b8beabd3a4acddd621e9b7481df910e8fb856784d57386d2a67185c");
}

#[test]
fn a_whole_journal_passes_and_goes_on() {
    let journal = journal(5);
    let end = verify_chain(DEVICE, journal.iter().cloned()).unwrap();
    assert_eq!(end.events(), 5);
    assert_eq!((end.next(), end.hash()), (Seq(6), journal[4].1));
    assert_eq!(end, Chain::resume(DEVICE, Seq(6), journal[4].1));
    assert_eq!(verify_chain(DEVICE, Stored::new()), Ok(Chain::begin(DEVICE)));
}

#[test]
fn the_first_bad_place_is_named() {
    let good = journal(5);
    let check = |change: &dyn Fn(&mut Stored), expected: (u64, ChainFault)| {
        let mut changed = good.clone();
        change(&mut changed);
        assert_eq!(fault(&changed), Some(expected));
    };
    let mut altered = event(DEVICE, 3);
    altered.body = vec![0xa1];
    check(&|j| j[2].0 = altered.encode(), (3, ChainFault::Hash));
    check(&|j| j[2].1.0[31] ^= 1, (3, ChainFault::Hash));
    check(&|j| drop(j.remove(2)), (3, ChainFault::Seq(Seq(4))));
    check(&|j| j.insert(2, good[1].clone()), (3, ChainFault::Seq(Seq(2))));
    check(&|j| j.swap(2, 3), (3, ChainFault::Seq(Seq(4))));
    check(&|j| j[2].0 = event(OTHER, 3).encode(), (3, ChainFault::Device(OTHER)));
    check(&|j| j[2].0.push(0), (3, ChainFault::Decode(DecodeError::NotCanonical)));
    // A whole journal under another beginning.
    check(&|j| j[0].1 = link(&genesis(OTHER), &j[0].0), (1, ChainFault::Hash));
}

#[test]
fn a_chain_stays_where_it_was_when_an_event_does_not_fit() {
    let journal = journal(2);
    let mut chain = Chain::begin(DEVICE);
    assert!(chain.check(&journal[1].0, &journal[1].1).is_err());
    assert_eq!(chain, Chain::begin(DEVICE));
    assert_eq!(chain.check(&journal[0].0, &journal[0].1).unwrap(), event(DEVICE, 1));
}

proptest! {
    #[test]
    fn any_flipped_bit_is_found_where_it_is(event in 0..8_usize, place in any::<prop::sample::Index>(), bit in 0..8) {
        let mut journal = journal(8);
        let bytes = &mut journal[event].0;
        let place = place.index(bytes.len());
        bytes[place] ^= 1_u8 << bit;
        let (seq, _) = fault(&journal).expect("is found");
        prop_assert_eq!(seq, event as u64 + 1);
    }
}
