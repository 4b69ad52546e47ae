//! What a visit asks of a session, and which slots it would take in each.

use super::item::VisitItem;
use super::plan::DayPlan;
use crate::reference::hours::SessionTimes;
use crate::time::MinuteOfDay;

/// A visit: items that are handled one after the other, in whatever order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Minutes it takes in all.
    pub minutes: u16,
    /// Items.
    pub items: Vec<VisitItem>,
}

/// The slots a visit takes in one session: `first..end`. The session is its place in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub session: usize,
    pub first: usize,
    pub end: usize,
}

/// What tells visits apart for seats. Equal needs are equally free.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Need {
    /// Sessions that serve all items, a bit each.
    sessions: u32,
    minutes: u16,
    /// Stretches in which all items are served, in minutes; none for the whole day.
    hours: Option<Vec<(u16, u16)>>,
}

impl Need {
    pub(super) fn new(plan: &DayPlan, visit: &Visit) -> Self {
        let serving = plan.sessions().iter().enumerate().filter(|(_, session)| session.serves_all(&visit.items));
        let hours = visit.items.iter().filter_map(|item| item.hours.as_deref().map(joined));
        Self {
            sessions: serving.fold(0, |mask, (at, _)| mask | 1 << at),
            minutes: visit.minutes.max(1),
            hours: hours.reduce(|a, b| common(&a, &b)),
        }
    }

    /// Runs at a start, at most one a session, by session. Empty: nothing can support the visit there.
    pub(super) fn runs(&self, plan: &DayPlan, at: MinuteOfDay) -> Vec<Run> {
        let (from, to) = (usize::from(at.0), usize::from(at.0) + usize::from(self.minutes));
        let within = |(open, close): &(u16, u16)| usize::from(*open) <= from && to <= usize::from(*close);
        if self.hours.as_ref().is_some_and(|hours| !hours.iter().any(within)) {
            return Vec::new();
        }
        let serving = plan.sessions().iter().enumerate().filter(|(session, _)| self.serving(*session));
        let run = |(session, planned): (usize, &super::plan::SessionPlan)| {
            let length = usize::from(planned.times.slot_minutes);
            let begin = from.checked_sub(usize::from(planned.times.from.0))?;
            let (first, end) = (begin / length, (begin + usize::from(self.minutes)).div_ceil(length));
            (end <= usize::from(planned.times.slots())).then_some(Run { session, first, end })
        };
        serving.filter_map(run).collect()
    }

    /// Starts that can be offered: beginnings of slots of the sessions that serve it, where it fits.
    pub(super) fn starts(&self, plan: &DayPlan) -> Vec<(MinuteOfDay, Vec<Run>)> {
        let serving = plan.sessions().iter().enumerate().filter(|(session, _)| self.serving(*session));
        let mut starts: Vec<MinuteOfDay> =
            serving.flat_map(|(_, session)| (0..session.times.slots()).map(|slot| session.times.start(slot))).collect();
        starts.sort_unstable();
        starts.dedup();
        starts.into_iter().map(|at| (at, self.runs(plan, at))).filter(|(_, runs)| !runs.is_empty()).collect()
    }

    pub(super) fn serving(&self, session: usize) -> bool {
        self.sessions & 1 << session != 0
    }
}

/// Stretches in order, those that touch or overlap as one.
fn joined(hours: &[SessionTimes]) -> Vec<(u16, u16)> {
    let mut all: Vec<(u16, u16)> =
        hours.iter().map(|times| (MinuteOfDay::from(times.from).0, MinuteOfDay::from(times.to).0)).collect();
    all.sort_unstable();
    let mut joined: Vec<(u16, u16)> = Vec::new();
    for (from, to) in all {
        match joined.last_mut().filter(|last| from <= last.1) {
            Some(last) => last.1 = last.1.max(to),
            None => joined.push((from, to)),
        }
    }
    joined
}

fn common(a: &[(u16, u16)], b: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let each = a.iter().flat_map(|x| b.iter().map(|y| (x.0.max(y.0), x.1.min(y.1))));
    each.filter(|(from, to)| from < to).collect()
}
