//! Erasing that reaches every file of this PC (invariant A9): the database, its WAL, the backups in every folder, and
//! what restores have put aside.
//!
//! In this order: the subjects are noted in the ledger, durably; one transaction takes the values out of the database
//! and puts the caller's event on record; the database is written anew, so that no page keeps a copy, and the WAL is
//! emptied; every other file is cleaned in place. Wherever that is cut short, the ledger brings it to its end: at the
//! next opening, at the next restore, or by [`Store::enforce_erasures`].
//!
//! Deliberately not here: who may erase, and the event that says so (`hall`).

use super::remove::{change, remove};
use super::{ledger, scrub};
use crate::copies::{backup, files, layout};
use crate::db::connection;
use crate::db::error::StoreError;
use crate::db::store::Store;
use crate::db::write_tx::WriteTx;
use crate::db::writer::Left;
use crate::vault::vault_table;
use journal::EventId;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// An erasure that has been done here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased<T> {
    /// What the closure answered.
    pub value: T,
    /// Files and folders that still hold the values, or may: a folder that is not there, a damaged file, a WAL that
    /// somebody reads. They are reached by [`Store::enforce_erasures`], if they ever can be; the WAL by itself, soon.
    pub unreached: Vec<PathBuf>,
}

impl Store {
    /// Erases every personal value set under these events, from every file of this PC and from the further folders of
    /// backups. `f` runs in the same transaction, to put on record that and by whom; if it refuses, nothing is erased.
    ///
    /// # Errors
    /// The closure's own, or the store's; nothing is erased then. A file that cannot be reached is no error but in
    /// [`Erased::unreached`].
    pub fn erase<T, E>(
        &self,
        subjects: Vec<EventId>,
        also: &[PathBuf],
        f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Erased<T>, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        // A backup being made may hold what is erased now: it ends first, and is cleaned with the others.
        let _one = self.alone_with_backups();
        let noted: BTreeSet<EventId> = subjects.iter().copied().collect();
        let (value, left) = self.noted(&noted, || self.writer().erase(f, subjects))?;
        let mut unreached = self.unreached(left);
        unreached.extend(self.clean_all(also, &noted));
        Ok(Erased { value, unreached })
    }

    /// [`Store::erase`] for one lot of many: the rows are gone and on record when this returns, one short write. Pages, WAL
    /// and every other file are cleaned once, by [`Store::enforce_erasures`] after the last lot.
    ///
    /// # Errors
    /// As there.
    pub fn erase_lot<T, E>(
        &self,
        subjects: Vec<EventId>,
        f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let _one = self.alone_with_backups();
        let noted: BTreeSet<EventId> = subjects.iter().copied().collect();
        self.noted(&noted, || {
            self.write(move |tx: &mut WriteTx<'_>| {
                let value = f(tx)?;
                subjects.iter().try_for_each(|subject| tx.vault_erase(*subject))?;
                Ok::<_, E>(value)
            })
        })
    }

    /// Erases with the subjects noted in the ledger first, and taken off it where that is refused.
    fn noted<T, E: From<StoreError>>(
        &self,
        subjects: &BTreeSet<EventId>,
        erase: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let length = ledger::add(self.dir(), subjects).map_err(StoreError::from)?;
        erase().inspect_err(|_| {
            if let Err(error) = ledger::withdraw(self.dir(), length) {
                tracing::error!(%error, "an erasure that was refused cannot be taken off the ledger");
            }
        })
    }

    /// Takes whatever the ledger names out of every backup and every database put aside, for folders and files that were
    /// out of reach when it was erased. Quick when there is nothing to do. Answers what is still out of reach.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn enforce_erasures(&self, also: &[PathBuf]) -> Result<Vec<PathBuf>, StoreError> {
        let _one = self.alone_with_backups();
        let subjects = ledger::read(self.dir())?;
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        let mut unreached = Vec::new();
        if !ledger::is_done(self.dir())? {
            unreached.extend(self.unreached(self.writer().write_anew()?));
        }
        unreached.extend(self.clean_all(also, &subjects));
        Ok(unreached)
    }

    /// Cleans every file but the database itself. Answers those that could not be cleaned.
    pub(super) fn clean_all(&self, also: &[PathBuf], subjects: &BTreeSet<EventId>) -> Vec<PathBuf> {
        let (dir, own) = (self.dir(), layout::backups(self.dir()));
        let mut unreached = clean_folder(dir, layout::is_database_aside, clean_database_aside, subjects, true);
        if own.is_dir() {
            unreached.extend(clean_backups(&own, subjects, true));
        }
        for chosen in also {
            match self.second_places(chosen) {
                Ok(places) if chosen.is_dir() => {
                    unreached.extend(places.iter().flat_map(|(dir, is_own)| clean_backups(dir, subjects, *is_own)));
                }
                _ => unreached.push(chosen.clone()),
            }
        }
        unreached
    }

    /// Which of the open database's own files still hold erased values; if none, the ledger says so.
    pub(super) fn unreached(&self, left: Left) -> Vec<PathBuf> {
        let database = layout::database(self.dir());
        let Left { in_pages, in_wal } = left;
        if !in_pages
            && !in_wal
            && let Err(error) = ledger::note_done(self.dir())
        {
            // The next start writes the database anew once more.
            tracing::warn!(%error, "the ledger cannot be written");
        }
        let wal = in_wal.then(|| layout::wal(&database));
        in_pages.then_some(database).into_iter().chain(wal).collect()
    }
}

/// The ledger there comes first: a backup that is carried away from now on takes it along.
fn clean_backups(folder: &Path, subjects: &BTreeSet<EventId>, is_own: bool) -> Vec<PathBuf> {
    if let Err(error) = ledger::add(folder, subjects) {
        tracing::warn!(%error, folder = %folder.display(), "an erasure cannot be noted beside the backups");
        return vec![folder.to_owned()];
    }
    clean_folder(folder, backup::is_name, clean_backup, subjects, is_own)
}

/// What was left half made goes too, in folders that are this installation's own: in any other somebody may be making it.
fn clean_folder(
    folder: &Path,
    is_ours: fn(&str) -> bool,
    clean: fn(&Path, &BTreeSet<EventId>) -> Result<(), StoreError>,
    subjects: &BTreeSet<EventId>,
    is_own: bool,
) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return vec![folder.to_owned()] };
    let mut unreached = Vec::new();
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str() else { continue };
        let cleaned = if is_own && layout::is_unfinished_database(name) {
            // Whoever was making it has the folder alone, as we have now; so it was cut short.
            files::remove_if_there(&path).map_err(StoreError::from)
        } else if is_ours(name) {
            clean(&path, subjects)
        } else {
            Ok(())
        };
        if let Err(error) = cleaned {
            tracing::warn!(%error, file = %path.display(), "erased values may still be in this file");
            unreached.push(path);
        }
    }
    unreached
}

/// A backup has no copies of rows on its pages, from its making; so it is enough to overwrite the rows.
fn clean_backup(file: &Path, subjects: &BTreeSet<EventId>) -> Result<(), StoreError> {
    let mut connection = connection::open_alone(file)?;
    change(&mut connection, subjects, vault_table::is_legible, vault_table::overwrite)?;
    connection.close().map_err(|(_, error)| error.into())
}

fn clean_database_aside(file: &Path, subjects: &BTreeSet<EventId>) -> Result<(), StoreError> {
    let mut connection = connection::open_alone(file)?;
    remove(&mut connection, subjects)?;
    connection.close().map_err(|(_, error)| StoreError::from(error))?;
    scrub::scrub(file)?;
    Ok(())
}
