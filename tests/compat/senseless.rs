//! Events of another PC that say anything at all: bodies of every kind with any numbers in their fields. What cannot be is
//! parked; whatever is folded leaves every screen able to answer.

use crate::{asked, databases, kept};
use journal::{
    Chain, DeviceId, DeviceKey, Event, EventId, KindCode, KindVersion, KnownDevices, Lamport, SEGMENT_EVENTS_MAX,
    Segment, Seq, WallTime,
};
use proptest::prelude::*;
use store::{Arriving, Store, StoreError, WriteTx, keys};

/// The device that samples of bodies name.
const OTHER: DeviceId = DeviceId([1; 8]);
/// Samples of all kinds, with something in every field.
const SAMPLES: &str = include_str!("../../src-tauri/crates/domain/src/event/golden.txt");
const EVENTS: u64 = 240;

/// Draws: the same for the same beginning.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16) % bound.max(1)
    }

    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// Numbers that mean something somewhere, and any.
    fn number(&mut self) -> u64 {
        const KNOWN: [u64; 36] = [
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            9,
            10,
            23,
            24,
            30,
            60,
            99,
            100,
            255,
            256,
            540,
            720,
            999,
            1439,
            1440,
            1441,
            20_784,
            20_785,
            20_792,
            65_535,
            65_536,
            482_913,
            2_932_896,
            2_932_897,
            0xffff_ffff,
            0x1_0000_0000,
            1 << 53,
            u64::MAX,
        ];
        let any = self.below(1 << 40);
        usize::try_from(self.below(40)).ok().and_then(|at| KNOWN.get(at).copied()).unwrap_or(any)
    }
}

fn head(out: &mut Vec<u8>, major: u8, number: u64) {
    let bytes = number.to_be_bytes();
    let (info, length) = match number {
        0..=23 => (bytes[7], 0),
        24..=0xff => (24, 1),
        0x100..=0xffff => (25, 2),
        0x1_0000..=0xffff_ffff => (26, 4),
        _ => (27, 8),
    };
    out.push(major << 5 | info);
    out.extend(&bytes[8 - length..]);
}

/// Takes the next item of CBOR, with other numbers, flags and lengths in it now and then.
fn altered(bytes: &mut &[u8], draw: &mut Draw, is_key: bool) -> Vec<u8> {
    let (first, length) = (
        bytes[0],
        match bytes[0] & 31 {
            info @ 24..=27 => 1 << (info - 24),
            _ => 0,
        },
    );
    let number = match length {
        0 => u64::from(first & 31),
        _ => bytes[1..=length].iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    };
    *bytes = &bytes[1 + length..];
    let (mut out, count) = (Vec::new(), usize::try_from(number).unwrap_or(usize::MAX));
    match first >> 5 {
        major @ (0 | 1) => head(&mut out, major, if !is_key && draw.once_in(5) { draw.number() } else { number }),
        major @ (2 | 3) => {
            head(&mut out, major, number);
            out.extend(&bytes[..count]);
            *bytes = &bytes[count..];
        }
        4 => {
            let mut items: Vec<Vec<u8>> = (0..count).map(|_| altered(bytes, draw, false)).collect();
            match draw.below(24) {
                0 => items.clear(),
                1 if count > 0 => items = vec![items[0].clone(); usize::try_from(draw.below(40)).unwrap_or(0)],
                _ => {}
            }
            head(&mut out, 4, items.len() as u64);
            out.extend(items.concat());
        }
        5 => {
            let pair = |_| [altered(bytes, draw, true), altered(bytes, draw, false)].concat();
            let mut pairs: Vec<Vec<u8>> = (0..count).map(pair).collect();
            if !pairs.is_empty() && draw.once_in(12) {
                let left_out = draw.below(pairs.len() as u64);
                pairs.remove(usize::try_from(left_out).unwrap_or(0));
            }
            head(&mut out, 5, pairs.len() as u64);
            out.extend(pairs.concat());
        }
        _ => out.push(if matches!(first, 0xf4 | 0xf5) && draw.once_in(4) { first ^ 1 } else { first }),
    }
    out
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
}

fn event(seq: Seq, draw: &mut Draw) -> Event {
    let lines: Vec<&str> = SAMPLES.lines().collect();
    let line = lines[usize::try_from(draw.below(lines.len() as u64)).unwrap_or(0)];
    let [kind, version, _, must, body] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
    let id = EventId { device: OTHER, seq };
    // Of itself, or of something the same PC has said before.
    let entity = if draw.once_in(2) { id } else { EventId { seq: Seq(1 + draw.below(seq.0)), ..id } };
    let wall = match draw.below(6) {
        0 => i64::from_be_bytes(draw.number().to_be_bytes()),
        1 => [i64::MIN, i64::MAX, 8_210_266_876_799_999, -8_334_601_228_800_000]
            [usize::try_from(draw.below(4)).unwrap_or(0)],
        _ => 1_795_426_800_000,
    };
    Event {
        device: OTHER,
        seq,
        lamport: Lamport(if draw.once_in(30) { draw.number() } else { 5_000 + seq.0 }),
        wall: WallTime(wall),
        kind: KindCode(kind.parse().expect("a kind")),
        version: KindVersion(version.parse().expect("a version")),
        must_understand: must == "must",
        entity,
        base: None,
        actor: draw.once_in(3).then(|| EventId { seq: Seq(1 + draw.below(seq.0)), ..id }),
        body: altered(&mut hex(body).as_slice(), draw, false),
    }
}

/// The other PC's journal.
fn journal(mut draw: Draw) -> Vec<(Segment, Vec<journal::Linked>)> {
    let key = DeviceKey::from_bytes(&[5; 32]);
    let known: KnownDevices = [(OTHER, key.public())].into_iter().collect();
    let events: Vec<Vec<u8>> = (1..=EVENTS).map(|seq| event(Seq(seq), &mut draw).encode()).collect();
    let mut start = Chain::begin(OTHER);
    let segments = events.chunks(SEGMENT_EVENTS_MAX).map(|run| {
        let segment = Segment::seal(&key, &start, run.to_vec()).expect("sealed");
        run.iter().for_each(|event| {
            start.append(event);
        });
        let opened = segment.open(&known).expect("opens");
        (segment, opened)
    });
    segments.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, ..ProptestConfig::with_cases(6) })]

    #[test]
    fn whatever_another_pc_says_every_screen_answers(seed in 1..u64::MAX) {
        let kept = kept::all(&databases()).pop().expect("a kept database");
        let place = kept.unpacked();
        let data = place.path().join("data");
        let key = keys::read(&data).expect("the key");
        let store = Store::open(&data, WallTime(0), &key).expect("opens");
        let arriving = Arriving::read(journal(Draw(seed)));
        let taken = store.write(move |tx: &mut WriteTx<'_>| tx.take_in(arriving));
        let taken = taken.map_err(|error: StoreError| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(taken.events, EVENTS);
        // Enough of them is folded for the screens to be tried at all.
        prop_assert!(u64::from(taken.parked) < EVENTS * 3 / 4, "{} are parked", taken.parked);
        let parked = store.read(|tx: &store::ReadTx<'_>| tx.parked_events()).expect("reads");
        store.rebuild_views().expect("rebuilt");
        prop_assert_eq!(store.read(|tx: &store::ReadTx<'_>| tx.parked_events()).expect("reads"), parked);
        drop(store);
        let broken = asked::broken_reads(place.path(), crate::MOMENTS[0].0);
        prop_assert!(broken.is_empty(), "{}", broken.join("\n"));
    }
}
