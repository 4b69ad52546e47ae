//! Backups to be restored, and files that leave the program.

use super::DONE;
use super::read::{moment, names, small};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    Api, BackupLook, BackupLookAsk, BackupRestore, Failure, FileMade, FrozenDay, KeyRecover, Nothing, RecoveryCode,
    Reminted,
};
use hall::{Program, Refusal, RemintedDay, RestoreWish, Right, Stage, StoreError};
use std::path::{Path, PathBuf};

pub(crate) fn backup_restore(visit: Visit<'_>, input: BackupRestore) -> Result<Nothing, Failure> {
    let program = visit.program();
    let wish = RestoreWish { file: file(program, &input.file), code: input.code, any_hall: input.any_hall };
    program.restore_backup(visit.desk, &wish)?;
    Ok(DONE)
}

pub(crate) fn seats_remint(visit: Visit<'_>, _: Nothing) -> Result<Reminted, Failure> {
    Ok(Reminted { days: visit.desk()?.remint_frozen()?.wire() })
}

pub(crate) fn key_recover(visit: Visit<'_>, input: KeyRecover) -> Result<Nothing, Failure> {
    visit.program().recover_key(&input.code)?;
    Ok(DONE)
}

pub(crate) fn recovery_renew(visit: Visit<'_>, _: Nothing) -> Result<RecoveryCode, Failure> {
    Ok(RecoveryCode { recovery_code: visit.desk()?.renew_recovery_code()? })
}

pub(crate) fn diagnostics_export(visit: Visit<'_>, _: Nothing) -> Result<FileMade, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let file = visit.program().export_diagnostics(visit.desk.as_ref(), &visit.api.handouts, version)?;
    Ok(FileMade { path: file.to_string_lossy().into_owned() })
}

/// A name alone is one of this PC's own backups; anything else is a path.
fn file(program: &Program, name: &str) -> PathBuf {
    let name = name.trim();
    let is_name = Path::new(name).file_name().is_some_and(|last| last == name);
    if is_name { program.backup_file(name) } else { PathBuf::from(name) }
}

pub(crate) fn backup_look(visit: Visit<'_>, input: BackupLookAsk) -> Result<BackupLook, Failure> {
    let program = visit.program();
    if program.stage() == Stage::Ready {
        visit.desk()?.require(Right::KeepData)?;
    }
    let look = program.look_at_backup(&file(program, &input.file))?;
    Ok(BackupLook {
        hall: look.hall.as_ref().map(names),
        newest: look.newest.map(moment),
        events: small(usize::try_from(look.events).unwrap_or(usize::MAX)),
        needs_code: look.needs_code,
        foreign: look.foreign,
    })
}

impl Wire<FrozenDay> for RemintedDay {
    fn wire(self) -> FrozenDay {
        FrozenDay { date: self.date.wire(), seats: self.seats }
    }
}

/// Writes something into the folder for files that leave the program, under a name with the moment in it.
pub(super) fn hand_out(api: &Api, name: &str, ending: &str, content: &[u8]) -> Result<FileMade, Failure> {
    let stamp = api.program.clock().now().format("%Y%m%d-%H%M%S");
    let file = api.handouts.join(format!("{name}-{stamp}.{ending}"));
    let written = std::fs::create_dir_all(&api.handouts).and_then(|()| std::fs::write(&file, content));
    written.map_err(|error| Failure::from(Refusal::from(StoreError::from(error))))?;
    Ok(FileMade { path: file.to_string_lossy().into_owned() })
}
