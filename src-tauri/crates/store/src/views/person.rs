//! The people of the hall as they stand.

use super::column::{Views, event_id, from_column, order, to_column};
use crate::db::error::StoreError;
use crate::db::sql_int::to_sql;
use domain::event::Fact;
use domain::people::{Person, PersonFact, Role};
use domain::record::{RecordId, Stamped};
use journal::{Event, EventId};
use minicbor::{Decode, Encode};
use rusqlite::{OptionalExtension, Transaction, params};

/// [`Person`] as the view holds it.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Stored {
    #[n(0)]
    id: RecordId,
    #[n(1)]
    last: RecordId,
    #[n(2)]
    roles: Vec<Role>,
    #[n(3)]
    active: bool,
    #[n(4)]
    name: RecordId,
    #[n(5)]
    secret: Option<RecordId>,
}

/// Folds one person anew from all their events: a late arrival touches nobody else.
pub(super) fn refold(tx: &Transaction<'_>, entity: EventId) -> Result<(), StoreError> {
    let events = crate::journal::journal_table::events_of(tx, entity)?;
    let facts: Vec<Stamped<PersonFact>> =
        events.iter().filter_map(|event| fact(event).transpose()).collect::<Result<_, _>>()?;
    let Some(person) = domain::people::fold(facts) else { return Ok(()) };
    let Person { id, last, roles, active, name, secret } = person;
    let stored = to_column(&Stored { id, last, roles, active, name, secret });
    tx.prepare_cached("INSERT OR REPLACE INTO person (device, seq, person) VALUES (?1, ?2, ?3)")?.execute(params![
        id.device.as_slice(),
        to_sql(id.seq),
        stored
    ])?;
    Ok(())
}

fn fact(event: &Event) -> Result<Option<Stamped<PersonFact>>, StoreError> {
    let decoded = Fact::decode(event.kind.0, event.version.0, &event.body)
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    // A sign-in belongs to a person and changes nothing of the record.
    let fact = match decoded {
        Some(Fact::PersonEntered(body)) => PersonFact::Entered(body),
        Some(Fact::PersonChanged(body)) => PersonFact::Changed(body),
        Some(Fact::SecretSet(body)) => PersonFact::SecretSet(body),
        _ => return Ok(None),
    };
    Ok(Some(Stamped { order: order(event), wall_ms: event.wall.0, fact }))
}

fn person(bytes: &[u8]) -> Result<Person, StoreError> {
    let Stored { id, last, roles, active, name, secret } = from_column(bytes)?;
    Ok(Person { id, last, roles, active, name, secret })
}

impl Views<'_> {
    /// Everybody who has ever worked here, in the order they were entered on each device.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT person FROM person ORDER BY device, seq")?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|bytes| person(&bytes?)).collect()
    }

    /// One of them.
    pub fn person(&self, id: RecordId) -> Result<Option<Person>, StoreError> {
        let id = event_id(id);
        let found: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT person FROM person WHERE device = ?1 AND seq = ?2")?
            .query_row(params![id.device.0, to_sql(id.seq.0)], |row| row.get(0))
            .optional()?;
        found.map(|bytes| person(&bytes)).transpose()
    }
}
