//! The tables behind the program's back, read through a connection of our own.

use domain::record::RecordId;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

/// Rows of each table but `meta`, whose count of commits a rebuild moves on. In an order of their own: where a row lies
/// in the file is no content.
pub(super) type Dump = BTreeMap<String, Vec<Vec<u8>>>;

/// Every row of every table, byte for byte.
pub(super) fn dump(dir: &Path) -> rusqlite::Result<Dump> {
    let database = open(dir)?;
    let mut names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta'")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    names.into_iter().map(|name| Ok((name.clone(), rows(&database, &name)?))).collect()
}

fn rows(database: &Connection, table: &str) -> rusqlite::Result<Vec<Vec<u8>>> {
    let mut statement = database.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns = statement.column_count();
    let mut rows: Vec<Vec<u8>> = statement
        .query_map([], |row| {
            let values: Vec<Value> = (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?;
            Ok(format!("{values:?}").into_bytes())
        })?
        .collect::<Result<_, _>>()?;
    rows.sort_unstable();
    Ok(rows)
}

/// The names of all bookings, cancelled ones too.
pub(super) fn bookings(dir: &Path) -> rusqlite::Result<Vec<RecordId>> {
    let database = open(dir)?;
    let mut statement = database.prepare("SELECT device, seq FROM booking ORDER BY device, seq")?;
    let rows = statement.query_map([], |row| {
        let seq: i64 = row.get(1)?;
        Ok(RecordId { device: row.get(0)?, seq: seq.unsigned_abs() })
    })?;
    rows.collect()
}

fn open(dir: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(dir.join("yanshi.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)
}
