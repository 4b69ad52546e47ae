//! Whether the rule that somebody met still holds while their case is under way (PRODUCT rule 30). Evidence that runs out
//! warns and refuses nothing.

use super::case::CaseState;
use super::moment::Moment;

/// Minutes before evidence runs out in which an open case says so.
pub const RUNS_OUT_SOON_MINUTES: i64 = 120;

/// What is to be said of the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The rule is not met.
    NotMet,
    /// It had run out before the case began.
    RanOutBefore(Moment),
    /// It ran out during the case.
    RanOutDuring(Moment),
    /// It runs out soon, and the case is open.
    RunsOutSoon(Moment),
}

/// What is to be said of a case's evidence at a moment. `None` if nothing was asked for, or if it holds. A beginning without a
/// time counts from the start of its day, so that nothing is said to have run out before that may not have.
pub fn warning(case: &CaseState, now: Moment) -> Option<Warning> {
    let seen = case.eligibility?;
    if !seen.met {
        return Some(Warning::NotMet);
    }
    let until = seen.until?;
    let ran_out_before = match case.began.moment() {
        Some(began) => until < began,
        None => until.day < case.began.day,
    };
    if ran_out_before {
        Some(Warning::RanOutBefore(until))
    } else if ran_out(case, until, now) {
        Some(Warning::RanOutDuring(until))
    } else {
        let soon = case.is_open() && until.minutes_since(now) <= RUNS_OUT_SOON_MINUTES;
        soon.then_some(Warning::RunsOutSoon(until))
    }
}

/// Whether something that holds until then has run out: by `now` where the case is open, else by its end. Of an end without a time
/// only the day tells.
pub(super) fn ran_out(case: &CaseState, until: Moment, now: Moment) -> bool {
    match case.closing.map(|closing| closing.at) {
        None => until < now,
        Some(end) => end.moment().map_or(until.day < end.day, |end| until < end),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{DAY, case, helper, when};
    use super::super::step::{Eligibility, Handling, Step};
    use super::super::{moment::When, step::Edit};
    use super::*;
    use crate::time::{BeijingDay, MinuteOfDay};

    fn at(minute: u16) -> Moment {
        Moment { day: DAY, at: MinuteOfDay(minute) }
    }

    fn seen(met: bool, until: Option<Moment>) -> Step {
        Step::EligibilitySeen(Eligibility { met, seen_by: helper(1), seen: when(600), until })
    }

    /// The case begins at 10:00.
    #[test]
    fn evidence_that_runs_out_during_the_case_warns() {
        let check = |steps: &[Step], now: u16, expect: Option<Warning>| {
            let found = warning(&case(Handling::Helping, steps.iter().cloned()), at(now));
            assert_eq!(found, expect, "{steps:?} at {now}");
        };
        let noon = at(720);
        check(&[], 650, None);
        check(&[seen(true, None)], 650, None);
        check(&[seen(false, None)], 650, Some(Warning::NotMet));
        check(&[seen(true, Some(at(1000)))], 650, None);
        check(&[seen(true, Some(noon))], 599, None);
        check(&[seen(true, Some(noon))], 600, Some(Warning::RunsOutSoon(noon)));
        check(&[seen(true, Some(noon))], 720, Some(Warning::RunsOutSoon(noon)));
        check(&[seen(true, Some(noon))], 721, Some(Warning::RanOutDuring(noon)));
        check(&[seen(true, Some(at(599)))], 650, Some(Warning::RanOutBefore(at(599))));
        check(&[seen(false, None), seen(true, None)], 650, None);
    }

    #[test]
    fn a_closed_case_is_judged_by_its_end() {
        let check = |closed: When, expect: Option<Warning>| {
            let steps = [seen(true, Some(at(720))), Step::Completed { at: closed }];
            assert_eq!(warning(&case(Handling::Helping, steps), at(1000)), expect, "{closed:?}");
        };
        check(when(715), None);
        check(when(725), Some(Warning::RanOutDuring(at(720))));
        check(When { day: DAY, at: None }, None);
        check(When { day: BeijingDay(DAY.0 + 1), at: None }, Some(Warning::RanOutDuring(at(720))));
    }

    #[test]
    fn a_beginning_without_a_time_accuses_nobody() {
        let began = Some(When { day: DAY, at: None });
        let check = |until: Moment, expect| {
            let steps = [seen(true, Some(until)), Step::Edited(Edit { began, ..Edit::default() })];
            assert_eq!(warning(&case(Handling::Helping, steps), at(1000)), expect, "{until:?}");
        };
        check(at(1), Some(Warning::RanOutDuring(at(1))));
        let before = Moment { day: BeijingDay(DAY.0 - 1), at: MinuteOfDay(1000) };
        check(before, Some(Warning::RanOutBefore(before)));
    }
}
