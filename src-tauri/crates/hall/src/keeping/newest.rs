//! How old the newest verified backup is, here and in the second folder, and when that is said in red. The number in the
//! name orders, so a wrong clock makes none older than it is; what the clock says is shown, and asked only for days.

use super::watch::Extent;
use crate::ground::{Hall, Refusal, wall_to_beijing};
use chrono::NaiveDateTime;
use std::path::Path;
use store::{BackupInfo, ReadTx, Store, StoreError};

/// Days after which a backup that lacks something is too old, and its copy: a stick is brought once a week.
const DAYS_MAX: u16 = 3;
const SECOND_DAYS_MAX: u16 = 7;

/// How it stands with the backups of this PC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupState {
    pub newest: Option<BackupAge>,
    /// Everything on record is in it.
    pub holds_all: bool,
    /// The last one could not be made.
    pub failed: bool,
}

/// A verified backup by its age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupAge {
    /// Beijing time, by the clock of then.
    pub made: NaiveDateTime,
    /// Whole days since, by the clock of now; nothing where that is earlier.
    pub days: Option<u16>,
}

/// What is said in red wherever somebody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupAlarm {
    /// It is about the copies in the second folder.
    pub second: bool,
    pub newest: Option<BackupAge>,
    pub failed: bool,
}

impl BackupAge {
    pub(crate) fn of(made: NaiveDateTime, now: NaiveDateTime) -> Self {
        let days = (now >= made).then(|| u16::try_from((now - made).num_days()).unwrap_or(u16::MAX));
        Self { made, days }
    }

    fn is_over(self, days_max: u16) -> bool {
        self.days.is_some_and(|days| days >= days_max)
    }
}

impl Hall {
    /// How it stands with the backups of this PC.
    ///
    /// # Errors
    /// What the store says.
    pub fn backup_state(&self) -> Result<BackupState, Refusal> {
        let newest = self.newest_backup();
        Ok(BackupState {
            holds_all: newest.as_ref().map_or(Ok(false), |newest| self.holds_all(newest))?,
            newest: newest.map(|newest| BackupAge::of(wall_to_beijing(newest.made), self.clock.now())),
            failed: self.backup_watch.has_failed(),
        })
    }

    /// What about the backups is said in red. Nothing before the daily work has looked, a moment after the start.
    ///
    /// # Errors
    /// What the store says.
    pub fn backup_alarms(&self) -> Result<Vec<BackupAlarm>, Refusal> {
        if !self.backup_watch.has_looked() {
            return Ok(Vec::new());
        }
        let BackupState { newest, holds_all, failed } = self.backup_state()?;
        let is_old = newest.is_none_or(|newest| !holds_all && newest.is_over(DAYS_MAX));
        let first = (failed || is_old).then_some(BackupAlarm { second: false, newest, failed });
        let second = self.second_age()?.filter(|copy| match copy {
            None => true,
            Some(copy) => copy.is_over(SECOND_DAYS_MAX) && newest.is_none_or(|newest| newest.made != copy.made),
        });
        let second = second.map(|newest| BackupAlarm { second: true, newest, failed: false });
        Ok(first.into_iter().chain(second).collect())
    }

    /// The newest verified backup of the data folder.
    pub(crate) fn newest_backup(&self) -> Option<BackupInfo> {
        Store::backups(&self.dir).into_iter().find(|backup| backup.verified)
    }

    /// Whether a backup of the data folder holds every event that is on record.
    pub(crate) fn holds_all(&self, backup: &BackupInfo) -> Result<bool, StoreError> {
        let file = Store::backups_folder(&self.dir).join(&backup.file);
        let held = self.backup_watch.extent(&backup.file, || extent_of(&file));
        let ends = self.store.read(|tx: &ReadTx<'_>| tx.journal_ends())?;
        let events: u64 = ends.iter().map(journal::Chain::events).sum();
        Ok(held == Some((self.store.device(), events)))
    }
}

fn extent_of(file: &Path) -> Option<Extent> {
    let facts = store::inspect(file);
    let facts = facts.inspect_err(|error| tracing::warn!(%error, "the newest backup does not tell what it holds"));
    facts.ok().map(|facts| (facts.device, facts.events))
}
