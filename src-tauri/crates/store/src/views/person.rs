//! The people of the hall as they stand.

use super::column::{Views, event_id, from_column, to_column};
use super::told::stamped;
use crate::db::error::StoreError;
use crate::db::sql_int::to_sql;
use domain::event::{Fact, Folded};
use domain::people::{Person, PersonFact};
use domain::record::{RecordId, Stamped};
use journal::{Event, EventId, understand};
use rusqlite::{OptionalExtension, Transaction, params};

pub(super) const SCHEMA: &str = include_str!("person.sql");

/// Folds one person anew from all their events: a late arrival touches nobody else.
pub(super) fn refold(tx: &Transaction<'_>, entity: EventId) -> Result<(), StoreError> {
    let events = crate::journal::journal_table::folded_events_of(tx, entity)?;
    let Some(person) = domain::people::fold(events.iter().filter_map(fact).collect()) else { return Ok(()) };
    let id = person.id;
    tx.prepare_cached("INSERT OR REPLACE INTO person (device, seq, lamport, person) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.device.as_slice(), to_sql(id.seq), to_sql(person.entered.lamport), to_column(&person)])?;
    Ok(())
}

/// A fact about a person out of a journal event; `None` for other kinds (a sign-in changes nothing of the record), kinds not
/// known here, and parked events.
fn fact(event: &Event) -> Option<Stamped<PersonFact>> {
    match understand(event, Fact::decode).fact()?.folded() {
        Folded::Person(fact) => Some(stamped(event, fact)),
        Folded::Booking(_) | Folded::Case(_) | Folded::View(_) | Folded::Noted => None,
    }
}

impl Views<'_> {
    /// Everybody who has ever worked here, in the order they were entered.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT person FROM person ORDER BY lamport, device, seq")?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|bytes| from_column(&bytes?)).collect()
    }

    /// One of them.
    pub fn person(&self, id: RecordId) -> Result<Option<Person>, StoreError> {
        let id = event_id(id);
        let found: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT person FROM person WHERE device = ?1 AND seq = ?2")?
            .query_row(params![id.device.0, to_sql(id.seq.0)], |row| row.get(0))
            .optional()?;
        found.map(|bytes| from_column(&bytes)).transpose()
    }
}
