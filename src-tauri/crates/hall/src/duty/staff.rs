//! What the hall has entered about staff: what a department can send, from when on it is asked, clerks at the windows. All of
//! it may be left out: then every department is an unlimited number.

use super::called::{DepartmentName, name_of};
use super::fault::named;
use super::names::{CONTACT, put, text};
use crate::ground::{Desk, DutyRefusal, FieldRefusal, Look, Refusal, Right};
use chrono::NaiveDate;
use domain::duty::check::{check_quota, each_once, items_of};
use domain::event::{DepartmentStaffed, Fact, HallStaffed, WindowsSet};
use domain::limits::APPROVERS_MAX;
use domain::names::Names;
use domain::reference::catalogue::ItemId;
use domain::text::clean_text;
use domain::time::BeijingDay;

/// Longest text about how a department is reached, in characters.
const CONTACT_CHARACTERS_MAX: usize = 80;

/// What the hall has entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSettings {
    pub hall: HallStaffed,
    /// Departments with a back office.
    pub departments: Vec<StaffRow>,
}

/// A department in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    pub department: DepartmentName,
    pub staffed: Option<DepartmentStaffed>,
    pub contact: String,
    /// Items it has to do with.
    pub items: Vec<(ItemId, Names)>,
}

impl Desk {
    /// What the hall has entered about staff.
    ///
    /// # Errors
    /// What the store says.
    pub fn staff_settings(&self) -> Result<StaffSettings, Refusal> {
        self.require(Right::ReadBook)?;
        self.read(|look| {
            let (staffed, catalogue) = (look.views().staffed()?, &look.reference().catalogue);
            let mut departments = Vec::new();
            for department in catalogue.departments().iter().filter(|department| department.present) {
                let known = staffed.get(&department.id);
                let contact = match known {
                    Some((event, DepartmentStaffed { contact: Some(true), .. })) => text(look, *event, CONTACT)?,
                    _ => String::new(),
                };
                let items = items_of(catalogue, department.id).into_iter();
                departments.push(StaffRow {
                    department: name_of(department),
                    staffed: known.map(|(_, staffed)| staffed.clone()),
                    contact,
                    items: items.filter_map(|id| Some((id, catalogue.item(id)?.names.clone()))).collect(),
                });
            }
            Ok(StaffSettings { hall: look.views().hall_staffed()?, departments })
        })
    }

    /// Sets what a department can send, and how it is reached. What stands already is not set again.
    ///
    /// # Errors
    /// Every fault at its field.
    pub fn set_staffed(&self, staffed: DepartmentStaffed, contact: &str) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        let contact = clean_text(contact).trim().to_owned();
        self.write(move |w| -> Result<(), Refusal> {
            let catalogue = &w.reference.catalogue;
            let known = items_of(catalogue, staffed.department);
            let faults = check_quota(&staffed, catalogue.department(staffed.department), &known);
            let mut faults: Vec<FieldRefusal> = faults.into_iter().map(|fault| named(w, fault)).collect();
            if contact.chars().count() > CONTACT_CHARACTERS_MAX {
                faults.push(FieldRefusal::ContactText { field: "contact", max: CONTACT_CHARACTERS_MAX });
            }
            if !faults.is_empty() {
                return Err(Refusal::Fields(faults));
            }
            let staffed = DepartmentStaffed { contact: (!contact.is_empty()).then_some(true), ..each_once(staffed) };
            if let Some((event, stands)) = w.views().staffed()?.get(&staffed.department)
                && *stands == staffed
                && text(w, *event, CONTACT)? == contact
            {
                return Ok(());
            }
            let event = w.record(&Fact::DepartmentStaffed(staffed), None, None)?;
            Ok(put(w, event, CONTACT, &contact)?)
        })
    }

    /// Sets from which weekday on departments are asked (Monday being 1), and how many come without a booking in a half hour.
    ///
    /// # Errors
    /// What is out of range, at its field.
    pub fn set_hall_staffed(&self, asks_from: u8, walk_ins: u16) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        let mut faults = Vec::new();
        faults.extend((!(1..=7).contains(&asks_from)).then_some(DutyRefusal::AsksFrom));
        faults.extend(
            (walk_ins > APPROVERS_MAX).then_some(DutyRefusal::Number { field: "walk_ins", max: APPROVERS_MAX }),
        );
        if !faults.is_empty() {
            return Err(Refusal::Fields(faults.into_iter().map(FieldRefusal::from).collect()));
        }
        let staffed = HallStaffed { asks_from: Some(asks_from), walk_ins: Some(walk_ins) };
        self.write(move |w| -> Result<(), Refusal> {
            if w.views().hall_staffed()? != staffed {
                w.record(&Fact::HallStaffed(staffed), None, None)?;
            }
            Ok(())
        })
    }

    /// Sets how many clerks sit at the windows of a day; `None`: nobody has said. What stands already is not set again.
    ///
    /// # Errors
    /// What is out of range, at its field; a day that is over.
    pub fn set_windows(&self, date: NaiveDate, clerks: Option<u16>) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        if clerks.is_some_and(|clerks| clerks > APPROVERS_MAX) {
            return Err(DutyRefusal::Number { field: "clerks", max: APPROVERS_MAX }.into());
        }
        let day = BeijingDay::from(date);
        self.write(move |w| -> Result<(), Refusal> {
            if date < w.now.date() {
                return Err(DutyRefusal::DayOver.into());
            }
            if w.views().windows_set(day)? != clerks {
                w.record(&Fact::WindowsSet(WindowsSet { day, clerks }), None, None)?;
            }
            Ok(())
        })
    }
}
