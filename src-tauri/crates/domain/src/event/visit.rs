//! Facts about people on the service day: who walked in, who has arrived, who was called.

use super::body::{ItemSnapshot, Language, PersonalField};
use crate::reference::catalogue::DepartmentId;
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};

/// Somebody without a booking is accepted on a Saturday (PRODUCT rule 17). It holds no seat. Name, phone and texts are in
/// the vault under this event's id.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct WalkedIn {
    /// Opaque number on the receipt.
    #[n(0)]
    pub number: u64,
    /// The service day.
    #[n(1)]
    pub day: BeijingDay,
    /// When it was accepted, by the PC's clock.
    #[n(2)]
    pub at: MinuteOfDay,
    /// Items, at least one.
    #[n(3)]
    pub items: Vec<ItemSnapshot>,
    /// People who came.
    #[n(4)]
    pub party: u16,
    /// Green channel: yes or no, never why.
    #[n(5)]
    pub green_channel: bool,
    /// Language of the receipt.
    #[n(6)]
    pub slip_language: Language,
    /// Personal fields that have a value in the vault.
    #[n(7)]
    pub personal: Vec<PersonalField>,
    /// The working day it is forwarded to, as the citizen was told; absent where the department was on duty.
    #[n(8)]
    pub forwarded: Option<BeijingDay>,
}

/// A person with a booking has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Arrived {
    /// The day on which their case is decided, as it stood then: the service day where every department was on duty, else
    /// the working day it is forwarded to. Absent in older journals.
    #[n(0)]
    pub decided_on: Option<BeijingDay>,
}

/// A day's list with whole names and numbers was printed or written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ListHandedOut {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
}

/// What a telephone call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum CallOutcome {
    /// They come, or agree to the time they were moved to.
    #[n(0)]
    Coming,
    /// They want another time.
    #[n(1)]
    Rescheduled,
    /// They do not come.
    #[n(2)]
    Cancelled,
    /// Nobody answered.
    #[n(3)]
    NoAnswer,
}

/// What somebody was told of their booking, in so many words: another installation may have changed it meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Told {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// The time.
    #[n(1)]
    pub start: MinuteOfDay,
    /// There is a seat for them.
    #[n(2)]
    pub seated: bool,
    /// The booking stands.
    #[n(3)]
    pub stands: bool,
    /// Departments that do not come for them.
    #[n(4)]
    pub denied: Vec<DepartmentId>,
}

/// Somebody with a booking was called.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Called {
    /// What it came to.
    #[n(0)]
    pub outcome: CallOutcome,
    /// When they mean to be here.
    #[n(1)]
    pub expected: Option<MinuteOfDay>,
    /// Their seats are given up; they get others only by being booked anew.
    #[n(2)]
    pub released: bool,
    /// What they were told. Absent where nobody answered, and in old calls: what held when it was written.
    #[n(3)]
    pub told: Option<Told>,
}
