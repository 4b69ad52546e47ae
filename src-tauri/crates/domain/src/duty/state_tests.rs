use super::super::samples::{DAY, answer, demand, known, quota, tip};
use super::*;
use crate::event::{DepartmentStaffed, HalfAnswer, ItemCount};
use crate::reference::catalogue::ItemId;
use chrono::NaiveDate;

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).and_then(|date| date.and_hms_opt(hour, 0, 0)).expect("a moment")
}

/// What is known of a half-day: `-` nothing, `told`, `asked` long ago, `tried` and not reached, `3` approvers come, `0` it cannot,
/// `call`, `?` contradicting. Whatever `told` stands beside was told as it is needed with one booking of item 1.
fn learn(day: &mut DepartmentDay, half: Half, words: &str) {
    for word in words.split(' ') {
        let found = day.answers.of_mut(half);
        let mut say = |answer: HalfAnswer| found.stands = Stands::One(tip(1, answer));
        match word {
            "-" => {}
            "told" => {
                let items = vec![ItemCount { item: ItemId(1), cases: 1 }];
                *day.told.of_mut(half) = HalfTold { approvers: 1, items };
            }
            "asked" => found.asked = true,
            "tried" => found.attempts = 1,
            "?" => {
                let tips = vec![tip(1, answer(Coming::Comes, 1)), tip(2, answer(Coming::Cannot, 0))];
                found.stands = Stands::Contradicting(tips);
            }
            "call" => say(answer(Coming::OnCall, 1)),
            "0" => say(answer(Coming::Cannot, 0)),
            number => say(answer(Coming::Comes, number.parse().expect("a number"))),
        }
    }
}

struct Sample {
    work: &'static [(u32, u16)],
    staffed: DepartmentStaffed,
    now: NaiveDateTime,
}

/// Thursday, before the cut-off, after asking began on Wednesday; one booking in the morning.
fn thursday() -> Sample {
    Sample { work: &[(1, 540)], staffed: quota(None), now: at(26, 9) }
}

fn stand(sample: &Sample, morning: &str, afternoon: &str) -> DepartmentState {
    let mut known = known(at(27, 15));
    learn(&mut known, Half::Morning, morning);
    learn(&mut known, Half::Afternoon, afternoon);
    let work = demand(sample.work);
    let about = Circumstances { day: DAY, demand: work.as_ref(), staffed: Some(&sample.staffed), known: &known };
    of_department(&about, sample.now, at(25, 0)).expect("it is here")
}

fn check(sample: &Sample, morning: &str, afternoon: &str, expect: State) {
    assert_eq!(stand(sample, morning, afternoon).state, expect, "{morning} | {afternoon}");
}

#[test]
fn one_word_says_the_worst_that_holds() {
    let one = thursday();
    check(&one, "-", "-", State::ToTell);
    check(&one, "tried", "-", State::ToTell);
    check(&one, "told", "-", State::Asked);
    check(&one, "told tried", "-", State::Asked);
    check(&one, "asked", "-", State::Asked);
    check(&one, "told 1", "-", State::Confirmed);
    check(&one, "1", "-", State::Confirmed);
    check(&one, "told 1", "0", State::Confirmed);
    check(&one, "call", "-", State::OnCall);
    check(&one, "?", "-", State::Contradicted);
    check(&one, "1", "?", State::Contradicted);
    check(&one, "told 0", "3", State::Cannot);
    check(&one, "0", "?", State::Cannot);

    let both = Sample { work: &[(1, 540), (1, 780)], ..thursday() };
    check(&both, "told 1", "-", State::TellMore);
    check(&both, "1", "-", State::ToTell);
    check(&both, "told 1", "told", State::Asked);
    check(&both, "told 1", "told call", State::OnCall);
    check(&both, "told ?", "-", State::Contradicted);
    check(&both, "0", "1", State::Cannot);

    let busy = Sample { work: &[(1, 540), (1, 570)], ..thursday() };
    check(&busy, "told", "-", State::TellMore);
    check(&busy, "1", "-", State::Confirmed);
    check(&busy, "asked", "-", State::Asked);
}

#[test]
fn before_asking_begins_and_after_the_cut_off() {
    let tuesday = Sample { now: at(24, 23), ..thursday() };
    check(&tuesday, "-", "-", State::NotYet);
    check(&tuesday, "told", "-", State::Asked);
    check(&tuesday, "1", "-", State::Confirmed);
    let friday = Sample { now: at(27, 15), ..thursday() };
    check(&friday, "-", "-", State::Unanswered);
    check(&friday, "told tried", "-", State::Unanswered);
    check(&friday, "told 1", "-", State::Confirmed);
    check(&friday, "told call", "-", State::OnCall);
    let both = Sample { work: &[(1, 540), (1, 780)], ..friday };
    check(&both, "told 1", "-", State::Unanswered);
    check(&both, "0", "-", State::Cannot);
}

#[test]
fn fewer_than_needed_or_more_than_its_quota_is_short() {
    let staffed = DepartmentStaffed { cases_per_approver: Some(1), ..quota(Some(1)) };
    let busy = Sample { work: &[(1, 540), (1, 570)], staffed, ..thursday() };
    check(&busy, "1", "-", State::Short);
    check(&busy, "2", "-", State::Confirmed);
    check(&busy, "asked", "-", State::Short);
    check(&busy, "-", "-", State::ToTell);
    check(&Sample { now: at(24, 9), ..busy }, "-", "-", State::Short);
}

#[test]
fn who_has_no_work_any_more_may_stay_if_it_expects_to_come() {
    let none = Sample { work: &[], ..thursday() };
    check(&none, "-", "-", State::Idle);
    check(&none, "told 0", "0", State::Idle);
    for expecting in ["told", "asked", "1", "call"] {
        check(&none, expecting, "-", State::MayStay);
        check(&none, "-", expecting, State::MayStay);
    }
    let less = stand(&none, "told 1", "-").difference;
    assert_eq!((less.more.is_something(), less.less.morning.approvers), (false, 1), "said apart");
}

#[test]
fn who_waits_for_an_answer_is_counted_once() {
    let both = Sample { work: &[(1, 540), (2, 570), (1, 780)], ..thursday() };
    for (morning, afternoon, expect) in
        [("-", "-", 3), ("told", "?", 3), ("2", "told", 1), ("2", "0", 0), ("call", "tried", 1)]
    {
        assert_eq!(stand(&both, morning, afternoon).waiting, expect, "{morning} | {afternoon}");
    }
}

#[test]
fn a_department_without_a_back_office_has_no_word() {
    let work = demand(&[(1, 540)]);
    let away = DepartmentDay { present: false, ..known(at(27, 15)) };
    let about = Circumstances { day: DAY, demand: work.as_ref(), staffed: None, known: &away };
    assert_eq!(of_department(&about, at(26, 9), at(25, 0)), None);
}

#[test]
fn asking_begins_on_a_weekday_of_the_days_before() {
    for (set, expect) in [(None, 25), (Some(1), 23), (Some(5), 27), (Some(6), 21), (Some(0), 25), (Some(9), 25)] {
        let hall = HallStaffed { asks_from: set, walk_ins: None };
        assert_eq!(asking_begins(hall, DAY), at(expect, 0), "{set:?}");
    }
}
