//! Noting where the events of a hall's bookings and cases are, segment by segment.

use super::connection::{from_sql, to_sql};
use crate::error::CentralError;
use domain::assist::step::Step;
use domain::event::{Fact, Folded};
use journal::{Event, understand};
use rusqlite::{OptionalExtension, Transaction, params};

/// Segments that are noted at once: whoever sends waits for no more.
const SEGMENTS_AT_ONCE: u32 = 64;

/// Notes what is left to be noted, within a transaction: little, after `Storage::note_new`.
pub(super) fn note_rest(tx: &Transaction<'_>, hall: u32) -> Result<(), CentralError> {
    let last: i64 = tx
        .prepare_cached("SELECT coalesce(max(position), 0) FROM segment WHERE hall = ?1")?
        .query_row([hall], |row| row.get(0))?;
    while noted(tx, hall)? < last {
        note_some(tx, hall)?;
    }
    Ok(())
}

fn noted(tx: &Transaction<'_>, hall: u32) -> Result<i64, CentralError> {
    let noted: Option<i64> = tx
        .prepare_cached("SELECT position FROM noted WHERE hall = ?1")?
        .query_row([hall], |row| row.get(0))
        .optional()?;
    Ok(noted.unwrap_or(0))
}

pub(super) fn note_some(tx: &Transaction<'_>, hall: u32) -> Result<(), CentralError> {
    let mut noted = noted(tx, hall)?;
    let mut statement = tx.prepare_cached(
        "SELECT position, taken_from, packed FROM segment WHERE hall = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
    )?;
    let mut rows = statement.query(params![hall, noted, SEGMENTS_AT_ONCE])?;
    while let Some(row) = rows.next()? {
        noted = row.get(0)?;
        let from = from_sql(row.get(1)?);
        // Damaged bytes are left out; the digests tell.
        let packed = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        for encoded in journal::unpack(packed).into_iter().flatten().flat_map(|segment| segment.events) {
            if let Some(event) = Event::decode_any(&encoded).ok().filter(|event| event.seq.0 >= from) {
                note(tx, hall, noted, &event)?;
            }
        }
    }
    tx.prepare_cached(
        "INSERT INTO noted (hall, position) VALUES (?1, ?2) ON CONFLICT (hall) DO UPDATE SET position = excluded.position",
    )?
    .execute(params![hall, noted])?;
    Ok(())
}

/// Notes where an event is. One that cannot be understood is of no booking and no case.
fn note(tx: &Transaction<'_>, hall: u32, position: i64, event: &Event) -> Result<(), CentralError> {
    let understood = understand(event, Fact::decode);
    if understood.parked().is_some() {
        return Ok(());
    }
    let entity = event.entity;
    let folded = understood.fact().map(Fact::folded);
    if let Some(Folded::Case(case)) = &folded
        && let Some(day) = Step::from(case.clone()).counts_on()
    {
        tx.prepare_cached("INSERT OR IGNORE INTO case_day (hall, day, device, seq) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![hall, day.0, entity.device.0, to_sql(entity.seq.0)])?;
    }
    // The event that made it is found by its own name.
    if entity == event.id() {
        return note_number(tx, hall, event, folded);
    }
    tx.prepare_cached("INSERT OR IGNORE INTO entity_event (hall, device, seq, position) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![hall, entity.device.0, to_sql(entity.seq.0), position])?;
    Ok(())
}

fn note_number(tx: &Transaction<'_>, hall: u32, event: &Event, folded: Option<Folded>) -> Result<(), CentralError> {
    let number = match folded {
        Some(Folded::Booking(fact)) => fact.number(),
        _ => None,
    };
    let Some(number) = number else { return Ok(()) };
    tx.prepare_cached("INSERT OR REPLACE INTO booking_number (hall, number, device, seq) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![hall, to_sql(number), event.device.0, to_sql(event.seq.0)])?;
    Ok(())
}
