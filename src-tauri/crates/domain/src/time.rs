//! Days and times of day as Beijing wall values (no DST). The stored forms; chrono's types are used for reckoning.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use minicbor::{Decode, Encode};

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct BeijingDay(#[n(0)] pub u32);

/// First and last day that means anything to a hall. Every date that comes in from outside lies between them, both included;
/// a birthday in a document has a range of its own.
pub const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
/// See [`FIRST_DAY`].
pub const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2099, 12, 31).unwrap();

/// Why a text is no date for a hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// It is not written as `2026-11-28`, or the calendar has no such day.
    #[error("not a date like 2026-11-28")]
    Unreadable,
    /// It is a day, and no hall has it.
    #[error("not between {FIRST_DAY} and {LAST_DAY}")]
    OutOfRange,
}

/// Reads a date as the doors write it, `2026-11-28`: four, two and two digits and nothing else. Whatever comes in from outside
/// is read here; nothing is rounded to a day that means something.
///
/// # Errors
/// [`DateFault`].
pub fn read_date(text: &str) -> Result<NaiveDate, DateFault> {
    let written = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    if !written {
        return Err(DateFault::Unreadable);
    }
    in_range(NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| DateFault::Unreadable)?)
}

/// A date that was read elsewhere, if a hall can have it.
///
/// # Errors
/// [`DateFault::OutOfRange`].
pub fn in_range(date: NaiveDate) -> Result<NaiveDate, DateFault> {
    if (FIRST_DAY..=LAST_DAY).contains(&date) { Ok(date) } else { Err(DateFault::OutOfRange) }
}

/// Reads a time of day, `9:30` or `09:30`.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    crate::reference::import::parse_time(text.trim())
}

/// 9999-12-31.
const LAST_POSSIBLE: u32 = 2_932_896;

const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();

impl BeijingDay {
    /// Whether a calendar of four-digit years has it. What a wrong clock wrote once is possible, if it means little.
    pub fn is_possible(self) -> bool {
        self.0 <= LAST_POSSIBLE
    }

    /// The day as a date.
    pub fn date(self) -> NaiveDate {
        EPOCH.checked_add_days(Days::new(u64::from(self.0))).unwrap_or(NaiveDate::MAX)
    }
}

impl From<NaiveDate> for BeijingDay {
    /// For reckoning. Days before 1970 count as 1970-01-01: none is ever read, see [`read_date`].
    fn from(date: NaiveDate) -> Self {
        Self(u32::try_from(date.signed_duration_since(EPOCH).num_days()).unwrap_or(0))
    }
}

/// A time of day in minutes from midnight, 0 to 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct MinuteOfDay(#[n(0)] pub u16);

impl MinuteOfDay {
    /// Whether a day has it, its end included.
    pub fn is_possible(self) -> bool {
        self.0 <= 1440
    }

    /// The time; 24:00 becomes the last minute of the day.
    pub fn time(self) -> NaiveTime {
        let minutes = u32::from(self.0.min(1439));
        NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or(NaiveTime::MIN)
    }

    /// The moment on a day.
    pub fn on(self, day: NaiveDate) -> NaiveDateTime {
        day.and_time(self.time())
    }

    /// This many minutes later.
    #[must_use]
    pub fn plus(self, minutes: u16) -> Self {
        Self(self.0.saturating_add(minutes))
    }
}

impl From<NaiveTime> for MinuteOfDay {
    /// Seconds are dropped.
    fn from(time: NaiveTime) -> Self {
        Self(u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_date_are_the_same_day() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a date");
        assert_eq!(BeijingDay::from(date).date(), date);
        assert_eq!(BeijingDay(0).date(), EPOCH);
        assert_eq!(BeijingDay(LAST_POSSIBLE).date(), NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date"));
    }

    #[test]
    fn a_date_is_read_whole_and_in_range_or_refused() {
        let check = |text: &str, expect: Result<(i32, u32, u32), DateFault>| {
            let expect = expect.map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).expect("a date"));
            assert_eq!(read_date(text), expect, "{text}");
        };
        check("2026-11-28", Ok((2026, 11, 28)));
        check("2024-02-29", Ok((2024, 2, 29)));
        check("2000-01-01", Ok((2000, 1, 1)));
        check("2099-12-31", Ok((2099, 12, 31)));
        for far in ["1999-12-31", "2100-01-01", "0026-11-28", "9999-12-31", "1970-01-01", "0000-01-01"] {
            check(far, Err(DateFault::OutOfRange));
        }
        for bad in [
            "",
            " ",
            "2026-02-30",
            "2026-13-01",
            "2026-11-00",
            "2025-02-29",
            "20266-11-28",
            "+12026-11-28",
            "+026-11-28",
            "-026-11-28",
            "2026-11-28T00:00",
            "2026-11-28 ",
            " 2026-11-28",
            "2026-1-3",
            "26-11-28",
            "2026/11/28",
            "２０２６-11-28",
            "2026-11-2８",
            "20261128",
            "2026-11-28\n",
            "2026 -11-2",
            "Saturday",
        ] {
            check(bad, Err(DateFault::Unreadable));
        }
    }

    #[test]
    fn whatever_is_typed_no_day_is_made_up() {
        proptest::proptest!(|(text in ".{0,14}|[0-9+-]{8,12}|[0-9]{4}-[0-9]{2}-[0-9]{2}")| {
            if let Ok(date) = read_date(&text) {
                proptest::prop_assert_eq!(date.to_string(), text);
                proptest::prop_assert_eq!(BeijingDay::from(date).date(), date);
            }
        });
    }

    #[test]
    fn minutes_and_times_are_the_same_time() {
        assert_eq!(MinuteOfDay(570).time(), NaiveTime::from_hms_opt(9, 30, 0).expect("a time"));
        assert_eq!(MinuteOfDay::from(MinuteOfDay(570).time()), MinuteOfDay(570));
    }
}
