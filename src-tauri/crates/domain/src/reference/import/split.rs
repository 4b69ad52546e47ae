//! Cuts the text of a csv file into rows and cells, and says of every cell that is not one.
//!
//! The readers at hand pass over what is no csv: an unclosed quotation mark swallows the rest of the file, and a table gets
//! shorter without a word. So the cutting is done here, strictly.

use super::BadCell;
use crate::text::clean_cell;

/// A row as a spreadsheet numbers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// From 1. Blank lines and comments have a number too; a cell with a line break in it is one row.
    pub line: u32,
    /// The cells, cleaned.
    pub cells: Vec<String>,
    /// Cells that are none, by place.
    pub faults: Vec<(usize, BadCell)>,
}

impl Row {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty) && self.faults.is_empty()
    }
}

/// A quotation mark opens a cell that never ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenQuote {
    pub line: u32,
    pub column: usize,
}

/// Separators that a header row can name, by a first line `sep=;` or by using them.
pub(super) const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// All rows but comments, which begin with `#`. Lines end with LF, CRLF or CR.
pub(super) fn split(text: &str, separator: char) -> Result<Vec<Row>, OpenQuote> {
    let (mut rows, mut rest, mut line) = (Vec::new(), text, 0);
    while !rest.is_empty() {
        line += 1;
        if rest.starts_with('#') {
            rest = after_line(rest);
            continue;
        }
        let mut row = Row { line, cells: Vec::new(), faults: Vec::new() };
        loop {
            let column = row.cells.len();
            let cell = cut(rest, separator).ok_or(OpenQuote { line, column })?;
            row.faults.extend(cell.fault.map(|fault| (column, fault)));
            row.cells.push(clean(&cell.text));
            rest = cell.rest;
            if cell.ends_row {
                break;
            }
        }
        if !row.cells.first().is_some_and(|cell| cell.starts_with('#')) {
            rows.push(row);
        }
    }
    Ok(rows)
}

struct Cut<'a> {
    text: String,
    fault: Option<BadCell>,
    rest: &'a str,
    ends_row: bool,
}

/// The first cell of `rest`. `None` if it opens a quotation that never ends.
fn cut(rest: &str, separator: char) -> Option<Cut<'_>> {
    let (mut text, mut fault, mut unquoted) = (String::new(), None, rest);
    if let Some(mut quoted) = rest.strip_prefix('"') {
        loop {
            let (inside, after) = quoted.split_once('"')?;
            text.push_str(inside);
            let Some(more) = after.strip_prefix('"') else {
                unquoted = after;
                break;
            };
            text.push('"');
            quoted = more;
        }
        if text.contains(['\n', '\r']) {
            fault = Some(BadCell::LineBreak);
        }
    }
    let end = unquoted.find([separator, '\n', '\r']).unwrap_or(unquoted.len());
    let (tail, after) = unquoted.split_at(end);
    let is_quoted = rest.starts_with('"');
    let is_stray =
        if is_quoted { !tail.trim().is_empty() } else { tail.contains('"') && as_text(tail.trim()).is_none() };
    if is_stray {
        fault = Some(BadCell::Quote);
    }
    text.push_str(tail);
    let ends_row = !after.starts_with(separator);
    let rest = if ends_row { after_line(after) } else { &after[separator.len_utf8()..] };
    Some(Cut { text, fault, rest, ends_row })
}

/// What follows the end of the line that `text` begins in.
fn after_line(text: &str) -> &str {
    let Some(end) = text.find(['\n', '\r']) else { return "" };
    let rest = &text[end..];
    rest.strip_prefix("\r\n").unwrap_or(&rest[1..])
}

/// What a spreadsheet shows for `="0012"`, which keeps it from making a number of it.
fn as_text(cell: &str) -> Option<String> {
    let inside = cell.strip_prefix("=\"")?.strip_suffix('"')?;
    let is_one_text = !inside.replace("\"\"", "").contains('"');
    is_one_text.then(|| inside.replace("\"\"", "\""))
}

/// What a spreadsheet shows of a cell.
fn clean(cell: &str) -> String {
    let cell = clean_cell(cell);
    as_text(&cell).map_or_else(|| cell.clone(), |inside| inside.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        split(text, ',').expect("every quotation ends").into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn lines_end_as_any_system_ends_them_and_are_counted_as_a_spreadsheet_does() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["# made by hand, \"so", "a,b", "", "\"c\nd\",e", "f,g"].join(end);
            let lines: Vec<_> = split(&text, ',').expect("reads").iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 3, 4, 5], "{end:?}");
        }
    }

    #[test]
    fn a_cell_is_what_a_spreadsheet_shows() {
        assert_eq!(cells("\"a,\"\"b\"\"\", c ,\"=\"\"007\"\"\"\n")[0], ["a,\"b\"", "c", "007"]);
        assert_eq!(cells("=\"007\",\u{200b}x\u{202c},\u{a0}y z\u{feff}"), [["007", "x", "y z"]]);
    }

    #[test]
    fn what_is_no_cell_is_a_fault() {
        let faults = |text: &str| split(text, ',').map(|rows| rows[0].faults.clone());
        assert_eq!(faults("a,b\"c\"\n"), Ok(vec![(1, BadCell::Quote)]));
        assert_eq!(faults("\"a\"b,c\n"), Ok(vec![(0, BadCell::Quote)]));
        assert_eq!(faults("a,\"b\r\nc\"\n"), Ok(vec![(1, BadCell::LineBreak)]));
        assert_eq!(faults("a,\"b\nc,d\n"), Err(OpenQuote { line: 1, column: 1 }));
        assert_eq!(faults("\"a\" ,b\n"), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn no_text_is_lost_and_none_is_a_panic(text in "[a#,;\"=\\r\\n\\t 0\u{200b}]{0,40}") {
            for separator in SEPARATORS {
                let _ = split(&text, separator);
            }
            if let Ok(rows) = split(&text, ',')
                && rows.iter().all(|row| row.faults.is_empty())
                && !text.contains('#')
            {
                let read: usize = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.matches('a').count()).sum();
                prop_assert_eq!(read, text.matches('a').count());
            }
        }
    }
}
