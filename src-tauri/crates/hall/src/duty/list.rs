//! The manual duty list: what departments answer for a Saturday, told by whom and how, until the roster takes it over. Whom
//! to call because of an answer is on the one list of everybody to call (`to_call`).

use crate::day::{self, DayBook, Promises, demand};
use crate::ground::{Desk, FieldRefusal, Look, Refusal, Right, wall_to_beijing};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use domain::booking::NAME_CHARACTERS_MAX;
use domain::duty::demand::Demand;
use domain::duty::promise::Promise;
use domain::event::{CutoffSet, DutyAnswer, DutyAnswered, Fact, Means};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::{Cutoff, Department, DepartmentId};
use domain::text::clean_name;
use domain::time::{BeijingDay, MinuteOfDay};
use std::collections::BTreeMap;
use store::{ReadTx, StoreError, VaultField};

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
    /// From when to when somebody is there, where it comes for part of the day.
    pub hours: (Option<NaiveTime>, Option<NaiveTime>),
    pub means: Option<Means>,
    /// Who said it; may be empty.
    pub told_by: String,
}

/// The duty list of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyList {
    pub departments: Vec<DutyLine>,
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
    /// From when to when somebody is there, where it comes for part of the day.
    pub hours: (Option<NaiveTime>, Option<NaiveTime>),
    pub cutoff: NaiveDateTime,
    /// Who said the last answer, how, who wrote it down and when; nothing before the first.
    pub told_by: String,
    pub means: Option<Means>,
    pub noted: Option<(String, NaiveDateTime)>,
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
    /// A closed day, an unknown department, a confirmation without anybody, or hours that end before they begin.
    pub fn record_duty(&self, date: NaiveDate, department: DepartmentId, note: DutyNote) -> Result<(), Refusal> {
        self.require(Right::RecordDuty)?;
        let reference = self.reference();
        self.read(|look| day::require_open(look, date))?;
        if reference.catalogue.department(department).is_none() {
            return Err(FieldRefusal::DepartmentUnknown.into());
        }
        let told_by: String = clean_name(&note.told_by).chars().filter(|c| !c.is_control()).collect();
        let confirmed = note.answer == DutyAnswer::Confirmed;
        let mut faults = Vec::new();
        if confirmed && !(1..=APPROVERS_MAX).contains(&note.approvers) {
            faults.push(FieldRefusal::Approvers);
        }
        let (from, until) = if confirmed { note.hours } else { (None, None) };
        if from.zip(until).is_some_and(|(from, until)| until <= from) {
            faults.push(FieldRefusal::DutyHours);
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
            from: from.map(MinuteOfDay::from),
            until: until.map(MinuteOfDay::from),
        });
        self.write(move |w| -> Result<(), Refusal> {
            let answer = w.record(&fact, None, None)?;
            if !told_by.is_empty() {
                w.vault_put(store::event_id(answer), VaultField(TOLD_BY_FIELD), &told_by)?;
            }
            Ok(())
        })
    }

    /// Every department with a back office, or with bookings, on a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn duty_list(&self, date: NaiveDate) -> Result<DutyList, Refusal> {
        self.require(Right::RecordDuty)?;
        let people = self.names_of_people()?;
        self.read(|look| {
            let (promises, book) = (Promises::for_day(look, date)?, DayBook::read(look, date)?);
            let counts = demand::of_day(&book);
            let departments = look.reference().catalogue.departments().iter();
            let listed = departments.filter(|found| found.present || counts.contains_key(&found.id));
            let lines: Result<Vec<DutyLine>, StoreError> =
                listed.map(|found| line(look, &promises, found, counts.get(&found.id), &people)).collect();
            let mut departments = lines?;
            departments.sort_by_key(|line| (std::cmp::Reverse(line.bookings), line.department));
            Ok(DutyList { departments })
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
        let fact = Fact::CutoffSet(CutoffSet::to(department, cutoff));
        self.write(move |w| -> Result<(), Refusal> {
            w.record(&fact, None, None)?;
            Ok(())
        })
    }
}

fn line(
    look: &impl Look,
    promises: &Promises<'_>,
    department: &Department,
    demand: Option<&Demand>,
    people: &BTreeMap<RecordId, String>,
) -> Result<DutyLine, StoreError> {
    let answer = promises.answer(department.id);
    let told_by = answer.map(|row| look.value(row.id, VaultField(TOLD_BY_FIELD))).transpose()?;
    Ok(DutyLine {
        department: department.id,
        name: department.names.clone(),
        short: department.short.clone(),
        bookings: demand.map_or(0, |demand| demand.bookings.held),
        beside: demand.map_or(0, |demand| demand.bookings.beside),
        promise: promises.department(department.id),
        approvers: promises.approvers(department.id),
        hours: answer
            .map_or((None, None), |row| (row.body.from.map(MinuteOfDay::time), row.body.until.map(MinuteOfDay::time))),
        cutoff: promises.cutoff(department),
        told_by: told_by.flatten().unwrap_or_default(),
        means: answer.and_then(|row| row.body.means),
        noted: answer.map(|row| (name_of(people, row.actor), wall_to_beijing(row.wall))),
    })
}

fn name_of(people: &BTreeMap<RecordId, String>, actor: Option<RecordId>) -> String {
    actor.and_then(|actor| people.get(&actor).cloned()).unwrap_or_default()
}
