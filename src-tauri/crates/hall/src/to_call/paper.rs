//! The list with whole names and numbers, for paper and for a file: whoever takes it along is on record first, and how often
//! it was taken from this PC is counted, so that a second copy can say so.

use super::days_of;
use super::line::{CallTask, Told};
use crate::ground::copies::count_copy;
use crate::ground::{Desk, Refusal, Right};
use chrono::{NaiveDate, NaiveDateTime};
use domain::event::{Fact, ListHandedOut};
use domain::time::BeijingDay;
use std::collections::BTreeSet;
use store::StoreError;

/// The list to be taken along, and the how-manieth copy of it on this PC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToCallPaper {
    /// Whoever waits soonest first; who has no number is among them.
    pub tasks: Vec<CallTask>,
    /// When it was taken, by this PC's clock.
    pub at: NaiveDateTime,
    pub copy: u32,
}

impl Desk {
    /// Everybody to call, or those of them who are called about a day.
    ///
    /// # Errors
    /// What the disk says: what cannot be put on record is not handed out.
    pub fn to_call_paper(&self, date: Option<NaiveDate>) -> Result<ToCallPaper, Refusal> {
        self.require(Right::SeeFullName)?;
        let now = self.clock.now();
        let mut tasks = self.call_tasks(Told::Whole)?;
        tasks.retain(|task| date.is_none_or(|date| days_of(task).contains(&date)));
        let days: BTreeSet<NaiveDate> = match date {
            Some(date) => BTreeSet::from([date]),
            None => tasks.iter().flat_map(days_of).chain([now.date()]).collect(),
        };
        let copy = self.write(move |w| -> Result<u32, StoreError> {
            for day in days.into_iter().map(BeijingDay::from) {
                w.record(&Fact::ListHandedOut(ListHandedOut { day }), None, None)?;
            }
            count_copy(w, &counted_as(date))
        })?;
        Ok(ToCallPaper { tasks, at: now, copy })
    }
}

fn counted_as(date: Option<NaiveDate>) -> String {
    format!("copies:to_call:{}", date.map_or("all".to_owned(), |date| BeijingDay::from(date).0.to_string()))
}
