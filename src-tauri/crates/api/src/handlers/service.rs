//! Walk-ins, arrivals and calls in the door's types.

use super::book::promise;
use super::booking::{into_language, saved};
use super::offered::call_acts;
use super::read::{date, hm, items, moment, names, record, request};
use crate::refuse::{accepted, unreadable};
use crate::{
    BookingSaved, CallCard, CallLine, CallList, CallOutcome, DayMove, DayMovePreview, DayMoved, Failure, MovedLine,
    Noted, UndoOffer, WalkInAccept, WalkInDepartment, WalkInLine, WalkInOutlook, WalkInTold, WalkIns,
};
use chrono::NaiveDate;
use domain::booking::Entry;
use domain::event;
use domain::record::RecordId;
use domain::time::{MinuteOfDay, read_time};
use hall::{Desk, Saved, Told, WalkInWish};

pub(super) fn outlook(outlook: &hall::WalkInOutlook) -> WalkInOutlook {
    let department = |one: &hall::WalkInDepartment| WalkInDepartment {
        name: one.name.as_ref().map(names),
        promise: promise(one.promise),
        approvers: one.approvers,
    };
    WalkInOutlook {
        departments: outlook.departments.iter().map(department).collect(),
        told: WalkInTold {
            staffed: outlook.told.staffed,
            forwarded_on: outlook.told.forwarded.map(|date| date.to_string()),
        },
        materials: outlook.materials.iter().map(names).collect(),
        booked_first: outlook.booked_first,
    }
}

pub(super) fn accept(desk: &Desk, input: &WalkInAccept) -> Result<BookingSaved, Failure> {
    saved(desk, desk.accept_walk_in(request(&input.request)?, wish(input)?)?)
}

pub(super) fn wish(input: &WalkInAccept) -> Result<WalkInWish, Failure> {
    let forwarded = input.told.forwarded_on.as_deref();
    Ok(WalkInWish {
        date: date("date", &input.date)?,
        items: items(&input.items),
        entry: Entry {
            name: input.name.clone(),
            phone: input.phone.clone(),
            party: input.party,
            note: input.note.clone(),
            ..Entry::default()
        },
        green_channel: input.green_channel,
        slip_language: into_language(input.slip_language),
        told: Told { staffed: input.told.staffed, forwarded: forwarded.map(|day| date("told", day)).transpose()? },
        accepted: accepted(&input.confirmed),
    })
}

pub(super) fn walk_ins(found: hall::WalkIns) -> WalkIns {
    WalkIns {
        accepted: found.accepted.into_iter().map(walk_in).collect(),
        forwarded_here: found.forwarded_here.into_iter().map(walk_in).collect(),
    }
}

fn walk_in(line: hall::WalkInLine) -> WalkInLine {
    WalkInLine {
        booking: line.booking.to_string(),
        number: line.number.to_string(),
        name: line.masked_name,
        date: line.date.to_string(),
        at: hm(line.at.time()),
        booked: line.booked,
        items: line.items.iter().map(names).collect(),
        departments: line.departments.iter().map(names).collect(),
        forwarded_on: line.forwarded.map(|date| date.to_string()),
    }
}

pub(super) fn call_list(day: NaiveDate, list: hall::CallList) -> CallList {
    CallList {
        date: day.to_string(),
        open: list.open,
        due_at: list.due_at.map(hm),
        due: list.due,
        call_after_minutes: list.call_after_minutes,
        lines: list.lines.into_iter().map(call_line).collect(),
    }
}

fn call_line(line: hall::CallLine) -> CallLine {
    CallLine {
        booking: line.booking.to_string(),
        base: line.base.to_string(),
        number: line.number.to_string(),
        name: line.masked_name,
        phone: line.masked_phone,
        agent: line.masked_agent,
        agent_phone: line.masked_agent_phone,
        start: hm(line.start),
        late: line.late,
        items: line.items.iter().map(names).collect(),
        party: line.party,
        green_channel: line.green_channel,
        has_note: line.has_note,
        arrived: line.arrived.map(moment),
        released: line.released,
        waiting: line.waiting,
        contested: line.contested,
        repeated: line.repeated,
        cancelled: line.cancelled,
        can: call_acts(&line.can),
        call: line.call.map(|call| CallCard {
            outcome: outcome_shown(call.outcome),
            expected: call.expected.map(|minute| hm(minute.time())),
            at: moment(call.at),
        }),
        moved_to: line.moved_to.map(|date| date.to_string()),
    }
}

pub(super) fn outcome(outcome: CallOutcome) -> event::CallOutcome {
    match outcome {
        CallOutcome::Coming => event::CallOutcome::Coming,
        CallOutcome::Rescheduled => event::CallOutcome::Rescheduled,
        CallOutcome::Cancelled => event::CallOutcome::Cancelled,
        CallOutcome::NoAnswer => event::CallOutcome::NoAnswer,
    }
}

/// `10:30`, or nothing.
pub(super) fn expected(text: &str) -> Result<Option<MinuteOfDay>, Failure> {
    match text.trim() {
        "" => Ok(None),
        text => read_time(text)
            .map(|time| Some(MinuteOfDay::from(time)))
            .ok_or_else(|| unreadable("expected", "call.expected")),
    }
}

pub(super) fn noted(saved: &Saved) -> Noted {
    Noted { undo: offer(&saved.undo) }
}

pub(super) fn moved(moved: &hall::DayMoved) -> DayMoved {
    DayMoved { moved: moved.moved, left: moved.left, undo: moved.undo.as_ref().map(offer) }
}

fn offer(undo: &hall::UndoOffer) -> UndoOffer {
    UndoOffer { token: undo.token.to_string(), until: moment(undo.until) }
}

pub(super) fn day_move(input: &DayMove) -> Result<hall::DayMove, Failure> {
    Ok(hall::DayMove {
        from: date("date", &input.date)?,
        to: if input.to.is_empty() { None } else { Some(date("to", &input.to)?) },
        close: input.close.map(super::sessions::reason),
    })
}

pub(super) fn seen(input: &DayMove) -> Result<Option<Vec<RecordId>>, Failure> {
    input.seen.as_ref().map(|seen| seen.iter().map(|booking| record("seen", booking)).collect()).transpose()
}

pub(super) fn day_moves(lines: Vec<hall::MovedLine>) -> DayMovePreview {
    let line = |line: hall::MovedLine| MovedLine {
        booking: line.booking.to_string(),
        name: line.masked_name,
        start: hm(line.start),
        to: line.to.map(hm),
    };
    DayMovePreview { lines: lines.into_iter().map(line).collect() }
}

pub(super) fn outcome_shown(outcome: event::CallOutcome) -> CallOutcome {
    match outcome {
        event::CallOutcome::Coming => CallOutcome::Coming,
        event::CallOutcome::Rescheduled => CallOutcome::Rescheduled,
        event::CallOutcome::Cancelled => CallOutcome::Cancelled,
        event::CallOutcome::NoAnswer => CallOutcome::NoAnswer,
    }
}
