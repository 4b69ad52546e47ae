//! Everybody to call, in the door's types.

use super::read::{hm, names, record};
use super::service_day::{expected, noted};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{CallBooking, CallNote, CallReason, CallWhy, CallsOn, Failure, Noted, Nothing, ToCall};
use domain::to_call::{GivenUp, Reason};

pub(crate) fn to_call(visit: Visit<'_>, _: Nothing) -> Result<ToCall, Failure> {
    let found = visit.desk()?.to_call()?;
    Ok(ToCall {
        tasks: found.tasks.wire(),
        days: found.days.into_iter().map(|(date, tasks)| CallsOn { date: date.to_string(), tasks }).collect(),
    })
}

/// Puts on record what a call came to, for the bookings as they were seen.
pub(crate) fn call_note(visit: Visit<'_>, input: CallNote) -> Result<Noted, Failure> {
    let seen = input.bookings.iter().map(|one| Ok((record("bookings", &one.booking)?, record("bookings", &one.base)?)));
    let bookings = seen.collect::<Result<_, Failure>>()?;
    let expected = expected(&input.expected)?;
    let note = hall::CallNote { outcome: input.outcome.into(), expected, release: input.release };
    Ok(noted(visit.desk()?.note_call(bookings, note)?))
}

impl Wire<CallBooking> for hall::CallBooking {
    fn wire(self) -> CallBooking {
        let booking = self;
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
