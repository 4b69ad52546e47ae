//! What this installation knows about itself.

use crate::db::error::StoreError;
use crate::db::sql_int::{device, from_sql, hash, to_sql};
use journal::{Chain, DeviceId, Lamport, Seq, WallTime, genesis};
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = include_str!("meta.sql");

/// The one row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meta {
    /// Highest Lamport number that counts. What a program before this one kept here may be a leap; the next refolding counts
    /// anew.
    pub(crate) lamport: Lamport,
    /// Commits so far.
    pub(crate) revision: u64,
    /// End of this device's journal.
    pub(crate) chain: Chain,
}

pub(crate) fn begin(connection: &Connection, device: DeviceId, made: WallTime) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO meta (one, device, made_ms, lamport, revision, head_seq, head_hash) VALUES (1, ?1, ?2, 0, 0, 0, ?3)",
        params![device.0, made.0, genesis(device).0],
    )?;
    Ok(())
}

/// Goes on under a new name, with an empty journal. What has been seen of others' numbers stays seen.
pub(crate) fn begin_anew(connection: &Connection, device: DeviceId) -> Result<(), StoreError> {
    connection
        .execute("UPDATE meta SET device = ?1, head_seq = 0, head_hash = ?2", params![device.0, genesis(device).0])?;
    Ok(())
}

pub(crate) fn read(connection: &Connection) -> Result<Meta, StoreError> {
    let mut statement = connection.prepare_cached("SELECT device, lamport, revision, head_seq, head_hash FROM meta")?;
    let mut rows = statement.query([])?;
    let row = rows.next()?.ok_or_else(|| StoreError::Damaged("the table meta is empty".to_owned()))?;
    let head = Seq(from_sql(row.get(3)?)?);
    Ok(Meta {
        lamport: Lamport(from_sql(row.get(1)?)?),
        revision: from_sql(row.get(2)?)?,
        chain: Chain::resume(device(row.get(0)?)?, head.next(), hash(row.get(4)?)?),
    })
}

pub(crate) fn write(connection: &Connection, meta: &Meta) -> Result<(), StoreError> {
    connection.prepare_cached("UPDATE meta SET lamport = ?1, revision = ?2, head_seq = ?3, head_hash = ?4")?.execute(
        params![to_sql(meta.lamport.0), to_sql(meta.revision), to_sql(meta.chain.events()), meta.chain.hash().0],
    )?;
    Ok(())
}
