//! The hall's timetable, what was decided for single dates, and how the plans of opened days changed.

use super::column::{Views, device, from_column, to_column};
use super::register;
use crate::db::error::StoreError;
use crate::db::sql_int::{to_sql, unsigned};
use domain::event::{DayExcepted, DayReplanned, ExceptionReason, MintedSeats, TimetableSet};
use domain::record::{Order, RecordId};
use domain::seat::{PlannedSession, SessionPlan};
use domain::time::BeijingDay;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeMap;

/// What the hall decided for one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceptionRow {
    pub day: BeijingDay,
    /// None of them: closed.
    pub sessions: Vec<SessionPlan>,
    pub reason: ExceptionReason,
}

/// Seats that a change of plan minted or retired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedSeatsRow {
    /// Who wrote the change, and owns what it minted.
    pub by: [u8; 8],
    pub retired: bool,
    pub seats: MintedSeats,
}

pub(super) const SCHEMA: &str = include_str!("plan.sql");

pub(super) fn fold_timetable(tx: &Transaction<'_>, order: Order, body: &TimetableSet) -> Result<(), StoreError> {
    register::TIMETABLE.put(tx, order, &[&1], &[&to_column(body)])
}

pub(super) fn fold_excepted(tx: &Transaction<'_>, order: Order, body: &DayExcepted) -> Result<(), StoreError> {
    let sessions = body.sessions.as_ref().map(to_column);
    register::EXCEPTION.put(tx, order, &[&body.day.0], &[&sessions, &to_column(&body.reason)])
}

pub(super) fn fold_replanned(tx: &Transaction<'_>, order: Order, body: &DayReplanned) -> Result<(), StoreError> {
    register::DAY_PLAN.put(tx, order, &[&body.day.0], &[&to_column(&body.sessions)])?;
    let (device, seq) = (order.id.device.as_slice(), to_sql(order.id.seq));
    let mut insert = tx.prepare_cached(
        "INSERT OR REPLACE INTO seat_changed (day, device, seq, retired, session, slot, first, count)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (retired, seats) in [(false, &body.minted), (true, &body.retired)] {
        for MintedSeats { session, slot, first, count } in seats {
            insert.execute(params![body.day.0, device, seq, retired, session, slot, first, count])?;
        }
    }
    note_sessions(tx, order, body.day, &body.sessions)
}

/// Notes what the numbers of a day's sessions mean.
pub(super) fn note_sessions(
    tx: &Transaction<'_>,
    order: Order,
    day: BeijingDay,
    sessions: &[SessionPlan],
) -> Result<(), StoreError> {
    sessions.iter().try_for_each(|session| {
        register::DAY_SESSION.put(tx, order, &[&day.0, &session.number], &[&to_column(&session.times)])
    })
}

impl Views<'_> {
    /// The timetable, once somebody has set it.
    pub fn timetable(&self) -> Result<Option<TimetableSet>, StoreError> {
        let body: Option<Vec<u8>> =
            self.connection.prepare_cached("SELECT body FROM timetable")?.query_row([], |row| row.get(0)).optional()?;
        body.map(|bytes| from_column(&bytes)).transpose()
    }

    /// Dates for which something is decided, in order.
    pub fn day_exceptions(&self) -> Result<Vec<ExceptionRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, sessions, reason FROM day_exception WHERE sessions IS NOT NULL ORDER BY day",
        )?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?)))?;
        rows.map(|row| {
            let (day, sessions, reason) = row?;
            let (sessions, reason) = (from_column(&sessions)?, from_column(&reason)?);
            Ok(ExceptionRow { day: BeijingDay(day), sessions, reason })
        })
        .collect()
    }

    /// The last event that changed the timetable or a single date: what a change has to be based on.
    pub fn timetable_base(&self) -> Result<Option<RecordId>, StoreError> {
        let found: Option<(Vec<u8>, i64)> = self
            .connection
            .prepare_cached(
                "SELECT device, seq FROM (
                     SELECT lamport, device, seq FROM timetable UNION ALL SELECT lamport, device, seq FROM day_exception
                 ) ORDER BY lamport DESC, device DESC, seq DESC LIMIT 1",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found.map(|(id, seq)| Ok(RecordId { device: device(&id)?, seq: unsigned(seq)? })).transpose()
    }

    /// Days from `from` on that have been opened.
    pub fn days_opened_from(&self, from: BeijingDay) -> Result<Vec<BeijingDay>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT day FROM day WHERE day >= ?1 ORDER BY day")?;
        let rows = statement.query_map([from.0], |row| Ok(BeijingDay(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Seats of a day that changes of its plan minted and retired.
    pub fn changed_seats(&self, day: BeijingDay) -> Result<Vec<ChangedSeatsRow>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT device, retired, session, slot, first, count FROM seat_changed WHERE day = ?1")?;
        let rows = statement.query_map([day.0], |row| {
            let bytes: Vec<u8> = row.get(0)?;
            let seats = MintedSeats { session: row.get(2)?, slot: row.get(3)?, first: row.get(4)?, count: row.get(5)? };
            Ok(ChangedSeatsRow { by: device(&bytes)?, retired: row.get(1)?, seats })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn replanned(&self, day: BeijingDay) -> Result<Option<Vec<SessionPlan>>, StoreError> {
        let found: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT sessions FROM day_plan WHERE day = ?1")?
            .query_row([day.0], |row| row.get(0))
            .optional()?;
        found.map(|bytes| from_column(&bytes)).transpose()
    }

    pub(super) fn sessions_ever(&self, day: BeijingDay) -> Result<BTreeMap<u8, PlannedSession>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT number, times FROM day_session WHERE day = ?1")?;
        let rows = statement.query_map([day.0], |row| Ok((row.get::<_, u8>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        rows.map(|row| {
            let (number, times) = row?;
            Ok((number, from_column(&times)?))
        })
        .collect()
    }
}
