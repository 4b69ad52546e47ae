//! The assisted-handling log counted, searched and erased.

use super::log::{counts, helper, kind_row, line};
use super::log_note::maybe;
use super::read::{date, record, small};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    CaseErase, CaseKept, CasesErased, Failure, HeldStill, LogDayCounts, LogDays, LogFigures, LogFind, LogFindHere,
    LogFound, LogFoundHere, LogHelperCounts, LogKept, LogKindCounts, LogLegCounts, LogRatingCount, LogReasonCounts,
    Nothing,
};
use domain::assist::figures::LegCounts;
use domain::reference::catalogue::ItemId;

pub(crate) fn assist_figures(visit: Visit<'_>, input: LogDays) -> Result<LogFigures, Failure> {
    Ok(said(&visit.desk()?.log_figures(date("from", &input.from)?, date("to", &input.to)?)?))
}

/// The figures as the doors say them.
pub(super) fn said(found: &hall::LogFigures) -> LogFigures {
    let rating = |(rating, cases): (&domain::assist::step::Rating, &Vec<_>)| LogRatingCount {
        rating: rating.wire(),
        cases: small(cases.len()),
    };
    LogFigures {
        from: found.from.to_string(),
        to: found.to.to_string(),
        days: found.days.iter().map(|(day, of)| LogDayCounts { date: day.to_string(), counts: counts(of) }).collect(),
        months: found
            .months
            .iter()
            .map(|(day, of)| LogDayCounts { date: day.to_string(), counts: counts(of) })
            .collect(),
        sum: counts(&found.sum),
        reasons: found
            .reasons
            .iter()
            .map(|(reason, of)| LogReasonCounts { reason: reason.clone(), counts: counts(of) })
            .collect(),
        kinds: found.kinds.iter().map(|(kind, of)| LogKindCounts { kind: kind_row(kind), counts: legs(of) }).collect(),
        helpers: found.helpers.as_ref().map(|lines| {
            lines.iter().map(|(who, of)| LogHelperCounts { helper: helper(who), counts: legs(of) }).collect()
        }),
        ratings: found.ratings.given.iter().map(rating).collect(),
        unrated: small(found.ratings.none),
        praised: small(found.ratings.praised),
    }
}

fn legs(counted: &LegCounts) -> LogLegCounts {
    let wide = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    LogLegCounts {
        legs: small(counted.legs),
        trips: wide(counted.trips),
        cases: small(counted.cases.len()),
        minutes: wide(counted.time.minutes),
        known: small(counted.time.known),
        unknown: small(counted.time.unknown),
        mean: counted.time.mean().map(wide),
    }
}

pub(crate) fn assist_find(visit: Visit<'_>, input: LogFind) -> Result<LogFound, Failure> {
    let sought = hall::LogSought {
        item: input.item.map(ItemId),
        helper: maybe("helper", input.helper.as_deref())?,
        stages: input.stages.into_iter().map(Into::into).collect(),
        text: input.text,
    };
    let found = visit.desk()?.find_cases(date("from", &input.from)?, date("to", &input.to)?, &sought)?;
    Ok(LogFound { lines: found.lines.iter().map(line).collect(), all: small(found.all) })
}

pub(crate) fn assist_find_here(visit: Visit<'_>, input: LogFindHere) -> Result<LogFoundHere, Failure> {
    let found = visit.desk()?.find_on_log_day(&input.text, date("date", &input.date)?)?;
    Ok(LogFoundHere { cases: found.map(|cases| cases.iter().map(ToString::to_string).collect()) })
}

pub(crate) fn assist_kept(visit: Visit<'_>, _: Nothing) -> Result<LogKept, Failure> {
    let kept = visit.desk()?.kept_cases()?;
    let case = |kept: &hall::KeptCase| CaseKept { line: line(&kept.line), why: kept.why.wire() };
    Ok(LogKept { cases: kept.iter().map(case).collect() })
}

pub(crate) fn assist_erase(visit: Visit<'_>, input: CaseErase) -> Result<CasesErased, Failure> {
    let cases = input.cases.iter().map(|case| record("cases", case)).collect::<Result<_, _>>()?;
    let done = visit.desk()?.erase_cases(cases)?;
    Ok(CasesErased {
        cases: small(done.cases),
        held: done.held.iter().map(held).collect(),
        unreached: small(done.unreached.len()),
    })
}

pub(super) fn held(held: &hall::HeldStill) -> HeldStill {
    HeldStill {
        case: held.case.to_string(),
        documents: small(held.documents),
        helper: held.helper.as_ref().map(helper),
    }
}
