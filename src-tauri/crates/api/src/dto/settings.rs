use super::{HallContact, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the settings screen shows of hall, calendar, catalogue and data.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Settings {
    pub hall: Names,
    pub contact: HallContact,
    pub windows: u16,
    pub slot_minutes: u16,
    pub hours: Vec<HoursRow>,
    /// Published years, each with the notice it comes from.
    pub calendar: Vec<NoticeRow>,
    pub items: u32,
    pub departments: Vec<DepartmentRow>,
    pub data_dir: String,
    pub backups: Vec<BackupCard>,
    pub backup_state: BackupState,
    pub second: Option<SecondFolder>,
    pub idle_lock_minutes: u16,
    pub erase_after_days: u16,
    pub frozen: Vec<FrozenDay>,
    /// Days whose seats were given again after a restore: so many may be sold twice.
    pub reminted: Vec<FrozenDay>,
    /// What of the data folder is open to others than administrators and one group of staff.
    pub open: Vec<Opening>,
}

/// Something of the data that others can open.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Opening {
    /// Name of the file; `.` is the folder itself.
    pub place: String,
    pub to: OpenTo,
    /// Number of the account, where it is one.
    pub account: String,
    pub way: OpenWay,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenTo {
    Everyone,
    Users,
    Guests,
    Creator,
    Account,
    Unknown,
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum OpenWay = hall::Way {
        Reads,
        Changes,
        Owns,
    }
}

/// The second folder for backups.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SecondFolder {
    pub dir: String,
    /// Why the last backup has no copy there: `missing`, `disk_full`, `read_only`, `differs`, `other`.
    pub fault: Option<String>,
    /// The last copy that was made there.
    pub newest: Option<BackupAge>,
    /// By their way from the folder, this PC's first.
    pub backups: Vec<BackupCard>,
}

/// How it stands with the backups of this PC.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BackupState {
    /// The newest verified one.
    pub newest: Option<BackupAge>,
    /// Everything on record is in it.
    pub holds_all: bool,
    /// The last one could not be made.
    pub failed: bool,
}

/// A verified backup by its age.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BackupAge {
    /// When it was made, Beijing time.
    pub made: String,
    /// Whole days since; none where the clock says that it is yet to be made.
    pub days: Option<u16>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SecondFolderChoose {
    pub dir: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct HallAdjust {
    pub idle_lock_minutes: u16,
    pub erase_after_days: u16,
}

mirror! {
    /// A day and a number of its seats.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct FrozenDay = hall::FrozenDay {
        pub date: String,
        pub seats: u32,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Reminted {
    pub days: Vec<FrozenDay>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct KeyRecover {
    pub code: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct RecoveryCode {
    /// To be printed and locked away: shown this once, kept nowhere.
    pub recovery_code: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BackupLookAsk {
    /// Name of one of this PC's own backups, or the whole path of a file.
    pub file: String,
}

/// What a backup says about itself.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BackupLook {
    pub hall: Option<Names>,
    /// The last thing on record in it, Beijing time.
    pub newest: Option<String>,
    pub events: u32,
    /// This PC has no key for it: the recovery code is needed.
    pub needs_code: bool,
    /// Another hall's data lies on this PC.
    pub foreign: bool,
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

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum ServiceMode = domain::reference::hours::Mode {
        Standard,
        Flex,
        Noon,
        Saturday,
        Weekend,
    }
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
    /// Name of one of this PC's own backups, or the whole path of a file.
    pub file: String,
    /// The recovery code, where this PC has no key for the backup.
    pub code: String,
    /// Another hall's backup is wanted all the same.
    pub any_hall: bool,
}

/// Days on which a mode serves, both ends included.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ServiceDaysAsk {
    pub mode: ServiceMode,
    #[schemars(extend("format" = "date"))]
    pub from: String,
    #[schemars(extend("format" = "date"))]
    pub to: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ServiceDays {
    pub days: u32,
    /// Years in the range whose notice is not published: the count is by the weekday alone there.
    pub not_published: Vec<u16>,
}

/// A file was written.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct FileMade {
    pub path: String,
}
