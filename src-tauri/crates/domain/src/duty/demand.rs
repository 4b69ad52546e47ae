//! What a day's bookings ask of the departments: the one count behind the board's strip, the duty list and the notice to a
//! department (PRODUCT rule 10). Bookings that hold a seat count; those without one stand beside them.

use crate::event::ItemSnapshot;
use crate::names::Names;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use std::collections::{BTreeMap, BTreeSet};

/// A visit that begins before this minute is of the morning.
const NOON: MinuteOfDay = MinuteOfDay(12 * 60);

/// A booking as the count needs it.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
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

/// A half-day with work for a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfDay {
    /// It is the one before noon.
    pub morning: bool,
    /// When the first visit begins.
    pub from: MinuteOfDay,
    /// When the last one ends.
    pub to: MinuteOfDay,
    /// Cases in it.
    pub cases: Count,
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
                theirs.half(&visit).cases.add(visit.seated);
            }
        }
    }
    demand
}

impl Demand {
    /// The half-day of a visit, which reaches from the first beginning to the last end.
    fn half(&mut self, visit: &Visit<'_>) -> &mut HalfDay {
        let morning = visit.from < NOON;
        let at = self.halves.iter().position(|half| half.morning == morning).unwrap_or_else(|| {
            let at = if morning { 0 } else { self.halves.len() };
            self.halves.insert(at, HalfDay { morning, from: visit.from, to: visit.to, cases: Count::default() });
            at
        });
        let half = &mut self.halves[at];
        half.from = half.from.min(visit.from);
        half.to = half.to.max(visit.to);
        half
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: u32, departments: &[u32], needs_approver: bool) -> ItemSnapshot {
        ItemSnapshot {
            item: ItemId(id),
            names: Names::same(&format!("事项{id}")),
            departments: departments.iter().copied().map(DepartmentId).collect(),
            needs_approver,
            window_minutes: 30,
        }
    }

    fn visit(items: &[ItemSnapshot], seated: bool, from: u16, to: u16) -> Visit<'_> {
        Visit { items, seated, from: MinuteOfDay(from), to: MinuteOfDay(to) }
    }

    fn count(held: u16, beside: u16) -> Count {
        Count { held, beside }
    }

    #[test]
    fn who_holds_a_seat_counts_and_who_has_none_stands_beside() {
        let tobacco = [item(1, &[7], true)];
        let both = [item(1, &[7], true), item(2, &[7, 8], true)];
        let none = [item(3, &[7], false)];
        let found = by_department([
            visit(&tobacco, true, 540, 570),
            visit(&both, true, 600, 660),
            visit(&tobacco, false, 570, 600),
            visit(&none, true, 540, 570),
        ]);
        assert_eq!(found.keys().map(|id| id.0).collect::<Vec<_>>(), [7, 8], "nobody is asked for what needs nobody");
        let seven = &found[&DepartmentId(7)];
        assert_eq!((seven.bookings, seven.cases), (count(2, 1), count(3, 1)));
        let items: Vec<_> = seven.items.iter().map(|(id, (_, count))| (id.0, *count)).collect();
        assert_eq!(items, [(1, count(2, 1)), (2, count(1, 0))]);
        assert_eq!(found[&DepartmentId(8)].cases, count(1, 0));
    }

    #[test]
    fn each_half_day_reaches_from_its_first_beginning_to_its_last_end() {
        let work = [item(1, &[7], true)];
        let visits = [(780, 810), (690, 750), (930, 960), (540, 570), (720, 750)];
        let found = by_department(visits.map(|(from, to)| visit(&work, true, from, to)));
        let halves: Vec<_> = found[&DepartmentId(7)].halves.clone();
        let told = |half: &HalfDay| (half.morning, half.from.0, half.to.0, half.cases.held);
        assert_eq!(halves.iter().map(told).collect::<Vec<_>>(), [(true, 540, 750, 2), (false, 720, 960, 3)]);
    }

    #[test]
    fn the_parts_add_up_to_the_whole() {
        let items = [item(1, &[7], true), item(2, &[7], true), item(4, &[8], true)];
        let visits =
            (0..40u16).map(|at| visit(&items[usize::from(at % 3)..], at % 4 != 0, 540 + at * 10, 570 + at * 10));
        for demand in by_department(visits).values() {
            let sum =
                |counts: Vec<Count>| counts.iter().fold((0, 0), |sum, one| (sum.0 + one.held, sum.1 + one.beside));
            let whole = (demand.cases.held, demand.cases.beside);
            assert_eq!(sum(demand.items.values().map(|(_, count)| *count).collect()), whole);
            assert_eq!(sum(demand.halves.iter().map(|half| half.cases).collect()), whole);
            assert!(demand.bookings.all() <= demand.cases.all());
        }
    }
}
