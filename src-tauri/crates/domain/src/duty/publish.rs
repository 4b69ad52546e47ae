//! Publishing the duty sheet: its number, what differs from the version before, whom that concerns, and what is missing on it
//! (PRODUCT rules 14 and 28). Publishing confirms nothing, and publishing the same twice changes nothing.

use super::half::{Half, Halves};
use crate::event::{DutyPublished, ItemCount, PublishedHalf, PublishedLine};
use crate::record::RecordId;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use std::collections::{BTreeMap, BTreeSet};

/// A value before and now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn<T> {
    /// In the version before; of a department that was not on it, as if it had nothing.
    pub before: T,
    /// Now.
    pub now: T,
}

impl<T: PartialEq> Turn<T> {
    /// `None` if both are the same.
    fn of(before: T, now: T) -> Option<Self> {
        (before != now).then_some(Self { before, now })
    }
}

/// From when until when somebody is there; `None` if the half-day alone bounds it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hours {
    /// From when.
    pub from: Option<MinuteOfDay>,
    /// Until when.
    pub until: Option<MinuteOfDay>,
}

/// What differs in a half-day of a department.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HalfChange {
    /// Approvers asked for.
    pub need: Option<Turn<u16>>,
    /// Approvers who come.
    pub coming: Option<Turn<u16>>,
    /// Cases of the items that have other numbers now, in the order of the items.
    pub items: Vec<(ItemId, Turn<u16>)>,
    /// Hours.
    pub hours: Option<Turn<Hours>>,
    /// Others are named than before.
    pub names: bool,
}

impl HalfChange {
    /// Whether anything differs.
    pub fn is_something(&self) -> bool {
        *self != Self::default()
    }

    /// Whether it only asks for less than before. Of that a department is told by a person only.
    fn asks_less(&self) -> bool {
        let falls = |turn: &Turn<u16>| turn.now <= turn.before;
        self.need.as_ref().is_none_or(falls)
            && self.items.iter().all(|(_, turn)| falls(turn))
            && self.coming.is_none()
            && self.hours.is_none()
            && !self.names
    }
}

/// How a department stands against the version before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was not on it.
    Added,
    /// It is no longer on the sheet.
    Dropped,
    /// It is on both.
    Kept,
}

/// What differs for a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentChange {
    /// The department.
    pub department: DepartmentId,
    /// Whether it is on both sheets.
    pub standing: Standing,
    /// What differs, half-day by half-day.
    pub halves: Halves<HalfChange>,
}

impl DepartmentChange {
    /// Whether it is only asked for less, or for nothing more: then a person tells it, and no notice.
    pub fn only_less(&self) -> bool {
        self.standing == Standing::Dropped || self.halves.iter().all(|(_, change)| change.asks_less())
    }
}

/// What publishing now would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Number of the new version.
    pub number: u16,
    /// The departments that differ, in the order of their numbers. These are told again, and no others.
    pub departments: Vec<DepartmentChange>,
    /// Clerks at the windows, if their number differs.
    pub windows: Option<Turn<Option<u16>>>,
    /// The last version says the same already: publishing would change nothing.
    pub unchanged: bool,
}

/// A half-day for which fewer come than are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// The department.
    pub department: DepartmentId,
    /// The half-day.
    pub half: Half,
    /// Approvers asked for.
    pub need: u16,
    /// Approvers who come.
    pub coming: u16,
}

/// The sheet as it is now against the version with the greatest number, `None` if none was published. Names lie in the vault
/// under the answers, so whoever can read them says whether two answers name the same people.
pub fn against(
    lines: &[PublishedLine],
    windows: Option<u16>,
    last: Option<&DutyPublished>,
    same_names: impl Fn(RecordId, RecordId) -> bool,
) -> Publication {
    let (now, before) = (by_department(lines), by_department(last.map_or(&[][..], |last| &last.lines)));
    let all: BTreeSet<DepartmentId> = now.keys().chain(before.keys()).copied().collect();
    let nothing = Halves::default();
    let change = |department: DepartmentId| {
        let (was, is) = (before.get(&department), now.get(&department));
        let standing = match (was, is) {
            (None, _) => Standing::Added,
            (Some(_), None) => Standing::Dropped,
            (Some(_), Some(_)) => Standing::Kept,
        };
        let (was, is) = (was.unwrap_or(&nothing), is.unwrap_or(&nothing));
        let halves = Halves::each(|half| half_change(was.of(half), is.of(half), &same_names));
        DepartmentChange { department, standing, halves }
    };
    let differs = |one: &DepartmentChange| one.halves.iter().any(|(_, half)| half.is_something());
    let departments: Vec<DepartmentChange> = all.into_iter().map(change).filter(differs).collect();
    let windows = Turn::of(last.and_then(|last| last.windows), windows);
    Publication {
        number: last.map_or(1, |last| last.number.saturating_add(1)),
        unchanged: last.is_some() && departments.is_empty() && windows.is_none(),
        departments,
        windows,
    }
}

/// Where fewer come than are needed: publishing with gaps needs a confirmation that names them.
pub fn shortfalls(lines: &[PublishedLine]) -> Vec<Shortfall> {
    let halves = |line: &PublishedLine| {
        let (department, of) = (line.department, [(Half::Morning, &line.morning), (Half::Afternoon, &line.afternoon)]);
        of.map(|(half, said)| Shortfall { department, half, need: said.need, coming: said.coming })
    };
    lines.iter().flat_map(halves).filter(|one| one.coming < one.need).collect()
}

type Sheet = BTreeMap<DepartmentId, Halves<PublishedHalf>>;

/// A line that says nothing of either half-day is none.
fn by_department(lines: &[PublishedLine]) -> Sheet {
    let says = |half: &PublishedHalf| half.need > 0 || half.coming > 0 || half.items.iter().any(|one| one.cases > 0);
    let lines = lines.iter().filter(|line| says(&line.morning) || says(&line.afternoon));
    lines
        .map(|line| (line.department, Halves { morning: line.morning.clone(), afternoon: line.afternoon.clone() }))
        .collect()
}

fn half_change(was: &PublishedHalf, is: &PublishedHalf, same_names: impl Fn(RecordId, RecordId) -> bool) -> HalfChange {
    let (before, now) = (cases(&was.items), cases(&is.items));
    let items: BTreeSet<ItemId> = before.keys().chain(now.keys()).copied().collect();
    let number = |of: &BTreeMap<ItemId, u16>, item| of.get(&item).copied().unwrap_or(0);
    let hours = |half: &PublishedHalf| Hours { from: half.from, until: half.until };
    HalfChange {
        need: Turn::of(was.need, is.need),
        coming: Turn::of(was.coming, is.coming),
        items: items
            .into_iter()
            .filter_map(|item| Some((item, Turn::of(number(&before, item), number(&now, item))?)))
            .collect(),
        hours: Turn::of(hours(was), hours(is)),
        names: match (was.names_of, is.names_of) {
            (None, None) => false,
            (Some(before), Some(now)) => before != now && !same_names(before, now),
            (None, Some(_)) | (Some(_), None) => true,
        },
    }
}

fn cases(items: &[ItemCount]) -> BTreeMap<ItemId, u16> {
    let mut found: BTreeMap<ItemId, u16> = BTreeMap::new();
    for one in items {
        let sum = found.entry(one.item).or_default();
        *sum = sum.saturating_add(one.cases);
    }
    found
}

#[cfg(test)]
#[path = "publish_tests.rs"]
mod tests;
