//! Backups: a verified copy, and one more in a second folder.

use super::newest::BackupAge;
use crate::ground::{Desk, FieldRefusal, Hall, Refusal, Right, wall_to_beijing};
use chrono::NaiveDateTime;
use journal::WallTime;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{BackupInfo, ReadTx, SecondCopyError, Store, StoreError, WriteTx};

/// Name of this PC's second folder for backups.
const SECOND_FOLDER: &str = "second-backup-folder";
/// Name of what became of the last copy there.
const SECOND_FAULT: &str = "second-backup-fault";

/// When the last copy there was made: the folder may be in a drawer.
const SECOND_MADE: &str = "second-backup-made";

/// Running time after which another backup is due within one run of the program. No clock is asked.
const DUE_AFTER: Duration = Duration::from_secs(8 * 3600);

/// The second folder for backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFolder {
    pub dir: PathBuf,
    /// Why the last backup has no copy there; nothing where it has one.
    pub fault: Option<SecondFault>,
    /// The last copy that was made there.
    pub newest: Option<BackupAge>,
    /// Copies by their way from the folder, this PC's first.
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
    /// Chooses a second folder for backups, or none with an empty text. It must be there, so that a copy never lies on the
    /// first disk by mistake. The newest backup is copied there at once; that it cannot be is in the settings.
    ///
    /// # Errors
    /// What is wrong with the folder, at its field.
    pub fn choose_second_folder(&self, dir: &str) -> Result<(), Refusal> {
        self.require(Right::KeepData)?;
        let dir = domain::text::clean_path(dir);
        if !dir.is_empty() {
            check_second(Path::new(&dir), &self.dir)?;
        }
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            tx.local_delete(SECOND_FAULT)?;
            tx.local_delete(SECOND_MADE)?;
            if dir.is_empty() { tx.local_delete(SECOND_FOLDER) } else { tx.local_put(SECOND_FOLDER, dir.as_bytes()) }
        })?;
        self.copy_what_is_missing()
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
    /// What the daily work does: a backup where one is due, else the copy that the second folder lacks.
    pub(crate) fn look_after_backups(&self) -> Result<(), Refusal> {
        if self.backup_is_due()? { self.back_up_now().map(drop) } else { self.copy_what_is_missing() }
    }

    /// Something has come since the newest, and this run of the program has made none yet, or made its last long ago.
    fn backup_is_due(&self) -> Result<bool, StoreError> {
        let holds_all = self.newest_backup().map_or(Ok(false), |newest| self.holds_all(&newest))?;
        Ok(!holds_all && self.backup_watch.since_made().is_none_or(|since| since >= DUE_AFTER))
    }

    pub(crate) fn back_up_now(&self) -> Result<Backup, Refusal> {
        let made = self.make_backup();
        match &made {
            Ok(_) => self.backup_watch.note_made(),
            Err(_) => self.backup_watch.note_failed(),
        }
        made
    }

    fn make_backup(&self) -> Result<Backup, Refusal> {
        let Some(second) = self.second_dir()? else { return Ok(self.store.backup(self.clock.wall())?.into()) };
        let made = self.store.backup_also(self.clock.wall(), &second)?;
        self.note_copy(made.second)?;
        Ok(made.first.into())
    }

    /// Copies the newest backup where the second folder has no copy of it: it was not there or was full, or is newly chosen.
    fn copy_what_is_missing(&self) -> Result<(), Refusal> {
        let Some((dir, newest)) = self.second_dir()?.zip(self.newest_backup()) else { return Ok(()) };
        let (fault, made) = self.store.read(|tx: &ReadTx<'_>| -> Result<_, StoreError> {
            Ok((tx.local_get(SECOND_FAULT)?, tx.local_get(SECOND_MADE)?))
        })?;
        if dir.is_dir() && (fault.is_some() || made.is_none()) {
            self.note_copy(self.store.copy_backup(&newest, &dir))?;
        }
        Ok(())
    }

    fn note_copy(&self, copy: Result<BackupInfo, SecondCopyError>) -> Result<(), StoreError> {
        if let Err(error) = &copy {
            tracing::warn!(%error, "the backup has no copy in the second folder");
        }
        self.store.write(move |tx: &mut WriteTx<'_>| match copy {
            Err(error) => tx.local_put(SECOND_FAULT, SecondFault::from(&error).name().as_bytes()),
            Ok(copy) => {
                tx.local_delete(SECOND_FAULT)?;
                tx.local_put(SECOND_MADE, copy.made.0.to_string().as_bytes())
            }
        })?;
        self.backup_watch.note_change();
        Ok(())
    }

    /// Folders of backups beside the data folder's own.
    pub(crate) fn backup_folders(&self) -> Result<Vec<PathBuf>, StoreError> {
        Ok(self.second_dir()?.into_iter().collect())
    }

    fn second_dir(&self) -> Result<Option<PathBuf>, StoreError> {
        let kept = self.store.read(|tx: &ReadTx<'_>| tx.local_get(SECOND_FOLDER))?;
        Ok(kept.and_then(|bytes| String::from_utf8(bytes).ok()).map(PathBuf::from))
    }

    pub(crate) fn second_folder(&self) -> Result<Option<SecondFolder>, Refusal> {
        let Some(dir) = self.second_dir()? else { return Ok(None) };
        let fault = self.store.read(|tx: &ReadTx<'_>| tx.local_get(SECOND_FAULT))?;
        let fault =
            if dir.is_dir() { fault.and_then(|name| SecondFault::read(&name)) } else { Some(SecondFault::Missing) };
        let found = self.store.second_backups(&dir)?;
        let backups = found.own.into_iter().chain(found.others).map(Backup::from).collect();
        Ok(Some(SecondFolder { dir, fault, newest: self.second_age()?.flatten(), backups }))
    }

    /// The age of the last copy in the second folder, where one is chosen. What was copied before that was noted is asked of
    /// the folder.
    pub(crate) fn second_age(&self) -> Result<Option<Option<BackupAge>>, StoreError> {
        let Some(dir) = self.second_dir()? else { return Ok(None) };
        let noted = self.store.read(|tx: &ReadTx<'_>| tx.local_get(SECOND_MADE))?;
        let noted = noted.and_then(|text| String::from_utf8(text).ok()?.parse().ok()).map(WallTime);
        let made = match noted {
            Some(made) => Some(made),
            None => self.store.second_backups(&dir)?.others.first().map(|copy| copy.made),
        };
        Ok(Some(made.map(|made| BackupAge::of(wall_to_beijing(made), self.clock.now()))))
    }
}
