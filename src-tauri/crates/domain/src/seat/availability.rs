//! How many more visits of a kind each start could take, fast enough for a whole catalogue.

use super::matching::Matching;
use super::plan::DayPlan;
use super::support::Support;
use super::visit::{Need, Run, Visit};
use crate::time::MinuteOfDay;
use std::collections::BTreeMap;

/// A start that can be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartFree {
    /// The start.
    pub at: MinuteOfDay,
    /// So many more visits of this kind can be supported there, beside all bookings that are. Starts are not independent:
    /// these numbers do not add up.
    pub free: u32,
}

/// Answers for one day as it stands. What was reckoned for one visit serves all that need the same.
#[derive(Debug)]
pub struct Availability {
    plan: DayPlan,
    matching: Matching,
    starts: BTreeMap<Need, Vec<StartFree>>,
    free: BTreeMap<Vec<Run>, u32>,
}

impl Support {
    /// Availability of the day as it stands.
    pub fn availability(&self) -> Availability {
        Availability {
            plan: self.plan.clone(),
            matching: self.matching.clone(),
            starts: BTreeMap::new(),
            free: BTreeMap::new(),
        }
    }
}

impl Availability {
    /// Starts at which a visit could be supported on an empty day, with how many more can be now; in order of time.
    pub fn of(&mut self, visit: &Visit) -> &[StartFree] {
        let need = Need::new(&self.plan, visit);
        if !self.starts.contains_key(&need) {
            let starts = need.starts(&self.plan);
            let free = starts.into_iter().map(|(at, runs)| StartFree { at, free: self.free(runs) }).collect();
            self.starts.insert(need.clone(), free);
        }
        &self.starts[&need]
    }

    /// How many more can be now at any one time, also where nothing is offered.
    pub fn at(&mut self, visit: &Visit, at: MinuteOfDay) -> u32 {
        let runs = Need::new(&self.plan, visit).runs(&self.plan, at);
        if runs.is_empty() { 0 } else { self.free(runs) }
    }

    fn free(&mut self, runs: Vec<Run>) -> u32 {
        if let Some(free) = self.free.get(&runs) {
            return *free;
        }
        let group = self.matching.group(&runs);
        let free = count(&mut self.matching, group);
        self.free.insert(runs, free);
        free
    }
}

/// How many more of a group can be supported; the matching stays as it was.
fn count(matching: &mut Matching, group: usize) -> u32 {
    let at_most = matching.at_most(group);
    // Sessions share no cells: what fits into each fits into all together.
    let as_they_stand = matching.groups[group].choices.clone().map(|choice| matching.fits(choice)).sum();
    if as_they_stand >= at_most {
        return as_they_stand;
    }
    let before = matching.counts.clone();
    let mut free = 0;
    while matching.add(group, None) {
        free += 1;
    }
    matching.counts = before;
    free
}
