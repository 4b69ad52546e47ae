//! Numbers of the envelope, each a type of its own so that none is taken for another.

use std::fmt;

/// Highest sequence and Lamport number that is accepted: 2^53. Honest journals stay far below; a broken or hostile one
/// could otherwise drive everybody's numbers to the end of their range.
pub const NUMBER_MAX: u64 = 1 << 53;

/// How far an event's Lamport number may lie above every smaller one that counts: 2^24. An honest author writes one more than
/// the highest it has seen, so honest numbers have no gaps but for events that are lost or have not arrived; a hall writes
/// about half a million a year.
pub const LEAP_MAX: u64 = 1 << 24;

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

    /// How far numbers count, given that they count up to this one: up to the first gap above it of more than [`LEAP_MAX`].
    /// What lies beyond is parked, and drives nobody's numbers up. It depends on which numbers there are and never on the
    /// order in which they came, and with more of them it only grows, so that all nodes come to the same (invariant A4).
    #[must_use]
    pub fn counted_with(self, numbers: impl IntoIterator<Item = Self>) -> Self {
        let mut above: Vec<Self> = numbers.into_iter().filter(|number| *number > self).collect();
        above.sort_unstable();
        let mut counted = self;
        for number in above {
            if number > counted.farthest() {
                break;
            }
            counted = number;
        }
        counted
    }

    /// The highest number that still counts where they count up to this one.
    #[must_use]
    pub fn farthest(self) -> Self {
        Self(self.0.saturating_add(LEAP_MAX).min(NUMBER_MAX))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_count_up_to_the_first_leap() {
        let check = |from: u64, numbers: &[u64], expected: u64| {
            let numbers = numbers.iter().copied().map(Lamport);
            assert_eq!(Lamport(from).counted_with(numbers), Lamport(expected));
        };
        check(0, &[], 0);
        check(0, &[3, 1, 2], 3);
        check(7, &[3, LEAP_MAX + 7], LEAP_MAX + 7);
        check(7, &[3, LEAP_MAX + 8], 7);
        check(7, &[LEAP_MAX + 8, 9], LEAP_MAX + 8); // what came later bridges the gap
        for absurd in [1 << 53, (1 << 53) - 1, (1 << 53) + 1, u64::MAX] {
            check(7, &[absurd, 8], 8);
            check(7, &[absurd, absurd - 1], 7);
        }
        check(NUMBER_MAX - 1, &[NUMBER_MAX, NUMBER_MAX + 1], NUMBER_MAX);
    }

    proptest! {
        #[test]
        fn however_numbers_come_the_same_count(
            (numbers, cut) in proptest::collection::vec((0_u64..9, 0_u64..3), 0..12).prop_flat_map(|all| {
                let far = |(leaps, more): (u64, u64)| Lamport(leaps * LEAP_MAX + more);
                let numbers: Vec<Lamport> = all.into_iter().map(far).collect();
                let cut = 0..=numbers.len();
                (Just(numbers).prop_shuffle(), cut)
            }),
        ) {
            let whole = Lamport(0).counted_with(numbers.iter().copied());
            // In two batches; what did not count at first is looked at again.
            let first = Lamport(0).counted_with(numbers[..cut].iter().copied());
            prop_assert!(first <= whole);
            prop_assert_eq!(first.counted_with(numbers.iter().copied()), whole);
        }
    }
}
