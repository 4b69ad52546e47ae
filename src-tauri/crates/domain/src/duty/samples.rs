//! Cases, answers and days as the tests of this room need them.

use super::answer::Tip;
use super::demand::{Demand, Visit, by_department};
use super::half::Halves;
use super::promise::DepartmentDay;
use crate::event::{Coming, DepartmentStaffed, HalfAnswer, ItemSnapshot, Items};
use crate::names::Names;
use crate::record::{Order, RecordId};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::{BeijingDay, MinuteOfDay};
use chrono::NaiveDateTime;

pub(super) const TAX: DepartmentId = DepartmentId(7);
/// Saturday, 28 November 2026: the fourth of its month.
pub(super) const DAY: BeijingDay = BeijingDay(20_785);

pub(super) fn item(id: u32, departments: &[u32]) -> ItemSnapshot {
    ItemSnapshot {
        item: ItemId(id),
        names: Names::same(&format!("事项{id}")),
        departments: departments.iter().copied().map(DepartmentId).collect(),
        needs_approver: true,
        window_minutes: 30,
    }
}

/// What bookings ask of [`TAX`]: each has one item and begins at a time; each holds a seat.
pub(super) fn demand(bookings: &[(u32, u16)]) -> Option<Demand> {
    let items: Vec<[ItemSnapshot; 1]> = bookings.iter().map(|(id, _)| [item(*id, &[TAX.0])]).collect();
    let visits = items.iter().zip(bookings).zip(1..).map(|((items, (_, at)), seq)| Visit {
        id: RecordId { device: [1; 8], seq },
        items,
        seated: true,
        from: MinuteOfDay(*at),
        to: MinuteOfDay(at + 30),
    });
    by_department(visits).remove(&TAX)
}

pub(super) fn answer(coming: Coming, approvers: u16) -> HalfAnswer {
    HalfAnswer { coming, approvers, items: Items::All, from: None, until: None, named: None }
}

pub(super) fn quota(approvers: Option<u16>) -> DepartmentStaffed {
    DepartmentStaffed {
        department: TAX,
        approvers,
        items: Items::All,
        not_saturdays: Vec::new(),
        cases_per_approver: None,
        contact: None,
    }
}

pub(super) fn tip(lamport: u64, answer: HalfAnswer) -> Tip {
    Tip { order: Order { lamport, id: RecordId { device: [1; 8], seq: lamport } }, answer }
}

/// A department of this hall of which nothing is known yet.
pub(super) fn known(cutoff: NaiveDateTime) -> DepartmentDay {
    let (answers, told, missing) = (Halves::default(), Halves::default(), Halves::default());
    DepartmentDay { present: true, answers, told, cutoff, missing }
}
