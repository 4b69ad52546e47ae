//! What the central server offers, until the hall takes it into use.

use super::column::Views;
use super::hall;
use crate::db::error::StoreError;
use crate::db::sql_int::to_sql;
use domain::event::{ReferenceKind, ReferenceOffered};
use domain::record::Order;
use domain::time::BeijingDay;
use rusqlite::{Transaction, params};

/// A version on offer; its bytes may not be here yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferRow {
    /// First day on which it is in effect.
    pub from: BeijingDay,
    pub hash: [u8; 32],
}

/// Of two offers for one day the last in the order stands.
pub(super) fn fold_offered(tx: &Transaction<'_>, order: Order, body: &ReferenceOffered) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO reference_offer (kind, day, lamport, device, seq, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (kind, day) DO UPDATE SET
             lamport = excluded.lamport, device = excluded.device, seq = excluded.seq, hash = excluded.hash
         WHERE (excluded.lamport, excluded.device, excluded.seq)
             > (reference_offer.lamport, reference_offer.device, reference_offer.seq)",
    )?
    .execute(params![
        hall::number(body.kind),
        body.from.0,
        to_sql(order.lamport),
        order.id.device.as_slice(),
        to_sql(order.id.seq),
        body.hash.as_slice()
    ])?;
    Ok(())
}

impl Views<'_> {
    /// Versions of a kind on offer, by the day from which they are in effect.
    pub fn reference_offers(&self, kind: ReferenceKind) -> Result<Vec<OfferRow>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT day, hash FROM reference_offer WHERE kind = ?1 ORDER BY day")?;
        let rows = statement
            .query_map([hall::number(kind)], |row| Ok(OfferRow { from: BeijingDay(row.get(0)?), hash: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
