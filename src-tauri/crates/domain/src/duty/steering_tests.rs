use super::super::answer::Stands;
use super::super::samples::{TAX, answer, demand, item, known, tip};
use super::*;
use crate::event::{HalfAnswer, Items};
use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

const NINE: MinuteOfDay = MinuteOfDay(540);
const ELEVEN_HALF: MinuteOfDay = MinuteOfDay(690);
const TWO: MinuteOfDay = MinuteOfDay(840);

fn cutoff() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 27).and_then(|day| day.and_hms_opt(15, 0, 0)).expect("a moment")
}

/// The department with an answer for the morning.
fn answered(morning: HalfAnswer) -> DepartmentDay {
    let mut known = known(cutoff());
    known.answers.morning.stands = Stands::One(tip(1, morning));
    known
}

fn cost(at: MinuteOfDay, bookings: &[(u32, u16)], per_approver: Option<u16>, known: &DepartmentDay) -> Cost {
    let items = [item(4, &[TAX.0])];
    load(TAX, &items, at, demand(bookings).as_ref(), per_approver, known).cost()
}

#[test]
fn bookings_alone_decide_where_nothing_was_answered() {
    let silent = known(cutoff());
    let check = |at, bookings: &[(u32, u16)], per_approver, expect| {
        assert_eq!(cost(at, bookings, per_approver, &silent), expect, "{at:?} {bookings:?} {per_approver:?}");
    };
    check(NINE, &[], None, Cost::OneMore);
    check(NINE, &[(4, 600)], None, Cost::NobodyMore);
    check(TWO, &[(4, 600)], None, Cost::Longer);
    check(NINE, &[(4, 600), (4, 630)], Some(2), Cost::OneMore);
    check(NINE, &[(4, 600), (4, 630)], Some(3), Cost::NobodyMore);
    check(NINE, &[(4, 600), (4, 630), (4, 840), (4, 840), (4, 870)], Some(2), Cost::Longer);
}

#[test]
fn who_was_told_or_comes_costs_nobody_more() {
    let mut told = known(cutoff());
    told.told.morning.approvers = 1;
    assert_eq!(cost(NINE, &[], None, &told), Cost::NobodyMore);
    assert_eq!(cost(TWO, &[], None, &told), Cost::Longer);
    let comes = answered(answer(Coming::Comes, 2));
    assert_eq!(cost(NINE, &[(4, 600), (4, 630)], Some(2), &comes), Cost::NobodyMore);
    assert_eq!(cost(TWO, &[], None, &comes), Cost::Longer);
}

#[test]
fn hours_items_and_denials_of_an_answer_count() {
    let check = |at, morning: HalfAnswer, expect| {
        assert_eq!(cost(at, &[(4, 600)], None, &answered(morning.clone())), expect, "{at:?} {morning:?}");
    };
    let until = HalfAnswer { until: Some(MinuteOfDay(660)), ..answer(Coming::Comes, 1) };
    check(NINE, until.clone(), Cost::NobodyMore);
    check(ELEVEN_HALF, until, Cost::Longer);
    check(NINE, HalfAnswer { items: Items::AllBut(vec![ItemId(4)]), ..answer(Coming::Comes, 1) }, Cost::OneMore);
    check(NINE, answer(Coming::Cannot, 0), Cost::OneMore);
    check(NINE, answer(Coming::OnCall, 1), Cost::OneMore);
    let mut declined = answered(answer(Coming::Cannot, 0));
    declined.answers.afternoon.stands = Stands::One(tip(1, answer(Coming::Comes, 1)));
    assert_eq!(
        cost(NINE, &[(4, 840)], None, &declined),
        Cost::OneMore,
        "who cannot in the morning is not asked to stay"
    );
    let mut missing = answered(answer(Coming::Comes, 1));
    missing.missing.morning.insert(0);
    assert_eq!(cost(NINE, &[(4, 600)], None, &missing), Cost::OneMore);
}

#[test]
fn being_short_already_makes_a_booking_no_dearer() {
    let comes = answered(answer(Coming::Comes, 1));
    assert_eq!(cost(NINE, &[(4, 600), (4, 630), (4, 660)], Some(2), &comes), Cost::NobodyMore);
}

#[test]
fn the_dearest_department_decides_and_none_costs_nobody() {
    let free = Load { needed: 1, there: 1, within_hours: true, other_half: 0 };
    let longer = Load { there: 0, other_half: 1, ..free };
    let dear = Load { there: 0, ..free };
    assert_eq!(of_time([]), Cost::NobodyMore);
    assert_eq!(of_time([free, free]), Cost::NobodyMore);
    assert_eq!(of_time([free, longer]), Cost::Longer);
    assert_eq!(of_time([longer, dear, free]), Cost::OneMore);
    let (nobody, items) = (known(cutoff()), [item(4, &[8])]);
    assert_eq!(
        load(TAX, &items, NINE, None, None, &nobody).cost(),
        Cost::NobodyMore,
        "it is not asked of this department"
    );
}

proptest! {
    #[test]
    fn more_people_never_make_a_time_dearer(
        needed in 0u16..5, there in 0u16..5, other_half in 0u16..5, within_hours: bool,
    ) {
        let load = Load { needed, there, within_hours, other_half };
        let cheaper = [
            Load { there: there + 1, ..load },
            Load { other_half: other_half + 1, ..load },
            Load { within_hours: true, ..load },
        ];
        for one in cheaper {
            prop_assert!(one.cost() <= load.cost(), "{:?} {:?}", one, load);
        }
        let dearer = Load { needed: needed + 1, ..load };
        prop_assert!(dearer.cost() >= load.cost(), "{:?} {:?}", dearer, load);
    }

    #[test]
    fn a_time_costs_nobody_exactly_if_the_need_of_its_half_day_does_not_grow(
        bookings in prop::collection::vec((Just(4u32), prop::sample::select(vec![540u16, 600, 660, 840, 900])), 0..8),
        per_approver in prop::option::of(1u16..4),
        at in prop::sample::select(vec![NINE, ELEVEN_HALF, TWO]),
    ) {
        let held = bookings.iter().filter(|(_, from)| Half::of(MinuteOfDay(*from)) == Half::of(at)).count();
        let held = u16::try_from(held).expect("few");
        let grows = approvers(held + 1, per_approver) > approvers(held, per_approver);
        prop_assert_eq!(cost(at, &bookings, per_approver, &known(cutoff())) == Cost::NobodyMore, !grows);
    }
}
