//! What events say of days, kept as they say it: with its place in the order, when and by whom it was written down.

use super::column::{Views, device, from_column, order, record_id, to_column};
use super::register::Register;
use crate::db::error::StoreError;
use crate::db::sql_int::unsigned;
use domain::record::{Order, RecordId};
use domain::time::BeijingDay;
use journal::{Event, WallTime};
use rusqlite::{ToSql, Transaction};
use std::ops::RangeInclusive;

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    /// Its place in the one order; `order.id` is the event itself.
    pub order: Order,
    pub body: T,
    /// When it was written down, by the writing PC's clock.
    pub wall: WallTime,
    /// Who wrote it down.
    pub actor: Option<RecordId>,
}

/// The last day there can be.
const LAST: BeijingDay = BeijingDay(u32::MAX);

/// All days from one on.
pub(super) fn from(day: BeijingDay) -> RangeInclusive<BeijingDay> {
    day..=LAST
}

/// Puts what an event says into a register that holds a body, a time and an actor.
pub(super) fn put<T: minicbor::Encode<()>>(
    tx: &Transaction<'_>,
    register: &Register,
    event: &Event,
    keys: &[&dyn ToSql],
    body: &T,
) -> Result<(), StoreError> {
    let actor = event.actor.map(|actor| to_column(&record_id(actor)));
    register.put(tx, order(event), keys, &[&to_column(body), &event.wall.0, &actor])
}

type Columns = (i64, Vec<u8>, i64, Vec<u8>, i64, Option<Vec<u8>>);

impl Views<'_> {
    /// What such a register holds of days, by day and then in the one order.
    pub(super) fn written<T: for<'b> minicbor::Decode<'b, ()>>(
        &self,
        register: &Register,
        days: RangeInclusive<BeijingDay>,
    ) -> Result<Vec<Written<T>>, StoreError> {
        let sql = format!(
            "SELECT lamport, device, seq, body, wall, actor FROM {} WHERE day BETWEEN ?1 AND ?2
             ORDER BY day, lamport, device, seq",
            register.table
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([days.start().0, days.end().0], |row| -> rusqlite::Result<Columns> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })?;
        rows.map(|row| {
            let (lamport, by, seq, body, wall, actor) = row?;
            let id = RecordId { device: device(&by)?, seq: unsigned(seq)? };
            Ok(Written {
                order: Order { lamport: unsigned(lamport)?, id },
                body: from_column(&body)?,
                wall: WallTime(wall),
                actor: actor.map(|actor| from_column(&actor)).transpose()?,
            })
        })
        .collect()
    }
}
