//! Pulse and frame.

use super::read::{moment, names};
use super::settings::backup;
use crate::{ClockState, Failure, Frame, HallCard, PersonCard, Pulse, Stage, Trouble, TroubleKind};
use hall::{ClockDoubt, Program, Role};

pub(super) fn pulse(program: &Program) -> Result<Pulse, Failure> {
    let (now, stage) = (moment(program.clock().now()), stage(program.stage()));
    Ok(Pulse { revision: program.revision()?, now, stage })
}

pub(super) fn frame(program: &Program) -> Result<Frame, Failure> {
    let now = program.clock().now();
    let hall = program.hall().ok();
    let doubt = match &hall {
        Some(hall) => hall.clock_doubt()?,
        None => program.clock().doubt(None),
    };
    Ok(Frame {
        stage: stage(program.stage()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        hall: hall.as_ref().map(|hall| HallCard { name: names(&hall.founded().name), demo: hall.founded().demo }),
        person: hall.as_ref().map(|hall| PersonCard { role: role(hall.actor().role).to_owned() }),
        now: moment(now),
        focus: hall.as_ref().map_or_else(|| now.date(), |hall| hall.focus()).to_string(),
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

fn stage(stage: hall::Stage) -> Stage {
    match stage {
        hall::Stage::Setup => Stage::Setup,
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
            hall::TroubleKind::KeyForeign => TroubleKind::KeyForeign,
        },
        detail: trouble.detail.clone(),
        backup: trouble.backup.as_ref().map(backup),
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Consultant => "consultant",
        Role::WindowClerk => "window_clerk",
        Role::Runner => "runner",
        Role::DutyLeader => "duty_leader",
        Role::HallManager => "hall_manager",
        Role::Approver => "approver",
        Role::Supervisor => "supervisor",
        Role::Administrator => "administrator",
    }
}
