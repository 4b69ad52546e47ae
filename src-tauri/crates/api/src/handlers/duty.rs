//! What departments were told and answered, and cut-offs, in the door's types.

use super::DONE;
use super::allocation::rule;
use super::read::{date, hm, names, record};
use crate::FailureCode as Code;
use crate::refuse::unreadable;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    CutoffRow, CutoffSet, Cutoffs, DutyAnswerNote, DutyPaste, DutyTell, Failure, HalfNote, ItemsRule, Nothing,
    PastedReplies, PastedReply,
};
use chrono::{NaiveTime, Weekday};
use domain::event::{HalfAnswer, Items};
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::time::{MinuteOfDay, read_time};

pub(crate) fn duty_tell(visit: Visit<'_>, input: DutyTell) -> Result<Nothing, Failure> {
    let departments = input.departments.into_iter().map(DepartmentId).collect();
    visit.desk()?.tell_departments(date("date", &input.date)?, departments, input.means.map(Into::into))?;
    Ok(DONE)
}

pub(crate) fn duty_answer(visit: Visit<'_>, input: DutyAnswerNote) -> Result<Nothing, Failure> {
    let note = hall::AnswerNote {
        seen: input.seen.iter().map(|id| record("seen", id)).collect::<Result<_, _>>()?,
        morning: input.morning.map(|note| half("morning", note)).transpose()?,
        afternoon: input.afternoon.map(|note| half("afternoon", note)).transpose()?,
        means: input.means.map(Into::into),
        told_by: input.told_by,
    };
    visit.desk()?.note_answer(date("date", &input.date)?, DepartmentId(input.department), note)?;
    Ok(DONE)
}

pub(crate) fn duty_pasted(visit: Visit<'_>, input: DutyPaste) -> Result<PastedReplies, Failure> {
    let in_hand = input.department.map(DepartmentId);
    let found = visit.desk()?.read_pasted(date("date", &input.date)?, in_hand, &input.text)?;
    let reply = |reply: hall::PastedReply| PastedReply {
        department: reply.department.0,
        short: names(&reply.short),
        morning: reply.morning.as_ref().map(half_note),
        afternoon: reply.afternoon.as_ref().map(half_note),
        told_by: reply.told_by,
        text: reply.text,
    };
    Ok(PastedReplies { replies: found.replies.into_iter().map(reply).collect(), unread: found.unread })
}

fn half(name: &str, note: HalfNote) -> Result<hall::HalfNote, Failure> {
    let answer = HalfAnswer {
        coming: note.coming.into(),
        approvers: note.approvers,
        items: items(note.rule, &note.items),
        from: hour(&format!("{name}.from"), &note.from)?.map(MinuteOfDay::from),
        until: hour(&format!("{name}.until"), &note.until)?.map(MinuteOfDay::from),
        named: None,
    };
    Ok(hall::HalfNote { answer, names: note.names })
}

/// Which items a rule means.
pub(super) fn items(rule: ItemsRule, items: &[u32]) -> Items {
    let named = || items.iter().copied().map(ItemId).collect();
    match rule {
        ItemsRule::All => Items::All,
        ItemsRule::Only => Items::Only(named()),
        ItemsRule::AllBut => Items::AllBut(named()),
    }
}

fn half_note(note: &hall::HalfNote) -> HalfNote {
    let (rule, items) = rule(&note.answer.items);
    let time = |at: Option<MinuteOfDay>| at.map(|at| hm(at.time())).unwrap_or_default();
    HalfNote {
        coming: note.answer.coming.wire(),
        approvers: note.answer.approvers,
        names: note.names.clone(),
        rule,
        items: items.iter().map(|item| item.0).collect(),
        from: time(note.answer.from),
        until: time(note.answer.until),
    }
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
fn hour(field: &str, text: &str) -> Result<Option<NaiveTime>, Failure> {
    match text.trim() {
        "" => Ok(None),
        text => read_time(text).map(Some).ok_or_else(|| unreadable(field, Code::SessionsTime)),
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
