//! How far Lamport numbers count, hall by hall ([`Lamport::counted_with`]): what one hall's devices write drives up nobody's
//! numbers but that hall's, and the server's own grow with its own events alone.
//!
//! A hall holds its own journals and the server's, so these are what counts there. Each is counted as it comes; what leaps is
//! parked with its number, and looked at again when others have come.

use super::{from_sql, to_sql};
use crate::error::CentralError;
use domain::event::Fact;
use journal::{Event, Lamport, Linked, ParkReason, understand};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// Up to which number the events of a hall count; hall 0: the server's own.
pub(super) fn counted(connection: &Connection, hall: u32) -> Result<Lamport, CentralError> {
    let found: Option<i64> = connection
        .prepare_cached("SELECT lamport FROM counted WHERE hall = ?1")?
        .query_row([hall], |row| row.get(0))
        .optional()?;
    Ok(Lamport(found.map_or(0, from_sql)))
}

/// Counts events of a hall that are new, and takes those off the list whose numbers count since. Gives up to where they do.
pub(super) fn count(tx: &Transaction<'_>, hall: u32, new: &[Linked]) -> Result<Lamport, CentralError> {
    let before = counted(tx, hall)?;
    let mut waiting = tx.prepare_cached("SELECT lamport FROM parked WHERE hall = ?1 AND lamport IS NOT NULL")?;
    let waiting = waiting.query_map([hall], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let waiting = waiting.into_iter().map(|lamport| Lamport(from_sql(lamport)));
    let numbers = new.iter().map(|linked| linked.event.lamport).chain(waiting).chain([counted(tx, 0)?]);
    let now = before.counted_with(numbers);
    if now > before {
        put(tx, hall, now)?;
        unpark(tx, hall, now)?;
    }
    Ok(now)
}

fn put(tx: &Transaction<'_>, hall: u32, counted: Lamport) -> Result<(), CentralError> {
    tx.prepare_cached("INSERT OR REPLACE INTO counted (hall, lamport) VALUES (?1, ?2)")?
        .execute(params![hall, to_sql(counted.0)])?;
    Ok(())
}

fn unpark(tx: &Transaction<'_>, hall: u32, counted: Lamport) -> Result<(), CentralError> {
    let now_counting = params![hall, to_sql(counted.0)];
    tx.prepare_cached("DELETE FROM parked WHERE hall = ?1 AND lamport <= ?2 AND otherwise IS NULL")?
        .execute(now_counting)?;
    tx.prepare_cached(
        "UPDATE parked SET reason = otherwise, lamport = NULL, otherwise = NULL WHERE hall = ?1 AND lamport <= ?2",
    )?
    .execute(now_counting)?;
    Ok(())
}

/// Lists an event that cannot be understood, or whose number does not count.
pub(super) fn park(
    tx: &Transaction<'_>,
    hall: u32,
    event: &Event,
    reason: ParkReason,
    counted: Lamport,
) -> Result<(), CentralError> {
    let leaps = event.lamport > counted && event.numbers_fit();
    let (listed, otherwise) = if leaps { (ParkReason::Number, understood(event)) } else { (reason, None) };
    tx.prepare_cached(
        "INSERT OR REPLACE INTO parked (hall, device, seq, kind, reason, lamport, otherwise)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        hall,
        event.device.0,
        to_sql(event.seq.0),
        event.kind.0,
        listed.code(),
        leaps.then(|| to_sql(event.lamport.0)),
        otherwise.map(ParkReason::code)
    ])?;
    Ok(())
}

/// Why an event is parked whatever numbers count.
pub(super) fn understood(event: &Event) -> Option<ParkReason> {
    understand(event, Fact::decode).parked()
}

/// Counts and lists anew what a program before this one has taken in: it listed no leaps, nor what cannot be.
pub(super) fn count_all(tx: &Transaction<'_>) -> Result<(), CentralError> {
    let mut halls = tx.prepare("SELECT DISTINCT hall FROM journal_end ORDER BY hall")?;
    let halls = halls.query_map([], |row| row.get(0))?.collect::<Result<Vec<u32>, _>>()?;
    halls.into_iter().try_for_each(|hall| count_hall(tx, hall))
}

fn count_hall(tx: &Transaction<'_>, hall: u32) -> Result<(), CentralError> {
    let mut numbers = Vec::new();
    each_event(tx, hall, |event| {
        numbers.push(event.lamport);
        Ok(())
    })?;
    let counted = Lamport(0).counted_with(numbers.into_iter().chain([counted(tx, 0)?]));
    put(tx, hall, counted)?;
    each_event(tx, hall, |event| match understood(event) {
        Some(reason) => park(tx, hall, event, reason, counted),
        None if event.lamport > counted => park(tx, hall, event, ParkReason::Number, counted),
        None => Ok(()),
    })
}

fn each_event(
    connection: &Connection,
    hall: u32,
    mut each: impl FnMut(&Event) -> Result<(), CentralError>,
) -> Result<(), CentralError> {
    let mut statement =
        connection.prepare_cached("SELECT taken_from, packed FROM segment WHERE hall = ?1 ORDER BY position")?;
    let mut rows = statement.query([hall])?;
    while let Some(row) = rows.next()? {
        let from = from_sql(row.get(0)?);
        // Damaged bytes are left out; the digests tell.
        let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        for encoded in journal::unpack(packed).into_iter().flatten().flat_map(|segment| segment.events) {
            if let Some(event) = Event::decode_any(&encoded).ok().filter(|event| event.seq.0 >= from) {
                each(&event)?;
            }
        }
    }
    Ok(())
}
