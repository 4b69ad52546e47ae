//! Times of a case as somebody wrote them: a day is always known, a time of day may not be. An unknown time stays unknown and
//! never becomes 00:00 (PRODUCT rule 32).

use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};

const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// A minute of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct Moment {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// The time.
    #[n(1)]
    pub at: MinuteOfDay,
}

impl Moment {
    /// Minutes from another moment to this one; below zero if this one is earlier.
    pub fn minutes_since(self, other: Self) -> i64 {
        self.minutes() - other.minutes()
    }

    /// So many minutes later.
    pub fn later(self, minutes: u32) -> Self {
        let all = self.minutes() + i64::from(minutes);
        let day = u32::try_from(all.div_euclid(MINUTES_OF_A_DAY)).unwrap_or(u32::MAX);
        let at = u16::try_from(all.rem_euclid(MINUTES_OF_A_DAY)).unwrap_or(0);
        Self { day: BeijingDay(day), at: MinuteOfDay(at) }
    }

    /// Minutes since 1970-01-01, as the wall clock has it.
    pub(super) fn minutes(self) -> i64 {
        i64::from(self.day.0) * MINUTES_OF_A_DAY + i64::from(self.at.0)
    }
}

/// When something happened: the day, and the time if it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct When {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// The time. `None` if nobody wrote it.
    #[n(1)]
    pub at: Option<MinuteOfDay>,
}

impl When {
    /// The moment. `None` if the time is unknown.
    pub fn moment(self) -> Option<Moment> {
        self.at.map(|at| Moment { day: self.day, at })
    }
}

/// From when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Stretch {
    /// The day on which it begins.
    #[n(0)]
    pub day: BeijingDay,
    /// When it begins. `None` if nobody wrote it.
    #[n(1)]
    pub from: Option<MinuteOfDay>,
    /// When it ends. `None` if nobody wrote it.
    #[n(2)]
    pub to: Option<MinuteOfDay>,
    /// It ends on the day after: somebody has said so.
    #[n(3)]
    pub past_midnight: bool,
}

impl Stretch {
    /// A stretch of which only the day is known.
    pub fn unknown(day: BeijingDay) -> Self {
        Self { day, from: None, to: None, past_midnight: false }
    }

    /// Its beginning. `None` if unknown.
    pub fn begin(self) -> Option<Moment> {
        self.from.map(|at| Moment { day: self.day, at })
    }

    /// Its end. `None` if unknown.
    pub fn end(self) -> Option<Moment> {
        let day = BeijingDay(self.day.0.saturating_add(u32::from(self.past_midnight)));
        self.to.map(|at| Moment { day, at })
    }

    /// Beginning and end. `None` if one of them is unknown, or if the end lies before the beginning.
    pub fn ends(self) -> Option<(Moment, Moment)> {
        let ends = (self.begin()?, self.end()?);
        (ends.0 <= ends.1).then_some(ends)
    }

    /// How long it is. `None` if that is unknown.
    pub fn minutes(self) -> Option<u32> {
        self.ends().and_then(|(begin, end)| u32::try_from(end.minutes_since(begin)).ok())
    }

    /// Whether two stretches share time. Those that merely touch do not; of unknown ones nobody can say.
    pub fn overlaps(self, other: Self) -> bool {
        match (self.ends(), other.ends()) {
            (Some((begin, end)), Some((other_begin, other_end))) => begin < other_end && other_begin < end,
            _ => false,
        }
    }
}

/// Time that was spent, and of how many nobody knows it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    /// Minutes of those whose time is known.
    pub minutes: u64,
    /// How many those are.
    pub known: usize,
    /// How many have no known time. They are no zeros.
    pub unknown: usize,
}

impl Spent {
    /// One more, of this length.
    pub fn add(&mut self, minutes: Option<u32>) {
        match minutes {
            Some(minutes) => {
                self.minutes += u64::from(minutes);
                self.known += 1;
            }
            None => self.unknown += 1,
        }
    }

    /// Minutes of one, of those whose time is known, halves rounded up. `None` if it is known of none.
    pub fn mean(self) -> Option<u64> {
        let known = u64::try_from(self.known).ok()?;
        self.minutes.checked_mul(2)?.checked_add(known)?.checked_div(known.checked_mul(2)?)
    }
}

/// Time that somebody spent: what overlaps counts once.
pub fn spent_once(stretches: impl IntoIterator<Item = Stretch>) -> Spent {
    let mut spent = Spent::default();
    let mut known: Vec<(Moment, Moment)> = Vec::new();
    for stretch in stretches {
        match stretch.ends() {
            Some(ends) => known.push(ends),
            None => spent.unknown += 1,
        }
    }
    spent.known = known.len();
    known.sort_unstable();
    let mut until: Option<Moment> = None;
    for (begin, end) in known {
        let from = until.map_or(begin, |until| until.max(begin));
        spent.minutes += u64::try_from(end.minutes_since(from)).unwrap_or(0);
        until = until.max(Some(end));
    }
    spent
}

#[cfg(test)]
mod tests {
    use super::super::samples::{DAY, stretch};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_stretch_is_as_long_as_both_ends_say() {
        let check = |from: Option<u16>, to: Option<u16>, past_midnight: bool, minutes: Option<u32>| {
            let one = Stretch { past_midnight, ..stretch(from, to) };
            assert_eq!(one.minutes(), minutes, "{one:?}");
        };
        check(Some(540), Some(560), false, Some(20));
        check(Some(540), Some(540), false, Some(0));
        check(Some(540), None, false, None);
        check(None, Some(540), false, None);
        check(None, None, false, None);
        check(Some(540), Some(530), false, None);
        check(Some(1430), Some(20), true, Some(30));
        check(Some(0), Some(1440), false, Some(1440));
    }

    #[test]
    fn minutes_go_on_over_midnight() {
        let check = |at: u16, minutes: u32, days: u32, expect: u16| {
            let later = Moment { day: DAY, at: MinuteOfDay(at) }.later(minutes);
            assert_eq!(later, Moment { day: BeijingDay(DAY.0 + days), at: MinuteOfDay(expect) }, "{at} and {minutes}");
        };
        check(600, 30, 0, 630);
        check(1430, 30, 1, 20);
        check(0, 10_080, 7, 0);
    }

    #[test]
    fn what_touches_does_not_overlap() {
        let check = |other: (Option<u16>, Option<u16>), expect| {
            let (one, other) = (stretch(Some(600), Some(620)), stretch(other.0, other.1));
            assert_eq!((one.overlaps(other), other.overlaps(one)), (expect, expect), "{other:?}");
        };
        check((Some(620), Some(640)), false);
        check((Some(580), Some(600)), false);
        check((Some(619), Some(640)), true);
        check((Some(605), Some(610)), true);
        check((Some(600), None), false);
        check((None, None), false);
    }

    #[test]
    fn the_night_is_one_stretch_of_two_days() {
        let night = Stretch { past_midnight: true, ..stretch(Some(1430), Some(20)) };
        let next = Stretch { day: BeijingDay(DAY.0 + 1), ..stretch(Some(10), Some(30)) };
        assert!(night.overlaps(next));
        assert_eq!(spent_once([night, next]), Spent { minutes: 40, known: 2, unknown: 0 });
    }

    #[test]
    fn a_mean_is_of_those_known() {
        let mut spent = Spent::default();
        assert_eq!(spent.mean(), None);
        for minutes in [Some(10), None, Some(15), None] {
            spent.add(minutes);
        }
        assert_eq!((spent, spent.mean()), (Spent { minutes: 25, known: 2, unknown: 2 }, Some(13)));
    }

    fn any_minute() -> impl Strategy<Value = Option<u16>> {
        prop::option::of(0u16..200)
    }

    proptest! {
        #[test]
        fn overlapping_time_counts_once(rows in prop::collection::vec((any_minute(), any_minute()), 0..12)) {
            let all: Vec<Stretch> = rows.iter().map(|(from, to)| stretch(*from, *to)).collect();
            let known: Vec<(u16, u16)> =
                rows.iter().filter_map(|(from, to)| Some(((*from)?, (*to)?))).filter(|(from, to)| from <= to).collect();
            let minutes: BTreeSet<u16> = known.iter().flat_map(|(from, to)| *from..*to).collect();
            let spent = spent_once(all);
            prop_assert_eq!(spent.minutes, u64::try_from(minutes.len()).expect("few"));
            prop_assert_eq!((spent.known, spent.unknown), (known.len(), rows.len() - known.len()));
        }
    }
}
