//! What can be done with a booking as it stands. Screens offer just that; the use-cases refuse whatever else is asked for.
//!
//! Deliberately not here: who may do it, which is a matter of rights.

use super::state::BookingState;
use crate::time::BeijingDay;

/// Something that can be done with a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Show its personal values.
    Reveal,
    /// Print its slip; also of what is cancelled: the slip says so.
    Slip,
    /// Change what was agreed.
    Edit,
    /// Mark that its person is here.
    Arrive,
    /// Give it seats again after they were given up.
    SeatAgain,
    /// Cancel it.
    Cancel,
    /// Cancel it for want of a seat.
    Decline,
    /// Open a case of the assisted-handling log for its person.
    Assist,
    /// Erase its personal values.
    Erase,
}

impl Act {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Act; 9] = [
        Act::Reveal,
        Act::Slip,
        Act::Edit,
        Act::Arrive,
        Act::SeatAgain,
        Act::Cancel,
        Act::Decline,
        Act::Assist,
        Act::Erase,
    ];
}

/// Something that can be done with a line of a day's call list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallAct {
    /// Mark that they are here.
    Arrive,
    /// They come.
    Coming,
    /// They want another time.
    Rescheduled,
    /// They do not come.
    Cancelled,
    /// Nobody answered.
    NoAnswer,
    /// Nobody answered, and the seats are given up.
    Release,
    /// Give seats again to who comes after all.
    SeatAgain,
}

impl CallAct {
    /// What a call can come to. Seats are given up only of who has not come at their time: `late`.
    pub fn outcomes(late: bool) -> impl Iterator<Item = CallAct> {
        let always = [CallAct::Coming, CallAct::Rescheduled, CallAct::Cancelled, CallAct::NoAnswer];
        always.into_iter().chain(late.then_some(CallAct::Release))
    }
}

impl BookingState {
    /// Whether it can be done.
    pub fn can(&self, act: Act) -> bool {
        let changes = self.stands() && !self.erased;
        let is_to_come = changes && self.arrived_ms.is_none();
        match act {
            Act::Reveal | Act::Slip | Act::Erase => !self.erased,
            Act::Edit => changes && self.walk_in.is_none(),
            Act::Arrive | Act::Cancel => is_to_come,
            Act::Decline => is_to_come && self.is_pending(),
            Act::SeatAgain => changes && self.released,
            Act::Assist => changes,
        }
    }

    /// What can be done with its line in the call list of a day. Nothing more with who is here or has cancelled; who was
    /// moved to another day does not arrive on this one.
    pub fn call_acts(&self, day: BeijingDay) -> Vec<CallAct> {
        if !self.can(Act::Cancel) {
            return Vec::new();
        }
        let arrive = (self.place.day == day && self.can(Act::Arrive)).then_some(CallAct::Arrive);
        let again = self.can(Act::SeatAgain).then_some(CallAct::SeatAgain);
        arrive.into_iter().chain(CallAct::outcomes(true)).chain(again).collect()
    }
}
