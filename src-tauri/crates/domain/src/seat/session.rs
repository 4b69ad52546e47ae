//! A session's times and seats, and the seats a booking holds: the forms that stand in events.

use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};

/// A session as planned: how it is cut into slots and how many seats each slot has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct PlannedSession {
    /// First minute.
    #[n(0)]
    pub from: MinuteOfDay,
    /// End, not included.
    #[n(1)]
    pub to: MinuteOfDay,
    /// Length of a slot; a shorter remainder at the end is dropped.
    #[n(2)]
    pub slot_minutes: u16,
    /// Seats in each slot.
    #[n(3)]
    pub seats: u16,
}

/// The seats a booking holds: one in each of consecutive slots of one session.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Place {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// Session of the day, from 0.
    #[n(1)]
    pub session: u8,
    /// First slot of the session, from 0.
    #[n(2)]
    pub slot: u16,
    /// Seat held in each slot, from seat 1.
    #[n(3)]
    pub seats: Vec<u16>,
}

impl Place {
    /// The tokens as (slot, seat).
    pub fn tokens(&self) -> impl Iterator<Item = (u16, u16)> + '_ {
        (self.slot..).zip(self.seats.iter().copied())
    }
}

impl PlannedSession {
    /// Whole slots that fit; a remainder shorter than a slot is dropped.
    pub fn slots(&self) -> u16 {
        self.to.0.saturating_sub(self.from.0).checked_div(self.slot_minutes).unwrap_or(0)
    }

    /// Start of a slot.
    pub fn start(&self, slot: u16) -> MinuteOfDay {
        self.from.plus(slot.saturating_mul(self.slot_minutes))
    }

    /// Whether one of its slots begins at a time.
    pub fn begins(&self, at: MinuteOfDay) -> bool {
        (0..self.slots()).any(|slot| self.start(slot) == at)
    }

    /// End of a run of slots.
    pub fn end(&self, slot: u16, count: u16) -> MinuteOfDay {
        self.start(slot.saturating_add(count))
    }

    /// Consecutive slots a visit of so many minutes takes; at least one.
    pub fn slots_for(&self, minutes: u16) -> u16 {
        minutes.div_ceil(self.slot_minutes.max(1)).max(1)
    }
}
