//! The list of events that keep their place in the journal and are folded by nobody (invariant A11).

use crate::db::error::StoreError;
use crate::db::sql_int::{event_id, to_sql};
use journal::{EventId, Lamport, ParkReason};
use rusqlite::{Connection, Params, params};

/// An event that is kept and not folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParkedEvent {
    /// Which.
    pub event: EventId,
    /// Why.
    pub reason: ParkReason,
}

/// Parks an event.
pub(crate) fn park(connection: &Connection, event: EventId, reason: ParkReason) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO parked (device, seq, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![event.device.0, to_sql(event.seq.0), reason.code()])?;
    Ok(())
}

/// Begins the list anew, with the events whose Lamport number does not count.
pub(crate) fn park_leaps(connection: &Connection, counted: Lamport) -> Result<(), StoreError> {
    connection.execute("DELETE FROM parked", [])?;
    connection.execute(
        "INSERT INTO parked (device, seq, reason) SELECT device, seq, ?1 FROM journal WHERE lamport > ?2",
        params![ParkReason::Number.code(), to_sql(counted.0)],
    )?;
    Ok(())
}

/// Parked events of which SQL gives device, number and reason.
pub(crate) fn parked(connection: &Connection, sql: &str, values: impl Params) -> Result<Vec<ParkedEvent>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut parked = Vec::new();
    while let Some(row) = rows.next()? {
        let reason = ParkReason::from_code(row.get(2)?);
        let reason = reason.ok_or_else(|| StoreError::Damaged("a reason to park is not known".to_owned()))?;
        parked.push(ParkedEvent { event: event_id(row, 0)?, reason });
    }
    Ok(parked)
}
