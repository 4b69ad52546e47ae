//! Reads a csv table row by row and collects what is wrong with it.

use super::cell::{lost_digits, parse_date, parse_flag, parse_time};
use super::split::{OpenQuote, Row, SEPARATORS, split};
use super::{BadCell, BadFile, BadRow, ImportErrors};
use chrono::{NaiveDate, NaiveTime};
use std::str::FromStr;

/// Separates the entries of a cell that holds a list. Not a comma: names contain those.
const LIST: char = '|';

/// Reads every row with `row`. A row counts as good when nothing was reported for it and `row` gave a value.
///
/// The first line names the columns, in any order; columns that nobody asks for are passed over, lines that begin with `#`
/// are comments.
///
/// # Errors
/// [`ImportErrors`] with every bad cell. A table without a single row is refused too: a version that takes everything away
/// is an accident.
pub(crate) fn read_table<T>(
    text: &str,
    required: &[&str],
    mut row: impl FnMut(&mut Cells<'_>) -> Option<T>,
) -> Result<Vec<T>, ImportErrors> {
    let table = Table::of(text, required)?;
    let (mut good, mut bad, mut rows) = (Vec::new(), Vec::new(), 0);
    for record in &table.rows {
        rows += 1;
        let before = bad.len();
        table.check_shape(record, &mut bad);
        if bad.len() > before {
            continue;
        }
        let mut cells = Cells { header: &table.header, record: &record.cells, line: record.line, bad: &mut bad };
        cells.check_encoding();
        let value = row(&mut cells);
        if bad.len() == before {
            good.extend(value);
        }
    }
    if rows == 0 {
        let column = required.first().map_or_else(String::new, |name| (*name).to_owned());
        bad.push(BadRow { line: table.line + 1, column, code: BadCell::Required, value: String::new() });
    }
    if bad.is_empty() { Ok(good) } else { Err(ImportErrors::Rows { rows, bad }) }
}

/// A text cut into a header and the rows below it.
pub(super) struct Table {
    /// Names of the columns, without blank ones at the end.
    pub header: Vec<String>,
    /// Line of the header.
    line: u32,
    /// Rows that are not blank.
    pub rows: Vec<Row>,
}

impl Table {
    /// # Errors
    /// Where the text is no table, or one without a column of `required`.
    pub(super) fn of(text: &str, required: &[&str]) -> Result<Self, ImportErrors> {
        let text = text.trim_start_matches('\u{feff}');
        if text.starts_with("PK\u{3}\u{4}") {
            return Err(ImportErrors::File(BadFile::Workbook));
        }
        let (text, separators) = declared(text);
        let mut refused = Vec::new();
        for separator in separators {
            match Self::by(text, *separator).and_then(|table| table.complete(required)) {
                Ok(table) => return Ok(table),
                Err(errors) => refused.push(errors),
            }
        }
        // Where the header is that of another table, the separator that finds most columns in it is the one it means.
        let found = |errors: &ImportErrors| match errors {
            ImportErrors::Header { found, .. } => found.len(),
            ImportErrors::File(_) | ImportErrors::Rows { .. } => usize::MAX,
        };
        refused.sort_by_key(|errors| std::cmp::Reverse(found(errors)));
        Err(refused.into_iter().next().unwrap_or(ImportErrors::File(BadFile::Empty)))
    }

    fn by(text: &str, separator: char) -> Result<Self, ImportErrors> {
        let rows = split(text, separator);
        let open = |rows: &[Row], OpenQuote { line, column }| {
            let header = rows.iter().find(|row| !row.is_blank());
            let name = header.and_then(|row| row.cells.get(column)).cloned().unwrap_or_else(|| letters(column));
            ImportErrors::File(BadFile::OpenQuote { line, column: name })
        };
        let rows = rows.map_err(|quote| open(&split(first_rows(text), separator).unwrap_or_default(), quote))?;
        let mut rows = rows.into_iter().filter(|row| !row.is_blank());
        let head = rows.next().ok_or(ImportErrors::File(BadFile::Empty))?;
        let mut header = head.cells;
        header.truncate(header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
        if header.iter().any(|name| is_broken(name)) {
            return Err(ImportErrors::File(BadFile::Encoding));
        }
        if let Some((at, code)) = head.faults.first() {
            let bad = BadRow { line: head.line, column: letters(*at), code: *code, value: header[*at].clone() };
            return Err(ImportErrors::Rows { rows: 0, bad: vec![bad] });
        }
        let twice = header.iter().enumerate().find(|(at, name)| {
            !name.is_empty() && header[..*at].iter().any(|before| before.eq_ignore_ascii_case(name))
        });
        if let Some((_, name)) = twice {
            return Err(ImportErrors::File(BadFile::ColumnTwice { line: head.line, column: name.clone() }));
        }
        Ok(Self { header, line: head.line, rows: rows.collect() })
    }

    fn complete(self, required: &[&str]) -> Result<Self, ImportErrors> {
        let missing: Vec<String> = required
            .iter()
            .filter(|name| column(&self.header, name).is_none())
            .map(|name| (*name).to_owned())
            .collect();
        if missing.is_empty() {
            return Ok(self);
        }
        let found = self.header.into_iter().filter(|name| !name.is_empty()).collect();
        Err(ImportErrors::Header { missing, found })
    }

    /// Reports a row whose cells are not one to a column.
    fn check_shape(&self, row: &Row, bad: &mut Vec<BadRow>) {
        let value = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
        let mut report = |at: usize, code| {
            let named = self.header.get(at).filter(|name| !name.is_empty()).cloned();
            bad.push(BadRow { line: row.line, column: named.unwrap_or_else(|| letters(at)), code, value: value(at) });
        };
        let is_header = row.cells.len() >= self.header.len()
            && self.header.iter().zip(&row.cells).all(|(name, cell)| name.eq_ignore_ascii_case(cell));
        if is_header {
            return report(0, BadCell::HeaderAgain);
        }
        for (at, code) in &row.faults {
            report(*at, *code);
        }
        let is_nameless = |at: usize| self.header.get(at).is_none_or(String::is_empty);
        for (at, cell) in row.cells.iter().enumerate() {
            if is_nameless(at) && !cell.is_empty() {
                report(at, BadCell::Extra);
            }
        }
        if row.cells.len() < self.header.len() {
            report(row.cells.len(), BadCell::Fewer);
        }
    }
}

/// Column names that nobody reads: passed over, and told.
pub fn unread_columns(text: &str, known: &[&str]) -> Vec<String> {
    let header = Table::of(text, known.get(..1).unwrap_or_default()).map(|table| table.header).unwrap_or_default();
    header
        .into_iter()
        .filter(|name| !name.is_empty() && !known.iter().any(|one| one.eq_ignore_ascii_case(name)))
        .collect()
}

/// The separator that a first line `sep=;` names, as spreadsheets write it, or all there can be.
fn declared(text: &str) -> (&str, &'static [char]) {
    let named = |separator: &char| {
        let rest = text.strip_prefix("sep=")?.strip_prefix(*separator)?;
        rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))
    };
    let found = SEPARATORS.iter().enumerate().find_map(|(at, one)| Some((at, named(one)?)));
    found.map_or((text, &SEPARATORS[..]), |(at, rest)| (rest, &SEPARATORS[at..=at]))
}

/// The beginning of a text, up to its first line that is neither blank nor a comment.
fn first_rows(text: &str) -> &str {
    let is_header = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let mut end = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        end += line.len();
        if is_header(&line) {
            break;
        }
    }
    &text[..end]
}

/// A column as a spreadsheet names it: A, B … Z, AA.
fn letters(at: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letters(at / 26 - 1), letter(at)) }
}

fn column(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|cell| cell.eq_ignore_ascii_case(name))
}

fn is_broken(text: &str) -> bool {
    text.contains(|c: char| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace()))
}

/// The cells of one row, by column name. What does not read is reported and comes back as `None`.
pub(crate) struct Cells<'a> {
    header: &'a [String],
    record: &'a [String],
    line: u32,
    bad: &'a mut Vec<BadRow>,
}

impl<'a> Cells<'a> {
    /// The text, blank when the cell or the column is missing.
    pub(crate) fn text(&self, name: &str) -> &'a str {
        column(self.header, name).and_then(|at| self.record.get(at)).map_or("", String::as_str)
    }

    /// Text that has to be there.
    pub(crate) fn required(&mut self, name: &str) -> Option<&'a str> {
        let text = self.text(name);
        if text.is_empty() {
            self.refuse(name, BadCell::Required);
            return None;
        }
        Some(text)
    }

    /// A code: kept as text, refused when a spreadsheet has made a rounded number of it.
    pub(crate) fn code(&mut self, name: &str) -> Option<&'a str> {
        let text = self.text(name);
        if lost_digits(text) {
            self.refuse(name, BadCell::Number);
        }
        (!text.is_empty()).then_some(text)
    }

    /// Entries of a list; blank ones are dropped.
    pub(crate) fn list(&self, name: &str) -> Vec<&'a str> {
        self.text(name).split(LIST).map(str::trim).filter(|entry| !entry.is_empty()).collect()
    }

    /// A number that has to be there.
    pub(crate) fn number<N: FromStr>(&mut self, name: &str) -> Option<N> {
        self.required(name)?;
        self.optional_number(name)
    }

    /// A number, or nothing.
    pub(crate) fn optional_number<N: FromStr>(&mut self, name: &str) -> Option<N> {
        self.parsed(name, BadCell::Number, |text| text.parse().ok())
    }

    /// A list of numbers.
    pub(crate) fn numbers<N: FromStr>(&mut self, name: &str) -> Vec<N> {
        let list = self.list(name);
        let numbers: Vec<N> = list.iter().filter_map(|entry| entry.parse().ok()).collect();
        if numbers.len() != list.len() {
            self.refuse(name, BadCell::Number);
        }
        numbers
    }

    /// A date that has to be there.
    pub(crate) fn date(&mut self, name: &str) -> Option<NaiveDate> {
        self.required(name)?;
        self.optional_date(name)
    }

    /// A date, or nothing.
    pub(crate) fn optional_date(&mut self, name: &str) -> Option<NaiveDate> {
        self.parsed(name, BadCell::Date, parse_date)
    }

    /// A time of day that has to be there.
    pub(crate) fn time(&mut self, name: &str) -> Option<NaiveTime> {
        self.required(name)?;
        self.optional_time(name)
    }

    /// A time of day, or nothing.
    pub(crate) fn optional_time(&mut self, name: &str) -> Option<NaiveTime> {
        self.parsed(name, BadCell::Time, parse_time)
    }

    /// Yes or no; blank is no.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        self.parsed(name, BadCell::Kind, parse_flag).unwrap_or(false)
    }

    /// One of the words that `parse` knows, or nothing.
    pub(crate) fn word<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.parsed(name, BadCell::Kind, parse)
    }

    /// Reports the cell.
    pub(crate) fn refuse(&mut self, name: &str, code: BadCell) {
        let value = self.text(name).to_owned();
        self.bad.push(BadRow { line: self.line, column: name.to_owned(), code, value });
    }

    fn parsed<T>(&mut self, name: &str, code: BadCell, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let value = parse(text);
        if value.is_none() {
            self.refuse(name, code);
        }
        value
    }

    fn check_encoding(&mut self) {
        for (at, name) in self.header.iter().enumerate() {
            if self.record.get(at).is_some_and(|text| is_broken(text)) {
                self.refuse(name, BadCell::Encoding);
            }
        }
    }
}

#[cfg(test)]
mod tests;
