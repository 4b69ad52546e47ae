//! What the central server offers, until the hall takes it into use.

use super::column::Views;
use super::register;
use crate::db::error::StoreError;
use domain::event::{ReferenceKind, ReferenceOffered};
use domain::record::Order;
use domain::time::BeijingDay;
use rusqlite::{ToSql, Transaction};

/// A version on offer; its bytes may not be here yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferRow {
    /// First day on which it is in effect.
    pub from: BeijingDay,
    pub hash: [u8; 32],
}

pub(super) fn fold_offered(tx: &Transaction<'_>, order: Order, body: &ReferenceOffered) -> Result<(), StoreError> {
    let keys: [&dyn ToSql; 2] = [&body.kind.number(), &body.from.0];
    register::OFFER.put(tx, order, &keys, &[&body.hash.as_slice()])
}

impl Views<'_> {
    /// Versions of a kind on offer, by the day from which they are in effect.
    pub fn reference_offers(&self, kind: ReferenceKind) -> Result<Vec<OfferRow>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT day, hash FROM reference_offer WHERE kind = ?1 ORDER BY day")?;
        let rows = statement
            .query_map([kind.number()], |row| Ok(OfferRow { from: BeijingDay(row.get(0)?), hash: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
