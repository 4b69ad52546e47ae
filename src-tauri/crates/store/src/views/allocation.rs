//! What departments were told and can send, duty sheets as published, who came, and the clerks at the windows.

use super::column::{Views, device, from_column, to_column};
use super::register;
use super::written::{self, Written};
use crate::db::error::StoreError;
use crate::db::sql_int::unsigned;
use domain::duty::half::Halves;
use domain::duty::told::takes_back;
use domain::event::{DepartmentStaffed, DutyAttended, DutyPublished, DutyTold, HallStaffed, WindowsSet};
use domain::record::{Order, RecordId};
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;
use journal::Event;
use rusqlite::{OptionalExtension, ToSql, Transaction};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// What a department was last told of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRow {
    pub last: Written<DutyTold>,
    /// How often it was told something of the day, this included.
    pub times: u32,
    /// When it was last told that nobody has to come for a half-day; `None` if never.
    pub taken_back: Halves<Option<Order>>,
}

pub(super) fn fold_told(tx: &Transaction<'_>, event: &Event, body: &DutyTold) -> Result<(), StoreError> {
    written::put(tx, &register::TOLD, event, &[&body.day.0, &body.department.0], body)
}

pub(super) fn fold_staffed(tx: &Transaction<'_>, order: Order, body: &DepartmentStaffed) -> Result<(), StoreError> {
    register::STAFFED.put(tx, order, &[&body.department.0], &[&to_column(body)])
}

pub(super) fn fold_hall_staffed(tx: &Transaction<'_>, order: Order, body: &HallStaffed) -> Result<(), StoreError> {
    register::HALL_STAFFED.put(tx, order, &[&1], &[&to_column(body)])
}

pub(super) fn fold_published(tx: &Transaction<'_>, event: &Event, body: &DutyPublished) -> Result<(), StoreError> {
    written::put(tx, &register::PUBLISHED, event, &[&body.day.0], body)
}

pub(super) fn fold_attended(tx: &Transaction<'_>, event: &Event, body: &DutyAttended) -> Result<(), StoreError> {
    let keys: [&dyn ToSql; 4] = [&body.day.0, &body.department.0, &body.morning, &body.place];
    written::put(tx, &register::ATTENDED, event, &keys, body)
}

pub(super) fn fold_windows(tx: &Transaction<'_>, order: Order, body: &WindowsSet) -> Result<(), StoreError> {
    register::WINDOWS.put(tx, order, &[&body.day.0], &[&body.clerks])
}

impl Views<'_> {
    /// What departments were told of days, every time, by day and then in the one order.
    pub fn told_between(&self, days: RangeInclusive<BeijingDay>) -> Result<Vec<Written<DutyTold>>, StoreError> {
        self.written(&register::TOLD, days)
    }

    /// What each department was last told of a day.
    pub fn told(&self, day: BeijingDay) -> Result<BTreeMap<DepartmentId, ToldRow>, StoreError> {
        let mut told: BTreeMap<DepartmentId, ToldRow> = BTreeMap::new();
        for last in self.told_between(day..=day)? {
            let before = told.get(&last.body.department);
            let times = before.map_or(0, |before| before.times).saturating_add(1);
            let knew = before.map(|before| Halves::from(&before.last.body)).unwrap_or_default();
            let stays = takes_back(&knew, &Halves::from(&last.body));
            let earlier = before.map(|before| before.taken_back).unwrap_or_default();
            let when = |half| if *stays.of(half) { Some(last.order) } else { *earlier.of(half) };
            let taken_back = Halves::each(when);
            told.insert(last.body.department, ToldRow { last, times, taken_back });
        }
        Ok(told)
    }

    /// What departments can send, as the hall has set it, each with the event that set it.
    pub fn staffed(&self) -> Result<BTreeMap<DepartmentId, (RecordId, DepartmentStaffed)>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT body, device, seq FROM duty_staffed")?;
        let rows = statement.query_map([], |row| -> rusqlite::Result<(Vec<u8>, Vec<u8>, i64)> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        rows.map(|row| {
            let (body, by, seq) = row?;
            let staffed: DepartmentStaffed = from_column(&body)?;
            Ok((staffed.department, (RecordId { device: device(&by)?, seq: unsigned(seq)? }, staffed)))
        })
        .collect()
    }

    /// How the hall asks; as by default until somebody has set it.
    pub fn hall_staffed(&self) -> Result<HallStaffed, StoreError> {
        let body: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT body FROM duty_hall_staffed")?
            .query_row([], |row| row.get(0))
            .optional()?;
        body.map_or_else(|| Ok(HallStaffed::default()), |bytes| from_column(&bytes))
    }

    /// Duty sheets of days as they were published, all versions, by day and then in the one order.
    pub fn published_between(
        &self,
        days: RangeInclusive<BeijingDay>,
    ) -> Result<Vec<Written<DutyPublished>>, StoreError> {
        self.written(&register::PUBLISHED, days)
    }

    /// All versions of a day's duty sheet by their numbers, those of one number in the one order: PCs that were apart give the
    /// same numbers, and one that published often is ahead whenever it wrote.
    pub fn published(&self, day: BeijingDay) -> Result<Vec<Written<DutyPublished>>, StoreError> {
        let mut versions = self.published_between(day..=day)?;
        versions.sort_by_key(|version| (version.body.number, version.order));
        Ok(versions)
    }

    /// Whether those who were to come on days are here: for each place on the list what was noted last, be it that a note is
    /// taken back. By day, then in the one order.
    pub fn attended_between(&self, days: RangeInclusive<BeijingDay>) -> Result<Vec<Written<DutyAttended>>, StoreError> {
        self.written(&register::ATTENDED, days)
    }

    /// The same of a day.
    pub fn attended(&self, day: BeijingDay) -> Result<Vec<Written<DutyAttended>>, StoreError> {
        self.attended_between(day..=day)
    }

    /// The same from a day on.
    pub fn attended_from(&self, day: BeijingDay) -> Result<Vec<Written<DutyAttended>>, StoreError> {
        self.attended_between(written::from(day))
    }

    /// Clerks at the windows of a day; `None` if nobody has said.
    pub fn windows_set(&self, day: BeijingDay) -> Result<Option<u16>, StoreError> {
        let found: Option<Option<u16>> = self
            .connection
            .prepare_cached("SELECT clerks FROM duty_windows WHERE day = ?1")?
            .query_row([day.0], |row| row.get(0))
            .optional()?;
        Ok(found.flatten())
    }
}
