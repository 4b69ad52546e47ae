//! Hall's condition at each moment of a day: how many more bookings could at most be supported.
//!
//! A moment lies between two neighbouring edges of slots. At it every session that runs has one slot. For a set of those
//! sessions, the bookings that are there whatever session they are given, and have none outside the set, must not be more
//! than the set's tokens. What is left of that is the set's slack. It is kept for every moment and every set, because real
//! days have few sessions at a time.

use super::plan::DayPlan;
use super::visit::Run;

/// Moments with more sessions than this are not reckoned; the search answers alone there.
const SESSIONS_AT_ONCE_MAX: usize = 8;

/// The moments of a day, and where their slacks lie in one row: one for each set of its sessions.
#[derive(Debug, Clone)]
pub(super) struct Moments {
    moments: Vec<Moment>,
}

#[derive(Debug, Clone)]
struct Moment {
    /// Session and slot of it.
    running: Vec<(usize, usize)>,
    /// Where the slack of its empty set lies.
    base: usize,
}

impl Moments {
    /// The moments of a plan with the slacks of an empty book, from the tokens by session and slot.
    pub(super) fn new(plan: &DayPlan, tokens: &[Vec<i32>]) -> (Self, Vec<i32>) {
        let edges = plan
            .sessions()
            .iter()
            .flat_map(|session| (0..=session.times.slots()).map(|slot| usize::from(session.times.start(slot).0)));
        let mut edges: Vec<usize> = edges.collect();
        edges.sort_unstable();
        edges.dedup();
        let (mut moments, mut slacks) = (Vec::new(), Vec::new());
        for minute in edges {
            let slot = |(at, session): (usize, &super::plan::SessionPlan)| {
                let from = minute.checked_sub(usize::from(session.times.from.0))?;
                let slot = from / usize::from(session.times.slot_minutes);
                (slot < usize::from(session.times.slots())).then_some((at, slot))
            };
            let running: Vec<_> = plan.sessions().iter().enumerate().filter_map(slot).collect();
            if running.is_empty() || running.len() > SESSIONS_AT_ONCE_MAX {
                continue;
            }
            let base = slacks.len();
            slacks.extend((0..1usize << running.len()).map(|set| {
                let inside = running.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
                inside.map(|(_, (session, slot))| tokens[*session][*slot]).sum::<i32>()
            }));
            moments.push(Moment { running, base });
        }
        (Self { moments }, slacks)
    }

    /// The slacks a booking is counted in that can have any of these runs, and must have one of them.
    pub(super) fn counted_in(&self, runs: &[Run]) -> Vec<usize> {
        self.moments.iter().flat_map(|moment| moment.counted_in(runs)).collect()
    }
}

impl Moment {
    fn counted_in(&self, runs: &[Run]) -> Vec<usize> {
        let bit = |run: &Run| {
            let there =
                |(session, slot): &(usize, usize)| *session == run.session && (run.first..run.end).contains(slot);
            self.running.iter().position(there).map(|bit| 1usize << bit)
        };
        let Some(own) = runs.iter().try_fold(0, |own, run| Some(own | bit(run)?)) else { return Vec::new() };
        let sets = 0..1usize << self.running.len();
        sets.filter(|set| set & own == own).map(|set| self.base + set).collect()
    }
}
