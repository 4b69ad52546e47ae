//! The duty list and cut-offs in the door's types.

use super::DONE;
use super::read::{date, hm, moment, names};
use crate::FailureCode as Code;
use crate::refuse::unreadable;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{CutoffRow, CutoffSet, Cutoffs, DutyLine, DutyList, DutyListAsk, DutyRecord, Failure, Nothing};
use chrono::{NaiveTime, Weekday};
use domain::reference::catalogue::DepartmentId;
use domain::time::read_time;
use hall::DutyNote;

pub(crate) fn duty_record(visit: Visit<'_>, input: DutyRecord) -> Result<Nothing, Failure> {
    let (desk, day, department) = (visit.desk()?, date("date", &input.date)?, DepartmentId(input.department));
    let note = DutyNote {
        answer: input.answer.into(),
        approvers: input.approvers,
        hours: (hour("from", &input.from)?, hour("until", &input.until)?),
        means: input.means.map(Into::into),
        told_by: input.told_by,
    };
    desk.record_duty(day, department, note)?;
    Ok(DONE)
}

pub(crate) fn duty_list(visit: Visit<'_>, input: DutyListAsk) -> Result<DutyList, Failure> {
    let found = visit.desk()?.duty_list(date("date", &input.date)?)?;
    Ok(DutyList { departments: found.departments.iter().map(line).collect() })
}

pub(crate) fn cutoffs(visit: Visit<'_>, _: Nothing) -> Result<Cutoffs, Failure> {
    let row = |row: &hall::CutoffRow| CutoffRow {
        department: row.department.0,
        name: names(&row.name),
        weekday: u8::try_from(row.cutoff.weekday.number_from_monday()).unwrap_or(1),
        time: hm(row.cutoff.time),
        own: row.own,
    };
    Ok(Cutoffs { departments: visit.desk()?.cutoffs()?.iter().map(row).collect() })
}

pub(crate) fn cutoff_set(visit: Visit<'_>, input: CutoffSet) -> Result<Nothing, Failure> {
    visit.desk()?.set_cutoff(DepartmentId(input.department), cutoff(&input)?)?;
    Ok(DONE)
}

/// `12:00`, or nothing.
fn hour(field: &'static str, text: &str) -> Result<Option<NaiveTime>, Failure> {
    match text.trim() {
        "" => Ok(None),
        text => read_time(text).map(Some).ok_or_else(|| unreadable(field, Code::SessionsTime)),
    }
}

fn line(line: &hall::DutyLine) -> DutyLine {
    DutyLine {
        department: line.department.0,
        name: names(&line.name),
        short: names(&line.short),
        bookings: line.bookings,
        beside: line.beside,
        promise: line.promise.wire(),
        approvers: line.approvers,
        from: line.hours.0.map(hm),
        until: line.hours.1.map(hm),
        cutoff: moment(line.cutoff),
        told_by: line.told_by.clone(),
        means: line.means.wire(),
        noted_by: line.noted.as_ref().map(|(person, _)| person.clone()),
        noted_at: line.noted.as_ref().map(|(_, at)| moment(*at)),
    }
}

/// The cut-off asked for; none: the catalogue's.
fn cutoff(input: &CutoffSet) -> Result<Option<(Weekday, NaiveTime)>, Failure> {
    let Some(weekday) = input.weekday else { return Ok(None) };
    let day = weekday.checked_sub(1).and_then(|day| Weekday::try_from(day).ok());
    let day = day.ok_or_else(|| unreadable("weekday", Code::DayInvalid))?;
    let time = read_time(&input.time).ok_or_else(|| unreadable("time", Code::SessionsTime))?;
    Ok(Some((day, time)))
}
