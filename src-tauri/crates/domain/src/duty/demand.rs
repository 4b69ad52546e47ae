//! What a day's bookings ask of the departments: the one count behind the board's strip, the duty list and the notice to a
//! department (PRODUCT rule 10). Bookings that hold a seat count; those without one stand beside them. Each number leads to
//! the bookings that make it.

use super::half::Half;
use crate::event::ItemSnapshot;
use crate::names::Names;
use crate::record::RecordId;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use std::collections::{BTreeMap, BTreeSet};

/// A booking as the count needs it.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// The booking.
    pub id: RecordId,
    /// Its items.
    pub items: &'a [ItemSnapshot],
    /// It holds a seat; else it stands beside the count.
    pub seated: bool,
    /// When it begins.
    pub from: MinuteOfDay,
    /// When it ends.
    pub to: MinuteOfDay,
}

/// A number of those that hold a seat, and of those that have none yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// They hold a seat.
    pub held: u16,
    /// They have none yet.
    pub beside: u16,
}

impl Count {
    fn add(&mut self, seated: bool) {
        let count = if seated { &mut self.held } else { &mut self.beside };
        *count = count.saturating_add(1);
    }

    /// Both together.
    pub fn all(self) -> u16 {
        self.held.saturating_add(self.beside)
    }
}

/// An item of a booking that a department has to approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// When its visit begins.
    pub at: MinuteOfDay,
    /// The booking.
    pub booking: RecordId,
    /// The booking holds a seat; else the case stands beside the count.
    pub seated: bool,
}

/// A half-day with work for a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfDay {
    /// It is the one before noon.
    pub morning: bool,
    /// When the first visit begins.
    pub from: MinuteOfDay,
    /// When the last one ends.
    pub to: MinuteOfDay,
    /// Cases in it.
    pub cases: Count,
    /// The cases by item; those of an item by when their visits begin.
    pub items: BTreeMap<ItemId, Vec<Case>>,
}

/// What a day asks of one department.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demand {
    /// Bookings with something for it.
    pub bookings: Count,
    /// What it has to decide: an item of a booking is a case.
    pub cases: Count,
    /// The same by item, under the name it had when it was first booked.
    pub items: BTreeMap<ItemId, (Names, Count)>,
    /// The same by half-day, in their order.
    pub halves: Vec<HalfDay>,
}

impl ItemSnapshot {
    /// Whether a department has to approve it.
    pub fn asks(&self, department: DepartmentId) -> bool {
        self.needs_approver && self.departments.contains(&department)
    }
}

/// The number of cases.
pub fn count<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Count {
    let mut count = Count::default();
    for case in cases {
        count.add(case.seated);
    }
    count
}

/// The bookings of cases, each once.
pub fn bookings<'a>(cases: impl IntoIterator<Item = &'a Case>) -> BTreeSet<RecordId> {
    cases.into_iter().map(|case| case.booking).collect()
}

/// Departments that have to approve something of a booking.
pub fn asked(items: &[ItemSnapshot]) -> BTreeSet<DepartmentId> {
    items.iter().filter(|item| item.needs_approver).flat_map(|item| item.departments.iter().copied()).collect()
}

/// What visits ask of each department. Who is asked of nothing is not in it.
pub fn by_department<'a>(visits: impl IntoIterator<Item = Visit<'a>>) -> BTreeMap<DepartmentId, Demand> {
    let mut demand: BTreeMap<DepartmentId, Demand> = BTreeMap::new();
    for visit in visits {
        for id in asked(visit.items) {
            let theirs = demand.entry(id).or_default();
            theirs.bookings.add(visit.seated);
            for item in visit.items.iter().filter(|item| item.asks(id)) {
                theirs.cases.add(visit.seated);
                let own = theirs.items.entry(item.item).or_insert_with(|| (item.names.clone(), Count::default()));
                own.1.add(visit.seated);
                theirs.half(&visit).add(item.item, &visit);
            }
        }
    }
    demand.values_mut().flat_map(|theirs| &mut theirs.halves).for_each(HalfDay::sort);
    demand
}

/// Items that need an approver and name no department, with their cases: nobody can be asked for them, so they are a line of
/// their own. Names are those of the first booking.
pub fn without_department<'a>(visits: impl IntoIterator<Item = Visit<'a>>) -> BTreeMap<ItemId, (Names, Vec<Case>)> {
    let mut found: BTreeMap<ItemId, (Names, Vec<Case>)> = BTreeMap::new();
    for visit in visits {
        for item in visit.items.iter().filter(|item| item.needs_approver && item.departments.is_empty()) {
            let own = found.entry(item.item).or_insert_with(|| (item.names.clone(), Vec::new()));
            own.1.push(visit.case());
        }
    }
    found.values_mut().for_each(|(_, cases)| cases.sort_unstable());
    found
}

impl Visit<'_> {
    fn case(&self) -> Case {
        Case { at: self.from, booking: self.id, seated: self.seated }
    }
}

impl HalfDay {
    /// Which one it is.
    pub fn half(&self) -> Half {
        Half::from_morning(self.morning)
    }

    /// Its cases, item by item.
    pub fn all_cases(&self) -> impl Iterator<Item = (ItemId, &Case)> {
        self.items.iter().flat_map(|(item, cases)| cases.iter().map(|case| (*item, case)))
    }

    fn add(&mut self, item: ItemId, visit: &Visit<'_>) {
        self.cases.add(visit.seated);
        self.items.entry(item).or_default().push(visit.case());
    }

    fn sort(&mut self) {
        self.items.values_mut().for_each(|cases| cases.sort_unstable());
    }
}

impl Demand {
    /// What it asks of a half-day. `None` where no case of it is in that one.
    pub fn of_half(&self, half: Half) -> Option<&HalfDay> {
        self.halves.iter().find(|found| found.half() == half)
    }

    /// All of its cases, item by item within each half-day.
    pub fn all_cases(&self) -> impl Iterator<Item = (ItemId, &Case)> {
        self.halves.iter().flat_map(HalfDay::all_cases)
    }

    /// The half-day of a visit, which reaches from the first beginning to the last end.
    fn half(&mut self, visit: &Visit<'_>) -> &mut HalfDay {
        let morning = Half::of(visit.from).is_morning();
        let at = self.halves.iter().position(|half| half.morning == morning).unwrap_or_else(|| {
            let at = if morning { 0 } else { self.halves.len() };
            let (from, to) = (visit.from, visit.to);
            self.halves.insert(at, HalfDay { morning, from, to, cases: Count::default(), items: BTreeMap::new() });
            at
        });
        let half = &mut self.halves[at];
        half.from = half.from.min(visit.from);
        half.to = half.to.max(visit.to);
        half
    }
}

#[cfg(test)]
#[path = "demand_tests.rs"]
mod tests;
