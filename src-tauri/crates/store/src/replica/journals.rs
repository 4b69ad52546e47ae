//! How far each journal is held, and journals as segments.

use crate::db::error::StoreError;
use crate::db::read_tx::ReadTx;
use crate::db::sql_int::{device, from_sql, hash, to_sql};
use journal::{Chain, DeviceId, EventId, Hash, SEGMENT_EVENTS_MAX, Segment, Seq, Suite, genesis};
use rusqlite::{Connection, OptionalExtension, params};

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

fn bytes_of(connection: &Connection, device: DeviceId, first: u64, count: u64) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT bytes FROM journal WHERE device = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq")?;
    let rows = statement.query_map(params![device.0, to_sql(first), to_sql(first + count)], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
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
    let mut best = None;
    while let Some(row) = rows.next()? {
        let (last, signed_from) = (from_sql(row.get(0)?)?, from_sql(row.get(1)?)?);
        // One that begins before `start` needs the events from there.
        if best.is_none() || last - start.min(signed_from) < SEGMENT_EVENTS_MAX as u64 {
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

    /// Encoded events of a journal that follow `after`, at most so many.
    pub fn events_after(&self, after: &Chain, count: usize) -> Result<Vec<Vec<u8>>, StoreError> {
        bytes_of(&self.tx, after.device(), after.next().0, count as u64)
    }

    /// Segments of another device's journal that follow `after`, about so many events, with the signatures they came
    /// with. The first may begin earlier: a signature is over a whole part.
    pub fn segments_after(&self, after: &Chain, count: usize) -> Result<Vec<Segment>, StoreError> {
        let (device, mut start) = (after.device(), after.next().0);
        let (mut segments, mut events) = (Vec::new(), 0);
        while events < count {
            let Some(seal) = seal_from(&self.tx, device, start)? else { break };
            let first = start.min(seal.signed_from);
            let previous = match first {
                1 => genesis(device),
                _ => hash_at(&self.tx, EventId { device, seq: Seq(first - 1) })?
                    .ok_or_else(|| StoreError::Damaged(format!("event {} of {device} is gone", first - 1)))?,
            };
            let bytes = bytes_of(&self.tx, device, first, seal.last + 1 - first)?;
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
