//! What the settings screen shows, the count of service days, and backups.

use crate::clock::wall_to_beijing;
use crate::{Action, Hall, Reference, Refusal};
use chrono::{NaiveDate, NaiveDateTime};
use domain::hours::{Mode, ServiceDays};
use domain::seat::PlannedSession;
use std::path::Path;
use std::sync::Arc;
use store::{BackupInfo, Store};

/// The settings as they stand.
pub struct Settings {
    pub saturday: Vec<PlannedSession>,
    pub reference: Arc<Reference>,
    pub backups: Vec<Backup>,
}

/// A backup on this PC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub file: String,
    /// Beijing time.
    pub made: NaiveDateTime,
    pub bytes: u64,
    pub verified: bool,
}

impl From<BackupInfo> for Backup {
    fn from(info: BackupInfo) -> Self {
        Self { file: info.file, made: wall_to_beijing(info.made), bytes: info.bytes, verified: info.verified }
    }
}

impl Hall {
    /// Hall, reference data and backups.
    ///
    /// # Errors
    /// When the role may not see the book at all.
    pub fn settings(&self, dir: &Path) -> Result<Settings, Refusal> {
        self.actor().require(Action::ReadBook)?;
        let backups = Store::backups(dir).into_iter().map(Backup::from).collect();
        Ok(Settings { saturday: self.founded.saturday.clone(), reference: self.reference(), backups })
    }

    /// Days on which a mode serves, both ends included (PRODUCT rule 3).
    ///
    /// # Errors
    /// When the role may not see the book at all.
    pub fn service_days(&self, mode: Mode, from: NaiveDate, to: NaiveDate) -> Result<ServiceDays, Refusal> {
        self.actor().require(Action::ReadBook)?;
        Ok(self.reference().service_days(&self.founded, mode, from, to))
    }

    /// Makes a verified backup now.
    ///
    /// # Errors
    /// What the disk says.
    pub fn back_up(&self) -> Result<Backup, Refusal> {
        self.actor().require(Action::Backup)?;
        Ok(self.store.backup(self.clock.wall())?.into())
    }

    /// The Saturday to open with: today's while one of its slots is still to come, else the next ordinary one.
    pub fn focus(&self) -> NaiveDate {
        let now = self.clock.now();
        let calendar = &self.reference().calendar;
        let today = now.date();
        let to_come = |session: &PlannedSession| session.to.on(today) > now;
        let open_today = calendar.kind(today) == domain::calendar::DayKind::OrdinarySaturday;
        if open_today && self.founded.saturday.iter().any(to_come) {
            today
        } else {
            calendar.next_ordinary_saturday(today)
        }
    }

    /// A year whose holiday notice is due and missing.
    pub fn missing_calendar_year(&self) -> Option<i32> {
        self.reference().calendar.missing_year(self.clock.now().date())
    }
}
