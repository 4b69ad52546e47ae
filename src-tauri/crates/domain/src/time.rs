//! Days and times of day as Beijing wall values (no DST). The stored forms; chrono's types are used for reckoning.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use minicbor::{Decode, Encode};

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct BeijingDay(#[n(0)] pub u32);

const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();

impl BeijingDay {
    /// The day as a date.
    pub fn date(self) -> NaiveDate {
        EPOCH.checked_add_days(Days::new(u64::from(self.0))).unwrap_or(NaiveDate::MAX)
    }
}

impl From<NaiveDate> for BeijingDay {
    /// Days before 1970 count as 1970-01-01: no hall has any.
    fn from(date: NaiveDate) -> Self {
        Self(u32::try_from(date.signed_duration_since(EPOCH).num_days()).unwrap_or(0))
    }
}

/// A time of day in minutes from midnight, 0 to 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct MinuteOfDay(#[n(0)] pub u16);

impl MinuteOfDay {
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
    }

    #[test]
    fn minutes_and_times_are_the_same_time() {
        assert_eq!(MinuteOfDay(570).time(), NaiveTime::from_hms_opt(9, 30, 0).expect("a time"));
        assert_eq!(MinuteOfDay::from(MinuteOfDay(570).time()), MinuteOfDay(570));
    }
}
