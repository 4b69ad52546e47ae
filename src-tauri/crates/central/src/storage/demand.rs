//! Whether the events of a hall demand that values are erased: told by the same rule as in the hall (`domain::event::erases`),
//! from the segments as they are kept. An event that is not understood here demands nothing; whatever a newer program erases
//! by it stays until this server knows the kind.

use super::connection::{from_sql, to_sql};
use super::noting::note_rest;
use crate::error::CentralError;
use domain::event::{Fact, Folded, erased_with, erases};
use domain::people::{Right, entitles};
use domain::record::RecordId;
use journal::{DeviceId, Event, EventId, Seq, understand};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashMap;

/// Looks into the events of a hall, each segment unpacked once.
pub(super) struct Demand<'t, 'c> {
    tx: &'t Transaction<'c>,
    hall: u32,
    unpacked: HashMap<i64, Vec<Event>>,
    told: HashMap<EventId, bool>,
}

impl<'t, 'c> Demand<'t, 'c> {
    /// Of a hall, as its journals stand in this transaction.
    pub(super) fn new(tx: &'t Transaction<'c>, hall: u32) -> Result<Self, CentralError> {
        note_rest(tx, hall)?;
        Ok(Self { tx, hall, unpacked: HashMap::new(), told: HashMap::new() })
    }

    /// Whether the values that an event set are to go.
    pub(super) fn is_demanded(&mut self, subject: EventId) -> Result<bool, CentralError> {
        let Some(event) = self.event(subject)? else { return Ok(false) };
        if self.is_erased(event.entity)? {
            return Ok(true);
        }
        let Some(made) = self.event(event.entity)? else { return Ok(false) };
        let Some(fact) = understand(&made, Fact::decode).fact() else { return Ok(false) };
        for owner in erased_with(&fact) {
            if self.is_erased(event_id(owner))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_erased(&mut self, entity: EventId) -> Result<bool, CentralError> {
        if let Some(told) = self.told.get(&entity) {
            return Ok(*told);
        }
        let Some(made) = self.event(entity)?.filter(|made| made.entity == entity) else { return Ok(false) };
        let mut erased = false;
        for event in self.later_events(entity)? {
            let says_so =
                erases(event.kind.0).contains(&made.kind.0) && understand(&event, Fact::decode).fact().is_some();
            erased = erased || says_so && self.may_erase(&event)?;
        }
        self.told.insert(entity, erased);
        Ok(erased)
    }

    /// Whether whoever wrote it had the right by then.
    fn may_erase(&mut self, event: &Event) -> Result<bool, CentralError> {
        let Some(actor) = event.actor else { return Ok(true) };
        let order = |event: &Event| (event.lamport, event.device, event.seq);
        let entered = self.event(actor)?;
        let record = entered.into_iter().chain(self.later_events(actor)?);
        let mut before = record.filter(|record| order(record) < order(event));
        Ok(before.any(|record| match understand(&record, Fact::decode).fact().map(Fact::folded) {
            Some(Folded::Person(fact)) => entitles(&fact, Right::ErasePersonal),
            _ => false,
        }))
    }

    /// Events of an entity after the one that made it.
    fn later_events(&mut self, entity: EventId) -> Result<Vec<Event>, CentralError> {
        let positions: Vec<i64> = {
            let mut statement = self.tx.prepare_cached(
                "SELECT position FROM entity_event WHERE hall = ?1 AND device = ?2 AND seq = ?3 ORDER BY position",
            )?;
            let rows =
                statement.query_map(params![self.hall, entity.device.0, to_sql(entity.seq.0)], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        let mut events = Vec::new();
        for position in positions {
            let is_later = |event: &&Event| event.entity == entity && event.id() != entity;
            events.extend(self.segment(position)?.iter().filter(is_later).cloned());
        }
        Ok(events)
    }

    fn event(&mut self, id: EventId) -> Result<Option<Event>, CentralError> {
        let position: Option<i64> = self
            .tx
            .prepare_cached(
                "SELECT position FROM segment WHERE hall = ?1 AND device = ?2 AND last >= ?3 AND first <= ?3
                 ORDER BY last LIMIT 1",
            )?
            .query_row(params![self.hall, id.device.0, to_sql(id.seq.0)], |row| row.get(0))
            .optional()?;
        let Some(position) = position else { return Ok(None) };
        Ok(self.segment(position)?.iter().find(|event| event.id() == id).cloned())
    }

    /// Damaged bytes hold no event; the digests tell.
    fn segment(&mut self, position: i64) -> Result<&[Event], CentralError> {
        if !self.unpacked.contains_key(&position) {
            let packed: Vec<u8> = self
                .tx
                .prepare_cached("SELECT packed FROM segment WHERE position = ?1")?
                .query_row([position], |row| row.get(0))?;
            let encoded = journal::unpack(&packed).into_iter().flatten().flat_map(|segment| segment.events);
            self.unpacked.insert(position, encoded.filter_map(|bytes| Event::decode_any(&bytes).ok()).collect());
        }
        Ok(self.unpacked.get(&position).map(Vec::as_slice).unwrap_or_default())
    }
}

fn event_id(record: RecordId) -> EventId {
    EventId { device: DeviceId(record.device), seq: Seq(record.seq) }
}

/// Whether a hall's journals reach to an event.
pub(super) fn is_held(tx: &Transaction<'_>, hall: u32, event: EventId) -> Result<bool, CentralError> {
    let last: Option<i64> = tx
        .prepare_cached("SELECT seq FROM journal_end WHERE hall = ?1 AND device = ?2")?
        .query_row(params![hall, event.device.0], |row| row.get(0))
        .optional()?;
    Ok(event.seq.0 > 0 && last.is_some_and(|last| event.seq.0 <= from_sql(last)))
}
