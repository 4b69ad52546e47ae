use super::Names;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the settings screen shows of hall, calendar, catalogue and data.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Settings {
    pub hall: Names,
    pub windows: u16,
    pub slot_minutes: u16,
    pub hours: Vec<HoursRow>,
    /// Published years, each with the notice it comes from.
    pub calendar: Vec<NoticeRow>,
    pub items: u32,
    pub departments: Vec<DepartmentRow>,
    pub data_dir: String,
    pub backups: Vec<BackupCard>,
}

/// A year of the calendar and where it comes from.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct NoticeRow {
    pub year: u16,
    pub source: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HoursRow {
    /// Items the row is for; with no items and no remark it is for all.
    pub items: Vec<Names>,
    /// What the source says of the items, where it names none of the catalogue.
    pub remark: String,
    pub mode: ServiceMode,
    pub from: String,
    pub to: String,
    pub appointment: String,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub source: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DepartmentRow {
    pub department: u32,
    pub name: Names,
    /// Has a back office in this hall.
    pub present: bool,
    pub sample: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServiceMode {
    Standard,
    Flex,
    Noon,
    Saturday,
    Weekend,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BackupCard {
    pub file: String,
    /// When it was made, Beijing time.
    pub made: String,
    pub size_kib: u32,
    /// Its integrity and its journal's chain were checked after writing.
    pub verified: bool,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BackupRestore {
    pub file: String,
}

/// Days on which a mode serves, both ends included.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ServiceDaysAsk {
    pub mode: ServiceMode,
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ServiceDays {
    pub days: u32,
    /// Years in the range whose notice is not published: the count is by the weekday alone there.
    pub not_published: Vec<u16>,
}

/// Reference data brought in as one whole version.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ReferenceImport {
    pub kind: ReferenceKind,
    /// CSV text with a header row, UTF-8.
    pub csv: String,
    /// Where it comes from; kept and shown.
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    Calendar,
    Departments,
    Items,
}

/// What an import did. With any bad row nothing is taken over.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ImportReport {
    pub rows: u32,
    pub taken: bool,
    pub bad: Vec<BadRow>,
    /// Columns that the header lacks.
    pub missing_columns: Vec<String>,
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
