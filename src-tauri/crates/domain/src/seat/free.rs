//! Seats of a day where every session serves every item and no two overlap: counting is exact, nothing has to be moved.
//!
//! What overlaps or serves some items only is reckoned by [`super::support`].

use super::session::PlannedSession;

/// Why no seat can be had at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSeat {
    /// The day has no such session or slot.
    #[error("no such slot")]
    Unknown,
    /// The session ends before the visit would.
    #[error("the visit would run over the end of the session")]
    TooShort,
    /// Every seat of this slot is taken.
    #[error("slot {slot} is full")]
    Full {
        /// The first full slot.
        slot: u16,
    },
}

/// Which seats of a day this installation owns and has not used.
#[derive(Debug, Clone)]
pub struct FreeSeats {
    sessions: Vec<(PlannedSession, Vec<Vec<bool>>)>,
}

impl FreeSeats {
    /// A day with every seat free and owned.
    pub fn all(sessions: &[PlannedSession]) -> Self {
        Self::filled(sessions, true)
    }

    /// A day of which nothing is owned yet; [`FreeSeats::release`] adds tokens.
    pub fn none(sessions: &[PlannedSession]) -> Self {
        Self::filled(sessions, false)
    }

    fn filled(sessions: &[PlannedSession], free: bool) -> Self {
        let grid = |s: &PlannedSession| vec![vec![free; usize::from(s.seats)]; usize::from(s.slots())];
        Self { sessions: sessions.iter().map(|s| (*s, grid(s))).collect() }
    }

    /// Marks a token as used or not owned. Tokens outside the plan are passed over.
    pub fn take(&mut self, session: u8, slot: u16, seat: u16) {
        self.set(session, slot, seat, false);
    }

    /// Marks a token as free.
    pub fn release(&mut self, session: u8, slot: u16, seat: u16) {
        self.set(session, slot, seat, true);
    }

    /// Adds tokens under numbers beyond those of the plan: seats minted anew are owned, the old ones are not.
    pub fn own(&mut self, session: u8, slot: u16, seats: std::ops::Range<u16>) {
        let found = self.sessions.get_mut(usize::from(session)).and_then(|(_, slots)| slots.get_mut(usize::from(slot)));
        let Some(slot) = found else { return };
        for seat in seats {
            let at = usize::from(seat.wrapping_sub(1));
            if slot.len() <= at {
                slot.resize(at + 1, false);
            }
            slot[at] = true;
        }
    }

    fn set(&mut self, session: u8, slot: u16, seat: u16, free: bool) {
        let cell = self
            .sessions
            .get_mut(usize::from(session))
            .and_then(|(_, slots)| slots.get_mut(usize::from(slot)))
            .and_then(|seats| seats.get_mut(usize::from(seat.wrapping_sub(1))));
        if let Some(cell) = cell {
            *cell = free;
        }
    }

    /// Free seats in one slot.
    pub fn free(&self, session: u8, slot: u16) -> u16 {
        let seats = self.sessions.get(usize::from(session)).and_then(|(_, slots)| slots.get(usize::from(slot)));
        seats.map_or(0, |seats| u16::try_from(seats.iter().filter(|free| **free).count()).unwrap_or(u16::MAX))
    }

    /// Seats for a visit of so many minutes, starting at a slot. One seat number all along where that is possible, else
    /// the lowest free seat of each slot.
    ///
    /// # Errors
    /// [`NoSeat`] says why there is none.
    pub fn seats_for(&self, session: u8, slot: u16, minutes: u16) -> Result<Vec<u16>, NoSeat> {
        let (plan, slots) = self.sessions.get(usize::from(session)).ok_or(NoSeat::Unknown)?;
        if slot >= plan.slots() {
            return Err(NoSeat::Unknown);
        }
        let first = usize::from(slot);
        let run = slots.get(first..first + usize::from(plan.slots_for(minutes))).ok_or(NoSeat::TooShort)?;
        let numbers = run.iter().map(Vec::len).max().unwrap_or_default();
        let free_in = |seats: &Vec<bool>, seat: usize| seats.get(seat).copied().unwrap_or_default();
        let all_along = (0..numbers).find(|seat| run.iter().all(|seats| free_in(seats, *seat)));
        run.iter()
            .zip(slot..)
            .map(|(seats, slot)| {
                let seat = all_along.or_else(|| seats.iter().position(|free| *free)).ok_or(NoSeat::Full { slot })?;
                Ok(u16::try_from(seat + 1).unwrap_or(u16::MAX))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::MinuteOfDay;
    use proptest::prelude::*;

    fn morning(seats: u16) -> PlannedSession {
        PlannedSession { from: MinuteOfDay(540), to: MinuteOfDay(725), slot_minutes: 30, seats }
    }

    #[test]
    fn a_remainder_shorter_than_a_slot_is_dropped() {
        assert_eq!(morning(8).slots(), 6);
        assert_eq!(morning(8).end(5, 1), MinuteOfDay(720));
    }

    #[test]
    fn a_long_visit_takes_consecutive_slots_and_keeps_its_seat_where_it_can() {
        let mut free = FreeSeats::all(&[morning(2)]);
        free.take(0, 1, 1);
        assert_eq!(free.seats_for(0, 0, 50), Ok(vec![2, 2]));
        free.take(0, 0, 2);
        assert_eq!(free.seats_for(0, 0, 50), Ok(vec![1, 2]), "seats may differ: a seat is time, not a window");
    }

    #[test]
    fn seats_minted_anew_have_numbers_of_their_own() {
        let mut free = FreeSeats::none(&[morning(2)]);
        assert_eq!(free.seats_for(0, 0, 20), Err(NoSeat::Full { slot: 0 }));
        free.own(0, 0, 3..4);
        assert_eq!((free.free(0, 0), free.seats_for(0, 0, 20)), (1, Ok(vec![3])));
        free.take(0, 0, 3);
        assert_eq!(free.seats_for(0, 0, 20), Err(NoSeat::Full { slot: 0 }));
    }

    #[test]
    fn says_why_there_is_no_seat() {
        let mut free = FreeSeats::all(&[morning(1)]);
        free.take(0, 3, 1);
        assert_eq!(free.seats_for(0, 3, 20), Err(NoSeat::Full { slot: 3 }));
        assert_eq!(free.seats_for(0, 2, 60), Err(NoSeat::Full { slot: 3 }));
        assert_eq!(free.seats_for(0, 5, 60), Err(NoSeat::TooShort));
        assert_eq!(free.seats_for(0, 6, 20), Err(NoSeat::Unknown));
        assert_eq!(free.seats_for(1, 0, 20), Err(NoSeat::Unknown));
    }

    proptest! {
        /// Booking until nothing is left: no token twice, and the count of free seats never lies.
        #[test]
        fn no_token_is_given_twice(seats in 1u16..5, wishes in prop::collection::vec((0u16..7, 1u16..120), 0..60)) {
            let plan = morning(seats);
            let mut free = FreeSeats::all(&[plan]);
            let mut used = std::collections::BTreeSet::new();
            for (slot, minutes) in wishes {
                if let Ok(given) = free.seats_for(0, slot, minutes) {
                    prop_assert_eq!(given.len(), usize::from(plan.slots_for(minutes)));
                    for (slot, seat) in (slot..).zip(given) {
                        prop_assert!(used.insert((slot, seat)), "token used twice");
                        free.take(0, slot, seat);
                    }
                }
            }
            let left: usize = (0..plan.slots()).map(|slot| usize::from(free.free(0, slot))).sum();
            prop_assert_eq!(left + used.len(), usize::from(plan.slots() * seats));
        }
    }
}
