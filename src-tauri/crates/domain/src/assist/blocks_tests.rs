use super::*;
use crate::record::{Order, RecordId};
use proptest::prelude::*;

/// Its hall begins with block 100.
const FIRST: Device = [0; 8];
const DESK: Device = [2; 8];
const NEW: Device = [3; 8];

fn fact(lamport: u64, device: Device, fact: BlockFact) -> Stamped<BlockFact> {
    Stamped { order: Order { lamport, id: RecordId { device, seq: lamport } }, wall_ms: 0, fact }
}

fn blocks(digits: impl IntoIterator<Item = u16>) -> BTreeSet<Block> {
    digits.into_iter().map(Block).collect()
}

fn run(first: u32, count: u32) -> Run {
    Run { first, count }
}

/// A hall whose first PC has given the desk its blocks.
fn hall() -> Vec<Stamped<BlockFact>> {
    let given = BlockFact::Given { to: DESK, blocks: blocks(100..104) };
    vec![fact(1, FIRST, BlockFact::Founded), fact(2, FIRST, given)]
}

fn with(facts: impl IntoIterator<Item = Stamped<BlockFact>>) -> Blocks {
    Blocks::fold(hall().into_iter().chain(facts).collect())
}

#[test]
fn the_first_pc_has_all_and_gives_from_the_beginning() {
    let alone = Blocks::fold(vec![fact(1, FIRST, BlockFact::Founded)]);
    assert_eq!(alone.left(FIRST), 900_000);
    assert_eq!(alone.gift(FIRST, DESK), blocks(100..104));
    assert_eq!(alone.left(DESK), 0);
    assert_eq!(alone.next(DESK, 1), Err(TooFewNumbers { left: 0 }));
    let two = with([]);
    assert_eq!((two.left(FIRST), two.left(DESK)), (896_000, 4_000));
    assert_eq!(two.gift(FIRST, DESK), blocks([]), "it has enough");
}

#[test]
fn several_who_lack_numbers_are_given_different_ones() {
    let alone = Blocks::fold(vec![fact(1, FIRST, BlockFact::Founded)]);
    assert_eq!(alone.gifts(FIRST, [DESK, NEW]), [(DESK, blocks(100..104)), (NEW, blocks(104..108))]);
    assert_eq!(with([]).gifts(FIRST, [DESK, NEW]), [(NEW, blocks(104..108))], "the desk has enough");
    assert_eq!(with([]).gifts(DESK, [FIRST, NEW]), [], "who has four keeps them");
}

#[test]
fn each_hall_begins_elsewhere_and_has_all_blocks() {
    for (founder, first) in
        [(0u64, [100, 101]), (173, [273, 274]), (899, [999, 100]), (900, [100, 101]), (u64::MAX, [115, 116])]
    {
        let order: Vec<Block> = Block::all(founder.to_be_bytes()).collect();
        assert_eq!(order[..2], first.map(Block), "{founder}");
        assert_eq!(order.into_iter().collect::<BTreeSet<_>>(), blocks(100..1000));
    }
}

#[test]
fn numbers_go_on_where_they_stopped() {
    let begun = with([fact(3, DESK, BlockFact::Printed(run(100_000, 960)))]);
    assert_eq!(begun.next(DESK, 100), Ok(vec![run(100_960, 40), run(101_000, 60)]));
    assert_eq!(begun.next(FIRST, 8), Ok(vec![run(104_000, 8)]));
    assert_eq!(begun.gift(FIRST, DESK), blocks([104]), "the begun block counts no more");
    assert_eq!(begun.next(DESK, 3_041), Err(TooFewNumbers { left: 3_040 }));
    assert_eq!(begun.next(DESK, 0), Ok(vec![]));
}

#[test]
fn what_is_known_to_be_printed_is_told() {
    let known = with([fact(3, DESK, BlockFact::Printed(run(100_000, 8)))]);
    for (serial, printed) in [(100_000, true), (100_007, true), (100_008, false), (104_000, false), (999_999, false)] {
        let number = CardNumber::from_serial(serial).expect("a serial");
        assert_eq!(known.is_printed(number), printed, "{serial}");
    }
}

#[test]
fn who_gives_keeps_enough() {
    let nearly = BlockFact::Given { to: NEW, blocks: blocks(104..994) };
    let poor = with([fact(3, FIRST, nearly)]);
    assert_eq!(poor.left(FIRST), 6_000);
    assert_eq!(poor.gift(FIRST, [7; 8]).len(), 2);
}

#[test]
fn a_successor_goes_on_far_from_what_may_be_begun() {
    let known = with([fact(3, FIRST, BlockFact::Printed(run(104_000, 40)))]);
    let heir = known.inheritance(FIRST);
    assert_eq!(heir, blocks(129..1000));
    let after = with([
        fact(3, FIRST, BlockFact::Printed(run(104_000, 40))),
        fact(4, NEW, BlockFact::TakenOver { from: FIRST, blocks: heir }),
        fact(5, FIRST, BlockFact::Printed(run(104_040, 500))),
        fact(6, FIRST, BlockFact::Given { to: DESK, blocks: blocks([105]) }),
    ]);
    assert_eq!(after.contested(), &blocks([]), "what the old name did meanwhile is its own");
    assert_eq!(after.next(NEW, 1), Ok(vec![run(129_000, 1)]));
    assert_eq!(known.inheritance(DESK), blocks([]), "a desk's successor gets new ones");
}

#[test]
fn what_two_may_have_printed_is_shown_and_not_gone_on_with() {
    let print = |lamport, device, first, count| fact(lamport, device, BlockFact::Printed(run(first, count)));
    let give = |lamport, device| fact(lamport, device, BlockFact::Given { to: NEW, blocks: blocks([100]) });
    let take = fact(3, NEW, BlockFact::TakenOver { from: FIRST, blocks: blocks([100]) });
    for wrong in [
        vec![print(3, NEW, 100_000, 4)],
        vec![print(3, DESK, 100_990, 20)],
        vec![print(3, DESK, 100_000, 4), give(4, DESK)],
        vec![give(3, FIRST)],
        vec![take],
    ] {
        let found = with(wrong.clone());
        assert_eq!(found.contested(), &blocks([100]), "{wrong:?}");
        assert_eq!(found.left(DESK), 3_000);
        assert_eq!(found.next(DESK, 1), Ok(vec![run(101_000, 1)]));
    }
}

/// What a PC of the hall does: print, give the next one blocks, hear all that another knows.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Print(u32),
    Give(usize),
    Hear(usize),
}

fn any_deed() -> impl Strategy<Value = (usize, Deed)> {
    let deed = prop_oneof![
        3 => (1u32..700).prop_map(Deed::Print),
        2 => (0usize..4).prop_map(Deed::Give),
        2 => (0usize..4).prop_map(Deed::Hear),
    ];
    (0usize..4, deed)
}

/// Each PC with what it knows; the first founded the hall. Writing takes the next Lamport number after all that is known.
struct Pcs(Vec<Vec<Stamped<BlockFact>>>);

impl Pcs {
    fn device(pc: usize) -> Device {
        [u8::try_from(pc).expect("few PCs"); 8]
    }

    fn write(&mut self, pc: usize, body: BlockFact) {
        let lamport = self.0[pc].iter().map(|fact| fact.order.lamport).max().unwrap_or(0) + 1;
        self.0[pc].push(fact(lamport, Self::device(pc), body));
    }

    fn act(&mut self, pc: usize, deed: Deed) {
        let known = Blocks::fold(self.0[pc].clone());
        match deed {
            Deed::Print(count) => {
                for run in known.next(Self::device(pc), count).unwrap_or_default() {
                    self.write(pc, BlockFact::Printed(run));
                }
            }
            Deed::Give(to) => {
                let blocks = known.gift(Self::device(pc), Self::device(to));
                if to != pc && !blocks.is_empty() {
                    self.write(pc, BlockFact::Given { to: Self::device(to), blocks });
                }
            }
            Deed::Hear(from) => {
                let told = self.0[from].clone();
                self.0[pc].extend(told);
                self.0[pc].sort_by_key(|fact| fact.order);
                self.0[pc].dedup_by_key(|fact| fact.order);
            }
        }
    }
}

proptest! {
    #[test]
    fn no_number_is_printed_twice_however_pcs_are_cut_off(
        deeds in prop::collection::vec(any_deed(), 0..40),
        left_at in 0usize..40,
    ) {
        let mut pcs = Pcs(vec![Vec::new(); 4]);
        pcs.write(0, BlockFact::Founded);
        // A backup of the first PC is put in its place as the fourth, which had no part in the hall before.
        let mut backup = None;
        for (at, (pc, deed)) in deeds.into_iter().enumerate() {
            if at == left_at / 2 {
                backup = Some(pcs.0[0].clone());
            }
            match backup.take_if(|_| at == left_at) {
                Some(known) => {
                    let blocks = Blocks::fold(known.clone()).inheritance(Pcs::device(0));
                    pcs.0[3] = known;
                    pcs.write(3, BlockFact::TakenOver { from: Pcs::device(0), blocks });
                }
                None if pc == 3 && at < left_at => {}
                None => pcs.act(pc, deed),
            }
        }
        let all: Vec<_> = pcs.0.into_iter().flatten().collect();
        let mut printed = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for fact in &all {
            if let (BlockFact::Printed(run), true) = (&fact.fact, seen.insert(fact.order)) {
                for number in run.numbers() {
                    prop_assert!(printed.insert(number), "{number} twice");
                }
            }
        }
        let together = Blocks::fold(all.clone());
        prop_assert_eq!(together.contested(), &BTreeSet::new());
        prop_assert!(printed.iter().all(|number| together.is_printed(*number)));
        prop_assert_eq!(Blocks::fold(all.into_iter().rev().collect()), together);
    }
}
