//! The published sheet of one department, for whoever decides in it: what was published and nothing else of the allocation
//! (`docs/ALLOCATION.md`). No person is of a department on record, so it is chosen at the screen.

use super::called::{DepartmentName, name_of};
use super::publish::{DutySheet, sheet};
use crate::ground::{Desk, Look, Refusal, Right};
use chrono::NaiveDate;
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;

/// The published sheet of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSheet {
    pub date: NaiveDate,
    /// Departments with a back office, to choose one's own from.
    pub departments: Vec<DepartmentName>,
    /// The last version with the department's line alone, or without any if it is not on it; `None` if none was published, or
    /// no department is chosen.
    pub sheet: Option<DutySheet>,
}

impl Desk {
    /// What is published of a department for a day. Looking at it is no copy.
    ///
    /// # Errors
    /// What the store says.
    pub fn own_sheet(&self, date: NaiveDate, department: Option<DepartmentId>) -> Result<OwnSheet, Refusal> {
        self.require(Right::SeeOwnSheet)?;
        let people = self.names_of_people()?;
        self.read(|look| -> Result<OwnSheet, Refusal> {
            let present = look.reference().catalogue.departments().iter().filter(|department| department.present);
            let departments: Vec<DepartmentName> = present.map(name_of).collect();
            let Some(own) = department.filter(|id| departments.iter().any(|one| one.department == *id)) else {
                return Ok(OwnSheet { date, departments, sheet: None });
            };
            let mut versions = look.views().published(BeijingDay::from(date))?;
            let Some(mut last) = versions.pop() else { return Ok(OwnSheet { date, departments, sheet: None }) };
            last.body.lines.retain(|line| line.department == own);
            last.body.windows = None;
            let by = last.actor.and_then(|actor| people.get(&actor).cloned()).unwrap_or_default();
            let before = versions.pop().map(|before| before.body);
            Ok(OwnSheet { date, departments, sheet: Some(sheet(look, date, &last, before.as_ref(), by, 0)?) })
        })
    }
}
