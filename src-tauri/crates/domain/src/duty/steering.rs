//! What a free time costs in people: whether anybody more has to come for the items at that time (PRODUCT rule 23). So that
//! bookings gather in the same half-days; the consultant decides.

use super::demand::Demand;
use super::half::Half;
use super::need::approvers;
use super::promise::DepartmentDay;
use crate::event::{Coming, ItemSnapshot};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;

/// What a time costs, the cheapest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// Nobody more comes: 不增派人员.
    NobodyMore,
    /// Somebody who comes anyway stays longer.
    Longer,
    /// Somebody more comes.
    OneMore,
}

/// How a department stands at a time, with and without the booking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Approvers needed with the booking, in the half-day of the time.
    pub needed: u16,
    /// Approvers for that half-day without it: who comes, is asked, or is needed already and may do the items. 0 where it
    /// has said that it cannot.
    pub there: u16,
    /// They come for the time as well; else their hours end before it, or begin after it.
    pub within_hours: bool,
    /// Approvers for the other half-day without the booking, who could stay. 0 where it has said that it cannot stay.
    pub other_half: u16,
}

impl Load {
    /// What the booking costs this department.
    pub fn cost(self) -> Cost {
        if self.needed <= self.there && (self.within_hours || self.needed == 0) {
            Cost::NobodyMore
        } else if self.needed <= self.there.max(self.other_half) {
            Cost::Longer
        } else {
            Cost::OneMore
        }
    }
}

/// What a time costs: the dearest department decides. One without departments costs nobody.
pub fn of_time(loads: impl IntoIterator<Item = Load>) -> Cost {
    loads.into_iter().map(Load::cost).max().unwrap_or(Cost::NobodyMore)
}

/// How a department stands at a time for a visit with these items. `demand` is what the day asks of it without the visit,
/// `per_approver` how many cases one approver is asked for.
pub fn load(
    department: DepartmentId,
    items: &[ItemSnapshot],
    at: MinuteOfDay,
    demand: Option<&Demand>,
    per_approver: Option<u16>,
    known: &DepartmentDay,
) -> Load {
    let half = Half::of(at);
    let theirs: Vec<ItemId> = items.iter().filter(|item| item.asks(department)).map(|item| item.item).collect();
    let cases = |half: Half| demand.and_then(|demand| demand.of_half(half)).map_or(0, |theirs| theirs.cases.held);
    let needed_now = |half: Half| approvers(cases(half), per_approver);
    let more = u16::try_from(theirs.len()).unwrap_or(u16::MAX);
    let needed = if more == 0 { 0 } else { approvers(cases(half).saturating_add(more), per_approver) };
    let there = |half: Half| {
        let wanted = needed_now(half).max(known.told.of(half).approvers);
        match known.answers.of(half).stands.one() {
            None => wanted,
            Some(answer) => match answer.coming {
                Coming::Comes if !theirs.iter().all(|item| answer.items.include(*item)) => 0,
                Coming::Comes if known.coming(half) == 0 => 0,
                Coming::Comes => known.coming(half).max(needed_now(half)),
                Coming::OnCall | Coming::Cannot | Coming::NotReached => 0,
            },
        }
    };
    let answer = known.answers.of(half).stands.one();
    let has_declined = answer.is_some_and(|answer| answer.coming != Coming::Comes);
    Load {
        needed,
        there: there(half),
        within_hours: answer.is_none_or(|answer| answer.is_at(at)),
        other_half: if has_declined { 0 } else { there(half.other()) },
    }
}

#[cfg(test)]
#[path = "steering_tests.rs"]
mod tests;
