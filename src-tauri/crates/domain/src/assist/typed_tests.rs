use super::super::card::{Beside, usual_boxes};
use super::super::case::Stage;
use super::super::deed::Deed;
use super::super::fold::fold;
use super::super::leg::LegKind;
use super::super::moment::When;
use super::super::samples::{DAY, helper, item, stamped, stretch};
use super::*;
use proptest::prelude::*;

fn typed<'a>(start: &'a str, end: &'a str, ticks: &'a str) -> TypedCard<'a> {
    TypedCard { day: DAY, number: "", start, end, past_midnight: false, ticks, times: &[], party: "", taken: "" }
}

fn number() -> CardNumber {
    CardNumber::from_serial(482_913).expect("a serial")
}

fn read(typed: &TypedCard<'_>) -> Result<Card, Vec<CardFault>> {
    let digits = number().digits().to_string();
    read_card(&TypedCard { number: &digits, ..*typed }, &usual_boxes())
}

fn beside() -> Beside {
    Beside { helper: helper(1), items: vec![item(1)], sealed: Vec::new(), booking: None }
}

#[test]
fn beginning_end_and_ticks_make_a_whole_card() {
    let card = read(&typed("0905", "948", "1234 56")).expect("a card");
    assert_eq!(card.time, stretch(Some(545), Some(588)));
    assert_eq!(card.legs.iter().map(|leg| leg.kind).collect::<Vec<_>>(), LegKind::SHIPPED);
    assert!(card.legs.iter().all(|leg| leg.time == Stretch::unknown(DAY)), "no time is made up");
    assert_eq!((card.party, card.taken, card.handling), (1, 0, Handling::Helping));
    let case = fold(stamped(card.steps(&beside()))).expect("a case");
    assert_eq!((case.stage(), case.trips(), case.minutes(card.until())), (Stage::Completed, 8, Some(43)));
    assert_eq!(case.card, Some(number()));
}

#[test]
fn what_is_not_written_stays_unknown() {
    let card = read(&typed("", "？", "11")).expect("a card");
    assert_eq!(card.time, Stretch::unknown(DAY));
    let case = fold(stamped(card.steps(&beside()))).expect("a case");
    assert_eq!((case.stage(), case.minutes(card.until()), case.legs.len()), (Stage::Completed, None, 2));
    assert_eq!(case.began, When { day: DAY, at: None });
}

#[test]
fn ticks_read_in_every_width_and_in_the_order_of_the_card() {
    let card = read(&TypedCard { taken: "３", ..typed("9:05", "0010", "２1 d-w2xh") }).expect("a card");
    let kinds: Vec<LegKind> = card.legs.iter().map(|leg| leg.kind).collect();
    assert_eq!(kinds, [LegKind::Signature, LegKind::Form, LegKind::Signature]);
    assert_eq!((card.handling, card.attorney, card.disinfected), (Handling::ByAuthority, true, true));
    assert_eq!((card.taken, card.all_back), (3, true));
}

#[test]
fn a_case_over_midnight_ends_on_the_day_after() {
    let card = read(&TypedCard { past_midnight: true, ..typed("2350", "0010", "1") }).expect("a card");
    assert_eq!(card.until(), When { day: BeijingDay(DAY.0 + 1), at: Some(MinuteOfDay(10)) });
    assert_eq!(card.time.minutes(), Some(20));
}

#[test]
fn times_of_legs_belong_to_the_legs_in_their_order() {
    let times = [["0905", "0910"], ["", ""], ["", "0930"]];
    let card = read(&TypedCard { times: &times, ..typed("", "", "12") });
    let expect = CardFault { field: CardField::LegStart(2), problem: CardProblem::NoSuchLeg };
    assert_eq!(card, Err(vec![expect]));
    let card = read(&TypedCard { times: &times[..2], ..typed("", "", "123") }).expect("a card");
    let found: Vec<_> = card.legs.iter().map(|leg| leg.time).collect();
    assert_eq!(found, [stretch(Some(545), Some(550)), stretch(None, None), stretch(None, None)]);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let long = "1".repeat(41);
    let check = |row: TypedCard<'_>, expect: &[(CardField, CardProblem)]| {
        let faults = read_card(&row, &usual_boxes()).err().unwrap_or_default();
        let found: Vec<_> = faults.into_iter().map(|fault| (fault.field, fault.problem)).collect();
        assert_eq!(found, expect, "{row:?}");
    };
    let digits = number().digits().to_string();
    let good = TypedCard { number: &digits, ..typed("0905", "0948", "1") };
    check(good, &[]);
    check(
        TypedCard { number: "4829137", party: "0", taken: "x", times: &[["99", "2560"]], ..typed("9", "2500", "1ZQ") },
        &[
            (CardField::Number, CardProblem::Number(NumberFault::Check)),
            (CardField::Start, CardProblem::Time(TimeFault::Digits)),
            (CardField::End, CardProblem::Time(TimeFault::NoSuchTime)),
            (CardField::Ticks, CardProblem::NoSuchBox('Z')),
            (CardField::Ticks, CardProblem::NoSuchBox('Q')),
            (CardField::LegStart(0), CardProblem::Time(TimeFault::Digits)),
            (CardField::LegEnd(0), CardProblem::Time(TimeFault::NoSuchTime)),
            (CardField::Party, CardProblem::Count),
            (CardField::Taken, CardProblem::Count),
        ],
    );
    check(TypedCard { ticks: &long, ..good }, &[(CardField::Ticks, CardProblem::TooManyLegs)]);
    check(
        TypedCard { party: "51", taken: "100", ..good },
        &[(CardField::Party, CardProblem::Count), (CardField::Taken, CardProblem::Count)],
    );
    check(TypedCard { party: "+1", ..good }, &[(CardField::Party, CardProblem::Count)]);
}

#[test]
fn a_halls_own_boxes_are_read() {
    let own = [TickBox { key: '7', tick: Tick::Leg(LegKind::Own(3), 0) }];
    let digits = number().digits().to_string();
    let card = read_card(&TypedCard { number: &digits, ..typed("", "", "7") }, &own).expect("a card");
    assert_eq!(card.legs, [CardLeg { kind: LegKind::Own(3), trips: 0, time: Stretch::unknown(DAY) }]);
}

#[test]
fn boxes_have_keys_of_their_own() {
    let mut keys: Vec<char> = usual_boxes().iter().map(|one| one.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.into_iter().collect::<String>(), "123456DHWX");
}

proptest! {
    /// A card that is complete makes a closed case; any other one that can be closed as soon as what is missing is seen to.
    #[test]
    fn a_card_is_complete_as_the_case_says(legs in "[1-6]{0,10}", marks in "D?W?X?H?", taken in 0u16..4) {
        let (ticks, taken) = (format!("{legs}{marks}"), taken.to_string());
        let card = read(&TypedCard { taken: &taken, ..typed("0905", "0948", &ticks) }).expect("a card");
        let case = fold(stamped(card.steps(&beside()))).expect("a case");
        prop_assert_eq!(case.stage() == Stage::Completed, card.is_complete());
        prop_assert_eq!(case.is_open() && case.can(Deed::Complete), false);
        prop_assert_eq!(case.flags(), vec![]);
        prop_assert_eq!(case.legs.len(), legs.len());
        prop_assert_eq!(case.minutes(card.until()), Some(43), "papers given back later are no time of helping");
    }

    #[test]
    fn whatever_is_typed_nothing_is_made_up(start in ".{0,5}", end in ".{0,5}", ticks in ".{0,6}", party in ".{0,3}") {
        let row = TypedCard { party: &party, ..typed(&start, &end, &ticks) };
        match read(&row) {
            Ok(card) => prop_assert!(card.legs.len() <= ticks.chars().count() && (1..=PARTY_MAX).contains(&card.party)),
            Err(faults) => prop_assert!(!faults.is_empty()),
        }
    }
}
