//! What the hall reports of a month (PRODUCT rule 29; docs/ALLOCATION.md): cases covered, people called in against everybody,
//! promises kept. Read day by day from what is on record, up to today; every number is the records behind it, and none names
//! a citizen.

use super::called::{DepartmentName, name_of};
use super::day_record::{DayRecord, FigureBooking};
use crate::day;
use crate::ground::{Desk, Look, Reading, Refusal, Right};
use chrono::{Datelike, NaiveDate};
use domain::duty::figures::{
    BookedCase, CalledIn, Covered, Outcome, Presence, Promise, Promises, ServedDay, coverage, presence, promises,
};
use domain::duty::half::{Half, Halves};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;
use std::collections::{BTreeMap, BTreeSet};
use store::StoreError;

/// The figures of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthFigures {
    /// The first day of the month.
    pub first: NaiveDate,
    /// The last day that is counted; `None` if the month has not begun.
    pub until: Option<NaiveDate>,
    /// Every booking behind a number, by day and time.
    pub bookings: Vec<FigureBooking>,
    /// By department, each with its morning, its afternoon and both; then the same of all departments.
    pub coverage: Vec<CoverageLine>,
    /// Cases of items that name no department: in no line.
    pub unrouted: Vec<RecordId>,
    /// Days of which something is on record.
    pub days: Vec<DayPresence>,
    /// Days on which the hall was to serve, and of which nothing is on record.
    pub silent: Vec<NaiveDate>,
    /// All of `days` together.
    pub presence: Presence<RecordId>,
    /// Half-days of departments that were told or have cases, and of which no answer stands.
    pub unanswered: usize,
    /// Every booking that stands, by what it was promised and what came of it.
    pub promises: Promises<RecordId>,
}

/// Cases of a department, or of all, in a half-day or in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageLine {
    /// `None`: of all departments.
    pub department: Option<DepartmentId>,
    /// `None` of all, and of a department that the catalogue does not have any more.
    pub name: Option<DepartmentName>,
    /// `None`: of both half-days.
    pub half: Option<Half>,
    pub cases: Covered<RecordId>,
}

/// People called in on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPresence {
    pub date: NaiveDate,
    /// Half-days with a session.
    pub sessions: Halves<bool>,
    /// Departments with a back office here, as the catalogue says now.
    pub stationed: u16,
    /// What was called in is the answers that say so.
    pub presence: Presence<RecordId>,
    /// As in [`MonthFigures::unanswered`].
    pub unanswered: usize,
}

impl Desk {
    /// The figures of the month of a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn month_figures(&self, date: NaiveDate) -> Result<MonthFigures, Refusal> {
        self.require(Right::RecordDuty)?;
        self.read(|look| -> Result<MonthFigures, Refusal> { Ok(Month::read(look, date)?.figures(look)) })
    }
}

/// A month as it is on record.
#[derive(Default)]
struct Month {
    first: NaiveDate,
    until: Option<NaiveDate>,
    bookings: Vec<FigureBooking>,
    cases: Vec<BookedCase<RecordId>>,
    unrouted: Vec<RecordId>,
    days: Vec<DayPresence>,
    silent: Vec<NaiveDate>,
    served: Vec<ServedDay>,
    calls: Vec<CalledIn<RecordId>>,
    promises: Vec<Promise<RecordId>>,
}

impl Month {
    fn read(look: &Reading<'_>, date: NaiveDate) -> Result<Self, StoreError> {
        let (today, views) = (look.now().date(), look.views());
        let in_month = |day: &NaiveDate| (day.year(), day.month()) == (date.year(), date.month());
        let first = date.with_day(1).unwrap_or(date);
        let days: Vec<NaiveDate> = first.iter_days().take_while(in_month).filter(|day| *day <= today).collect();
        let mut month = Self { first, until: days.last().copied(), ..Self::default() };
        let Some(until) = month.until else { return Ok(month) };
        let span = BeijingDay::from(first)..=BeijingDay::from(until);
        let mut on_record: BTreeSet<BeijingDay> = views.days_opened_from(*span.start())?.into_iter().collect();
        on_record.extend(views.answers_between(span.clone())?.iter().map(|row| row.day));
        on_record.extend(views.told_between(span.clone())?.iter().map(|row| row.body.day));
        on_record.extend(views.attended_between(span)?.iter().map(|row| row.body.day));
        for date in days {
            let day = BeijingDay::from(date);
            if on_record.contains(&day) || !views.walk_ins_of_day(day)?.is_empty() {
                month.add(look, date)?;
            } else if day::require_open(look, date).is_ok() {
                month.silent.push(date);
            }
        }
        Ok(month)
    }

    fn add(&mut self, look: &Reading<'_>, date: NaiveDate) -> Result<(), StoreError> {
        let record = DayRecord::read(look, date)?;
        let (cases, uncovered) = record.cases();
        self.cases.extend(cases);
        for booking in &record.visits {
            let outcome = Outcome::of(booking, uncovered.contains(&booking.id));
            self.promises.push(Promise { id: booking.id, promised: booking.promised, outcome });
        }
        self.unrouted.extend(record.unrouted());
        let mut links: Vec<FigureBooking> = record.visits.iter().map(|booking| record.link(date, booking)).collect();
        links.sort_by_key(|link| (link.at, link.booking));
        self.bookings.extend(links);
        let served = record.served(look);
        if served.sessions.morning || served.sessions.afternoon {
            let calls = record.calls();
            let of_day = presence(&[served], &calls);
            let ServedDay { sessions, stationed, .. } = served;
            let unanswered = record.unanswered(look, sessions);
            self.days.push(DayPresence { date, sessions, stationed, presence: of_day, unanswered });
            self.served.push(served);
            self.calls.extend(calls);
        }
        Ok(())
    }

    fn figures(self, look: &impl Look) -> MonthFigures {
        MonthFigures {
            coverage: coverage_lines(look, &self.cases),
            presence: presence(&self.served, &self.calls),
            unanswered: self.days.iter().map(|day| day.unanswered).sum(),
            promises: promises(&self.promises),
            first: self.first,
            until: self.until,
            bookings: self.bookings,
            unrouted: self.unrouted,
            days: self.days,
            silent: self.silent,
        }
    }
}

/// The same cases department by department and of all, half-day by half-day and of both.
fn coverage_lines(look: &impl Look, cases: &[BookedCase<RecordId>]) -> Vec<CoverageLine> {
    // Half-days stand before their sum, departments before theirs.
    type Key = (bool, Option<DepartmentId>, bool, Option<Half>);
    let mut found: BTreeMap<Key, Covered<RecordId>> = BTreeMap::new();
    for (all, summed) in [(false, false), (false, true), (true, false), (true, true)] {
        let key = |case: &BookedCase<RecordId>| -> Key {
            (all, (!all).then_some(case.department), summed, (!summed).then_some(case.half))
        };
        found.extend(coverage(cases, key));
    }
    let name = |id: DepartmentId| look.reference().catalogue.department(id).map(name_of);
    let line = |((_, department, _, half), cases): (Key, Covered<RecordId>)| CoverageLine {
        department,
        name: department.and_then(name),
        half,
        cases,
    };
    found.into_iter().map(line).collect()
}
