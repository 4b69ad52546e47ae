//! What the journal demands to be erased. An erasure that somebody tells of is believed only where an event that is held here
//! says so, written by the program itself or by somebody who had the right.

use crate::db::error::StoreError;
use crate::db::sql_int::to_sql;
use crate::journal::journal_table;
use crate::views::{Views, event_id, record_id};
use domain::event::{ERASING, Fact, Folded, erased_with, erases};
use domain::people::{Right, entitles};
use journal::{Event, EventId, understand};
use rusqlite::{Connection, params};

/// Whether the values that an event set are to go.
pub(crate) fn is_demanded(connection: &Connection, subject: EventId) -> Result<bool, StoreError> {
    if !may_be(connection, subject)? {
        return Ok(false);
    }
    let Some(event) = journal_table::event(connection, subject)? else { return Ok(false) };
    if is_erased(connection, event.entity)? {
        return Ok(true);
    }
    let Some(made) = journal_table::event(connection, event.entity)? else { return Ok(false) };
    let Some(fact) = understand(&made, Fact::decode).fact() else { return Ok(false) };
    for owner in erased_with(&fact) {
        if is_erased(connection, event_id(owner))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Most events are of something that nobody erased: seen without reading one.
fn may_be(connection: &Connection, subject: EventId) -> Result<bool, StoreError> {
    const ORDER_OPENED: u16 = 110;
    let [booking, case] = ERASING;
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM journal AS s JOIN journal AS e
         ON e.entity_device = s.entity_device AND e.entity_seq = s.entity_seq
         WHERE s.device = ?1 AND s.seq = ?2 AND e.kind IN (?3, ?4, ?5)",
    )?;
    Ok(statement.exists(params![subject.device.0, to_sql(subject.seq.0), booking, case, ORDER_OPENED])?)
}

/// Every event whose values go with a booking or a case: its own, and those of its work orders.
pub(crate) fn subjects_of(connection: &Connection, entity: EventId) -> Result<Vec<EventId>, StoreError> {
    let mut subjects: Vec<EventId> =
        journal_table::events_of(connection, entity)?.iter().map(journal::Event::id).collect();
    let record = Some(record_id(entity));
    let orders = Views::new(connection).work_orders()?;
    for order in orders.iter().filter(|order| order.opened.booking == record || order.opened.case == record) {
        let events = journal_table::events_of(connection, event_id(order.id))?;
        subjects.extend(events.iter().map(journal::Event::id));
    }
    Ok(subjects)
}

/// Whether a booking or a case has been erased, by an event that counts.
pub(crate) fn is_erased(connection: &Connection, entity: EventId) -> Result<bool, StoreError> {
    let [booking, case] = ERASING;
    let mut statement = connection.prepare_cached(
        "SELECT device, seq FROM journal WHERE entity_device = ?1 AND entity_seq = ?2 AND kind IN (?3, ?4)",
    )?;
    let mut rows = statement.query(params![entity.device.0, to_sql(entity.seq.0), booking, case])?;
    while let Some(row) = rows.next()? {
        let id = crate::db::sql_int::event_id(row, 0)?;
        let event = journal_table::event(connection, id)?;
        if event.map(|event| counts(connection, &event)).transpose()? == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an event erases what it is about: it says so, of something of its sort, and whoever wrote it may.
pub(crate) fn counts(connection: &Connection, event: &Event) -> Result<bool, StoreError> {
    let makers = erases(event.kind.0);
    if makers.is_empty() || understand(event, Fact::decode).fact().is_none() {
        return Ok(false);
    }
    let made = journal_table::event(connection, event.entity)?;
    if made.is_none_or(|made| made.entity != made.id() || !makers.contains(&made.kind.0)) {
        return Ok(false);
    }
    // Nobody: the program, of what has been kept long enough, and in halls of before people signed in.
    let Some(actor) = event.actor else { return Ok(true) };
    let order = |event: &Event| (event.lamport, event.device, event.seq);
    let before = |record: &&Event| order(record) < order(event);
    Ok(journal_table::events_of(connection, actor)?.iter().filter(before).any(gives_the_right))
}

fn gives_the_right(event: &Event) -> bool {
    match understand(event, Fact::decode).fact().map(Fact::folded) {
        Some(Folded::Person(fact)) => entitles(&fact, Right::ErasePersonal),
        _ => false,
    }
}
