//! Clerks that the windows need, half hour by half hour, against those that are set (PRODUCT rule 23): bookings with their
//! window minutes, and people without a booking as many as the hall expects.

use crate::time::MinuteOfDay;
use std::cmp::Ordering;

const HALF_HOUR: u16 = 30;

/// A stretch of the day in which the windows are open; the end is not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// From when.
    pub from: MinuteOfDay,
    /// Until when.
    pub to: MinuteOfDay,
}

/// A booking that holds a seat, as the windows see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtWindow {
    /// When it begins.
    pub from: MinuteOfDay,
    /// Minutes it takes at a window, in one piece from the beginning.
    pub minutes: u16,
}

/// A half hour of a session; the last of a session may be shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfHour {
    /// From when.
    pub from: MinuteOfDay,
    /// Until when.
    pub to: MinuteOfDay,
    /// Clerks needed.
    pub needed: u16,
}

/// How the clerks that are set stand against those that are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// So many too few.
    Short(u16),
    /// So many more than needed.
    Over(u16),
}

/// A stretch of time with the same difference throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// From when.
    pub from: MinuteOfDay,
    /// Until when.
    pub to: MinuteOfDay,
    /// What it is.
    pub against: Against,
}

/// Clerks needed in each half hour of the sessions, in their order: the minutes at windows that fall into it, and half an hour
/// for each of the `walk_ins` that the hall expects in one, by the length of the half hour, rounded up.
pub fn needed(sessions: &[Open], bookings: &[AtWindow], walk_ins: u16) -> Vec<HalfHour> {
    sessions.iter().flat_map(half_hours).map(|(from, to)| half_hour(from, to, bookings, walk_ins)).collect()
}

/// Where fewer or more clerks are set than needed, in the order of the half hours. Half hours that touch and have the same
/// difference are one run.
pub fn runs(half_hours: &[HalfHour], clerks: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for one in half_hours {
        let against = match clerks.cmp(&one.needed) {
            Ordering::Less => Against::Short(one.needed - clerks),
            Ordering::Equal => continue,
            Ordering::Greater => Against::Over(clerks - one.needed),
        };
        match runs.last_mut() {
            Some(last) if last.to == one.from && last.against == against => last.to = one.to,
            _ => runs.push(Run { from: one.from, to: one.to, against }),
        }
    }
    runs
}

fn half_hours(session: &Open) -> impl Iterator<Item = (MinuteOfDay, MinuteOfDay)> + use<> {
    let Open { from, to } = *session;
    (from.0..to.0).step_by(usize::from(HALF_HOUR)).map(move |start| {
        let start = MinuteOfDay(start);
        (start, start.plus(HALF_HOUR).min(to))
    })
}

fn half_hour(from: MinuteOfDay, to: MinuteOfDay, bookings: &[AtWindow], walk_ins: u16) -> HalfHour {
    let length = u32::from(to.0 - from.0);
    let within = |one: &AtWindow| {
        let (begin, end) = (one.from.max(from), one.from.plus(one.minutes).min(to));
        u32::from(end.0.saturating_sub(begin.0))
    };
    let minutes = bookings.iter().map(within).sum::<u32>() + u32::from(walk_ins) * length;
    HalfHour { from, to, needed: u16::try_from(minutes.div_ceil(length.max(1))).unwrap_or(u16::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MORNING: Open = Open { from: MinuteOfDay(540), to: MinuteOfDay(720) };

    fn booking(from: u16, minutes: u16) -> AtWindow {
        AtWindow { from: MinuteOfDay(from), minutes }
    }

    fn clerks(sessions: &[Open], bookings: &[AtWindow], walk_ins: u16) -> Vec<u16> {
        needed(sessions, bookings, walk_ins).iter().map(|one| one.needed).collect()
    }

    #[test]
    fn minutes_count_in_the_half_hours_they_fall_into() {
        let check = |bookings: &[AtWindow], walk_ins, expect: [u16; 6]| {
            assert_eq!(clerks(&[MORNING], bookings, walk_ins), expect, "{bookings:?} {walk_ins}");
        };
        check(&[], 0, [0; 6]);
        check(&[], 2, [2; 6]);
        check(&[booking(540, 30)], 0, [1, 0, 0, 0, 0, 0]);
        check(&[booking(540, 15), booking(540, 15)], 0, [1, 0, 0, 0, 0, 0]);
        check(&[booking(540, 31)], 0, [1, 1, 0, 0, 0, 0]);
        check(&[booking(540, 90), booking(600, 30)], 1, [2, 2, 3, 1, 1, 1]);
        check(&[booking(705, 60)], 0, [0, 0, 0, 0, 0, 1]);
        check(&[booking(555, 30), booking(555, 30)], 0, [1, 1, 0, 0, 0, 0]);
    }

    #[test]
    fn a_shorter_end_of_a_session_is_a_half_hour_of_its_own() {
        let session = Open { from: MinuteOfDay(540), to: MinuteOfDay(585) };
        let found = needed(&[session], &[booking(570, 20)], 1);
        let shown: Vec<_> = found.iter().map(|one| (one.from.0, one.to.0, one.needed)).collect();
        assert_eq!(shown, [(540, 570, 1), (570, 585, 2)]);
        assert_eq!(needed(&[Open { from: MinuteOfDay(600), to: MinuteOfDay(600) }], &[], 1), []);
    }

    #[test]
    fn half_hours_that_touch_and_differ_alike_are_one_run() {
        let afternoon = Open { from: MinuteOfDay(780), to: MinuteOfDay(840) };
        let found = needed(&[MORNING, afternoon], &[booking(600, 60), booking(600, 60), booking(600, 60)], 1);
        let shown: Vec<_> = runs(&found, 2).iter().map(|run| (run.from.0, run.to.0, run.against)).collect();
        let expect = [
            (540, 600, Against::Over(1)),
            (600, 660, Against::Short(2)),
            (660, 720, Against::Over(1)),
            (780, 840, Against::Over(1)),
        ];
        assert_eq!(shown, expect, "a break between sessions parts two runs");
        assert_eq!(runs(&needed(&[MORNING], &[], 3), 3), []);
    }

    proptest! {
        #[test]
        fn clerks_cover_the_minutes_and_one_fewer_would_not(
            bookings in prop::collection::vec((540u16..720, 0u16..120), 0..20),
            walk_ins in 0u16..5,
            set in 0u16..12,
        ) {
            let bookings: Vec<_> = bookings.into_iter().map(|(from, minutes)| booking(from, minutes)).collect();
            let found = needed(&[MORNING], &bookings, walk_ins);
            for one in &found {
                let busy = |minute: u16| {
                    let at = |of: &&AtWindow| (of.from.0..of.from.0 + of.minutes).contains(&minute);
                    bookings.iter().filter(at).count()
                };
                let minutes: usize = (one.from.0..one.to.0).map(busy).sum::<usize>() + usize::from(walk_ins) * 30;
                prop_assert!(usize::from(one.needed) * 30 >= minutes);
                prop_assert!(one.needed == 0 || usize::from(one.needed - 1) * 30 < minutes);
            }
            let runs = runs(&found, set);
            for one in &found {
                let run = runs.iter().find(|run| run.from <= one.from && one.to <= run.to);
                let expect = match set.cmp(&one.needed) {
                    Ordering::Less => Some(Against::Short(one.needed - set)),
                    Ordering::Equal => None,
                    Ordering::Greater => Some(Against::Over(set - one.needed)),
                };
                prop_assert_eq!(run.map(|run| run.against), expect);
            }
        }
    }
}
