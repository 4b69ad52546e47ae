//! Where the program stands, as data: the stage, what it holds there, and what may be wrong.

use super::daily_work::DailyWork;
use crate::ground::Hall;
use crate::keeping::backups::Backup;
use crate::syncing::Enrolment;
use link::Syncer;
use std::path::PathBuf;
use std::sync::Arc;
use store::Store;

pub(crate) enum State {
    Setup,
    Joining(JoiningHall),
    Ready(Arc<Hall>, #[allow(dead_code)] Option<DailyWork>), // Held while the hall is open.
    Trouble(Trouble),
}

/// A hall whose records are being fetched from the server.
pub(crate) struct JoiningHall {
    pub store: Store,
    pub dir: PathBuf,
    pub enrolment: Enrolment,
    pub syncer: Syncer,
}

/// Where the program stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Setup,
    /// A new PC fetches the records of its hall.
    Joining,
    Ready,
    Trouble,
}

/// Why the data cannot be used, and what may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub kind: TroubleKind,
    /// For the technician; no personal values.
    pub detail: String,
    /// The newest verified backup, where restoring it would help.
    pub backup: Option<Backup>,
}

/// Kinds of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    NewerDatabase,
    Corrupt,
    ReadOnly,
    InUse,
    Disk,
    /// The key file is gone: the recovery code makes a new one.
    KeyMissing,
    /// The key file cannot be read, or is damaged.
    KeyUnreadable,
    /// The key file is of another hall.
    KeyForeign,
}

impl TroubleKind {
    /// Whether the recovery code is the way out.
    pub fn is_of_key(self) -> bool {
        match self {
            Self::KeyMissing | Self::KeyUnreadable | Self::KeyForeign => true,
            Self::NewerDatabase | Self::Corrupt | Self::ReadOnly | Self::InUse | Self::Disk => false,
        }
    }
}
