//! The server's database. One connection writes, a few read; admin commands of another process use it at the same time.
//! What halls send is committed together (`group`).
//!
//! Deliberately not here: the protocol (`sync`), and opening sealed values, for which there is no key.

mod accept;
mod check;
mod connection;
mod counted;
mod demand;
mod enrol;
mod file;
mod group;
mod hand_down;
mod keeper;
mod log;
mod noting;
mod numbers;
mod overview;
mod own;
mod values;

pub use enrol::MadeCode;
pub use log::{DayCounts, HallLog};
pub use overview::{BookingSeen, DeviceLine, HallLine, ParkedLine};

use crate::error::CentralError;
use connection::{connect, from_sql, lock, to_sql};
use file::File;
use group::Group;
use hand_down::Parts;
use journal::{Chain, DeviceId, Hash, Seq};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::Path;
use std::sync::{Arc, Mutex};
use sync::Epoch;

const APPLICATION_ID: i32 = 0x5961_6e63;
const SCHEMA_VERSION: u32 = 4;
/// Name of the file in a data folder.
pub(crate) const DATABASE: &str = "central.db";
/// Readers that are kept open.
const READERS_KEPT: usize = 16;

/// An open database.
pub struct Storage {
    file: Arc<File>,
    group: Group,
    /// This server as an author of events.
    device: DeviceId,
    epoch: Epoch,
    readers: Mutex<Vec<Connection>>,
    parts: Mutex<Parts>,
}

impl Storage {
    /// Opens the database of a folder, or makes it. `random` is drawn anew at every start: half of it names the epoch, the
    /// other half a server that is new.
    ///
    /// # Errors
    /// When it cannot be written, or is of a newer version.
    pub fn open(dir: &Path, random: [u8; 16]) -> Result<Self, CentralError> {
        std::fs::create_dir_all(dir)?;
        let path = dir.join(DATABASE);
        let mut writer = connect(&path)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        let (mut epoch, mut name) = ([0; 8], [0; 8]);
        epoch.copy_from_slice(&random[..8]);
        name.copy_from_slice(&random[8..]);
        prepare(&mut writer, DeviceId(name))?;
        let device: [u8; 8] = writer.query_row("SELECT device FROM server", [], |row| row.get(0))?;
        let file = Arc::new(File::new(path, writer)?);
        let storage = Self {
            group: Group::start(Arc::clone(&file))?,
            file,
            device: DeviceId(device),
            epoch: Epoch(epoch),
            readers: Mutex::default(),
            parts: Mutex::default(),
        };
        storage.revoke_withdrawn()?;
        Ok(storage)
    }

    /// The data folder.
    fn dir(&self) -> &Path {
        self.file.path().parent().unwrap_or(Path::new(""))
    }

    /// This server as an author of events.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Runs a closure in one transaction; when this returns `Ok`, the commit is on the disk.
    fn write<T>(&self, f: impl FnOnce(&Transaction<'_>) -> Result<T, CentralError>) -> Result<T, CentralError> {
        self.file.write(f)
    }

    /// The same together with whatever else waits, in one commit. It may be run twice, and then is as if it had been once.
    fn write_together<T: Send + 'static>(
        &self,
        f: impl Fn(&Transaction<'_>) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, CentralError> {
        self.group.write(f)
    }

    /// Runs a closure on a snapshot.
    fn read<T>(&self, f: impl FnOnce(&Connection) -> Result<T, CentralError>) -> Result<T, CentralError> {
        let kept = lock(&self.readers).pop();
        let mut reader = match kept {
            Some(reader) => reader,
            None => connect(self.file.path())?,
        };
        let value = {
            let tx = reader.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let value = f(&tx);
            // Taken back it would forget the schema it has just read.
            tx.commit()?;
            value
        };
        let mut readers = lock(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(reader);
        }
        value
    }

    /// Writes a whole, checked copy of the database.
    ///
    /// # Errors
    /// When the file is there already, or cannot be written.
    pub(crate) fn copy_to(&self, to: &Path) -> Result<(), CentralError> {
        let target = to.to_str().ok_or_else(|| CentralError::Refused("the file's name is not Unicode".to_owned()))?;
        if to.exists() {
            return Err(CentralError::Refused(format!("{target} is there already")));
        }
        connect(self.file.path())?.execute("VACUUM INTO ?1", [target])?;
        check_copy(to)
    }
}

/// Whether a copy of a database is whole.
pub(crate) fn check_copy(file: &Path) -> Result<(), CentralError> {
    let found: String = connect(file)?.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(CentralError::Damaged(found)) }
}

fn prepare(connection: &mut Connection, name: DeviceId) -> Result<(), CentralError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match version {
        0 => {
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
            tx.execute_batch(include_str!("schema.sql"))?;
            tx.execute("INSERT INTO server VALUES (1, ?1, 0, NULL)", [name.0])?;
        }
        // Bookings were noted as they came.
        1 => upgrade(&tx, &[include_str!("schema_2.sql"), include_str!("schema_3.sql"), include_str!("schema_4.sql")])?,
        2 => upgrade(&tx, &[include_str!("schema_3.sql"), include_str!("schema_4.sql")])?,
        3 => upgrade(&tx, &[include_str!("schema_4.sql")])?,
        SCHEMA_VERSION => return Ok(()),
        newer => {
            return Err(CentralError::Refused(format!("the database has version {newer}, newer than this program")));
        }
    }
    tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    tx.commit()?;
    Ok(())
}

fn upgrade(tx: &Transaction<'_>, steps: &[&str]) -> Result<(), CentralError> {
    steps.iter().try_for_each(|step| tx.execute_batch(step))?;
    counted::count_all(tx)
}

/// End of a journal as it was taken in.
fn end(connection: &Connection, hall: u32, device: DeviceId) -> Result<Chain, CentralError> {
    let found: Option<(i64, [u8; 32])> = connection
        .prepare_cached("SELECT seq, hash FROM journal_end WHERE hall = ?1 AND device = ?2")?
        .query_row(params![hall, device.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map_or(Chain::begin(device), |(seq, hash)| Chain::resume(device, Seq(from_sql(seq)).next(), Hash(hash))))
}

/// Ends of a hall's journals and of the server's own, in the order of devices.
fn ends(connection: &Connection, hall: u32) -> Result<Vec<Chain>, CentralError> {
    let mut statement = connection
        .prepare_cached("SELECT device, seq, hash FROM journal_end WHERE hall = ?1 OR hall = 0 ORDER BY device")?;
    let rows = statement.query_map([hall], |row| {
        let (device, seq, hash): ([u8; 8], i64, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Chain::resume(DeviceId(device), Seq(from_sql(seq)).next(), Hash(hash)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Storage {
    /// Lets the database grow by so many pages only, or without end again: a full disk, for trying out what happens.
    ///
    /// # Errors
    /// What the database says.
    pub fn limit_pages(&self, more: Option<u32>) -> Result<(), CentralError> {
        const UNLIMITED: u32 = 0xffff_fffe;
        self.file.with_writer(|writer| {
            let pages: u32 = writer.pragma_query_value(None, "page_count", |row| row.get(0))?;
            writer.pragma_update(None, "max_page_count", more.map_or(UNLIMITED, |more| pages.saturating_add(more)))?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the programs before left it: without days of cases, and with everything noted.
    fn made_older(path: &Path, version: u32) {
        let older = connect(path).unwrap();
        older
            .execute_batch(
                "DROP TABLE case_day; DROP TABLE counted; INSERT INTO noted VALUES (3, 7);
                 ALTER TABLE parked DROP COLUMN lamport; ALTER TABLE parked DROP COLUMN otherwise;",
            )
            .unwrap();
        if version == 1 {
            older.execute_batch("DROP TABLE noted").unwrap();
        }
        older.pragma_update(None, "user_version", version).unwrap();
    }

    #[test]
    fn an_older_database_is_noted_once_more() {
        for version in [1, 2] {
            let dir = tempfile::tempdir().unwrap();
            drop(Storage::open(dir.path(), [1; 16]).unwrap());
            made_older(&dir.path().join(DATABASE), version);
            let storage = Storage::open(dir.path(), [2; 16]).unwrap();
            let count = |table: &str| -> i64 {
                let sql = format!("SELECT count(*) FROM {table}");
                storage.read(|tx| Ok(tx.query_row(&sql, [], |row| row.get(0))?)).unwrap()
            };
            assert_eq!((count("noted"), count("case_day")), (0, 0), "version {version}");
        }
    }
}
