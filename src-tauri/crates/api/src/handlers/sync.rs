//! Syncing in the door's types: words for states, codes for what to do.

use super::DONE;
use super::read::moment;
use crate::FailureCode as Code;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    DeclinedRun, Failure, ForkedJournal, Nothing, ParkedEvent, SyncAgreed, SyncChip, SyncEnrol, SyncPanel,
    SyncProgress, SyncServer, SyncWord,
};
use hall::{EnrolWish, Frozen, Hall, Mismatch, ServerRefusal, ServerTrouble, SyncState, SyncStatus, SyncView};

/// What the chip shows. What cannot be read is no reason to show none.
pub(super) fn chip_of(hall: &Hall) -> Option<SyncChip> {
    hall.sync_view().map(|view| chip(&view)).ok()
}

fn chip(view: &SyncView) -> SyncChip {
    let none = SyncChip { word: SyncWord::Alone, to_send: 0, agreed_at: None, percent: None, attention: false };
    match (&view.status, &view.enrolment) {
        (_, Some(_)) if view.is_outdated => SyncChip { word: SyncWord::Outdated, ..none },
        (Some(status), _) => of_status(status),
        (None, Some(_)) => SyncChip { word: SyncWord::Failed, ..none },
        (None, None) => none,
    }
}

pub(super) fn of_status(status: &SyncStatus) -> SyncChip {
    let percent = |progress: hall::Progress| progress.done.saturating_mul(100).checked_div(progress.of).unwrap_or(0);
    SyncChip {
        word: word(status),
        to_send: u32::try_from(status.to_send).unwrap_or(u32::MAX),
        agreed_at: status.agreed_at.map(hall::wall_to_beijing).map(moment),
        percent: status.first_sync.map(|progress| u8::try_from(percent(progress)).unwrap_or(100)),
        attention: !(status.parked.is_empty()
            && status.parked_values.is_empty()
            && status.forked.is_empty()
            && status.declined.is_empty()),
    }
}

fn word(status: &SyncStatus) -> SyncWord {
    match &status.state {
        SyncState::Starting | SyncState::Pending if status.first_sync.is_some() => SyncWord::FirstSync,
        SyncState::Starting => SyncWord::Starting,
        SyncState::Synced => SyncWord::Synced,
        SyncState::Pending => SyncWord::Pending,
        SyncState::Offline(_) => SyncWord::Offline,
        SyncState::Failed(_) => SyncWord::Failed,
        SyncState::Mismatch(_) => SyncWord::Mismatch,
        SyncState::Frozen(_) => SyncWord::Frozen,
        SyncState::Refused(_) => SyncWord::Refused,
    }
}

pub(super) fn why(state: &SyncState) -> Option<Failure> {
    Some(match state {
        SyncState::Starting | SyncState::Synced | SyncState::Pending => return None,
        SyncState::Offline(trouble) => match trouble {
            ServerTrouble::Unreachable(detail) => Failure::new(Code::SyncUnreachable).with("detail", detail),
            ServerTrouble::Slow => Failure::new(Code::SyncSlow),
            ServerTrouble::OtherAuthority => Failure::new(Code::SyncOtherAuthority),
            ServerTrouble::Foreign => Failure::new(Code::SyncForeign),
            ServerTrouble::Address(detail) => Failure::new(Code::SyncAddress).with("detail", detail),
        },
        SyncState::Failed(detail) => Failure::new(Code::SyncFailed).with("detail", detail),
        SyncState::Mismatch(Mismatch::Events { device, until }) => {
            Failure::new(Code::SyncMismatchEvents).with("device", device).with("until", until.0)
        }
        SyncState::Mismatch(Mismatch::Values { device, .. }) => {
            Failure::new(Code::SyncMismatchValues).with("device", device)
        }
        SyncState::Mismatch(Mismatch::Unplaced) => Failure::new(Code::SyncMismatch),
        SyncState::Frozen(Frozen::RolledBack) => Failure::new(Code::SyncRolledBack),
        SyncState::Frozen(Frozen::Forked) => Failure::new(Code::SyncForked),
        SyncState::Frozen(Frozen::Revoked) | SyncState::Refused(ServerRefusal::Revoked) => {
            Failure::new(Code::SyncRevoked)
        }
        SyncState::Frozen(Frozen::ByServer) | SyncState::Refused(ServerRefusal::Frozen) => {
            Failure::new(Code::SyncFrozenByServer)
        }
        SyncState::Refused(ServerRefusal::Unknown) => Failure::new(Code::SyncUnknownDevice),
        SyncState::Refused(ServerRefusal::Version(..)) => Failure::new(Code::SyncVersion),
        SyncState::Refused(ServerRefusal::Busy) => Failure::new(Code::SyncServerBusy),
        SyncState::Refused(other) => Failure::new(Code::SyncRefused).with("detail", other),
    })
}

pub(crate) fn sync_now(visit: Visit<'_>, _: Nothing) -> Result<Nothing, Failure> {
    visit.desk()?.sync_now()?;
    Ok(DONE)
}

pub(crate) fn sync_enrol(visit: Visit<'_>, input: SyncEnrol) -> Result<Nothing, Failure> {
    visit.desk()?.enrol(&EnrolWish { address: input.address, code: input.code })?;
    Ok(DONE)
}

pub(crate) fn sync_panel(visit: Visit<'_>, _: Nothing) -> Result<SyncPanel, Failure> {
    let desk = visit.desk()?;
    let view = desk.sync_view()?;
    let status = view.status.as_ref();
    Ok(SyncPanel {
        chip: chip(&view),
        why: match status {
            _ if view.is_outdated => Some(Failure::new(Code::SyncOutdated)),
            Some(status) => why(&status.state),
            None => None,
        },
        server: view.enrolment.as_ref().map(|enrolment| SyncServer {
            address: enrolment.address.clone(),
            hall: enrolment.hall,
            name: enrolment.name.clone(),
            authority: enrolment.authority.to_string(),
            device: enrolment.device.to_string(),
        }),
        agreed: status.and_then(|status| status.agreed).map(|agreed| SyncAgreed {
            events: agreed.events.to_string(),
            values: agreed.values.to_string(),
            count: u32::try_from(agreed.count).unwrap_or(u32::MAX),
        }),
        progress: status.and_then(|status| status.first_sync).map(progress),
        parked: status.map(|status| status.parked.iter().map(parked).collect()).unwrap_or_default(),
        forked: status.map(|status| status.forked.iter().map(forked).collect()).unwrap_or_default(),
        declined: status.map(|status| status.declined.iter().map(declined).collect()).unwrap_or_default(),
        values_parked: status.map_or(0, |status| u32::try_from(status.parked_values.len()).unwrap_or(u32::MAX)),
        values_unopened: desk.unopened(),
    })
}

pub(super) fn progress(progress: hall::Progress) -> SyncProgress {
    let count = |count| u32::try_from(count).unwrap_or(u32::MAX);
    SyncProgress { done: count(progress.done), of: count(progress.of) }
}

fn parked(event: &hall::ParkedEvent) -> ParkedEvent {
    ParkedEvent { event: event.event.to_string(), reason: event.reason.wire() }
}

fn forked(have: &hall::Have) -> ForkedJournal {
    ForkedJournal { device: have.device.to_string(), seq: u32::try_from(have.seq.0).unwrap_or(u32::MAX) }
}

fn declined(run: &hall::Declined) -> DeclinedRun {
    DeclinedRun {
        device: run.device.map(|device| device.to_string()).unwrap_or_default(),
        first: run.first.and_then(|first| u32::try_from(first.0).ok()),
        detail: run.why.to_string(),
    }
}
