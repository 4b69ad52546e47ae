//! Are the stored bytes still those that were taken in? Whatever somebody changes in the file, in any way, the next digest
//! tells: it is reckoned from the bytes unless the file is known to be as this process left it.
//!
//! "As this process left it": time of change, length and identity of database and WAL are those noted after the last own
//! commit. Otherwise, and at every start, and every hour, each hall is read through once before its next digest.

use super::{Storage, ends, from_sql, lock, to_sql, values};
use crate::error::CentralError;
use journal::{BUCKET_EVENTS, Bucket, Chain, DeviceId, Hash, Seq, ValuesDigest, values_digest};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use sync::EventBucket;

/// What the bytes of a hall say.
pub(super) struct Reckoned {
    pub(super) ends: Vec<Chain>,
    pub(super) values: Hash,
}

impl Storage {
    /// Ends and values of a hall as its bytes say now.
    pub(super) fn reckoned(&self, hall: u32) -> Result<Reckoned, CentralError> {
        self.file.look();
        if lock(&self.file.checked).halls.contains(&hall) {
            return self.read(|tx| Ok(Reckoned { ends: ends(tx, hall)?, values: kept_values(tx, hall)? }));
        }
        let ((told, found), times) = self.file.read_fresh(|tx| {
            let told = Reckoned { ends: ends(tx, hall)?, values: kept_values(tx, hall)? };
            Ok((told, Reckoned { ends: journals(tx, hall, |_| {})?, values: all_values(tx, hall)? }))
        })?;
        let whole = told.ends == found.ends && told.values == found.values;
        let mut checked = lock(&self.file.checked);
        if whole {
            // Only of the file that was read: somebody else may have changed it meanwhile.
            if checked.times == times {
                checked.halls.insert(hall);
            }
            checked.damaged.remove(&hall);
        } else if checked.damaged.insert(hall) {
            tracing::error!(hall, "the stored records of a hall are not those that were taken in");
        }
        Ok(found)
    }

    /// Whether a hall's bytes were found to be changed.
    pub(super) fn is_damaged(&self, hall: u32) -> bool {
        lock(&self.file.checked).damaged.contains(&hall)
    }

    /// Hashes at the ends of buckets and at the heads, of the bytes as they are.
    pub(super) fn reckoned_buckets(&self, hall: u32) -> Result<Vec<EventBucket>, CentralError> {
        let mut buckets = Vec::new();
        let bucket = |end: &Chain| EventBucket { device: end.device(), seq: Seq(end.events()), hash: end.hash() };
        let (found, _) = self.file.read_fresh(|tx| {
            journals(tx, hall, |end| {
                if end.events() % BUCKET_EVENTS == 0 {
                    buckets.push(bucket(end));
                }
            })
        })?;
        let heads = found.iter().filter(|end| end.events() % BUCKET_EVENTS != 0);
        buckets.extend(heads.map(bucket));
        buckets.sort_by_key(|bucket| (bucket.device, bucket.seq));
        Ok(buckets)
    }
}

/// Chains every stored event anew. Bytes that are no segment any more end their journal with a hash that is no event's.
fn journals(connection: &Connection, hall: u32, mut each: impl FnMut(&Chain)) -> Result<Vec<Chain>, CentralError> {
    let mut chains: BTreeMap<DeviceId, Chain> = BTreeMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT device, taken_from, last, packed, checksum FROM segment WHERE hall = ?1 OR hall = 0 ORDER BY position",
    )?;
    let mut rows = statement.query([hall])?;
    while let Some(row) = rows.next()? {
        let device = DeviceId(row.get(0)?);
        let (from, last) = (from_sql(row.get(1)?), from_sql(row.get(2)?));
        let packed = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
        let chain = chains.entry(device).or_insert(Chain::begin(device));
        let is_whole = row.get::<_, [u8; 32]>(4)? == <[u8; 32]>::from(Sha256::digest(packed));
        let unpacked = if is_whole { journal::unpack(packed).ok() } else { None };
        let events = unpacked.and_then(|mut segments| segments.pop()).map(|segment| {
            let before = usize::try_from(from.saturating_sub(segment.first.0)).unwrap_or(usize::MAX);
            (segment.events, before)
        });
        match events {
            Some((events, before)) if chain.next().0 == from => {
                for event in events.iter().skip(before) {
                    chain.append(event);
                    each(chain);
                }
            }
            _ => *chain = Chain::resume(device, Seq(last).next(), Hash([0; 32])),
        }
    }
    Ok(chains.into_values().collect())
}

fn kept_values(connection: &Connection, hall: u32) -> Result<Hash, CentralError> {
    let mut statement = connection
        .prepare_cached("SELECT device, bucket, digest FROM sealed_bucket WHERE hall = ?1 ORDER BY device, bucket")?;
    let rows = statement.query_map([hall], |row| {
        let (device, number, digest): ([u8; 8], i64, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((Bucket { device: DeviceId(device), number: from_sql(number) }, Hash(digest)))
    })?;
    Ok(values_digest(rows.collect::<Result<Vec<_>, _>>()?))
}

fn all_values(connection: &Connection, hall: u32) -> Result<Hash, CentralError> {
    let buckets = values::buckets(connection, hall)?;
    Ok(values_digest(buckets.iter().map(|bucket| (bucket.bucket(), bucket.digest))))
}

/// Digest of the values of one bucket.
pub(super) fn reckon(connection: &Connection, hall: u32, bucket: Bucket) -> Result<Option<Hash>, CentralError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, field, suite, sealed FROM sealed
         WHERE hall = ?1 AND device = ?2 AND seq BETWEEN ?3 AND ?4 AND sealed IS NOT NULL ORDER BY seq, field",
    )?;
    let (first, last) = (to_sql(bucket.first().0), to_sql(bucket.last().0));
    let mut rows = statement.query(params![hall, bucket.device.0, first, last])?;
    let mut digest = ValuesDigest::default();
    while let Some(row) = rows.next()? {
        let sealed = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
        digest.add(Seq(from_sql(row.get(0)?)), row.get(1)?, row.get(2)?, sealed);
    }
    Ok(digest.finish())
}
