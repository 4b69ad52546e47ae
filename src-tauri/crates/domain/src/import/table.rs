//! Reads a csv table row by row and collects what is wrong with it.

use super::cell::{lost_digits, parse_date, parse_flag, parse_time};
use super::{BadCell, BadRow, ImportErrors};
use chrono::{NaiveDate, NaiveTime};
use csv::StringRecord;
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
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let missing: Vec<String> =
        required.iter().filter(|name| column(&header, name).is_none()).map(|name| (*name).to_owned()).collect();
    if !missing.is_empty() {
        return Err(ImportErrors::Header { missing });
    }

    let (mut good, mut bad, mut rows) = (Vec::new(), Vec::new(), 0);
    // Reading text that is in memory and already UTF-8 into rows of any length cannot fail.
    for record in reader.records().filter_map(Result::ok) {
        if record.iter().all(str::is_empty) {
            continue;
        }
        rows += 1;
        let before = bad.len();
        let line = record.position().map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        let mut cells = Cells { header: &header, record: &record, line, bad: &mut bad };
        cells.check_encoding();
        let value = row(&mut cells);
        if bad.len() == before {
            good.extend(value);
        }
    }
    if rows == 0 {
        let column = required.first().map_or_else(String::new, |name| (*name).to_owned());
        bad.push(BadRow { line: 2, column, code: BadCell::Required, value: String::new() });
    }
    if bad.is_empty() { Ok(good) } else { Err(ImportErrors::Rows { rows, bad }) }
}

fn column(header: &StringRecord, name: &str) -> Option<usize> {
    header.iter().position(|cell| cell.eq_ignore_ascii_case(name))
}

/// The cells of one row, by column name. What does not read is reported and comes back as `None`.
pub(crate) struct Cells<'a> {
    header: &'a StringRecord,
    record: &'a StringRecord,
    line: u32,
    bad: &'a mut Vec<BadRow>,
}

impl<'a> Cells<'a> {
    /// The text, blank when the cell or the column is missing.
    pub(crate) fn text(&self, name: &str) -> &'a str {
        column(self.header, name).and_then(|at| self.record.get(at)).unwrap_or_default()
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
        let broken = |text: &str| text.contains(|c: char| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace()));
        for (at, name) in self.header.iter().enumerate() {
            if self.record.get(at).is_some_and(broken) {
                self.refuse(name, BadCell::Encoding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Result<Vec<(u32, String)>, ImportErrors> {
        read_table(text, &["id", "name"], |cells| Some((cells.number("id")?, cells.required("name")?.to_owned())))
    }

    #[test]
    fn columns_stand_in_any_order_and_comments_are_passed_over() {
        let read = names("\u{feff}# made by hand\nNAME, more ,id\n税务局,x,7\n,,\n 民政局 ,,8\n");
        assert_eq!(read, Ok(vec![(7, "税务局".into()), (8, "民政局".into())]));
    }

    #[test]
    fn a_missing_column_is_named() {
        assert_eq!(names("id\n1\n"), Err(ImportErrors::Header { missing: vec!["name".into()] }));
        assert_eq!(names(""), Err(ImportErrors::Header { missing: vec!["id".into(), "name".into()] }));
    }

    #[test]
    fn every_bad_cell_is_reported_with_its_line() {
        let Err(ImportErrors::Rows { rows, bad }) = names("# head\nid,name\n1,a\nx,\n3\n-4,税\u{fffd}局\n") else {
            panic!("bad rows are refused")
        };
        assert_eq!(rows, 4);
        let report: Vec<_> = bad.iter().map(|b| (b.line, b.column.as_str(), b.code, b.value.as_str())).collect();
        assert_eq!(
            report,
            [
                (4, "id", BadCell::Number, "x"),
                (5, "name", BadCell::Required, ""),
                (6, "name", BadCell::Encoding, "税\u{fffd}局"),
                (6, "id", BadCell::Number, "-4"),
            ]
        );
    }

    #[test]
    fn a_table_without_rows_is_refused() {
        let errors = names("id,name\n").expect_err("no rows");
        assert_eq!(errors.to_string(), "1 bad cells in 0 rows, first: line 2 column id: required (\"\")");
    }
}
