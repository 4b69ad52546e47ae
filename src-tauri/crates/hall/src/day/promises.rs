//! Promises for the items of a booking or a wish on one day: department by department, and what they amount to.

use crate::ground::Look;
use crate::reference::Reference;
use chrono::{NaiveDate, NaiveDateTime};
use domain::duty::demand::asked;
use domain::duty::promise::{DutyState, Promise, ResultPromise, of_department, of_result};
use domain::event::{DutyAnswer, ItemSnapshot};
use domain::reference::catalogue::{Cutoff, Department, DepartmentId};
use domain::time::{BeijingDay, MinuteOfDay};
use std::collections::BTreeMap;
use store::{DutyRow, StoreError};

/// What is known for one day.
pub(crate) struct Promises<'a> {
    reference: &'a Reference,
    date: NaiveDate,
    now: NaiveDateTime,
    answers: BTreeMap<DepartmentId, DutyRow>,
    /// Cut-offs the hall has set in the place of the catalogue's.
    cutoffs: BTreeMap<DepartmentId, Cutoff>,
}

impl<'a> Promises<'a> {
    /// As things stand now.
    pub(crate) fn for_day(look: &'a impl Look, date: NaiveDate) -> Result<Self, StoreError> {
        Self::at(look, date, look.now())
    }

    /// As the answers of now were or will be read at a moment.
    pub(crate) fn at(look: &'a impl Look, date: NaiveDate, now: NaiveDateTime) -> Result<Self, StoreError> {
        let duties = look.views().duties(BeijingDay::from(date))?;
        let answers = duties.into_iter().map(|row| (row.body.department, row)).collect();
        Ok(Self { reference: look.reference(), date, now, answers, cutoffs: look.views().cutoffs()? })
    }

    /// A department's promise.
    pub(crate) fn department(&self, id: DepartmentId) -> Promise {
        let Some(department) = self.reference.catalogue.department(id) else { return Promise::DepartmentUnknown };
        let answer = self.answers.get(&id).map(|row| row.body.answer);
        let duty = DutyState { present: department.present, answer, cutoff: self.cutoff(department) };
        of_department(duty, self.now)
    }

    pub(crate) fn cutoff(&self, department: &Department) -> NaiveDateTime {
        self.cutoffs.get(&department.id).copied().unwrap_or(department.cutoff).before(self.date)
    }

    /// A department's last answer.
    pub(crate) fn answer(&self, id: DepartmentId) -> Option<&DutyRow> {
        self.answers.get(&id)
    }

    /// Departments that said they do not come for items at a time.
    pub(crate) fn denied(&self, items: &[ItemSnapshot], at: MinuteOfDay) -> Vec<DepartmentId> {
        let denies = |id: &DepartmentId| self.answer(*id).and_then(|row| row.body.comes_at(at)) == Some(false);
        asked(items).into_iter().filter(denies).collect()
    }

    /// Approvers confirmed.
    pub(crate) fn approvers(&self, id: DepartmentId) -> u16 {
        self.answers.get(&id).filter(|row| row.body.answer == DutyAnswer::Confirmed).map_or(0, |row| row.body.approvers)
    }

    /// A department's promise for a visit at a time: one that comes for part of the day promises nothing outside it.
    pub(crate) fn department_at(&self, id: DepartmentId, at: MinuteOfDay) -> Promise {
        match self.department(id) {
            Promise::Confirmed if self.answer(id).and_then(|row| row.body.comes_at(at)) == Some(false) => {
                Promise::Refused
            }
            promise => promise,
        }
    }

    /// Each department an item visits, in order; an item that needs no approver asks nobody. `at`: as for a visit then.
    pub(crate) fn item(&self, item: &ItemSnapshot, at: Option<MinuteOfDay>) -> Vec<(Option<DepartmentId>, Promise)> {
        if !item.needs_approver {
            return item.departments.iter().map(|id| (Some(*id), Promise::NoneNeeded)).collect();
        }
        if item.departments.is_empty() {
            return vec![(None, Promise::DepartmentUnknown)];
        }
        let promise = |id: DepartmentId| at.map_or_else(|| self.department(id), |at| self.department_at(id, at));
        item.departments.iter().map(|id| (Some(*id), promise(*id))).collect()
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
