//! A line of the list: one person to ring, what to say, what came of earlier calls. Masked on the screen: a number is shown
//! on request, and that is put on record; whole on paper, which is put on record too.

use super::gather::Due;
use crate::booking::personal_value;
use crate::ground::{Desk, Look, wall_to_beijing};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::{BookingNumber, BookingState, CallAct, mask_name, mask_phone};
use domain::event::{CallOutcome, PersonalField};
use domain::names::Names;
use domain::record::{Order, RecordId};
use domain::reference::catalogue::DepartmentId;
use domain::text::{identity_key, name_key, phone_key};
use domain::time::MinuteOfDay;
use domain::to_call::Reason;
use journal::WallTime;
use std::collections::BTreeMap;
use store::StoreError;

/// Somebody to ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallTask {
    /// What they are told about, soonest first; at least one.
    pub bookings: Vec<CallBooking>,
    /// Who answers: the person, or whoever acts for them.
    pub name: String,
    /// Empty where nobody left a number.
    pub phone: String,
    /// It is the name and number of whoever acts for the person.
    pub agent: bool,
    /// The earliest time that they know or that holds.
    pub soonest: NaiveDateTime,
    /// Calls that nobody answered since somebody last spoke with them.
    pub unanswered: u16,
    /// The last call about one of the bookings.
    pub last: Option<LastCall>,
    /// What whoever looks at it can note of a call.
    pub can: Vec<CallAct>,
}

/// A booking of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBooking {
    pub booking: RecordId,
    /// Where its making stands in the one order.
    pub made: Order,
    /// Its last event: what is noted of a call is noted of that.
    pub base: RecordId,
    pub number: BookingNumber,
    /// The person's own name.
    pub name: String,
    /// When it is now; where it was given up, when it was.
    pub date: NaiveDate,
    pub start: NaiveTime,
    /// Bookings are taken on that day.
    pub open: bool,
    /// When they believe it is. `None` if that is so.
    pub known: Option<(NaiveDate, NaiveTime)>,
    pub items: Vec<Names>,
    pub party: u16,
    pub whys: Vec<CallWhy>,
}

/// A reason, with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallWhy {
    pub reason: Reason,
    /// The department, where it is one's answer.
    pub department: Option<Names>,
    /// From when to when it is there, where it comes for part of the day.
    pub hours: (Option<NaiveTime>, Option<NaiveTime>),
    /// The items that have to pass that department; all of the booking where it is nobody's answer.
    pub items: Vec<Names>,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastCall {
    pub outcome: CallOutcome,
    pub at: NaiveDateTime,
}

/// How names and numbers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Masked,
    Whole,
}

impl Told {
    fn name(self, name: &str) -> String {
        if self == Self::Whole { name.to_owned() } else { mask_name(name) }
    }

    fn phone(self, phone: &str) -> String {
        if self == Self::Whole { phone.to_owned() } else { mask_phone(phone) }
    }
}

/// Who answers the telephone.
struct Callee {
    name: String,
    phone: String,
    agent: bool,
}

/// One task for each person. Who has no number is told from others by their document; else a booking is a person.
pub(super) fn tasks(desk: &Desk, look: &impl Look, due: Vec<Due>, told: Told) -> Result<Vec<CallTask>, StoreError> {
    let mut tasks: BTreeMap<(String, String), CallTask> = BTreeMap::new();
    for due in due {
        let callee = callee(look, &due.row)?;
        let key = key(look, &due.row, &callee)?;
        let soonest = due.known.1.on(due.known.0.date()).min(due.at.on(due.row.place.day.date()));
        let last =
            due.row.call.map(|call| LastCall { outcome: call.outcome, at: wall_to_beijing(WallTime(call.wall_ms)) });
        let task = tasks.entry(key).or_insert_with(|| CallTask {
            bookings: Vec::new(),
            name: told.name(&callee.name),
            phone: told.phone(&callee.phone),
            agent: callee.agent,
            soonest,
            unanswered: 0,
            last: None,
            can: Vec::new(),
        });
        task.soonest = task.soonest.min(soonest);
        task.unanswered = task.unanswered.max(due.row.known.unanswered);
        task.last = task.last.into_iter().chain(last).max_by_key(|call| call.at);
        task.bookings.push(booking(look, due, told)?);
    }
    let mut tasks: Vec<CallTask> = tasks.into_values().collect();
    for task in &mut tasks {
        task.bookings.sort_by_key(|booking| (booking.date, booking.start, booking.made));
        let mut whys = task.bookings.iter().flat_map(|booking| &booking.whys);
        task.can = desk.can_note(whys.any(|why| why.reason == Reason::NotArrived));
    }
    tasks.sort_by_key(|task| (task.soonest, task.bookings.first().map(|booking| booking.made)));
    Ok(tasks)
}

fn callee(look: &impl Look, row: &BookingState) -> Result<Callee, StoreError> {
    let value = |field| personal_value(look, &row.personal, field);
    let (name, phone) = (value(PersonalField::Name)?, value(PersonalField::Phone)?);
    let agent_phone = value(PersonalField::AgentPhone)?;
    if phone.is_empty() && !agent_phone.is_empty() {
        return Ok(Callee { name: value(PersonalField::AgentName)?, phone: agent_phone, agent: true });
    }
    Ok(Callee { name, phone, agent: false })
}

fn key(look: &impl Look, row: &BookingState, callee: &Callee) -> Result<(String, String), StoreError> {
    if let Some(number) = phone_key(&callee.phone) {
        return Ok((format!("phone {number}"), name_key(&callee.name)));
    }
    let document = identity_key(&personal_value(look, &row.personal, PersonalField::Identity)?);
    Ok(if document.is_empty() {
        (format!("booking {}", row.id), String::new())
    } else {
        (format!("document {document}"), String::new())
    })
}

fn booking(look: &impl Look, due: Due, told: Told) -> Result<CallBooking, StoreError> {
    let Due { row, known, at, reasons, open, hours } = due;
    let is_so = known == (row.place.day, at);
    let why = |reason: Reason| {
        let department = department_of(reason);
        let there = department.and_then(|id| hours.get(&id)).copied().unwrap_or_default();
        let items = row.items.iter().filter(|item| department.is_none_or(|id| item.asks(id)));
        CallWhy {
            reason,
            department: department
                .and_then(|id| look.reference().catalogue.department(id))
                .map(|found| found.short.clone()),
            hours: (there.0.map(MinuteOfDay::time), there.1.map(MinuteOfDay::time)),
            items: items.map(|item| item.names.clone()).collect(),
        }
    };
    Ok(CallBooking {
        booking: row.id,
        made: row.made,
        base: row.last,
        number: BookingNumber::from_digits(row.number),
        name: told.name(&personal_value(look, &row.personal, PersonalField::Name)?),
        date: row.place.day.date(),
        start: at.time(),
        open,
        known: (!is_so).then(|| (known.0.date(), known.1.time())),
        items: row.items.iter().map(|item| item.names.clone()).collect(),
        party: row.party,
        whys: reasons.into_iter().map(why).collect(),
    })
}

fn department_of(reason: Reason) -> Option<DepartmentId> {
    match reason {
        Reason::DoesNotCome(id) | Reason::ComesInPart(id) | Reason::ComesAfterAll(id) => Some(id),
        Reason::GivenUp(_)
        | Reason::Moved
        | Reason::SeatLost
        | Reason::SeatFound
        | Reason::Stands
        | Reason::WantsAnotherTime
        | Reason::NotArrived => None,
    }
}
