//! Taking rows out of one database, open or being opened.

use super::due_table::{self, DueBy};
use super::ledger;
use crate::db::connection;
use crate::db::error::StoreError;
use crate::vault::vault_table;
use journal::EventId;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeSet;
use std::path::Path;

/// Takes what the ledger names out of a database that is being opened, and brings an erasing that was cut short to its
/// end.
pub(crate) fn enforce_on_opening(connection: &mut Connection, dir: &Path) -> Result<(), StoreError> {
    let subjects = ledger::read(dir)?;
    if subjects.is_empty() || (!remove_as_due(connection, &subjects)? && ledger::is_done(dir)?) {
        return Ok(());
    }
    let unfinished = ledger::unfinished(dir)?;
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    unfinished.iter().try_for_each(|subject| due_table::note(&tx, *subject, DueBy::Ledger))?;
    tx.commit()?;
    connection.execute_batch("VACUUM")?;
    connection::empty_wal(connection)?;
    Ok(ledger::note_done(dir)?)
}

/// Deletes the subjects' rows; says whether there were any.
pub(crate) fn remove(connection: &mut Connection, subjects: &BTreeSet<EventId>) -> Result<bool, StoreError> {
    change(connection, subjects, vault_table::holds, |tx, subject| vault_table::erase(tx, subject).map(|_| ()))
}

/// The same in a database of this version that will be in use: perhaps no event of its journal says so yet.
pub(crate) fn remove_as_due(connection: &mut Connection, subjects: &BTreeSet<EventId>) -> Result<bool, StoreError> {
    change(connection, subjects, vault_table::holds, |tx, subject| {
        due_table::note(tx, subject, DueBy::Ledger)?;
        vault_table::erase(tx, subject).map(|_| ())
    })
}

/// Makes a change to all subjects for which it is due; says whether there were any. A database without them is not
/// written.
pub(super) fn change(
    connection: &mut Connection,
    subjects: &BTreeSet<EventId>,
    is_due: fn(&Connection, EventId) -> Result<bool, StoreError>,
    make: impl Fn(&Connection, EventId) -> Result<(), StoreError>,
) -> Result<bool, StoreError> {
    let mut due = Vec::new();
    for subject in subjects {
        if is_due(connection, *subject)? {
            due.push(*subject);
        }
    }
    if due.is_empty() {
        return Ok(false);
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    due.iter().try_for_each(|subject| make(&tx, *subject))?;
    tx.commit()?;
    Ok(true)
}
