//! Dates, times and flags the way people and spreadsheets write them.

use chrono::{NaiveDate, NaiveTime};

/// `2026-11-28`, `2026/11/28`, `2026.11.28` or `2026年11月28日`; leading zeros are not needed.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(digits(year)?.try_into().ok()?, digits(month)?, digits(day)?)
}

/// `9:00`, `09:00` or with the full-width colon.
pub(crate) fn parse_time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once([':', '：'])?;
    if minute.len() != 2 {
        return None;
    }
    NaiveTime::from_hms_opt(digits(hour)?, digits(minute)?, 0)
}

/// `yes`/`no`, `是`/`否`, `true`/`false`, `1`/`0`.
pub(super) fn parse_flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "是" => Some(true),
        "no" | "false" | "0" | "否" => Some(false),
        _ => None,
    }
}

/// A spreadsheet has turned a long digit string into a number, and its last digits are gone: `1.11E+30`.
pub(super) fn lost_digits(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    exponent.strip_prefix(['+', '-']).is_some_and(number) && number(mantissa)
}

/// Digits only: `parse` alone would take a sign.
fn digits(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let check = |text: &str, expect: Option<(i32, u32, u32)>| {
            assert_eq!(parse_date(text), expect.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d)), "{text}");
        };
        check("2026-11-28", Some((2026, 11, 28)));
        check("2026/1/3", Some((2026, 1, 3)));
        check("2026.01.03", Some((2026, 1, 3)));
        check("2026年11月28日", Some((2026, 11, 28)));
        check("2026-02-30", None);
        check("2026-11", None);
        check("26-11-28", None);
        check("46354", None);
        check("+026-11-28", None);
        check("", None);
    }

    #[test]
    fn times_as_people_write_them() {
        assert_eq!(parse_time("9:05"), NaiveTime::from_hms_opt(9, 5, 0));
        assert_eq!(parse_time("13：30"), NaiveTime::from_hms_opt(13, 30, 0));
        for bad in ["24:00", "9", "9:5", "9:60", "-9:00", "9:000", ""] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }

    #[test]
    fn digits_a_spreadsheet_has_lost() {
        assert!(lost_digits("1.1110000092921E+30"));
        assert!(lost_digits("1E+17"));
        for fine in ["11110000092921359M2110121019007", "110105000000", "E+", "A1E+3", "1e5"] {
            assert!(!lost_digits(fine), "{fine}");
        }
    }
}
