//! Backups: whole databases in `backups/`, named `yanshi-<number>-<stamp>.db`.
//!
//! The name is the mark of verification. A backup is written under an unfinished name, checked like a database at a
//! start, put on the disk, and only then renamed; so a file that has the name is verified, and a listing needs to open
//! none. A mark inside the file would change what was checked, and one in a second file could be lost or left over. A
//! backup that is found bad later loses its name (`…-bad.db`).
//!
//! The number, not the time, says which is newer (invariant A5): with a clock that was once a year ahead, an old backup
//! would be offered as the newest for a year.

use crate::{OpenError, StoreError, check, connection, files, layout, stamp};
use journal::WallTime;
use std::fs;
use std::path::Path;

/// Backups kept: two weeks of daily ones. Making one removes the oldest beyond these.
pub const BACKUPS_KEPT: usize = 14;

/// A backup in a data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupInfo {
    /// File name within the folder of backups.
    pub file: String,
    /// Grows with each backup of the folder.
    pub number: u32,
    /// What the clock said when it was made, to the second.
    pub made: WallTime,
    /// Size of the file.
    pub bytes: u64,
    /// It was whole when it was made, and has not been found bad since.
    pub verified: bool,
}

/// Makes a backup of the database as it stands at this moment. Writers go on meanwhile.
pub(crate) fn make(dir: &Path, wall: WallTime) -> Result<BackupInfo, StoreError> {
    let folder = layout::backups(dir);
    files::make_folder(&folder)?;
    let number = list(dir).first().map_or(1, |newest| newest.number.saturating_add(1));
    let name = Name { number, made: stamp::stamp(wall), verified: true }.text();
    let file = folder.join(&name);
    let part = layout::unfinished(&file);
    let written = write_verified(&layout::database(dir), &part).and_then(|()| Ok(files::name_for_good(&part, &file)?));
    if let Err(error) = written {
        files::remove_if_there(&part)?;
        return Err(error);
    }
    rotate(dir);
    info(&folder, &name).ok_or_else(|| StoreError::Io(format!("the backup {name} is gone")))
}

fn write_verified(database: &Path, part: &Path) -> Result<(), StoreError> {
    files::remove_if_there(part)?;
    let target = part.to_str().ok_or_else(|| StoreError::Io("the folder's name is not Unicode".to_owned()))?;
    connection::open_untouched(database)?.execute("VACUUM INTO ?1", [target])?;
    check::verify(&connection::open_untouched(part)?)
}

/// Backups of a folder, newest first. Opens none of them.
pub(crate) fn list(dir: &Path) -> Vec<BackupInfo> {
    let folder = layout::backups(dir);
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut backups: Vec<BackupInfo> = names.filter_map(|name| info(&folder, &name)).collect();
    backups.sort_by(|a, b| (b.number, &b.file).cmp(&(a.number, &a.file)));
    backups
}

/// Checks a copy of a backup; if it is bad, the backup loses its name.
pub(crate) fn verify_copy(dir: &Path, file: &str, copy: &Path) -> Result<(), OpenError> {
    let verified = check::verify_file(copy);
    if let (Err(OpenError::Corrupt { .. }), Some(name)) = (&verified, Name::parse(file)) {
        let folder = layout::backups(dir);
        files::rename_if_there(&folder.join(file), &folder.join(Name { verified: false, ..name }.text()))?;
    }
    verified
}

/// Removes the oldest. A file that cannot be removed now is removed next time.
fn rotate(dir: &Path) {
    let backups = list(dir);
    let Some(oldest_kept) = backups.iter().filter(|backup| backup.verified).nth(BACKUPS_KEPT - 1) else { return };
    for backup in backups.iter().filter(|backup| backup.number < oldest_kept.number) {
        if let Err(error) = files::remove_if_there(&layout::backups(dir).join(&backup.file)) {
            tracing::warn!(%error, file = backup.file, "an old backup cannot be removed");
        }
    }
}

fn info(folder: &Path, file: &str) -> Option<BackupInfo> {
    let Name { number, made, verified } = Name::parse(file)?;
    let (made, bytes) = (stamp::parse(&made)?, fs::metadata(folder.join(file)).ok()?.len());
    Some(BackupInfo { file: file.to_owned(), number, made, bytes, verified })
}

/// What a backup's name says.
struct Name {
    number: u32,
    made: String,
    verified: bool,
}

impl Name {
    fn text(&self) -> String {
        let bad = if self.verified { "" } else { "-bad" };
        format!("yanshi-{:06}-{}{bad}.db", self.number, self.made)
    }

    /// Reads only what [`Name::text`] writes: a name out of a request can lead to no other file.
    fn parse(file: &str) -> Option<Self> {
        let rest = file.strip_prefix("yanshi-")?.strip_suffix(".db")?;
        let (rest, verified) = rest.strip_suffix("-bad").map_or((rest, true), |rest| (rest, false));
        let (number, made) = rest.split_once('-')?;
        let name = Self { number: number.parse().ok()?, made: made.to_owned(), verified };
        (stamp::parse(made).is_some() && name.text() == file).then_some(name)
    }
}

/// Whether a text has the form of a backup's name.
pub(crate) fn is_name(file: &str) -> bool {
    Name::parse(file).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn only_names_of_backups_are_names() {
        assert!(is_name("yanshi-000007-20261123-204500.db"));
        assert!(is_name("yanshi-000007-20261123-204500-bad.db"));
        assert!(is_name("yanshi-1234567-20261123-204500.db"));
        for other in [
            "",
            "yanshi.db",
            "../yanshi.db",
            "yanshi-7-20261123-204500.db",
            "yanshi-000007-20261123-204500.db.part",
            "yanshi-000007-20261323-204500.db",
            "yanshi-000007-../../20261123-204500.db",
            "yanshi--00007-20261123-204500.db",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }
}
