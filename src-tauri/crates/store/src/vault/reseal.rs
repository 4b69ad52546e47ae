//! Putting a database under the hall's key that was written before values were sealed (suite 0).
//!
//! One transaction seals every value and draft, records the key, and leaves a mark. The mark stands until no plain byte
//! is left in any file of the folder: the database is written anew and its WAL emptied; backups and what restores put
//! aside are rewritten sealed; leftovers go. If the power goes in between, the next opening finds the mark and goes on.
//!
//! What cannot be read cannot be sealed, and would keep plain names for ever: a bad backup or a file put aside that SQLite
//! cannot read through is removed, and said so in the log (invariant A9 before a technician's convenience).

use super::key_seal::KeySeal;
use super::seal::{Seal, SealLabel, Unsealed, VaultField};
use crate::copies::{backup, files, layout};
use crate::db::error::{OpenError, StoreError};
use crate::db::migrate::{self, MIGRATIONS};
use crate::db::sql_int::{event_id, to_sql};
use crate::db::{check, connection};
use crate::keys::hall_key::HallKey;
use crate::keys::key_record;
use crate::keys::recovery::KeyOnRecord;
use crate::small::local;
use journal::EventId;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::fs;
use std::path::{Path, PathBuf};

/// Name of the mark in table `local`: plain values may be left in the folder's files.
const MARK: &str = "store.plain_left";

/// Values sealed with one statement's rows in memory.
const CHUNK: u32 = 1000;

/// Seals what is plain and records the key, in one transaction.
pub(crate) fn seal_plain(connection: &mut Connection, key: &HallKey, record: &KeyOnRecord) -> Result<(), OpenError> {
    let seal = KeySeal::new(key);
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if !opens_what_is_sealed(&tx, &seal)? {
        return Err(OpenError::ForeignKey { on_record: None, given: key.id() });
    }
    seal_values(&tx, &seal)?;
    seal_drafts(&tx, &seal)?;
    key_record::begin(&tx, record)?;
    local::put(&tx, MARK, &[])?;
    tx.commit()?;
    Ok(())
}

/// A database that lost its record of the key must not be put under another one.
fn opens_what_is_sealed(tx: &Transaction<'_>, seal: &KeySeal) -> Result<bool, StoreError> {
    let mut statement =
        tx.prepare("SELECT subject_device, subject_seq, field, sealed FROM vault WHERE suite = ?1 LIMIT 1")?;
    let mut rows = statement.query([seal.suite()])?;
    let Some(row) = rows.next()? else { return Ok(true) };
    let label = SealLabel::Value { subject: event_id(row, 0)?, field: VaultField(row.get(2)?) };
    Ok(seal.open(label, &row.get::<_, Vec<u8>>(3)?).is_ok())
}

/// Row of the vault: subject, field, plain value.
type Plain = (EventId, VaultField, Vec<u8>);

fn seal_values(tx: &Transaction<'_>, seal: &KeySeal) -> Result<(), StoreError> {
    let mut update = tx.prepare(
        "UPDATE vault SET suite = ?4, sealed = ?5 WHERE subject_device = ?1 AND subject_seq = ?2 AND field = ?3",
    )?;
    let mut last: (Vec<u8>, i64, u16) = (Vec::new(), -1, 0);
    loop {
        let chunk = plain_after(tx, &last)?;
        let Some((subject, field, _)) = chunk.last() else { return Ok(()) };
        last = (subject.device.0.to_vec(), to_sql(subject.seq.0), field.0);
        for (subject, field, plain) in &chunk {
            let sealed = seal.seal(SealLabel::Value { subject: *subject, field: *field }, plain)?;
            update.execute(params![subject.device.0, to_sql(subject.seq.0), field.0, seal.suite(), sealed])?;
        }
    }
}

fn plain_after(tx: &Transaction<'_>, last: &(Vec<u8>, i64, u16)) -> Result<Vec<Plain>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT subject_device, subject_seq, field, sealed FROM vault
         WHERE suite = ?4 AND (subject_device, subject_seq, field) > (?1, ?2, ?3)
         ORDER BY subject_device, subject_seq, field LIMIT ?5",
    )?;
    let mut rows = statement.query(params![last.0, last.1, last.2, Unsealed.suite(), CHUNK])?;
    let mut chunk = Vec::new();
    while let Some(row) = rows.next()? {
        chunk.push((event_id(row, 0)?, VaultField(row.get(2)?), row.get(3)?));
    }
    Ok(chunk)
}

fn seal_drafts(tx: &Transaction<'_>, seal: &KeySeal) -> Result<(), StoreError> {
    let drafts: Vec<(String, Vec<u8>)> = tx
        .prepare("SELECT slot, sealed FROM draft WHERE suite = ?1")?
        .query_map([Unsealed.suite()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (slot, plain) in drafts {
        let sealed = seal.seal(SealLabel::Draft { slot: &slot }, &plain)?;
        tx.execute("UPDATE draft SET suite = ?2, sealed = ?3 WHERE slot = ?1", params![slot, seal.suite(), sealed])?;
    }
    Ok(())
}

/// Where plain values may be left, goes through every file of the folder. Does nothing on most days.
pub(crate) fn finish(dir: &Path, connection: &Connection, key: &HallKey) -> Result<(), OpenError> {
    if local::get(connection, MARK)?.is_none() {
        return Ok(());
    }
    let record = key_record::read(connection)?.ok_or_else(|| OpenError::Corrupt { detail: "no key".to_owned() })?;
    write_anew(connection)?;
    for leftover in
        files_of(dir)?.into_iter().chain(files_of(&layout::backups(dir))?).filter(|file| layout::is_unfinished(file))
    {
        files::remove_if_there(&leftover)?;
    }
    for backup in backup::list(&layout::backups(dir)) {
        let file = layout::backups(dir).join(&backup.file);
        let kept = backup.verified && reseal_or_give_up(&file, key, &record, check::verify)?;
        remove_unless(kept, &file)?;
    }
    for file in files_of(dir)?.into_iter().filter(|file| layout::is_damaged(file)) {
        // It was put aside because something is wrong with it, so its chain is not asked about.
        let kept = reseal_or_give_up(&file, key, &record, |_| Ok(()))?;
        remove_unless(kept, &file)?;
    }
    local::delete(connection, MARK)?;
    Ok(())
}

/// Sealing frees the plain bytes; only a database written anew is sure to hold none.
fn write_anew(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("VACUUM")?;
    let blocked: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if blocked { Err(StoreError::Busy) } else { Ok(()) }
}

fn remove_unless(kept: bool, file: &Path) -> Result<(), OpenError> {
    files::remove_if_there(&layout::wal(file))?;
    files::remove_if_there(&layout::shm(file))?;
    if !kept {
        tracing::warn!(file = %file.display(), "removed: its personal values were not sealed, and it cannot be read");
        files::remove_if_there(file)?;
    }
    Ok(())
}

/// Seals a closed database file in its place; says whether it could be read.
fn reseal_or_give_up(
    file: &Path,
    key: &HallKey,
    record: &KeyOnRecord,
    check: fn(&Connection) -> Result<(), StoreError>,
) -> Result<bool, OpenError> {
    let part = layout::unfinished(file);
    let resealed = reseal_file(file, &part, key, record, check);
    files::remove_if_there(&part)?;
    match resealed {
        Ok(()) => Ok(true),
        // Written by a newer program, which seals what it writes.
        Err(OpenError::NewerDatabase { .. } | OpenError::ForeignKey { .. }) => Ok(true),
        Err(OpenError::Corrupt { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn reseal_file(
    file: &Path,
    part: &Path,
    key: &HallKey,
    record: &KeyOnRecord,
    check: fn(&Connection) -> Result<(), StoreError>,
) -> Result<(), OpenError> {
    check::recognise(file, migrate::newest(MIGRATIONS))?;
    let original = connection::open_untouched(file)?;
    if !holds_plain(&original).map_err(as_damage)? {
        return Ok(());
    }
    let target = part.to_str().ok_or_else(|| OpenError::Io("the folder's name is not Unicode".to_owned()))?;
    original.execute("VACUUM INTO ?1", [target])?;
    original.close().map_err(|(_, error)| error)?;
    let mut copy = connection::open_private(part)?;
    migrate::migrate(&mut copy, MIGRATIONS).map_err(as_damage)?;
    if key_record::read(&copy)?.is_none() {
        seal_plain(&mut copy, key, record)?;
    }
    local::delete(&copy, MARK)?;
    copy.execute_batch("VACUUM")?;
    check(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    files::remove_if_there(&layout::wal(file))?;
    files::name_for_good(part, file)?;
    Ok(())
}

fn holds_plain(connection: &Connection) -> Result<bool, StoreError> {
    if key_record::read(connection)?.is_none() {
        return Ok(true);
    }
    let marked = connection.query_row("SELECT 1 FROM local WHERE name = ?1", [MARK], |_| Ok(())).optional()?;
    Ok(marked.is_some())
}

/// The SQL is right where the tables are, so it is the tables that are not.
fn as_damage(error: StoreError) -> StoreError {
    match error {
        StoreError::Internal(detail) => StoreError::Damaged(detail),
        error => error,
    }
}

/// Files of a folder that may not be there.
fn files_of(dir: &Path) -> Result<Vec<PathBuf>, OpenError> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let entries: Vec<fs::DirEntry> = fs::read_dir(dir)?.collect::<Result<_, _>>()?;
    Ok(entries.iter().map(fs::DirEntry::path).filter(|path| path.is_file()).collect())
}
