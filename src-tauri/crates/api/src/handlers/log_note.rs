//! What is entered into the assisted-handling log.

use super::log::kind_said;
use super::read::{date, items, record, request};
use crate::refuse::{accepted, at_field};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    AttorneyNote, CaseEdit, CaseHandOver, CaseOpen, CaseRate, CaseTexts, CaseTurn, CaseTurnTo, CaseVoid, CaseWritten,
    CheckNote, DocumentsReturn, DocumentsTake, EligibilityNote, Failure, LegAdd, LegCorrect, LegStrike, TripsCorrect,
};
use domain::assist::clock::read_card_time;
use domain::assist::moment::{Moment, Stretch, When};
use domain::assist::step::EndReason;
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use hall::LogFault;

pub(crate) fn assist_open(visit: Visit<'_>, input: CaseOpen) -> Result<CaseWritten, Failure> {
    let wish = hall::CaseWish {
        by_authority: input.by_authority,
        began: when(["date", "time"], &input.date, &input.time)?,
        helper: maybe("helper", input.helper.as_deref())?,
        party: input.party,
        items: input.items.as_deref().map(items),
        booking: maybe("booking", input.booking.as_deref())?,
        texts: texts(input.texts),
        documents: input.documents,
    };
    Ok(written(visit.desk()?.open_case(request(&input.request)?, wish)?))
}

pub(crate) fn assist_edit(visit: Visit<'_>, input: CaseEdit) -> Result<CaseWritten, Failure> {
    let change = hall::CaseChange {
        by_authority: input.by_authority,
        began: when(["date", "time"], &input.date, &input.time)?,
        party: input.party,
        items: input.items.as_deref().map(items),
        disinfected: input.disinfected,
        texts: texts(input.texts),
    };
    let (case, base) = (record("case", &input.case)?, record("base", &input.base)?);
    Ok(written(visit.desk()?.edit_case(request(&input.request)?, case, base, change)?))
}

pub(crate) fn assist_leg(visit: Visit<'_>, input: LegAdd) -> Result<CaseWritten, Failure> {
    let wish = hall::LegWish {
        kind: kind_said(input.kind),
        time: stretch(&input.date, &input.from, &input.to, input.past_midnight)?,
        helper: maybe("helper", input.helper.as_deref())?,
        trips: input.trips,
    };
    let case = record("case", &input.case)?;
    Ok(written(visit.desk()?.add_leg(request(&input.request)?, case, wish, &accepted(&input.confirmed))?))
}

pub(crate) fn assist_leg_correct(visit: Visit<'_>, input: LegCorrect) -> Result<CaseWritten, Failure> {
    let wish = hall::LegWish {
        kind: kind_said(input.kind),
        time: stretch(&input.date, &input.from, &input.to, input.past_midnight)?,
        helper: maybe("helper", input.helper.as_deref())?,
        trips: input.trips,
    };
    let (case, leg, seen) = (record("case", &input.case)?, record("leg", &input.leg)?, record("seen", &input.seen)?);
    let desk = visit.desk()?;
    Ok(written(desk.correct_leg(request(&input.request)?, case, leg, seen, wish, &accepted(&input.confirmed))?))
}

pub(crate) fn assist_leg_strike(visit: Visit<'_>, input: LegStrike) -> Result<CaseWritten, Failure> {
    let (case, leg) = (record("case", &input.case)?, record("leg", &input.leg)?);
    Ok(written(visit.desk()?.strike_leg(request(&input.request)?, case, leg)?))
}

pub(crate) fn assist_trips(visit: Visit<'_>, input: TripsCorrect) -> Result<CaseWritten, Failure> {
    let case = record("case", &input.case)?;
    let by = i16::try_from(input.by).unwrap_or(i16::MAX);
    let by = if input.fewer { -by } else { by };
    Ok(written(visit.desk()?.correct_trips(request(&input.request)?, case, by)?))
}

pub(crate) fn assist_take(visit: Visit<'_>, input: DocumentsTake) -> Result<CaseWritten, Failure> {
    let (case, at) = (record("case", &input.case)?, when(["date", "time"], &input.date, &input.time)?);
    Ok(written(visit.desk()?.take_documents(request(&input.request)?, case, input.names, at)?))
}

pub(crate) fn assist_return(visit: Visit<'_>, input: DocumentsReturn) -> Result<CaseWritten, Failure> {
    let (case, at) = (record("case", &input.case)?, when(["date", "time"], &input.date, &input.time)?);
    let which = input.documents.map(|which| which.iter().map(|one| record("documents", one)).collect()).transpose()?;
    Ok(written(visit.desk()?.return_documents(request(&input.request)?, case, which, at)?))
}

pub(crate) fn assist_hand_over(visit: Visit<'_>, input: CaseHandOver) -> Result<CaseWritten, Failure> {
    let (case, to) = (record("case", &input.case)?, record("to", &input.to)?);
    let at = when(["date", "time"], &input.date, &input.time)?;
    Ok(written(visit.desk()?.hand_over(request(&input.request)?, case, to, at)?))
}

pub(crate) fn assist_attorney(visit: Visit<'_>, input: AttorneyNote) -> Result<CaseWritten, Failure> {
    let (case, by) = (record("case", &input.case)?, maybe("seen_by", input.seen_by.as_deref())?);
    let at = when(["date", "time"], &input.date, &input.time)?;
    Ok(written(visit.desk()?.note_attorney(request(&input.request)?, case, by, at)?))
}

pub(crate) fn assist_eligibility(visit: Visit<'_>, input: EligibilityNote) -> Result<CaseWritten, Failure> {
    let end = MinuteOfDay(24 * 60);
    let until = when(["until_date", "until_time"], &input.until_date, &input.until_time)?;
    let note = hall::EligibilityNote {
        met: input.met,
        rule: input.rule,
        until: until.map(|until| Moment { day: until.day, at: until.at.unwrap_or(end) }),
        seen_by: maybe("seen_by", input.seen_by.as_deref())?,
        at: when(["date", "time"], &input.date, &input.time)?,
    };
    Ok(written(visit.desk()?.note_eligibility(request(&input.request)?, record("case", &input.case)?, note)?))
}

pub(crate) fn assist_check(visit: Visit<'_>, input: CheckNote) -> Result<CaseWritten, Failure> {
    let note = hall::CheckNote {
        check: input.check,
        passed: input.passed,
        seen_by: maybe("seen_by", input.seen_by.as_deref())?,
        at: when(["date", "time"], &input.date, &input.time)?,
    };
    Ok(written(visit.desk()?.note_check(request(&input.request)?, record("case", &input.case)?, note)?))
}

pub(crate) fn assist_turn(visit: Visit<'_>, input: CaseTurn) -> Result<CaseWritten, Failure> {
    let (case, at) = (record("case", &input.case)?, when(["date", "time"], &input.date, &input.time)?);
    let turn = match input.to {
        CaseTurnTo::Suspend => hall::CaseTurn::Suspend,
        CaseTurnTo::Resume => hall::CaseTurn::Resume,
        CaseTurnTo::Complete => hall::CaseTurn::Complete,
        CaseTurnTo::Terminate => hall::CaseTurn::Terminate(input.reason.map_or(EndReason::Other, EndReason::from)),
        CaseTurnTo::Reopen => hall::CaseTurn::Reopen,
    };
    Ok(written(visit.desk()?.turn_case(request(&input.request)?, case, turn, at)?))
}

pub(crate) fn assist_void(visit: Visit<'_>, input: CaseVoid) -> Result<CaseWritten, Failure> {
    let case = record("case", &input.case)?;
    Ok(written(visit.desk()?.void_case(request(&input.request)?, case, input.voided)?))
}

pub(crate) fn assist_rate(visit: Visit<'_>, input: CaseRate) -> Result<CaseWritten, Failure> {
    let (case, rating) = (record("case", &input.case)?, input.rating.map(Into::into));
    Ok(written(visit.desk()?.rate_case(request(&input.request)?, case, rating, &input.praise)?))
}

pub(super) fn written(done: hall::CaseWritten) -> CaseWritten {
    CaseWritten { case: done.case.to_string(), base: done.base.to_string(), event: done.event.wire() }
}

pub(super) fn texts(typed: CaseTexts) -> hall::CaseTexts {
    let CaseTexts { name, phone, reason, rule, may_not_enter, who_signs, carer, note } = typed;
    hall::CaseTexts { name, phone, reason, rule, may_not_enter, who_signs, carer, note }
}

pub(super) fn maybe(field: &str, text: Option<&str>) -> Result<Option<RecordId>, Failure> {
    text.filter(|text| !text.is_empty()).map(|text| record(field, text)).transpose()
}

/// A time at two fields. `None` without a date: now.
fn when(fields: [&str; 2], day: &str, time: &str) -> Result<Option<When>, Failure> {
    if day.is_empty() {
        return Ok(None);
    }
    let day = BeijingDay::from(date(fields[0], day)?);
    Ok(Some(When { day, at: clock(fields[1], time)? }))
}

fn clock(field: &str, typed: &str) -> Result<Option<MinuteOfDay>, Failure> {
    read_card_time(typed).map_err(|fault| at_field(field, LogFault::Time(fault)))
}

/// Beginning and end. `None` without a date: it begins now.
fn stretch(day: &str, from: &str, to: &str, past_midnight: bool) -> Result<Option<Stretch>, Failure> {
    if day.is_empty() {
        return Ok(None);
    }
    let day = BeijingDay::from(date("date", day)?);
    Ok(Some(Stretch { day, from: clock("from", from)?, to: clock("to", to)?, past_midnight }))
}
