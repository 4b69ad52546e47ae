//! Bounds of what a hall can set, and what holds where it has set nothing.

use std::ops::RangeInclusive;

/// Longest name of a hall.
pub const HALL_NAME_CHARACTERS_MAX: usize = 60;
/// Most seats in a slot: more windows than any hall has.
pub const WINDOWS_MAX: u16 = 99;
/// Most approvers of a department in a half-day; more is a slip of the finger.
pub const APPROVERS_MAX: u16 = 99;
/// Cases of a half-day that one approver may be set to take.
pub const CASES_PER_APPROVER: RangeInclusive<u16> = 1..=99;
/// Saturdays that a month can have.
pub const SATURDAYS: RangeInclusive<u8> = 1..=5;
/// Shortest slot.
pub const SLOT_MINUTES_MIN: u16 = 5;
/// Longest slot.
pub const SLOT_MINUTES_MAX: u16 = 240;
/// Minutes a screen may be left alone, where the hall has set nothing else.
pub const IDLE_LOCK_MINUTES: u16 = 5;
/// Minutes after which a screen may be set to lock.
pub const IDLE_MINUTES: RangeInclusive<u16> = 1..=60;
/// Days after the service date from which personal values are erased, where the hall has set nothing else.
pub const ERASE_AFTER_DAYS: u16 = 90;
/// Days after which personal values may be set to be erased.
pub const ERASE_DAYS: RangeInclusive<u16> = 7..=3650;
/// Minutes after opening from which those who have not come are called, where the hall has set nothing else.
pub const CALL_AFTER_MINUTES: u16 = 60;
/// Minutes after opening that may be set for that.
pub const CALL_MINUTES: RangeInclusive<u16> = 0..=480;
