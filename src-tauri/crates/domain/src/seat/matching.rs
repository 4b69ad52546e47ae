//! How many bookings of each group are in which session: the matching itself, one booking added at a time.

use super::bound::Moments;
use super::plan::DayPlan;
use super::search::Search;
use super::visit::Run;
use std::collections::BTreeMap;
use std::ops::Range;

/// A group's run in one session, as the cells of the day it takes.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub session: usize,
    pub cells: Range<usize>,
    pub group: usize,
    /// The slacks a booking is counted in once it is settled here.
    pub slacks: Vec<usize>,
}

/// Bookings that take the same slots in the same sessions.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Its choices, one for each run.
    pub choices: Range<usize>,
    /// The slacks a booking is counted in while it may have any of them.
    pub slacks: Vec<usize>,
}

/// What changes when a booking is added: rows of plain numbers, cheap to set aside and to take up again.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    /// Tokens left, by cell: session after session, slot after slot. Below zero only during a search.
    pub left: Vec<i32>,
    /// Bookings by choice.
    pub taken: Vec<u32>,
    pub slack: Vec<i32>,
}

/// The matching of a day. Every booking that was added is supported.
#[derive(Debug, Clone)]
pub(super) struct Matching {
    cell_of_session: Vec<usize>,
    pub choices: Vec<Choice>,
    pub groups: Vec<Group>,
    known: BTreeMap<Vec<Run>, usize>,
    /// Choices of groups that have a choice, by the cells they take.
    pub over_cell: Vec<Vec<usize>>,
    moments: Moments,
    pub counts: Counts,
}

impl Matching {
    /// A day without bookings, with its tokens by session and slot.
    pub(super) fn new(plan: &DayPlan, tokens: &[Vec<i32>]) -> Self {
        let (moments, slack) = Moments::new(plan, tokens);
        let left: Vec<i32> = tokens.concat();
        let before = |end: &mut usize, slots: &Vec<i32>| {
            let begin = *end;
            *end += slots.len();
            Some(begin)
        };
        Self {
            cell_of_session: tokens.iter().scan(0, before).collect(),
            choices: Vec::new(),
            groups: Vec::new(),
            known: BTreeMap::new(),
            over_cell: vec![Vec::new(); left.len()],
            moments,
            counts: Counts { left, taken: Vec::new(), slack },
        }
    }

    /// The group of bookings with these runs; at least one run.
    pub(super) fn group(&mut self, runs: &[Run]) -> usize {
        if let Some(group) = self.known.get(runs) {
            return *group;
        }
        let (group, first) = (self.groups.len(), self.choices.len());
        for run in runs {
            let base = self.cell_of_session[run.session];
            let cells = base + run.first..base + run.end;
            if runs.len() > 1 {
                for cell in cells.clone() {
                    self.over_cell[cell].push(self.choices.len());
                }
            }
            let slacks = self.moments.counted_in(std::slice::from_ref(run));
            self.choices.push(Choice { session: run.session, cells, group, slacks });
            self.counts.taken.push(0);
        }
        self.groups.push(Group { choices: first..self.choices.len(), slacks: self.moments.counted_in(runs) });
        self.known.insert(runs.to_vec(), group);
        group
    }

    /// At most so many more of a group can be supported, by Hall's condition.
    pub(super) fn at_most(&self, group: usize) -> u32 {
        let slack = self.groups[group].slacks.iter().map(|at| self.counts.slack[*at]).min();
        slack.map_or(u32::MAX, |slack| u32::try_from(slack).unwrap_or(0))
    }

    /// So many more of a group fit into one choice as things stand.
    pub(super) fn fits(&self, choice: usize) -> u32 {
        let left = self.counts.left[self.choices[choice].cells.clone()].iter().min();
        left.map_or(0, |left| u32::try_from(*left).unwrap_or(0))
    }

    /// Adds one booking of a group, in the session preferred if it fits there as things stand, moving others to another
    /// session if need be. False: it cannot be supported, and nothing has changed.
    pub(super) fn add(&mut self, group: usize, preferred: Option<usize>) -> bool {
        if self.at_most(group) == 0 {
            return false;
        }
        let fitting = |choice: &usize| self.fits(*choice) > 0;
        let mut choices = self.groups[group].choices.clone().filter(fitting);
        let own = choices.clone().find(|choice| preferred == Some(self.choices[*choice].session));
        match own.or_else(|| choices.next()) {
            Some(choice) => self.shift(choice, 1),
            None if Search::new(self).make_room(group) => {}
            None => return false,
        }
        for at in &self.groups[group].slacks {
            self.counts.slack[*at] -= 1;
        }
        true
    }

    /// Puts a booking into a choice, or takes it out.
    pub(super) fn shift(&mut self, choice: usize, by: i32) {
        self.counts.taken[choice] = self.counts.taken[choice].saturating_add_signed(by);
        for cell in self.choices[choice].cells.clone() {
            self.counts.left[cell] -= by;
        }
    }
}
