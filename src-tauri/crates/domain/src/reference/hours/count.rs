//! Counting the days a mode served: what halls report upward, and what the news counted.

use super::row::HoursRow;
use crate::reference::calendar::Calendar;
use chrono::{Datelike, NaiveDate};

/// Days on which a mode serves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceDays {
    /// How many.
    pub days: u32,
    /// Years in the range whose notice is not known: there the count is by the weekday alone.
    pub not_published: Vec<i32>,
}

pub(super) fn count(rows: &[&HoursRow], from: NaiveDate, to: NaiveDate, calendar: &Calendar) -> ServiceDays {
    if from > to {
        return ServiceDays::default();
    }
    let served = |date: &NaiveDate| rows.iter().any(|row| row.serves(*date, calendar));
    let days = from.iter_days().take_while(|date| *date <= to).filter(served).count();
    ServiceDays {
        days: u32::try_from(days).unwrap_or(u32::MAX),
        not_published: (from.year()..=to.year()).filter(|year| !calendar.published(*year)).collect(),
    }
}
