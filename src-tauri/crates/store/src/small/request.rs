//! Requests that have been done, and the event each led to. A screen that hears no answer sends the same request again.

use crate::db::error::StoreError;
use crate::db::sql_int::{event_id, to_sql};
use journal::EventId;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

pub(crate) const SCHEMA: &str = include_str!("request.sql");

/// A request is sent again within seconds; this many are far more than a day's.
const REQUESTS_KEPT: i64 = 10_000;

/// Old ones are removed this many at a time: a row each time would touch two more pages in every commit.
const REMOVED_AT_ONCE: i64 = 500;

pub(crate) fn find(connection: &Connection, request: &str) -> Result<Option<EventId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT device, seq FROM request WHERE name = ?1")?;
    let mut rows = statement.query([name(request)])?;
    rows.next()?.map(|row| event_id(row, 0)).transpose()
}

pub(crate) fn note(connection: &Connection, request: &str, event: EventId) -> Result<(), StoreError> {
    connection.prepare_cached("INSERT INTO request (name, device, seq) VALUES (?1, ?2, ?3)")?.execute(params![
        name(request),
        event.device.0,
        to_sql(event.seq.0)
    ])?;
    let place = connection.last_insert_rowid();
    if place % REMOVED_AT_ONCE == 0 {
        connection.prepare_cached("DELETE FROM request WHERE place <= ?1")?.execute([place - REQUESTS_KEPT])?;
    }
    Ok(())
}

/// The screen's text itself is not kept: nobody checks that it is nothing personal.
fn name(request: &str) -> [u8; 16] {
    let digest: [u8; 32] = Sha256::digest(request.as_bytes()).into();
    digest.first_chunk().copied().unwrap_or_default()
}
