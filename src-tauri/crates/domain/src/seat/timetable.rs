//! Which sessions a date has: what was decided for that one date, or the calendar, or dated plans, or the usual Saturday.

use super::plan::SessionPlan;
use crate::reference::calendar::{Calendar, DayKind};
use crate::reference::hours::Days;
use crate::time::BeijingDay;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Sessions that hold between two dates, on days of some kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedPlan {
    /// First day it holds; absent: always has.
    pub valid_from: Option<NaiveDate>,
    /// Last day it holds; absent while it does.
    pub valid_to: Option<NaiveDate>,
    /// On which days.
    pub days: Days,
    /// The sessions; none: closed on those days.
    pub sessions: Vec<SessionPlan>,
}

impl DatedPlan {
    fn serves(&self, date: NaiveDate, calendar: &Calendar) -> bool {
        self.valid_from.is_none_or(|from| from <= date)
            && self.valid_to.is_none_or(|to| date <= to)
            && self.days.include(date, calendar)
    }
}

/// What decided the sessions of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedBy {
    /// What the hall decided for this date alone.
    Exception,
    /// The calendar: on a day of this kind there is no such service.
    Calendar(DayKind),
    /// A dated plan.
    Dated,
    /// The hall's usual Saturday.
    Usual,
}

/// The sessions of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySessions {
    /// Sessions; none: closed.
    pub sessions: Vec<SessionPlan>,
    /// What decided it.
    pub decided_by: DecidedBy,
    /// The notice of the year is not known and might still close the day. Never so where the hall decided for the date.
    pub tentative: bool,
}

/// When a hall takes bookings for extended hours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timetable {
    /// The usual ordinary Saturday.
    pub usual: Vec<SessionPlan>,
    /// Dated plans; of several that hold on a date the last counts.
    pub dated: Vec<DatedPlan>,
    /// Single dates; no sessions: closed. Why is nobody's business here.
    pub exceptions: BTreeMap<BeijingDay, Vec<SessionPlan>>,
}

impl Timetable {
    /// The sessions of a date. An exception goes before everything, holidays and make-up workdays included. Then the
    /// calendar: only ordinary Saturdays serve, and such days as a dated plan names; a plan for working days cannot make
    /// a holiday serve. Then the last dated plan that holds. Then the usual Saturday.
    pub fn on(&self, date: NaiveDate, calendar: &Calendar) -> DaySessions {
        if let Some(sessions) = self.exceptions.get(&BeijingDay::from(date)) {
            return DaySessions { sessions: sessions.clone(), decided_by: DecidedBy::Exception, tentative: false };
        }
        let kind = calendar.kind(date);
        let dated = self.dated.iter().rev().find(|plan| plan.serves(date, calendar));
        let (sessions, decided_by) = match (dated, kind) {
            (Some(plan), _) => (plan.sessions.clone(), DecidedBy::Dated),
            (None, DayKind::OrdinarySaturday) => (self.usual.clone(), DecidedBy::Usual),
            (None, kind) => (Vec::new(), DecidedBy::Calendar(kind)),
        };
        DaySessions { sessions, decided_by, tentative: !calendar.published(date.year()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::shipped;
    use crate::seat::{PlannedSession, Serves};
    use crate::time::MinuteOfDay;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// A plan that is told apart by its seats.
    fn sessions(seats: u16) -> Vec<SessionPlan> {
        let times = PlannedSession { from: MinuteOfDay(540), to: MinuteOfDay(720), slot_minutes: 30, seats };
        vec![SessionPlan { number: 0, times, serves: Serves::All }]
    }

    fn dated(from: &str, to: &str, days: Days, sessions: Vec<SessionPlan>) -> DatedPlan {
        DatedPlan { valid_from: Some(day(from)), valid_to: Some(day(to)), days, sessions }
    }

    #[test]
    fn exception_then_calendar_then_dated_then_usual() {
        let calendar = Calendar::from_csv(shipped::CALENDAR).expect("the shipped calendar reads");
        let exceptions = [("2026-10-03", 9), ("2026-10-10", 8), ("2026-12-12", 7), ("2026-11-25", 6)];
        let mut exceptions: BTreeMap<_, _> =
            exceptions.map(|(date, seats)| (BeijingDay::from(day(date)), sessions(seats))).into();
        exceptions.insert(day("2026-12-19").into(), Vec::new());
        let timetable = Timetable {
            usual: sessions(1),
            dated: vec![
                dated("2026-12-01", "2026-12-31", Days::OrdinarySaturday, sessions(2)),
                dated("2026-12-26", "2026-12-26", Days::OrdinarySaturday, sessions(3)),
                dated("2026-09-01", "2026-09-30", Days::HolidaySaturday, sessions(4)),
                dated("2026-10-01", "2026-10-31", Days::OrdinarySaturday, sessions(5)),
            ],
            exceptions,
        };
        let check = |date: &str, seats: Option<u16>, decided_by, tentative| {
            let on = timetable.on(day(date), &calendar);
            assert_eq!(on.sessions.first().map(|session| session.times.seats), seats, "{date}");
            assert_eq!((on.decided_by, on.tentative), (decided_by, tentative), "{date}");
        };
        check("2026-11-28", Some(1), DecidedBy::Usual, false);
        check("2026-12-05", Some(2), DecidedBy::Dated, false);
        check("2026-12-26", Some(3), DecidedBy::Dated, false); // of two the last
        check("2026-12-12", Some(7), DecidedBy::Exception, false); // over dated hours
        check("2026-12-19", None, DecidedBy::Exception, false); // closed that once
        check("2026-10-03", Some(9), DecidedBy::Exception, false); // over a holiday
        check("2026-10-10", Some(8), DecidedBy::Exception, false); // over a make-up workday
        check("2026-11-25", Some(6), DecidedBy::Exception, false); // a Wednesday
        check("2026-09-26", Some(4), DecidedBy::Dated, false); // a holiday that dated hours name
        check("2026-05-02", None, DecidedBy::Calendar(DayKind::Holiday), false);
        check("2026-09-19", Some(1), DecidedBy::Usual, false);
        check("2026-10-17", Some(5), DecidedBy::Dated, false);
        check("2026-11-29", None, DecidedBy::Calendar(DayKind::Weekend), false);
        check("2026-11-27", None, DecidedBy::Calendar(DayKind::Workday), false);
        check("2027-10-02", Some(1), DecidedBy::Usual, true); // no notice yet
    }
}
