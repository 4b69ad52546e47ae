//! Sessions as somebody types them: every fault at its field, and numbers that keep their meaning.

use crate::ground::{FieldRefusal, Refusal, SessionFault};
use crate::reference::Reference;
use chrono::NaiveTime;
use domain::limits::{SLOT_MINUTES_MAX, SLOT_MINUTES_MIN, WINDOWS_MAX};
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::seat::{PlannedSession, SESSIONS_MAX, Serves, SessionPlan};
use std::collections::BTreeSet;

/// A session as it is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionWish {
    pub from: NaiveTime,
    pub to: NaiveTime,
    pub slot_minutes: u16,
    pub seats: u16,
    /// With neither items nor departments it serves all.
    pub items: Vec<u32>,
    pub departments: Vec<u32>,
}

/// Checks sessions; all faults are told at once. `before` are the sessions they come after: one with the same times keeps
/// its number, others get numbers that meant nothing there, so that an old form never names another time.
pub(super) fn sessions(
    reference: &Reference,
    wishes: &[SessionWish],
    before: &[SessionPlan],
    may_be_closed: bool,
) -> Result<Vec<SessionPlan>, Refusal> {
    let mut faults = Vec::new();
    if wishes.is_empty() && !may_be_closed {
        faults.push(FieldRefusal::NoSessions);
    }
    if wishes.len() > SESSIONS_MAX {
        faults.push(FieldRefusal::TooManySessions { max: SESSIONS_MAX });
    }
    for (row, wish) in wishes.iter().enumerate() {
        faults.extend(faults_of(reference, wish).into_iter().map(|fault| FieldRefusal::Session { row, fault }));
    }
    if !faults.is_empty() {
        return Err(Refusal::Fields(faults));
    }
    let mut wished: Vec<(PlannedSession, Serves)> = wishes.iter().map(|wish| (times(wish), serves(wish))).collect();
    wished.sort_by_key(|(times, _)| (times.from, times.to));
    number(wished, before).ok_or(FieldRefusal::TooManySessions { max: SESSIONS_MAX }.into())
}

/// Numbers sessions: the same times keep their number, the others get the next ones that are free, so that a form begun
/// some changes ago does not find its number again under other times. `None` when there are no
/// more numbers: none may ever mean other times.
pub(super) fn number(wished: Vec<(PlannedSession, Serves)>, before: &[SessionPlan]) -> Option<Vec<SessionPlan>> {
    let grid = |times: &PlannedSession| (times.from, times.to, times.slot_minutes);
    let mut left: Vec<&SessionPlan> = before.iter().collect();
    let mut used: BTreeSet<u8> = before.iter().map(|session| session.number).collect();
    let mut numbered: Vec<SessionPlan> = Vec::new();
    for (times, serves) in wished {
        let same = left.iter().position(|session| grid(&session.times) == grid(&times));
        let next = used.last().copied().unwrap_or(u8::MAX).wrapping_add(1);
        let mut free = (next..=u8::MAX).chain(0..=u8::MAX).filter(|number| !used.contains(number));
        let number = same.map(|at| left.remove(at).number).or_else(|| free.next())?;
        used.insert(number);
        numbered.push(SessionPlan { number, times, serves });
    }
    Some(numbered)
}

fn faults_of(reference: &Reference, wish: &SessionWish) -> Vec<SessionFault> {
    let mut faults = Vec::new();
    let length_fits = (SLOT_MINUTES_MIN..=SLOT_MINUTES_MAX).contains(&wish.slot_minutes);
    if wish.from >= wish.to {
        faults.push(SessionFault::Order);
    } else if length_fits && times(wish).slots() == 0 {
        faults.push(SessionFault::NoSlot);
    }
    if !length_fits {
        faults.push(SessionFault::SlotMinutes { min: SLOT_MINUTES_MIN, max: SLOT_MINUTES_MAX });
    }
    if !(1..=WINDOWS_MAX).contains(&wish.seats) {
        faults.push(SessionFault::Seats { min: 1, max: WINDOWS_MAX });
    }
    if wish.items.iter().any(|id| reference.catalogue.item(ItemId(*id)).is_none()) {
        faults.push(SessionFault::ItemUnknown);
    }
    if wish.departments.iter().any(|id| reference.catalogue.department(DepartmentId(*id)).is_none()) {
        faults.push(SessionFault::DepartmentUnknown);
    }
    faults
}

fn times(wish: &SessionWish) -> PlannedSession {
    PlannedSession { from: wish.from.into(), to: wish.to.into(), slot_minutes: wish.slot_minutes, seats: wish.seats }
}

fn serves(wish: &SessionWish) -> Serves {
    if wish.items.is_empty() && wish.departments.is_empty() {
        return Serves::All;
    }
    Serves::Only {
        items: wish.items.iter().copied().map(ItemId).collect(),
        departments: wish.departments.iter().copied().map(DepartmentId).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::MinuteOfDay;

    fn times(from: u16, slot_minutes: u16, seats: u16) -> PlannedSession {
        PlannedSession { from: MinuteOfDay(from), to: MinuteOfDay(from + 120), slot_minutes, seats }
    }

    #[test]
    fn a_number_never_means_another_time() {
        let plan = |number, times| SessionPlan { number, times, serves: Serves::All };
        let before = [plan(0, times(540, 30, 8)), plan(1, times(810, 30, 8))];
        let check = |wished: &[PlannedSession], expect: &[u8]| {
            let wished = wished.iter().map(|times| (*times, Serves::All)).collect();
            let numbers: Vec<u8> =
                number(wished, &before).expect("numbers").iter().map(|session| session.number).collect();
            assert_eq!(numbers, expect);
        };
        check(&[times(540, 30, 6), times(810, 30, 6)], &[0, 1]); // other seats, the same times
        check(&[times(600, 30, 8), times(810, 30, 8)], &[2, 1]); // an hour later: another session
        check(&[times(540, 20, 8)], &[2]); // other slots
        check(&[times(540, 30, 1), times(540, 30, 2), times(540, 30, 3)], &[0, 2, 3]);
    }

    #[test]
    fn where_the_numbers_are_used_up_no_number_means_two_times() {
        let plan = |number: u8| SessionPlan { number, times: times(u16::from(number), 30, 8), serves: Serves::All };
        let before: Vec<SessionPlan> = (0..=u8::MAX).map(plan).collect();
        let check = |wished: &[PlannedSession], expect: Option<Vec<u8>>| {
            let wished = wished.iter().map(|times| (*times, Serves::All)).collect();
            let numbers = |all: Vec<SessionPlan>| all.iter().map(|session| session.number).collect::<Vec<u8>>();
            assert_eq!(number(wished, &before).map(numbers), expect);
        };
        check(&[times(7, 30, 2), times(255, 30, 2)], Some(vec![7, 255])); // times it had before
        check(&[times(7, 30, 2), times(900, 30, 2)], None);
        check(&[times(7, 30, 2), times(7, 30, 2)], None); // the same times twice need two numbers
        check(&[], Some(Vec::new())); // it can always be closed
    }
}
