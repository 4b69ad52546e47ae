//! The people of the hall as they stand.

use super::column::{Views, event_id, from_column, to_column};
use super::told::stamped;
use crate::db::error::StoreError;
use crate::db::sql_int::to_sql;
use domain::event::{Fact, Folded};
use domain::people::{Person, PersonFact, Role};
use domain::record::{RecordId, Stamped};
use journal::{Event, EventId, understand};
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
    let Some(person) = domain::people::fold(events.iter().filter_map(fact).collect()) else { return Ok(()) };
    let Person { id, last, roles, active, name, secret } = person;
    let stored = to_column(&Stored { id, last, roles, active, name, secret });
    tx.prepare_cached("INSERT OR REPLACE INTO person (device, seq, person) VALUES (?1, ?2, ?3)")?.execute(params![
        id.device.as_slice(),
        to_sql(id.seq),
        stored
    ])?;
    Ok(())
}

/// A fact about a person out of a journal event; `None` for other kinds (a sign-in changes nothing of the record), kinds not
/// known here, and parked events.
fn fact(event: &Event) -> Option<Stamped<PersonFact>> {
    match understand(event, Fact::decode).fact()?.folded() {
        Folded::Person(fact) => Some(stamped(event, fact)),
        Folded::Booking(_) | Folded::View(_) | Folded::Noted => None,
    }
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
