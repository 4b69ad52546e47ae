//! Sealed values: kept, compared and handed on, never opened.

use super::demand::{Demand, is_held};
use super::{Storage, check, from_sql, to_sql};
use crate::error::CentralError;
use journal::{Bucket, DeviceId, EventId, Hash, Seq, VALUE_FRAME_BYTES};
use rusqlite::{Connection, Row, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};
use sync::{AskSealed, BUCKET_BYTES, Erased, Sealed, SealedRow, Site, VALUES_BYTES, ValueBucket};

/// A value is taken under an event that is here, and one that is sealed anew replaces the one before: which of two is right,
/// only a hall can tell. An erasure is taken where an event demands it, and then the value never comes back; one that was
/// taken on less, once, does. Whatever is not taken is left out: the digests tell, and the hall sends it again when there is
/// reason to.
pub(super) fn take(
    tx: &Transaction<'_>,
    site: Site,
    rows: &[SealedRow],
    erased: &[Erased],
) -> Result<(), CentralError> {
    if rows.is_empty() && erased.is_empty() {
        return Ok(());
    }
    let mut position: i64 = tx.query_row("SELECT sealed_position FROM server", [], |row| row.get(0))?;
    let mut buckets = BTreeSet::new();
    let taken = fitting(tx, site, rows, erased)?;
    let mut put = tx.prepare_cached(
        "INSERT INTO sealed (hall, device, seq, field, suite, sealed, position, source)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (hall, device, seq, field) DO UPDATE SET
             suite = excluded.suite, sealed = excluded.sealed, position = excluded.position, source = excluded.source
         WHERE (sealed.suite, sealed.sealed) IS NOT (excluded.suite, excluded.sealed)",
    )?;
    for (subject, field, suite, sealed) in taken {
        position += 1;
        let (device, seq, source) = (subject.device.0, to_sql(subject.seq.0), site.device.0);
        put.execute(params![site.hall, device, seq, field, suite, sealed, position, source])?;
        buckets.insert(Bucket::of(subject));
    }
    for bucket in buckets {
        let (device, number) = (bucket.device.0, to_sql(bucket.number));
        match check::reckon(tx, site.hall, bucket)? {
            Some(digest) => tx
                .prepare_cached(
                    "INSERT OR REPLACE INTO sealed_bucket (hall, device, bucket, digest) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![site.hall, device, number, digest.0])?,
            None => tx
                .prepare_cached("DELETE FROM sealed_bucket WHERE hall = ?1 AND device = ?2 AND bucket = ?3")?
                .execute(params![site.hall, device, number])?,
        };
    }
    tx.execute("UPDATE server SET sealed_position = ?1", [position])?;
    tx.prepare_cached(
        "INSERT INTO head (hall, source, position, sealed) VALUES (?1, ?2, 0, ?3)
         ON CONFLICT (hall, source) DO UPDATE SET sealed = excluded.sealed",
    )?
    .execute(params![site.hall, site.device.0, position])?;
    Ok(())
}

/// A row, or an erasure, which has no bytes.
type Place<'r> = (EventId, u16, u8, Option<&'r [u8]>);

/// Rows and erasures that are taken.
fn fitting<'r>(
    tx: &Transaction<'_>,
    site: Site,
    rows: &'r [SealedRow],
    erased: &'r [Erased],
) -> Result<Vec<Place<'r>>, CentralError> {
    let mut taken = Vec::new();
    // Made for the first erasure: most pushes have none.
    let mut demand: Option<Demand<'_, '_>> = None;
    let mut is_demanded = |subject| -> Result<bool, CentralError> {
        let known = match demand.take() {
            Some(known) => known,
            None => Demand::new(tx, site.hall)?,
        };
        demand.insert(known).is_demanded(subject)
    };
    for row in rows {
        let is_gone = is_gone(tx, site, row)?;
        if is_held(tx, site.hall, row.subject)? && !(is_gone && is_demanded(row.subject)?) {
            taken.push((row.subject, row.field, row.suite, Some(row.sealed.as_slice())));
        }
    }
    for gone in erased {
        if is_demanded(gone.subject)? {
            taken.push((gone.subject, gone.field, 0, None));
        }
    }
    let left_out = rows.len() + erased.len() - taken.len();
    if left_out > 0 {
        tracing::warn!(hall = site.hall, device = %site.device, left_out, "values or erasures without their event");
    }
    Ok(taken)
}

fn is_gone(tx: &Transaction<'_>, site: Site, row: &SealedRow) -> Result<bool, CentralError> {
    let mut statement = tx.prepare_cached(
        "SELECT 1 FROM sealed WHERE hall = ?1 AND device = ?2 AND seq = ?3 AND field = ?4 AND sealed IS NULL",
    )?;
    Ok(statement.exists(params![site.hall, row.subject.device.0, to_sql(row.subject.seq.0), row.field])?)
}

/// Digests of the values as the file says now.
pub(super) fn buckets(connection: &Connection, hall: u32) -> Result<Vec<ValueBucket>, CentralError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT device, (seq - 1) / 1024 FROM sealed WHERE hall = ?1 AND sealed IS NOT NULL ORDER BY 1, 2",
    )?;
    let rows = statement.query_map([hall], |row| {
        let (device, number): ([u8; 8], i64) = (row.get(0)?, row.get(1)?);
        Ok(Bucket { device: DeviceId(device), number: from_sql(number) })
    })?;
    let mut buckets = Vec::new();
    for bucket in rows.collect::<Result<Vec<_>, _>>()? {
        let digest = check::reckon(connection, hall, bucket)?;
        buckets.extend(digest.map(|digest| ValueBucket { device: bucket.device, number: bucket.number, digest }));
    }
    Ok(buckets)
}

/// A value or its erasure, with its position.
enum Found {
    Value(SealedRow),
    Gone(Erased),
}

/// Columns device, seq, field, suite, sealed.
fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    let subject = EventId { device: DeviceId(row.get(0)?), seq: Seq(from_sql(row.get(1)?)) };
    let field = row.get(2)?;
    Ok(match row.get::<_, Option<Vec<u8>>>(4)? {
        Some(sealed) => Found::Value(SealedRow { subject, field, suite: row.get(3)?, sealed }),
        None => Found::Gone(Erased { subject, field }),
    })
}

fn add(sealed: &mut Sealed, found: Found) {
    match found {
        Found::Value(row) => sealed.rows.push(row),
        Found::Gone(gone) => sealed.erased.push(gone),
    }
}

impl Storage {
    /// What others sent after a position.
    pub(super) fn values_after(&self, site: Site, after: u64, count: u32) -> Result<Sealed, CentralError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT device, seq, field, suite, sealed, position FROM sealed
                 WHERE hall = ?1 AND position > ?2 AND source <> ?3 ORDER BY position LIMIT ?4",
            )?;
            let mut rows = statement.query(params![site.hall, to_sql(after), site.device.0, count])?;
            let mut sealed = Sealed { position: after, ..Sealed::default() };
            let (mut read, mut size) = (0, 0);
            while let Some(row) = rows.next()? {
                size += length(row)?;
                if size > VALUES_BYTES && read > 0 {
                    return Ok(sealed);
                }
                read += 1;
                sealed.position = from_sql(row.get(5)?);
                add(&mut sealed, found(row)?);
            }
            if read < count {
                sealed.position = sealed.position.max(super::hand_down::heads(tx, site)?.1);
            }
            Ok(sealed)
        })
    }

    /// Buckets that differ from those of the other side, whole; of one that is too large, as much as goes into an answer.
    pub(super) fn values_differing(&self, site: Site, ask: &AskSealed, count: u32) -> Result<Sealed, CentralError> {
        let theirs = ask.buckets.as_deref().unwrap_or_default();
        // A bucket of which the rest is wanted is asked for again.
        let is_done = |bucket: (DeviceId, u64)| {
            ask.after.is_some_and(|after| bucket < after || (bucket == after && ask.from.is_none()))
        };
        self.read(|tx| {
            let mut digests: BTreeMap<Bucket, [Option<Hash>; 2]> = BTreeMap::new();
            for (side, list) in [(0, buckets(tx, site.hall)?.as_slice()), (1, theirs)] {
                for bucket in list {
                    digests.entry(bucket.bucket()).or_default()[side] = Some(bucket.digest);
                }
            }
            let (mut sealed, mut size) = (Sealed::default(), 0);
            for (bucket, [ours, theirs]) in digests {
                let name = (bucket.device, bucket.number);
                if ours == theirs || is_done(name) {
                    continue;
                }
                if sealed.rows.len() + sealed.erased.len() >= count as usize || size >= VALUES_BYTES {
                    sealed.more = true;
                    break;
                }
                sealed.buckets.push(name);
                let from = ask.from.filter(|_| ask.after == Some(name));
                size += rest_of_bucket(tx, site.hall, bucket, from, &mut sealed)?;
                if sealed.until.is_some() {
                    sealed.more = true;
                    break;
                }
            }
            Ok(sealed)
        })
    }
}

/// Adds the rows of a bucket behind one of them; gives their bytes. At [`BUCKET_BYTES`] it ends, and says where.
fn rest_of_bucket(
    connection: &Connection,
    hall: u32,
    bucket: Bucket,
    from: Option<(u64, u16)>,
    sealed: &mut Sealed,
) -> Result<usize, CentralError> {
    let mut statement = connection.prepare_cached(
        "SELECT device, seq, field, suite, sealed FROM sealed
         WHERE hall = ?1 AND device = ?2 AND seq BETWEEN ?3 AND ?4 AND (seq, field) > (?5, ?6) ORDER BY seq, field",
    )?;
    let (first, last) = (to_sql(bucket.first().0), to_sql(bucket.last().0));
    let (seq, field) = from.unwrap_or_default();
    let mut rows = statement.query(params![hall, bucket.device.0, first, last, to_sql(seq), field])?;
    let (mut size, mut told) = (0, None);
    while let Some(row) = rows.next()? {
        let larger = size + length(row)?;
        if larger > BUCKET_BYTES && told.is_some() {
            sealed.until = told;
            break;
        }
        size = larger;
        told = Some((from_sql(row.get(1)?), row.get(2)?));
        add(sealed, found(row)?);
    }
    Ok(size)
}

/// Values that are alive, of others, for a part of a snapshot: what died costs nothing. At most so many with about so
/// many bytes, one at least; with the position up to which they are all.
pub(super) fn alive(
    connection: &Connection,
    site: Site,
    after: u64,
    until: u64,
    (count, bytes): (u32, usize),
) -> Result<(Sealed, u64), CentralError> {
    let mut statement = connection.prepare_cached(
        "SELECT device, seq, field, suite, sealed, position FROM sealed
         WHERE hall = ?1 AND position > ?2 AND position <= ?3 AND source <> ?4 AND sealed IS NOT NULL
         ORDER BY position LIMIT ?5",
    )?;
    let mut rows = statement.query(params![site.hall, to_sql(after), to_sql(until), site.device.0, count])?;
    let (mut sealed, mut size) = (Sealed { position: after, ..Sealed::default() }, 0);
    while let Some(row) = rows.next()? {
        size += length(row)?;
        if size > bytes && !sealed.rows.is_empty() {
            let last = sealed.position;
            return Ok((sealed, last));
        }
        sealed.position = from_sql(row.get(5)?);
        add(&mut sealed, found(row)?);
    }
    let last = if sealed.rows.len() < count as usize { until } else { sealed.position };
    Ok((sealed, last))
}

/// Bytes of a value or an erasure in a message, about.
fn length(row: &Row<'_>) -> Result<usize, CentralError> {
    Ok(VALUE_FRAME_BYTES + row.get_ref(4)?.as_blob_or_null().map_err(rusqlite::Error::from)?.map_or(0, <[u8]>::len))
}
