//! What each department last said for a day, cut-offs the hall has set, and what came of calling people back.

use super::column::{Views, event_id, from_column, order, record_id, to_column};
use super::register;
use crate::db::error::StoreError;
use crate::db::sql_int::{to_sql, unsigned};
use domain::event::{BookingCalledBack, CallBackOutcome, CutoffSet, DutyAnswered};
use domain::record::RecordId;
use domain::reference::catalogue::{Cutoff, DepartmentId};
use domain::time::BeijingDay;
use journal::{Event, WallTime};
use rusqlite::{ToSql, Transaction, params};
use std::collections::BTreeMap;

/// A department's last answer for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyRow {
    /// The event that says it.
    pub id: RecordId,
    pub body: DutyAnswered,
    /// When it was written down, by the writing PC's clock.
    pub wall: WallTime,
    /// Who wrote it down.
    pub actor: Option<RecordId>,
}

/// What came of the last call about an answer, as calls were put on record before they said what was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalledBackRow {
    /// The department's answer.
    pub answer: RecordId,
    pub outcome: CallBackOutcome,
    pub wall: WallTime,
    /// Lamport number and name of the event.
    pub order: (u64, RecordId),
}

pub(super) fn fold_answered(tx: &Transaction<'_>, event: &Event, body: &DutyAnswered) -> Result<(), StoreError> {
    let actor = event.actor.map(|actor| to_column(&record_id(actor)));
    let said: [&dyn ToSql; 3] = [&to_column(body), &event.wall.0, &actor];
    register::DUTY.put(tx, order(event), &[&body.day.0, &body.department.0], &said)
}

pub(super) fn fold_cutoff(tx: &Transaction<'_>, event: &Event, body: &CutoffSet) -> Result<(), StoreError> {
    register::CUTOFF.put(tx, order(event), &[&body.department.0], &[&to_column(body)])
}

pub(super) fn fold_called_back(
    tx: &Transaction<'_>,
    event: &Event,
    body: &BookingCalledBack,
) -> Result<(), StoreError> {
    let (device, seq) = (event.entity.device.0.as_slice(), to_sql(event.entity.seq.0));
    let keys: [&dyn ToSql; 3] = [&device, &seq, &to_column(&body.refusal)];
    register::CALLED_BACK.put(tx, order(event), &keys, &[&to_column(&body.outcome), &event.wall.0])
}

/// An event's own name, its body, when and by whom it was written.
type Written = (Vec<u8>, i64, Vec<u8>, i64, Option<Vec<u8>>);

impl Views<'_> {
    /// All answers for a day.
    pub fn duties(&self, day: BeijingDay) -> Result<Vec<DutyRow>, StoreError> {
        self.duty_rows("day = ?1", day)
    }

    fn duty_rows(&self, condition: &str, day: BeijingDay) -> Result<Vec<DutyRow>, StoreError> {
        let sql = format!("SELECT device, seq, body, wall, actor FROM duty WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([day.0], |row| -> rusqlite::Result<Written> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
        rows.map(|row| {
            let (device, seq, body, wall, actor) = row?;
            Ok(DutyRow {
                id: RecordId { device: super::column::device(&device)?, seq: unsigned(seq)? },
                body: from_column(&body)?,
                wall: WallTime(wall),
                actor: actor.map(|actor| from_column(&actor)).transpose()?,
            })
        })
        .collect()
    }

    /// Cut-offs that the hall has set.
    pub fn cutoffs(&self) -> Result<BTreeMap<DepartmentId, Cutoff>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT body FROM duty_cutoff")?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        let mut cutoffs = BTreeMap::new();
        for row in rows {
            let set: CutoffSet = from_column(&row?)?;
            cutoffs.extend(set.cutoff().map(|cutoff| (set.department, cutoff)));
        }
        Ok(cutoffs)
    }

    /// Every department's answers from a day on.
    pub fn duties_from(&self, day: BeijingDay) -> Result<Vec<DutyRow>, StoreError> {
        self.duty_rows("day >= ?1", day)
    }

    /// What came of calling a booking's people about answers of departments, the last call about each, by order.
    pub fn called_back_of(&self, booking: RecordId) -> Result<Vec<CalledBackRow>, StoreError> {
        let id = event_id(booking);
        let mut statement = self.connection.prepare_cached(
            "SELECT refusal, outcome, wall, lamport, device, seq FROM called_back
             WHERE booking_device = ?1 AND booking_seq = ?2 ORDER BY lamport, device, seq",
        )?;
        type Columns = (Vec<u8>, Vec<u8>, i64, i64, Vec<u8>, i64);
        let rows = statement.query_map(params![id.device.0.as_slice(), to_sql(id.seq.0)], |row| {
            Ok::<Columns, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })?;
        rows.map(|row| {
            let (answer, outcome, wall, lamport, device, seq) = row?;
            let by = RecordId { device: super::column::device(&device)?, seq: unsigned(seq)? };
            Ok(CalledBackRow {
                answer: from_column(&answer)?,
                outcome: from_column(&outcome)?,
                wall: WallTime(wall),
                order: (unsigned(lamport)?, by),
            })
        })
        .collect()
    }
}
