//! How connections to the database are set up.

use super::error::StoreError;
use crate::copies::layout;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// "Yans": tells our files from any other SQLite file.
pub(crate) const APPLICATION_ID: i32 = 0x5961_6e73;

/// Within the program nobody waits for anybody: a wait this long is a foreign program's doing.
pub(crate) const BUSY_WAIT: Duration = Duration::from_secs(5);

/// More than there are different statements, so that each is compiled once.
const STATEMENTS_KEPT: usize = 128;

/// Pages after which SQLite itself copies the WAL into the database within a commit. The writer does that in idle
/// moments, long before; this is for the day it cannot.
const WAL_PAGES_MAX: u32 = 8000;

/// What a WAL that was once large shrinks to.
const WAL_BYTES_KEPT: u32 = 4 << 20;

/// For the writer thread.
pub(crate) fn open_writer(database: &Path) -> Result<Connection, StoreError> {
    let connection = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // SQLite opens a file that it may not write for reading, and would say so at the first commit only.
    if connection.is_readonly("main")? {
        return Err(StoreError::ReadOnly);
    }
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Io(format!("the folder does not allow WAL (journal mode is {mode})")));
    }
    // A commit is on the disk before it is acknowledged (invariant A1).
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", WAL_PAGES_MAX)?;
    connection.pragma_update(None, "journal_size_limit", WAL_BYTES_KEPT)?;
    Ok(connection)
}

/// Copies the WAL into the database and empties the file. Says whether somebody who reads was in the way.
pub(crate) fn empty_wal(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
}

/// For reads of a running program.
pub(crate) fn open_reader(database: &Path) -> Result<Connection, StoreError> {
    let connection = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// For looking at a file without changing it: not even its WAL is copied into it.
pub(crate) fn open_untouched(database: &Path) -> Result<Connection, StoreError> {
    open(database, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Takes back what a power cut left half done while a database was put into WAL mode, as a backup is that is opened for
/// the first time. Only who may write can do that: without it the file would look like one in a folder that cannot be
/// written, at every start.
pub(crate) fn recover(database: &Path) -> Result<(), StoreError> {
    if layout::journal(database).exists() {
        let connection = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let _: i64 = connection.pragma_query_value(None, "schema_version", |row| row.get(0))?;
    }
    Ok(())
}

/// For making a database that nobody else sees yet.
pub(crate) fn open_new(database: &Path) -> Result<Connection, StoreError> {
    let connection = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(connection)
}

/// For changing a database that nobody else has open, and that is to stay one file. What a crash left beside it is taken
/// in first.
pub(crate) fn open_alone(database: &Path) -> Result<Connection, StoreError> {
    let connection = open(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let _: String = connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// For looking at a file on a medium that cannot be written, or where nothing may come to lie beside it. Commits that
/// are not yet in the file itself are not seen.
pub(crate) fn open_frozen(database: &Path) -> Result<Connection, StoreError> {
    let absolute = std::path::absolute(database)?;
    let path = absolute.to_str().ok_or_else(|| StoreError::Io("the file's name is not Unicode".to_owned()))?;
    let address = format!("file://{}?immutable=1", address_path(path));
    open(Path::new(&address), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}

/// A path as SQLite wants it in an address: whatever could mean something there is written as its number.
fn address_path(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    // A drive's letter follows a slash; a network path brings two of its own.
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    path.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// For changing a copy that nobody else sees. Nothing of it is spilled beside it.
pub(crate) fn open_private(copy: &Path) -> Result<Connection, StoreError> {
    let connection = open(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |row| row.get(0))?;
    if mode == "memory" { Ok(connection) } else { Err(StoreError::Internal(format!("journal mode is {mode}"))) }
}

fn open(database: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    // No URI flag: a folder name with `#` or `%` is a folder name. No mutex: a connection is never shared.
    let connection = Connection::open_with_flags(database, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // A damaged or planted schema must not be able to do more than fail.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // What is deleted is overwritten with zeros, from the first day (invariant A9).
    connection.pragma_update(None, "secure_delete", true)?;
    // Personal values are not spilled into the system's folder for temporary files.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}
