//! Digests of sealed values by runs of events. Kept, and reckoned anew where something has changed.

use super::values::of_bucket;
use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::{device, from_sql, hash, to_sql};
use crate::db::write_tx::WriteTx;
use journal::{Bucket, Hash, ValuesDigest};
use rusqlite::{Connection, params};

fn reckon(connection: &Connection, bucket: Bucket) -> Result<Option<Hash>, StoreError> {
    let mut digest = ValuesDigest::default();
    for value in of_bucket(connection, bucket)? {
        digest.add(value.subject.seq, value.field.0, value.suite, &value.sealed);
    }
    Ok(digest.finish())
}

fn kept(connection: &Connection, sql: &str) -> Result<Vec<(Bucket, Option<Hash>)>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut buckets = Vec::new();
    while let Some(row) = rows.next()? {
        let bucket = Bucket { device: device(row.get(0)?)?, number: from_sql(row.get(1)?)? };
        buckets.push((bucket, row.get::<_, Option<Vec<u8>>>(2)?.map(hash).transpose()?));
    }
    Ok(buckets)
}

impl ReadTx<'_> {
    /// Digests of the sealed values, by bucket in their order; empty ones are left out.
    ///
    /// # Errors
    /// What the disk says.
    pub fn value_digests(&self) -> Result<Vec<(Bucket, Hash)>, StoreError> {
        let mut digests = Vec::new();
        for (bucket, digest) in
            kept(&self.tx, "SELECT device, bucket, digest FROM vault_bucket ORDER BY device, bucket")?
        {
            let digest = match digest {
                Some(digest) => Some(digest),
                None => reckon(&self.tx, bucket)?,
            };
            digests.extend(digest.map(|digest| (bucket, digest)));
        }
        Ok(digests)
    }
}

impl WriteTx<'_> {
    /// Reckons the digests anew where something has changed. Done with what is written for syncing anyway.
    pub(super) fn refresh_value_digests(&mut self) -> Result<(), StoreError> {
        let stale = kept(&self.tx, "SELECT device, bucket, digest FROM vault_bucket WHERE digest IS NULL")?;
        for (bucket, _) in stale {
            let key = params![bucket.device.0, to_sql(bucket.number)];
            match reckon(&self.tx, bucket)? {
                Some(digest) => self
                    .tx
                    .prepare_cached("UPDATE vault_bucket SET digest = ?3 WHERE device = ?1 AND bucket = ?2")?
                    .execute(params![bucket.device.0, to_sql(bucket.number), digest.0])?,
                None => self
                    .tx
                    .prepare_cached("DELETE FROM vault_bucket WHERE device = ?1 AND bucket = ?2")?
                    .execute(key)?,
            };
        }
        Ok(())
    }

    pub(super) fn forget_digest(&mut self, bucket: Bucket) -> Result<(), StoreError> {
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO vault_bucket (device, bucket, digest) VALUES (?1, ?2, NULL)")?
            .execute(params![bucket.device.0, to_sql(bucket.number)])?;
        Ok(())
    }
}
