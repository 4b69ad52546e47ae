//! The tables behind the program's back, read through a connection of our own.

use domain::event::PersonalField;
use domain::record::RecordId;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use store::{KeySeal, Seal as _, SealLabel, VaultField, keys};

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

/// A personal value, opened with the hall's key as the store opens it.
pub(super) fn vault_value(dir: &Path, event: RecordId, field: PersonalField) -> Result<String, Box<dyn Error>> {
    let label = SealLabel::Value { subject: store::event_id(event), field: VaultField(field.number()) };
    let sql = "SELECT sealed FROM vault WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3";
    let key = (event.device.as_slice(), i64::try_from(event.seq)?, field.number());
    let sealed: Vec<u8> = open(dir)?.query_row(sql, key, |row| row.get(0))?;
    Ok(String::from_utf8(KeySeal::new(&keys::read(dir)?).open(label, &sealed)?)?)
}
