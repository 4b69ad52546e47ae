//! Numbers with what they count: people and dates. A number that counts neither is none.

use super::signs::{Sign, at, spaces};
use crate::limits::APPROVERS_MAX;
use chrono::{Datelike, NaiveDate, Weekday};

/// What follows a number of people, the longest first.
const PEOPLE: [&str; 5] = ["个人", "人", "名", "位", "个"];
/// What follows these to make them something else.
const NOT_PEOPLE: [&str; 5] = ["人次", "名额", "个半", "个小", "个月"];
const NUMERALS: &str = "零〇一二两三四五六七八九十俩仨";

/// A number from the beginning of the signs, and how many of them it takes: up to four digits, or 一 to 九十九.
pub(super) fn number(signs: &[Sign]) -> Option<(u32, usize)> {
    let digits = signs.iter().take_while(|sign| sign.plain.is_ascii_digit()).count();
    if digits > 0 {
        let text: String = signs[..digits].iter().map(|sign| sign.plain).collect();
        return (digits <= 4).then(|| text.parse().ok().map(|value| (value, digits)))?;
    }
    let length = signs.iter().take_while(|sign| NUMERALS.contains(sign.plain)).count();
    let value = |at: usize| numeral(signs[at].plain);
    let number = match length {
        1 => value(0)?,
        2 if signs[0].plain == '十' => 10 + unit(value(1)?)?,
        2 if signs[1].plain == '十' => unit(value(0)?)? * 10,
        3 if signs[1].plain == '十' => unit(value(0)?)? * 10 + unit(value(2)?)?,
        _ => return None,
    };
    Some((number, length))
}

fn unit(value: u32) -> Option<u32> {
    (1..=9).contains(&value).then_some(value)
}

fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' | '俩' => 2,
        '三' | '仨' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

pub(super) fn begins(signs: &[Sign], word: &str) -> bool {
    word.chars().enumerate().all(|(place, c)| at(signs, place) == Some(c))
}

/// A number of people, `2人`, `两名`.
pub(super) fn people(signs: &[Sign]) -> Option<(u16, usize)> {
    let (value, length) = number(signs)?;
    let rest = &signs[length..];
    let gap = spaces(rest).min(1);
    let rest = &rest[gap..];
    if value > u32::from(APPROVERS_MAX) || NOT_PEOPLE.iter().any(|word| begins(rest, word)) {
        return None;
    }
    let unit = PEOPLE.iter().find(|unit| begins(rest, unit))?;
    Some((u16::try_from(value).ok()?, length + gap + unit.chars().count()))
}

/// A date, and whether it is the day. `28日`, `11月28日`, `11/28`, `2026-11-28`, `周六`.
pub(super) fn date(signs: &[Sign], day: NaiveDate) -> Option<(bool, usize)> {
    let found = [year_first(signs, day), month_first(signs, day), day_alone(signs, day), weekday(signs, day)];
    found.into_iter().flatten().max_by_key(|(_, length)| *length)
}

fn separator(signs: &[Sign], place: usize, allowed: &str) -> Option<()> {
    at(signs, place).filter(|c| allowed.contains(*c)).map(|_| ())
}

/// Behind a date that ends in a digit nothing follows that makes it a part of something else.
fn ends(signs: &[Sign], place: usize) -> bool {
    at(signs, place).is_none_or(|c| !c.is_ascii_digit() && !"./-点时:人名位个".contains(c))
}

fn with_day_sign(signs: &[Sign], place: usize) -> Option<usize> {
    if separator(signs, place, "日号").is_some() { Some(place + 1) } else { ends(signs, place).then_some(place) }
}

fn year_first(signs: &[Sign], day: NaiveDate) -> Option<(bool, usize)> {
    let (year, mut place) = number(signs)?;
    if !(2000..=2099).contains(&year) {
        return None;
    }
    separator(signs, place, "年-/.")?;
    place += 1;
    let (month, length) = number(&signs[place..])?;
    place += length;
    separator(signs, place, "月-/.")?;
    place += 1;
    let (of_month, length) = number(&signs[place..])?;
    place = with_day_sign(signs, place + length)?;
    Some((i64::from(day.year()) == i64::from(year) && (day.month(), day.day()) == (month, of_month), place))
}

fn month_first(signs: &[Sign], day: NaiveDate) -> Option<(bool, usize)> {
    let (month, mut place) = number(signs)?;
    separator(signs, place, "月/.")?;
    let is_word = at(signs, place) == Some('月');
    place += 1;
    let (of_month, length) = number(&signs[place..])?;
    place = with_day_sign(signs, place + length)?;
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&of_month);
    (is_word || is_date).then_some(((day.month(), day.day()) == (month, of_month), place))
}

fn day_alone(signs: &[Sign], day: NaiveDate) -> Option<(bool, usize)> {
    let (of_month, place) = number(signs)?;
    separator(signs, place, "日号")?;
    Some((day.day() == of_month, place + 1))
}

fn weekday(signs: &[Sign], day: NaiveDate) -> Option<(bool, usize)> {
    let lead = ["这个", "本", "这", "下下", "下个", "下", "上个", "上", "每个", "每"];
    let before = lead.iter().find(|word| begins(signs, word)).copied().unwrap_or("");
    let place = before.chars().count();
    let name = ["星期", "礼拜", "周"].iter().find(|word| begins(&signs[place..], word))?;
    let place = place + name.chars().count();
    let named = match at(signs, place)? {
        '一' => Weekday::Mon,
        '二' => Weekday::Tue,
        '三' => Weekday::Wed,
        '四' => Weekday::Thu,
        '五' => Weekday::Fri,
        '六' => Weekday::Sat,
        '日' | '天' => Weekday::Sun,
        _ => return None,
    };
    let is_this = matches!(before, "" | "这个" | "本" | "这");
    Some((is_this && named == day.weekday(), place + 1))
}

#[cfg(test)]
mod tests {
    use super::super::signs::signs;
    use super::*;

    #[test]
    fn people_are_counted_and_nothing_else_is() {
        for (text, expect) in [
            ("2人", Some(2)),
            ("２ 人", Some(2)),
            ("两名", Some(2)),
            ("十二位", Some(12)),
            ("二十三个人", Some(23)),
            ("0人", Some(0)),
            ("28日", None),
            ("2点", None),
            ("两三人", None),
            ("100人", None),
            ("13800000000", None),
            ("3人次", None),
            ("2", None),
            ("两个半天", None),
        ] {
            assert_eq!(people(&signs(text)).map(|(count, _)| count), expect, "{text}");
        }
    }

    #[test]
    fn a_date_is_the_day_or_another_one() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a Saturday");
        for (text, expect) in [
            ("28日", Some(true)),
            ("28号", Some(true)),
            ("二十八日", Some(true)),
            ("27日", Some(false)),
            ("11月28日", Some(true)),
            ("12月28日", Some(false)),
            ("11/28", Some(true)),
            ("11.28", Some(true)),
            ("2026-11-28", Some(true)),
            ("2026年11月28日", Some(true)),
            ("2025/11/28", Some(false)),
            ("周六", Some(true)),
            ("本周六", Some(true)),
            ("下周六", Some(false)),
            ("星期日", Some(false)),
            ("9.30-11点", None),
            ("13/40", None),
            ("9:30", None),
            ("2人", None),
        ] {
            assert_eq!(date(&signs(text), day).map(|(is_day, _)| is_day), expect, "{text}");
        }
    }
}
