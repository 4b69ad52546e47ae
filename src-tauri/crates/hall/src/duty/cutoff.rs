//! Until when each department is asked.

use crate::ground::{Desk, FieldRefusal, Look, Refusal, Right};
use chrono::{NaiveTime, Weekday};
use domain::event::{CutoffSet, Fact};
use domain::names::Names;
use domain::reference::catalogue::{Cutoff, Department, DepartmentId};

/// A department's cut-off in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutoffRow {
    pub department: DepartmentId,
    pub name: Names,
    pub cutoff: Cutoff,
    /// Set by the hall; else the catalogue's.
    pub own: bool,
}

impl Desk {
    /// Cut-offs of the departments with a back office.
    ///
    /// # Errors
    /// What the store says.
    pub fn cutoffs(&self) -> Result<Vec<CutoffRow>, Refusal> {
        self.require(Right::ReadBook)?;
        self.read(|look| {
            let set = look.views().cutoffs()?;
            let present = look.reference().catalogue.departments().iter().filter(|department| department.present);
            let row = |department: &Department| CutoffRow {
                department: department.id,
                name: department.short.clone(),
                cutoff: set.get(&department.id).copied().unwrap_or(department.cutoff),
                own: set.contains_key(&department.id),
            };
            Ok(present.map(row).collect())
        })
    }

    /// Sets a department's cut-off; nothing: the catalogue's holds again. Promises follow at once; what
    /// stands already is not set again.
    ///
    /// # Errors
    /// An unknown department.
    pub fn set_cutoff(&self, department: DepartmentId, cutoff: Option<(Weekday, NaiveTime)>) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        if self.reference().catalogue.department(department).is_none() {
            return Err(FieldRefusal::DepartmentUnknown.into());
        }
        let cutoff = cutoff.map(|(weekday, time)| Cutoff { weekday, time });
        self.write(move |w| -> Result<(), Refusal> {
            if w.views().cutoffs()?.get(&department).copied() != cutoff {
                w.record(&Fact::CutoffSet(CutoffSet::to(department, cutoff)), None, None)?;
            }
            Ok(())
        })
    }
}
