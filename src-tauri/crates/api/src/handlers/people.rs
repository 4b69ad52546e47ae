//! People, sessions and the audit in the door's types.

use super::read::{self, moment, small};
use super::sessions::reason_shown;
use crate::refuse::unreadable;
use crate::{
    AuditFilter, AuditLine, AuditPage, BookingFind, DayAudit, Failure, FirstManager, FoundBooking, FoundBookings,
    PersonRow, Role, Session, SignInChoice, SignInChoices,
};
use hall::{Desk, Hall, Program, SessionState};
use std::str::FromStr as _;

pub(super) fn choices(program: &Program) -> Result<SignInChoices, Failure> {
    let hall = program.hall()?;
    let choice = |card: hall::PersonCard| SignInChoice {
        person: card.person.to_string(),
        name: card.name,
        roles: card.roles.into_iter().map(role).collect(),
    };
    Ok(SignInChoices {
        people: hall.can_sign_in()?.into_iter().map(choice).collect(),
        first_manager: !hall.has_manager()?,
        demo_secret: hall.founded().demo.then(|| hall::DEMO_SECRET.to_owned()),
    })
}

pub(super) fn first(first: hall::FirstManager) -> FirstManager {
    FirstManager { recovery_code: first.recovery_code, token: first.session }
}

/// Where a window's session stands. Locked ones tell whose they are; open ones too, for the frame.
pub(super) fn session(hall: &std::sync::Arc<Hall>, token: Option<&str>) -> Session {
    state(hall, token, hall.session_state(token))
}

pub(super) fn state(hall: &std::sync::Arc<Hall>, token: Option<&str>, state: SessionState) -> Session {
    match state {
        SessionState::None => Session::None,
        SessionState::Locked { person } => Session::Locked { person: person.to_string() },
        SessionState::Open { locks_in_seconds } => match hall.desk(token) {
            Ok(desk) => Session::Open { person: desk.actor().person.to_string(), locks_in_seconds },
            Err(_) => Session::None,
        },
    }
}

pub(super) fn row(card: hall::PersonCard) -> PersonRow {
    PersonRow {
        person: card.person.to_string(),
        base: card.base.to_string(),
        name: card.name,
        roles: card.roles.into_iter().map(role).collect(),
        active: card.active,
    }
}

pub(super) fn role(role: hall::Role) -> Role {
    match role {
        hall::Role::Consultant => Role::Consultant,
        hall::Role::WindowClerk => Role::WindowClerk,
        hall::Role::Runner => Role::Runner,
        hall::Role::DutyLeader => Role::DutyLeader,
        hall::Role::HallManager => Role::HallManager,
        hall::Role::Approver => Role::Approver,
        hall::Role::Supervisor => Role::Supervisor,
        hall::Role::Administrator => Role::Administrator,
    }
}

pub(super) fn roles(roles: &[Role]) -> Vec<hall::Role> {
    let role = |role: &Role| match role {
        Role::Consultant => hall::Role::Consultant,
        Role::WindowClerk => hall::Role::WindowClerk,
        Role::Runner => hall::Role::Runner,
        Role::DutyLeader => hall::Role::DutyLeader,
        Role::HallManager => hall::Role::HallManager,
        Role::Approver => hall::Role::Approver,
        Role::Supervisor => hall::Role::Supervisor,
        Role::Administrator => hall::Role::Administrator,
    };
    roles.iter().map(role).collect()
}

pub(super) fn filter(filter: &AuditFilter) -> Result<hall::AuditFilter, Failure> {
    let date = |field, text: &Option<String>| text.as_deref().map(|text| read::date(field, text)).transpose();
    Ok(hall::AuditFilter {
        person: filter.person.as_deref().map(|id| read::record("person", id)).transpose()?,
        kind: filter.kind.clone().filter(|kind| !kind.is_empty()),
        from: date("from", &filter.from)?,
        to: date("to", &filter.to)?,
    })
}

pub(super) fn audit_words(words: crate::AuditWords) -> hall::AuditWords {
    let crate::AuditWords { headers, kinds, reasons, seats, unknown, program } = words;
    hall::AuditWords { headers, kinds, reasons, seats, unknown, program }
}

/// `lamport:event`, opaque to the screen.
pub(super) fn place(text: &str) -> Result<hall::AuditPlace, Failure> {
    let read = || {
        let (lamport, event) = text.split_once(':')?;
        Some(hall::AuditPlace {
            lamport: lamport.parse().ok()?,
            event: domain::record::RecordId::from_str(event).ok()?,
        })
    };
    read().ok_or_else(|| unreadable("after", "request.unreadable_id"))
}

pub(super) fn page(page: hall::AuditPage) -> AuditPage {
    AuditPage {
        lines: page.lines.into_iter().map(line).collect(),
        next: page.next.map(|place| format!("{}:{}", place.lamport, place.event)),
    }
}

fn line(line: hall::AuditLine) -> AuditLine {
    AuditLine {
        event: line.event.to_string(),
        at: moment(line.at),
        person: line.person,
        kind: line.kind.to_owned(),
        kind_number: line.kind_number,
        booking: line.booking.map(|number| number.to_string()),
        subject: line.subject,
        day: line.day.map(|day| DayAudit {
            date: day.date.to_string(),
            reason: day.reason.map(reason_shown),
            more: day.seats.map(|(more, _)| more),
            less: day.seats.map(|(_, less)| less),
        }),
        hash: line.hash,
    }
}

/// A list longer than this is searched, not read.
const FOUND_MAX: u16 = 200;

pub(super) fn find(desk: &Desk, ask: &BookingFind) -> Result<FoundBookings, Failure> {
    let bookings = match &ask.date {
        Some(day) => desk.find_on_day(&ask.text, read::date("date", day)?)?,
        None => desk.find_bookings(&ask.text, usize::from(ask.limit.min(FOUND_MAX)))?,
    };
    Ok(found(bookings))
}

fn found(found: hall::FoundBookings) -> FoundBookings {
    FoundBookings { bookings: found.bookings.into_iter().map(found_booking).collect(), unreadable: found.unreadable }
}

pub(super) fn preview(bookings: Vec<hall::FoundBooking>) -> FoundBookings {
    FoundBookings { bookings: bookings.into_iter().map(found_booking).collect(), unreadable: 0 }
}

fn found_booking(found: hall::FoundBooking) -> FoundBooking {
    FoundBooking {
        booking: found.booking.to_string(),
        number: found.number.to_string(),
        date: found.date.to_string(),
        stands: found.stands,
        name: found.masked_name,
        phone: found.masked_phone,
        agent: found.masked_agent,
        agent_phone: found.masked_agent_phone,
        by_sound: found.by_sound,
        item: found.item.as_ref().map(super::read::names),
    }
}

/// What erasing did, in numbers a screen can show.
pub(super) fn erased(erased: hall::Erased) -> crate::Erased {
    let unreached = erased.unreached.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    crate::Erased { bookings: small(erased.bookings as usize), unreached }
}
