//! One process at a time in a data folder. The lock is the system's and ends with the process, however it ends; the file
//! itself means nothing and stays.

use crate::{OpenError, layout};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Holds the folder until it is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
}

impl FolderLock {
    pub(crate) fn acquire(dir: &Path) -> Result<Self, OpenError> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(layout::lock(dir))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
