//! Everybody to call, in the door's types.

use super::offered::call_acts;
use super::read::{hm, moment, names, record};
use super::service::{expected, noted, outcome, outcome_shown};
use crate::{CallBooking, CallNote, CallReason, CallTask, CallWhy, CallsOn, Failure, LastCall, Noted, ToCall};
use domain::to_call::{GivenUp, Reason};
use hall::Desk;

pub(super) fn to_call(found: hall::ToCall) -> ToCall {
    ToCall {
        tasks: found.tasks.into_iter().map(task).collect(),
        days: found.days.into_iter().map(|(date, tasks)| CallsOn { date: date.to_string(), tasks }).collect(),
    }
}

pub(super) fn task(task: hall::CallTask) -> CallTask {
    CallTask {
        bookings: task.bookings.into_iter().map(booking).collect(),
        name: task.name,
        phone: task.phone,
        agent: task.agent,
        soonest: moment(task.soonest),
        unanswered: task.unanswered,
        can: call_acts(&task.can),
        last: task.last.map(|call| LastCall { outcome: outcome_shown(call.outcome), at: moment(call.at) }),
    }
}

fn booking(booking: hall::CallBooking) -> CallBooking {
    CallBooking {
        booking: booking.booking.to_string(),
        base: booking.base.to_string(),
        number: booking.number.to_string(),
        name: booking.name,
        date: booking.date.to_string(),
        start: hm(booking.start),
        open: booking.open,
        known_date: booking.known.map(|(date, _)| date.to_string()),
        known_start: booking.known.map(|(_, start)| hm(start)),
        items: booking.items.iter().map(names).collect(),
        party: booking.party,
        whys: booking.whys.iter().map(why).collect(),
    }
}

fn why(why: &hall::CallWhy) -> CallWhy {
    CallWhy {
        reason: reason(why.reason),
        department: why.department.as_ref().map(names),
        from: why.hours.0.map(hm),
        until: why.hours.1.map(hm),
        items: why.items.iter().map(names).collect(),
    }
}

fn reason(reason: Reason) -> CallReason {
    match reason {
        Reason::GivenUp(GivenUp::NoSeat) => CallReason::NoSeat,
        Reason::GivenUp(GivenUp::HallClosed) => CallReason::HallClosed,
        Reason::Moved => CallReason::Moved,
        Reason::SeatLost => CallReason::SeatLost,
        Reason::SeatFound => CallReason::SeatFound,
        Reason::Stands => CallReason::Stands,
        Reason::DoesNotCome(_) => CallReason::DoesNotCome,
        Reason::ComesInPart(_) => CallReason::ComesInPart,
        Reason::ComesAfterAll(_) => CallReason::ComesAfterAll,
        Reason::WantsAnotherTime => CallReason::WantsAnotherTime,
        Reason::NotArrived => CallReason::NotArrived,
    }
}

/// Puts on record what a call came to, for the bookings as they were seen.
pub(super) fn note(desk: &Desk, input: &CallNote) -> Result<Noted, Failure> {
    let seen = input.bookings.iter().map(|one| Ok((record("bookings", &one.booking)?, record("bookings", &one.base)?)));
    let bookings = seen.collect::<Result<_, Failure>>()?;
    let (outcome, expected) = (outcome(input.outcome), expected(&input.expected)?);
    Ok(noted(&desk.note_call(bookings, hall::CallNote { outcome, expected, release: input.release })?))
}
