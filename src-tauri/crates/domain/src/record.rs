//! How the rules name a record and put facts in order, without knowing how the journal stores them.

use std::fmt;

/// Identity of a record: the event that created it, as (device, sequence number). Never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(array)]
pub struct RecordId {
    /// Device that created the record.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: [u8; 8],
    /// Sequence number of the creating event in that device's journal, from 1.
    #[n(1)]
    pub seq: u64,
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.device {
            write!(f, "{byte:02x}")?;
        }
        write!(f, "-{}", self.seq)
    }
}

/// Place of a fact in the one order all installations agree on: Lamport number, then device, then sequence number.
/// No clock takes part (invariant A5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(array)]
pub struct Order {
    /// Lamport number of the event.
    #[n(0)]
    pub lamport: u64,
    /// The event itself.
    #[n(1)]
    pub id: RecordId,
}

/// A fact with its place in the order and the wall time it was written, which is evidence only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped<T> {
    /// Place in the order.
    pub order: Order,
    /// Milliseconds since 1970-01-01 UTC as the writing PC's clock had it.
    pub wall_ms: i64,
    /// What happened.
    pub fact: T,
}

/// Text that is no record's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a record id")]
pub struct NotARecordId;

impl std::str::FromStr for RecordId {
    type Err = NotARecordId;

    fn from_str(text: &str) -> Result<Self, NotARecordId> {
        let (device, seq) = text.split_once('-').ok_or(NotARecordId)?;
        if device.len() != 16 || !device.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotARecordId);
        }
        let device = u64::from_str_radix(device, 16).map_err(|_| NotARecordId)?.to_be_bytes();
        Ok(Self { device, seq: seq.parse().map_err(|_| NotARecordId)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let id = RecordId { device: [0, 1, 2, 3, 4, 5, 6, 0xff], seq: 42 };
        assert_eq!(id.to_string(), "00010203040506ff-42");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "42", "00010203040506ff-", "00010203040506ff-x", "+0010203040506ff-4", "0001-4"] {
            assert_eq!(bad.parse::<RecordId>(), Err(NotARecordId), "{bad}");
        }
    }
}
