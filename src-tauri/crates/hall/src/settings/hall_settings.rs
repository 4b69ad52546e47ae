//! What the settings screen shows, what the hall can set, the count of service days, and backups.

use crate::day;
use crate::ground::{Desk, FieldRefusal, Hall, Refusal, Right, record, wall_to_beijing};
use crate::keeping::frozen::Aftermath;
use crate::reference::Reference;
use chrono::{Months, NaiveDate, NaiveDateTime};
use domain::event::{Fact, HallAdjusted};
use domain::reference::hours::{HoursRow, Mode, ServiceDays};
use domain::seat::{PlannedSession, SessionPlan};
use domain::time::BeijingDay;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{BackupInfo, ReadTx, SecondCopyError, Store, StoreError, Views, WriteTx};

/// Minutes after which a screen may be set to lock.
const IDLE_MINUTES: std::ops::RangeInclusive<u16> = 1..=60;
/// Days after which personal values may be set to be erased.
const ERASE_DAYS: std::ops::RangeInclusive<u16> = 7..=3650;

/// Most years over which service days are counted at once.
const SERVICE_YEARS_MAX: u32 = 10;

/// So many Saturdays ahead the next open one is looked for.
const SATURDAYS_AHEAD: usize = 60;

/// Name of this PC's second folder for backups.
const SECOND_FOLDER: &str = "second-backup-folder";
/// Name of what became of the last copy there.
const SECOND_FAULT: &str = "second-backup-fault";

/// The settings as they stand.
pub struct Settings {
    pub saturday: Vec<PlannedSession>,
    /// Dated hours of the hall, or those of its timetable.
    pub hours: Vec<HoursRow>,
    pub reference: Arc<Reference>,
    pub backups: Vec<Backup>,
    pub second: Option<SecondFolder>,
    pub idle_lock_minutes: u16,
    pub erase_after_days: u16,
    pub aftermath: Aftermath,
}

/// The second folder for backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFolder {
    pub dir: PathBuf,
    /// Why the last backup has no copy there; nothing where it has one.
    pub fault: Option<SecondFault>,
    pub backups: Vec<Backup>,
}

/// Why the second folder has no copy of the last backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFault {
    Missing,
    DiskFull,
    ReadOnly,
    Differs,
    Other,
}

impl SecondFault {
    const ALL: [Self; 5] = [Self::Missing, Self::DiskFull, Self::ReadOnly, Self::Differs, Self::Other];

    /// The fault's name outside the program, and where it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::DiskFull => "disk_full",
            Self::ReadOnly => "read_only",
            Self::Differs => "differs",
            Self::Other => "other",
        }
    }

    fn read(name: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.name().as_bytes() == name)
    }
}

impl From<&SecondCopyError> for SecondFault {
    fn from(error: &SecondCopyError) -> Self {
        match error {
            SecondCopyError::Missing => Self::Missing,
            SecondCopyError::DiskFull => Self::DiskFull,
            SecondCopyError::ReadOnly => Self::ReadOnly,
            SecondCopyError::Differs => Self::Differs,
            SecondCopyError::Io(_) => Self::Other,
        }
    }
}

/// A backup.
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

impl Desk {
    /// Hall, reference data and backups.
    ///
    /// # Errors
    /// When the role may not see the book at all.
    pub fn settings(&self) -> Result<Settings, Refusal> {
        self.require(Right::ReadBook)?;
        let reference = self.reference();
        let timetable = self.store.read(|tx: &ReadTx<'_>| crate::day::timetable(self, tx.views()))?;
        Ok(Settings {
            saturday: self.usual_saturday()?,
            hours: reference.hours_of(&self.founded, &timetable),
            reference,
            backups: Store::backups(&self.dir).into_iter().map(Backup::from).collect(),
            second: self.second_folder()?,
            idle_lock_minutes: u16::try_from(self.idle.get().as_secs() / 60).unwrap_or(u16::MAX),
            erase_after_days: self.erase_after_days()?,
            aftermath: self.aftermath()?,
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
        let author = self.author();
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            record(tx, author, &Fact::HallAdjusted(adjusted), None, None)?;
            Ok(())
        })?;
        self.idle.set_minutes(idle_lock_minutes);
        Ok(())
    }

    /// Chooses a second folder for backups, or none with an empty text. It must be there, so that a copy never lies on the
    /// first disk by mistake.
    ///
    /// # Errors
    /// What is wrong with the folder, at its field.
    pub fn choose_second_folder(&self, dir: &str) -> Result<(), Refusal> {
        self.require(Right::KeepData)?;
        let dir = domain::text::clean_path(dir);
        if !dir.is_empty() {
            check_second(Path::new(&dir), &self.dir)?;
        }
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            tx.local_delete(SECOND_FAULT)?;
            if dir.is_empty() { tx.local_delete(SECOND_FOLDER) } else { tx.local_put(SECOND_FOLDER, dir.as_bytes()) }
        })?)
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
        let timetable = self.store.read(|tx: &ReadTx<'_>| crate::day::timetable(self, tx.views()))?;
        Ok(self.reference().service_days(&self.founded, &timetable, mode, from, to))
    }

    /// Makes a verified backup now, and its copy in the second folder.
    ///
    /// # Errors
    /// What the disk says of the first; what the second folder says is in the settings.
    pub fn back_up(&self) -> Result<Backup, Refusal> {
        self.require(Right::KeepData)?;
        self.back_up_now()
    }
}

fn check_second(dir: &Path, data: &Path) -> Result<(), FieldRefusal> {
    if !dir.is_absolute() {
        return Err(FieldRefusal::SecondNotAbsolute);
    }
    if !dir.is_dir() {
        return Err(FieldRefusal::SecondMissing);
    }
    let same = |a: &Path, b: &Path| a.canonicalize().ok().is_some_and(|a| b.canonicalize().ok() == Some(a));
    if same(dir, data) || same(dir, &Store::backups_folder(data)) {
        return Err(FieldRefusal::SecondSame);
    }
    let probe = dir.join(".yanshi-probe");
    let written = std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
    written.map_err(|_| FieldRefusal::SecondNotWritable)
}

impl Hall {
    fn usual_saturday(&self) -> Result<Vec<PlannedSession>, StoreError> {
        let usual = self.store.read(|tx: &ReadTx<'_>| day::timetable(self, tx.views()))?.usual;
        Ok(usual.into_iter().map(|session| session.times).collect())
    }

    pub(crate) fn back_up_now(&self) -> Result<Backup, Refusal> {
        let Some(second) = self.second_dir()? else { return Ok(self.store.backup(self.clock.wall())?.into()) };
        let made = self.store.backup_also(self.clock.wall(), &second)?;
        let fault = made.second.as_ref().err().map(SecondFault::from);
        if let Err(error) = &made.second {
            tracing::warn!(%error, "the backup has no copy in the second folder");
        }
        self.store.write(move |tx: &mut WriteTx<'_>| match fault {
            Some(fault) => tx.local_put(SECOND_FAULT, fault.name().as_bytes()),
            None => tx.local_delete(SECOND_FAULT),
        })?;
        Ok(made.first.into())
    }

    /// Folders of backups beside the data folder's own.
    pub(crate) fn backup_folders(&self) -> Vec<PathBuf> {
        self.second_dir().ok().flatten().into_iter().collect()
    }

    fn second_dir(&self) -> Result<Option<PathBuf>, StoreError> {
        let kept = self.store.read(|tx: &ReadTx<'_>| tx.local_get(SECOND_FOLDER))?;
        Ok(kept.and_then(|bytes| String::from_utf8(bytes).ok()).map(PathBuf::from))
    }

    fn second_folder(&self) -> Result<Option<SecondFolder>, Refusal> {
        let Some(dir) = self.second_dir()? else { return Ok(None) };
        let fault = self.store.read(|tx: &ReadTx<'_>| tx.local_get(SECOND_FAULT))?;
        let fault =
            if dir.is_dir() { fault.and_then(|name| SecondFault::read(&name)) } else { Some(SecondFault::Missing) };
        let backups = store::backups_in(&dir).into_iter().map(Backup::from).collect();
        Ok(Some(SecondFolder { dir, fault, backups }))
    }

    /// The day to open with: today while one of its slots is still to come, else the next on which bookings are taken.
    ///
    /// # Errors
    /// What the store says.
    pub fn focus(&self) -> Result<NaiveDate, Refusal> {
        let now = self.clock.now();
        let today = now.date();
        let reference = self.reference();
        let calendar = &reference.calendar;
        self.store.read(|tx: &ReadTx<'_>| {
            let views = tx.views();
            let sessions = |date| day::require_open(self, &reference, views, date).map(|decided| decided.sessions);
            let to_come = |session: &SessionPlan| session.times.to.on(today) > now;
            if sessions(today).is_ok_and(|sessions| sessions.iter().any(to_come)) {
                return Ok(today);
            }
            let open = self.first_open_after(&reference, views, today)?;
            Ok(open.unwrap_or_else(|| calendar.next_ordinary_saturday(today)))
        })
    }

    /// The first day after this one, and not before today, on which bookings are taken.
    pub(crate) fn first_open_after(
        &self,
        reference: &Reference,
        views: Views<'_>,
        after: NaiveDate,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let yesterday = self.clock.now().date().pred_opt().unwrap_or(after);
        let (after, calendar) = (after.max(yesterday), &reference.calendar);
        let single = views.day_exceptions()?.into_iter().map(|row| row.day.date()).filter(|date| *date > after);
        let saturdays =
            std::iter::successors(Some(calendar.next_saturday(after)), |date| Some(calendar.next_saturday(*date)));
        let mut ahead: Vec<NaiveDate> = single.chain(saturdays.take(SATURDAYS_AHEAD)).collect();
        ahead.sort_unstable();
        Ok(ahead.into_iter().find(|date| day::require_open(self, reference, views, *date).is_ok()))
    }

    /// Today, until midnight, where it is a day of service: bookings are or were taken for it, or somebody walked in.
    ///
    /// # Errors
    /// What the store says.
    pub fn service_day(&self) -> Result<Option<NaiveDate>, Refusal> {
        let (today, reference) = (self.clock.now().date(), self.reference());
        let day = BeijingDay::from(today);
        self.store.read(|tx: &ReadTx<'_>| -> Result<Option<NaiveDate>, Refusal> {
            let views = tx.views();
            let serves = day::require_open(self, &reference, views, today).is_ok()
                || !views.booked_for_day(day)?.is_empty()
                || !views.walk_ins_of_day(day)?.is_empty()
                || !views.moved_from(day)?.is_empty();
            Ok(serves.then_some(today))
        })
    }

    /// A year whose holiday notice is due and missing.
    pub fn missing_calendar_year(&self) -> Option<i32> {
        self.reference().calendar.missing_year(self.clock.now().date())
    }
}
