use super::{BackupAge, BackupCard, FrozenDay, Names, Role, SyncChip};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The heartbeat of a screen: asked every few seconds, so that a window learns what another one did.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Pulse {
    /// Grows with every change on this PC.
    pub revision: u32,
    /// What is on screen is old where its part's number differs.
    pub parts: PartRevisions,
    /// The core's clock, Beijing time. Screens use this one, never the browser's.
    pub now: String,
    pub stage: Stage,
    /// Of the window that asks.
    pub session: Session,
    /// Where a hall works.
    pub sync: Option<SyncChip>,
}

/// A number for each part of what screens show. It differs when the part may have changed, whoever changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
pub struct PartRevisions {
    pub frame: u32,
    pub day: u32,
    pub booking: u32,
    pub duty: u32,
    pub calls: u32,
    pub service: u32,
    pub assist: u32,
    pub settings: u32,
    pub reference: u32,
    pub people: u32,
    pub sync: u32,
    pub audit: u32,
}

/// Where a window's session stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Session {
    /// Nobody is signed in.
    None,
    Open {
        person: String,
        /// Until the screen locks, if nothing is touched.
        locks_in_seconds: u32,
    },
    /// Left alone too long, or locked by hand.
    Locked { person: String },
}

mirror! {
    /// Where the program stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Stage = hall::Stage {
        /// No hall yet: the first-run wizard.
        Setup,
        /// A new PC fetches the records of its hall from the server.
        Joining,
        Ready,
        /// The data cannot be used as it is; see [`Trouble`].
        Trouble,
    }
}

/// What the frame around every screen shows.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Frame {
    pub stage: Stage,
    pub version: String,
    pub hall: Option<HallCard>,
    /// Who is signed in, and has not been locked out.
    pub person: Option<PersonCard>,
    /// Days whose free seats a restore has frozen, until a manager signs.
    pub frozen: Vec<FrozenDay>,
    pub now: String,
    /// The service Saturday to open with: today's while a session is still to come, else the next open one.
    pub focus: String,
    /// Today, until midnight, where it is a day of service.
    pub service_day: Option<String>,
    pub clock: ClockState,
    /// What is wrong with the backups.
    pub backup_alarms: Vec<BackupAlarm>,
    /// A year whose holiday notice is missing although it is October or later.
    pub missing_calendar_year: Option<u16>,
    pub trouble: Option<Trouble>,
    pub data_dir: String,
    /// The clock was set on the command line (test builds only); shown on screen.
    pub test_clock: bool,
}

/// Backups that hold too little of what is on record, or cannot be made.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BackupAlarm {
    /// It is about the copies in the second folder.
    pub second: bool,
    /// The newest verified one, if there is one.
    pub newest: Option<BackupAge>,
    /// The last one could not be made.
    pub failed: bool,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HallCard {
    pub name: Names,
    /// A demo hall: sample values are marked 示例, and a badge says so in the top bar.
    pub demo: bool,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct PersonCard {
    pub person: String,
    pub name: String,
    pub roles: Vec<Role>,
    /// Names of the rights they have: what a command needs (`commandInfo`) is one of them.
    pub rights: Vec<String>,
}

/// What the program thinks of the PC's clock. It never blocks work.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum ClockState {
    Plausible,
    /// Behind what this book has already recorded, or behind the program's own release.
    Behind {
        evidence: String,
    },
    /// Far ahead of everything recorded.
    Ahead {
        evidence: String,
    },
}

/// Why the data cannot be opened, and what can be done.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Trouble {
    pub kind: TroubleKind,
    /// For the technician: file, versions, the database's own words. No personal values.
    pub detail: String,
    /// The newest verified backup, where restoring one would help.
    pub backup: Option<BackupCard>,
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum TroubleKind = hall::TroubleKind {
        /// Written by a newer version of the program.
        NewerDatabase,
        /// The file is damaged.
        Corrupt,
        /// The folder cannot be written.
        ReadOnly,
        /// Another program instance holds the data folder.
        InUse,
        /// Anything else the disk said.
        Disk,
        /// The key file is gone: the recovery code makes a new one.
        KeyMissing,
        /// The key file cannot be read, or is damaged.
        KeyUnreadable,
        /// The key file is of another hall.
        KeyForeign,
    }
}
