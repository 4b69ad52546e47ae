//! Which tokens a change of a day's plan retires, and which it mints (invariant A6).

use super::plan::DayPlan;
use super::tokens::{Token, Tokens};
use crate::record::Order;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a day's tokens before its plan changes.
#[derive(Debug, Clone, Default)]
pub struct Minted {
    /// Tokens this installation owns and that are not retired.
    pub own: Tokens,
    /// Own tokens that a booking has, with the order of its making.
    pub in_use: BTreeMap<Token, Order>,
    /// Seats of a slot that bookings have with tokens of others.
    pub others: BTreeMap<(u8, u16), u16>,
    /// Highest seat number that was ever given in a slot.
    pub highest: BTreeMap<(u8, u16), u16>,
    /// Tokens that are gone for good, whoever owned them: no booking sits on them, and none is given them again.
    pub retired: BTreeSet<Token>,
}

/// Tokens that come and go with a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recut {
    /// Minted, under numbers never used in their slots.
    pub minted: BTreeSet<Token>,
    /// Retired for good: free ones before those in use, those of later bookings before those of earlier ones.
    pub retired: BTreeSet<Token>,
    /// What this installation owns afterwards.
    pub own: Tokens,
    /// A slot has not the seats it is to have: its numbers are used up, and none is used twice.
    pub used_up: bool,
}

/// Brings the tokens in line with a plan: as many in each slot as it has seats, less those that others' bookings have.
/// Numbers only ever grow, so a token that was retired never comes back.
pub fn recut(before: &Minted, plan: &DayPlan) -> Recut {
    let mut recut = Recut { own: before.own.clone(), ..Recut::default() };
    let mut by_slot: BTreeMap<(u8, u16), Vec<Token>> = BTreeMap::new();
    for token in before.own.iter() {
        by_slot.entry((token.session, token.slot)).or_default().push(token);
    }
    for session in plan.sessions() {
        for slot in 0..session.times.slots() {
            by_slot.entry((session.number, slot)).or_default();
        }
    }
    for ((number, slot), mut tokens) in by_slot {
        let planned = plan.session(number).filter(|session| slot < session.times.slots());
        let others = before.others.get(&(number, slot)).copied().unwrap_or(0);
        let wanted = planned.map_or(0, |session| usize::from(session.times.seats.saturating_sub(others)));
        // Those to keep come first: in use by the earliest, then free ones by number.
        tokens.sort_by_key(|token| (!before.in_use.contains_key(token), before.in_use.get(token).copied(), *token));
        recut.retired.extend(tokens.iter().skip(wanted));
        let first = before.highest.get(&(number, slot)).copied().unwrap_or(0).saturating_add(1);
        let missing = u16::try_from(wanted.saturating_sub(tokens.len())).unwrap_or(u16::MAX);
        let seats = first..first.saturating_add(missing);
        recut.used_up |= seats.len() < usize::from(missing);
        recut.minted.extend(seats.map(|seat| Token { session: number, slot, seat }));
    }
    for token in &recut.retired {
        recut.own.remove(*token);
    }
    for token in &recut.minted {
        recut.own.insert(*token);
    }
    recut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RecordId;
    use crate::seat::{PlannedSession, Serves, SessionPlan};
    use crate::time::{BeijingDay, MinuteOfDay};
    use proptest::prelude::*;

    fn plan(sessions: &[(u8, u16, u16)]) -> DayPlan {
        let session = |(number, slots, seats): &(u8, u16, u16)| {
            let to = MinuteOfDay(540 + 30 * slots);
            let times = PlannedSession { from: MinuteOfDay(540), to, slot_minutes: 30, seats: *seats };
            SessionPlan { number: *number, times, serves: Serves::All }
        };
        DayPlan::new(BeijingDay(1), sessions.iter().map(session).collect()).expect("a plan")
    }

    fn order(lamport: u64) -> Order {
        Order { lamport, id: RecordId { device: [1; 8], seq: lamport } }
    }

    #[test]
    fn free_seats_go_first_then_those_of_the_latest() {
        let full = plan(&[(0, 1, 3)]);
        let token = |seat| Token { session: 0, slot: 0, seat };
        let mut before = Minted { own: Tokens::all(&full), highest: [((0, 0), 3)].into(), ..Minted::default() };
        before.in_use.insert(token(1), order(9));
        before.in_use.insert(token(3), order(4));
        assert_eq!(recut(&before, &plan(&[(0, 1, 2)])).retired, [token(2)].into());
        assert_eq!(recut(&before, &plan(&[(0, 1, 1)])).retired, [token(1), token(2)].into());
        before.others.insert((0, 0), 1);
        assert_eq!(recut(&before, &plan(&[(0, 1, 2)])).retired, [token(1), token(2)].into(), "one seat is another's");
    }

    #[test]
    fn where_the_numbers_of_a_slot_are_used_up_it_is_said() {
        let before = |highest| Minted { highest: [((0, 0), highest)].into(), ..Minted::default() };
        let check = |highest, seats, used_up| {
            assert_eq!(recut(&before(highest), &plan(&[(0, 1, seats)])).used_up, used_up, "{highest} {seats}");
        };
        check(u16::MAX - 4, 3, false);
        check(u16::MAX - 4, 4, true);
        check(u16::MAX, 1, true);
        check(u16::MAX, 0, false);
    }

    proptest! {
        /// Whatever happens to a plan, a slot has as many tokens as seats, and no number comes back.
        #[test]
        fn no_token_comes_back(
            plans in prop::collection::vec(prop::collection::btree_map(0u8..3, (1u16..4, 0u16..5), 0..3), 1..8),
        ) {
            let mut day = Minted::default();
            let mut ever = BTreeSet::new();
            for sessions in plans {
                let sessions: Vec<_> = sessions.into_iter().map(|(number, (slots, seats))| (number, slots, seats)).collect();
                let plan = plan(&sessions);
                let change = recut(&day, &plan);
                for token in &change.minted {
                    prop_assert!(ever.insert(*token), "{token:?} was minted before");
                    let highest = day.highest.entry((token.session, token.slot)).or_default();
                    *highest = token.seat.max(*highest);
                }
                prop_assert!(change.retired.iter().all(|token| day.own.contains(*token)));
                for (number, slots, seats) in sessions {
                    for slot in 0..slots {
                        let of_slot = change.own.iter().filter(|token| (token.session, token.slot) == (number, slot));
                        prop_assert_eq!(of_slot.count(), usize::from(seats));
                    }
                }
                let planned = plan.sessions().iter().map(|s| usize::from(s.times.slots() * s.times.seats)).sum::<usize>();
                prop_assert_eq!(change.own.iter().count(), planned, "none in sessions that are no more");
                day.own = change.own;
            }
        }
    }
}
