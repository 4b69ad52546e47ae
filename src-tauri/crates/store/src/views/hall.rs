//! The hall, and which reference data it uses.

use super::column::{Views, device, from_column, to_column};
use super::register;
use crate::db::error::StoreError;
use crate::db::sql_int::unsigned;
use domain::event::{HallFounded, ReferenceAdopted, ReferenceKind};
use domain::record::{Order, RecordId};
use rusqlite::{OptionalExtension, Transaction};

/// The hall as it was founded.
pub type HallRow = HallFounded;

/// A version of reference data in use; its bytes are stored under the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceInUse {
    /// The event that took it into use.
    pub event: RecordId,
    pub hash: [u8; 32],
    pub shipped: bool,
}

pub(super) fn fold_founded(tx: &Transaction<'_>, order: Order, body: &HallFounded) -> Result<(), StoreError> {
    register::HALL.put(tx, order, &[&1], &[&to_column(body)])
}

pub(super) fn fold_reference(tx: &Transaction<'_>, order: Order, body: &ReferenceAdopted) -> Result<(), StoreError> {
    register::REFERENCE.put(tx, order, &[&body.kind.number()], &[&body.hash.as_slice(), &body.shipped])
}

impl Views<'_> {
    /// The hall, once it has been founded.
    pub fn hall(&self) -> Result<Option<HallRow>, StoreError> {
        let body: Option<Vec<u8>> =
            self.connection.prepare_cached("SELECT body FROM hall")?.query_row([], |row| row.get(0)).optional()?;
        body.map(|bytes| from_column(&bytes)).transpose()
    }

    /// The version of a kind of reference data in use.
    pub fn reference_in_use(&self, kind: ReferenceKind) -> Result<Option<ReferenceInUse>, StoreError> {
        let found: Option<(Vec<u8>, bool, Vec<u8>, i64)> = self
            .connection
            .prepare_cached("SELECT hash, shipped, device, seq FROM reference_in_use WHERE kind = ?1")?
            .query_row([kind.number()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        let Some((hash, shipped, author, seq)) = found else { return Ok(None) };
        let hash = <[u8; 32]>::try_from(hash).map_err(|_| StoreError::Damaged("reference hash".to_owned()))?;
        Ok(Some(ReferenceInUse { event: RecordId { device: device(&author)?, seq: unsigned(seq)? }, hash, shipped }))
    }
}
