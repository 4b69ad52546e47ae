//! Rows of views: access to them, and how the rules' values stand in their columns.

use crate::db::error::StoreError;
use domain::record::{Order, RecordId};
use journal::{DeviceId, Event, EventId, Seq};
use rusqlite::Connection;

/// Read access to the views within one transaction.
#[derive(Clone, Copy)]
pub struct Views<'a> {
    pub(super) connection: &'a Connection,
}

impl<'a> Views<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }
}

/// An event's place in the order, in the rules' terms.
pub(super) fn order(event: &Event) -> Order {
    Order { lamport: event.lamport.0, id: record_id(EventId { device: event.device, seq: event.seq }) }
}

/// The rules' name for a journal event.
pub fn record_id(id: EventId) -> RecordId {
    RecordId { device: id.device.0, seq: id.seq.0 }
}

/// The journal's name for a record.
pub fn event_id(id: RecordId) -> EventId {
    EventId { device: DeviceId(id.device), seq: Seq(id.seq) }
}

pub(super) fn device(bytes: &[u8]) -> Result<[u8; 8], rusqlite::Error> {
    <[u8; 8]>::try_from(bytes)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(error)))
}

/// CBOR in a view column: written by this program only, so a failure to read is damage.
pub(super) fn from_column<T: for<'b> minicbor::Decode<'b, ()>>(bytes: &[u8]) -> Result<T, StoreError> {
    minicbor::decode(bytes).map_err(|error| StoreError::Damaged(format!("view column: {error}")))
}

pub(super) fn to_column<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    match minicbor::to_vec(value) {
        Ok(bytes) => bytes,
        Err(error) => unreachable!("writing a column into memory cannot fail: {error}"),
    }
}
