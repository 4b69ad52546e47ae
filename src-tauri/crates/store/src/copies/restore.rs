//! Putting a backup in the database's place: from the folder of backups, the second folder, or any other.
//!
//! The backup is copied and the copy made ready: checked as a whole, brought to this version's tables, cleaned of what
//! has been erased since, given a new name to go on under (see `incarnation`). Then it is put on the disk as
//! `yanshi.db.restored`. From that moment the restore will happen: whoever opens the folder next carries it through, so a
//! power cut between the renames leaves neither no database nor a restored one beside the WAL of the damaged one. What
//! was there is kept aside.
//!
//! Deliberately not here: who may restore, and which backup (`hall`); minting seats anew.

use super::{backup, files, inspect, layout, stamp};
use crate::db::error::{OpenError, StoreError};
use crate::db::lock::FolderLock;
use crate::db::migrate::{self, MIGRATIONS};
use crate::db::{check, connection, known_schema};
use crate::erasing::{demand, ledger, remove, scrub};
use crate::journal::incarnation::{self, IncarnationReason};
use crate::journal::sidecar::Sidecar;
use crate::vault::vault_table;
use crate::views;
use journal::{EventId, WallTime};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// Which halls' backups a restore takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestoreFrom {
    /// Only the hall whose data lies in the folder, as far as that can still be told.
    ThisHall,
    /// Any: a person has seen which hall it is and wants it.
    AnyHall,
}

/// What lies in the folder that is to be replaced.
struct Before {
    /// The event that founded its hall, where database or sidecar still tell.
    hall: Option<EventId>,
    /// The highest number under which anything was written here.
    number: u32,
    /// Something was here, so that this is no other PC.
    anything: bool,
}

pub(crate) fn restore(dir: &Path, file: &Path, wall: WallTime, from: RestoreFrom) -> Result<(), OpenError> {
    files::make_folder(dir)?;
    let _lock = FolderLock::acquire(dir)?;
    // One that has begun comes first: its backup, too, may be what this one is to replace.
    finish(dir, wall)?;
    let restored = layout::restored(dir);
    let part = layout::unfinished(&restored);
    let ready = copy_all(file, &part)
        .and_then(|()| make_ready(dir, file, &part, wall, from))
        .and_then(|()| Ok(files::name_for_good(&part, &restored)?));
    if let Err(error) = ready {
        remove_all(&part)?;
        return Err(error);
    }
    finish(dir, wall)
}

/// Copies a database with what SQLite may have left beside it, over whatever an earlier attempt left.
fn copy_all(file: &Path, part: &Path) -> Result<(), OpenError> {
    remove_all(part)?;
    for (from, to) in layout::companions(file).iter().zip(layout::companions(part)) {
        if from.exists() {
            files::copy(from, &to)?;
        }
    }
    Ok(files::copy(file, part)?)
}

fn remove_all(part: &Path) -> Result<(), OpenError> {
    for companion in layout::companions(part) {
        files::remove_if_there(&companion)?;
    }
    Ok(files::remove_if_there(part)?)
}

fn make_ready(dir: &Path, file: &Path, part: &Path, wall: WallTime, from: RestoreFrom) -> Result<(), OpenError> {
    let verified = open_verified(part);
    if let Err(OpenError::Corrupt { .. }) = verified {
        backup::mark_bad(file);
    }
    let mut connection = verified?;
    let before = Before::look(dir);
    let hall = views::hall_id(&connection)?;
    if from == RestoreFrom::ThisHall && hall.zip(before.hall).is_some_and(|(found, here)| found != here) {
        return Err(OpenError::ForeignBackup);
    }
    migrate::migrate(&mut connection, MIGRATIONS)?;
    // What was erased here stays erased, and so does what was erased where the backup comes from, as far as its own journal
    // says so: whoever can put a file beside a backup must not erase anybody by it.
    let mut erased = ledger::read(dir)?;
    for subject in file.parent().map(ledger::read).transpose()?.unwrap_or_default() {
        if demand::is_demanded(&connection, subject)? {
            erased.insert(subject);
        }
    }
    ledger::add(dir, &erased)?;
    remove::remove_as_due(&mut connection, &erased)?;
    vault_table::remove_overwritten(&connection)?;
    let reason = if before.anything { IncarnationReason::Restored } else { IncarnationReason::AnotherPlace };
    let tx = connection.transaction().map_err(StoreError::from)?;
    incarnation::go_on(&tx, before.number, reason, wall)?;
    tx.commit().map_err(StoreError::from)?;
    connection.close().map_err(|(_, error)| StoreError::from(error))?;
    scrub::scrub(part)?;
    Ok(())
}

fn open_verified(part: &Path) -> Result<Connection, OpenError> {
    let connection = connection::open_alone(part)?;
    check::recognise_open(&connection, migrate::newest(MIGRATIONS))?;
    known_schema::check(&connection, MIGRATIONS)?;
    check::verify(&connection)?;
    Ok(connection)
}

impl Before {
    fn look(dir: &Path) -> Self {
        let remembered = Sidecar::remembered(dir);
        let database = layout::database(dir);
        let found = if database.exists() { inspect::inspect(&database).ok() } else { None };
        let number = found.as_ref().and_then(|facts| facts.incarnation);
        Self {
            hall: found.as_ref().and_then(|facts| facts.hall_id).or(remembered.and_then(|file| file.hall)),
            number: number.max(remembered.map(|file| file.number)).unwrap_or(0),
            anything: database.exists() || remembered.is_some(),
        }
    }
}

/// Carries a restore through that has begun; does nothing if none has.
pub(crate) fn finish(dir: &Path, wall: WallTime) -> Result<(), OpenError> {
    let restored = layout::restored(dir);
    if !restored.exists() {
        return Ok(());
    }
    put_aside(dir, wall)?;
    files::rename(&restored, &layout::database(dir))?;
    files::sync_folder(dir)?;
    Ok(())
}

/// Moves database, WAL and journal, as far as they are there, to names that do no harm. The database goes last: without
/// them it is merely old, one of them beside another database spoils that. The name is noted before anything moves: cut
/// short, and finished in another second, all come to lie under one name, and the database keeps its last commits.
pub(crate) fn put_aside(dir: &Path, wall: WallTime) -> Result<(), OpenError> {
    let (database, note) = (layout::database(dir), layout::aside_note(dir));
    let aside = match noted_name(dir)? {
        Some(aside) => aside,
        None => free_name(dir, wall),
    };
    if let Some(name) = aside.file_name() {
        files::replace(&note, name.as_encoded_bytes())?;
    }
    files::rename_if_there(&layout::wal(&database), &layout::wal(&aside))?;
    files::rename_if_there(&layout::journal(&database), &layout::journal(&aside))?;
    files::remove_if_there(&layout::shm(&database))?;
    files::sync_folder(dir)?;
    files::rename_if_there(&database, &aside)?;
    files::sync_folder(dir)?;
    Ok(files::remove_if_there(&note)?)
}

/// Where what was begun to be put aside goes on. A name that a database has already is not used again.
fn noted_name(dir: &Path) -> Result<Option<PathBuf>, OpenError> {
    let noted = files::read_if_there(&layout::aside_note(dir))?.and_then(|name| String::from_utf8(name).ok());
    let noted = noted.filter(|name| layout::is_damaged(Path::new(name))).map(|name| dir.join(name));
    Ok(noted.filter(|aside| !aside.exists()))
}

fn free_name(dir: &Path, wall: WallTime) -> PathBuf {
    let stamp = stamp::stamp(wall);
    let is_free = |file: &PathBuf| !file.exists() && !layout::wal(file).exists();
    let first = layout::damaged(dir, &stamp);
    let others = (2_u32..).map(|n| layout::damaged(dir, &format!("{stamp}-{n}")));
    std::iter::once(first.clone()).chain(others).find(is_free).unwrap_or(first)
}
