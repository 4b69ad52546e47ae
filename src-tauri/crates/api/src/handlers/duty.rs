//! The duty list and cut-offs in the door's types.

use super::book::promise;
use super::read::{date, hm, moment, names};
use crate::refuse::unreadable;
use crate::{CutoffRow, CutoffSet, Cutoffs, DutyAnswer, DutyLine, DutyList, DutyRecord, Failure, Means, Nothing};
use chrono::{NaiveTime, Weekday};
use domain::event::{DutyAnswer as Answer, Means as How};
use domain::reference::catalogue::DepartmentId;
use domain::time::read_time;
use hall::{Desk, DutyNote};

pub(super) fn record(desk: &Desk, input: DutyRecord) -> Result<Nothing, Failure> {
    let (day, department) = (date("date", &input.date)?, DepartmentId(input.department));
    desk.record_duty(day, department, note(input)?)?;
    Ok(Nothing {})
}

fn note(input: DutyRecord) -> Result<DutyNote, Failure> {
    Ok(DutyNote {
        answer: match input.answer {
            DutyAnswer::Asked => Answer::Asked,
            DutyAnswer::Confirmed => Answer::Confirmed,
            DutyAnswer::Refused => Answer::Refused,
        },
        approvers: input.approvers,
        hours: (hour("from", &input.from)?, hour("until", &input.until)?),
        means: input.means.map(|means| match means {
            Means::Telephone => How::Telephone,
            Means::Chat => How::Chat,
            Means::InPerson => How::InPerson,
            Means::Paper => How::Paper,
        }),
        told_by: input.told_by,
    })
}

/// `12:00`, or nothing.
fn hour(field: &'static str, text: &str) -> Result<Option<NaiveTime>, Failure> {
    match text.trim() {
        "" => Ok(None),
        text => read_time(text).map(Some).ok_or_else(|| unreadable(field, "sessions.time")),
    }
}

pub(super) fn list(found: &hall::DutyList) -> DutyList {
    DutyList { departments: found.departments.iter().map(line).collect() }
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
        from: line.hours.0.map(hm),
        until: line.hours.1.map(hm),
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
