//! Half-days, and what a stretch of hours says of them.

use crate::duty::half::{Half, NOON};
use crate::time::MinuteOfDay;

/// One half-day or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Morning,
    Afternoon,
    Both,
}

impl Scope {
    pub(super) fn has(self, half: Half) -> bool {
        match self {
            Self::Morning => half == Half::Morning,
            Self::Afternoon => half == Half::Afternoon,
            Self::Both => true,
        }
    }

    /// The half-day it leaves out. `None` if none.
    pub(super) fn left_out(self) -> Option<Half> {
        match self {
            Self::Morning => Some(Half::Afternoon),
            Self::Afternoon => Some(Half::Morning),
            Self::Both => None,
        }
    }
}

/// Hours within which somebody is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hours {
    pub from: Option<MinuteOfDay>,
    pub until: Option<MinuteOfDay>,
}

impl Hours {
    /// The half-days that the hours reach into. An open end reaches no further than its own half-day: more is not said.
    pub(super) fn scope(self) -> Scope {
        match (self.from, self.until) {
            (Some(from), None) if from < NOON => Scope::Morning,
            (Some(_), None) => Scope::Afternoon,
            (None, Some(until)) if until <= NOON => Scope::Morning,
            (None, Some(_)) => Scope::Afternoon,
            (Some(from), Some(_)) if from >= NOON => Scope::Afternoon,
            (Some(_), Some(until)) if until <= NOON => Scope::Morning,
            (Some(_) | None, Some(_) | None) => Scope::Both,
        }
    }

    /// What is left of the hours in a half-day.
    pub(super) fn within(self, half: Half) -> Self {
        let ends_here = |until: &MinuteOfDay| (*until <= NOON) == half.is_morning();
        Self { from: self.from.filter(|from| Half::of(*from) == half), until: self.until.filter(ends_here) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: u16, until: u16) -> Hours {
        let time = |minute: u16| (minute > 0).then_some(MinuteOfDay(minute));
        Hours { from: time(from), until: time(until) }
    }

    #[test]
    fn hours_reach_into_the_half_days_they_name_and_no_further() {
        for (from, until, scope) in [
            (570, 660, Scope::Morning),
            (570, 720, Scope::Morning),
            (570, 1020, Scope::Both),
            (720, 900, Scope::Afternoon),
            (600, 0, Scope::Morning),
            (0, 660, Scope::Morning),
            (840, 0, Scope::Afternoon),
            (0, 900, Scope::Afternoon),
        ] {
            assert_eq!(hours(from, until).scope(), scope, "{from} to {until}");
        }
    }

    #[test]
    fn each_half_day_keeps_its_own_end() {
        assert_eq!(hours(570, 1020).within(Half::Morning), hours(570, 0));
        assert_eq!(hours(570, 1020).within(Half::Afternoon), hours(0, 1020));
        assert_eq!(hours(720, 900).within(Half::Afternoon), hours(720, 900));
        assert_eq!(hours(570, 720).within(Half::Morning), hours(570, 720));
    }
}
