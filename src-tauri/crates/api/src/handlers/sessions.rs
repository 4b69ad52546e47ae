//! The timetable in the door's types.

use super::DONE;
use super::book::waiting;
use super::read::{self, hm, names};
use crate::FailureCode as Code;
use crate::refuse::unreadable;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    DatedRow, ExceptionRow, Failure, Nothing, PlanDays, ServedChoice, SessionRow, Sessions, SessionsChange,
    SessionsPart, SessionsPreview, SessionsSave,
};
use chrono::NaiveDate;
use domain::record::RecordId;
use domain::reference::hours::Days;
use domain::seat::{Serves, SessionPlan};
use domain::time::read_time;
use hall::SessionWish;

pub(crate) fn sessions(visit: Visit<'_>, _: Nothing) -> Result<Sessions, Failure> {
    Ok(shown(&visit.desk()?.sessions()?))
}

pub(crate) fn sessions_preview(visit: Visit<'_>, input: SessionsChange) -> Result<SessionsPreview, Failure> {
    Ok(preview(&visit.desk()?.preview_sessions(&change(&input)?)?))
}

pub(crate) fn sessions_change(visit: Visit<'_>, input: SessionsSave) -> Result<Nothing, Failure> {
    let seen = input.seen.iter().map(|id| read::record("seen", id)).collect::<Result<_, _>>()?;
    visit.desk()?.change_sessions(base(&input.base)?, change(&input.change)?, seen)?;
    Ok(DONE)
}

fn shown(found: &hall::Sessions) -> Sessions {
    let catalogue = &found.reference.catalogue;
    let department =
        |known: &domain::reference::catalogue::Department| ServedChoice { id: known.id.0, name: names(&known.short) };
    let item = |known: &domain::reference::catalogue::Item| ServedChoice { id: known.id.0, name: names(&known.names) };
    let dated = |plan: &domain::event::DatedSessions| DatedRow {
        valid_from: plan.from.map(|day| day.date().to_string()),
        valid_to: plan.to.map(|day| day.date().to_string()),
        days: days_shown(plan.days),
        sessions: plan.sessions.iter().map(row).collect(),
    };
    Sessions {
        base: found.base.map(|id| id.to_string()).unwrap_or_default(),
        usual: found.usual.iter().map(row).collect(),
        dated: found.dated.iter().map(dated).collect(),
        exceptions: found
            .exceptions
            .iter()
            .map(|exception| ExceptionRow {
                date: exception.day.date().to_string(),
                reason: exception.reason.wire(),
                sessions: exception.sessions.iter().map(row).collect(),
            })
            .collect(),
        departments: catalogue.departments().iter().map(department).collect(),
        items: catalogue.items().iter().filter(|item| item.excluded.is_none()).map(item).collect(),
    }
}

fn row(session: &SessionPlan) -> SessionRow {
    let (items, departments) = match &session.serves {
        Serves::All => (Vec::new(), Vec::new()),
        Serves::Only { items, departments } => {
            (items.iter().map(|id| id.0).collect(), departments.iter().map(|id| id.0).collect())
        }
    };
    SessionRow {
        from: hm(session.times.from.time()),
        to: hm(session.times.to.time()),
        slot_minutes: session.times.slot_minutes,
        seats: session.times.seats,
        items,
        departments,
    }
}

fn preview(found: &hall::ChangePreview) -> SessionsPreview {
    let cards =
        |list: &[(NaiveDate, hall::WaitingCard)]| list.iter().map(|(date, card)| waiting(*date, card)).collect();
    SessionsPreview {
        orphaned: cards(&found.orphaned),
        seated_again: cards(&found.seated_again),
        days: found.days.iter().map(ToString::to_string).collect(),
    }
}

/// Reads a change; every time and date that does not read is told at its field.
pub(super) fn change(input: &SessionsChange) -> Result<hall::SessionsChange, Failure> {
    let date = || read::date("date", input.date.as_deref().unwrap_or_default());
    Ok(match input.part {
        SessionsPart::Usual => hall::SessionsChange::Usual(wishes(&input.sessions)?),
        SessionsPart::Dated => {
            let date = |field, text: &Option<String>| text.as_deref().map(|text| read::date(field, text)).transpose();
            hall::SessionsChange::Dated {
                place: input.place.map(usize::from),
                from: date("valid_from", &input.valid_from)?,
                to: date("valid_to", &input.valid_to)?,
                days: input.days.into(),
                sessions: wishes(&input.sessions)?,
            }
        }
        SessionsPart::DropDated => {
            hall::SessionsChange::DropDated { place: input.place.map_or(usize::MAX, usize::from) }
        }
        SessionsPart::Exception => hall::SessionsChange::Exception {
            date: date()?,
            reason: input.reason.into(),
            sessions: wishes(&input.sessions)?,
        },
        SessionsPart::LiftException => hall::SessionsChange::LiftException { date: date()? },
    })
}

/// What the next change is based on; empty where nothing was ever changed.
fn base(text: &str) -> Result<Option<RecordId>, Failure> {
    if text.is_empty() { Ok(None) } else { read::record("base", text).map(Some) }
}

fn wishes(rows: &[SessionRow]) -> Result<Vec<SessionWish>, Failure> {
    let mut wishes = Vec::with_capacity(rows.len());
    let mut faults = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut time = |column: &str, text: &str| {
            let found = read_time(text);
            if found.is_none() {
                faults.extend(unreadable(&format!("sessions.{at}.{column}"), Code::SessionsTime).fields);
            }
            found
        };
        let (from, to) = (time("from", &row.from), time("to", &row.to));
        if let (Some(from), Some(to)) = (from, to) {
            let SessionRow { slot_minutes, seats, items, departments, .. } = row.clone();
            wishes.push(SessionWish { from, to, slot_minutes, seats, items, departments });
        }
    }
    if faults.is_empty() { Ok(wishes) } else { Err(Failure { fields: faults, ..Failure::new(Code::RequestFields) }) }
}

fn days_shown(days: Days) -> PlanDays {
    match days {
        Days::OrdinarySaturday | Days::FreeExceptSpringFestival => PlanDays::OrdinarySaturday,
        Days::HolidaySaturday => PlanDays::HolidaySaturday,
        Days::Workday => PlanDays::Workday,
    }
}
