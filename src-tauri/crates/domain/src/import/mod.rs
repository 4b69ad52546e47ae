//! What a table of reference data is refused with: every bad cell, so that one look mends the file. Nothing is ever taken
//! over in part.
//!
//! Only text is read here. Telling GB18030 from UTF-8 and xlsx from csv is the importer's work, further out; what it could
//! not decode arrives as U+FFFD and is refused as such.

mod bounds;
mod cell;
mod table;

pub use bounds::within_bounds;
pub(crate) use cell::parse_time;
pub(crate) use table::{Cells, read_table};

use std::fmt;

/// Why a cell was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BadCell {
    /// Not a date that exists.
    Date,
    /// Not one of the words the column allows.
    Kind,
    /// Not a number, out of range, or one that a spreadsheet has rounded.
    Number,
    /// The key stands in an earlier row already.
    Duplicate,
    /// No department has this number.
    UnknownDepartment,
    /// The cell is blank and may not be.
    Required,
    /// Characters were lost on the way here: the file was not in the encoding it was read in.
    Encoding,
    /// Not a time of day, or a session that ends before it begins.
    Time,
}

impl BadCell {
    /// Key of the reason in the text catalogue.
    pub fn code(self) -> &'static str {
        match self {
            BadCell::Date => "date",
            BadCell::Kind => "kind",
            BadCell::Number => "number",
            BadCell::Duplicate => "duplicate",
            BadCell::UnknownDepartment => "unknown_department",
            BadCell::Required => "required",
            BadCell::Encoding => "encoding",
            BadCell::Time => "time",
        }
    }
}

/// One refused cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Line in the file, counted from 1; the header is a line.
    pub line: u32,
    /// Column as the header calls it.
    pub column: String,
    /// Why.
    pub code: BadCell,
    /// What stands in the cell.
    pub value: String,
}

/// Why a file was refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportErrors {
    /// The first row does not name the columns the table needs.
    #[error("columns missing: {}", missing.join(", "))]
    Header {
        /// Names of the missing columns.
        missing: Vec<String>,
    },
    /// Some rows are bad.
    #[error("{} bad cells in {rows} rows, first: {}", bad.len(), First(bad))]
    Rows {
        /// Rows read, without the header.
        rows: u32,
        /// Every bad cell, in the order of the file.
        bad: Vec<BadRow>,
    },
}

struct First<'a>(&'a [BadRow]);

impl fmt::Display for First<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.first() {
            Some(bad) => write!(f, "line {} column {}: {} ({:?})", bad.line, bad.column, bad.code.code(), bad.value),
            None => f.write_str("none"),
        }
    }
}
