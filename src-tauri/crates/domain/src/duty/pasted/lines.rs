//! Cuts a pasted text into lines: of a chat, of a list, or rows of a table, whose cells may hold line breaks.

use super::Line;
use super::signs::{Sign, at, spaces};
use crate::text::is_chinese;

/// The lines, blank ones included: they part one reply from the next. Lines end with LF, CRLF or CR.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut rest, mut number) = (text, 1);
    while !rest.is_empty() {
        let row = row(rest);
        lines.push(Line { number, text: row.text.trim().to_owned() });
        number += row.breaks;
        rest = row.rest;
    }
    lines
}

struct Row<'a> {
    text: String,
    /// Line ends it takes.
    breaks: u32,
    rest: &'a str,
}

fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn row(text: &str) -> Row<'_> {
    let (mut row, mut breaks, mut rest) = (String::new(), 0, text);
    loop {
        if let Some((cell, after)) = quoted(rest) {
            breaks += u32::try_from(cell.replace("\r\n", "\n").matches(is_end).count()).unwrap_or(0);
            row.push_str(&cell.replace(is_end, " "));
            rest = after;
        }
        let end = rest.find(|c| is_end(c) || c == '\t').unwrap_or(rest.len());
        row.push_str(&rest[..end]);
        rest = &rest[end..];
        match rest.strip_prefix('\t') {
            Some(next) => {
                row.push(' ');
                rest = next;
            }
            None => break,
        }
    }
    let mut ends = rest.chars();
    let rest = match ends.next() {
        Some('\r') => rest.strip_prefix("\r\n").unwrap_or(ends.as_str()),
        _ => ends.as_str(),
    };
    Row { text: row, breaks: breaks + 1, rest }
}

/// The cell in quotation marks that a row goes on with, as a spreadsheet copies one with line breaks, and what follows it.
/// `None` if the marks do not hold a whole cell.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"').or_else(|| text.strip_prefix("=\""))?;
    let mut cell = String::new();
    loop {
        let (inside, after) = rest.split_once('"')?;
        cell.push_str(inside);
        let Some(more) = after.strip_prefix('"') else {
            return after.chars().next().is_none_or(|c| is_end(c) || c == '\t').then_some((cell, after));
        };
        cell.push('"');
        rest = more;
    }
}

/// The line without its number in a list: `1.`, `2、`, `(3)`, `④`, `5 `.
pub(super) fn without_number(signs: &[Sign]) -> &[Sign] {
    let signs = &signs[spaces(signs)..];
    let open = usize::from(at(signs, 0) == Some('('));
    let circled = signs.first().is_some_and(|sign| ('①'..='⑳').contains(&sign.typed));
    let digits = signs[open..].iter().take_while(|sign| sign.plain.is_ascii_digit()).count();
    let end = open + digits;
    if circled {
        return &signs[1..];
    }
    if !(1..=3).contains(&digits) {
        return signs;
    }
    let next = at(signs, end + 1);
    let numbers = match at(signs, end) {
        Some('、' | ')') => true,
        Some('.') => next.is_none_or(|c| !c.is_ascii_digit()),
        // Before a unit it is no number of a list, but of people or of the day.
        Some(' ') => open == 0 && next.is_some_and(|c| is_chinese(c) && !"人名位个点时日月号".contains(c)),
        _ => false,
    };
    if numbers { &signs[end + 1..] } else { signs }
}

#[cfg(test)]
mod tests {
    use super::super::signs::{signs, typed};
    use super::*;

    #[test]
    fn rows_keep_the_breaks_inside_their_cells_and_their_numbers() {
        let text = "税务局\t\"王芳\n李强\"\t全天\r\n\r\n烟草局\t\"他说\"\"来\"\"\"\r经信局\t=\"010\"";
        let read: Vec<_> = lines(text).into_iter().map(|line| (line.number, line.text)).collect();
        let expect = [(1, "税务局 王芳 李强 全天"), (3, ""), (4, "烟草局 他说\"来\""), (5, "经信局 010")];
        assert_eq!(read, expect.map(|(number, text)| (number, text.to_owned())));
    }

    #[test]
    fn a_mark_that_opens_no_cell_is_a_mark() {
        let read: Vec<_> = lines("\"税务局\n\"全天\" 来").into_iter().map(|line| line.text).collect();
        assert_eq!(read, ["\"税务局", "\"全天\" 来"]);
    }

    #[test]
    fn numbers_of_a_list_go_and_others_stay() {
        for (text, rest) in [
            ("1. 税务局", " 税务局"),
            ("12、税务局", "税务局"),
            ("（3）税务局", "税务局"),
            ("④税务局", "税务局"),
            ("5 税务局", "税务局"),
            ("2人", "2人"),
            ("2 人", "2 人"),
            ("9.30", "9.30"),
            ("28日", "28日"),
            ("13800000000", "13800000000"),
        ] {
            assert_eq!(typed(without_number(&signs(text))), rest, "{text}");
        }
    }
}
