//! The day of service in the door's types: arrivals, the call list, a day that moves.

use super::DONE;
use super::read::{date, record};
use crate::FailureCode as Code;
use crate::refuse::{accepted, unreadable};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    ArrivalMark, CallList, CallRecord, CallTimeSet, DayMove, DayMovePreview, DayMoved, Failure, Noted, Nothing,
    ServiceDayAsk,
};
use domain::record::RecordId;
use domain::time::{MinuteOfDay, read_time};

pub(crate) fn call_list(visit: Visit<'_>, input: ServiceDayAsk) -> Result<CallList, Failure> {
    let day = date("date", &input.date)?;
    let list = visit.desk()?.call_list(day)?;
    Ok(CallList {
        date: day.wire(),
        open: list.open,
        due_at: list.due_at.wire(),
        due: list.due,
        call_after_minutes: list.call_after_minutes,
        lines: list.lines.wire(),
    })
}

pub(crate) fn call_record(visit: Visit<'_>, input: CallRecord) -> Result<Noted, Failure> {
    let (booking, base) = (record("booking", &input.booking)?, record("base", &input.base)?);
    let expected = expected(&input.expected)?;
    Ok(noted(visit.desk()?.record_call(booking, base, input.outcome.into(), expected, input.release)?))
}

pub(crate) fn arrival_mark(visit: Visit<'_>, input: ArrivalMark) -> Result<Noted, Failure> {
    let (booking, base) = (record("booking", &input.booking)?, record("base", &input.base)?);
    Ok(noted(visit.desk()?.mark_arrived(booking, base, &accepted(&input.confirmed))?))
}

pub(crate) fn seat_again(visit: Visit<'_>, input: ArrivalMark) -> Result<Noted, Failure> {
    let (booking, base) = (record("booking", &input.booking)?, record("base", &input.base)?);
    Ok(noted(visit.desk()?.seat_again(booking, base)?))
}

pub(crate) fn day_move(visit: Visit<'_>, input: DayMove) -> Result<DayMoved, Failure> {
    Ok(visit.desk()?.move_day(wish(&input)?, seen(&input)?)?.wire())
}

pub(crate) fn day_move_preview(visit: Visit<'_>, input: DayMove) -> Result<DayMovePreview, Failure> {
    Ok(DayMovePreview { lines: visit.desk()?.preview_day_move(wish(&input)?)?.wire() })
}

pub(crate) fn call_time_set(visit: Visit<'_>, input: CallTimeSet) -> Result<Nothing, Failure> {
    visit.desk()?.set_call_time(input.minutes)?;
    Ok(DONE)
}

/// `10:30`, or nothing.
pub(super) fn expected(text: &str) -> Result<Option<MinuteOfDay>, Failure> {
    match text.trim() {
        "" => Ok(None),
        text => read_time(text)
            .map(|time| Some(MinuteOfDay::from(time)))
            .ok_or_else(|| unreadable("expected", Code::CallExpected)),
    }
}

pub(super) fn noted(noted: hall::Noted) -> Noted {
    Noted { undo: noted.undo.wire() }
}

fn wish(input: &DayMove) -> Result<hall::DayMove, Failure> {
    Ok(hall::DayMove {
        from: date("date", &input.date)?,
        to: if input.to.is_empty() { None } else { Some(date("to", &input.to)?) },
        close: input.close.map(Into::into),
    })
}

fn seen(input: &DayMove) -> Result<Option<Vec<RecordId>>, Failure> {
    input.seen.as_ref().map(|seen| seen.iter().map(|booking| record("seen", booking)).collect()).transpose()
}
