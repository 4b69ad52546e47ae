//! The journal's table: events go in, and come out by entity, by name, or all in order. Nothing changes or leaves.

use crate::db::error::StoreError;
use crate::db::sql_int::{device, from_sql, hash, to_sql};
use journal::{Chain, DeviceId, Event, EventId, Hash, KindCode, Lamport, Seq, WallTime};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::ops::ControlFlow;

pub(crate) const SCHEMA: &str = include_str!("journal_table.sql");
pub(crate) const ORDER_INDEX: &str = include_str!("journal_order.sql");

pub(crate) fn insert(connection: &Connection, event: &Event, bytes: &[u8], hash: Hash) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO journal (device, seq, lamport, entity_device, entity_seq, kind, bytes, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            event.device.0,
            to_sql(event.seq.0),
            to_sql(event.lamport.0),
            event.entity.device.0,
            to_sql(event.entity.seq.0),
            event.kind.0,
            bytes,
            hash.0
        ])?;
    Ok(())
}

pub(crate) fn event(connection: &Connection, id: EventId) -> Result<Option<Event>, StoreError> {
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached("SELECT bytes FROM journal WHERE device = ?1 AND seq = ?2")?
        .query_row(params![id.device.0, to_sql(id.seq.0)], |row| row.get(0))
        .optional()?;
    bytes.map(|bytes| decode(&bytes)).transpose()
}

/// The hash in the chain at an event.
pub(crate) fn hash_of(connection: &Connection, id: EventId) -> Result<Option<Hash>, StoreError> {
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT hash FROM journal WHERE device = ?1 AND seq = ?2")?
        .query_row(params![id.device.0, to_sql(id.seq.0)], |row| row.get(0))
        .optional()?;
    found.map(hash).transpose()
}

/// How far Lamport numbers count, given that they count up to `from` ([`Lamport::counted_with`]). The index has them in order,
/// so it is one look-up for each 2^24.
pub(crate) fn counted(connection: &Connection, from: Lamport) -> Result<Lamport, StoreError> {
    let mut highest =
        connection.prepare_cached("SELECT max(lamport) FROM journal WHERE lamport > ?1 AND lamport <= ?2")?;
    let mut counted = from;
    loop {
        let within = params![to_sql(counted.0), to_sql(counted.farthest().0)];
        let Some(found) = highest.query_row(within, |row| row.get::<_, Option<i64>>(0))? else { return Ok(counted) };
        counted = Lamport(from_sql(found)?);
    }
}

/// Events of an entity that are not parked, in their order.
pub(crate) fn folded_events_of(connection: &Connection, entity: EventId) -> Result<Vec<Event>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT bytes FROM journal AS j WHERE entity_device = ?1 AND entity_seq = ?2
             AND NOT EXISTS (SELECT 1 FROM parked AS p WHERE p.device = j.device AND p.seq = j.seq)
         ORDER BY lamport, device, seq",
    )?;
    let rows = statement.query_map(params![entity.device.0, to_sql(entity.seq.0)], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|bytes| decode(&bytes?)).collect()
}

/// Events of an entity in their order, parked ones too.
pub(crate) fn events_of(connection: &Connection, entity: EventId) -> Result<Vec<Event>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT bytes FROM journal WHERE entity_device = ?1 AND entity_seq = ?2 ORDER BY lamport, device, seq",
    )?;
    let rows = statement.query_map(params![entity.device.0, to_sql(entity.seq.0)], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|bytes| decode(&bytes?)).collect()
}

/// Events of a kind that are not parked, the last in order first. For kinds that are rare: it looks at every row.
pub(crate) fn events_of_kind(connection: &Connection, kind: KindCode) -> Result<Vec<Event>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT bytes FROM journal AS j WHERE kind = ?1
             AND NOT EXISTS (SELECT 1 FROM parked AS p WHERE p.device = j.device AND p.seq = j.seq)
         ORDER BY lamport DESC, device DESC, seq DESC",
    )?;
    let rows = statement.query_map([kind.0], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|bytes| decode(&bytes?)).collect()
}

/// How many events the entities of one device have, from one entity to another.
pub(crate) fn count_between(connection: &Connection, first: EventId, last: Seq) -> Result<usize, StoreError> {
    let count: i64 = connection
        .prepare_cached("SELECT count(*) FROM journal WHERE entity_device = ?1 AND entity_seq BETWEEN ?2 AND ?3")?
        .query_row(params![first.device.0, to_sql(first.seq.0), to_sql(last.0)], |row| row.get(0))?;
    usize::try_from(count).map_err(|_| StoreError::Damaged("a count is negative".to_owned()))
}

/// Hands every event whose Lamport number counts to `each`, in the order all installations agree on.
pub(crate) fn each_in_order(
    connection: &Connection,
    counted: Lamport,
    mut each: impl FnMut(&Event) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare("SELECT bytes FROM journal WHERE lamport <= ?1 ORDER BY lamport, device, seq")?;
    let mut rows = statement.query([to_sql(counted.0)])?;
    while let Some(row) = rows.next()? {
        each(&decode(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?)?;
    }
    Ok(())
}

/// How many events there are of all devices, and what the clock said at the last in order of those whose number counts.
pub(crate) fn extent(connection: &Connection) -> Result<(u64, Option<WallTime>), StoreError> {
    let events: i64 = connection.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
    let last: Option<Vec<u8>> = connection
        .query_row(
            "SELECT bytes FROM journal WHERE lamport <= (SELECT lamport FROM meta)
             ORDER BY lamport DESC, device DESC, seq DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    let newest = last.map(|bytes| decode(&bytes)).transpose()?.map(|event| event.wall);
    Ok((from_sql(events)?, newest))
}

/// Hands events to `visit`, the last in order first, until it breaks; with `before`, those before that place.
pub(crate) fn each_newest_first(
    connection: &Connection,
    before: Option<(Lamport, DeviceId, Seq)>,
    mut visit: impl FnMut(&Event, &Hash) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    // Without a place: from above all numbers there can be.
    let (lamport, device, seq) = before.unwrap_or((Lamport(u64::MAX), DeviceId([0; 8]), Seq(0)));
    let mut statement = connection.prepare_cached(NEWEST_FIRST)?;
    let mut rows = statement.query(params![to_sql(lamport.0), device.0, to_sql(seq.0)])?;
    while let Some(row) = rows.next()? {
        let event = decode(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
        if visit(&event, &hash(row.get(1)?)?).is_break() {
            break;
        }
    }
    Ok(())
}

/// The index gives this order, so the first row costs no more than the last.
pub(crate) const NEWEST_FIRST: &str = "SELECT bytes, hash FROM journal WHERE (lamport, device, seq) < (?1, ?2, ?3)
    ORDER BY lamport DESC, device DESC, seq DESC";

/// What a check of all journals found.
pub(crate) struct Journals {
    /// The end of each device's journal.
    pub(crate) ends: Vec<Chain>,
    /// How far Lamport numbers count.
    pub(crate) counted: Lamport,
}

/// Checks every device's chain, and that the columns tell what the bytes tell.
pub(crate) fn verify(connection: &Connection) -> Result<Journals, StoreError> {
    let mut journals = Journals { ends: Vec::new(), counted: counted(connection, Lamport(0))? };
    let mut statement = connection.prepare(
        "SELECT device, seq, lamport, entity_device, entity_seq, kind, bytes, hash FROM journal ORDER BY device, seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let device = device(row.get(0)?)?;
        let mut end = match journals.ends.pop() {
            Some(end) if end.device() == device => end,
            other => {
                journals.ends.extend(other);
                Chain::begin(device)
            }
        };
        let bytes: Vec<u8> = row.get(6)?;
        let event = end.check(&bytes, &hash(row.get(7)?)?)?;
        if columns(row)? != columns_of(&event) {
            return Err(StoreError::Damaged(format!("the columns of event {} do not fit it", event.id())));
        }
        journals.ends.push(end);
    }
    Ok(journals)
}

/// Sequence and Lamport number, entity, kind.
type Columns = (i64, i64, Vec<u8>, i64, u16);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

fn columns_of(event: &Event) -> Columns {
    let entity = event.entity;
    (to_sql(event.seq.0), to_sql(event.lamport.0), entity.device.0.to_vec(), to_sql(entity.seq.0), event.kind.0)
}

fn decode(bytes: &[u8]) -> Result<Event, StoreError> {
    Event::decode_any(bytes).map_err(|error| StoreError::Damaged(error.to_string()))
}
