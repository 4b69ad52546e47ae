//! How many approvers a half-day needs, and what of that is more than the department can send: its quota 名额 (PRODUCT rule 23).
//! Bookings that hold a seat count; those without one make no need.

use super::demand::{Case, Demand, HalfDay};
use super::half::{Half, Halves};
use crate::event::{DepartmentStaffed, HalfTold, ItemCount, Items};
use crate::record::RecordId;
use crate::reference::catalogue::ItemId;
use crate::time::{BeijingDay, MinuteOfDay};
use chrono::{Datelike, Weekday};
use std::collections::BTreeSet;

/// Something that a half-day needs and does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Of which half-day.
    pub half: Half,
    /// Why.
    pub why: Why,
    /// Approvers too few, at least 1.
    pub short: u16,
    /// What they would have done: cases by item, in the order of the items.
    pub items: Vec<ItemCount>,
    /// The bookings of those cases.
    pub bookings: BTreeSet<RecordId>,
    /// What would close it; any one of them does.
    pub closes: Vec<Closing>,
}

/// Why something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its quota: it sends nobody on this Saturday of the month.
    NotThatSaturday,
    /// Its quota: nobody whom it can send may do the items.
    QuotaItems,
    /// Its quota: more are needed than it can send.
    Quota {
        /// Approvers needed.
        needed: u16,
        /// Approvers it can send.
        can: u16,
    },
    /// It cannot come.
    Cannot,
    /// Everybody who was to come is missing.
    Missing,
    /// Nobody who comes may do the items.
    Items,
    /// Nobody is there when the visits begin.
    Times,
    /// Fewer come than are needed.
    Fewer {
        /// Approvers needed.
        needed: u16,
        /// Approvers who come and are not missing.
        coming: u16,
    },
}

/// Something that would close a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// So many approvers more.
    Approvers(u16),
    /// So many approvers who may do the items.
    Qualified(u16),
    /// Somebody is there from the first of these times, and still at the second.
    Hours {
        /// When the first visit without anybody begins.
        first: MinuteOfDay,
        /// When the last one begins.
        last: MinuteOfDay,
    },
    /// The visits move to the other half-day, where somebody comes who can take them.
    OtherHalf,
    /// The visits move to another day.
    AnotherDay,
}

impl Items {
    /// Whether an item is among them.
    pub fn include(&self, item: ItemId) -> bool {
        match self {
            Self::All => true,
            Self::Only(items) => items.contains(&item),
            Self::AllBut(items) => !items.contains(&item),
        }
    }
}

/// Approvers needed for a number of cases: one, or one for each `per_approver` begun. A number of 0 counts as none set.
pub fn approvers(cases: u16, per_approver: Option<u16>) -> u16 {
    match per_approver.filter(|number| *number > 0) {
        Some(number) => cases.div_ceil(number),
        None => cases.min(1),
    }
}

/// What a day's demand needs: what a department is to be told of each half-day.
pub fn needed(demand: Option<&Demand>, per_approver: Option<u16>) -> Halves<HalfTold> {
    Halves::each(|half| {
        let theirs = demand.and_then(|demand| demand.of_half(half));
        theirs.map_or_else(HalfTold::default, |theirs| told(&held(theirs), per_approver))
    })
}

fn told(cases: &[(ItemId, Case)], per_approver: Option<u16>) -> HalfTold {
    HalfTold { approvers: approvers(number(cases), per_approver), items: by_item(cases) }
}

/// Cases of bookings that hold a seat.
pub(super) fn held(half: &HalfDay) -> Vec<(ItemId, Case)> {
    half.all_cases().filter(|(_, case)| case.seated).map(|(item, case)| (item, *case)).collect()
}

pub(super) fn number(cases: &[(ItemId, Case)]) -> u16 {
    u16::try_from(cases.len()).unwrap_or(u16::MAX)
}

/// The number of cases of each item; they come in the order of the items.
fn by_item(cases: &[(ItemId, Case)]) -> Vec<ItemCount> {
    let of_an_item =
        |run: &[(ItemId, Case)]| run.first().map(|(item, _)| ItemCount { item: *item, cases: number(run) });
    cases.chunk_by(|a, b| a.0 == b.0).filter_map(of_an_item).collect()
}

/// The gap that cases make. `None` where there are none of them, or nobody is too few.
pub(super) fn gap(half: Half, why: Why, short: u16, cases: &[(ItemId, Case)], closes: Vec<Closing>) -> Option<Gap> {
    (short > 0 && !cases.is_empty()).then(|| Gap {
        half,
        why,
        short,
        items: by_item(cases),
        bookings: cases.iter().map(|(_, case)| case.booking).collect(),
        closes,
    })
}

/// Which Saturday of its month a day is, the first being 1. `None` where it is no Saturday.
pub fn saturday_of_month(day: BeijingDay) -> Option<u8> {
    let date = day.date();
    let number = u8::try_from(date.day0() / 7 + 1).ok();
    number.filter(|_| date.weekday() == Weekday::Sat)
}

/// What a half-day needs and the department cannot send. Nothing where no quota was entered: then it is without limit.
pub fn against_quota(theirs: &HalfDay, quota: Option<&DepartmentStaffed>, day: BeijingDay) -> Vec<Gap> {
    let Some(quota) = quota else { return Vec::new() };
    let (half, cases) = (theirs.half(), held(theirs));
    let need = |cases: &[(ItemId, Case)]| approvers(number(cases), quota.cases_per_approver);
    if saturday_of_month(day).is_some_and(|number| quota.not_saturdays.contains(&number)) {
        let closes = vec![Closing::AnotherDay];
        return gap(half, Why::NotThatSaturday, need(&cases), &cases, closes).into_iter().collect();
    }
    let (done, not_done): (Vec<_>, Vec<_>) = cases.into_iter().partition(|(item, _)| quota.items.include(*item));
    let short = need(&not_done);
    let items = gap(half, Why::QuotaItems, short, &not_done, vec![Closing::Qualified(short)]);
    let needed = need(&done);
    let can = quota.approvers.unwrap_or(u16::MAX);
    let short = needed.saturating_sub(can);
    let people = gap(half, Why::Quota { needed, can }, short, &done, vec![Closing::Approvers(short)]);
    items.into_iter().chain(people).collect()
}

#[cfg(test)]
#[path = "need_tests.rs"]
mod tests;
