//! The published sheet of one department, in the door's types.

use super::allocation::{department, sheet};
use super::read::date;
use crate::visit::Visit;
use crate::{Failure, OwnSheet, OwnSheetAsk};
use domain::reference::catalogue::DepartmentId;

pub(crate) fn own_sheet(visit: Visit<'_>, input: OwnSheetAsk) -> Result<OwnSheet, Failure> {
    let found = visit.desk()?.own_sheet(date("date", &input.date)?, input.department.map(DepartmentId))?;
    Ok(OwnSheet {
        date: found.date.to_string(),
        departments: found.departments.iter().map(department).collect(),
        sheet: found.sheet.map(sheet),
    })
}
