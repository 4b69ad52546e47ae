//! What is sent to the departments of a day: how many cases of which item, in which half-day, from when to when. Names no
//! citizen, so nothing of it goes on record.

use crate::day::{DayBook, Promises, demand};
use crate::ground::{Desk, Look, Refusal, Right};
use crate::settings::contact::{Contact, contact};
use chrono::{NaiveDate, NaiveDateTime};
use domain::duty::demand::Demand;
use domain::duty::promise::Promise;
use domain::names::Names;
use domain::reference::catalogue::DepartmentId;

/// What a day asks of its departments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyNotice {
    pub contact: Contact,
    /// As things stood then, by this PC's clock.
    pub at: NaiveDateTime,
    /// The busiest first.
    pub departments: Vec<NoticeLine>,
    /// Departments with a back office of which the day asks nothing.
    pub idle: Vec<Names>,
}

/// What a day asks of one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    pub department: DepartmentId,
    pub name: Names,
    pub demand: Demand,
    pub promise: Promise,
    /// Approvers confirmed.
    pub approvers: u16,
}

impl Desk {
    /// What a day asks of its departments, to be sent to them.
    ///
    /// # Errors
    /// What the store says.
    pub fn duty_notice(&self, date: NaiveDate) -> Result<DutyNotice, Refusal> {
        self.require(Right::RecordDuty)?;
        self.read(|look| -> Result<DutyNotice, Refusal> {
            let (promises, book) = (Promises::for_day(look, date)?, DayBook::read(look, date)?);
            let mut demand = demand::of_day(&book);
            let (mut departments, mut idle) = (Vec::new(), Vec::new());
            for known in look.reference().catalogue.departments() {
                match demand.remove(&known.id) {
                    Some(demand) => departments.push(NoticeLine {
                        department: known.id,
                        name: known.names.clone(),
                        demand,
                        promise: promises.department(known.id),
                        approvers: promises.approvers(known.id),
                    }),
                    None if known.present => idle.push(known.short.clone()),
                    None => {}
                }
            }
            departments.sort_by_key(|line| (std::cmp::Reverse(line.demand.cases.all()), line.department));
            Ok(DutyNotice { contact: contact(look)?, at: look.now(), departments, idle })
        })
    }
}
