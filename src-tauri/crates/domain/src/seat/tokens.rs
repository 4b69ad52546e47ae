//! The seat tokens of a day that one installation owns.

use super::plan::DayPlan;
use std::collections::BTreeSet;

/// A token of a day: never used by two bookings, its id never reused (invariant A6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token {
    /// Number of the session.
    pub session: u8,
    /// Slot of the session, from 0.
    pub slot: u16,
    /// Seat, from 1.
    pub seat: u16,
}

/// A set of tokens of one day. Tokens that the plan in force does not have are kept and count for nothing, so that they
/// count again when the plan has them again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    owned: BTreeSet<Token>,
}

impl Tokens {
    /// Every token of a plan: what opening the day mints, and what a hall with one PC owns.
    pub fn all(plan: &DayPlan) -> Self {
        let sessions = plan.sessions().iter();
        let tokens = sessions.flat_map(|session| {
            let (number, times) = (session.number, session.times);
            (0..times.slots())
                .flat_map(move |slot| (1..=times.seats).map(move |seat| Token { session: number, slot, seat }))
        });
        tokens.collect()
    }

    /// Adds one. False when it was there already.
    pub fn insert(&mut self, token: Token) -> bool {
        self.owned.insert(token)
    }

    /// Takes one away: given to another installation, or burnt. False when it was not there.
    pub fn remove(&mut self, token: Token) -> bool {
        self.owned.remove(&token)
    }

    /// Whether it is there.
    pub fn contains(&self, token: Token) -> bool {
        self.owned.contains(&token)
    }

    /// All of them, whether or not a plan has them.
    pub fn iter(&self) -> impl Iterator<Item = Token> + '_ {
        self.owned.iter().copied()
    }

    /// Seats that a plan has and this set owns, by the plan's session and slot.
    pub(super) fn seats(&self, plan: &DayPlan) -> Vec<Vec<BTreeSet<u16>>> {
        let slots = |times: &super::session::PlannedSession| vec![BTreeSet::new(); usize::from(times.slots())];
        let mut seats: Vec<_> = plan.sessions().iter().map(|session| slots(&session.times)).collect();
        for token in &self.owned {
            let Some(at) = plan.index(token.session) else { continue };
            let planned = (1..=plan.sessions()[at].times.seats).contains(&token.seat);
            if let Some(slot) = seats[at].get_mut(usize::from(token.slot)).filter(|_| planned) {
                slot.insert(token.seat);
            }
        }
        seats
    }
}

impl FromIterator<Token> for Tokens {
    fn from_iter<I: IntoIterator<Item = Token>>(tokens: I) -> Self {
        Self { owned: tokens.into_iter().collect() }
    }
}
