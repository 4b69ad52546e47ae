//! What is known of a day's allocation, read once: demand, promises, answers, numbers entered. View, notice, answer and sheet
//! are made of it.

use super::names::{names_of, text};
use crate::day::promises::Record;
use crate::day::{self, DayBook, Promises, demand};
use crate::ground::Look;
use chrono::{NaiveDate, NaiveDateTime};
use domain::duty::answer::{Answer, Answers, Tip, of_day};
use domain::duty::demand::Demand;
use domain::duty::gaps::Circumstances;
use domain::duty::half::{Half, Halves};
use domain::duty::need::needed;
use domain::duty::promise::DepartmentDay;
use domain::duty::ring::{Line, to_ring};
use domain::duty::state::{DepartmentState, asking_begins, of_department};
use domain::duty::windows::{self, Against, AtWindow, HalfHour, Open, Run};
use domain::event::{Coming, DepartmentStaffed, HalfTold, HallStaffed, ItemCount, PublishedHalf, PublishedLine};
use domain::record::RecordId;
use domain::reference::catalogue::{Department, DepartmentId};
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use store::{AnswerRow, StoreError, ToldRow};

/// A day's allocation as it is on record.
pub(super) struct Gathered {
    pub day: BeijingDay,
    pub now: NaiveDateTime,
    pub book: DayBook,
    pub demand: BTreeMap<DepartmentId, Demand>,
    pub promises: Promises,
    pub answers: Vec<AnswerRow>,
    pub told: BTreeMap<DepartmentId, ToldRow>,
    pub staffed: BTreeMap<DepartmentId, (RecordId, DepartmentStaffed)>,
    pub hall: HallStaffed,
    pub clerks: Option<u16>,
}

impl Gathered {
    pub(super) fn read(look: &impl Look, date: NaiveDate) -> Result<Self, StoreError> {
        let (views, day) = (look.views(), BeijingDay::from(date));
        let book = DayBook::read(look, date)?;
        let (answers, told) = (views.duty_answers(day)?, views.told(day)?);
        let record = Record { answers: answers.clone(), told: told.clone(), attended: views.attended(day)? };
        Ok(Self {
            day,
            now: look.now(),
            demand: demand::of_day(&book),
            promises: Promises::of(
                look.reference().catalogue.departments(),
                date,
                look.now(),
                record,
                views.cutoffs()?,
            ),
            book,
            answers,
            told,
            staffed: views.staffed()?,
            hall: views.hall_staffed()?,
            clerks: views.windows_set(day)?,
        })
    }

    /// What each department with work is to be told.
    pub(super) fn needed(&self) -> BTreeMap<DepartmentId, Halves<HalfTold>> {
        let theirs = |(id, demand): (&DepartmentId, &Demand)| {
            let per_approver = self.quota(*id).and_then(|staffed| staffed.cases_per_approver);
            (*id, needed(Some(demand), per_approver))
        };
        self.demand.iter().map(theirs).collect()
    }

    /// What a department knows it was told.
    pub(super) fn told_of(&self, id: DepartmentId) -> Halves<HalfTold> {
        self.told.get(&id).map(|row| Halves::from(&row.last.body)).unwrap_or_default()
    }

    pub(super) fn quota(&self, id: DepartmentId) -> Option<&DepartmentStaffed> {
        self.staffed.get(&id).map(|(_, staffed)| staffed)
    }

    /// From when on departments are asked for the day.
    pub(super) fn asking_from(&self) -> NaiveDateTime {
        asking_begins(self.hall, self.day)
    }

    /// How a department stands; `None` if it has no back office here.
    pub(super) fn state(&self, id: DepartmentId, known: &DepartmentDay) -> Option<DepartmentState> {
        let about = Circumstances { day: self.day, demand: self.demand.get(&id), staffed: self.quota(id), known };
        of_department(&about, self.now, self.asking_from())
    }

    /// Its answers with those that stand.
    pub(super) fn answers_of(&self, id: DepartmentId) -> Answers {
        let theirs = self.answers.iter().filter(|row| row.department == id);
        of_day(&theirs.map(|row| Answer { order: row.order, said: row.said.clone() }).collect::<Vec<_>>())
    }

    /// An answer as it was written down.
    pub(super) fn answer(&self, tip: &Tip) -> Option<&AnswerRow> {
        self.answers.iter().find(|row| row.order == tip.order)
    }

    /// What each half hour asks of the windows.
    pub(super) fn half_hours(&self) -> Vec<HalfHour> {
        let sessions = self.book.plan.sessions().iter();
        let sessions: Vec<Open> =
            sessions.map(|session| Open { from: session.times.from, to: session.times.to }).collect();
        let seated = self.book.bookings.iter().filter(|booking| booking.seated);
        let at_windows: Vec<AtWindow> = seated
            .map(|booking| AtWindow { from: self.book.start(booking), minutes: day::minutes(&booking.items) })
            .collect();
        windows::needed(&sessions, &at_windows, self.hall.walk_ins.unwrap_or(0))
    }

    /// Where too few or too many clerks are set; nothing where no number was.
    pub(super) fn window_runs(&self) -> Vec<Run> {
        self.clerks.map(|clerks| windows::runs(&self.half_hours(), clerks)).unwrap_or_default()
    }

    /// Whether anything is missing that the screen names: of a department, or at the windows.
    pub(super) fn has_gaps(&self, departments: &[Department]) -> bool {
        let of_department = |department: &Department| {
            let known = self.promises.known(department.id)?;
            self.state(department.id, known).filter(|stands| !stands.gaps.is_empty())
        };
        departments.iter().any(|department| of_department(department).is_some())
            || self.window_runs().iter().any(|run| matches!(run.against, Against::Short(_)))
    }

    /// The day is over: nobody is rung or told any more.
    pub(super) fn is_over(&self) -> bool {
        self.day.date() < self.now.date()
    }

    /// Whom to ring, the first first; nobody about a day that is over.
    pub(super) fn to_ring(&self, departments: &[Department]) -> Vec<DepartmentId> {
        if self.is_over() {
            return Vec::new();
        }
        let line = |department: &Department| {
            let known = self.promises.known(department.id)?;
            let DepartmentState { state, waiting, .. } = self.state(department.id, known)?;
            Some(Line { department: department.id, state, waiting, cutoff: known.cutoff })
        };
        to_ring(departments.iter().filter_map(line)).into_iter().map(|line| line.department).collect()
    }

    /// The sheet as it would be published now: departments with work, or of which somebody comes.
    pub(super) fn sheet(&self, departments: &[Department]) -> Vec<PublishedLine> {
        let needed = self.needed();
        let line = |department: &Department| {
            let known = self.promises.known(department.id)?;
            let needed = needed.get(&department.id).cloned().unwrap_or_default();
            let line = PublishedLine {
                department: department.id,
                morning: half_of(known, Half::Morning, &needed.morning),
                afternoon: half_of(known, Half::Afternoon, &needed.afternoon),
            };
            let is_empty = |half: &PublishedHalf| half.need == 0 && half.coming == 0 && half.items.is_empty();
            (!is_empty(&line.morning) || !is_empty(&line.afternoon)).then_some(line)
        };
        let mut lines: Vec<PublishedLine> =
            departments.iter().filter(|department| department.present).filter_map(line).collect();
        lines.sort_by_key(|line| line.department);
        lines
    }
}

fn half_of(known: &DepartmentDay, half: Half, needed: &HalfTold) -> PublishedHalf {
    let tip = match &known.answers.of(half).stands {
        domain::duty::answer::Stands::One(tip) if tip.answer.coming == Coming::Comes => Some(tip),
        _ => None,
    };
    PublishedHalf {
        need: needed.approvers,
        coming: known.coming(half),
        items: needed.items.iter().copied().filter(|one: &ItemCount| one.cases > 0).collect(),
        from: tip.and_then(|tip| tip.answer.from),
        until: tip.and_then(|tip| tip.answer.until),
        names_of: tip.filter(|tip| tip.answer.named == Some(true)).map(|tip| tip.order.id),
    }
}

/// The names that an answer gives for a half-day; empty if none, or they were erased.
pub(super) fn names(look: &impl Look, answer: RecordId, half: Half) -> Result<String, StoreError> {
    text(look, answer, names_of(half))
}
