//! What a half-day needs and does not have, by what was answered of it; or by the department's quota as long as nothing that
//! stands was answered. Being short breaks no promise.

use super::answer::Stands;
use super::demand::{Case, Demand, HalfDay};
use super::half::Half;
use super::need::{Closing, Gap, Why, against_quota, approvers, gap, held, number};
use super::promise::DepartmentDay;
use crate::event::{Coming, DepartmentStaffed, HalfAnswer};
use crate::reference::catalogue::ItemId;
use crate::time::BeijingDay;

type Cases = Vec<(ItemId, Case)>;

/// What is asked of a department on a day, what it can send and what it said.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The day.
    pub day: BeijingDay,
    /// What the day asks of it; `None`: nothing.
    pub demand: Option<&'a Demand>,
    /// Its quota, where one was entered.
    pub staffed: Option<&'a DepartmentStaffed>,
    /// What is known of it.
    pub known: &'a DepartmentDay,
}

impl Why {
    /// Whether somebody's visit finds nobody; else fewer are there than asked for.
    pub fn leaves_visits_alone(self) -> bool {
        match self {
            Self::Cannot | Self::Missing | Self::Items | Self::Times => true,
            Self::NotThatSaturday | Self::QuotaItems | Self::Quota { .. } | Self::Fewer { .. } => false,
        }
    }
}

/// The gaps of both half-days, in their order.
pub fn gaps(about: &Circumstances<'_>) -> Vec<Gap> {
    let halves = about.demand.map_or(&[][..], |demand| &demand.halves);
    halves.iter().flat_map(|theirs| about.of_half(theirs)).collect()
}

impl Circumstances<'_> {
    /// Cases that one approver is asked for.
    pub fn cases_per_approver(&self) -> Option<u16> {
        self.staffed.and_then(|staffed| staffed.cases_per_approver)
    }

    fn need(&self, cases: &Cases) -> u16 {
        approvers(number(cases), self.cases_per_approver())
    }

    fn of_half(&self, theirs: &HalfDay) -> Vec<Gap> {
        let answer = match &self.known.answers.of(theirs.half()).stands {
            Stands::None | Stands::Contradicting(_) => return against_quota(theirs, self.staffed, self.day),
            Stands::One(tip) => &tip.answer,
        };
        match answer.coming {
            Coming::Comes => self.of_those_who_come(theirs, answer),
            Coming::Cannot => self.of_nobody(theirs, Why::Cannot).into_iter().collect(),
            Coming::OnCall | Coming::NotReached => Vec::new(),
        }
    }

    fn of_nobody(&self, theirs: &HalfDay, why: Why) -> Option<Gap> {
        let (half, cases) = (theirs.half(), held(theirs));
        let short = self.need(&cases);
        let substitute = (why == Why::Missing).then_some(Closing::Approvers(short));
        let closes = substitute.into_iter().chain(self.elsewhere(half, &cases)).chain([Closing::AnotherDay]);
        gap(half, why, short, &cases, closes.collect())
    }

    fn of_those_who_come(&self, theirs: &HalfDay, answer: &HalfAnswer) -> Vec<Gap> {
        let half = theirs.half();
        let coming = self.known.coming(half);
        if coming == 0 && answer.approvers > 0 {
            return self.of_nobody(theirs, Why::Missing).into_iter().collect();
        }
        let (done, not_done): (Cases, Cases) =
            held(theirs).into_iter().partition(|(item, _)| answer.items.include(*item));
        let (done, alone): (Cases, Cases) = done.into_iter().partition(|(_, case)| answer.is_at(case.at));
        let not_done_by = self.need(&not_done);
        let items = self.closed_by(half, Why::Items, &not_done, Some(Closing::Qualified(not_done_by)));
        let starts = || alone.iter().map(|(_, case)| case.at);
        let hours = starts().min().zip(starts().max()).map(|(first, last)| Closing::Hours { first, last });
        let times = self.closed_by(half, Why::Times, &alone, hours);
        let needed = self.need(&done);
        let short = needed.saturating_sub(coming);
        let fewer = gap(half, Why::Fewer { needed, coming }, short, &done, vec![Closing::Approvers(short)]);
        items.into_iter().chain(times).chain(fewer).collect()
    }

    fn closed_by(&self, half: Half, why: Why, cases: &Cases, closing: Option<Closing>) -> Option<Gap> {
        let closes = closing.into_iter().chain(self.elsewhere(half, cases)).collect();
        gap(half, why, self.need(cases), cases, closes)
    }

    /// The other half-day, if enough come for it who may do the items: with what it has to do already.
    fn elsewhere(&self, half: Half, cases: &Cases) -> Option<Closing> {
        let other = half.other();
        let answer = self.known.answers.of(other).stands.one()?;
        let there = self.demand.and_then(|demand| demand.of_half(other)).map(held).unwrap_or_default();
        let all: Cases = there.into_iter().chain(cases.iter().copied()).collect();
        let coming = self.known.coming(other);
        let may = cases.iter().all(|(item, _)| answer.items.include(*item));
        (coming > 0 && may && self.need(&all) <= coming).then_some(Closing::OtherHalf)
    }
}

#[cfg(test)]
#[path = "gaps_tests.rs"]
mod tests;
