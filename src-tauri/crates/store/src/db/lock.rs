//! One process at a time in a data folder. The lock is the system's and ends with the process, however it ends; the file
//! itself means nothing and stays.

use super::error::OpenError;
use crate::copies::layout;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Holds the folder until it is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    file: File,
}

impl FolderLock {
    pub(crate) fn acquire(dir: &Path) -> Result<Self, OpenError> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(layout::lock(dir))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

impl Drop for FolderLock {
    /// Lets go in so many words. Closing the file would not do: a process that is just being started holds a copy of
    /// every open file until it becomes its own program, and the lock would stay with the copy.
    fn drop(&mut self) {
        if let Err(error) = self.file.unlock() {
            tracing::warn!(%error, "the folder's lock goes with its file");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FolderLock;
    use crate::db::error::OpenError;

    #[test]
    fn the_lock_is_free_at_once_though_a_copy_of_its_file_lives_on() {
        let dir = tempfile::tempdir().unwrap();
        let held = FolderLock::acquire(dir.path()).unwrap();
        let copy = held.file.try_clone().unwrap();
        assert!(matches!(FolderLock::acquire(dir.path()), Err(OpenError::InUse)));
        drop(held);
        FolderLock::acquire(dir.path()).unwrap();
        drop(copy);
    }
}
