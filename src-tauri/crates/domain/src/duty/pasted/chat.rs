//! Who sent a message, by what a chat puts before it: `张三 2026/11/27 10:20:`, `[10:20] 李四：`, `王芳：`.

use super::figures::{begins, number, people};
use super::lexicon::{Lexicon, Meaning};
use super::person::is_name;
use super::phone::phone;
use super::signs::{Sign, at, spaces, typed};
use super::words::Word;
use crate::reference::catalogue::DepartmentId;
use crate::text::{clean_name, has_letter, is_chinese};

const NAME_CHARACTERS_MAX: usize = 30;

/// Who sent a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sender {
    /// As the chat calls them.
    pub shown: String,
    /// The department that this name holds.
    pub department: Option<DepartmentId>,
    /// Their own name, if it is one.
    pub person: Option<String>,
}

/// What a line begins with, if it is a sender, and where the message begins.
pub(super) fn sender(signs: &[Sign], lexicon: &Lexicon) -> Option<(Sender, usize)> {
    let begin = spaces(signs);
    let line = &signs[begin..];
    let (name, rest) = bracketed(line).or_else(|| stamp_first(line)).or_else(|| name_first(line, lexicon))?;
    let sender = named(&line[name.0..name.1], lexicon)?;
    Some((sender, begin + rest))
}

/// Where the name stands, and where the message begins.
type Found = ((usize, usize), usize);

/// `[10:20] 李四：`
fn bracketed(line: &[Sign]) -> Option<Found> {
    at(line, 0).filter(|c| matches!(c, '[' | '【' | '('))?;
    let (length, _) = stamp(&line[1..])?;
    at(line, 1 + length).filter(|c| matches!(c, ']' | '】' | ')'))?;
    let name = 2 + length + spaces(&line[2 + length..]);
    let colon = colon(line, name)?;
    Some(((name, colon), colon + 1))
}

/// `2026-11-27 10:20:33 张三`, `10:20 张三：`
fn stamp_first(line: &[Sign]) -> Option<Found> {
    let (length, is_sure) = stamp(line)?;
    let gap = spaces(&line[length..]);
    if gap == 0 {
        return None;
    }
    let name = length + gap;
    match colon(line, name) {
        Some(colon) => Some(((name, colon), colon + 1)),
        None => is_sure.then_some(((name, line.len()), line.len())),
    }
}

/// `张三 2026/11/27 10:20:`, `张三 10:20:`, `王芳：`
fn name_first(line: &[Sign], lexicon: &Lexicon) -> Option<Found> {
    for end in 1..line.len().min(NAME_CHARACTERS_MAX) {
        if at(line, end) != Some(' ') {
            continue;
        }
        let Some((length, is_sure)) = stamp(&line[end + 1..]) else { continue };
        let behind = end + 1 + length;
        if at(line, behind) == Some(':') {
            return Some(((0, end), behind + 1));
        }
        if is_sure && line[behind..].iter().all(|sign| sign.plain == ' ') {
            return Some(((0, end), line.len()));
        }
    }
    let colon = colon(line, 0)?;
    let is_person = named(&line[..colon], lexicon)?.person.is_some();
    let rest = &line[colon + 1..];
    let is_number = phone(&rest[spaces(rest)..]).is_some();
    (is_person && !is_number).then_some(((0, colon), colon + 1))
}

fn colon(line: &[Sign], from: usize) -> Option<usize> {
    (from..line.len().min(from + NAME_CHARACTERS_MAX)).find(|place| at(line, *place) == Some(':'))
}

/// The moment a chat puts to a message, how many signs it takes, and whether it can be nothing else: with its date or its
/// seconds.
fn stamp(signs: &[Sign]) -> Option<(usize, bool)> {
    let mut place = date(signs).unwrap_or(0);
    let has_date = place > 0;
    place += spaces(&signs[place..]);
    for word in ["上午", "下午", "中午", "晚上", "凌晨"] {
        if begins(&signs[place..], word) {
            place += 2 + spaces(&signs[place + 2..]);
        }
    }
    let two = |place: usize| number(signs.get(place..)?).filter(|(value, length)| *value < 60 && *length == 2);
    let (_, length) = number(&signs[place..]).filter(|(hour, length)| *hour < 24 && *length <= 2)?;
    place += length;
    at(signs, place).filter(|c| *c == ':')?;
    two(place + 1)?;
    place += 3;
    let has_seconds = at(signs, place) == Some(':') && two(place + 1).is_some();
    if has_seconds {
        place += 3;
    }
    Some((place, has_date || has_seconds))
}

fn date(signs: &[Sign]) -> Option<usize> {
    for word in ["昨天", "今天", "前天"] {
        if begins(signs, word) {
            return Some(2);
        }
    }
    if begins(signs, "星期") {
        return Some(3);
    }
    let mut place = 0;
    for part in 0..3 {
        let (_, length) = number(&signs[place..])?;
        place += length;
        match at(signs, place)? {
            '年' | '月' | '-' | '/' | '.' if part < 2 => place += 1,
            '日' | '号' => return Some(place + 1),
            ' ' if part > 0 => return Some(place),
            _ => return None,
        }
    }
    None
}

/// A sender by the name the chat shows. `None` if it is no name: an answer that happens to stand there.
fn named(signs: &[Sign], lexicon: &Lexicon) -> Option<Sender> {
    let shown = clean_name(&typed(signs));
    if !has_letter(&shown) {
        return None;
    }
    let mut departments = Vec::new();
    let mut own: Vec<Sign> = Vec::new();
    let mut place = 0;
    while place < signs.len() {
        let rest = &signs[place..];
        match lexicon.longest(rest) {
            Some((_, Meaning::Word(Word::Half(_)))) => return None,
            Some((length, Meaning::Department(id))) => {
                departments.push(*id);
                place += length;
            }
            Some((_, Meaning::Word(_) | Meaning::Shared | Meaning::Items(_))) | None => {
                if people(rest).is_some() {
                    return None;
                }
                own.push(signs[place]);
                place += 1;
            }
        }
    }
    let is_letter = |sign: &Sign| sign.plain.is_alphanumeric() || is_chinese(sign.plain) || sign.plain == '·';
    let own: Vec<Sign> = own.split(|sign| !is_letter(sign)).collect::<Vec<_>>().concat();
    let person = is_name(&own).then(|| clean_name(&typed(&own)));
    // What stands beside the department and is no person may make another department of it.
    let department = match departments.as_slice() {
        [one] if own.is_empty() || person.is_some() => Some(*one),
        _ => None,
    };
    Some(Sender { shown, department, person })
}
