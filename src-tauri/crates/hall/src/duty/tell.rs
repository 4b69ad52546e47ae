//! What departments were told of a day: always all that is needed then, so that what is new since is the difference. Less is
//! told by a person only, in words of their own; it is written down the same way.

use super::view::needed_of_day;
use crate::day;
use crate::ground::{Desk, FieldRefusal, Refusal, Right, Writing};
use chrono::NaiveDate;
use domain::duty::half::Halves;
use domain::event::{DutyTold, Fact, HalfTold, Means};
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;

impl Desk {
    /// Writes down that departments were told all that a day asks of them now.
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
                return Err(FieldRefusal::DutyDayOver.into());
            }
            let needed = needed_of_day(w, date)?;
            for department in departments {
                if w.reference.catalogue.department(department).is_none() {
                    return Err(FieldRefusal::DepartmentUnknown.into());
                }
                tell(w, date, department, needed.get(&department).cloned().unwrap_or_default(), means)?;
            }
            Ok(())
        })
    }
}

/// Writes down what one department was told.
pub(super) fn tell(
    w: &mut Writing<'_, '_>,
    date: NaiveDate,
    department: DepartmentId,
    needed: Halves<HalfTold>,
    means: Option<Means>,
) -> Result<(), Refusal> {
    let Halves { morning, afternoon } = needed;
    let told = DutyTold { day: BeijingDay::from(date), department, morning, afternoon, means };
    w.record(&Fact::DutyTold(told), None, None)?;
    Ok(())
}
