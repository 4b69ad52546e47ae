//! What the settings screen shows, what the hall can set, the count of service days, and backups.

use crate::day;
use crate::ground::{Desk, FieldRefusal, Hall, Refusal, Right};
use crate::keeping::backups::{Backup, SecondFolder};
use crate::keeping::frozen::Aftermath;
use crate::keeping::newest::BackupState;
use crate::reference::Reference;
use chrono::{Months, NaiveDate};
use domain::event::{Fact, HallAdjusted};
use domain::limits::{ERASE_DAYS, IDLE_MINUTES};
use domain::reference::hours::{HoursRow, Mode, ServiceDays};
use domain::seat::PlannedSession;
use std::sync::Arc;
use store::{Opening, Store, StoreError};

/// Most years over which service days are counted at once.
const SERVICE_YEARS_MAX: u32 = 10;

/// The settings as they stand.
pub struct Settings {
    pub saturday: Vec<PlannedSession>,
    /// Dated hours of the hall, or those of its timetable.
    pub hours: Vec<HoursRow>,
    pub reference: Arc<Reference>,
    pub backups: Vec<Backup>,
    pub backup_state: BackupState,
    pub second: Option<SecondFolder>,
    pub idle_lock_minutes: u16,
    pub erase_after_days: u16,
    pub aftermath: Aftermath,
    /// What of the data folder is open to others than administrators and staff.
    pub open: Vec<Opening>,
}

impl Desk {
    /// Hall, reference data and backups.
    ///
    /// # Errors
    /// When the role may not see the book at all.
    pub fn settings(&self) -> Result<Settings, Refusal> {
        self.require(Right::ReadBook)?;
        let reference = self.reference();
        let timetable = self.read(|look| crate::day::timetable(look))?;
        Ok(Settings {
            saturday: self.usual_saturday()?,
            hours: reference.hours_of(&self.founded, &timetable),
            reference,
            backups: Store::backups(&self.dir).into_iter().map(Backup::from).collect(),
            backup_state: self.backup_state()?,
            second: self.second_folder()?,
            idle_lock_minutes: u16::try_from(self.idle.get().as_secs() / 60).unwrap_or(u16::MAX),
            erase_after_days: self.erase_after_days()?,
            aftermath: self.aftermath()?,
            open: store::openings(&self.dir),
        })
    }

    /// Sets when screens lock and how long personal values are kept.
    ///
    /// # Errors
    /// What is out of range, at its field.
    pub fn adjust_hall(&self, idle_lock_minutes: u16, erase_after_days: u16) -> Result<(), Refusal> {
        self.require(Right::ErasePersonal)?;
        let mut faults = Vec::new();
        if !IDLE_MINUTES.contains(&idle_lock_minutes) {
            faults.push(FieldRefusal::IdleMinutes { min: *IDLE_MINUTES.start(), max: *IDLE_MINUTES.end() });
        }
        if !ERASE_DAYS.contains(&erase_after_days) {
            faults.push(FieldRefusal::EraseDays { min: *ERASE_DAYS.start(), max: *ERASE_DAYS.end() });
        }
        if !faults.is_empty() {
            return Err(Refusal::Fields(faults));
        }
        let adjusted = HallAdjusted {
            idle_lock_minutes: Some(idle_lock_minutes),
            erase_after_days: Some(erase_after_days),
            ..HallAdjusted::default()
        };
        self.write(move |w| -> Result<(), StoreError> {
            w.record(&Fact::HallAdjusted(adjusted), None, None)?;
            Ok(())
        })?;
        self.idle.set_minutes(idle_lock_minutes);
        Ok(())
    }

    /// Days on which a mode serves, both ends included (PRODUCT rule 3).
    ///
    /// # Errors
    /// When the role may not see the book at all.
    pub fn service_days(&self, mode: Mode, from: NaiveDate, to: NaiveDate) -> Result<ServiceDays, Refusal> {
        self.require(Right::ReadBook)?;
        if to < from {
            return Err(FieldRefusal::DaysOrder.into());
        }
        if from.checked_add_months(Months::new(12 * SERVICE_YEARS_MAX)).is_none_or(|end| to >= end) {
            return Err(FieldRefusal::DaysTooMany { years: SERVICE_YEARS_MAX }.into());
        }
        let timetable = self.read(|look| crate::day::timetable(look))?;
        Ok(self.reference().service_days(&self.founded, &timetable, mode, from, to))
    }
}

impl Hall {
    fn usual_saturday(&self) -> Result<Vec<PlannedSession>, StoreError> {
        let usual = self.read(|look| day::timetable(look))?.usual;
        Ok(usual.into_iter().map(|session| session.times).collect())
    }

    /// A year whose holiday notice is due and missing.
    pub fn missing_calendar_year(&self) -> Option<i32> {
        self.reference().calendar.missing_year(self.clock.now().date())
    }
}
