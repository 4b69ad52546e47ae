//! Everybody who has to be called, for whatever reason, in one list: one line for one person with all their bookings and
//! all reasons together, whoever waits soonest first. A line is nothing that is kept: it is there as long as what the person
//! knows differs from what holds (`domain::to_call`), so none is forgotten and none stands twice.
//! Never a task that is kept, never words: those are the screen's.

mod gather;
mod line;
mod note;
mod paper;

pub use line::{CallBooking, CallTask, CallWhy, LastCall};
pub use note::CallNote;
pub use paper::ToCallPaper;

pub(crate) use gather::denied_of;

use crate::ground::{Desk, Refusal, Right};
use chrono::NaiveDate;
use gather::Gathering;
use line::Told;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToCall {
    /// Whoever waits soonest first.
    pub tasks: Vec<CallTask>,
    /// For each day that somebody is called about, how many of the tasks are.
    pub days: Vec<(NaiveDate, u32)>,
}

impl Desk {
    /// Everybody to call from today on.
    ///
    /// # Errors
    /// What the store says.
    pub fn to_call(&self) -> Result<ToCall, Refusal> {
        self.require(Right::SeeFullName)?;
        let tasks = self.call_tasks(Told::Masked)?;
        Ok(ToCall { days: by_day(&tasks), tasks })
    }

    fn call_tasks(&self, told: Told) -> Result<Vec<CallTask>, Refusal> {
        self.read(|look| -> Result<Vec<CallTask>, Refusal> {
            let due = Gathering::read(look)?.due()?;
            Ok(line::tasks(self, look, due, told)?)
        })
    }
}

/// A task counts on each day that it is about: the one its person knows, and the one that holds.
fn by_day(tasks: &[CallTask]) -> Vec<(NaiveDate, u32)> {
    let mut days: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    let about = tasks.iter().flat_map(days_of);
    about.for_each(|date| *days.entry(date).or_default() += 1);
    days.into_iter().collect()
}

fn days_of(task: &CallTask) -> BTreeSet<NaiveDate> {
    let of = |booking: &CallBooking| [Some(booking.date), booking.known.map(|(date, _)| date)];
    task.bookings.iter().flat_map(of).flatten().collect()
}
