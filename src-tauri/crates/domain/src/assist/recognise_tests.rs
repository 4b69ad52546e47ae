use super::super::blocks::{BlockFact, Run};
use super::super::card::{Beside, Tick, usual_boxes};
use super::super::fold::fold;
use super::super::samples::{DAY, helper, id, item, stamped};
use super::super::step::{Handling, Step};
use super::super::typed::{TypedCard, read_card};
use super::*;
use crate::record::{Order, Stamped};
use proptest::prelude::*;

fn number(serial: u32) -> CardNumber {
    CardNumber::from_serial(serial).expect("a serial")
}

fn card(ticks: &str, start: &str, end: &str, taken: &str) -> Card {
    let digits = number(100_001).digits().to_string();
    let (times, past_midnight) = (&[][..], false);
    let typed = TypedCard { day: DAY, number: &digits, start, end, past_midnight, ticks, times, party: "2", taken };
    read_card(&typed, &usual_boxes()).expect("a card")
}

fn case_of(card: &Card) -> CaseState {
    let beside = Beside { helper: helper(1), items: vec![item(1)], sealed: Vec::new(), booking: None };
    fold(stamped(card.steps(&beside))).expect("a case")
}

fn printed(count: u32) -> Blocks {
    let facts = [BlockFact::Founded, BlockFact::Printed(Run { first: 100_000, count })];
    let stamp = |(seq, fact)| Stamped { order: Order { lamport: seq, id: id(seq) }, wall_ms: 0, fact };
    Blocks::fold((1..).zip(facts).map(stamp).collect())
}

#[test]
fn a_number_says_which_card_it_is() {
    let (blocks, spoilt) = (printed(8), BTreeSet::from([number(100_005), number(100_002)]));
    let cases: BTreeMap<_, _> = [
        (number(100_001), vec![id(1)]),
        (number(100_002), vec![id(2)]),
        (number(100_003), vec![id(3), id(4)]),
        (number(100_004), vec![]),
        (number(777_000), vec![id(5)]),
    ]
    .into();
    let check = |serial, expect: Recognised| {
        assert_eq!(recognise(number(serial), &cases, &blocks, &spoilt), expect, "{serial}");
    };
    check(100_000, Recognised::New);
    check(100_001, Recognised::Edit(id(1)));
    check(100_002, Recognised::Edit(id(2)));
    check(100_003, Recognised::Several(vec![id(3), id(4)]));
    check(100_004, Recognised::New);
    check(100_005, Recognised::Spoilt);
    check(100_008, Recognised::NotPrinted);
    check(777_000, Recognised::Edit(id(5)));
    check(777_001, Recognised::NotPrinted);
}

#[test]
fn a_voided_case_gives_its_card_back() {
    let known = case_of(&card("1", "", "", ""));
    let voided = CaseState { voided: true, ..known.clone() };
    assert_eq!(by_card(&[known.clone(), voided.clone()]), [(number(100_001), vec![known.id])].into());
    assert_eq!(by_card(&[voided]), BTreeMap::new());
}

#[test]
fn what_is_typed_otherwise_is_told_part_by_part() {
    let known = card("1122", "0905", "0948", "2");
    let check = |typed: Card, expect: &[Difference]| assert_eq!(differences(&known, &typed), expect, "{typed:?}");
    check(known.clone(), &[]);
    check(card("1122", "9:05", "948", "2"), &[]);
    check(card("1122", "0906", "0948", "2"), &[Difference::Time]);
    check(card("1122", "", "0948", "2"), &[Difference::Time]);
    check(card("1132", "0905", "0948", "2"), &[Difference::Leg(2)]);
    check(card("112", "0905", "0948", "2"), &[Difference::Leg(3)]);
    check(card("11224", "0905", "0948", "3"), &[Difference::Leg(4), Difference::Taken]);
    check(card("1122DH", "0905", "0948", "2"), &[Difference::Handling, Difference::AllBack]);
    check(
        Card { party: 3, attorney: true, disinfected: true, ..known.clone() },
        &[Difference::Party, Difference::Attorney, Difference::Disinfected],
    );
}

#[test]
fn a_case_without_a_card_is_none() {
    let known = case_of(&card("1", "", "", ""));
    assert_eq!(card_of(&CaseState { card: None, ..known }), None);
}

proptest! {
    /// Typing a card that was typed in before changes nothing, whatever is on it.
    #[test]
    fn the_same_card_typed_twice_is_no_difference(
        legs in "[1-6]{0,10}",
        marks in "D?W?X?H?",
        start in prop::sample::select(vec!["", "0905", "2350"]),
        end in prop::sample::select(vec!["", "948", "1012"]),
        taken in 0u16..4,
    ) {
        let typed = card(&format!("{legs}{marks}"), start, end, &taken.to_string());
        let known = card_of(&case_of(&typed)).expect("its card");
        prop_assert_eq!(differences(&known, &typed), vec![]);
        prop_assert_eq!(&known.legs, &typed.legs);
        let ticked = usual_boxes().iter().any(|one| one.tick == Tick::ByAuthority) && marks.contains('D');
        prop_assert_eq!(known.handling == Handling::ByAuthority, ticked);
    }

    /// A document given back later is known to be back, also if the card did not say so.
    #[test]
    fn what_happened_since_is_part_of_the_card(taken in 1u16..4) {
        let typed = card("1", "0905", "0948", &taken.to_string());
        let beside = Beside { helper: helper(1), items: vec![item(1)], sealed: Vec::new(), booking: None };
        let mut steps = typed.steps(&beside);
        let first = u64::try_from(steps.len()).expect("few") - u64::from(taken) + 1;
        let back = |seq| Step::GivenBack { document: id(seq), at: typed.until() };
        steps.extend((first..first + u64::from(taken)).map(back));
        let known = card_of(&fold(stamped(steps)).expect("a case")).expect("its card");
        prop_assert_eq!(differences(&known, &typed), vec![Difference::AllBack]);
    }
}
