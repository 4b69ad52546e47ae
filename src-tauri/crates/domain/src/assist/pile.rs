//! Cards that were printed and never typed in. Cards are used from the top of their pile: one below a card that was typed in
//! was passed over and somebody should look for it; those above lie in the drawer.

use super::blocks::{Blocks, Run};
use super::number::CardNumber;
use crate::time::BeijingDay;
use std::collections::BTreeSet;

/// A pile as it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pile {
    /// The day of printing.
    pub day: BeijingDay,
    /// Its numbers.
    pub run: Run,
}

/// What has not been typed in of a pile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTyped {
    /// The pile.
    pub pile: Pile,
    /// Passed over, in their order.
    pub passed: Vec<CardNumber>,
    /// Still in the pile, as it seems.
    pub in_pile: Vec<CardNumber>,
}

/// Piles of which cards have not been typed in. `settled`: numbers of cards that were typed in, or that somebody has called
/// spoilt.
pub fn not_typed(piles: &[Pile], settled: &BTreeSet<CardNumber>) -> Vec<NotTyped> {
    let of = |pile: &Pile| {
        let last = pile.run.numbers().filter(|number| settled.contains(number)).last();
        let open = pile.run.numbers().filter(|number| !settled.contains(number));
        let (passed, in_pile) = open.partition(|number| last.is_some_and(|last| *number < last));
        NotTyped { pile: *pile, passed, in_pile }
    };
    piles.iter().map(of).filter(|found| !found.passed.is_empty() || !found.in_pile.is_empty()).collect()
}

/// Whether a card may be printed again under its number, after a jam or because it was lost: it was printed, as far as is known
/// here, and neither typed in nor called spoilt. Who owns the number does not matter.
pub fn may_print_again(number: CardNumber, blocks: &Blocks, settled: &BTreeSet<CardNumber>) -> bool {
    blocks.is_printed(number) && !settled.contains(&number)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::BlockFact;
    use super::super::samples::{DAY, id};
    use super::*;
    use crate::record::{Order, Stamped};

    #[test]
    fn only_a_card_that_is_still_out_is_printed_again() {
        let run = Run { first: 100_000, count: 3 };
        let facts = (1..).zip([BlockFact::Founded, BlockFact::Printed(run)]);
        let stamp = |(seq, fact)| Stamped { order: Order { lamport: seq, id: id(seq) }, wall_ms: 0, fact };
        let blocks = Blocks::fold(facts.map(stamp).collect());
        let settled = run.numbers().take(1).collect();
        let four = Run { count: 4, ..run };
        let may: Vec<bool> = four.numbers().map(|number| may_print_again(number, &blocks, &settled)).collect();
        assert_eq!(may, [false, true, true, false]);
    }

    #[test]
    fn what_was_passed_over_is_told_apart_from_what_lies_in_the_drawer() {
        let pile = Pile { day: DAY, run: Run { first: 123_000, count: 6 } };
        let numbers: Vec<CardNumber> = pile.run.numbers().collect();
        let check = |settled: &[usize], passed: &[usize], in_pile: &[usize]| {
            let settled = settled.iter().map(|at| numbers[*at]).collect();
            let found = not_typed(&[pile], &settled);
            let picked = |places: &[usize]| places.iter().map(|at| numbers[*at]).collect::<Vec<_>>();
            let expect = NotTyped { pile, passed: picked(passed), in_pile: picked(in_pile) };
            let nothing = passed.is_empty() && in_pile.is_empty();
            assert_eq!(found, if nothing { Vec::new() } else { vec![expect] }, "{settled:?}");
        };
        check(&[], &[], &[0, 1, 2, 3, 4, 5]);
        check(&[0, 1], &[], &[2, 3, 4, 5]);
        check(&[0, 3], &[1, 2], &[4, 5]);
        check(&[5], &[0, 1, 2, 3, 4], &[]);
        check(&[0, 1, 2, 3, 4, 5], &[], &[]);
    }
}
