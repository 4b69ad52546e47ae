//! What departments answer for a Saturday. A plain record until the roster takes it over.

use crate::record::record;
use crate::rights::Right;
use crate::{Desk, FieldRefusal, Refusal, day};
use chrono::NaiveDate;
use domain::catalogue::DepartmentId;
use domain::event::{DutyAnswer, DutyAnswered, Fact};
use domain::time::BeijingDay;
use store::{ReadTx, WriteTx};

/// Nobody brings more approvers than this; more is a slip of the finger.
const APPROVERS_MAX: u16 = 99;

impl Desk {
    /// Records a department's answer for a Saturday; the last one stands.
    ///
    /// # Errors
    /// A closed day, an unknown department, or a confirmation without anybody.
    pub fn record_duty(
        &self,
        date: NaiveDate,
        department: DepartmentId,
        answer: DutyAnswer,
        approvers: u16,
    ) -> Result<(), Refusal> {
        self.require(Right::RecordDuty)?;
        let reference = self.reference();
        self.store.read(|tx: &ReadTx<'_>| day::require_open(self, &reference, tx.views(), date))?;
        if reference.catalogue.department(department).is_none() {
            return Err(FieldRefusal::DepartmentUnknown.into());
        }
        let confirmed = answer == DutyAnswer::Confirmed;
        if confirmed && !(1..=APPROVERS_MAX).contains(&approvers) {
            return Err(FieldRefusal::Approvers.into());
        }
        let approvers = if confirmed { approvers } else { 0 };
        let fact = Fact::DutyAnswered(DutyAnswered { day: BeijingDay::from(date), department, answer, approvers });
        let author = self.author();
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            record(tx, author, &fact, None, None)?;
            Ok(())
        })
    }
}
