//! What kind of day a date is, by the State Council's yearly notices on days off and make-up workdays.
//!
//! The calendar is data: centrally maintained, imported as whole versions. A year without a notice counts by the weekday
//! alone; whether that makes a booking tentative is the caller's question to [`Calendar::published`].

mod row;

pub use row::{CalendarRow, merged, rows_from_csv};

use super::import::ImportErrors;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The notice of a year is due by then; in its absence the calendar warns.
const NOTICE_DUE_MONTH: u32 = 10;

/// Kind of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// Monday to Friday, worked as usual.
    Workday,
    /// Saturday that is neither a day off by notice nor worked: the day of Saturday service.
    OrdinarySaturday,
    /// Ordinary Sunday.
    Weekend,
    /// Day off by notice, whatever its weekday.
    Holiday,
    /// Saturday or Sunday that is worked: working-day rules, no Saturday service.
    MakeupWorkday,
}

/// A notice the calendar was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Year it arranges.
    pub year: i32,
    /// Its number or title, as the data names it.
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    day_off: bool,
    holiday: String,
}

/// Days off and make-up workdays of the years whose notices are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    exceptions: BTreeMap<NaiveDate, Exception>,
    years: BTreeSet<i32>,
    notices: Vec<Notice>,
}

impl Calendar {
    /// Reads `date,kind,holiday,notice_year` and, if there is one, `notice`; `kind` is `day_off` or `makeup_workday`.
    /// `notice_year` may differ from the date's year by one: notices reach into the last days of the year before.
    ///
    /// # Errors
    /// [`ImportErrors`] with every bad cell.
    pub fn from_csv(text: &str) -> Result<Self, ImportErrors> {
        let mut calendar = Self::default();
        for row in rows_from_csv(text)? {
            calendar.note(row.notice_year, &row.notice);
            calendar.exceptions.insert(row.date, Exception { day_off: row.day_off, holiday: row.holiday });
        }
        Ok(calendar)
    }

    fn note(&mut self, year: i32, source: &str) {
        self.years.insert(year);
        let notice = Notice { year, source: source.to_owned() };
        if !source.is_empty() && !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// Kind of a day. A make-up day that falls on Monday to Friday, as an amended notice can leave it, is a workday.
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        let weekday = date.weekday();
        let free = matches!(weekday, Weekday::Sat | Weekday::Sun);
        match self.exceptions.get(&date) {
            Some(Exception { day_off: true, .. }) => DayKind::Holiday,
            Some(Exception { day_off: false, .. }) if free => DayKind::MakeupWorkday,
            _ if weekday == Weekday::Sat => DayKind::OrdinarySaturday,
            _ if weekday == Weekday::Sun => DayKind::Weekend,
            _ => DayKind::Workday,
        }
    }

    /// The holiday a day off or a make-up workday belongs to, as the notice names it.
    pub fn holiday_name(&self, date: NaiveDate) -> Option<&str> {
        self.exceptions.get(&date).map(|exception| exception.holiday.as_str())
    }

    /// Whether the notice of a year is known.
    pub fn published(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Years whose notice is known, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.iter().copied()
    }

    /// The notices, in the order of the data; a year that was amended has several.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Days the notices name.
    pub fn len(&self) -> usize {
        self.exceptions.len()
    }

    /// No notice is known.
    pub fn is_empty(&self) -> bool {
        self.exceptions.is_empty()
    }

    /// A year whose notice ought to be there and is not: this one, or from October on the next.
    pub fn missing_year(&self, today: NaiveDate) -> Option<i32> {
        let due = today.year() + i32::from(today.month() >= NOTICE_DUE_MONTH);
        (today.year()..=due).find(|year| !self.published(*year))
    }

    /// Whether everybody works: a workday, or a make-up workday.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        match self.kind(date) {
            DayKind::Workday | DayKind::MakeupWorkday => true,
            DayKind::OrdinarySaturday | DayKind::Weekend | DayKind::Holiday => false,
        }
    }

    /// Whether a day off by notice falls on a Saturday.
    pub fn is_holiday_saturday(&self, date: NaiveDate) -> bool {
        is_saturday(date) && self.kind(date) == DayKind::Holiday
    }

    /// First working day after a day: where an unbooked Saturday case is forwarded to.
    pub fn next_working_day(&self, after: NaiveDate) -> NaiveDate {
        first(after.iter_days().skip(1), |date| self.is_working_day(date))
    }

    /// Last working day before a day.
    pub fn previous_working_day(&self, before: NaiveDate) -> NaiveDate {
        first(days_before(before), |date| self.is_working_day(date))
    }

    /// First Saturday after a day, of whatever kind.
    pub fn next_saturday(&self, after: NaiveDate) -> NaiveDate {
        first(after.iter_days().skip(1), is_saturday)
    }

    /// Last Saturday before a day, of whatever kind.
    pub fn previous_saturday(&self, before: NaiveDate) -> NaiveDate {
        first(days_before(before), is_saturday)
    }

    /// First Saturday after a day that has Saturday service.
    pub fn next_ordinary_saturday(&self, after: NaiveDate) -> NaiveDate {
        first(after.iter_days().skip(1), |date| self.kind(date) == DayKind::OrdinarySaturday)
    }
}

fn is_saturday(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Sat
}

fn days_before(date: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(date.pred_opt(), NaiveDate::pred_opt)
}

/// The first day that fits. None within reach happens only at the ends of the proleptic calendar, 260,000 years off; the
/// answer there does not matter, but it is not a panic.
fn first(mut days: impl Iterator<Item = NaiveDate>, fits: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    days.find(|date| fits(*date)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
