//! Telephone numbers in the middle of a line.

use super::signs::{Sign, at, typed};
use crate::text::{PhoneFault, clean_phone, phone_fault};

/// How numbers are grouped: digits of each group, and what the first begins with.
const GROUPS: [(&[usize], &str); 12] = [
    (&[3, 4, 4], "1"),
    (&[11], "1"),
    (&[3, 8], "0"),
    (&[4, 7], "0"),
    (&[4, 8], "0"),
    (&[3, 4, 4], "0"),
    (&[11], "0"),
    (&[12], "0"),
    (&[4, 4], "23456789"),
    (&[8], "23456789"),
    (&[3, 3, 4], "48"),
    (&[3, 4, 3], "48"),
];
/// Digits of a number that is grouped otherwise. It may be a wrong one; whoever accepts it sees that.
const OTHER: std::ops::RangeInclusive<usize> = 7..=12;
const EXTENSION_DIGITS_MAX: usize = 6;

/// A number from the beginning of the signs, as it is kept, and how many of them it takes.
pub(super) fn phone(signs: &[Sign]) -> Option<(String, usize)> {
    let lead = country(signs);
    let rest = &signs[lead..];
    let grouped = GROUPS.iter().filter_map(|(groups, first)| grouped(rest, groups, first)).max();
    let digits = digits(rest);
    let base = grouped.or_else(|| OTHER.contains(&digits).then_some(digits))?;
    let is_mobile = at(rest, 0) == Some('1');
    let length = lead + base + if is_mobile { 0 } else { extension(&rest[base..]) };
    if at(signs, length).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let kept = clean_phone(&typed(&signs[..length]));
    match phone_fault(&kept) {
        Some(PhoneFault::Characters | PhoneFault::Length | PhoneFault::Several) => None,
        Some(PhoneFault::Mobile | PhoneFault::Repeated | PhoneFault::Unlikely) | None => Some((kept, length)),
    }
}

fn digits(signs: &[Sign]) -> usize {
    signs.iter().take_while(|sign| sign.plain.is_ascii_digit()).count()
}

fn country(signs: &[Sign]) -> usize {
    let found = ["+86", "0086", "86"].iter().find(|code| super::figures::begins(signs, code));
    let Some(code) = found else { return 0 };
    let length = code.len() + usize::from(matches!(at(signs, code.len()), Some(' ' | '-')));
    let rest = &signs[length.min(signs.len())..];
    // `86` is the country's only before a whole mobile number.
    if grouped(rest, &[11], "1").is_some() || grouped(rest, &[3, 4, 4], "1").is_some() { length } else { 0 }
}

fn grouped(signs: &[Sign], groups: &[usize], first: &str) -> Option<usize> {
    at(signs, 0).filter(|c| first.contains(*c))?;
    let mut place = 0;
    for (group, length) in groups.iter().enumerate() {
        if group > 0 && matches!(at(signs, place), Some(' ' | '-')) {
            place += 1;
        }
        for _ in 0..*length {
            at(signs, place).filter(char::is_ascii_digit)?;
            place += 1;
        }
    }
    at(signs, place).is_none_or(|c| !c.is_ascii_digit()).then_some(place)
}

fn extension(signs: &[Sign]) -> usize {
    let mark = usize::from(matches!(at(signs, 0), Some('-' | '转')));
    let length = digits(&signs[mark..]);
    if mark > 0 && (1..=EXTENSION_DIGITS_MAX).contains(&length) { mark + length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::signs::signs;
    use super::*;

    #[test]
    fn a_number_is_kept_as_it_stands_and_ends_where_it_ends() {
        for (text, kept) in [
            ("13800000000", Some("13800000000")),
            ("138 0000 0000 2人", Some("138 0000 0000")),
            ("１３８００００００００", Some("13800000000")),
            ("+86 13800000000", Some("+86 13800000000")),
            ("010-65090000转8012", Some("010-65090000转8012")),
            ("01065090000", Some("01065090000")),
            ("65090000 2人", Some("65090000")),
            ("6509-0000", Some("6509-0000")),
            ("4001234567", Some("4001234567")),
            ("1380000000", Some("1380000000")),
            ("110101199001011234", None),
            ("28日", None),
            ("2人", None),
            ("123456", None),
        ] {
            assert_eq!(phone(&signs(text)).map(|(kept, _)| kept).as_deref(), kept, "{text}");
        }
    }
}
