use super::super::demand::{Visit, by_department};
use super::super::gaps::Circumstances;
use super::super::samples::{DAY, TAX, answer, demand, item, known, quota, tip};
use super::super::state::of_department;
use super::super::told::difference;
use super::*;
use crate::event::{HalfAnswer, Items};
use crate::record::RecordId;
use chrono::NaiveDate;
use proptest::prelude::*;

const NINE: u16 = 540;
const TEN: u16 = 600;
const TWO: u16 = 840;

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).and_then(|date| date.and_hms_opt(hour, 0, 0)).expect("a moment")
}

/// The cut-off is on Friday at 15:00.
fn silent() -> DepartmentDay {
    known(at(27, 15))
}

/// Told of a half-day as it is needed for so many cases of item 1.
fn told(half: Half, cases: u16) -> DepartmentDay {
    let mut found = silent();
    *found.told.of_mut(half) = HalfTold { approvers: 1, items: vec![ItemCount { item: ItemId(1), cases }] };
    found
}

fn answers(mut day: DepartmentDay, half: Half, said: HalfAnswer) -> DepartmentDay {
    day.answers.of_mut(half).stands = Stands::One(tip(1, said));
    day
}

fn cases(at: u16, items: &[u32]) -> Cases {
    Cases { at: MinuteOfDay(at), items: items.iter().copied().map(ItemId).collect() }
}

/// Of a booking of item 1 that is at one time and then at another, beside others; asking begins on Wednesday.
fn change(
    known: &DepartmentDay,
    now: NaiveDateTime,
    others: &[(u32, u16)],
    before: Option<u16>,
    after: Option<u16>,
) -> (Option<Effect>, Option<Effect>) {
    let of = |at: Option<u16>| at.map(|at| cases(at, &[1]));
    let (others, before, after) = (demand(others), of(before), of(after));
    let meeting = Meeting::new(known, others.as_ref(), None, now, at(25, 0));
    let Halves { morning, afternoon } = meeting.effects(before.as_ref(), after.as_ref());
    (morning, afternoon)
}

#[test]
fn whoever_is_needed_and_was_not_told_has_to_be_asked_once_the_hall_asks() {
    let check = |known: &DepartmentDay, now, after, expect| {
        assert_eq!(change(known, now, &[], None, Some(after)), expect, "{known:?} {now} {after}");
    };
    check(&silent(), at(26, 9), NINE, (Some(Effect::NeedsAsking), None));
    check(&silent(), at(26, 9), TWO, (None, Some(Effect::NeedsAsking)));
    check(&silent(), at(24, 9), NINE, (Some(Effect::AskedLater), None));
    check(&silent(), at(27, 15), NINE, (Some(Effect::PastCutoff), None));
    check(&told(Half::Morning, 1), at(24, 9), TWO, (None, Some(Effect::NeedsAsking)));
    check(&told(Half::Morning, 1), at(26, 9), NINE, (None, None));
    check(&told(Half::Morning, 1), at(27, 15), NINE, (Some(Effect::PastCutoff), None));
    let mut asked = silent();
    asked.answers.morning.asked = true;
    check(&asked, at(26, 9), NINE, (None, None));
    let mut elsewhere = silent();
    elsewhere.present = false;
    check(&elsewhere, at(26, 9), NINE, (None, None));
}

#[test]
fn whoever_was_told_or_comes_is_needed_for_more_where_that_does_not_cover_it() {
    let known = told(Half::Morning, 1);
    assert_eq!(change(&known, at(26, 9), &[(1, TEN)], None, Some(NINE)), (Some(Effect::NeedsMore), None));
    assert_eq!(change(&known, at(26, 9), &[(2, TEN)], None, Some(NINE)), (Some(Effect::NeedsMore), None));
    let comes = answers(silent(), Half::Morning, answer(Coming::Comes, 1));
    assert_eq!(change(&comes, at(27, 16), &[(1, TEN)], None, Some(NINE)), (None, None), "one does both");
    let (two, morning) = (demand(&[(1, TEN), (1, TEN)]), cases(NINE, &[1]));
    let of = |per_approver| {
        Meeting::new(&comes, two.as_ref(), Some(per_approver), at(26, 9), at(25, 0))
            .effects(None, Some(&morning))
            .morning
    };
    assert_eq!((of(2), of(3)), (Some(Effect::NeedsMore), None));
    let call = answers(silent(), Half::Morning, answer(Coming::OnCall, 1));
    assert_eq!(change(&call, at(27, 16), &[], None, Some(NINE)), (None, None));
}

#[test]
fn whoever_said_that_nobody_is_there_then_is_not_on_duty() {
    let of = |said: HalfAnswer| change(&answers(silent(), Half::Morning, said), at(26, 9), &[], None, Some(NINE)).0;
    let comes = || answer(Coming::Comes, 1);
    assert_eq!(of(answer(Coming::Cannot, 0)), Some(Effect::NotOnDuty));
    assert_eq!(of(HalfAnswer { from: Some(MinuteOfDay(TEN)), ..comes() }), Some(Effect::NotOnDuty));
    assert_eq!(of(HalfAnswer { items: Items::AllBut(vec![ItemId(1)]), ..comes() }), Some(Effect::NotOnDuty));
    assert_eq!(of(HalfAnswer { items: Items::Only(vec![ItemId(1)]), ..comes() }), None);
    let mut missing = answers(silent(), Half::Morning, comes());
    missing.missing.morning.insert(0);
    assert_eq!(change(&missing, at(28, 9), &[], None, Some(NINE)).0, Some(Effect::NotOnDuty));
}

#[test]
fn whoever_was_to_come_and_has_nothing_left_is_no_more_needed() {
    let check = |known: &DepartmentDay, others: &[(u32, u16)], before, after, expect| {
        assert_eq!(
            change(known, at(26, 9), others, before, after),
            expect,
            "{known:?} {others:?} {before:?} {after:?}"
        );
    };
    let gone = (Some(Effect::NoMoreNeeded), None);
    let comes = answers(silent(), Half::Morning, answer(Coming::Comes, 1));
    check(&told(Half::Morning, 1), &[], Some(NINE), None, gone);
    check(&comes, &[], Some(NINE), None, gone);
    check(&answers(silent(), Half::Morning, answer(Coming::OnCall, 1)), &[], Some(NINE), None, gone);
    check(&comes, &[(1, TEN)], Some(NINE), None, (None, None));
    check(&comes, &[(1, TWO)], Some(NINE), None, gone);
    check(&silent(), &[], Some(NINE), None, (None, None));
    check(&answers(silent(), Half::Morning, answer(Coming::Cannot, 0)), &[], Some(NINE), None, (None, None));
    // Moved: what the old place needs no more, and what the new one needs.
    check(&comes, &[], Some(NINE), Some(TWO), (Some(Effect::NoMoreNeeded), Some(Effect::NeedsAsking)));
    check(&comes, &[], Some(NINE), Some(TEN), (None, None));
    check(&silent(), &[], Some(NINE), Some(NINE), (None, None));
    check(&comes, &[], None, None, (None, None));
}

#[test]
fn nobody_is_sent_away_while_somebody_waits_for_the_seat() {
    let items = [item(1, &[TAX.0])];
    let waiting = Visit {
        id: RecordId { device: [1; 8], seq: 1 },
        items: &items,
        seated: false,
        from: MinuteOfDay(NINE),
        to: MinuteOfDay(TEN),
    };
    let others = by_department([waiting]).remove(&TAX);
    let (known, before) = (told(Half::Morning, 1), cases(NINE, &[1]));
    let meeting = Meeting::new(&known, others.as_ref(), None, at(26, 9), at(25, 0));
    assert_eq!(meeting.effects(Some(&before), None), Halves::default());
}

#[test]
fn only_what_a_department_has_to_approve_is_its_case() {
    let items = [item(1, &[TAX.0]), item(2, &[9]), item(3, &[9, TAX.0])];
    assert_eq!(Cases::of(&items, TAX, MinuteOfDay(NINE)), cases(NINE, &[1, 3]));
    let (known, none) = (silent(), cases(NINE, &[]));
    let meeting = Meeting::new(&known, None, None, at(26, 9), at(25, 0));
    assert_eq!(meeting.effects(None, Some(&none)), Halves::default());
}

fn any_half() -> impl Strategy<Value = (HalfTold, Stands, bool)> {
    let told = (0u16..3, 0u16..3).prop_map(|(one, two)| {
        let items = [(1, one), (2, two)].into_iter().filter(|(_, cases)| *cases > 0);
        let items: Vec<_> = items.map(|(item, cases)| ItemCount { item: ItemId(item), cases }).collect();
        HalfTold { approvers: u16::from(!items.is_empty()), items }
    });
    let coming = prop_oneof![Just(Coming::Comes), Just(Coming::OnCall), Just(Coming::Cannot)];
    let items = prop_oneof![Just(Items::All), Just(Items::Only(vec![ItemId(1)])), Just(Items::AllBut(vec![ItemId(1)]))];
    let from = prop::option::of(prop_oneof![Just(MinuteOfDay(TEN)), Just(MinuteOfDay(TWO))]);
    let said = (coming, 0u16..3, items, from).prop_map(|(coming, approvers, items, from)| HalfAnswer {
        items,
        from,
        ..answer(coming, approvers)
    });
    let stands = prop_oneof![
        Just(Stands::None),
        said.clone().prop_map(|said| Stands::One(tip(1, said))),
        (said.clone(), said).prop_map(|(one, other)| Stands::Contradicting(vec![tip(1, one), tip(2, other)])),
    ];
    (told, stands, any::<bool>())
}

fn any_day() -> impl Strategy<Value = DepartmentDay> {
    (any_half(), any_half()).prop_map(|(morning, afternoon)| {
        let mut day = silent();
        for (half, (told, stands, asked)) in [(Half::Morning, morning), (Half::Afternoon, afternoon)] {
            *day.told.of_mut(half) = told;
            let said = day.answers.of_mut(half);
            said.asked = asked && stands == Stands::None;
            said.stands = stands;
        }
        day
    })
}

/// Whether what it was told and has answered covers what is needed of a half-day, the visit at its time included.
fn covers(day: &DepartmentDay, half: Half, needed: &Halves<HalfTold>, visit: (u32, u16), now: NaiveDateTime) -> bool {
    let more = difference(&day.told, needed).more;
    let knows = !more.of(half).is_something();
    let was_told = day.told.is_something();
    match &day.answers.of(half).stands {
        Stands::None => now < day.cutoff && if was_told { knows } else { day.answers.of(half).asked },
        Stands::Contradicting(_) => knows || !was_told,
        Stands::One(tip) => {
            let enough = match tip.answer.coming {
                Coming::Comes => {
                    day.coming(half) >= needed.of(half).approvers
                        && tip.answer.covers(ItemId(visit.0), MinuteOfDay(visit.1))
                }
                Coming::OnCall => true,
                Coming::Cannot | Coming::NotReached => false,
            };
            enough && (knows || !was_told)
        }
    }
}

proptest! {
    /// A booking says nothing if and only if what was told and answered covers the demand with it; what it says is a task
    /// afterwards.
    #[test]
    fn nothing_is_said_where_told_and_answers_cover_it_and_what_is_said_is_a_task(
        day in any_day(),
        others in prop::collection::vec((1u32..3, prop_oneof![Just(NINE), Just(TWO)]), 0..4),
        visit in (1u32..3, prop_oneof![Just(NINE), Just(TEN), Just(TWO)]),
        per_approver in prop::option::of(1u16..3),
        hour in prop_oneof![Just(at(24, 9)), Just(at(26, 9)), Just(at(27, 16))],
    ) {
        let after: Vec<_> = others.iter().copied().chain([visit]).collect();
        let (without, with) = (demand(&others), demand(&after));
        let half = Half::of(MinuteOfDay(visit.1));
        let meeting = Meeting::new(&day, without.as_ref(), per_approver, hour, at(25, 0));
        let found = meeting.effects(None, Some(&cases(visit.1, &[visit.0])));
        let needed = needed(with.as_ref(), per_approver);
        prop_assert_eq!(found.of(half).is_none(), covers(&day, half, &needed, visit, hour), "{:?}", found);
        prop_assert_eq!(*found.of(half.other()), None, "the other half-day is as it was");
        let staffed = crate::event::DepartmentStaffed { cases_per_approver: per_approver, ..quota(None) };
        let about = Circumstances { day: DAY, demand: with.as_ref(), staffed: Some(&staffed), known: &day };
        let state = of_department(&about, hour, at(25, 0)).expect("it is here").state;
        if found.of(half).is_some_and(|effect| effect != Effect::AskedLater) {
            prop_assert!(state.next().is_some(), "{:?} {:?}", found, state);
        }
    }

    /// Whoever is said to be no more needed has no work in the half-day and was to come; and the other way round.
    #[test]
    fn no_more_needed_is_who_was_to_come_and_has_no_work(
        day in any_day(),
        others in prop::collection::vec((1u32..3, prop_oneof![Just(NINE), Just(TWO)]), 0..3),
        visit in (1u32..3, prop_oneof![Just(NINE), Just(TWO)]),
    ) {
        let without = demand(&others);
        let half = Half::of(MinuteOfDay(visit.1));
        let meeting = Meeting::new(&day, without.as_ref(), None, at(26, 9), at(25, 0));
        let found = meeting.effects(Some(&cases(visit.1, &[visit.0])), None);
        let has_work = others.iter().any(|(_, at)| Half::of(MinuteOfDay(*at)) == half);
        let expects = match &day.answers.of(half).stands {
            Stands::None => day.was_told(half),
            Stands::One(tip) => tip.answer.coming != Coming::Cannot,
            Stands::Contradicting(_) => true,
        };
        let expect = (!has_work && expects).then_some(Effect::NoMoreNeeded);
        prop_assert_eq!(*found.of(half), expect);
        prop_assert_eq!(*found.of(half.other()), None);
    }
}
