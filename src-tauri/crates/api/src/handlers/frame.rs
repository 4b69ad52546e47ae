//! Pulse and frame.

use super::data::frozen;
use super::people::{role, session};
use super::read::{moment, names};
use super::settings::backup;
use crate::declare::Visit;
use crate::{ClockState, Failure, Frame, HallCard, PersonCard, Pulse, Session, Stage, Trouble, TroubleKind};
use hall::{ClockDoubt, Desk, Hall, Program, Right};

pub(super) fn pulse(program: &Program, visit: &Visit) -> Result<Pulse, Failure> {
    let (now, stage) = (moment(program.clock().now()), stage(program.stage()));
    let hall = program.hall().ok();
    let session = hall.as_ref().map_or(Session::None, |hall| session(hall, visit.caller.session.as_deref()));
    let sync = hall.as_ref().and_then(|hall| super::sync::chip_of(hall));
    Ok(Pulse { revision: program.revision()?, now, stage, session, sync })
}

pub(super) fn frame(program: &Program, visit: &Visit) -> Result<Frame, Failure> {
    let now = program.clock().now();
    let hall = program.hall().ok();
    let doubt = match &hall {
        Some(hall) => hall.clock_doubt()?,
        None => program.clock().doubt(None),
    };
    let aftermath = hall.as_ref().map(|hall| hall.aftermath()).transpose()?.unwrap_or_default();
    Ok(Frame {
        stage: stage(program.stage()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        hall: hall.as_ref().map(|hall| card(hall)).transpose()?,
        person: visit.desk.as_ref().map(person).transpose()?,
        frozen: aftermath.frozen.iter().map(|day| frozen(day.date, day.seats)).collect(),
        now: moment(now),
        focus: hall.as_ref().map_or_else(|| Ok(now.date()), |hall| hall.focus())?.to_string(),
        service_day: hall.as_ref().map_or(Ok(None), |hall| hall.service_day())?.map(|day| day.to_string()),
        clock: clock(doubt),
        missing_calendar_year: hall
            .as_ref()
            .and_then(|hall| hall.missing_calendar_year())
            .and_then(|year| u16::try_from(year).ok()),
        trouble: program.trouble().as_ref().map(trouble),
        data_dir: program.dir().to_string_lossy().into_owned(),
        test_clock: program.clock().is_set(),
    })
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
        roles: card.roles.into_iter().map(role).collect(),
        rights: rights.map(|right| right.name().to_owned()).collect(),
    })
}

fn stage(stage: hall::Stage) -> Stage {
    match stage {
        hall::Stage::Setup => Stage::Setup,
        hall::Stage::Joining => Stage::Joining,
        hall::Stage::Ready => Stage::Ready,
        hall::Stage::Trouble => Stage::Trouble,
    }
}

fn clock(doubt: Option<ClockDoubt>) -> ClockState {
    match doubt {
        None => ClockState::Plausible,
        Some(ClockDoubt::Behind(evidence)) => ClockState::Behind { evidence: moment(evidence) },
        Some(ClockDoubt::Ahead(evidence)) => ClockState::Ahead { evidence: moment(evidence) },
    }
}

fn trouble(trouble: &hall::Trouble) -> Trouble {
    Trouble {
        kind: match trouble.kind {
            hall::TroubleKind::NewerDatabase => TroubleKind::NewerDatabase,
            hall::TroubleKind::Corrupt => TroubleKind::Corrupt,
            hall::TroubleKind::ReadOnly => TroubleKind::ReadOnly,
            hall::TroubleKind::InUse => TroubleKind::InUse,
            hall::TroubleKind::Disk => TroubleKind::Disk,
            hall::TroubleKind::KeyMissing => TroubleKind::KeyMissing,
            hall::TroubleKind::KeyUnreadable => TroubleKind::KeyUnreadable,
            hall::TroubleKind::KeyForeign => TroubleKind::KeyForeign,
        },
        detail: trouble.detail.clone(),
        backup: trouble.backup.as_ref().map(backup),
    }
}
