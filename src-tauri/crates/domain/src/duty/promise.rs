//! What a citizen may be promised: of a department on a day, of an item, of a whole visit (PRODUCT rule 9).
//!
//! A booking is what causes an approver to come, so being the first to book a department is normal, not a warning.

use crate::event::{DutyAnswer, Promised};
use crate::reference::catalogue::Cutoff;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

/// What may be promised of one department on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// The item needs no approver.
    NoneNeeded,
    /// The department will be asked.
    WillBeAsked,
    /// It was asked.
    Asked,
    /// Somebody comes.
    Confirmed,
    /// Nobody comes.
    Refused,
    /// Past the cut-off and nobody on duty.
    PastCutoff,
    /// No back office in this hall.
    NoBackOffice,
    /// The catalogue does not say which department decides.
    DepartmentUnknown,
}

/// Whether the result can be had on the spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultPromise {
    /// Yes.
    OnTheSpot,
    /// Yes, once the department confirms.
    OnTheSpotOnceConfirmed,
    /// Not known: no department named.
    Unknown,
    /// No: accepted, and forwarded on a working day.
    Forwarded,
}

/// What is known of a department for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyState {
    /// It has a back office in this hall.
    pub present: bool,
    /// Its last answer for the day.
    pub answer: Option<DutyAnswer>,
    /// Moment after which it is no longer asked.
    pub cutoff: NaiveDateTime,
}

/// The promise of a department at a moment.
pub fn of_department(duty: DutyState, now: NaiveDateTime) -> Promise {
    match (duty.present, duty.answer) {
        (false, _) => Promise::NoBackOffice,
        (true, Some(DutyAnswer::Confirmed)) => Promise::Confirmed,
        (true, Some(DutyAnswer::Refused)) => Promise::Refused,
        (true, Some(DutyAnswer::Asked)) => Promise::Asked,
        (true, None) if now < duty.cutoff => Promise::WillBeAsked,
        (true, None) => Promise::PastCutoff,
    }
}

/// What the promises of all departments concerned amount to. The worst decides.
pub fn of_result(promises: impl IntoIterator<Item = Promise>) -> ResultPromise {
    promises
        .into_iter()
        .map(|promise| match promise {
            Promise::NoneNeeded | Promise::Confirmed => ResultPromise::OnTheSpot,
            Promise::WillBeAsked | Promise::Asked => ResultPromise::OnTheSpotOnceConfirmed,
            Promise::DepartmentUnknown => ResultPromise::Unknown,
            Promise::Refused | Promise::PastCutoff | Promise::NoBackOffice => ResultPromise::Forwarded,
        })
        .max()
        .unwrap_or(ResultPromise::OnTheSpot)
}

impl From<ResultPromise> for Promised {
    fn from(promise: ResultPromise) -> Self {
        match promise {
            ResultPromise::OnTheSpot => Self::OnTheSpot,
            ResultPromise::OnTheSpotOnceConfirmed => Self::OnceConfirmed,
            ResultPromise::Unknown => Self::Unknown,
            ResultPromise::Forwarded => Self::Forwarded,
        }
    }
}

impl Cutoff {
    /// The moment for a service day: the last such weekday strictly before it.
    pub fn before(self, service_day: NaiveDate) -> NaiveDateTime {
        let back = (service_day.weekday().num_days_from_monday() + 7 - self.weekday.num_days_from_monday()) % 7;
        let back = if back == 0 { 7 } else { back };
        service_day.checked_sub_days(Days::new(u64::from(back))).unwrap_or(service_day).and_time(self.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveTime, Weekday};

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).and_then(|date| date.and_hms_opt(hour, 0, 0)).expect("a moment")
    }

    #[test]
    fn a_department_promises_by_its_answer_and_the_cut_off() {
        let check = |present, answer, now, expect| {
            assert_eq!(of_department(DutyState { present, answer, cutoff: at(27, 15) }, now), expect);
        };
        check(true, None, at(27, 14), Promise::WillBeAsked);
        check(true, None, at(27, 15), Promise::PastCutoff);
        check(true, Some(DutyAnswer::Asked), at(27, 16), Promise::Asked);
        check(true, Some(DutyAnswer::Confirmed), at(27, 16), Promise::Confirmed);
        check(true, Some(DutyAnswer::Refused), at(27, 10), Promise::Refused);
        check(false, Some(DutyAnswer::Confirmed), at(27, 10), Promise::NoBackOffice);
    }

    #[test]
    fn the_worst_department_decides_the_result() {
        let check = |promises: &[Promise], expect| assert_eq!(of_result(promises.iter().copied()), expect);
        check(&[], ResultPromise::OnTheSpot);
        check(&[Promise::NoneNeeded, Promise::Confirmed], ResultPromise::OnTheSpot);
        check(&[Promise::Confirmed, Promise::WillBeAsked], ResultPromise::OnTheSpotOnceConfirmed);
        check(&[Promise::Asked, Promise::DepartmentUnknown], ResultPromise::Unknown);
        check(&[Promise::DepartmentUnknown, Promise::NoBackOffice], ResultPromise::Forwarded);
        check(&[Promise::Confirmed, Promise::Refused], ResultPromise::Forwarded);
    }

    #[test]
    fn the_cut_off_is_the_last_such_weekday_before_the_day() {
        let saturday = at(28, 0).date();
        let time = NaiveTime::from_hms_opt(15, 0, 0).expect("a time");
        assert_eq!(Cutoff { weekday: Weekday::Fri, time }.before(saturday), at(27, 15));
        assert_eq!(Cutoff { weekday: Weekday::Mon, time }.before(saturday), at(23, 15));
        assert_eq!(Cutoff { weekday: Weekday::Sat, time }.before(saturday), at(21, 15));
    }
}
