//! The manual duty list: what departments answer for a Saturday, told by whom and how, until the roster takes it over; and
//! the people to call back where a department refused.
//!
//! A call-back is no record of its own: it is every booking that needs a department whose last answer is a refusal, so none
//! can be forgotten. When the department comes after all, only those are left who were told that it would not: they are told
//! again. What came of a call is on record.

use crate::booking::personal_value;
use crate::clock::wall_to_beijing;
use crate::day::{self, DayBook};
use crate::promises::Promises;
use crate::record::record;
use crate::rights::Right;
use crate::{Desk, FieldRefusal, Refusal, demand};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use domain::booking::{NAME_CHARACTERS_MAX, mask_name, mask_phone};
use domain::catalogue::{Cutoff, Department, DepartmentId};
use domain::demand::{Demand, asked};
use domain::event::{
    BookingCalledBack, CallBackOutcome, CutoffSet, DutyAnswer, DutyAnswered, Fact, Means, PersonalField,
};
use domain::names::Names;
use domain::promise::Promise;
use domain::record::RecordId;
use domain::text::clean_name;
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use store::{BookingRow, DutyRow, ReadTx, StoreError, VaultField, WriteTx};

/// Nobody brings more approvers than this; more is a slip of the finger.
const APPROVERS_MAX: u16 = 99;
/// Who said it, in the vault under the answer's event. Never reused; those of bookings and people are below.
const TOLD_BY_FIELD: u16 = 30;

/// An answer as somebody writes it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyNote {
    pub answer: DutyAnswer,
    /// Approvers who come; at least 1 when confirmed.
    pub approvers: u16,
    pub means: Option<Means>,
    /// Who said it; may be empty.
    pub told_by: String,
}

/// The duty list of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyList {
    pub departments: Vec<DutyLine>,
    pub call_backs: Vec<CallBack>,
    /// Other days to come on which somebody is still to be called, and how many.
    pub elsewhere: Vec<(NaiveDate, u32)>,
}

/// A department on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLine {
    pub department: DepartmentId,
    pub name: Names,
    pub short: Names,
    /// Bookings that hold a seat and need it.
    pub bookings: u16,
    /// Those without a seat beside them.
    pub beside: u16,
    pub promise: Promise,
    pub approvers: u16,
    pub cutoff: NaiveDateTime,
    /// Who said the last answer, how, who wrote it down and when; nothing before the first.
    pub told_by: String,
    pub means: Option<Means>,
    pub noted: Option<(String, NaiveDateTime)>,
}

/// Somebody to call because a department refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBack {
    pub booking: RecordId,
    /// The answer that made the task.
    pub refusal: RecordId,
    /// The department comes after all, and they were told that it would not.
    pub comes_after_all: bool,
    pub department: Names,
    pub start: NaiveTime,
    pub masked_name: String,
    /// Masked; empty where there is none.
    pub masked_phone: String,
    /// Whoever acts for them and can be called for them; masked, empty where there is nobody.
    pub masked_agent: String,
    pub masked_agent_phone: String,
    pub item: Names,
    /// The last call; nothing before the first.
    pub call: Option<Call>,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub outcome: CallBackOutcome,
    pub by: String,
    pub at: NaiveDateTime,
}

/// A department's cut-off in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutoffRow {
    pub department: DepartmentId,
    pub name: Names,
    pub cutoff: Cutoff,
    /// Set by the hall; else the catalogue's.
    pub own: bool,
}

impl Desk {
    /// Records a department's answer for a day; the last one stands.
    ///
    /// # Errors
    /// A closed day, an unknown department, or a confirmation without anybody.
    pub fn record_duty(&self, date: NaiveDate, department: DepartmentId, note: DutyNote) -> Result<(), Refusal> {
        self.require(Right::RecordDuty)?;
        let reference = self.reference();
        self.store.read(|tx: &ReadTx<'_>| day::require_open(self, &reference, tx.views(), date))?;
        if reference.catalogue.department(department).is_none() {
            return Err(FieldRefusal::DepartmentUnknown.into());
        }
        let told_by = clean_name(&note.told_by);
        let confirmed = note.answer == DutyAnswer::Confirmed;
        let mut faults = Vec::new();
        if confirmed && !(1..=APPROVERS_MAX).contains(&note.approvers) {
            faults.push(FieldRefusal::Approvers);
        }
        if told_by.chars().count() > NAME_CHARACTERS_MAX {
            faults.push(FieldRefusal::ToldByTooLong { max: NAME_CHARACTERS_MAX });
        }
        if !faults.is_empty() {
            return Err(Refusal::Fields(faults));
        }
        let fact = Fact::DutyAnswered(DutyAnswered {
            day: BeijingDay::from(date),
            department,
            answer: note.answer,
            approvers: if confirmed { note.approvers } else { 0 },
            means: note.means,
            told_by: (!told_by.is_empty()).then_some(true),
        });
        let author = self.author();
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            let answer = record(tx, author, &fact, None, None)?;
            if !told_by.is_empty() {
                tx.vault_put(store::event_id(answer), VaultField(TOLD_BY_FIELD), &told_by)?;
            }
            Ok(())
        })
    }

    /// Every department with a back office, or with bookings, on a day; and whom to call back.
    ///
    /// # Errors
    /// What the store says.
    pub fn duty_list(&self, date: NaiveDate) -> Result<DutyList, Refusal> {
        self.require(Right::RecordDuty)?;
        let (reference, now) = (self.reference(), self.clock.now());
        let people = self.names_of_people()?;
        self.store.read(|tx: &ReadTx<'_>| {
            let promises = Promises::for_day(&reference, tx.views(), date, now)?;
            let book = DayBook::read(self, &reference, tx.views(), tx.device().0, date)?;
            let counts = demand::of_day(&book);
            let needed = bookings_by_department(&book.bookings);
            let departments = reference.catalogue.departments().iter();
            let listed = departments.filter(|found| found.present || needed.contains_key(&found.id));
            let lines: Result<Vec<DutyLine>, StoreError> =
                listed.map(|found| line(tx, &promises, found, counts.get(&found.id), &people)).collect();
            let mut departments = lines?;
            departments.sort_by_key(|line| (std::cmp::Reverse(line.bookings), line.department));
            let mut call_backs = Vec::new();
            for (id, bookings) in &needed {
                let (Some(answer), Some(known)) = (promises.answer(*id), reference.catalogue.department(*id)) else {
                    continue;
                };
                for booking in bookings {
                    if !is_due(tx, booking, answer)? {
                        continue;
                    }
                    call_backs.push(call_back(tx, &book, booking, answer, &known.short, &people)?);
                }
            }
            // Whoever is still to be reached comes first, in the order of their times.
            call_backs.sort_by_key(|task| (reached(task), task.start, task.booking, task.refusal));
            let elsewhere = to_call_elsewhere(tx, date, now.date())?;
            Ok(DutyList { departments, call_backs, elsewhere })
        })
    }

    /// Records what came of a call.
    ///
    /// # Errors
    /// [`Refusal::NoCallBack`] when the booking is no longer touched by that refusal.
    pub fn record_call_back(
        &self,
        booking: RecordId,
        refusal: RecordId,
        outcome: CallBackOutcome,
    ) -> Result<(), Refusal> {
        self.require(Right::RecordDuty)?;
        let author = self.author();
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            let found = tx.views().booking(booking)?.ok_or(Refusal::BookingNotFound)?;
            let refused = tx.views().duties(found.place.day)?.into_iter().find(|row| row.id == refusal);
            let refused = refused.ok_or(Refusal::NoCallBack)?;
            if !needs(&found, refused.department) || !is_due(tx, &found, &refused)? {
                return Err(Refusal::NoCallBack);
            }
            let fact = Fact::BookingCalledBack(BookingCalledBack { refusal, outcome });
            record(tx, author, &fact, Some(booking), None)?;
            Ok(())
        })
    }

    /// Cut-offs of the departments with a back office.
    ///
    /// # Errors
    /// What the store says.
    pub fn cutoffs(&self) -> Result<Vec<CutoffRow>, Refusal> {
        self.require(Right::ReadBook)?;
        let reference = self.reference();
        let set = self.store.read(|tx: &ReadTx<'_>| tx.views().cutoffs())?;
        let present = reference.catalogue.departments().iter().filter(|department| department.present);
        let row = |department: &Department| CutoffRow {
            department: department.id,
            name: department.short.clone(),
            cutoff: set.get(&department.id).copied().unwrap_or(department.cutoff),
            own: set.contains_key(&department.id),
        };
        Ok(present.map(row).collect())
    }

    /// Sets a department's cut-off; nothing: the catalogue's holds again. Promises follow at once.
    ///
    /// # Errors
    /// An unknown department.
    pub fn set_cutoff(&self, department: DepartmentId, cutoff: Option<(Weekday, NaiveTime)>) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        if self.reference().catalogue.department(department).is_none() {
            return Err(FieldRefusal::DepartmentUnknown.into());
        }
        let cutoff = cutoff.map(|(weekday, time)| Cutoff { weekday, time });
        let (author, fact) = (self.author(), Fact::CutoffSet(CutoffSet::to(department, cutoff)));
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            record(tx, author, &fact, None, None)?;
            Ok(())
        })
    }
}

/// Days from today on, but for one, with bookings of which nobody has been told that their department does not come.
fn to_call_elsewhere(
    tx: &ReadTx<'_>,
    except: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<(NaiveDate, u32)>, StoreError> {
    let mut elsewhere = Vec::new();
    for day in tx.views().days_opened_from(today.into())?.into_iter().filter(|day| day.date() != except) {
        let refused = tx.views().duties(day)?.into_iter().filter(|row| row.answer == DutyAnswer::Refused);
        let refused: Vec<_> = refused.collect();
        if refused.is_empty() {
            continue;
        }
        let mut open = 0;
        for booking in tx.views().bookings_of_day(day)? {
            for row in refused.iter().filter(|row| needs(&booking, row.department)) {
                let call = tx.views().called_back(booking.id, row.id)?;
                open += u32::from(call.is_none_or(|call| call.outcome != CallBackOutcome::Reached));
            }
        }
        if open > 0 {
            elsewhere.push((day.date(), open));
        }
    }
    Ok(elsewhere)
}

/// Whether somebody has to be told of a department's last answer: it refuses, or comes after they were told that it would not.
fn is_due(tx: &impl Answers, booking: &BookingRow, answer: &DutyRow) -> Result<bool, StoreError> {
    match answer.answer {
        DutyAnswer::Refused => Ok(true),
        DutyAnswer::Asked => Ok(false),
        DutyAnswer::Confirmed => {
            for told in tx.views().told_of(booking.id)? {
                let earlier = tx.answer(told)?;
                if earlier
                    .is_some_and(|(department, said)| department == answer.department && said == DutyAnswer::Refused)
                {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// Whoever can look up what a department said in an event, while reading or writing.
trait Answers {
    fn views(&self) -> store::Views<'_>;
    fn event(&self, id: RecordId) -> Result<Option<journal::Event>, StoreError>;

    fn answer(&self, id: RecordId) -> Result<Option<(DepartmentId, DutyAnswer)>, StoreError> {
        let Some(event) = self.event(id)? else { return Ok(None) };
        let fact = Fact::decode(event.kind.0, event.version.0, &event.body).ok().flatten();
        Ok(match fact {
            Some(Fact::DutyAnswered(body)) => Some((body.department, body.answer)),
            _ => None,
        })
    }
}

impl Answers for ReadTx<'_> {
    fn views(&self) -> store::Views<'_> {
        ReadTx::views(self)
    }

    fn event(&self, id: RecordId) -> Result<Option<journal::Event>, StoreError> {
        ReadTx::event(self, store::event_id(id))
    }
}

impl Answers for WriteTx<'_> {
    fn views(&self) -> store::Views<'_> {
        WriteTx::views(self)
    }

    fn event(&self, id: RecordId) -> Result<Option<journal::Event>, StoreError> {
        WriteTx::event(self, store::event_id(id))
    }
}

fn reached(task: &CallBack) -> bool {
    task.call.as_ref().is_some_and(|call| call.outcome == CallBackOutcome::Reached)
}

/// Whether a department has to approve something of a booking.
fn needs(booking: &BookingRow, department: DepartmentId) -> bool {
    asked(&booking.items).contains(&department)
}

fn bookings_by_department(bookings: &[BookingRow]) -> BTreeMap<DepartmentId, Vec<&BookingRow>> {
    let mut by_department: BTreeMap<DepartmentId, Vec<&BookingRow>> = BTreeMap::new();
    for booking in bookings {
        for id in asked(&booking.items) {
            by_department.entry(id).or_default().push(booking);
        }
    }
    by_department
}

fn line(
    tx: &ReadTx<'_>,
    promises: &Promises<'_>,
    department: &Department,
    demand: Option<&Demand>,
    people: &BTreeMap<RecordId, String>,
) -> Result<DutyLine, StoreError> {
    let answer = promises.answer(department.id);
    let told_by = answer.map(|row| tx.vault_get(store::event_id(row.id), VaultField(TOLD_BY_FIELD))).transpose()?;
    Ok(DutyLine {
        department: department.id,
        name: department.names.clone(),
        short: department.short.clone(),
        bookings: demand.map_or(0, |demand| demand.bookings.held),
        beside: demand.map_or(0, |demand| demand.bookings.beside),
        promise: promises.department(department.id),
        approvers: promises.approvers(department.id),
        cutoff: promises.cutoff(department),
        told_by: told_by.flatten().unwrap_or_default(),
        means: answer.and_then(|row| row.body.means),
        noted: answer.map(|row| (name_of(people, row.actor), wall_to_beijing(row.wall))),
    })
}

fn name_of(people: &BTreeMap<RecordId, String>, actor: Option<RecordId>) -> String {
    actor.and_then(|actor| people.get(&actor).cloned()).unwrap_or_default()
}

fn call_back(
    tx: &ReadTx<'_>,
    book: &DayBook,
    booking: &BookingRow,
    answer: &DutyRow,
    department: &Names,
    people: &BTreeMap<RecordId, String>,
) -> Result<CallBack, StoreError> {
    let value = |field| personal_value(tx, &booking.personal, field);
    let call = tx.views().called_back(booking.id, answer.id)?;
    Ok(CallBack {
        booking: booking.id,
        refusal: answer.id,
        comes_after_all: answer.answer == DutyAnswer::Confirmed,
        department: department.clone(),
        start: book.start(booking).time(),
        masked_name: mask_name(&value(PersonalField::Name)?),
        masked_phone: mask_phone(&value(PersonalField::Phone)?),
        masked_agent: mask_name(&value(PersonalField::AgentName)?),
        masked_agent_phone: mask_phone(&value(PersonalField::AgentPhone)?),
        item: booking.items.first().map_or_else(|| Names::same(""), |item| item.names.clone()),
        call: call.map(|call| Call {
            outcome: call.outcome,
            by: name_of(people, call.actor),
            at: wall_to_beijing(call.wall),
        }),
    })
}
