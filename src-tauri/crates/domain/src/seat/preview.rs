//! What a change of capacity would do to the bookings of a day: shown before it is saved.

use super::plan::DayPlan;
use super::support::{Claim, Support, support};
use super::tokens::Tokens;
use crate::record::Order;

/// What a change would do; each list in the order the bookings were made.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Supported now, and then no longer: the people to call.
    pub orphaned: Vec<Order>,
    /// Not supported now, and then again.
    pub supported_again: Vec<Order>,
    /// Not supported either way.
    pub still_waiting: Vec<Order>,
    /// How the day would stand.
    pub after: Support,
}

/// Compares a day before and after a change of its plan or tokens. Whoever is supported before stands.
pub fn preview(before: (&DayPlan, &Tokens), after: (&DayPlan, &Tokens), claims: &[Claim]) -> Preview {
    support(before.0, before.1, claims).preview(after.0, after.1)
}

impl Support {
    /// What a change of plan or tokens would do to the day as it stands.
    pub fn preview(&self, plan: &DayPlan, tokens: &Tokens) -> Preview {
        let after = support(plan, tokens, &self.carried());
        let which = |before: bool, then: bool| {
            let of = self.places().zip(after.places());
            let of = of.filter(|((_, now), (_, next))| (now.is_some(), next.is_some()) == (before, then));
            of.map(|((made, _), _)| made).collect::<Vec<_>>()
        };
        Preview {
            orphaned: which(true, false),
            supported_again: which(false, true),
            still_waiting: which(false, false),
            after,
        }
    }
}
