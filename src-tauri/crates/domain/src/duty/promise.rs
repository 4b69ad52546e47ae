//! What a citizen may be promised: of a department on a day, of an item at a time, of a whole visit (PRODUCT rules 9 and 28).
//! Form, board, slip, walk-in, call list and steering ask the one function, [`of_item_at`].
//!
//! A booking is what causes an approver to come, so being the first to book a department is normal, not a warning.

use super::answer::{HalfAnswers, Stands};
use super::demand::Demand;
use super::half::{Half, Halves, NOON};
use crate::event::{Coming, HalfAnswer, HalfTold, ItemSnapshot, Promised};
use crate::reference::catalogue::{Cutoff, DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;

/// What may be promised of one department on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// The item needs no approver.
    NoneNeeded,
    /// The department will be asked.
    WillBeAsked,
    /// It was asked.
    Asked,
    /// Somebody comes.
    Confirmed,
    /// Nobody comes.
    Refused,
    /// Past the cut-off and nobody on duty.
    PastCutoff,
    /// No back office in this hall.
    NoBackOffice,
    /// The catalogue does not say which department decides.
    DepartmentUnknown,
}

/// Whether the result can be had on the spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultPromise {
    /// Yes.
    OnTheSpot,
    /// Yes, once the department confirms.
    OnTheSpotOnceConfirmed,
    /// Not known: no department named.
    Unknown,
    /// No: accepted, and forwarded on a working day.
    Forwarded,
}

/// What is known of a department for a day, half-day by half-day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentDay {
    /// It has a back office in this hall.
    pub present: bool,
    /// What it has answered.
    pub answers: Halves<HalfAnswers>,
    /// What it was last told; nothing where it was told nothing.
    pub told: Halves<HalfTold>,
    /// Moment after which it is no longer asked.
    pub cutoff: NaiveDateTime,
    /// Who of those that come is missing on the day, by their places on the list, the first being 0. A place that a
    /// substitute has taken is not missing.
    pub missing: Halves<BTreeSet<u16>>,
}

/// What a department says of a visit: whom to call hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// It does not come for one of the visit's items then, or it comes for all of them. `None`: neither is said.
    pub denies: Option<bool>,
    /// It comes on the day, for whatever item and time.
    pub comes_at_all: bool,
}

/// Which of the rules of a promise decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ruling {
    NoBackOffice,
    Contradicted,
    AllMissing,
    Comes,
    OnCall,
    Cannot,
    NotThen,
    Asked,
    Silent,
}

impl HalfAnswer {
    /// Whether whoever comes may do an item, and is there for a visit that begins at a time.
    pub fn covers(&self, item: ItemId, at: MinuteOfDay) -> bool {
        self.items.include(item) && self.is_at(at)
    }

    /// Whether whoever comes is there for a visit that begins at a time.
    pub fn is_at(&self, at: MinuteOfDay) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}

impl DepartmentDay {
    /// Whether it denies that it comes for an item at a time: `Some(true)` where it does not come or everybody is missing,
    /// `Some(false)` where it comes, `None` where neither is said. Whom to call hangs on it.
    pub fn denies(&self, item: ItemId, at: MinuteOfDay) -> Option<bool> {
        match self.ruling(item, at) {
            Ruling::AllMissing | Ruling::Cannot | Ruling::NotThen => Some(true),
            Ruling::Comes => Some(false),
            Ruling::NoBackOffice | Ruling::Contradicted | Ruling::OnCall | Ruling::Asked | Ruling::Silent => None,
        }
    }

    /// What it says of a visit with these of its items.
    pub fn word(&self, items: impl IntoIterator<Item = ItemId>, at: MinuteOfDay) -> Word {
        let said: Vec<Option<bool>> = items.into_iter().map(|item| self.denies(item, at)).collect();
        let denied = said.contains(&Some(true)).then_some(true);
        let comes = said.iter().all(|one| *one == Some(false)).then_some(false);
        Word { denies: denied.or(comes), comes_at_all: self.comes_at_all() }
    }

    /// Whether somebody comes at all, for whatever item and time: whoever is denied then is denied a part.
    pub fn comes_at_all(&self) -> bool {
        Half::BOTH.into_iter().any(|half| self.coming(half) > 0)
    }

    /// From when to when somebody is there on the day, where that is not all of it; `(None, None)` also where nobody comes.
    pub fn hours(&self) -> (Option<MinuteOfDay>, Option<MinuteOfDay>) {
        let comes = |half| self.answers.of(half).stands.one().filter(|_| self.coming(half) > 0);
        match (comes(Half::Morning), comes(Half::Afternoon)) {
            (Some(morning), Some(afternoon)) => (morning.from, afternoon.until),
            (Some(morning), None) => (morning.from, morning.until.or(Some(NOON))),
            (None, Some(afternoon)) => (afternoon.from.or(Some(NOON)), afternoon.until),
            (None, None) => (None, None),
        }
    }

    /// What may be said of it for the day, where neither item nor time is known: the best of its half-days.
    pub fn promise_of_day(&self, now: NaiveDateTime) -> Promise {
        if !self.present {
            return Promise::NoBackOffice;
        }
        let [morning, afternoon] = Half::BOTH.map(|half| self.promise_of_half(half, now));
        if badness(afternoon) < badness(morning) { afternoon } else { morning }
    }

    /// What may be said of it for the work of a day: the worst of the half-days that have some. `None` where none has.
    pub fn promise_of_work(&self, demand: &Demand, now: NaiveDateTime) -> Option<Promise> {
        if !self.present {
            return Some(Promise::NoBackOffice);
        }
        let halves = demand.halves.iter().map(|work| self.promise_of_half(work.half(), now));
        halves.max_by_key(|promise| badness(*promise))
    }

    fn promise_of_half(&self, half: Half, now: NaiveDateTime) -> Promise {
        let said = self.answers.of(half);
        match said.stands.one().map(|answer| answer.coming) {
            Some(Coming::Comes) if self.coming(half) == 0 => Promise::Refused,
            Some(Coming::Comes) => Promise::Confirmed,
            Some(Coming::Cannot) => Promise::Refused,
            Some(Coming::OnCall | Coming::NotReached) => Promise::Asked,
            None if said.stands != Stands::None || said.attempts > 0 || self.was_told(half) => Promise::Asked,
            None if now < self.cutoff => Promise::WillBeAsked,
            None => Promise::PastCutoff,
        }
    }

    /// Approvers who come for a half-day and are not missing; 0 where answers contradict each other.
    pub fn coming(&self, half: Half) -> u16 {
        let missing = self.missing.of(half);
        match self.answers.of(half).stands.one() {
            Some(answer) if answer.coming == Coming::Comes => {
                let absent = missing.range(..answer.approvers).count();
                answer.approvers.saturating_sub(u16::try_from(absent).unwrap_or(u16::MAX))
            }
            _ => 0,
        }
    }

    /// Whether it was told of a half-day; an old answer may say so.
    pub fn was_told(&self, half: Half) -> bool {
        self.told.of(half).is_something() || self.answers.of(half).asked
    }

    /// The promise of an item that it has to approve, at a time.
    fn promise(&self, item: ItemId, at: MinuteOfDay, now: NaiveDateTime) -> Promise {
        let is_open = now < self.cutoff;
        match self.ruling(item, at) {
            Ruling::NoBackOffice => Promise::NoBackOffice,
            Ruling::AllMissing | Ruling::Cannot => Promise::Refused,
            Ruling::Comes => Promise::Confirmed,
            Ruling::Contradicted | Ruling::OnCall | Ruling::Asked => Promise::Asked,
            Ruling::NotThen if is_open => Promise::Refused,
            Ruling::Silent if is_open => Promise::WillBeAsked,
            Ruling::NotThen | Ruling::Silent => Promise::PastCutoff,
        }
    }

    fn ruling(&self, item: ItemId, at: MinuteOfDay) -> Ruling {
        if !self.present {
            return Ruling::NoBackOffice;
        }
        let half = Half::of(at);
        let said = self.answers.of(half);
        let answer = match &said.stands {
            Stands::Contradicting(_) => return Ruling::Contradicted,
            Stands::None if said.attempts > 0 || self.was_told(half) => return Ruling::Asked,
            Stands::None => return Ruling::Silent,
            Stands::One(tip) => &tip.answer,
        };
        let all_missing = answer.approvers > 0 && self.coming(half) == 0;
        match answer.coming {
            Coming::Comes if all_missing && answer.items.include(item) => Ruling::AllMissing,
            Coming::Comes if answer.covers(item, at) => Ruling::Comes,
            Coming::Comes => Ruling::NotThen,
            Coming::Cannot => Ruling::Cannot,
            Coming::OnCall => Ruling::OnCall,
            Coming::NotReached => Ruling::Asked,
        }
    }
}

/// How little a department's word for a half-day is worth, the best being 0.
fn badness(promise: Promise) -> u8 {
    match promise {
        Promise::NoneNeeded | Promise::Confirmed => 0,
        Promise::Asked => 1,
        Promise::WillBeAsked => 2,
        Promise::Refused => 3,
        Promise::PastCutoff | Promise::NoBackOffice | Promise::DepartmentUnknown => 4,
    }
}

/// What may be promised of an item for a visit that begins at a time: by each department of its way, in its order; by nobody
/// where no department is known. A department that `day_of` does not have is unknown. The worst decides ([`of_result`]).
pub fn of_item_at<'d>(
    item: &ItemSnapshot,
    at: MinuteOfDay,
    now: NaiveDateTime,
    day_of: impl Fn(DepartmentId) -> Option<&'d DepartmentDay>,
) -> Vec<(Option<DepartmentId>, Promise)> {
    if !item.needs_approver {
        return item.departments.iter().map(|id| (Some(*id), Promise::NoneNeeded)).collect();
    }
    if item.departments.is_empty() {
        return vec![(None, Promise::DepartmentUnknown)];
    }
    let promise =
        |id: DepartmentId| day_of(id).map_or(Promise::DepartmentUnknown, |known| known.promise(item.item, at, now));
    item.departments.iter().map(|id| (Some(*id), promise(*id))).collect()
}

/// What the promises of all departments concerned amount to. The worst decides.
pub fn of_result(promises: impl IntoIterator<Item = Promise>) -> ResultPromise {
    promises
        .into_iter()
        .map(|promise| match promise {
            Promise::NoneNeeded | Promise::Confirmed => ResultPromise::OnTheSpot,
            Promise::WillBeAsked | Promise::Asked => ResultPromise::OnTheSpotOnceConfirmed,
            Promise::DepartmentUnknown => ResultPromise::Unknown,
            Promise::Refused | Promise::PastCutoff | Promise::NoBackOffice => ResultPromise::Forwarded,
        })
        .max()
        .unwrap_or(ResultPromise::OnTheSpot)
}

impl From<ResultPromise> for Promised {
    fn from(promise: ResultPromise) -> Self {
        match promise {
            ResultPromise::OnTheSpot => Self::OnTheSpot,
            ResultPromise::OnTheSpotOnceConfirmed => Self::OnceConfirmed,
            ResultPromise::Unknown => Self::Unknown,
            ResultPromise::Forwarded => Self::Forwarded,
        }
    }
}

impl Cutoff {
    /// The moment for a service day: the last such weekday strictly before it.
    pub fn before(self, service_day: NaiveDate) -> NaiveDateTime {
        let back = (service_day.weekday().num_days_from_monday() + 7 - self.weekday.num_days_from_monday()) % 7;
        let back = if back == 0 { 7 } else { back };
        service_day.checked_sub_days(Days::new(u64::from(back))).unwrap_or(service_day).and_time(self.time)
    }
}

#[cfg(test)]
#[path = "promise_tests.rs"]
mod tests;
