//! What a booking, a change or a cancellation does to the departments, said before it is saved (PRODUCT rule 14): whom it makes
//! the hall ask, and who is no more needed. Nothing is done by it; afterwards the day's list says the same.

use super::answer::Stands;
use super::demand::Demand;
use super::half::{Half, Halves};
use super::need::{approvers, needed};
use super::promise::DepartmentDay;
use super::state::expects;
use crate::event::{Coming, HalfTold, ItemCount, ItemSnapshot};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use chrono::NaiveDateTime;

/// What a change does to a half-day of a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It is needed, and was not told: it has to be asked.
    NeedsAsking,
    /// It is needed, and was not told, because the hall has not begun to ask for the day.
    AskedLater,
    /// It was told or comes, and is needed for more than that.
    NeedsMore,
    /// It is needed, its cut-off is past, and nobody said that somebody comes.
    PastCutoff,
    /// It said that it is not there, or not for the item or the time; or everybody who was to come is missing.
    NotOnDuty,
    /// It was told or comes, and nothing of the half-day is left for it. A person tells it.
    NoMoreNeeded,
}

/// Cases of a department: a visit that holds a seat and begins at a time. Empty: the department is asked of nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cases {
    /// When the visit begins.
    pub at: MinuteOfDay,
    /// Its items that the department has to approve.
    pub items: Vec<ItemId>,
}

impl Cases {
    /// What a visit with these items is to a department.
    pub fn of(items: &[ItemSnapshot], department: DepartmentId, at: MinuteOfDay) -> Self {
        Self { at, items: items.iter().filter(|item| item.asks(department)).map(|item| item.item).collect() }
    }

    fn within(&self, half: Half) -> &[ItemId] {
        if Half::of(self.at) == half { &self.items } else { &[] }
    }
}

/// A department on a day as a change meets it, reckoned once for all times that could be chosen.
#[derive(Debug, Clone)]
pub struct Meeting<'a> {
    known: &'a DepartmentDay,
    per_approver: Option<u16>,
    others: Halves<HalfTold>,
    waits: Halves<bool>,
    now: NaiveDateTime,
    asking_begins: NaiveDateTime,
}

impl<'a> Meeting<'a> {
    /// `others` is what the day asks of the department without the booking that changes, `per_approver` how many cases one
    /// approver is asked for.
    pub fn new(
        known: &'a DepartmentDay,
        others: Option<&Demand>,
        per_approver: Option<u16>,
        now: NaiveDateTime,
        asking_begins: NaiveDateTime,
    ) -> Self {
        let waits = |half| others.and_then(|demand| demand.of_half(half)).is_some_and(|theirs| theirs.cases.beside > 0);
        let (others, waits) = (needed(others, per_approver), Halves::each(waits));
        Self { known, per_approver, others, waits, now, asking_begins }
    }

    /// What it does that a booking was `before` and is `after`: `None` where there is none, or it holds no seat. A half-day of
    /// which neither is, or in which both are the same, is left as it is.
    pub fn effects(&self, before: Option<&Cases>, after: Option<&Cases>) -> Halves<Option<Effect>> {
        if !self.known.present || before == after {
            return Halves::default();
        }
        Halves::each(|half| {
            let within = |cases: Option<&'_ Cases>| cases.is_some_and(|cases| !cases.within(half).is_empty());
            match after.filter(|_| within(after)) {
                Some(cases) => self.of_work(half, cases),
                None if within(before) => self.of_nothing(half),
                None => None,
            }
        })
    }

    /// Of a half-day in which the booking has something for it.
    fn of_work(&self, half: Half, cases: &Cases) -> Option<Effect> {
        let (known, told) = (self.known, self.known.told.of(half));
        let needs = with(self.others.of(half), &cases.items, self.per_approver);
        let was_told = known.told.is_something();
        let more = (was_told && needs.over(told).is_something()).then_some(Effect::NeedsMore);
        if cases.items.iter().any(|item| known.denies(*item, cases.at) == Some(true)) {
            return Some(Effect::NotOnDuty);
        }
        match &known.answers.of(half).stands {
            Stands::None if self.now >= known.cutoff => Some(Effect::PastCutoff),
            Stands::None if known.was_told(half) => more,
            Stands::None if was_told || self.now >= self.asking_begins => Some(Effect::NeedsAsking),
            Stands::None => Some(Effect::AskedLater),
            Stands::One(tip) if tip.answer.coming == Coming::Comes && needs.approvers > known.coming(half) => {
                Some(Effect::NeedsMore)
            }
            Stands::One(_) | Stands::Contradicting(_) => more,
        }
    }

    /// Of a half-day out of which the booking goes. Whoever waits for a seat may have the one that becomes free.
    fn of_nothing(&self, half: Half) -> Option<Effect> {
        let is_left = self.others.of(half).is_something() || *self.waits.of(half);
        (!is_left && expects(self.known, half)).then_some(Effect::NoMoreNeeded)
    }
}

/// What a half-day needs with some cases more.
fn with(others: &HalfTold, items: &[ItemId], per_approver: Option<u16>) -> HalfTold {
    let more = items.iter().map(|item| ItemCount { item: *item, cases: 1 });
    let items: Vec<ItemCount> = others.items.iter().copied().chain(more).collect();
    let cases = items.iter().fold(0u16, |sum, one| sum.saturating_add(one.cases));
    HalfTold { approvers: approvers(cases, per_approver), items }
}

#[cfg(test)]
#[path = "effect_tests.rs"]
mod tests;
