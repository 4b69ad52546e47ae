//! `yanshi restore`: the window's restoring, from a terminal.

use crate::args::{Args, Restore};
use crate::console::{ask, say};
use hall::{Refusal, RestoreWish, Stage};

pub(crate) fn run(args: &Args, backup: &Restore) -> Result<(), String> {
    let program = args.program()?;
    let file = std::path::absolute(&backup.file).map_err(|error| format!("{}: {error}", backup.file.display()))?;
    if program.stage() == Stage::Ready {
        // Whoever can start this can read the folder: what signing in protects is the window. It is said, not asked.
        say("the data is whole; it is put aside, and the backup takes its place")?;
    }
    let look = program.look_at_backup(&file).map_err(|refusal| refusal.to_string())?;
    let name = look.hall.as_ref().map_or_else(|| "a hall without a name".to_owned(), |hall| hall.zh_hans.clone());
    let newest = look.newest.map(|newest| newest.to_string()).unwrap_or_default();
    say(&format!("backup of {name}, {} events, the last at {newest}", look.events))?;
    let code = if look.needs_code { ask("recovery code: ")? } else { String::new() };
    let wish = RestoreWish { file, code, any_hall: backup.any_hall };
    program.restore_from_terminal(&wish).map_err(|refusal| match refusal {
        Refusal::BackupForeign => "it is of another hall; --any-hall restores it all the same".to_owned(),
        other => other.to_string(),
    })?;
    match program.trouble() {
        None => say("restored; seats of days that were open before are frozen until a manager signs for them"),
        Some(trouble) => Err(format!("restored, but it does not open: {}", trouble.detail)),
    }
}
