use super::super::case::CaseState;
use super::super::fold::fold;
use super::super::moment::Stretch;
use super::super::samples::{DAY, helper, item, opening, stamped, stretch, when};
use super::super::step::{EndReason, Handling, Opening, Step};
use super::*;
use crate::duty::figures::Month;
use crate::record::{Order, Stamped};
use proptest::prelude::*;

/// The case that so many others came before, with a leg of each of these.
fn case(number: u64, opened: Opening, legs: &[LegEntry], closing: Option<Step>) -> CaseState {
    let steps = [Step::Opened(opened)].into_iter().chain(legs.iter().copied().map(Step::Leg)).chain(closing);
    let apart = |step: Stamped<Step>| {
        let id = RecordId { seq: step.order.id.seq + 1_000 * number, ..step.order.id };
        Stamped { order: Order { id, ..step.order }, ..step }
    };
    fold(stamped(steps).into_iter().map(apart).collect()).expect("it was opened")
}

fn leg(kind: LegKind, who: u64, day: u32, from: Option<u16>, to: Option<u16>, trips: u8) -> LegEntry {
    LegEntry { kind, helper: helper(who), time: Stretch { day: BeijingDay(DAY.0 + day), ..stretch(from, to) }, trips }
}

fn done(at: u16) -> Option<Step> {
    Some(Step::Completed { at: when(at) })
}

fn ids(cases: &[CaseState], places: &[usize]) -> Vec<RecordId> {
    places.iter().map(|place| cases[*place].id).collect()
}

fn four() -> Vec<CaseState> {
    let two = Opening { items: vec![item(1), item(2)], party: 2, ..opening(Handling::Helping) };
    let unknown = When { day: DAY, at: None };
    let without_time = Opening { began: unknown, party: 1, ..opening(Handling::Helping) };
    let ended = Step::Terminated { at: when(640), reason: EndReason::PapersMissing };
    vec![
        case(1, opening(Handling::Helping), &[leg(LegKind::Form, 1, 0, Some(600), Some(610), 1)], done(640)),
        case(
            2,
            two,
            &[leg(LegKind::Form, 2, 0, None, None, 1), leg(LegKind::Signature, 1, 1, Some(605), Some(615), 2)],
            done(660),
        ),
        case(3, without_time, &[leg(LegKind::Form, 1, 0, Some(605), Some(620), 0)], done(700)),
        case(4, opening(Handling::Helping), &[], Some(ended)),
    ]
}

#[test]
fn the_four_units_are_counted_each_by_itself() {
    let cases = four();
    let found = counts(&cases, |_, day| day);
    let first = &found[&DAY];
    assert_eq!((first.cases.len(), first.items, first.trips, first.people), (4, 4, 2, 9));
    assert_eq!(first.terminated, ids(&cases, &[3]), "its item was not handled");
    assert_eq!(first.time, Spent { minutes: 100, known: 2, unknown: 1 });
    assert_eq!(first.time.mean(), Some(50));
    let second = &found[&BeijingDay(DAY.0 + 1)];
    assert_eq!(
        (second.cases.len(), second.items, second.trips, second.people),
        (0, 0, 2, 0),
        "a trip is of its own day"
    );
}

#[test]
fn a_voided_case_is_nowhere() {
    let cases: Vec<_> = four().into_iter().map(|case| CaseState { voided: true, ..case }).collect();
    assert!(counts(&cases, |_, _| ()).is_empty());
    assert!(by_kind(&cases, |_| ()).is_empty());
    assert!(by_helper(&cases, |_| ()).is_empty());
    assert_eq!(ratings(&cases), Ratings::default());
}

#[test]
fn legs_are_seen_by_kind_and_by_helper() {
    let cases = four();
    let kinds = by_kind(&cases, |_| ());
    let form = &kinds[&((), LegKind::Form)];
    assert_eq!((form.legs, form.trips, form.cases.len()), (3, 2, 3));
    assert_eq!(form.time, Spent { minutes: 25, known: 2, unknown: 1 }, "the sum over legs");
    let helpers = by_helper(&cases, |day| day);
    let first = &helpers[&(DAY, helper(1))];
    assert_eq!((first.legs, first.trips), (2, 1));
    assert_eq!(first.time, Spent { minutes: 20, known: 2, unknown: 0 }, "10:05 to 10:10 counts once");
    assert_eq!(helpers[&(BeijingDay(DAY.0 + 1), helper(1))].trips, 2);
    assert_eq!(helpers[&(DAY, helper(2))].time, Spent { minutes: 0, known: 0, unknown: 1 });
}

#[test]
fn a_rating_that_was_not_given_is_no_level() {
    let [one, two, three, four] = four().try_into().expect("four cases");
    let rated = |rating, case| CaseState { rating: Some(rating), ..case };
    let cases = [
        rated(Rating::Dissatisfied, one),
        rated(Rating::VerySatisfied, two),
        CaseState { praised: true, ..three },
        four,
    ];
    let found = ratings(&cases);
    assert_eq!((found.none, found.praised), (2, 1));
    assert_eq!(
        found.given,
        [(Rating::Dissatisfied, ids(&cases, &[0])), (Rating::VerySatisfied, ids(&cases, &[1]))].into()
    );
}

#[test]
fn a_correction_by_hand_stands_beside_the_trips() {
    let cases = [CaseState { corrected: -1, ..four().swap_remove(0) }];
    let found = &counts(&cases, |_, _| ())[&()];
    assert_eq!((found.trips, found.corrected, cases[0].trips()), (1, -1, 0));
}

fn any_leg() -> impl Strategy<Value = LegEntry> {
    let time = || prop::option::of(600u16..630);
    (0usize..6, 1u64..4, 0u32..40, time(), time(), 0u8..3)
        .prop_map(|(kind, who, day, from, to, trips)| leg(LegKind::SHIPPED[kind], who, day, from, to, trips))
}

fn any_case() -> impl Strategy<Value = (u32, u16, u32, Vec<LegEntry>, u8, bool)> {
    (0u32..40, 1u16..5, 0u32..4, prop::collection::vec(any_leg(), 0..5), 0u8..3, any::<bool>())
}

proptest! {
    /// Against counting one by one: days add up to months, kinds and helpers to all legs.
    #[test]
    fn counts_are_those_of_counting_one_by_one(rows in prop::collection::vec(any_case(), 0..12)) {
        let cases: Vec<CaseState> = (1..)
            .zip(&rows)
            .map(|(number, (day, party, items, legs, closing, voided))| {
                let began = When { day: BeijingDay(DAY.0 + day), ..when(600) };
                let items = (0..*items).map(item).collect();
                let opened = Opening { began, party: *party, items, ..opening(Handling::Helping) };
                let at = When { day: began.day, ..when(650) };
                let closing = match closing {
                    0 => None,
                    1 => Some(Step::Completed { at }),
                    _ => Some(Step::Terminated { at, reason: EndReason::Left }),
                };
                CaseState { voided: *voided, ..case(number, opened, legs, closing) }
            })
            .collect();
        let live = || rows.iter().filter(|row| !row.5);
        let days = counts(&cases, |_, day| day);
        for day in (0..80).map(|day| BeijingDay(DAY.0 + day)) {
            let begun = || live().filter(|row| BeijingDay(DAY.0 + row.0) == day);
            let none = Counts::default();
            let found = days.get(&day).unwrap_or(&none);
            prop_assert_eq!(found.cases.len(), begun().count());
            prop_assert_eq!(found.people, begun().map(|row| u64::from(row.1)).sum::<u64>());
            prop_assert_eq!(found.items, begun().filter(|row| row.4 != 2).map(|row| u64::from(row.2)).sum::<u64>());
            prop_assert_eq!(found.terminated.len(), begun().filter(|row| row.4 == 2).count());
            let done = begun().filter(|row| row.4 == 1).count();
            let minutes = 50 * u64::try_from(done).expect("few");
            prop_assert_eq!(found.time, Spent { minutes, known: done, unknown: 0 });
            let legs = live().flat_map(|row| &row.3).filter(|leg| leg.time.day == day);
            prop_assert_eq!(found.trips, legs.map(|leg| i64::from(leg.trips)).sum::<i64>());
        }
        let months = counts(&cases, |_, day| Month::from(day));
        let all = |trips: &mut dyn Iterator<Item = &Counts>| trips.map(|one| one.trips).sum::<i64>();
        prop_assert_eq!(all(&mut months.values()), all(&mut days.values()));
        prop_assert_eq!(months.values().map(|one| one.cases.len()).sum::<usize>(), live().count());
        let legs: Vec<&LegEntry> = live().flat_map(|row| &row.3).collect();
        let trips: u64 = legs.iter().map(|leg| u64::from(leg.trips)).sum();
        let (kinds, helpers) = (by_kind(&cases, |_| ()), by_helper(&cases, |_| ()));
        for whole in [kinds.values().collect::<Vec<_>>(), helpers.values().collect()] {
            prop_assert_eq!(whole.iter().map(|one| one.legs).sum::<usize>(), legs.len());
            prop_assert_eq!(whole.iter().map(|one| one.trips).sum::<u64>(), trips);
            let known = legs.iter().filter(|leg| leg.time.minutes().is_some()).count();
            prop_assert_eq!(whole.iter().map(|one| one.time.known).sum::<usize>(), known);
            prop_assert_eq!(whole.iter().map(|one| one.time.unknown).sum::<usize>(), legs.len() - known);
        }
    }
}
