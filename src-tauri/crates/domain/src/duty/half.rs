//! The half-days of a service day: departments are asked, and answer, for each by itself.

use crate::seat::{PlannedSession, SessionPlan};
use crate::time::MinuteOfDay;

/// A visit that begins before this minute is of the morning.
pub const NOON: MinuteOfDay = MinuteOfDay(12 * 60);

/// A half-day, by when a visit begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// Before noon, 上午.
    Morning,
    /// From noon on, 下午.
    Afternoon,
}

impl Half {
    /// Both, in their order.
    pub const BOTH: [Self; 2] = [Self::Morning, Self::Afternoon];

    /// The half-day of a visit that begins then.
    pub fn of(start: MinuteOfDay) -> Self {
        if start < NOON { Self::Morning } else { Self::Afternoon }
    }

    /// As facts say it: whether it is the one before noon.
    pub fn from_morning(morning: bool) -> Self {
        if morning { Self::Morning } else { Self::Afternoon }
    }

    /// Whether it is the one before noon.
    pub fn is_morning(self) -> bool {
        self == Self::Morning
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        Self::from_morning(!self.is_morning())
    }

    /// Its first minute, and the one after its last.
    pub fn bounds(self) -> (MinuteOfDay, MinuteOfDay) {
        match self {
            Self::Morning => (MinuteOfDay(0), NOON),
            Self::Afternoon => (NOON, MinuteOfDay(24 * 60)),
        }
    }
}

/// The same of both half-days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Halves<T> {
    /// Of the morning.
    pub morning: T,
    /// Of the afternoon.
    pub afternoon: T,
}

impl<T> Halves<T> {
    /// What a rule says of each.
    pub fn each(mut of: impl FnMut(Half) -> T) -> Self {
        Self { morning: of(Half::Morning), afternoon: of(Half::Afternoon) }
    }

    /// That of one half-day.
    pub fn of(&self, half: Half) -> &T {
        match half {
            Half::Morning => &self.morning,
            Half::Afternoon => &self.afternoon,
        }
    }

    /// That of one half-day, to change it.
    pub fn of_mut(&mut self, half: Half) -> &mut T {
        match half {
            Half::Morning => &mut self.morning,
            Half::Afternoon => &mut self.afternoon,
        }
    }

    /// Both, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (Half, &T)> {
        Half::BOTH.into_iter().map(|half| (half, self.of(half)))
    }
}

impl Halves<bool> {
    /// Half-days in which a visit can begin; a session over noon has both.
    pub fn with_slots(sessions: &[SessionPlan]) -> Self {
        let begins = |times: &PlannedSession, half| (0..times.slots()).any(|slot| Half::of(times.start(slot)) == half);
        Self::each(|half| sessions.iter().any(|session| begins(&session.times, half)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::Serves;

    #[test]
    fn noon_is_of_the_afternoon() {
        for (start, half) in [(0, Half::Morning), (719, Half::Morning), (720, Half::Afternoon), (1440, Half::Afternoon)]
        {
            assert_eq!(Half::of(MinuteOfDay(start)), half, "{start}");
            assert_eq!(Half::from_morning(half.is_morning()), half);
            assert_eq!(half.other().is_morning(), !half.is_morning());
        }
    }

    #[test]
    fn each_half_day_has_its_own_and_they_meet_at_noon() {
        let bounds = Halves::each(Half::bounds);
        assert_eq!(bounds.morning.1, bounds.afternoon.0);
        let mut halves = Halves { morning: 1, afternoon: 2 };
        *halves.of_mut(Half::Afternoon) += 5;
        assert_eq!(halves.iter().collect::<Vec<_>>(), [(Half::Morning, &1), (Half::Afternoon, &7)]);
    }

    #[test]
    fn a_session_has_the_half_days_in_which_a_visit_can_begin() {
        for (from, to, slot_minutes, expect) in [
            (540, 720, 30, (true, false)),
            (810, 990, 30, (false, true)),
            (540, 990, 30, (true, true)),
            (690, 730, 40, (true, false)),
            (720, 720, 30, (false, false)),
        ] {
            let times = PlannedSession { from: MinuteOfDay(from), to: MinuteOfDay(to), slot_minutes, seats: 2 };
            let found = Halves::with_slots(&[SessionPlan { number: 0, times, serves: Serves::All }]);
            assert_eq!((found.morning, found.afternoon), expect, "{from} {to}");
        }
    }
}
