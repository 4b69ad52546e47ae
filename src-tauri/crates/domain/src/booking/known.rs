//! What a booking's person knows of it. Whenever somebody speaks with them it is what they were told; where it differs from
//! what holds now, they are to be called (`calls`). So no call is a record of its own, and none can be forgotten.

use super::fold::Booking;
use crate::event::{BookingEdited, BookingMade, CallOutcome, Called, CancelReason, Told};
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

impl Booking {
    /// The person knows the time and seat that it has now.
    fn knows_place(&mut self) {
        self.known.day = self.place.day;
        self.known.slot = (self.place.session, self.place.slot);
        self.known.start = self.start;
        self.known.seated = self.seated;
    }

    /// Somebody agreed with the person on what is written; but a whole day is moved without asking anybody.
    pub(super) fn know_edited(&mut self, edited: &BookingEdited, since: (u64, RecordId)) {
        if edited.moved_from.is_some() {
            return;
        }
        if edited.place.is_some() {
            self.knows_place();
            self.known.wants_another_time = false;
            self.known.unanswered = 0;
        }
        if let Some(denied) = &edited.denied {
            self.known.denied.clone_from(denied);
            self.known.since = since;
        }
    }

    /// Whoever asked for it, or stood there, knows; whom the hall lets down has to be told.
    pub(super) fn know_cancelled(&mut self, reason: CancelReason) {
        if !matches!(reason, CancelReason::HallClosed | CancelReason::NoSeat) {
            self.known.stands = false;
        }
    }

    /// Whoever is here sees how things are.
    pub(super) fn know_arrived(&mut self) {
        self.knows_place();
        self.known.stands = self.stands();
        self.known.wants_another_time = false;
        self.known.unanswered = 0;
    }

    /// After the call has done what it does.
    pub(super) fn know_called(&mut self, called: &Called, since: (u64, RecordId)) {
        if called.outcome == CallOutcome::NoAnswer {
            self.known.unanswered = self.known.unanswered.saturating_add(1);
            return;
        }
        match &called.told {
            Some(Told { day, start, seated, stands, denied }) => {
                self.known.day = *day;
                self.known.start = Some(*start);
                self.known.seated = *seated;
                self.known.stands = *stands;
                self.known.denied.clone_from(denied);
                self.known.since = since;
            }
            // An old call says how it ended, not what was said.
            None => {
                self.knows_place();
                self.known.stands = self.stands();
            }
        }
        if called.outcome == CallOutcome::Cancelled {
            self.known.stands = false;
        }
        self.known.wants_another_time = called.outcome == CallOutcome::Rescheduled;
        self.known.unanswered = 0;
    }
}
