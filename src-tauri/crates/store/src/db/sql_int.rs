//! Numbers of the journal as SQLite's signed integers. Both kinds stay below 2^53, so nothing is lost on the way.

use super::error::StoreError;
use journal::{DeviceId, EventId, Hash, Seq};
use rusqlite::Row;

pub(crate) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn from_sql(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged("a number is negative".to_owned()))
}

/// The same within a row, where errors are SQLite's: it is damage there, too.
pub(crate) fn unsigned(number: i64) -> Result<u64, rusqlite::Error> {
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, number))
}

pub(crate) fn device(bytes: Vec<u8>) -> Result<DeviceId, StoreError> {
    bytes.try_into().map(DeviceId).map_err(|_| StoreError::Damaged("a device name has not 8 bytes".to_owned()))
}

pub(crate) fn hash(bytes: Vec<u8>) -> Result<Hash, StoreError> {
    bytes.try_into().map(Hash).map_err(|_| StoreError::Damaged("a hash has not 32 bytes".to_owned()))
}

/// The event name whose device stands in column `at` and its number in the next.
pub(crate) fn event_id(row: &Row<'_>, at: usize) -> Result<EventId, StoreError> {
    Ok(EventId { device: device(row.get(at)?)?, seq: Seq(from_sql(row.get(at + 1)?)?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_number_is_damage_wherever_it_is_read() {
        assert!(matches!(from_sql(-1), Err(StoreError::Damaged(_))));
        assert!(matches!(unsigned(-1).map_err(StoreError::from), Err(StoreError::Damaged(_))));
        assert_eq!((from_sql(7), unsigned(7)), (Ok(7), Ok(7)));
    }
}
