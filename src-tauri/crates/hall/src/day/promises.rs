//! Promises for the items of a booking or a wish on one day: department by department, and what they amount to. Whatever is
//! promised anywhere is asked here, and here of one function (PRODUCT rules 9 and 28).

use crate::ground::Look;
use chrono::{NaiveDate, NaiveDateTime};
use domain::duty::answer::{Answer, of_day_since};
use domain::duty::demand::{Demand, asked};
use domain::duty::half::{Half, Halves};
use domain::duty::promise::{DepartmentDay, Promise, ResultPromise, of_item_at, of_result};
use domain::event::{DutyAttended, ItemSnapshot, Presence};
use domain::reference::catalogue::{Cutoff, Department, DepartmentId};
use domain::time::{BeijingDay, MinuteOfDay};
use std::collections::{BTreeMap, BTreeSet};
use store::{AnswerRow, StoreError, ToldRow, Written};

/// What is known for one day.
pub(crate) struct Promises {
    date: NaiveDate,
    now: NaiveDateTime,
    departments: BTreeMap<DepartmentId, DepartmentDay>,
    /// Cut-offs the hall has set in the place of the catalogue's.
    cutoffs: BTreeMap<DepartmentId, Cutoff>,
}

impl Promises {
    /// As things stand now.
    pub(crate) fn for_day(look: &impl Look, date: NaiveDate) -> Result<Self, StoreError> {
        Self::at(look, date, look.now())
    }

    /// The same for some items: what is known of other departments is left out.
    pub(crate) fn for_items(look: &impl Look, date: NaiveDate, items: &[ItemSnapshot]) -> Result<Self, StoreError> {
        let catalogue = &look.reference().catalogue;
        let concerned: BTreeSet<DepartmentId> =
            items.iter().flat_map(|item| item.departments.iter().copied()).collect();
        Self::known_of(look, date, look.now(), concerned.into_iter().filter_map(|id| catalogue.department(id)))
    }

    /// What is on record now, as it is read at a moment.
    pub(crate) fn at(look: &impl Look, date: NaiveDate, now: NaiveDateTime) -> Result<Self, StoreError> {
        Self::known_of(look, date, now, look.reference().catalogue.departments())
    }

    fn known_of<'d>(
        look: &impl Look,
        date: NaiveDate,
        now: NaiveDateTime,
        departments: impl IntoIterator<Item = &'d Department>,
    ) -> Result<Self, StoreError> {
        let (day, views) = (BeijingDay::from(date), look.views());
        let record =
            Record { answers: views.duty_answers(day)?, told: views.told(day)?, attended: views.attended(day)? };
        Ok(Self::of(departments, date, now, record, views.cutoffs()?))
    }

    /// Out of what is on record of a day.
    pub(crate) fn of<'d>(
        departments: impl IntoIterator<Item = &'d Department>,
        date: NaiveDate,
        now: NaiveDateTime,
        record: Record,
        cutoffs: BTreeMap<DepartmentId, Cutoff>,
    ) -> Self {
        let mut answers: BTreeMap<DepartmentId, Vec<Answer>> = BTreeMap::new();
        for row in record.answers {
            answers.entry(row.department).or_default().push(Answer { order: row.order, said: row.said });
        }
        let day_of = |department: &Department| {
            let told = record.told.get(&department.id);
            let taken_back = told.map(|row| row.taken_back).unwrap_or_default();
            let said =
                answers.get(&department.id).map(|answers| of_day_since(answers, &taken_back)).unwrap_or_default();
            let told = told.map(|row| Halves::from(&row.last.body));
            let known = DepartmentDay {
                present: department.present,
                answers: said.halves,
                told: told.unwrap_or_default(),
                cutoff: cutoff(&cutoffs, department, date),
                missing: missing(&record.attended, department.id),
            };
            (department.id, known)
        };
        let departments = departments.into_iter().map(day_of).collect();
        Self { date, now, departments, cutoffs }
    }

    /// What is known of a department; `None` if the catalogue has none of that number, or it was not asked about.
    pub(crate) fn known(&self, id: DepartmentId) -> Option<&DepartmentDay> {
        self.departments.get(&id)
    }

    /// A department's promise for the day as a whole.
    pub(crate) fn department(&self, id: DepartmentId) -> Promise {
        self.known(id).map_or(Promise::DepartmentUnknown, |known| known.promise_of_day(self.now))
    }

    /// A department's promise for what a day asks of it.
    pub(crate) fn work(&self, id: DepartmentId, demand: &Demand) -> Promise {
        let promised = self.known(id).and_then(|known| known.promise_of_work(demand, self.now));
        promised.unwrap_or_else(|| self.department(id))
    }

    pub(crate) fn cutoff(&self, department: &Department) -> NaiveDateTime {
        cutoff(&self.cutoffs, department, self.date)
    }

    /// Departments that do not come for one of the items at a time.
    pub(crate) fn denied(&self, items: &[ItemSnapshot], at: MinuteOfDay) -> Vec<DepartmentId> {
        let denies = |id: &DepartmentId| {
            let theirs = items.iter().filter(|item| item.asks(*id)).map(|item| item.item);
            self.known(*id).is_some_and(|known| known.word(theirs, at).denies == Some(true))
        };
        asked(items).into_iter().filter(denies).collect()
    }

    /// Approvers who come: the most at a time.
    pub(crate) fn approvers(&self, id: DepartmentId) -> u16 {
        self.known(id).map_or(0, |known| Half::BOTH.map(|half| known.coming(half)).into_iter().max().unwrap_or(0))
    }

    /// Each department an item visits, in order; an item that needs no approver asks nobody. `at`: as for a visit then;
    /// `None`: for the day as a whole.
    pub(crate) fn item(&self, item: &ItemSnapshot, at: Option<MinuteOfDay>) -> Vec<(Option<DepartmentId>, Promise)> {
        let then = at.unwrap_or(MinuteOfDay(0));
        let promised = of_item_at(item, then, self.now, |id| self.known(id));
        if at.is_some() || !item.needs_approver {
            return promised;
        }
        promised.into_iter().map(|(id, promise)| (id, id.map_or(promise, |id| self.department(id)))).collect()
    }

    /// Whether the results of items can be had on the spot: all of them or none is promised.
    pub(crate) fn result<'i>(
        &self,
        items: impl IntoIterator<Item = &'i ItemSnapshot>,
        at: Option<MinuteOfDay>,
    ) -> ResultPromise {
        of_result(items.into_iter().flat_map(|item| self.item(item, at)).map(|(_, promise)| promise))
    }
}

/// What is on record of a day.
#[derive(Default)]
pub(crate) struct Record {
    pub answers: Vec<AnswerRow>,
    pub told: BTreeMap<DepartmentId, ToldRow>,
    pub attended: Vec<Written<DutyAttended>>,
}

fn cutoff(set: &BTreeMap<DepartmentId, Cutoff>, department: &Department, date: NaiveDate) -> NaiveDateTime {
    set.get(&department.id).copied().unwrap_or(department.cutoff).before(date)
}

fn missing(attended: &[Written<DutyAttended>], department: DepartmentId) -> Halves<BTreeSet<u16>> {
    Halves::each(|half| {
        let theirs = attended.iter().map(|row| &row.body).filter(|body| body.department == department);
        let missing = theirs.filter(|body| body.morning == half.is_morning() && body.presence == Presence::Missing);
        missing.map(|body| body.place).collect()
    })
}
