//! Pulse and frame.

use super::read::{moment, names};
use super::session::session;
use super::settings::{backup, backup_age};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    BackupAlarm, ClockState, Failure, Frame, HallCard, Nothing, PartRevisions, PersonCard, Pulse, Session, Trouble,
};
use domain::event::Part;
use hall::{ClockDoubt, Desk, Hall, Program, Right};

pub(crate) fn pulse(visit: Visit<'_>, _: Nothing) -> Result<Pulse, Failure> {
    let program = visit.program();
    let (now, stage) = (moment(program.clock().now()), program.stage().wire());
    let hall = program.hall().ok();
    let session = hall.as_ref().map_or(Session::None, |hall| session(hall, visit.caller.session.as_deref()));
    let sync = hall.as_ref().and_then(|hall| super::sync::chip_of(hall));
    Ok(Pulse { revision: program.revision()?, parts: parts(program), now, stage, session, sync })
}

fn parts(program: &Program) -> PartRevisions {
    let of = |part| program.part_revision(part);
    PartRevisions {
        frame: of(Part::Frame),
        day: of(Part::Day),
        booking: of(Part::Booking),
        duty: of(Part::Duty),
        calls: of(Part::Calls),
        service: of(Part::Service),
        assist: of(Part::Assist),
        settings: of(Part::Settings),
        reference: of(Part::Reference),
        people: of(Part::People),
        sync: of(Part::Sync),
        audit: of(Part::Audit),
    }
}

pub(crate) fn frame(visit: Visit<'_>, _: Nothing) -> Result<Frame, Failure> {
    let program = visit.program();
    let now = program.clock().now();
    let hall = program.hall().ok();
    let doubt = match &hall {
        Some(hall) => hall.clock_doubt()?,
        None => program.clock().doubt(None),
    };
    let aftermath = hall.as_ref().map(|hall| hall.aftermath()).transpose()?.unwrap_or_default();
    Ok(Frame {
        stage: program.stage().wire(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        hall: hall.as_ref().map(|hall| card(hall)).transpose()?,
        person: visit.desk.as_ref().map(person).transpose()?,
        frozen: aftermath.frozen.wire(),
        now: moment(now),
        focus: hall.as_ref().map_or_else(|| Ok(now.date()), |hall| hall.focus())?.to_string(),
        service_day: hall.as_ref().map_or(Ok(None), |hall| hall.service_day())?.map(|day| day.to_string()),
        clock: clock(doubt),
        backup_alarms: hall.as_ref().map(|hall| alarms(hall)).transpose()?.unwrap_or_default(),
        missing_calendar_year: hall
            .as_ref()
            .and_then(|hall| hall.missing_calendar_year())
            .and_then(|year| u16::try_from(year).ok()),
        trouble: program.trouble().as_ref().map(trouble),
        data_dir: program.dir().to_string_lossy().into_owned(),
        test_clock: program.clock().is_set(),
    })
}

fn alarms(hall: &Hall) -> Result<Vec<BackupAlarm>, Failure> {
    let alarms = hall.backup_alarms()?.into_iter();
    let told = |alarm: hall::BackupAlarm| {
        let (second, failed) = (alarm.second, alarm.failed);
        BackupAlarm { second, newest: alarm.newest.map(backup_age), failed }
    };
    Ok(alarms.map(told).collect())
}

fn card(hall: &Hall) -> Result<HallCard, Failure> {
    Ok(HallCard { name: names(&hall.contact()?.name), demo: hall.founded().demo })
}

fn person(desk: &Desk) -> Result<PersonCard, Failure> {
    let card = desk.own_card()?;
    let rights = Right::ALL.into_iter().filter(|right| desk.actor().may(*right));
    Ok(PersonCard {
        person: card.person.to_string(),
        name: card.name,
        roles: card.roles.wire(),
        rights: rights.map(|right| right.name().to_owned()).collect(),
    })
}

fn clock(doubt: Option<ClockDoubt>) -> ClockState {
    match doubt {
        None => ClockState::Plausible,
        Some(ClockDoubt::Behind(evidence)) => ClockState::Behind { evidence: moment(evidence) },
        Some(ClockDoubt::Ahead(evidence)) => ClockState::Ahead { evidence: moment(evidence) },
    }
}

fn trouble(trouble: &hall::Trouble) -> Trouble {
    Trouble { kind: trouble.kind.wire(), detail: trouble.detail.clone(), backup: trouble.backup.as_ref().map(backup) }
}
