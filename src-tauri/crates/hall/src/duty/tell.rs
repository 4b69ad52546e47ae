//! What departments were told of a day. A notice says all that is new; what became less is told by a person who chooses to,
//! where nothing is new.

use super::gathered::Gathered;
use crate::day;
use crate::ground::{Desk, DutyRefusal, FieldRefusal, Refusal, Right, Writing};
use chrono::NaiveDate;
use domain::duty::half::Halves;
use domain::duty::told::after_telling;
use domain::event::{DutyTold, Fact, HalfTold, Means};
use domain::reference::catalogue::DepartmentId;

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
            let gathered = Gathered::read(w, date)?;
            let needed = gathered.needed();
            for department in departments {
                if w.reference.catalogue.department(department).is_none() {
                    return Err(FieldRefusal::DepartmentUnknown.into());
                }
                tell(w, &gathered, department, &needed.get(&department).cloned().unwrap_or_default(), means)?;
            }
            Ok(())
        })
    }
}

/// Writes down what one department knows now that it was told.
pub(super) fn tell(
    w: &mut Writing<'_, '_>,
    gathered: &Gathered,
    department: DepartmentId,
    needed: &Halves<HalfTold>,
    means: Option<Means>,
) -> Result<(), Refusal> {
    let Halves { morning, afternoon } = after_telling(&gathered.told_of(department), needed);
    let told = DutyTold { day: gathered.day, department, morning, afternoon, means };
    w.record(&Fact::DutyTold(told), None, None)?;
    Ok(())
}
