//! What departments were told of a day. A notice says all that is new; what became less is told by a person who chooses to,
//! where nothing is new. That nobody has to come can be told of a day that was closed since, too.

use super::fault::named;
use super::gathered::Gathered;
use crate::day;
use crate::ground::{Desk, DutyRefusal, FieldRefusal, Refusal, Right, Writing};
use chrono::NaiveDate;
use domain::duty::check::{Fault, Field, Problem};
use domain::duty::half::Halves;
use domain::duty::state::State;
use domain::duty::told::after_telling;
use domain::event::{DutyTold, Fact, HalfTold, Means};
use domain::reference::catalogue::DepartmentId;
use std::collections::BTreeSet;

impl Desk {
    /// Writes down that departments were told what is new for them; or, where nothing is, what is needed no more. Of one that
    /// is asked of nothing and knows of nothing, nothing is written.
    ///
    /// # Errors
    /// A day that is over, or one that is closed, unless it is told that nobody has to come; an unknown department, or one
    /// without a back office here. Then nothing is written of any of them.
    pub fn tell_departments(
        &self,
        date: NaiveDate,
        departments: Vec<DepartmentId>,
        means: Option<Means>,
    ) -> Result<(), Refusal> {
        self.require(Right::RecordDuty)?;
        self.write(move |w| -> Result<(), Refusal> {
            let gathered = Gathered::read(w, date)?;
            if gathered.is_over() {
                return Err(DutyRefusal::DayOver.into());
            }
            let needed = gathered.needed();
            for department in departments.into_iter().collect::<BTreeSet<_>>() {
                let Some(known) = gathered.promises.known(department) else {
                    return Err(FieldRefusal::DepartmentUnknown.into());
                };
                let Some(stands) = gathered.state(department, known) else {
                    return Err(named(w, Fault { field: Field::Department, problem: Problem::NoBackOffice }).into());
                };
                if stands.state != State::MayStay {
                    day::require_open(w, date)?;
                }
                if stands.state == State::Idle && !known.told.is_something() {
                    continue;
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
