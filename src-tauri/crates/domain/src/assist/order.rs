//! Work orders 办不成事: from a bad rating, from a case that could not be done, or from a booked item that nobody decides.

use super::case::CaseState;
use super::step::{EndReason, Rating};
use crate::event::OrderWhy;
use crate::reference::calendar::Calendar;
use chrono::NaiveDate;

/// Working days within which a work order is settled.
pub const WORKING_DAYS: u8 = 5;

/// The day by which a work order opened on a day is to be settled: so many working days later by the calendar.
pub fn due(opened: NaiveDate, calendar: &Calendar) -> NaiveDate {
    (0..WORKING_DAYS).fold(opened, |day, _| calendar.next_working_day(day))
}

/// Working days that have gone by since the day by which it was due; 0 until then, and on the days off after it.
pub fn working_days_over(due: NaiveDate, today: NaiveDate, calendar: &Calendar) -> u32 {
    let gone = due.iter_days().skip(1).take_while(|day| *day <= today).filter(|day| calendar.is_working_day(*day));
    u32::try_from(gone.count()).unwrap_or(u32::MAX)
}

/// What in a case is a reason for a work order. None once it is voided, or nobody is left to be told.
pub fn grounds(case: &CaseState) -> Vec<OrderWhy> {
    if !case.is_live() || case.erased {
        return Vec::new();
    }
    let bad = case.rating.is_some_and(Rating::is_bad);
    let not_possible = case.closing.is_some_and(|closing| closing.reason == Some(EndReason::NotPossible));
    let found = [(not_possible, OrderWhy::NotPossible), (bad, OrderWhy::BadRating)];
    found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, why)| why).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assist::case::Closing;
    use crate::assist::samples::{case, id, when};
    use crate::assist::step::Handling;

    #[test]
    fn five_working_days_pass_over_weekends_and_holidays() {
        let csv = "date,kind,holiday,notice_year,notice\n2026-12-02,day_off,示例,2026,示例通知\n\
                   2026-12-05,makeup_workday,示例,2026,示例通知\n";
        let calendar = Calendar::from_csv(csv).expect("a calendar");
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a date");
        // Mon 30, Tue 1, Thu 3, Fri 4, and the Saturday that makes up for the day off.
        assert_eq!(due(day(11, 28), &calendar), day(12, 5));
        assert_eq!(due(day(12, 14), &calendar), day(12, 21));
    }

    #[test]
    fn days_off_are_no_days_over() {
        let csv = "date,kind,holiday,notice_year,notice\n2026-12-02,day_off,示例,2026,示例通知\n";
        let calendar = Calendar::from_csv(csv).expect("a calendar");
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a date");
        let check = |due, today, expected| assert_eq!(working_days_over(day(due), day(today), &calendar), expected);
        check(4, 3, 0);
        check(4, 4, 0);
        // Saturday and Sunday; then Monday, and the Monday after.
        check(4, 6, 0);
        check(4, 7, 1);
        check(4, 14, 6);
        check(1, 2, 0);
        check(1, 3, 1);
    }

    #[test]
    fn a_bad_rating_and_what_could_not_be_done_are_grounds_each() {
        let check = |change: fn(&mut CaseState), expected: &[OrderWhy]| {
            let closing = Closing { by: id(9), at: when(700), reason: Some(EndReason::NotPossible) };
            let mut case = case(Handling::Helping, []);
            (case.closing, case.rating) = (Some(closing), Some(Rating::Dissatisfied));
            change(&mut case);
            assert_eq!(grounds(&case), expected);
        };
        check(|_| (), &[OrderWhy::NotPossible, OrderWhy::BadRating]);
        check(|case| case.rating = Some(Rating::BasicallySatisfied), &[OrderWhy::NotPossible]);
        check(|case| case.rating = None, &[OrderWhy::NotPossible]);
        check(|case| case.closing = None, &[OrderWhy::BadRating]);
        check(|case| case.erased = true, &[]);
        check(|case| case.voided = true, &[]);
    }
}
