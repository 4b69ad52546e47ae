//! Folding all views anew.

use super::error::StoreError;
use crate::journal::journal_table;
use crate::views;
use rusqlite::Transaction;

/// Throws the views away and folds every event anew.
pub(crate) fn rebuild_views(tx: &Transaction<'_>) -> Result<(), StoreError> {
    views::clear(tx)?;
    let mut rebuild = views::Rebuild::default();
    journal_table::each_in_order(tx, |event| rebuild.fold(tx, event))
}
