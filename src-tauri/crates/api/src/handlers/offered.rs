//! What can be done, in the door's types.

use crate::{Act, CallAct};

/// What can be done.
pub(super) fn acts(acts: &[hall::Act]) -> Vec<Act> {
    let act = |act: &hall::Act| match act {
        hall::Act::Reveal => Act::Reveal,
        hall::Act::Slip => Act::Slip,
        hall::Act::Edit => Act::Edit,
        hall::Act::Arrive => Act::Arrive,
        hall::Act::SeatAgain => Act::SeatAgain,
        hall::Act::Cancel => Act::Cancel,
        hall::Act::Decline => Act::Decline,
        hall::Act::Erase => Act::Erase,
    };
    acts.iter().map(act).collect()
}

/// What can be done with somebody to be called.
pub(super) fn call_acts(acts: &[hall::CallAct]) -> Vec<CallAct> {
    let act = |act: &hall::CallAct| match act {
        hall::CallAct::Arrive => CallAct::Arrive,
        hall::CallAct::Coming => CallAct::Coming,
        hall::CallAct::Rescheduled => CallAct::Rescheduled,
        hall::CallAct::Cancelled => CallAct::Cancelled,
        hall::CallAct::NoAnswer => CallAct::NoAnswer,
        hall::CallAct::Release => CallAct::Release,
        hall::CallAct::SeatAgain => CallAct::SeatAgain,
    };
    acts.iter().map(act).collect()
}
