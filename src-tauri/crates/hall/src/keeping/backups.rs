//! Backups: a verified copy, and one more in a second folder.

use crate::ground::{Desk, FieldRefusal, Hall, Refusal, Right, wall_to_beijing};
use chrono::NaiveDateTime;
use std::path::{Path, PathBuf};
use store::{BackupInfo, ReadTx, SecondCopyError, Store, StoreError, WriteTx};

/// Name of this PC's second folder for backups.
const SECOND_FOLDER: &str = "second-backup-folder";
/// Name of what became of the last copy there.
const SECOND_FAULT: &str = "second-backup-fault";

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

    pub(crate) fn second_folder(&self) -> Result<Option<SecondFolder>, Refusal> {
        let Some(dir) = self.second_dir()? else { return Ok(None) };
        let fault = self.store.read(|tx: &ReadTx<'_>| tx.local_get(SECOND_FAULT))?;
        let fault =
            if dir.is_dir() { fault.and_then(|name| SecondFault::read(&name)) } else { Some(SecondFault::Missing) };
        let backups = store::backups_in(&dir).into_iter().map(Backup::from).collect();
        Ok(Some(SecondFolder { dir, fault, backups }))
    }
}
