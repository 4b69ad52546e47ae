//! Numbers of the envelope, each a type of its own so that none is taken for another.

use std::fmt;

/// Highest sequence and Lamport number that is accepted: 2^53. Honest journals stay far below; a broken or hostile one
/// could otherwise drive everybody's numbers to the end of their range.
pub const NUMBER_MAX: u64 = 1 << 53;

/// Place of an event in its device's journal: 1, 2, 3 … without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seq(pub u64);

impl Seq {
    /// The first event of a device.
    pub const FIRST: Self = Self(1);

    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Lamport number: greater than that of every event its author had seen. Orders events; no clock does (invariant A5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lamport(pub u64);

impl Lamport {
    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// What the writing PC's clock said, in milliseconds since 1970-01-01 UTC. Evidence, never an order (invariant A5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WallTime(pub i64);

/// Number of an event kind in the table that `domain` keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindCode(pub u16);

/// Version of a kind's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindVersion(pub u8);
