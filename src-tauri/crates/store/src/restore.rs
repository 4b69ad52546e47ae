//! Putting a backup in the database's place.
//!
//! The backup is copied, the copy checked and put on the disk under the name `yanshi.db.restored`. From that moment the
//! restore will happen: whoever opens the folder next carries it through, so a power cut between the renames leaves
//! neither no database nor a restored one beside the WAL of the damaged one. What was there is kept aside.
//!
//! Deliberately not here: telling others. A restored journal is shorter than what other PCs may have seen of it;
//! noticing that and going on under a new device name (invariant A7) comes with enrolment and sync.

use crate::lock::FolderLock;
use crate::{OpenError, backup, files, layout, stamp};
use journal::WallTime;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn restore(dir: &Path, file: &str, wall: WallTime) -> Result<(), OpenError> {
    let _lock = FolderLock::acquire(dir)?;
    if !backup::is_name(file) {
        return Err(OpenError::Io(format!("{file} is no backup")));
    }
    let restored = layout::restored(dir);
    let copy = layout::unfinished(&restored);
    let copied = fs::copy(layout::backups(dir).join(file), &copy).map_err(OpenError::from);
    let ready = copied.and_then(|_| {
        backup::verify_copy(dir, file, &copy)?;
        Ok(files::name_for_good(&copy, &restored)?)
    });
    if let Err(error) = ready {
        files::remove_if_there(&copy)?;
        return Err(error);
    }
    finish(dir, wall)
}

/// Carries a restore through that has begun; does nothing if none has.
pub(crate) fn finish(dir: &Path, wall: WallTime) -> Result<(), OpenError> {
    let restored = layout::restored(dir);
    if !restored.exists() {
        return Ok(());
    }
    put_aside(dir, wall)?;
    fs::rename(&restored, layout::database(dir))?;
    files::sync_folder(dir)?;
    Ok(())
}

/// Moves database, WAL and journal, as far as they are there, to names that do no harm. The database goes last: without
/// them it is merely old, one of them beside another database spoils that.
pub(crate) fn put_aside(dir: &Path, wall: WallTime) -> Result<(), OpenError> {
    let database = layout::database(dir);
    let aside = free_name(dir, wall);
    files::rename_if_there(&layout::wal(&database), &layout::wal(&aside))?;
    files::rename_if_there(&layout::journal(&database), &layout::journal(&aside))?;
    files::remove_if_there(&layout::shm(&database))?;
    files::sync_folder(dir)?;
    files::rename_if_there(&database, &aside)?;
    Ok(())
}

fn free_name(dir: &Path, wall: WallTime) -> PathBuf {
    let stamp = stamp::stamp(wall);
    let is_free = |file: &PathBuf| !file.exists() && !layout::wal(file).exists();
    let first = layout::damaged(dir, &stamp);
    let others = (2_u32..).map(|n| layout::damaged(dir, &format!("{stamp}-{n}")));
    std::iter::once(first.clone()).chain(others).find(is_free).unwrap_or(first)
}
