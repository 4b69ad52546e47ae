//! What a table of reference data is refused with: every bad cell, so that one look mends the file. Nothing is ever taken
//! over in part.
//!
//! Only text is read here. Telling GB18030 from UTF-8 is the importer's work, further out; what it could not decode arrives
//! as U+FFFD and is refused as such.

mod bounds;
mod cell;
mod columns;
mod mend;
mod split;
mod table;
mod told;
mod write;

pub use bounds::within_bounds;
pub(crate) use cell::parse_time;
pub use columns::columns;
pub use mend::mended;
pub use table::unread_columns;
pub(crate) use table::{Cells, read_table};
pub use told::{rows_of, source_of};
pub use write::for_spreadsheet;
pub(crate) use write::push_row;

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
    /// A quotation mark where none can stand.
    Quote,
    /// A line break inside the cell.
    LineBreak,
    /// The cell stands under no column.
    Extra,
    /// The row ends before this column.
    Fewer,
    /// The names of the columns once more.
    HeaderAgain,
    /// A department that is left out is still named by items.
    StillUsed,
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
            BadCell::Quote => "quote",
            BadCell::LineBreak => "line_break",
            BadCell::Extra => "extra",
            BadCell::Fewer => "fewer",
            BadCell::HeaderAgain => "header_again",
            BadCell::StillUsed => "still_used",
        }
    }
}

/// One refused cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Line as a spreadsheet numbers it, from 1; the header is a line. 0 for what stands in no line of the file.
    pub line: u32,
    /// Column as the header calls it.
    pub column: String,
    /// Why.
    pub code: BadCell,
    /// What stands in the cell.
    pub value: String,
}

/// Why a file is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFile {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A workbook, not a csv file.
    #[error("the file is a workbook; save it as csv")]
    Workbook,
    /// It is larger than what can be sent to the hall's other PCs.
    #[error("the file is larger than {megabytes} MB")]
    TooLarge {
        /// Most that it may have.
        megabytes: u32,
    },
    /// The header was not in the encoding it was read in.
    #[error("the file is in no encoding that is read")]
    Encoding,
    /// The header names a column twice.
    #[error("line {line}: the column {column} stands twice")]
    ColumnTwice {
        /// Line of the header.
        line: u32,
        /// Which.
        column: String,
    },
    /// A quotation is opened and never ends, so where the rows behind it begin is not known.
    #[error("line {line} column {column}: a quotation mark that is not closed")]
    OpenQuote {
        /// Line it is opened in.
        line: u32,
        /// Column as the header calls it.
        column: String,
    },
}

/// Why a file was refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportErrors {
    /// It is no table.
    #[error(transparent)]
    File(BadFile),
    /// The first row does not name the columns the table needs.
    #[error("columns missing: {}; found: {}", missing.join(", "), found.join(", "))]
    Header {
        /// Names of the missing columns.
        missing: Vec<String>,
        /// Names of the columns that are there.
        found: Vec<String>,
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
