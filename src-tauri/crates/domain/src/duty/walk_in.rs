//! What somebody without a booking is told before their case is accepted (PRODUCT rule 17). Nobody is refused; but on the
//! day itself only a department that has confirmed is there, and what will still be asked no longer comes.

use super::promise::Promise;
use crate::reference::calendar::Calendar;
use chrono::NaiveDate;

/// Whether every department concerned has somebody on duty now.
pub fn is_staffed(promises: impl IntoIterator<Item = Promise>) -> bool {
    promises.into_iter().all(|promise| match promise {
        Promise::NoneNeeded | Promise::Confirmed => true,
        Promise::WillBeAsked
        | Promise::Asked
        | Promise::Refused
        | Promise::PastCutoff
        | Promise::NoBackOffice
        | Promise::DepartmentUnknown => false,
    })
}

/// The working day a case is forwarded to, by the calendar and not simply Monday; `None` where it is decided on the spot.
pub fn forwarded_on(calendar: &Calendar, day: NaiveDate, staffed: bool) -> Option<NaiveDate> {
    (!staffed).then(|| calendar.next_working_day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_has_confirmed_is_there() {
        assert!(is_staffed([]));
        assert!(is_staffed([Promise::NoneNeeded, Promise::Confirmed]));
        for absent in [Promise::WillBeAsked, Promise::Asked, Promise::Refused, Promise::DepartmentUnknown] {
            assert!(!is_staffed([Promise::Confirmed, absent]), "{absent:?}");
        }
    }

    #[test]
    fn a_monday_that_is_a_holiday_is_no_day_to_forward_to() {
        let calendar = Calendar::from_csv(crate::reference::shipped::CALENDAR).expect("the shipped calendar reads");
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        // Dragon Boat Festival 2024: Monday, 10 June.
        let told = |day: &str| forwarded_on(&calendar, date(day), false);
        assert_eq!(told("2024-06-08"), Some(date("2024-06-11")));
        assert_eq!(told("2026-11-28"), Some(date("2026-11-30")));
        assert_eq!(forwarded_on(&calendar, date("2024-06-08"), true), None);
    }
}
