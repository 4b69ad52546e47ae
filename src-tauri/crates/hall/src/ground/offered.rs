//! What a person is offered: what can be done with a booking as it stands (`domain::booking::Act`), as far as they may do
//! it. Screens decide neither.

use super::{Desk, Right};
use domain::booking::{Act, BookingState, CallAct};
use domain::time::BeijingDay;

/// The right that the command behind an act asks for.
fn needs(act: Act) -> Right {
    match act {
        Act::Reveal | Act::Slip => Right::SeeFullName,
        Act::Edit | Act::Arrive | Act::SeatAgain | Act::Cancel | Act::Decline => Right::WriteBooking,
        Act::Assist => Right::RunCase,
        Act::Erase => Right::ErasePersonal,
    }
}

impl Desk {
    /// What whoever is at this desk can do with a booking.
    pub(crate) fn can(&self, booking: &BookingState) -> Vec<Act> {
        let possible = Act::ALL.into_iter().filter(|act| booking.can(*act));
        possible.filter(|act| self.actor().may(needs(*act))).collect()
    }

    /// What they can do with its line in the call list of a day.
    pub(crate) fn can_on_call_list(&self, booking: &BookingState, day: BeijingDay) -> Vec<CallAct> {
        if self.actor().may(Right::WriteBooking) { booking.call_acts(day) } else { Vec::new() }
    }

    /// What they can note of a call about bookings; `late`: somebody has not come at their time.
    pub(crate) fn can_note(&self, late: bool) -> Vec<CallAct> {
        if self.actor().may(Right::WriteBooking) { CallAct::outcomes(late).collect() } else { Vec::new() }
    }
}
