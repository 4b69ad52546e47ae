//! What each department said for a day, every time, cut-offs the hall has set, and what came of calling people back.

use super::column::{Views, event_id, from_column, order, to_column};
use super::register;
use super::written::{self, Written};
use crate::db::error::StoreError;
use crate::db::sql_int::{to_sql, unsigned};
use domain::duty::answer::Said;
use domain::event::{BookingCalledBack, CallBackOutcome, CutoffSet, DutyAnswered, HalvesAnswered, Means};
use domain::record::{Order, RecordId};
use domain::reference::catalogue::{Cutoff, DepartmentId};
use domain::time::BeijingDay;
use journal::{Event, WallTime};
use rusqlite::{ToSql, Transaction, params};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// An answer of a department for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// Its place in the one order; `order.id` is the event that says it.
    pub order: Order,
    pub day: BeijingDay,
    pub department: DepartmentId,
    pub said: Said,
    /// When it was written down, by the writing PC's clock.
    pub wall: WallTime,
    /// Who wrote it down.
    pub actor: Option<RecordId>,
    /// How it was told; `None` if nobody noted it.
    pub means: Option<Means>,
    /// Who said it is noted: the name is in the vault under the event.
    pub told_by: bool,
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
    written::put(tx, &register::DUTY, event, &[&body.day.0, &body.department.0], body)
}

pub(super) fn fold_halves(tx: &Transaction<'_>, event: &Event, body: &HalvesAnswered) -> Result<(), StoreError> {
    written::put(tx, &register::DUTY_HALVES, event, &[&body.day.0, &body.department.0], body)
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

impl From<Written<DutyAnswered>> for AnswerRow {
    fn from(Written { order, body, wall, actor }: Written<DutyAnswered>) -> Self {
        let (day, department) = (body.day, body.department);
        let (means, told_by) = (body.means, body.told_by.unwrap_or(false));
        Self { order, day, department, said: Said::WholeDay(body), wall, actor, means, told_by }
    }
}

impl From<Written<HalvesAnswered>> for AnswerRow {
    fn from(Written { order, body, wall, actor }: Written<HalvesAnswered>) -> Self {
        let (day, department) = (body.day, body.department);
        let (means, told_by) = (body.means, body.told_by.unwrap_or(false));
        Self { order, day, department, said: Said::Halves(body), wall, actor, means, told_by }
    }
}

impl Views<'_> {
    /// Every answer of departments for days, by day and then in the one order.
    pub fn answers_between(&self, days: RangeInclusive<BeijingDay>) -> Result<Vec<AnswerRow>, StoreError> {
        let whole = self.written::<DutyAnswered>(&register::DUTY, days.clone())?;
        let halves = self.written::<HalvesAnswered>(&register::DUTY_HALVES, days)?;
        let mut all: Vec<AnswerRow> =
            whole.into_iter().map(AnswerRow::from).chain(halves.into_iter().map(AnswerRow::from)).collect();
        all.sort_by_key(|row| (row.day, row.order));
        Ok(all)
    }

    /// Every answer for a day, in the one order.
    pub fn duty_answers(&self, day: BeijingDay) -> Result<Vec<AnswerRow>, StoreError> {
        self.answers_between(day..=day)
    }

    /// Every answer from a day on, by day and then in the one order.
    pub fn duty_answers_from(&self, day: BeijingDay) -> Result<Vec<AnswerRow>, StoreError> {
        self.answers_between(written::from(day))
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
