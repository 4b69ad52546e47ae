//! Dated hours: when a hall serves, in which mode, for which items, and whether one has to book.
//!
//! Hours are rows of data, several a day, each with its dates and its source; nothing about them is constant in code. What
//! a hall changes for one single Saturday is no row here but the opening of that day.

mod count;
mod row;
mod session;

pub use count::ServiceDays;
pub use row::{Appointment, Days, HoursRow, Mode, Scope};
pub use session::{SessionError, SessionTimes};

use super::calendar::Calendar;
use super::catalogue::ItemId;
use super::directory::HallId;
use super::import::ImportErrors;
use chrono::NaiveDate;

/// The hours of all halls of the directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours {
    rows: Vec<HoursRow>,
}

impl Hours {
    /// Hours made of these rows: those of a hall that is not in the directory.
    pub fn new(rows: Vec<HoursRow>) -> Self {
        Self { rows }
    }

    /// Reads `hall,scope,items,mode,days,from,to,appointment,valid_from,valid_to,source`.
    ///
    /// # Errors
    /// [`ImportErrors`] with every bad cell.
    pub fn from_csv(text: &str) -> Result<Self, ImportErrors> {
        row::rows_from_csv(text).map(Self::new)
    }

    /// All rows, in the order of the data.
    pub fn all_rows(&self) -> &[HoursRow] {
        &self.rows
    }

    /// A hall's rows, in the order of the data.
    pub fn rows(&self, hall: HallId) -> impl Iterator<Item = &HoursRow> {
        self.rows.iter().filter(move |row| row.hall == hall)
    }

    /// Sessions of a mode on a date that serve every item, by their beginning. Empty when the mode does not serve that day.
    pub fn sessions(&self, hall: HallId, date: NaiveDate, mode: Mode, calendar: &Calendar) -> Vec<SessionTimes> {
        let rows = self.rows(hall).filter(|row| row.scope == Scope::All);
        in_order(rows.filter(|row| row.mode == mode && row.serves(date, calendar)))
    }

    /// Sessions of a mode on a date that serve one item: its own where it has any for that mode, the hall's otherwise.
    pub fn item_sessions(
        &self,
        hall: HallId,
        item: ItemId,
        date: NaiveDate,
        mode: Mode,
        calendar: &Calendar,
    ) -> Vec<SessionTimes> {
        let own = || {
            let rows = self.rows(hall).filter(move |row| row.mode == mode && row.valid_on(date));
            rows.filter(move |row| row.scope.names(item))
        };
        if own().next().is_none() {
            return self.sessions(hall, date, mode, calendar);
        }
        in_order(own().filter(|row| row.serves(date, calendar)))
    }

    /// The sessions a hall's rows list for a mode at a date, whatever kind of day it is: what the first-run wizard offers.
    /// Where no row is for every item, rows for some items stand in.
    pub fn listed_sessions(&self, hall: HallId, on: NaiveDate, mode: Mode) -> Vec<SessionTimes> {
        let valid = || self.rows(hall).filter(move |row| row.mode == mode && row.valid_on(on));
        let for_all = in_order(valid().filter(|row| row.scope == Scope::All));
        if for_all.is_empty() { in_order(valid()) } else { for_all }
    }

    /// Days on which any row of a mode serves, both ends included.
    pub fn count_service_days(
        &self,
        hall: HallId,
        mode: Mode,
        from: NaiveDate,
        to: NaiveDate,
        calendar: &Calendar,
    ) -> ServiceDays {
        let rows: Vec<&HoursRow> = self.rows(hall).filter(|row| row.mode == mode).collect();
        count::count(&rows, from, to, calendar)
    }
}

fn in_order<'a>(rows: impl Iterator<Item = &'a HoursRow>) -> Vec<SessionTimes> {
    let mut sessions: Vec<SessionTimes> = rows.map(|row| row.times).collect();
    sessions.sort_unstable();
    sessions.dedup();
    sessions
}

#[cfg(test)]
mod tests;
