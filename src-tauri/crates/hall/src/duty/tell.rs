//! What departments were told of a day. A notice says all that is new; what became less is told by a person who chooses to,
//! where nothing is new.

use super::gathered::needed_of_day;
use crate::day;
use crate::ground::{Desk, DutyRefusal, FieldRefusal, Refusal, Right, Writing};
use chrono::NaiveDate;
use domain::duty::half::Halves;
use domain::duty::told::after_telling;
use domain::event::{DutyTold, Fact, HalfTold, Means};
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;

impl Desk {
    /// Writes down that departments were told what is new for them; or, where nothing is, what is needed no more.
    ///
    /// # Errors
    /// A closed day or one that is over, an unknown department; then nothing is written of any of them.
    pub fn tell_departments(
        &self,
        date: NaiveDate,
        departments: Vec<DepartmentId>,
        means: Option<Means>,
    ) -> Result<(), Refusal> {
        self.require(Right::RecordDuty)?;
        self.write(move |w| -> Result<(), Refusal> {
            day::require_open(w, date)?;
            if date < w.now.date() {
                return Err(DutyRefusal::DayOver.into());
            }
            let needed = needed_of_day(w, date)?;
            for department in departments {
                if w.reference.catalogue.department(department).is_none() {
                    return Err(FieldRefusal::DepartmentUnknown.into());
                }
                tell(w, date, department, &needed.get(&department).cloned().unwrap_or_default(), means)?;
            }
            Ok(())
        })
    }
}

/// Writes down what one department knows now that it was told.
pub(super) fn tell(
    w: &mut Writing<'_, '_>,
    date: NaiveDate,
    department: DepartmentId,
    needed: &Halves<HalfTold>,
    means: Option<Means>,
) -> Result<(), Refusal> {
    let before = w.views().told(BeijingDay::from(date))?.remove(&department);
    let before = before.map(|row| Halves::from(&row.last.body)).unwrap_or_default();
    let Halves { morning, afternoon } = after_telling(&before, needed);
    let told = DutyTold { day: BeijingDay::from(date), department, morning, afternoon, means };
    w.record(&Fact::DutyTold(told), None, None)?;
    Ok(())
}
