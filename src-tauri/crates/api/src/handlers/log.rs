//! The assisted-handling log, in the door's types.

use super::read::{moment, names, record, small};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    CaseCard, CaseDeed, CaseDetail, CaseLine, CaseRef, CaseStep, CheckCard, CheckSaid, CheckStanding, DocumentCard,
    EligibilitySeen, EligibilityWarning, EligibilityWarningKind, Failure, LegCard, LegKind, LegKindName, LegKindRow,
    LegSaid, LogCounts, LogDay, LogDayAsk, LogHelper, LogItem, LogStretch, LogWhen,
};
use domain::assist::deed::Deed;
use domain::assist::eligibility::Warning;
use domain::assist::entry::Standing;
use domain::assist::figures::Counts;
use domain::assist::leg::LegKind as Kind;
use domain::assist::moment::{Moment, Stretch, When};
use domain::reference::catalogue::ItemId;
use domain::time::MinuteOfDay;

pub(crate) fn assist_day(visit: Visit<'_>, input: LogDayAsk) -> Result<LogDay, Failure> {
    let found = visit.desk()?.log_day(super::read::date("date", &input.date)?)?;
    let lines = |lines: &[hall::CaseLine]| lines.iter().map(line).collect();
    Ok(LogDay {
        date: found.date.to_string(),
        counts: counts(&found.counts),
        open: found.open.iter().map(card).collect(),
        closed: lines(&found.closed),
        papers_out: lines(&found.papers_out),
        voided: lines(&found.voided),
        helpers: found.helpers.iter().map(helper).collect(),
        kinds: found.kinds.iter().map(kind_row).collect(),
    })
}

pub(crate) fn assist_case(visit: Visit<'_>, input: CaseRef) -> Result<CaseDetail, Failure> {
    Ok(detail(visit.desk()?.show_case(record("case", &input.case)?)?))
}

pub(crate) fn assist_reveal(visit: Visit<'_>, input: CaseRef) -> Result<CaseDetail, Failure> {
    Ok(detail(visit.desk()?.reveal_case(record("case", &input.case)?)?))
}

/// A kind of leg as the doors say it.
pub(super) fn kind(kind: Kind) -> LegKind {
    let plain = |kind| LegKind { kind, own: 0 };
    match kind {
        Kind::Form => plain(LegKindName::Form),
        Kind::Signature => plain(LegKindName::Signature),
        Kind::Submission => plain(LegKindName::Submission),
        Kind::IdentityCheck => plain(LegKindName::IdentityCheck),
        Kind::Confirmation => plain(LegKindName::Confirmation),
        Kind::Consultation => plain(LegKindName::Consultation),
        Kind::Own(own) => LegKind { kind: LegKindName::Own, own },
    }
}

/// A kind of leg as a door sent it.
pub(super) fn kind_said(said: LegKind) -> Kind {
    match said.kind {
        LegKindName::Form => Kind::Form,
        LegKindName::Signature => Kind::Signature,
        LegKindName::Submission => Kind::Submission,
        LegKindName::IdentityCheck => Kind::IdentityCheck,
        LegKindName::Confirmation => Kind::Confirmation,
        LegKindName::Consultation => Kind::Consultation,
        LegKindName::Own => Kind::Own(said.own),
    }
}

pub(super) fn counts(counts: &Counts) -> LogCounts {
    let small_u64 = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    LogCounts {
        cases: small(counts.cases.len()),
        terminated: small(counts.terminated.len()),
        items: small_u64(counts.items),
        people: small_u64(counts.people),
        trips: signed(counts.trips),
        trips_by_hand: signed(counts.corrected),
        minutes: small_u64(counts.time.minutes),
        known: small(counts.time.known),
        unknown: small(counts.time.unknown),
        mean: counts.time.mean().map(small_u64),
    }
}

fn signed(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(if count < 0 { i32::MIN } else { i32::MAX })
}

/// A time of day to 24:00.
fn clock(at: MinuteOfDay) -> String {
    format!("{:02}:{:02}", at.0 / 60, at.0 % 60)
}

pub(super) fn when(at: When) -> LogWhen {
    LogWhen { date: at.day.wire(), time: at.at.map(clock) }
}

fn at(moment: Moment) -> LogWhen {
    when(When { day: moment.day, at: Some(moment.at) })
}

fn stretch(time: Stretch) -> LogStretch {
    LogStretch {
        date: time.day.wire(),
        from: time.from.map(clock),
        to: time.to.map(clock),
        past_midnight: time.past_midnight,
    }
}

pub(super) fn helper(helper: &hall::Helper) -> LogHelper {
    LogHelper { person: helper.person.to_string(), name: helper.name.clone() }
}

pub(super) fn kind_row(row: &hall::KindRow) -> LegKindRow {
    LegKindRow { kind: kind(row.kind), name: row.name.clone(), trips: row.trips }
}

pub(super) fn items(items: &[(ItemId, domain::names::Names)]) -> Vec<LogItem> {
    items.iter().map(|(item, name)| LogItem { item: item.0, name: names(name) }).collect()
}

fn leg(leg: &hall::LegCard) -> LegCard {
    LegCard {
        leg: leg.leg.to_string(),
        seen: leg.seen.to_string(),
        kind: kind(leg.kind),
        time: stretch(leg.time),
        trips: leg.trips,
        helper: helper(&leg.helper),
        corrected: leg.corrected,
        struck: leg.struck,
    }
}

fn warning(warning: Warning) -> EligibilityWarning {
    let (kind, until) = match warning {
        Warning::NotMet => (EligibilityWarningKind::NotMet, None),
        Warning::RanOutBefore(until) => (EligibilityWarningKind::RanOutBefore, Some(until)),
        Warning::RanOutDuring(until) => (EligibilityWarningKind::RanOutDuring, Some(until)),
        Warning::RunsOutSoon(until) => (EligibilityWarningKind::RunsOutSoon, Some(until)),
    };
    EligibilityWarning { kind, until: until.map(at) }
}

fn check(card: &hall::CheckCard) -> CheckCard {
    let made = card.row.made;
    CheckCard {
        check: card.row.check,
        text: card.text.clone(),
        or_before: card.row.or_before,
        standing: match card.row.standing {
            Standing::NotChecked => CheckStanding::NotChecked,
            Standing::NotNeeded => CheckStanding::NotNeeded,
            Standing::Passed => CheckStanding::Passed,
            Standing::Failed => CheckStanding::Failed,
            Standing::RanOut(_) => CheckStanding::RanOut,
        },
        seen_by: card.seen_by.as_ref().map(helper),
        seen: made.map(|made| when(made.seen)),
        until: made.and_then(|made| made.until).map(at),
        settled: card.row.is_settled,
        next: card.is_next,
        asked: card.is_asked,
    }
}

fn deed(deed: Deed) -> CaseDeed {
    match deed {
        Deed::AddLeg => CaseDeed::AddLeg,
        Deed::CorrectLeg => CaseDeed::CorrectLeg,
        Deed::CorrectTrips(_) => CaseDeed::CorrectTrips,
        Deed::Take => CaseDeed::Take,
        Deed::GiveBack => CaseDeed::GiveBack,
        Deed::HandOver => CaseDeed::HandOver,
        Deed::NoteAttorney => CaseDeed::NoteAttorney,
        Deed::NoteEligibility => CaseDeed::NoteEligibility,
        Deed::NoteCheck => CaseDeed::NoteCheck,
        Deed::Edit => CaseDeed::Edit,
        Deed::Suspend => CaseDeed::Suspend,
        Deed::Resume => CaseDeed::Resume,
        Deed::Complete => CaseDeed::Complete,
        Deed::Terminate => CaseDeed::Terminate,
        Deed::Reopen => CaseDeed::Reopen,
        Deed::Void => CaseDeed::Void,
        Deed::Restore => CaseDeed::Restore,
        Deed::Rate => CaseDeed::Rate,
    }
}

fn card(card: &hall::CaseCard) -> CaseCard {
    CaseCard {
        case: card.case.to_string(),
        base: card.base.to_string(),
        stage: card.stage.wire(),
        handling: card.handling.wire(),
        began: when(card.began),
        minutes: card.minutes,
        rests_since: card.rests_since.map(when),
        party: card.party,
        items: items(&card.items),
        helpers: card.helpers.iter().map(helper).collect(),
        masked_name: card.masked_name.clone(),
        may_not_enter: card.may_not_enter.clone(),
        who_signs: card.who_signs.clone(),
        masked_carer: card.masked_carer.clone(),
        legs: card.legs.iter().map(leg).collect(),
        trips: signed(card.trips),
        trips_by_hand: signed(card.trips_by_hand),
        held: small(card.held),
        taken: small(card.taken),
        attorney: card.attorney.map(|attorney| when(attorney.seen)),
        warning: card.warning.map(warning),
        checks: card.checks.iter().map(check).collect(),
        flags: card.flags.clone().wire(),
        can: card.can.iter().copied().map(deed).collect(),
        next: card.next.iter().copied().map(kind).collect(),
        booking: card.booking.wire(),
        card: card.card.map(|number| number.to_string()),
        disinfected: card.disinfected,
    }
}

pub(super) fn line(line: &hall::CaseLine) -> CaseLine {
    CaseLine {
        case: line.case.to_string(),
        stage: line.stage.wire(),
        handling: line.handling.wire(),
        began: when(line.began),
        ended: line.ended.map(when),
        reason: line.reason.wire(),
        items: items(&line.items),
        party: line.party,
        helpers: line.helpers.iter().map(helper).collect(),
        trips: signed(line.trips),
        minutes: line.minutes,
        returned: small(line.returned),
        taken: small(line.taken),
        rating: line.rating.wire(),
        praised: line.praised,
        flags: line.flags.clone().wire(),
        needs_look: line.needs_look,
        card: line.card.map(|number| number.to_string()),
    }
}

fn detail(found: hall::CaseDetail) -> CaseDetail {
    let texts = found.texts;
    CaseDetail {
        card: card(&found.card),
        line: line(&found.line),
        masked: found.masked,
        name: texts.name,
        phone: texts.phone,
        reason: texts.reason,
        rule: texts.rule,
        may_not_enter: texts.may_not_enter,
        who_signs: texts.who_signs,
        carer: texts.carer,
        note: texts.note,
        set: found.set.wire(),
        eligibility: found.eligibility.map(|(seen, by)| EligibilitySeen {
            met: seen.met,
            seen_by: helper(&by),
            seen: when(seen.seen),
            until: seen.until.map(at),
        }),
        attorney_by: found.attorney_by.as_ref().map(helper),
        documents: found
            .documents
            .iter()
            .map(|document| DocumentCard {
                document: document.document.to_string(),
                name: document.name.clone(),
                taken: when(document.taken),
                back: document.back.map(when),
            })
            .collect(),
        praise: found.praise,
        history: found.history.iter().map(step).collect(),
        orders: found.orders.wire(),
        erased: found.erased,
    }
}

fn step(step: &hall::CaseStep) -> CaseStep {
    CaseStep {
        event: step.event.to_string(),
        what: step.what.to_owned(),
        entered: moment(step.entered),
        by: step.by.clone(),
        happened: step.happened.map(when),
        leg: step.leg.map(|leg| LegSaid { kind: kind(leg.kind), time: stretch(leg.time), trips: leg.trips }),
        to: step.to.as_ref().map(helper),
        check: step.check.as_ref().map(|said| CheckSaid {
            check: said.made.check,
            text: said.text.clone(),
            passed: said.made.passed,
            until: said.made.until.map(at),
        }),
    }
}
