//! Checks at the entrance as they stand in a case, where the hall asks for them (PRODUCT rule 30). They refuse nothing: a case
//! without them is shown as not checked.

use super::case::CaseState;
use super::eligibility::ran_out;
use super::moment::Moment;
use super::step::EntryChecked;
use crate::event::EntryCheck;

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has made it.
    NotChecked,
    /// Nobody has made it, and one that is enough in its place holds.
    NotNeeded,
    /// It was passed and holds, or held until the case was closed.
    Passed,
    /// It was not passed.
    Failed,
    /// It was passed, and no longer holds.
    RanOut(Moment),
}

/// A check in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its number in the hall's settings.
    pub check: u16,
    /// It or the one before it is enough.
    pub or_before: bool,
    /// As it was made last.
    pub made: Option<EntryChecked>,
    /// How it stands.
    pub standing: Standing,
    /// It holds, or one that is enough in its place.
    pub is_settled: bool,
}

/// The checks of a case in the order of the settings, by the clock's moment; behind them such as were made and are not asked for
/// any more.
pub fn rows(asked: &[EntryCheck], case: &CaseState, now: Moment) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (place, check) in asked.iter().enumerate() {
        let or_before = check.or_before && place > 0;
        rows.push(row(check.number, or_before, case, now));
    }
    for choice in rows.chunk_by_mut(|_, next| next.or_before) {
        let holds = choice.iter().any(|row| row.standing == Standing::Passed);
        for row in choice {
            row.is_settled = holds;
            if holds && row.standing == Standing::NotChecked {
                row.standing = Standing::NotNeeded;
            }
        }
    }
    let no_more = case.checks.keys().filter(|check| !asked.iter().any(|one| one.number == **check));
    rows.extend(no_more.map(|check| Row { is_settled: true, ..row(*check, false, case, now) }));
    rows
}

/// The check to be made next: the first that nobody has made or that ran out, where no other is enough. `None` if there is none. One
/// that was not passed is not asked for again.
pub fn next(rows: &[Row]) -> Option<u16> {
    let waits = |row: &&Row| !row.is_settled && matches!(row.standing, Standing::NotChecked | Standing::RanOut(_));
    rows.iter().find(waits).map(|row| row.check)
}

fn row(check: u16, or_before: bool, case: &CaseState, now: Moment) -> Row {
    let made = case.checks.get(&check).copied();
    let standing = match made {
        None => Standing::NotChecked,
        Some(EntryChecked { passed: false, .. }) => Standing::Failed,
        Some(EntryChecked { until: Some(until), .. }) if ran_out(case, until, now) => Standing::RanOut(until),
        Some(_) => Standing::Passed,
    };
    Row { check, or_before, made, standing, is_settled: false }
}

#[cfg(test)]
mod tests {
    use super::super::moment::When;
    use super::super::samples::{DAY, case, helper, when};
    use super::super::step::{Handling, Step};
    use super::*;
    use crate::time::{BeijingDay, MinuteOfDay};
    use Standing::{Failed, NotChecked, NotNeeded, Passed, RanOut};

    fn at(minute: u16) -> Moment {
        Moment { day: DAY, at: MinuteOfDay(minute) }
    }

    fn made(check: u16, passed: bool, seen: u16, until: Option<u16>) -> Step {
        Step::EntryChecked(EntryChecked { check, passed, seen_by: helper(1), seen: when(seen), until: until.map(at) })
    }

    /// The first, then the second or the third.
    fn asked() -> Vec<EntryCheck> {
        let check = |number, or_before| EntryCheck { number, holds_minutes: None, or_before };
        vec![check(7, false), check(2, false), check(3, true)]
    }

    #[test]
    fn each_check_says_how_it_stands_and_which_is_next() {
        let check = |steps: &[Step], now: u16, expect: &[Standing], expect_next: Option<u16>| {
            let rows = rows(&asked(), &case(Handling::Helping, steps.iter().cloned()), at(now));
            let standings: Vec<Standing> = rows.iter().map(|row| row.standing).collect();
            assert_eq!((standings.as_slice(), next(&rows)), (expect, expect_next), "{steps:?} at {now}");
        };
        let pass = |number| made(number, true, 600, None);
        let fail = |number| made(number, false, 600, None);
        let noon = || made(7, true, 690, Some(720));
        check(&[], 610, &[NotChecked, NotChecked, NotChecked], Some(7));
        check(&[pass(7)], 610, &[Passed, NotChecked, NotChecked], Some(2));
        check(&[pass(7), pass(2)], 610, &[Passed, Passed, NotNeeded], None);
        check(&[pass(7), pass(3)], 610, &[Passed, NotNeeded, Passed], None);
        check(&[pass(7), fail(2)], 610, &[Passed, Failed, NotChecked], Some(3));
        check(&[pass(7), fail(2), pass(3)], 610, &[Passed, Failed, Passed], None);
        check(&[fail(7)], 610, &[Failed, NotChecked, NotChecked], Some(2));
        check(&[fail(7), pass(7)], 610, &[Passed, NotChecked, NotChecked], Some(2));
        check(&[noon(), pass(2)], 720, &[Passed, Passed, NotNeeded], None);
        check(&[noon(), pass(2)], 721, &[RanOut(at(720)), Passed, NotNeeded], Some(7));
        check(&[noon(), pass(2), made(7, true, 721, Some(751))], 730, &[Passed, Passed, NotNeeded], None);
    }

    #[test]
    fn a_closed_case_is_judged_by_its_end() {
        let check = |closed: When, expect: Standing| {
            let steps = [made(7, true, 690, Some(720)), Step::Completed { at: closed }];
            let rows = rows(&asked(), &case(Handling::Helping, steps), at(1000));
            assert_eq!(rows[0].standing, expect, "{closed:?}");
        };
        check(when(715), Passed);
        check(when(725), RanOut(at(720)));
        check(When { day: DAY, at: None }, Passed);
        check(When { day: BeijingDay(DAY.0 + 1), at: None }, RanOut(at(720)));
    }

    #[test]
    fn what_is_not_asked_for_any_more_stays_visible_and_waits_for_nobody() {
        let case = case(Handling::Helping, [made(7, false, 600, None), made(9, true, 600, None)]);
        let shown: Vec<(u16, Standing)> =
            rows(&[], &case, at(610)).iter().map(|row| (row.check, row.standing)).collect();
        assert_eq!((shown, next(&rows(&[], &case, at(610)))), (vec![(7, Failed), (9, Passed)], None));
    }

    #[test]
    fn a_first_check_has_none_before_it() {
        let only = [EntryCheck { number: 7, holds_minutes: None, or_before: true }];
        let rows = rows(&only, &case(Handling::Helping, []), at(610));
        assert_eq!((rows[0].or_before, next(&rows)), (false, Some(7)));
    }
}
