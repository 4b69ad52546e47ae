//! Folding all views anew, and with them what is parked: both are made of the journal and nothing else.

use super::error::StoreError;
use super::sql_int::to_sql;
use crate::journal::{journal_table, parked};
use crate::views;
use journal::Lamport;
use rusqlite::Transaction;

/// Throws the views away and folds every event anew. Gives how far Lamport numbers count, which is counted anew as well: a
/// journal that a leap had poisoned goes on from there.
pub(crate) fn rebuild_views(tx: &Transaction<'_>) -> Result<Lamport, StoreError> {
    views::clear(tx)?;
    let counted = journal_table::counted(tx, Lamport(0))?;
    tx.execute("UPDATE meta SET lamport = ?1", [to_sql(counted.0)])?;
    parked::park_leaps(tx, counted)?;
    let mut rebuild = views::Rebuild::default();
    journal_table::each_in_order(tx, counted, |event| match rebuild.fold(tx, event)? {
        Some(reason) => parked::park(tx, event.id(), reason),
        None => Ok(()),
    })?;
    Ok(counted)
}
