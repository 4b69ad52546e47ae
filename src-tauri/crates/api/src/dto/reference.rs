use super::{AffectedBooking, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Reference data brought in as one whole version.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ReferenceImport {
    pub kind: ReferenceKind,
    /// CSV text with a header row, UTF-8.
    pub csv: String,
    /// Where it comes from; kept and shown.
    pub source: String,
    /// `seen` of the preview that was shown. What takes away or changes what is there needs it.
    #[serde(default)]
    pub seen: Option<String>,
}

/// What would be different. Either a file's text, or a version that is kept.
#[derive(Debug, Clone, Deserialize, Type, JsonSchema)]
pub struct ReferencePreviewAsk {
    pub kind: ReferenceKind,
    /// CSV text with a header row; not asked where a version is named.
    #[serde(default)]
    pub csv: String,
    /// A version out of the list.
    #[serde(default)]
    pub version: Option<String>,
}

/// Goes back to a version.
#[derive(Debug, Clone, Deserialize, Type, JsonSchema)]
pub struct ReferenceRevert {
    pub kind: ReferenceKind,
    /// Out of the list of versions.
    pub version: String,
    /// `seen` of the preview that was shown.
    #[serde(default)]
    pub seen: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, Type, JsonSchema)]
pub struct ReferenceAsk {
    pub kind: ReferenceKind,
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum ReferenceKind => domain::event::ReferenceKind {
        Calendar,
        Departments,
        Items,
    }
}

/// What an import did. With any bad row nothing is taken over.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ImportReport {
    pub rows: u32,
    pub taken: bool,
    pub bad: Vec<BadRow>,
    /// Columns that the header lacks.
    pub missing_columns: Vec<String>,
    /// Columns that the header has, where it lacks some.
    pub found_columns: Vec<String>,
}

/// What a version would do.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ReferencePreview {
    /// What is wrong with it, where it cannot be taken over; then the rest is empty.
    pub report: ImportReport,
    /// It takes away or changes something that is there: needs confirming.
    pub asks: bool,
    /// Stands for all of this, to be named when it is confirmed.
    pub seen: String,
    pub added: ReferenceLines,
    pub changed: ReferenceLines,
    pub gone: ReferenceLines,
    /// In the calendar: the same by the year of the notice.
    pub years: Vec<ReferenceYear>,
    /// How many bookings to come would not be what they were made as any more.
    pub bookings: u32,
    /// The first of them.
    pub affected: Vec<AffectedBooking>,
    /// Columns of the file that nobody reads.
    pub unread_columns: Vec<String>,
}

/// Rows of a table: how many, and the first of them.
#[derive(Debug, Clone, Default, Serialize, Type, JsonSchema)]
pub struct ReferenceLines {
    pub count: u32,
    pub first: Vec<ReferenceLine>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ReferenceLine {
    /// Number of the row, or its date.
    pub key: String,
    /// As it is, or would be.
    pub name: Names,
    /// Columns that differ, of a row that is changed.
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ReferenceYear {
    pub year: u16,
    pub added: u32,
    pub changed: u32,
    pub gone: u32,
}

/// Versions of a kind, the last that was taken into use first.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ReferenceVersions {
    pub versions: Vec<ReferenceVersion>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ReferenceVersion {
    pub version: String,
    /// When it was taken into use; absent where it never was.
    pub at: Option<String>,
    /// Who took it into use; empty where the program itself did.
    pub person: String,
    pub source: String,
    pub rows: u32,
    pub in_use: bool,
    /// The one that this program brings along.
    pub shipped: bool,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BadRow {
    /// Line in the file, the header being 1.
    pub line: u32,
    pub column: String,
    /// Key of the reason in the text catalogue.
    pub code: String,
    pub value: String,
}
