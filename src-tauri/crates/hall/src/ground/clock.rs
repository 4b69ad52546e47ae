//! The one place that reads the PC's clock. Everything is Beijing wall time (UTC+8, no DST) reckoned from UTC, so the
//! system's time zone moves nothing; and the time is evidence, never an order (invariant A5).

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use journal::WallTime;

const BEIJING: TimeDelta = TimeDelta::hours(8);

/// The day this version was made: a PC that says it is earlier is wrong.
const RELEASED: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

/// Nobody leaves a hall's book untouched for so long; a later clock deserves a question.
const SILENCE_MAX: TimeDelta = TimeDelta::days(180);

/// A clock: the PC's own, or the PC's moved by a fixed distance (test builds).
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    shift: TimeDelta,
}

/// Why the PC's clock is doubted. A doubt is shown; it blocks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockDoubt {
    /// Earlier than this moment, which has certainly been.
    Behind(NaiveDateTime),
    /// Long after this moment, the last one on record.
    Ahead(NaiveDateTime),
}

impl Clock {
    /// The PC's clock.
    pub fn system() -> Self {
        Self { shift: TimeDelta::zero() }
    }

    /// A clock that says `now` at this moment and ticks on from there.
    pub fn starting_at(now: NaiveDateTime) -> Self {
        Self { shift: now - Self::system().now() }
    }

    /// Whether the clock was set by hand.
    pub fn is_set(self) -> bool {
        self.shift != TimeDelta::zero()
    }

    fn utc(self) -> DateTime<Utc> {
        Utc::now() + self.shift
    }

    /// Beijing wall time.
    pub fn now(self) -> NaiveDateTime {
        wall_to_beijing(self.wall())
    }

    /// The same moment as the journal writes it.
    pub fn wall(self) -> WallTime {
        WallTime(self.utc().timestamp_millis())
    }

    /// What speaks against this clock, given the newest moment on record.
    pub fn doubt(self, newest: Option<WallTime>) -> Option<ClockDoubt> {
        doubt(self.now(), newest.map(wall_to_beijing))
    }
}

fn doubt(now: NaiveDateTime, newest: Option<NaiveDateTime>) -> Option<ClockDoubt> {
    let released = RELEASED.and_time(chrono::NaiveTime::MIN);
    let certain = newest.map_or(released, |newest| newest.max(released));
    if now < released || newest.is_some_and(|newest| newest.signed_duration_since(now) > TimeDelta::hours(1)) {
        return Some(ClockDoubt::Behind(certain));
    }
    // A record from before the release was itself made under a wrong clock: it says nothing against a right one.
    newest.filter(|_| now.signed_duration_since(certain) > SILENCE_MAX).map(|_| ClockDoubt::Ahead(certain))
}

/// `None` in the last eight hours that the calendar holds.
fn beijing(moment: DateTime<Utc>) -> Option<NaiveDateTime> {
    moment.naive_utc().checked_add_signed(BEIJING)
}

/// Wall time of a journal entry as Beijing time; a time no calendar holds, in UTC or in Beijing, becomes 1970. The number may
/// be any: it is what another PC says its clock said.
pub fn wall_to_beijing(wall: WallTime) -> NaiveDateTime {
    DateTime::from_timestamp_millis(wall.0).and_then(beijing).unwrap_or(DateTime::UNIX_EPOCH.naive_utc() + BEIJING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, month, day).and_then(|date| date.and_hms_opt(9, 0, 0)).expect("a moment")
    }

    #[test]
    fn a_wrong_clock_is_noticed_and_an_honest_one_is_not() {
        let check = |now, newest, expect| assert_eq!(doubt(now, newest), expect);
        let booked = day(2026, 11, 27);
        check(day(2026, 11, 28), None, None);
        check(day(2026, 11, 28), Some(booked), None);
        check(booked - TimeDelta::minutes(59), Some(booked), None);
        check(booked - TimeDelta::hours(2), Some(booked), Some(ClockDoubt::Behind(booked)));
        check(day(2027, 11, 28), Some(booked), Some(ClockDoubt::Ahead(booked)));
        check(booked, Some(day(2025, 11, 27)), None);
        let released = RELEASED.and_time(chrono::NaiveTime::MIN);
        check(day(2025, 11, 28), None, Some(ClockDoubt::Behind(released)));
        check(day(1970, 1, 1), Some(booked), Some(ClockDoubt::Behind(booked)));
    }

    #[test]
    fn beijing_is_eight_hours_ahead_whatever_the_system_zone() {
        assert_eq!(wall_to_beijing(WallTime(0)), day(1970, 1, 1) - TimeDelta::hours(1));
    }

    /// Whatever number stands in an event: its end of the calendar lies eight hours before that of Beijing.
    #[test]
    fn any_number_is_a_time_and_can_be_doubted() {
        let last = DateTime::<Utc>::MAX_UTC.timestamp_millis();
        let first = DateTime::<Utc>::MIN_UTC.timestamp_millis();
        let epoch = day(1970, 1, 1) - TimeDelta::hours(1);
        for wall in [i64::MIN, i64::MAX, last, last + 1, last - 1, first - 1] {
            assert_eq!(wall_to_beijing(WallTime(wall)), epoch, "{wall}");
        }
        for wall in
            (0..64).flat_map(|bit| [1_i64 << bit, (1_i64 << bit).wrapping_neg()]).chain([first, last - 28_800_000])
        {
            let newest = wall_to_beijing(WallTime(wall));
            let _ = (doubt(day(2026, 11, 28), Some(newest)), doubt(NaiveDateTime::MAX, Some(newest)));
            let _ = doubt(NaiveDateTime::MIN, Some(newest));
        }
    }

    #[test]
    fn a_set_clock_ticks_on() {
        let start = day(2026, 11, 27);
        let clock = Clock::starting_at(start);
        let drift = clock.now() - start;
        assert!(drift >= TimeDelta::milliseconds(-1) && drift < TimeDelta::seconds(5), "{drift}");
        assert!(clock.is_set());
    }
}
