//! What a database from elsewhere may consist of. A backup is a file that somebody else may have written, and its schema is
//! SQL: a trigger would run with the first event, a table's checks with each row. So what is data must be, word for word,
//! what the program of its version made, and anything else must be a plain table with its indexes, which is a view of some
//! version and is thrown away before anything is folded.

use super::error::StoreError;
use super::migrate::Migration;
use super::{tables, version};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// An object of a schema: type, name, the table it is of, and its SQL.
type Object = (String, String, String, String);

/// Refuses a database of a known version in whose schema anything stands that this program never wrote.
pub(crate) fn check(connection: &Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    let found = objects(connection)?;
    let is_core = |object: &&Object| tables::CORE.contains(&object.2.as_str());
    let known = core_of(version::version(connection)?, migrations)?;
    if let Some(missing) = known.iter().find(|object| !found.contains(*object)) {
        return Err(refused("has another schema than its version", missing));
    }
    let strange = found.iter().filter(is_core).find(|object| !known.contains(*object));
    if let Some(object) =
        strange.or_else(|| found.iter().filter(|object| !is_core(object)).find(|object| !is_plain(object)))
    {
        return Err(refused("holds what no program of this kind makes", object));
    }
    Ok(())
}

fn refused(what: &str, (kind, name, ..): &Object) -> StoreError {
    StoreError::Damaged(format!("the file {what}: {kind} {name:?}"))
}

/// What the steps up to a version make.
fn core_of(version: u32, migrations: &[Migration]) -> Result<BTreeSet<Object>, StoreError> {
    let fresh = Connection::open_in_memory()?;
    for step in migrations.iter().filter(|step| step.version <= version) {
        step.sql.iter().try_for_each(|sql| fresh.execute_batch(sql))?;
    }
    objects(&fresh)
}

fn objects(connection: &Connection) -> Result<BTreeSet<Object>, StoreError> {
    let mut statement = connection.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let all: BTreeSet<Object> = rows.collect::<Result<_, _>>()?;
    // Indexes of primary keys, and what SQLite counts by itself.
    let is_sqlites = |(kind, name, _, sql): &Object| name.starts_with("sqlite_") && (sql.is_empty() || kind == "table");
    Ok(all.into_iter().filter(|object| !is_sqlites(object)).collect())
}

/// A table or an index under a name as this program gives them.
fn is_plain((kind, name, table, sql): &Object) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let begins = match kind.as_str() {
        "table" => sql.starts_with("CREATE TABLE "),
        "index" => sql.starts_with("CREATE INDEX ") || sql.starts_with("CREATE UNIQUE INDEX "),
        _ => false,
    };
    begins && is_name(name) && is_name(table)
}
