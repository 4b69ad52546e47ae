//! The table `erasure_due`.

use crate::db::error::StoreError;
use crate::db::sql_int::{event_id, to_sql};
use journal::EventId;
use rusqlite::{Connection, params};

/// Why an erasure is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DueBy {
    /// An event demands it; the list of what was erased may not name it yet.
    Event,
    /// The list names it; no event may say so yet.
    Ledger,
}

/// Whatever it is due by.
pub(super) const BOTH: [DueBy; 2] = [DueBy::Event, DueBy::Ledger];

/// Notes that an erasure is due.
pub(crate) fn note(connection: &Connection, subject: EventId, by: DueBy) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO erasure_due (subject_device, subject_seq, in_ledger) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET in_ledger = max(in_ledger, excluded.in_ledger)",
        )?
        .execute(params![subject.device.0, to_sql(subject.seq.0), by == DueBy::Ledger])?;
    Ok(())
}

pub(super) fn all(connection: &Connection, by: &[DueBy]) -> Result<Vec<EventId>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT subject_device, subject_seq FROM erasure_due WHERE in_ledger IN (?1, ?2)")?;
    let code = |at: usize| by.get(at).or(by.first()).map(|by| *by == DueBy::Ledger);
    let mut rows = statement.query(params![code(0), code(1)])?;
    let mut due = Vec::new();
    while let Some(row) = rows.next()? {
        due.push(event_id(row, 0)?);
    }
    Ok(due)
}
