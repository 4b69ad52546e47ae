//! The one way to put a fact on record. Called inside a write transaction, after permission and rules.

use super::clock::Clock;
use domain::event::{self, Fact};
use domain::record::RecordId;
use journal::{KindCode, KindVersion, WallTime};
use store::{NewEvent, StoreError, WriteTx};

/// Who writes an event, and when by the PC's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Author {
    /// Nobody where the program itself acts: it adopts shipped data, erases what has expired.
    pub actor: Option<RecordId>,
    pub wall: WallTime,
}

impl Author {
    /// The program itself.
    pub(crate) fn program(clock: Clock) -> Self {
        Self { actor: None, wall: clock.wall() }
    }
}

/// Puts a fact into the journal as an event of this device.
pub(crate) fn record(
    tx: &mut WriteTx<'_>,
    author: Author,
    fact: &Fact,
    entity: Option<RecordId>,
    base: Option<RecordId>,
) -> Result<RecordId, StoreError> {
    let must_understand = event::row(fact.kind()).is_some_and(|row| row.must_understand);
    let new = NewEvent {
        kind: KindCode(fact.kind()),
        version: KindVersion(fact.version()),
        must_understand,
        entity: entity.map(store::event_id),
        base: base.map(store::event_id),
        actor: author.actor.map(store::event_id),
        wall: author.wall,
        body: fact.encode(),
    };
    Ok(store::record_id(tx.append_fact(new, fact.clone())?))
}
