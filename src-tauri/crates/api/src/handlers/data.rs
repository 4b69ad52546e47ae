//! Backups to be restored, and files that leave the program.

use super::read::{moment, names, small};
use crate::declare::Visit;
use crate::{BackupLook, BackupRestore, Failure, FileMade, FrozenDay};
use hall::{Program, Refusal, RestoreWish, Right, Stage, StoreError};
use std::path::{Path, PathBuf};

/// A name alone is one of this PC's own backups; anything else is a path.
fn file(program: &Program, name: &str) -> PathBuf {
    let name = name.trim();
    let is_name = Path::new(name).file_name().is_some_and(|last| last == name);
    if is_name { program.backup_file(name) } else { PathBuf::from(name) }
}

pub(super) fn look(program: &Program, visit: &Visit, name: &str) -> Result<BackupLook, Failure> {
    if program.stage() == Stage::Ready {
        visit.desk.as_ref().ok_or(Refusal::NotSignedIn)?.require(Right::KeepData)?;
    }
    let look = program.look_at_backup(&file(program, name))?;
    Ok(BackupLook {
        hall: look.hall.as_ref().map(names),
        newest: look.newest.map(moment),
        events: small(usize::try_from(look.events).unwrap_or(usize::MAX)),
        needs_code: look.needs_code,
        foreign: look.foreign,
    })
}

pub(super) fn wish(program: &Program, input: &BackupRestore) -> RestoreWish {
    RestoreWish { file: file(program, &input.file), code: input.code.clone(), any_hall: input.any_hall }
}

pub(super) fn frozen(date: chrono::NaiveDate, seats: u32) -> FrozenDay {
    FrozenDay { date: date.to_string(), seats }
}

/// Writes something into the folder for files that leave the program, under a name with the moment in it.
pub(super) fn hand_out(
    folder: &Path,
    program: &Program,
    name: &str,
    ending: &str,
    content: &[u8],
) -> Result<FileMade, Failure> {
    let stamp = program.clock().now().format("%Y%m%d-%H%M%S");
    let file = folder.join(format!("{name}-{stamp}.{ending}"));
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&file, content));
    written.map_err(|error| Failure::from(Refusal::from(StoreError::from(error))))?;
    Ok(FileMade { path: file.to_string_lossy().into_owned() })
}
