//! Taking in what a hall sends: events, sealed values and erasures at once, or nothing of it.
//!
//! What can be done without the database is done before: other halls wait for it. Bookings are noted when somebody asks.

use super::counted::{count, park, understood};
use super::{Storage, end, to_sql, values};
use crate::clock;
use crate::error::CentralError;
use journal::{Chain, DeviceId, EventId, Fit, Lamport, Linked, ParkReason, Segment, fit};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use sync::{Accepted, Erased, Have, SealedRow, Site};

impl Storage {
    pub(super) fn take_in(
        &self,
        site: Site,
        segments: Vec<(Segment, Vec<Linked>)>,
        rows: Vec<SealedRow>,
        erased: Vec<Erased>,
    ) -> Result<Accepted, CentralError> {
        let segments = packed(segments)?;
        if !erased.is_empty() {
            // Where the events are that an erasure is told by: most of it before anybody waits for the database.
            self.note_new(site.hall)?;
        }
        self.write_together(move |tx| {
            let mut accepted = Accepted::default();
            let mut ends: BTreeMap<DeviceId, Chain> = BTreeMap::new();
            for segment in &segments {
                take_segment(tx, site, segment, &mut ends, &mut accepted)?;
            }
            values::take(tx, site, &rows, &erased)?;
            tx.prepare_cached("UPDATE device SET heard_ms = ?2 WHERE device = ?1")?
                .execute(params![site.device.0, clock::now_ms()])?;
            Ok(accepted)
        })
    }
}

/// A segment with what is kept of it.
pub(super) struct Packed {
    segment: Segment,
    events: Vec<Linked>,
    bytes: Vec<u8>,
    checksum: [u8; 32],
    /// Of each event why it cannot be understood, if it cannot.
    parked: Vec<Option<ParkReason>>,
}

pub(super) fn packed(segments: Vec<(Segment, Vec<Linked>)>) -> Result<Vec<Packed>, CentralError> {
    let pack = |(segment, events): (Segment, Vec<Linked>)| {
        let bytes = journal::pack(std::slice::from_ref(&segment))?;
        let checksum = Sha256::digest(&bytes).into();
        let parked = events.iter().map(|linked| understood(&linked.event)).collect();
        Ok(Packed { segment, events, bytes, checksum, parked })
    };
    segments.into_iter().map(pack).collect()
}

pub(super) fn take_segment(
    tx: &Transaction<'_>,
    site: Site,
    packed: &Packed,
    ends: &mut BTreeMap<DeviceId, Chain>,
    accepted: &mut Accepted,
) -> Result<(), CentralError> {
    let Packed { segment, events, .. } = packed;
    let site = Site { hall: home(tx, site.hall, segment.device)?, ..site };
    let known = match ends.get(&segment.device) {
        Some(known) => *known,
        None => end(tx, site.hall, segment.device)?,
    };
    let from =
        match fit(&known, segment, events, |seq| hash_at(tx, site.hall, EventId { device: segment.device, seq }))? {
            // What is missing is sent again: the answer says what is here.
            Fit::Known | Fit::Gap => return Ok(()),
            Fit::Take(from) => from,
            Fit::Fork { at } => {
                if site.hall == 0 {
                    // Somebody copied an old database back by hand.
                    tracing::error!(device = %segment.device, %at, "a journal of this server is written twice");
                }
                let head = events.last().map_or(segment.previous, |event| event.hash);
                accepted.forked.push(Have { device: segment.device, seq: segment.last(), head });
                return Ok(());
            }
        };
    let Some(last) = events.last() else { return Ok(()) };
    keep(tx, site, packed, from)?;
    let counted = count(tx, site.hall, &events[from..])?;
    for (linked, understood) in events.iter().zip(&packed.parked).skip(from) {
        let leap = (linked.event.lamport > counted).then_some(ParkReason::Number);
        if let Some(reason) = understood.or(leap) {
            park(tx, site.hall, &linked.event, reason, counted)?;
            accepted.parked += 1;
        }
    }
    let fitting = events[from..].iter().filter(|linked| linked.event.numbers_fit());
    let lamport = fitting.map(|linked| linked.event.lamport).max().unwrap_or(Lamport(0));
    tx.prepare_cached(
        "INSERT INTO journal_end (hall, device, seq, hash, lamport) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (hall, device) DO UPDATE SET
             seq = excluded.seq, hash = excluded.hash, lamport = max(lamport, excluded.lamport)",
    )?
    .execute(params![site.hall, segment.device.0, to_sql(segment.last().0), last.hash.0, to_sql(lamport.0)])?;
    ends.insert(segment.device, Chain::resume(segment.device, segment.last().next(), last.hash));
    Ok(())
}

/// Under which hall a journal is kept: what the server itself wrote, and lost, comes back from any hall.
fn home(tx: &Transaction<'_>, hall: u32, device: DeviceId) -> Result<u32, CentralError> {
    let known: Option<u32> = tx
        .prepare_cached("SELECT hall FROM device WHERE device = ?1")?
        .query_row([device.0], |row| row.get(0))
        .optional()?;
    Ok(known.unwrap_or(hall))
}

/// Keeps the segment as it came.
fn keep(tx: &Transaction<'_>, site: Site, packed: &Packed, from: usize) -> Result<(), CentralError> {
    let segment = &packed.segment;
    let taken_from = segment.first.0 + from as u64;
    tx.prepare_cached(
        "INSERT INTO segment (hall, source, device, first, last, taken_from, packed, checksum)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        site.hall,
        site.device.0,
        segment.device.0,
        to_sql(segment.first.0),
        to_sql(segment.last().0),
        to_sql(taken_from),
        packed.bytes,
        packed.checksum
    ])?;
    let position = tx.last_insert_rowid();
    tx.prepare_cached(
        "INSERT INTO head (hall, source, position, sealed) VALUES (?1, ?2, ?3, 0)
         ON CONFLICT (hall, source) DO UPDATE SET position = excluded.position",
    )?
    .execute(params![site.hall, site.device.0, position])?;
    Ok(())
}

/// The chain's hash at an event that is stored.
pub(super) fn hash_at(
    connection: &Connection,
    hall: u32,
    event: EventId,
) -> Result<Option<journal::Hash>, CentralError> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached(
            "SELECT packed FROM segment WHERE hall = ?1 AND device = ?2 AND last >= ?3 AND first <= ?3
             ORDER BY last LIMIT 1",
        )?
        .query_row(params![hall, event.device.0, to_sql(event.seq.0)], |row| row.get(0))
        .optional()?;
    let Some(packed) = found else { return Ok(None) };
    let Some(segment) = journal::unpack(&packed)?.pop() else { return Ok(None) };
    let count = usize::try_from(event.seq.0 - segment.first.0 + 1).unwrap_or(usize::MAX);
    let covered = segment.events.iter().take(count);
    Ok(Some(covered.fold(segment.previous, |previous, encoded| journal::link(&previous, encoded))))
}
