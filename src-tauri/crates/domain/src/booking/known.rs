//! What a booking's person knows of it. Whenever somebody speaks with them it is what they were told; where it differs from
//! what holds now, they are to be called (`to_call`). So no call is a record of its own, and none can be forgotten.

use crate::event::BookingMade;
use crate::record::RecordId;
use crate::reference::catalogue::DepartmentId;
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};

/// What the person knows.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Known {
    /// The day they mean to come.
    #[n(0)]
    pub day: BeijingDay,
    /// Session and slot in which their time begins; with `start` absent it is the beginning of that slot.
    #[n(1)]
    pub slot: (u8, u16),
    /// The time.
    #[n(2)]
    pub start: Option<MinuteOfDay>,
    /// They believe that there is a seat for them.
    #[n(3)]
    pub seated: bool,
    /// They believe that the booking stands.
    #[n(4)]
    pub stands: bool,
    /// Departments of which they know that they do not come.
    #[n(5)]
    pub denied: Vec<DepartmentId>,
    /// Lamport number and name of the event by which they know of the departments.
    #[n(6)]
    pub since: (u64, RecordId),
    /// They asked for another time and have none yet.
    #[n(7)]
    pub wants_another_time: bool,
    /// Calls since then that nobody answered.
    #[n(8)]
    pub unanswered: u16,
}

impl Known {
    /// What a booking is made with is what its person is told.
    pub(super) fn when_made(made: &BookingMade, since: (u64, RecordId), seated: bool) -> Self {
        Self {
            day: made.day,
            slot: (made.session, made.slot),
            start: made.start,
            seated,
            stands: true,
            denied: made.denied.clone().unwrap_or_default(),
            since,
            wants_another_time: false,
            unanswered: 0,
        }
    }
}
