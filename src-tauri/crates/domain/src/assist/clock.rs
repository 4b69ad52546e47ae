//! A time as it is typed from a card: four digits are enough, and no time is ever made up (PRODUCT rule 32).

use crate::text::{is_dash, is_space, is_unseen, narrow};
use crate::time::MinuteOfDay;

/// Why a text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeFault {
    /// There are signs that no time has.
    #[error("not a time like 0905")]
    Unreadable,
    /// Too few or too many digits.
    #[error("a time has three or four digits")]
    Digits,
    /// The day has no such time.
    #[error("no such time of day")]
    NoSuchTime,
}

/// What people write for a time that they do not know.
const UNKNOWN: [&str; 5] = ["?", "??", "不详", "不詳", "不明"];
/// What stands between hour and minute.
const BETWEEN: [char; 8] = [':', '.', ';', '。', '点', '點', '时', '時'];

/// Reads a time: `0905`, `905`, `9:05`, `９：０５`, `9点05分`, `9点半`, to 24:00. Empty, a dash or a question mark is a time that
/// nobody knows: `None`, and never 00:00.
///
/// # Errors
/// [`TimeFault`].
pub fn read_card_time(typed: &str) -> Result<Option<MinuteOfDay>, TimeFault> {
    let kept: String = typed.chars().filter(|c| !is_unseen(*c) && !is_space(*c)).map(narrow).collect();
    if kept.chars().all(is_dash) || UNKNOWN.contains(&kept.as_str()) {
        return Ok(None);
    }
    let plain = kept.strip_suffix('分').unwrap_or(&kept);
    let (hour, minute) = match plain.split_once(BETWEEN) {
        Some((hour, rest)) => (hour, written_minute(rest, plain)),
        None if (3..=4).contains(&plain.len()) && is_digits(plain) => plain.split_at(plain.len() - 2),
        None if is_digits(plain) => return Err(TimeFault::Digits),
        None => return Err(TimeFault::Unreadable),
    };
    if !is_digits(hour) || !is_digits(minute) {
        return Err(TimeFault::Unreadable);
    }
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
        return Err(TimeFault::Digits);
    }
    let (Ok(hour), Ok(minute)) = (hour.parse::<u16>(), minute.parse::<u16>()) else { return Err(TimeFault::Digits) };
    if minute > 59 || hour * 60 + minute > 24 * 60 {
        return Err(TimeFault::NoSuchTime);
    }
    Ok(Some(MinuteOfDay(hour * 60 + minute)))
}

/// `9点` is the full hour and `9点半` half past; `9:` is unfinished.
fn written_minute<'a>(rest: &'a str, whole: &str) -> &'a str {
    let by_word = whole.contains(['点', '點', '时', '時']);
    match rest {
        "" if by_word => "00",
        "半" if by_word => "30",
        _ => rest,
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_time_reads_however_it_is_written() {
        let check = |typed: &str, expect: Result<Option<u16>, TimeFault>| {
            assert_eq!(read_card_time(typed), expect.map(|at| at.map(MinuteOfDay)), "{typed:?}");
        };
        for typed in ["0905", "905", "９０５", "9:05", "9：05", "09:05", " 9 05 ", "9.05", "9点05", "9點05分", "9；05"]
        {
            check(typed, Ok(Some(545)));
        }
        for typed in ["", " ", "\u{3000}", "-", "——", "?", "？", "不详", "\u{200b}"] {
            check(typed, Ok(None));
        }
        check("9点", Ok(Some(540)));
        check("9点半", Ok(Some(570)));
        check("0000", Ok(Some(0)));
        check("000", Ok(Some(0)));
        check("2359", Ok(Some(1439)));
        check("2400", Ok(Some(1440)));
        for typed in ["2401", "960", "9:60", "2500", "999"] {
            check(typed, Err(TimeFault::NoSuchTime));
        }
        for typed in ["9", "09", "12345", "9:5", "9:", "009:05", "9:055"] {
            check(typed, Err(TimeFault::Digits));
        }
        for typed in ["上午", "9:0x", "x:05", "半", "9/05", "9:05:00", "+905"] {
            check(typed, Err(TimeFault::Unreadable));
        }
    }

    #[test]
    fn every_minute_reads_back() {
        for minute in 0..=1440u16 {
            let (hour, rest) = (minute / 60, minute % 60);
            for typed in [format!("{hour:02}{rest:02}"), format!("{hour}:{rest:02}"), format!("{hour}{rest:02}")] {
                assert_eq!(read_card_time(&typed), Ok(Some(MinuteOfDay(minute))), "{typed}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_no_time_is_made_up(typed in "[0-9:：点半分 ?-]{0,7}|.{0,5}") {
            if let Ok(Some(at)) = read_card_time(&typed) {
                prop_assert!(at.0 <= 1440);
                prop_assert!(typed.chars().any(|c| c.is_numeric()));
            }
        }
    }
}
