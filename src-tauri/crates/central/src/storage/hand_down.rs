//! What goes down to a device: segments after a position, segments it lacks, or everything in parts.

use super::{Storage, from_sql, lock, to_sql, values};
use crate::error::CentralError;
use journal::{DeviceId, Hash, Segment};
use rusqlite::{Connection, Row, params};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, VecDeque};
use sync::{Blob, Fetch, Have, Manifest, Offer, Part, PartKind, Pinned, SEGMENTS_BYTES_MAX, Site, Standing};

/// Events in a part of a snapshot.
const PART_EVENTS: usize = 4_000;
/// Bytes of a part, about; a value that is larger alone is one. Whoever is interrupted has lost no more than one part.
const PART_BYTES: u32 = 2 * sync::BATCH_BYTES as u32;
/// Sealed values in a part.
const PART_VALUES: u32 = 10_000;
/// Parts of which the place is remembered: those of a first sync of every hall at once.
const PLACES_MAX: usize = 100_000;
/// Bytes of parts that are kept ready.
const READY_BYTES_MAX: usize = 32 << 20;

/// Where the bytes of a part come from.
#[derive(Debug, Clone, Copy)]
struct Place {
    site: Site,
    kind: PartKind,
    after: u64,
    until: u64,
}

/// Parts of snapshots that have been told of.
#[derive(Default)]
pub(super) struct Parts {
    /// By hall: PCs of one hall are told of the same bytes, and another hall's may be the same by chance.
    places: BTreeMap<(u32, [u8; 32]), Place>,
    ready: VecDeque<([u8; 32], Vec<u8>)>,
}

impl Parts {
    fn remember(&mut self, hash: [u8; 32], place: Place, bytes: Vec<u8>) {
        if self.places.len() >= PLACES_MAX {
            // Whoever still wants one is told that it is gone, and asks for a new list.
            self.places.clear();
        }
        self.places.insert((place.site.hall, hash), place);
        self.ready.push_back((hash, bytes));
        while self.ready.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > READY_BYTES_MAX {
            self.ready.pop_front();
        }
    }
}

/// Last positions of events and of values for a device: of what others sent, and the server itself.
pub(super) fn heads(connection: &Connection, site: Site) -> Result<(u64, u64), CentralError> {
    let heads = connection
        .prepare_cached(
            "SELECT coalesce(max(position), 0), coalesce(max(sealed), 0) FROM head
             WHERE (hall = ?1 OR hall = 0) AND source <> ?2",
        )?
        .query_row(params![site.hall, site.device.0], |row| Ok((from_sql(row.get(0)?), from_sql(row.get(1)?))))?;
    Ok(heads)
}

/// Columns packed, position.
fn segment(row: &Row<'_>) -> Result<(Option<Segment>, usize, u64), CentralError> {
    let packed = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
    let position = from_sql(row.get(1)?);
    // Damaged bytes are left out; the digests tell.
    Ok((journal::unpack(packed).ok().and_then(|mut segments| segments.pop()), packed.len(), position))
}

/// Segments for one message. What they unpack to is counted as well: a few packed bytes may be many.
#[derive(Default)]
struct Bundle {
    segments: Vec<Segment>,
    events: usize,
    packed: usize,
    unpacked: usize,
}

impl Bundle {
    /// Whether there are so many packed bytes already.
    fn is_full(&self, bytes: u32) -> bool {
        self.packed > 0 && self.packed >= bytes as usize
    }

    /// Adds a segment if it fits, or is the first; a damaged one is left out.
    fn add(&mut self, found: Option<Segment>, packed: usize) -> bool {
        let Some(found) = found else { return true };
        let unpacked = self.unpacked + found.bytes();
        if unpacked > SEGMENTS_BYTES_MAX && !self.segments.is_empty() {
            return false;
        }
        self.packed += packed;
        self.unpacked = unpacked;
        self.events += found.events.len();
        push(&mut self.segments, found);
        true
    }
}

/// Joins a segment to the one before where that is possible: small ones cost a signature each otherwise.
fn push(segments: &mut Vec<Segment>, next: Segment) {
    match segments.last_mut() {
        Some(last) => {
            if let Err(next) = last.join(next) {
                segments.push(*next);
            }
        }
        None => segments.push(next),
    }
}

const FEED: &str = "SELECT packed, position FROM segment
    WHERE (hall = ?1 OR hall = 0) AND position > ?2 AND position <= ?3 AND source <> ?4 ORDER BY position";

impl Storage {
    pub(super) fn feed_after(&self, site: Site, after: u64, bytes: u32) -> Result<Offer, CentralError> {
        self.read(|tx| {
            let head = heads(tx, site)?.0;
            let mut statement = tx.prepare_cached(FEED)?;
            let mut rows = statement.query(params![site.hall, to_sql(after), to_sql(head), site.device.0])?;
            let (mut bundle, mut reached) = (Bundle::default(), after);
            while let Some(row) = rows.next()? {
                let (found, length, position) = segment(row)?;
                if bundle.is_full(bytes) || !bundle.add(found, length) {
                    return Ok(Offer { segments: bundle.segments, position: reached });
                }
                reached = position;
            }
            Ok(Offer { segments: bundle.segments, position: head })
        })
    }

    pub(super) fn lacking(&self, site: Site, have: &[Have], bytes: u32) -> Result<Offer, CentralError> {
        self.read(|tx| {
            let (mut bundle, position) = (Bundle::default(), heads(tx, site)?.0);
            let mut statement = tx.prepare_cached(
                "SELECT packed, position FROM segment WHERE hall = ?1 AND device = ?2 AND last > ?3 ORDER BY last",
            )?;
            for (hall, end) in journals(tx, site.hall)? {
                let theirs = have.iter().find(|have| have.device == end).map_or(0, |have| have.seq.0);
                let mut rows = statement.query(params![hall, end.0, to_sql(theirs)])?;
                while let Some(row) = rows.next()? {
                    let (found, length, _) = segment(row)?;
                    if bundle.is_full(bytes) || !bundle.add(found, length) {
                        return Ok(Offer { segments: bundle.segments, position: 0 });
                    }
                }
            }
            Ok(Offer { segments: bundle.segments, position: position.max(heads(tx, site)?.0) })
        })
    }

    pub(super) fn manifest(&self, site: Site, standing: Standing, keys: Vec<Pinned>) -> Result<Manifest, CentralError> {
        let mut parts = Vec::new();
        let mut place = Place { site, kind: PartKind::Segments, after: 0, until: standing.position };
        while place.after < standing.position {
            let (bytes, records, until) = self.segments_part(place)?;
            place.until = until;
            parts.extend(self.tell(place, bytes, records));
            place = Place { after: until, until: standing.position, ..place };
        }
        let mut place = Place { site, kind: PartKind::Sealed, after: 0, until: standing.sealed };
        while place.after < standing.sealed {
            let (bytes, records, until) = self.values_part(place)?;
            place.until = until;
            parts.extend(self.tell(place, bytes, records));
            place = Place { after: until, until: standing.sealed, ..place };
        }
        Ok(Manifest { standing, parts, keys })
    }

    fn tell(&self, place: Place, bytes: Vec<u8>, records: u64) -> Option<Part> {
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        let part = Part { kind: place.kind, hash: Hash(hash), bytes: bytes.len() as u64, records };
        (records > 0).then(|| {
            lock(&self.parts).remember(hash, place, bytes);
            part
        })
    }

    /// Segments after a position, about [`PART_EVENTS`] or [`PART_BYTES`]; where they end.
    fn segments_part(&self, place: Place) -> Result<(Vec<u8>, u64, u64), CentralError> {
        self.read(|tx| {
            let site = place.site;
            let mut statement = tx.prepare_cached(FEED)?;
            let mut rows =
                statement.query(params![site.hall, to_sql(place.after), to_sql(place.until), site.device.0])?;
            let (mut bundle, mut until) = (Bundle::default(), place.after);
            while let Some(row) = rows.next()? {
                let (found, length, position) = segment(row)?;
                if bundle.events >= PART_EVENTS || bundle.is_full(PART_BYTES) || !bundle.add(found, length) {
                    return Ok((journal::pack(&bundle.segments)?, bundle.events as u64, until));
                }
                until = position;
            }
            Ok((journal::pack(&bundle.segments)?, bundle.events as u64, place.until))
        })
    }

    fn values_part(&self, place: Place) -> Result<(Vec<u8>, u64, u64), CentralError> {
        self.read(|tx| {
            let (sealed, until) =
                values::alive(tx, place.site, place.after, place.until, (PART_VALUES, PART_BYTES as usize))?;
            let records = sealed.rows.len() as u64;
            let bytes = minicbor::to_vec(&sealed).map_err(|error| CentralError::Damaged(error.to_string()))?;
            Ok((bytes, records, until))
        })
    }

    pub(super) fn stretch(&self, site: Site, fetch: Fetch) -> Result<Option<Blob>, CentralError> {
        let Some(bytes) = self.bytes_of(site, fetch.hash)? else { return Ok(None) };
        let from = usize::try_from(fetch.offset).unwrap_or(usize::MAX).min(bytes.len());
        let to = from.saturating_add(fetch.bytes as usize).min(bytes.len());
        Ok(Some(Blob { bytes: bytes[from..to].to_vec(), of: bytes.len() as u64 }))
    }

    fn bytes_of(&self, site: Site, hash: Hash) -> Result<Option<Vec<u8>>, CentralError> {
        let (place, ready) = {
            let parts = lock(&self.parts);
            let place = parts.places.get(&(site.hall, hash.0)).copied();
            let ready = parts.ready.iter().find(|(known, _)| *known == hash.0).map(|(_, bytes)| bytes.clone());
            (place, ready)
        };
        match (place, ready) {
            (Some(_), Some(bytes)) => Ok(Some(bytes)),
            (Some(place), None) => {
                let (bytes, records, _) = match place.kind {
                    PartKind::Segments => self.segments_part(place)?,
                    PartKind::Sealed => self.values_part(place)?,
                };
                let again: [u8; 32] = Sha256::digest(&bytes).into();
                if again != hash.0 {
                    return Ok(None);
                }
                self.tell(place, bytes.clone(), records);
                Ok(Some(bytes))
            }
            (None, _) => self.reference(hash),
        }
    }
}

/// Journals of a hall and the server's own, with the hall they are kept under.
fn journals(connection: &Connection, hall: u32) -> Result<Vec<(u32, DeviceId)>, CentralError> {
    let mut statement = connection
        .prepare_cached("SELECT hall, device FROM journal_end WHERE hall = ?1 OR hall = 0 ORDER BY device")?;
    let rows = statement.query_map([hall], |row| Ok((row.get(0)?, DeviceId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
