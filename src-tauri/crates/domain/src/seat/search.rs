//! Making room for one more booking by moving others between sessions.
//!
//! The unknowns are the numbers of bookings by choice, each kept between a lower and an upper bound; the present numbers
//! always lie within. Invariant of every step: the solutions within the bounds are all that are still to be looked at.
//!
//! * If a cell is overfull, every solution has fewer bookings in at least one of the choices over it, and since the group
//!   loses none, more in at least one other choice of that group. The branches try each such pair: one booking is moved,
//!   and the bounds say "fewer here, more there". A pair that has been tried in vain is excluded by the opposite bound.
//!   So no solution is lost, and none is looked for twice.
//! * What lower bounds settle is counted against Hall's condition at once (see `bound`): where it breaks, nothing is left
//!   within the bounds.
//! * A move brings the numbers nearer to every solution left within the bounds; bounds only shrink. So it ends, and a
//!   solution `n` moves away is found at depth `n`. Depths are tried from 1 on: the shortest repair is the one made.
//!
//! Everything goes by the order of sessions, slots and groups: the same numbers give the same answer on every PC.

use super::matching::{Choice, Matching};

/// Steps after which a place counts as full. Made-up days with 400 bookings in three sessions over one another needed next
/// to no search where the sessions share one grid of slots. Where the three have slots of different length and are two
/// thirds full, up to 2 in 100 free places are missed that a hundred thousand steps find; those take twenty times as long.
const STEPS_MAX: u32 = 700;

/// How a branch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Found,
    /// No solution within these bounds.
    None,
    /// None at this depth; there might be one further down.
    Deeper,
    /// Too many steps.
    Spent,
}

/// One search.
pub(super) struct Search<'a> {
    matching: &'a mut Matching,
    low: Vec<u32>,
    high: Vec<u32>,
    /// Slacks with all that the lower bounds settle.
    slack: Vec<i32>,
    steps: u32,
}

impl<'a> Search<'a> {
    pub(super) fn new(matching: &'a mut Matching) -> Self {
        let choices = matching.choices.len();
        Self {
            low: vec![0; choices],
            high: vec![u32::MAX; choices],
            slack: matching.counts.slack.clone(),
            matching,
            steps: 0,
        }
    }

    /// Adds one booking of a group. False: it cannot be, and nothing has changed.
    pub(super) fn make_room(&mut self, group: usize) -> bool {
        for at in &self.matching.groups[group].slacks {
            self.slack[*at] -= 1;
        }
        let slack = self.slack.clone();
        for depth in 1.. {
            self.low.fill(0);
            self.high.fill(u32::MAX);
            self.slack.clone_from(&slack);
            match self.put(group, depth) {
                End::Found => return true,
                End::None | End::Spent => return false,
                End::Deeper => {}
            }
        }
        false
    }

    fn put(&mut self, group: usize, depth: u32) -> End {
        let mut end = End::None;
        for choice in self.matching.groups[group].choices.clone() {
            self.matching.shift(choice, 1);
            let met = self.settle(choice, self.matching.counts.taken[choice]);
            match if met { self.relieve(depth) } else { End::None } {
                End::None => {}
                End::Deeper => end = End::Deeper,
                done @ (End::Found | End::Spent) => {
                    if done == End::Spent {
                        self.matching.shift(choice, -1);
                    }
                    return done;
                }
            }
            self.matching.shift(choice, -1);
            self.settle(choice, 0);
            self.high[choice] = self.matching.counts.taken[choice];
        }
        end
    }

    /// Moves bookings, at most `depth`, until no cell is overfull.
    fn relieve(&mut self, depth: u32) -> End {
        let Some(cell) = self.matching.counts.left.iter().position(|left| *left < 0) else { return End::Found };
        self.steps += 1;
        if self.steps > STEPS_MAX {
            return End::Spent;
        }
        if depth == 0 {
            return End::Deeper;
        }
        let mut end = End::None;
        let mut raised = Vec::new();
        for at in 0..self.matching.over_cell[cell].len() {
            let choice = self.matching.over_cell[cell][at];
            let taken = self.matching.counts.taken[choice];
            if taken <= self.low[choice] {
                continue;
            }
            match self.move_from(choice, depth) {
                End::None => {}
                End::Deeper => end = End::Deeper,
                done @ (End::Found | End::Spent) => {
                    end = done;
                    break;
                }
            }
            raised.push((choice, self.low[choice]));
            if !self.settle(choice, taken) {
                break;
            }
        }
        for (choice, low) in raised.into_iter().rev() {
            self.settle(choice, low);
        }
        end
    }

    /// Moves one booking out of a choice, to each other choice of its group in turn.
    fn move_from(&mut self, choice: usize, depth: u32) -> End {
        let mut end = End::None;
        let before = self.high[choice];
        self.matching.shift(choice, -1);
        self.high[choice] = self.matching.counts.taken[choice];
        let mut lowered = Vec::new();
        for other in self.matching.groups[self.matching.choices[choice].group].choices.clone() {
            let taken = self.matching.counts.taken[other];
            if other == choice || taken >= self.high[other] {
                continue;
            }
            let low = self.low[other];
            self.matching.shift(other, 1);
            let met = self.settle(other, taken + 1);
            end = match if met { self.relieve(depth - 1) } else { End::None } {
                End::Found => return End::Found,
                End::Spent => End::Spent,
                End::Deeper => End::Deeper,
                End::None => end,
            };
            self.matching.shift(other, -1);
            self.settle(other, low);
            if end == End::Spent {
                break;
            }
            lowered.push((other, std::mem::replace(&mut self.high[other], taken)));
        }
        for (other, high) in lowered.into_iter().rev() {
            self.high[other] = high;
        }
        self.high[choice] = before;
        self.matching.shift(choice, 1);
        end
    }

    /// Sets a lower bound. False: Hall's condition breaks, so that no solution is left.
    fn settle(&mut self, choice: usize, low: u32) -> bool {
        let settled = i64::from(low) - i64::from(self.low[choice]);
        let settled = i32::try_from(settled).unwrap_or(i32::MAX);
        self.low[choice] = low;
        let Choice { slacks, group, .. } = &self.matching.choices[choice];
        for at in &self.matching.groups[*group].slacks {
            self.slack[*at] += settled;
        }
        for at in slacks {
            self.slack[*at] -= settled;
        }
        slacks.iter().all(|at| self.slack[*at] >= 0)
    }
}
