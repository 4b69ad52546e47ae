//! How far each journal is held, and journals as segments.

use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::{device, from_sql, hash, to_sql};
use journal::{Chain, DeviceId, EventId, Hash, SEGMENT_BYTES_MAX, SEGMENT_EVENTS_MAX, Segment, Seq, Suite, genesis};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Ends of all journals, in the order of devices. Two look-ups for each, whatever their length.
pub(crate) fn ends(connection: &Connection) -> Result<Vec<Chain>, StoreError> {
    let mut next = connection.prepare_cached("SELECT device FROM journal WHERE device > ?1 ORDER BY device LIMIT 1")?;
    let (mut after, mut ends) = (Vec::new(), Vec::new());
    while let Some(found) = next.query_row([&after], |row| row.get::<_, Vec<u8>>(0)).optional()? {
        ends.push(end(connection, device(found.clone())?)?);
        after = found;
    }
    Ok(ends)
}

/// End of one journal; its beginning when nothing of it is held.
pub(crate) fn end(connection: &Connection, device: DeviceId) -> Result<Chain, StoreError> {
    let found: Option<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT seq, hash FROM journal WHERE device = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([device.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((seq, head)) = found else { return Ok(Chain::begin(device)) };
    Ok(Chain::resume(device, Seq(from_sql(seq)?).next(), hash(head)?))
}

pub(crate) fn hash_at(connection: &Connection, event: EventId) -> Result<Option<Hash>, StoreError> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT hash FROM journal WHERE device = ?1 AND seq = ?2")?
        .query_row(params![event.device.0, to_sql(event.seq.0)], |row| row.get(0))
        .optional()?;
    found.map(hash).transpose()
}

/// At most so many, with at most so many bytes if that is more than one.
fn bytes_of(
    connection: &Connection,
    device: DeviceId,
    first: u64,
    count: u64,
    most: usize,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT bytes FROM journal WHERE device = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq")?;
    let mut rows = statement.query(params![device.0, to_sql(first), to_sql(first.saturating_add(count))])?;
    let (mut events, mut size) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(0)?;
        size += bytes.len();
        if size > most && !events.is_empty() {
            break;
        }
        events.push(bytes);
    }
    Ok(events)
}

/// The number after the last event that fits into one segment from `start` on.
fn reach(connection: &Connection, device: DeviceId, start: u64) -> Result<u64, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT bytes FROM journal WHERE device = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq")?;
    let (mut end, mut size) = (start, 0);
    let mut rows = statement.query(params![device.0, to_sql(start), to_sql(start + SEGMENT_EVENTS_MAX as u64)])?;
    while let Some(row) = rows.next()? {
        size += row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?.len();
        if size > SEGMENT_BYTES_MAX {
            break;
        }
        end += 1;
    }
    Ok(end)
}

/// Where a kept signature is.
struct Seal {
    last: u64,
    signed_from: u64,
    suite: u8,
    signature: Vec<u8>,
    signer: DeviceId,
}

/// The kept signature that covers as much as fits into one segment from `start` on.
fn seal_from(connection: &Connection, device: DeviceId, start: u64) -> Result<Option<Seal>, StoreError> {
    let longest = start + SEGMENT_EVENTS_MAX as u64;
    let mut statement = connection.prepare_cached(
        "SELECT last, signed_from, suite, signature, signer FROM segment_seal WHERE device = ?1 AND last >= ?2 AND last < ?3
         ORDER BY last",
    )?;
    let mut rows = statement.query(params![device.0, to_sql(start), to_sql(longest)])?;
    let (mut best, mut reached) = (None, BTreeMap::new());
    while let Some(row) = rows.next()? {
        let (last, signed_from) = (from_sql(row.get(0)?)?, from_sql(row.get(1)?)?);
        // One that begins before `start` needs the events from there.
        let first = start.min(signed_from);
        let fits = |reached: &mut BTreeMap<u64, u64>| -> Result<bool, StoreError> {
            if let Entry::Vacant(place) = reached.entry(first) {
                place.insert(reach(connection, device, first)?);
            }
            Ok(reached.get(&first).is_some_and(|end| last < *end))
        };
        if best.is_none() || fits(&mut reached)? {
            let signer = row.get::<_, Option<Vec<u8>>>(4)?.map(crate::db::sql_int::device).transpose()?;
            let signer = signer.unwrap_or(device);
            best = Some(Seal { last, signed_from, suite: row.get(2)?, signature: row.get(3)?, signer });
        }
    }
    Ok(best)
}

impl ReadTx<'_> {
    /// Ends of all journals held, in the order of devices.
    ///
    /// # Errors
    /// What the disk says, as for every read here.
    pub fn journal_ends(&self) -> Result<Vec<Chain>, StoreError> {
        ends(&self.tx)
    }

    /// The chain's hash at an event that is held.
    pub fn hash_at(&self, event: EventId) -> Result<Option<Hash>, StoreError> {
        hash_at(&self.tx, event)
    }

    /// Encoded events of a journal that follow `after`, at most so many, with at most so many bytes if that is more than one.
    pub fn events_after(&self, after: &Chain, count: usize, bytes: usize) -> Result<Vec<Vec<u8>>, StoreError> {
        bytes_of(&self.tx, after.device(), after.next().0, count as u64, bytes)
    }

    /// Segments of another device's journal that follow `after`, about so many events, with at most so many bytes if that is
    /// more than one segment, with the signatures they came with. The first may begin earlier: a signature is over a whole
    /// part.
    pub fn segments_after(&self, after: &Chain, count: usize, most: usize) -> Result<Vec<Segment>, StoreError> {
        let (device, mut start) = (after.device(), after.next().0);
        let (mut segments, mut events, mut size) = (Vec::new(), 0, 0);
        while events < count {
            let Some(seal) = seal_from(&self.tx, device, start)? else { break };
            let first = start.min(seal.signed_from);
            let previous = match first {
                1 => genesis(device),
                _ => hash_at(&self.tx, EventId { device, seq: Seq(first - 1) })?
                    .ok_or_else(|| StoreError::Damaged(format!("event {} of {device} is gone", first - 1)))?,
            };
            let bytes = bytes_of(&self.tx, device, first, seal.last + 1 - first, usize::MAX)?;
            size += bytes.iter().map(Vec::len).sum::<usize>();
            if size > most && !segments.is_empty() {
                break;
            }
            events += bytes.len();
            segments.push(Segment {
                suite: Suite(seal.suite),
                device,
                first: Seq(first),
                previous,
                events: bytes,
                signature: seal.signature,
                signed_from: Seq(seal.signed_from),
                signer: seal.signer,
            });
            start = seal.last + 1;
        }
        Ok(segments)
    }
}

impl crate::db::write_tx::WriteTx<'_> {
    /// Ends of all journals held, in the order of devices.
    ///
    /// # Errors
    /// What the disk says.
    pub fn journal_ends(&self) -> Result<Vec<Chain>, StoreError> {
        ends(&self.tx)
    }
}
