//! What lists call a booking: one word for each of them, from the same state.

use super::state::{BookingState, Status};
use crate::event::{CallOutcome, CancelReason};
use crate::time::BeijingDay;

/// What has become of a booking, as a list of one day says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has its seat, and its person is still to come.
    Booked,
    /// No seat could be had so far.
    Provisional,
    /// The day's seats no longer support it.
    WithoutSeat,
    /// Its seats were given up after a call.
    Released,
    /// Its person is here.
    Arrived,
    /// Somebody without a booking.
    WalkedIn,
    /// It is on another day by now.
    Moved,
    /// Cancelled, or taken back.
    Cancelled,
}

/// Why a booking is among those that wait on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingKind {
    /// It had a seat that the day no longer supports.
    Orphaned,
    /// Provisional: no seat yet.
    Provisional,
    /// It was provisional and has a seat now; its person does not know yet.
    Confirmed,
    /// It was provisional and declined; its person does not know yet.
    Declined,
}

impl BookingState {
    /// What a list of a day says of it.
    pub fn standing_on(&self, day: BeijingDay) -> Standing {
        if !self.stands() {
            Standing::Cancelled
        } else if self.walk_in.is_some() {
            Standing::WalkedIn
        } else if self.arrived_ms.is_some() {
            Standing::Arrived
        } else if self.place.day != day {
            Standing::Moved
        } else if self.released {
            Standing::Released
        } else if self.is_pending() {
            Standing::Provisional
        } else if !self.seated {
            Standing::WithoutSeat
        } else {
            Standing::Booked
        }
    }

    /// Why it is among those that wait. `None` if it is not.
    pub fn waiting_kind(&self) -> Option<WaitingKind> {
        let waited = self.provisional.is_some();
        if self.is_pending() {
            Some(WaitingKind::Provisional)
        } else if self.waits() {
            Some(WaitingKind::Orphaned)
        } else if self.claims_seats() && waited && !self.known.seated {
            Some(WaitingKind::Confirmed)
        } else {
            let declined = self.status == Status::Cancelled(CancelReason::NoSeat) && waited && self.known.stands;
            declined.then_some(WaitingKind::Declined)
        }
    }

    /// Whether the call list of its day has it: it stands, or it was cancelled in a call.
    pub fn is_on_call_list(&self) -> bool {
        let cancelled_in_call = self.call.is_some_and(|call| call.outcome == CallOutcome::Cancelled);
        self.stands() || (self.status != Status::Undone && cancelled_in_call)
    }

    /// Whether somebody could be called about it: not about who is here, whose values are gone, or who is waited for no
    /// more because the seats were given up after a call.
    pub fn may_be_called(&self) -> bool {
        !(self.erased || self.arrived_ms.is_some() || self.released || self.contested)
    }
}
