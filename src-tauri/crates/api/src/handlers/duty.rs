//! The duty list, call-backs and cut-offs in the door's types.

use super::book::promise;
use super::read::{date, hm, moment, names};
use crate::refuse::unreadable;
use crate::{
    CallBack, CallBackOutcome, CallBacksOn, CutoffRow, CutoffSet, Cutoffs, DutyAnswer, DutyLine, DutyList, DutyRecord,
    Failure, Means, Nothing,
};
use chrono::{NaiveTime, Weekday};
use domain::catalogue::DepartmentId;
use domain::event::{CallBackOutcome as Outcome, DutyAnswer as Answer, Means as How};
use domain::time::read_time;
use hall::{Desk, DutyNote};

pub(super) fn record(desk: &Desk, input: DutyRecord) -> Result<Nothing, Failure> {
    let (day, department) = (date("date", &input.date)?, DepartmentId(input.department));
    desk.record_duty(day, department, note(input))?;
    Ok(Nothing {})
}

fn note(input: DutyRecord) -> DutyNote {
    DutyNote {
        answer: match input.answer {
            DutyAnswer::Asked => Answer::Asked,
            DutyAnswer::Confirmed => Answer::Confirmed,
            DutyAnswer::Refused => Answer::Refused,
        },
        approvers: input.approvers,
        means: input.means.map(|means| match means {
            Means::Telephone => How::Telephone,
            Means::Chat => How::Chat,
            Means::InPerson => How::InPerson,
            Means::Paper => How::Paper,
        }),
        told_by: input.told_by,
    }
}

pub(super) fn list(found: &hall::DutyList) -> DutyList {
    DutyList {
        departments: found.departments.iter().map(line).collect(),
        call_backs: found.call_backs.iter().map(call_back).collect(),
        elsewhere: found
            .elsewhere
            .iter()
            .map(|(day, open)| CallBacksOn { date: day.to_string(), open: *open })
            .collect(),
    }
}

fn line(line: &hall::DutyLine) -> DutyLine {
    DutyLine {
        department: line.department.0,
        name: names(&line.name),
        short: names(&line.short),
        bookings: line.bookings,
        beside: line.beside,
        promise: promise(line.promise),
        approvers: line.approvers,
        cutoff: moment(line.cutoff),
        told_by: line.told_by.clone(),
        means: line.means.map(|means| match means {
            How::Telephone => Means::Telephone,
            How::Chat => Means::Chat,
            How::InPerson => Means::InPerson,
            How::Paper => Means::Paper,
        }),
        noted_by: line.noted.as_ref().map(|(person, _)| person.clone()),
        noted_at: line.noted.as_ref().map(|(_, at)| moment(*at)),
    }
}

fn call_back(task: &hall::CallBack) -> CallBack {
    let call = task.call.as_ref();
    CallBack {
        booking: task.booking.to_string(),
        refusal: task.refusal.to_string(),
        comes_after_all: task.comes_after_all,
        department: names(&task.department),
        start: hm(task.start),
        name: task.masked_name.clone(),
        phone: task.masked_phone.clone(),
        agent: task.masked_agent.clone(),
        agent_phone: task.masked_agent_phone.clone(),
        item: names(&task.item),
        outcome: call.map(|call| match call.outcome {
            Outcome::Reached => CallBackOutcome::Reached,
            Outcome::NotReached => CallBackOutcome::NotReached,
        }),
        called_by: call.map(|call| call.by.clone()),
        called_at: call.map(|call| moment(call.at)),
    }
}

pub(super) fn outcome(outcome: CallBackOutcome) -> Outcome {
    match outcome {
        CallBackOutcome::Reached => Outcome::Reached,
        CallBackOutcome::NotReached => Outcome::NotReached,
    }
}

pub(super) fn cutoffs(rows: &[hall::CutoffRow]) -> Cutoffs {
    let row = |row: &hall::CutoffRow| CutoffRow {
        department: row.department.0,
        name: names(&row.name),
        weekday: u8::try_from(row.cutoff.weekday.number_from_monday()).unwrap_or(1),
        time: hm(row.cutoff.time),
        own: row.own,
    };
    Cutoffs { departments: rows.iter().map(row).collect() }
}

/// The cut-off asked for; none: the catalogue's.
pub(super) fn cutoff(input: &CutoffSet) -> Result<Option<(Weekday, NaiveTime)>, Failure> {
    let Some(weekday) = input.weekday else { return Ok(None) };
    let day = weekday.checked_sub(1).and_then(|day| Weekday::try_from(day).ok());
    let day = day.ok_or_else(|| unreadable("weekday", "day.invalid"))?;
    let time = read_time(&input.time).ok_or_else(|| unreadable("time", "sessions.time"))?;
    Ok(Some((day, time)))
}
