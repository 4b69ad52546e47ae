//! How a booking's person comes to know of it: whenever somebody speaks with them, by what is agreed, said or done.

use super::state::BookingState;
use crate::event::{BookingEdited, CallOutcome, Called, CancelReason, Told};
use crate::record::RecordId;

impl BookingState {
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
