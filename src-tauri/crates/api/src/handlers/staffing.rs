//! What the hall has entered about staff, in the door's types.

use super::DONE;
use super::allocation::quota;
use super::duty::items;
use super::read::{date, names};
use crate::visit::Visit;
use crate::{
    DepartmentItem, DepartmentStaffRow, DepartmentStaffSet, DutyWindowsSet, Failure, HallStaff, HallStaffSet, Nothing,
};
use domain::event::DepartmentStaffed;
use domain::reference::catalogue::DepartmentId;

/// Departments are asked from Wednesday on where the hall has set nothing.
const ASKS_FROM: u8 = 3;

pub(crate) fn hall_staff(visit: Visit<'_>, _: Nothing) -> Result<HallStaff, Failure> {
    let desk = visit.desk()?;
    let (found, reference) = (desk.staff_settings()?, desk.reference());
    let row = |row: &hall::StaffRow| DepartmentStaffRow {
        department: row.department.department.0,
        name: names(&row.department.name),
        quota: row.staffed.as_ref().map(|staffed| quota(&reference, staffed)),
        contact: row.contact.clone(),
        items: row.items.iter().map(|(id, name)| DepartmentItem { item: id.0, name: names(name) }).collect(),
    };
    Ok(HallStaff {
        asks_from: found.hall.asks_from.unwrap_or(ASKS_FROM),
        walk_ins: found.hall.walk_ins.unwrap_or(0),
        departments: found.departments.iter().map(row).collect(),
    })
}

pub(crate) fn duty_staff(visit: Visit<'_>, input: DepartmentStaffSet) -> Result<Nothing, Failure> {
    let staffed = DepartmentStaffed {
        department: DepartmentId(input.department),
        approvers: input.approvers,
        items: items(input.rule, &input.items),
        not_saturdays: input.not_saturdays,
        cases_per_approver: input.cases_per_approver,
        contact: None,
    };
    visit.desk()?.set_staffed(staffed, &input.contact)?;
    Ok(DONE)
}

pub(crate) fn hall_staff_set(visit: Visit<'_>, input: HallStaffSet) -> Result<Nothing, Failure> {
    visit.desk()?.set_hall_staffed(input.asks_from, input.walk_ins)?;
    Ok(DONE)
}

pub(crate) fn duty_windows_set(visit: Visit<'_>, input: DutyWindowsSet) -> Result<Nothing, Failure> {
    visit.desk()?.set_windows(date("date", &input.date)?, input.clerks)?;
    Ok(DONE)
}
