//! Syncing in the door's types: words for states, codes for what to do.

use super::book;
use super::read::{moment, names};
use crate::{
    AffectedBooking, BookingEffect, DeclinedRun, Failure, ForkedJournal, JoinBegin, JoinState, OfferState, OfferedKind,
    ParkReason, ParkedEvent, ReferenceOffer, ReferenceOffers, SyncAgreed, SyncChip, SyncEnrol, SyncPanel, SyncProgress,
    SyncServer, SyncWord,
};
use hall::{
    Desk, EnrolWish, Frozen, Hall, JoinWish, Mismatch, ServerRefusal, ServerTrouble, SyncState, SyncStatus, SyncView,
};
use std::path::PathBuf;

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

fn of_status(status: &SyncStatus) -> SyncChip {
    let percent = |progress: hall::Progress| progress.done.saturating_mul(100).checked_div(progress.of).unwrap_or(0);
    SyncChip {
        word: word(status),
        to_send: u32::try_from(status.to_send).unwrap_or(u32::MAX),
        agreed_at: status.agreed_at.map(hall::wall_to_beijing).map(moment),
        percent: status.first_sync.map(|progress| u8::try_from(percent(progress)).unwrap_or(100)),
        attention: !(status.parked.is_empty() && status.forked.is_empty() && status.declined.is_empty()),
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

fn why(state: &SyncState) -> Option<Failure> {
    Some(match state {
        SyncState::Starting | SyncState::Synced | SyncState::Pending => return None,
        SyncState::Offline(trouble) => match trouble {
            ServerTrouble::Unreachable(detail) => Failure::new("sync.unreachable").with("detail", detail),
            ServerTrouble::Slow => Failure::new("sync.slow"),
            ServerTrouble::OtherAuthority => Failure::new("sync.other_authority"),
            ServerTrouble::Foreign => Failure::new("sync.foreign"),
            ServerTrouble::Address(detail) => Failure::new("sync.address").with("detail", detail),
        },
        SyncState::Failed(detail) => Failure::new("sync.failed").with("detail", detail),
        SyncState::Mismatch(Mismatch::Events { device, until }) => {
            Failure::new("sync.mismatch_events").with("device", device).with("until", until.0)
        }
        SyncState::Mismatch(Mismatch::Values { device, .. }) => {
            Failure::new("sync.mismatch_values").with("device", device)
        }
        SyncState::Mismatch(Mismatch::Unplaced) => Failure::new("sync.mismatch"),
        SyncState::Frozen(Frozen::RolledBack) => Failure::new("sync.rolled_back"),
        SyncState::Frozen(Frozen::Forked) => Failure::new("sync.forked"),
        SyncState::Frozen(Frozen::Revoked) | SyncState::Refused(ServerRefusal::Revoked) => Failure::new("sync.revoked"),
        SyncState::Frozen(Frozen::ByServer) | SyncState::Refused(ServerRefusal::Frozen) => {
            Failure::new("sync.frozen_by_server")
        }
        SyncState::Refused(ServerRefusal::Unknown) => Failure::new("sync.unknown_device"),
        SyncState::Refused(ServerRefusal::Version(..)) => Failure::new("sync.version"),
        SyncState::Refused(ServerRefusal::Busy) => Failure::new("sync.server_busy"),
        SyncState::Refused(other) => Failure::new("sync.refused").with("detail", other),
    })
}

pub(super) fn panel(hall: &Hall) -> Result<SyncPanel, Failure> {
    let view = hall.sync_view()?;
    let status = view.status.as_ref();
    Ok(SyncPanel {
        chip: chip(&view),
        why: match status {
            _ if view.is_outdated => Some(Failure::new("sync.outdated")),
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
    })
}

fn progress(progress: hall::Progress) -> SyncProgress {
    let count = |count| u32::try_from(count).unwrap_or(u32::MAX);
    SyncProgress { done: count(progress.done), of: count(progress.of) }
}

fn parked(event: &hall::ParkedEvent) -> ParkedEvent {
    let reason = match event.reason {
        hall::ParkReason::Number => ParkReason::Number,
        hall::ParkReason::Kind => ParkReason::Kind,
        hall::ParkReason::Body => ParkReason::Body,
    };
    ParkedEvent { event: event.event.to_string(), reason }
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

pub(super) fn wish(input: SyncEnrol) -> EnrolWish {
    EnrolWish { address: input.address, code: input.code }
}

pub(super) fn join_wish(input: JoinBegin) -> JoinWish {
    let enrol = EnrolWish { address: input.address, code: input.code };
    JoinWish { dir: PathBuf::from(input.dir.trim()), enrol }
}

pub(super) fn join(state: hall::JoinState) -> JoinState {
    JoinState {
        name: state.server_name,
        address: state.address,
        hall: state.hall.as_ref().map(names),
        complete: state.is_complete,
        keyless: state.is_keyless,
        chip: of_status(&state.status),
        progress: state.status.first_sync.map(progress),
        why: why(&state.status.state),
    }
}

pub(super) fn offers(desk: &Desk) -> Result<ReferenceOffers, Failure> {
    Ok(ReferenceOffers {
        offers: desk.reference_offers()?.into_iter().map(offer).collect(),
        affected: desk.affected_bookings()?.into_iter().map(affected).collect(),
    })
}

fn offer(card: hall::OfferCard) -> ReferenceOffer {
    let (state, detail) = match card.state {
        hall::OfferState::Arriving => (OfferState::Arriving, String::new()),
        hall::OfferState::Coming => (OfferState::Coming, String::new()),
        hall::OfferState::Unusable { detail } => (OfferState::Unusable, detail),
        hall::OfferState::Taken => (OfferState::Taken, String::new()),
    };
    ReferenceOffer {
        from: card.from.to_string(),
        kinds: card.kinds.into_iter().map(kind).collect(),
        state,
        detail,
        affected: card.affected.into_iter().map(affected).collect(),
    }
}

fn kind(kind: domain::event::ReferenceKind) -> OfferedKind {
    match kind {
        domain::event::ReferenceKind::Calendar => OfferedKind::Calendar,
        domain::event::ReferenceKind::Departments => OfferedKind::Departments,
        domain::event::ReferenceKind::Items => OfferedKind::Items,
        domain::event::ReferenceKind::Hours => OfferedKind::Hours,
        domain::event::ReferenceKind::Directory => OfferedKind::Directory,
    }
}

pub(super) fn affected(booking: hall::AffectedBooking) -> AffectedBooking {
    AffectedBooking {
        booking: booking.booking.to_string(),
        number: booking.number.to_string(),
        date: booking.date.to_string(),
        name: booking.masked_name,
        effects: booking.effects.iter().map(effect).collect(),
    }
}

fn effect(effect: &hall::BookingEffect) -> BookingEffect {
    let known =
        |names_of: &[Option<domain::names::Names>]| names_of.iter().map(|one| one.as_ref().map(names)).collect();
    match effect {
        hall::BookingEffect::DayClosed { kind } => BookingEffect::DayClosed { kind: book::day_kind(*kind) },
        hall::BookingEffect::ItemRenamed { before, now } => {
            BookingEffect::ItemRenamed { before: names(before), now: names(now) }
        }
        hall::BookingEffect::ItemGone { item } => BookingEffect::ItemGone { item: names(item) },
        hall::BookingEffect::ItemExcluded { item } => BookingEffect::ItemExcluded { item: names(item) },
        hall::BookingEffect::DepartmentsChanged { item, before, now } => {
            BookingEffect::DepartmentsChanged { item: names(item), before: known(before), now: known(now) }
        }
    }
}
