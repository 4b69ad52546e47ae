//! Times of day and stretches of them, as people write them: `9:30到11点`, `10点以后`, `到3点半`.

use super::figures::{begins, number};
use super::halves::{Hours, Scope};
use super::signs::{Sign, at, spaces};
use crate::duty::half::NOON;
use crate::time::MinuteOfDay;

/// A time as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    hour: u32,
    minute: u32,
    length: usize,
}

/// Hours found at the beginning of the signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The hours. `None` if no hall is open then, or if the end lies before the beginning.
    pub hours: Option<Hours>,
    /// Both ends say their half-day themselves, so that the word before does not say all of it.
    pub own_halves: bool,
    /// Signs they take.
    pub length: usize,
}

/// How a lone time reads by what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    From,
    Until,
}

/// A stretch of hours, or a time from or until which; `side` says of a lone time, by what follows it, which it is and how
/// many signs that takes. `before` is the half-day that stands right before.
pub(super) fn hours(
    signs: &[Sign],
    before: Option<Scope>,
    side: impl Fn(&[Sign]) -> Option<(Side, usize)>,
) -> Option<Found> {
    let lead = ["到", "至"].iter().find(|word| begins(signs, word)).map_or(0, |_| 1);
    if lead > 0 {
        let end = clock(&signs[lead..])?;
        let until = end.minute_of_day(before);
        let hours = until.map(|until| Hours { from: None, until: Some(until) });
        return Some(Found { hours, own_halves: false, length: lead + end.length });
    }
    if let Some(found) = stretch(signs, before) {
        return Some(found);
    }
    let time = clock(signs)?;
    let lone = time.minute_of_day(before);
    let (hours, behind) = match side(&signs[time.length..]) {
        Some((Side::From, behind)) => (lone.map(|from| Hours { from: Some(from), until: None }), behind),
        Some((Side::Until, behind)) => (lone.map(|until| Hours { from: None, until: Some(until) }), behind),
        None => (None, 0),
    };
    Some(Found { hours, own_halves: false, length: time.length + behind })
}

fn stretch(signs: &[Sign], before: Option<Scope>) -> Option<Found> {
    let begin = clock(signs).or_else(|| bare_hour(signs))?;
    let mut place = begin.length + spaces(&signs[begin.length..]);
    let marks = signs[place..].iter().take_while(|sign| matches!(sign.plain, '-' | '~')).count();
    let words = usize::from(marks == 0 && (begins(&signs[place..], "到") || begins(&signs[place..], "至")));
    if marks + words == 0 {
        return None;
    }
    place += marks + words;
    place += spaces(&signs[place..]);
    let own = [("上午", Scope::Morning), ("下午", Scope::Afternoon)];
    let own = own.iter().find(|(word, _)| begins(&signs[place..], word)).map(|(_, scope)| *scope);
    place += own.map_or(0, |_| 2);
    let end = clock(&signs[place..])?;
    let from = begin.minute_of_day(before);
    // The end has the half-day of the beginning, unless it says its own or comes to lie behind noon by itself.
    let until = match (own, before) {
        (Some(own), _) => end.minute_of_day(Some(own)),
        (None, Some(Scope::Afternoon)) => end.minute_of_day(before),
        (None, Some(Scope::Morning | Scope::Both) | None) => end.minute_of_day(None),
    };
    let hours = from.zip(until).filter(|(from, until)| from < until);
    Some(Found {
        hours: hours.map(|(from, until)| Hours { from: Some(from), until: Some(until) }),
        own_halves: own.is_some(),
        length: place + end.length,
    })
}

/// The hour that only the end gives a unit: `9-11点`.
fn bare_hour(signs: &[Sign]) -> Option<Clock> {
    let (hour, length) = number(signs).filter(|(hour, _)| (1..=20).contains(hour))?;
    let rest = &signs[length..];
    let marks = rest.iter().take_while(|sign| matches!(sign.plain, '-' | '~' | '到' | '至')).count();
    let end = clock(&rest[marks..])?;
    let is_worded = at(&rest[marks..], number(&rest[marks..])?.1).is_some_and(|c| matches!(c, '点' | '时'));
    (marks > 0 && end.hour > 0 && is_worded).then_some(Clock { hour, minute: 0, length })
}

/// A time of day, `9:30`, `9点半`, `九点`, `9点30分`.
fn clock(signs: &[Sign]) -> Option<Clock> {
    let (hour, place) = number(signs).filter(|(hour, _)| *hour <= 24)?;
    match at(signs, place)? {
        ':' => {
            let (minute, length) =
                number(&signs[place + 1..]).filter(|(minute, length)| *minute < 60 && *length == 2)?;
            Some(Clock { hour, minute, length: place + 1 + length })
        }
        '点' | '时' => {
            let (minute, length) = minutes(&signs[place + 1..]);
            Some(Clock { hour, minute, length: place + 1 + length })
        }
        _ => None,
    }
}

fn minutes(signs: &[Sign]) -> (u32, usize) {
    for (word, minute) in [("半", 30), ("整", 0), ("钟", 0), ("一刻", 15), ("三刻", 45)] {
        if begins(signs, word) {
            return (minute, word.chars().count());
        }
    }
    let Some((minute, length)) = number(signs).filter(|(minute, _)| *minute < 60) else { return (0, 0) };
    match at(signs, length) {
        Some('分') => (minute, length + 1),
        Some('人' | '名' | '位' | '个') => (0, 0),
        _ if length == 2 && signs[0].plain.is_ascii_digit() => (minute, length),
        _ => (0, 0),
    }
}

impl Clock {
    /// The time, by the half-day it stands in: no hall is open before six, so that 2点 without a half-day is 14:00.
    fn minute_of_day(self, half: Option<Scope>) -> Option<MinuteOfDay> {
        let hour = match (half, self.hour) {
            (Some(Scope::Morning), 6..=12) => self.hour,
            (Some(Scope::Afternoon), 1..=6) => self.hour + 12,
            (Some(Scope::Afternoon), 12..=20) => self.hour,
            (Some(Scope::Both) | None, 1..=5) => self.hour + 12,
            (Some(Scope::Both) | None, 7..=20) => self.hour,
            _ => return None,
        };
        let time = MinuteOfDay(u16::try_from(hour * 60 + self.minute).ok()?);
        (half != Some(Scope::Morning) || time <= NOON).then_some(time)
    }
}

#[cfg(test)]
mod tests {
    use super::super::signs::signs;
    use super::*;

    fn read(text: &str, before: Option<Scope>) -> Option<(Option<(u16, u16)>, usize)> {
        let side = |rest: &[Sign]| {
            let sides = [("以后", Side::From), ("前", Side::Until)];
            sides.iter().find(|(word, _)| begins(rest, word)).map(|(word, side)| (*side, word.chars().count()))
        };
        let end = |time: Option<MinuteOfDay>| time.map_or(0, |time| time.0);
        let found = hours(&signs(text), before, side)?;
        Some((found.hours.map(|hours| (end(hours.from), end(hours.until))), found.length))
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, from, until) in [
            ("9:30到11点", 570, 660),
            ("9点半-11:00", 570, 660),
            ("9:30—11:30", 570, 690),
            ("９：３０～１１：３０", 570, 690),
            ("9点到下午3点", 540, 900),
            ("9-11点", 540, 660),
            ("九点至十一点半", 540, 690),
            ("2点到4点", 840, 960),
            ("10点以后", 600, 0),
            ("11点前", 0, 660),
            ("到11点", 0, 660),
            ("13:30--17:00", 810, 1020),
            ("9點30分到11點", 570, 660),
        ] {
            let length = text.chars().count();
            assert_eq!(read(text, None), Some((Some((from, until)), length)), "{text}");
        }
        assert_eq!(read("2点到4点", Some(Scope::Afternoon)), Some((Some((840, 960)), 5)));
        assert_eq!(read("9点到12点", Some(Scope::Morning)), Some((Some((540, 720)), 6)));
    }

    #[test]
    fn what_no_hall_has_is_no_time() {
        for (text, before) in [
            ("11点到9点", None),
            ("23:00到24:00", None),
            ("9:30", None),
            ("9点以后", Some(Scope::Afternoon)),
            ("2点以后", Some(Scope::Morning)),
        ] {
            assert_eq!(read(text, before).map(|(hours, _)| hours), Some(None), "{text}");
        }
        for text in ["2人", "28日", "9", "13800000000", "9:3", "9:305"] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }
}
