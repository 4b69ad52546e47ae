//! Wall times in file names, as Beijing time to the second.

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use journal::WallTime;

const FORMAT: &str = "%Y%m%d-%H%M%S";
const BEIJING: TimeDelta = TimeDelta::hours(8);

/// The last second of the year 9999 in Beijing: later times have no name of this form.
const LATEST_MS: i64 = 253_402_271_999_000;

/// `20261123-204500`; a time before 1970 or after 9999 becomes the nearest there is.
pub(crate) fn stamp(wall: WallTime) -> String {
    let utc = DateTime::from_timestamp_millis(wall.0.clamp(0, LATEST_MS)).unwrap_or_default();
    (utc.naive_utc() + BEIJING).format(FORMAT).to_string()
}

/// The time a name tells.
pub(crate) fn parse(stamp: &str) -> Option<WallTime> {
    let beijing = NaiveDateTime::parse_from_str(stamp, FORMAT).ok()?;
    Some(WallTime((beijing - BEIJING).and_utc().timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_beijing_time() {
        let check = |ms: i64, text: &str| assert_eq!(stamp(WallTime(ms)), text);
        check(1_795_426_800_000, "20261123-174000");
        check(0, "19700101-080000");
        check(-1, "19700101-080000");
        check(i64::MAX, "99991231-235959");
    }

    #[test]
    fn a_name_is_read_back_to_the_second() {
        assert_eq!(parse("20261123-174000"), Some(WallTime(1_795_426_800_000)));
        assert_eq!(parse("20261123-176000"), None);
        assert_eq!(parse("yesterday"), None);
    }
}
