//! What the hall reports upward (PRODUCT rule 29): booked cases covered, people called in against everybody in, promises kept
//! 承诺兑现率. Each figure is the records that make it, so that it leads to them; what nobody recorded is counted as that and
//! stays in the total. A share is taken once, of whole numbers: no share is made of shares.

use super::half::{Half, Halves};
use crate::event::Promised;
use crate::reference::catalogue::DepartmentId;
use crate::time::BeijingDay;
use chrono::Datelike;
use std::collections::BTreeMap;

/// A month of a year, by the dates of the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, January being 1.
    pub month: u32,
}

impl From<BeijingDay> for Month {
    fn from(day: BeijingDay) -> Self {
        let date = day.date();
        Self { year: date.year(), month: date.month() }
    }
}

/// A part of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: usize,
    /// What it is a part of.
    pub whole: usize,
}

impl Share {
    /// In tenths of a percent, halves rounded up. `None` if there is nothing it could be a part of: that is not zero.
    pub fn per_mille(self) -> Option<usize> {
        let double = self.part.checked_mul(2_000)?.checked_add(self.whole)?;
        double.checked_div(self.whole.checked_mul(2)?)
    }
}

/// Whether somebody was there for a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// An approver who may do it was there.
    Covered,
    /// None was.
    NotCovered,
    /// Nobody noted it.
    NotRecorded,
}

/// A case that was booked: an item of a booking and a department of its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookedCase<I> {
    /// Its record.
    pub id: I,
    /// The day.
    pub day: BeijingDay,
    /// The half-day.
    pub half: Half,
    /// The department.
    pub department: DepartmentId,
    /// Whether somebody was there for it.
    pub coverage: Coverage,
}

/// Cases by whether somebody was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered<I> {
    /// Somebody was.
    pub covered: Vec<I>,
    /// Nobody was.
    pub not_covered: Vec<I>,
    /// Nobody noted it.
    pub not_recorded: Vec<I>,
}

impl<I> Covered<I> {
    /// All of them.
    pub fn total(&self) -> usize {
        self.covered.len() + self.not_covered.len() + self.not_recorded.len()
    }

    /// The covered of all, those not recorded included. `None` as long as nothing is recorded: that is not zero.
    pub fn share(&self) -> Option<Share> {
        let is_recorded = self.not_recorded.len() < self.total();
        is_recorded.then(|| Share { part: self.covered.len(), whole: self.total() })
    }
}

impl<I> Default for Covered<I> {
    fn default() -> Self {
        Self { covered: Vec::new(), not_covered: Vec::new(), not_recorded: Vec::new() }
    }
}

/// Cases by whatever they are to be seen by: department, half-day, month, or several of these.
pub fn coverage<I: Copy, K: Ord>(
    cases: &[BookedCase<I>],
    key: impl Fn(&BookedCase<I>) -> K,
) -> BTreeMap<K, Covered<I>> {
    let mut found: BTreeMap<K, Covered<I>> = BTreeMap::new();
    for case in cases {
        let theirs = found.entry(key(case)).or_default();
        match case.coverage {
            Coverage::Covered => theirs.covered.push(case.id),
            Coverage::NotCovered => theirs.not_covered.push(case.id),
            Coverage::NotRecorded => theirs.not_recorded.push(case.id),
        }
    }
    found
}

/// A day on which the hall served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServedDay {
    /// The day.
    pub day: BeijingDay,
    /// Whether it had a session in each half-day.
    pub sessions: Halves<bool>,
    /// Departments with a back office in the hall on that day.
    pub stationed: u16,
}

/// People of a department who were called in for a half-day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalledIn<I> {
    /// Where that is on record.
    pub id: I,
    /// The day.
    pub day: BeijingDay,
    /// The half-day.
    pub half: Half,
    /// How many.
    pub approvers: u16,
}

/// People called in against one approver of every stationed department in all sessions; in half-days of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence<I> {
    /// Days it is about.
    pub days: usize,
    /// Called in.
    pub called: u64,
    /// If everybody came in.
    pub everybody: u64,
    /// What `called` is made of.
    pub records: Vec<I>,
}

impl<I> Presence<I> {
    /// Half-days of a person that were not called in; below zero if more were called in than everybody would have been.
    pub fn saved(&self) -> i128 {
        i128::from(self.everybody) - i128::from(self.called)
    }
}

/// People called in over days. A half-day without a session, or on another day, counts on neither side.
pub fn presence<I: Copy>(days: &[ServedDay], calls: &[CalledIn<I>]) -> Presence<I> {
    let sessions: BTreeMap<BeijingDay, &ServedDay> = days.iter().map(|day| (day.day, day)).collect();
    let counts = |call: &&CalledIn<I>| {
        call.approvers > 0 && sessions.get(&call.day).is_some_and(|day| *day.sessions.of(call.half))
    };
    let counted: Vec<&CalledIn<I>> = calls.iter().filter(counts).collect();
    let halves = |day: &ServedDay| Half::BOTH.into_iter().map(|half| u64::from(*day.sessions.of(half))).sum::<u64>();
    Presence {
        days: sessions.len(),
        called: counted.iter().map(|call| u64::from(call.approvers)).sum(),
        everybody: sessions.values().map(|day| halves(day) * u64::from(day.stationed)).sum(),
        records: counted.iter().map(|call| call.id).collect(),
    }
}

/// What came of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its result was there the same day.
    SameDay,
    /// It was forwarded.
    Forwarded,
    /// Nobody came for it.
    NotCome,
    /// Nobody noted it.
    NotRecorded,
}

/// A booking with what it was promised; `None` if that is not on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise<I> {
    /// Its record.
    pub id: I,
    /// What was promised last, as the slip said it.
    pub promised: Option<Promised>,
    /// What came of it.
    pub outcome: Outcome,
}

/// Bookings by what came of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes<I> {
    /// The result was there the same day.
    pub same_day: Vec<I>,
    /// Forwarded.
    pub forwarded: Vec<I>,
    /// Nobody came.
    pub not_come: Vec<I>,
    /// Nobody noted it.
    pub not_recorded: Vec<I>,
}

impl<I> Default for Outcomes<I> {
    fn default() -> Self {
        Self { same_day: Vec::new(), forwarded: Vec::new(), not_come: Vec::new(), not_recorded: Vec::new() }
    }
}

impl<I> Outcomes<I> {
    /// All of them.
    pub fn total(&self) -> usize {
        self.same_day.len() + self.forwarded.len() + self.not_come.len() + self.not_recorded.len()
    }

    /// Results the same day of all who may have come. Where nobody noted what came of it, nobody can say that the promise was
    /// kept; where nobody came, there was none to keep. `None` as long as nothing is recorded of any who may have come.
    pub fn kept(&self) -> Option<Share> {
        let is_recorded = !self.same_day.is_empty() || !self.forwarded.is_empty();
        is_recorded.then(|| Share { part: self.same_day.len(), whole: self.total() - self.not_come.len() })
    }

    fn add(&mut self, id: I, outcome: Outcome) {
        let of = match outcome {
            Outcome::SameDay => &mut self.same_day,
            Outcome::Forwarded => &mut self.forwarded,
            Outcome::NotCome => &mut self.not_come,
            Outcome::NotRecorded => &mut self.not_recorded,
        };
        of.push(id);
    }
}

/// Bookings by what they were promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promises<I> {
    /// On the spot.
    pub on_the_spot: Outcomes<I>,
    /// On the spot once the department confirms.
    pub once_confirmed: Outcomes<I>,
    /// Forwarded, or nothing.
    pub not_promised: Outcomes<I>,
    /// Not on record.
    pub not_recorded: Outcomes<I>,
}

impl<I: Copy> Promises<I> {
    /// All of them by what came of them, whatever was promised.
    pub fn together(&self) -> Outcomes<I> {
        let of = |list: fn(&Outcomes<I>) -> &Vec<I>| {
            let rows = [&self.on_the_spot, &self.once_confirmed, &self.not_promised, &self.not_recorded];
            rows.into_iter().flat_map(list).copied().collect()
        };
        Outcomes {
            same_day: of(|row| &row.same_day),
            forwarded: of(|row| &row.forwarded),
            not_come: of(|row| &row.not_come),
            not_recorded: of(|row| &row.not_recorded),
        }
    }
}

/// Promises against what came of them. Each booking is counted once.
pub fn promises<I: Copy>(rows: &[Promise<I>]) -> Promises<I> {
    let mut found = Promises {
        on_the_spot: Outcomes::default(),
        once_confirmed: Outcomes::default(),
        not_promised: Outcomes::default(),
        not_recorded: Outcomes::default(),
    };
    for row in rows {
        let of = match row.promised {
            Some(Promised::OnTheSpot) => &mut found.on_the_spot,
            Some(Promised::OnceConfirmed) => &mut found.once_confirmed,
            Some(Promised::Forwarded | Promised::Unknown) => &mut found.not_promised,
            None => &mut found.not_recorded,
        };
        of.add(row.id, row.outcome);
    }
    found
}

#[cfg(test)]
#[path = "figures_tests.rs"]
mod tests;
