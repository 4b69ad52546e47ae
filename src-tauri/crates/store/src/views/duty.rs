//! What each department last said for a day.

use super::{Views, sql_int};
use crate::StoreError;
use domain::catalogue::DepartmentId;
use domain::event::{DutyAnswer, DutyAnswered};
use domain::record::Order;
use domain::time::BeijingDay;
use rusqlite::{Transaction, params};

/// A department's last answer for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyRow {
    pub department: DepartmentId,
    pub answer: DutyAnswer,
    pub approvers: u16,
}

pub(super) fn fold_answered(tx: &Transaction<'_>, order: Order, body: &DutyAnswered) -> Result<(), StoreError> {
    let answer = match body.answer {
        DutyAnswer::Asked => 0,
        DutyAnswer::Confirmed => 1,
        DutyAnswer::Refused => 2,
    };
    tx.prepare_cached(
        "INSERT INTO duty (day, department, lamport, device, seq, answer, approvers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (day, department) DO UPDATE SET
             lamport = excluded.lamport, device = excluded.device, seq = excluded.seq,
             answer = excluded.answer, approvers = excluded.approvers
         WHERE (excluded.lamport, excluded.device, excluded.seq) > (duty.lamport, duty.device, duty.seq)",
    )?
    .execute(params![
        body.day.0,
        body.department.0,
        sql_int(order.lamport),
        order.id.device.as_slice(),
        sql_int(order.id.seq),
        answer,
        body.approvers
    ])?;
    Ok(())
}

impl Views<'_> {
    /// All answers for a day.
    pub fn duties(&self, day: BeijingDay) -> Result<Vec<DutyRow>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT department, answer, approvers FROM duty WHERE day = ?1")?;
        let rows = statement.query_map([day.0], |row| {
            let answer = match row.get::<_, u8>(1)? {
                0 => DutyAnswer::Asked,
                1 => DutyAnswer::Confirmed,
                _ => DutyAnswer::Refused,
            };
            Ok(DutyRow { department: DepartmentId(row.get(0)?), answer, approvers: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
