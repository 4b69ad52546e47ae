//! The log counted: cases 单, items 件, trips 趟 and people 人, never added to each other (PRODUCT rules 33 and 35). Cases that
//! were voided are in none of it. Each is counted on the day on which it happened, not on that of its entering.

use super::case::{CaseState, Stage};
use super::leg::{Leg, LegEntry, LegKind};
use super::moment::{Spent, When, spent_once};
use super::step::Rating;
use crate::record::RecordId;
use crate::time::BeijingDay;
use std::collections::{BTreeMap, BTreeSet};

/// Cases counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// 单: cases that began here, those that were ended without being done too.
    pub cases: Vec<RecordId>,
    /// Those of them that were ended without being done.
    pub terminated: Vec<RecordId>,
    /// 件: items of the cases, without those that were ended.
    pub items: u64,
    /// 人: people they are for.
    pub people: u64,
    /// 趟: trips of legs.
    pub trips: i64,
    /// Trips that were added by hand, or taken off if below zero: shown beside.
    pub corrected: i64,
    /// Time of those that are done.
    pub time: Spent,
}

/// Counts by whatever they are to be seen by: a day, a month, a reason, or several of these. The key is asked with the day: for
/// a leg its own, for everything else the one on which the case began. So a case that goes on over several days has trips on
/// each of them, and the sum over days is that of the whole.
pub fn counts<K: Ord>(cases: &[CaseState], key: impl Fn(&CaseState, BeijingDay) -> K) -> BTreeMap<K, Counts> {
    let mut found: BTreeMap<K, Counts> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.is_live()) {
        let stage = case.stage();
        let theirs = found.entry(key(case, case.began.day)).or_default();
        theirs.cases.push(case.id);
        theirs.people += u64::from(case.party);
        theirs.corrected += case.corrected;
        if stage == Stage::Terminated {
            theirs.terminated.push(case.id);
        } else {
            theirs.items += u64::try_from(case.items.len()).unwrap_or(u64::MAX);
        }
        if stage == Stage::Completed {
            // Closed: the moment given is not asked for.
            theirs.time.add(case.minutes(When { day: case.began.day, at: None }));
        }
        for leg in case.live_legs() {
            found.entry(key(case, leg.entry().time.day)).or_default().trips += i64::from(leg.trips());
        }
    }
    found
}

/// Legs counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LegCounts {
    /// Legs.
    pub legs: usize,
    /// Trips they carry; what was corrected by hand belongs to no leg.
    pub trips: u64,
    /// Cases they are of.
    pub cases: BTreeSet<RecordId>,
    /// Time they took.
    pub time: Spent,
}

/// Legs by their kind and whatever else. Minutes are the sum over legs.
pub fn by_kind<K: Ord>(cases: &[CaseState], key: impl Fn(BeijingDay) -> K) -> BTreeMap<(K, LegKind), LegCounts> {
    let mut found: BTreeMap<(K, LegKind), LegCounts> = BTreeMap::new();
    for (case, leg) in live_legs(cases) {
        let LegEntry { kind, time, .. } = leg.entry();
        let theirs = found.entry((key(time.day), kind)).or_default();
        theirs.add(case, leg);
        theirs.time.add(time.minutes());
    }
    found
}

/// Legs by who went; for the group leader and the manager only. After a hand-over both have their own, and the case counts
/// with each, so cases of helpers have no sum. Time in which two legs of one helper overlap counts once.
pub fn by_helper<K: Ord>(cases: &[CaseState], key: impl Fn(BeijingDay) -> K) -> BTreeMap<(K, RecordId), LegCounts> {
    let mut found: BTreeMap<(K, RecordId), (LegCounts, Vec<_>)> = BTreeMap::new();
    for (case, leg) in live_legs(cases) {
        let LegEntry { helper, time, .. } = leg.entry();
        let (theirs, times) = found.entry((key(time.day), helper)).or_default();
        theirs.add(case, leg);
        times.push(time);
    }
    let spent = |(theirs, times)| LegCounts { time: spent_once(times), ..theirs };
    found.into_iter().map(|(key, found)| (key, spent(found))).collect()
}

fn live_legs(cases: &[CaseState]) -> impl Iterator<Item = (&CaseState, &Leg)> {
    cases.iter().filter(|case| case.is_live()).flat_map(|case| case.live_legs().map(move |leg| (case, leg)))
}

impl LegCounts {
    fn add(&mut self, case: &CaseState, leg: &Leg) {
        self.legs += 1;
        self.trips += u64::from(leg.trips());
        self.cases.insert(case.id);
    }
}

/// Ratings counted. Most people give none, which is no level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ratings {
    /// Cases by level.
    pub given: BTreeMap<Rating, Vec<RecordId>>,
    /// Cases without.
    pub none: usize,
    /// Cases with praise.
    pub praised: usize,
}

/// Ratings of cases.
pub fn ratings(cases: &[CaseState]) -> Ratings {
    let mut found = Ratings::default();
    for case in cases.iter().filter(|case| case.is_live()) {
        match case.rating {
            Some(level) => found.given.entry(level).or_default().push(case.id),
            None => found.none += 1,
        }
        found.praised += usize::from(case.praised);
    }
    found
}

#[cfg(test)]
#[path = "figures_tests.rs"]
mod tests;
