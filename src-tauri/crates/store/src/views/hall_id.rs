//! Which hall the database is of.

use crate::db::error::StoreError;
use crate::db::sql_int::event_id;
use journal::EventId;
use rusqlite::Connection;

/// The event that founded the hall, which tells one hall from another.
pub(crate) fn hall_id(connection: &Connection) -> Result<Option<EventId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT device, seq FROM hall")?;
    let mut rows = statement.query([])?;
    rows.next()?.map(|row| event_id(row, 0)).transpose()
}
