//! Backups: whole databases in a folder, named `yanshi-<number>-<stamp>.db`: in `backups/`, and copies of them elsewhere
//! (see `second`). Each folder counts and rotates for itself: what lies on a USB stick outlives the PC whose first backups
//! it holds.
//!
//! The name is the mark of verification. A backup is written under an unfinished name, checked like a database at a
//! start, put on the disk, and only then renamed; so a file that has the name is verified, and a listing needs to open
//! none. A mark inside the file would change what was checked, and one in a second file could be lost or left over. A
//! backup that is found bad later loses its name (`…-bad.db`).
//!
//! The number, not the time, says which is newer (invariant A5): with a clock that was once a year ahead, an old backup
//! would be offered as the newest for a year. The day in a name only parts many of one day from those before: the newest
//! few stay whatever they say, and of each day before the last. A clock that stands still is one long day, of which the
//! last fourteen stay.
//!
//! Room is made before a backup is written, and more where the disk is full, so that it comes right by itself.

use super::{files, layout, stamp};
use crate::db::error::StoreError;
use crate::db::{check, connection};
use crate::erasing::scrub;
use journal::WallTime;
use std::path::Path;
use std::{fs, io};

/// Backups kept in a folder: two weeks of daily ones. Making one lets one of those before go beyond these.
pub const BACKUPS_KEPT: usize = 14;

/// The newest stay, however many of them are of one day: so many besides the one that is being made.
const NEWEST_KEPT: usize = 6;

/// A full disk costs no more than leaves so many verified ones.
const KEPT_ON_A_FULL_DISK: usize = 3;

/// A backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupInfo {
    /// File name within the folder.
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

/// A backup, and what became of its copy in the second folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// In the data folder.
    pub first: BackupInfo,
    /// In the second folder.
    pub second: Result<BackupInfo, SecondCopyError>,
}

/// Why the second folder has no copy of a backup. The backup itself stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecondCopyError {
    /// The folder is not there: the drive is not plugged in. It is never made, or the copy might lie on the first disk.
    #[error("the second folder is not there")]
    Missing,
    /// No room.
    #[error("the second folder's disk is full")]
    DiskFull,
    /// The folder cannot be written.
    #[error("the second folder cannot be written")]
    ReadOnly,
    /// The copy read back is not what was written: the medium is bad.
    #[error("the copy in the second folder is not the same as the backup")]
    Differs,
    /// Anything else the disk said.
    #[error("the second folder cannot be written: {0}")]
    Io(String),
}

/// Makes a backup of the database as it stands at this moment. Writers go on meanwhile.
pub(crate) fn make(dir: &Path, wall: WallTime) -> Result<BackupInfo, StoreError> {
    let folder = layout::backups(dir);
    files::make_folder(&folder)?;
    add(&folder, wall, |part| write_verified(&layout::database(dir), part))
}

/// Copies a backup into another folder that is there, and reads the copy back.
pub(crate) fn copy(dir: &Path, backup: &BackupInfo, second: &Path) -> Result<BackupInfo, SecondCopyError> {
    let source = layout::backups(dir).join(&backup.file);
    add(second, backup.made, |part| {
        files::copy(&source, part)?;
        // On the disk before it is read back.
        files::sync_file(part)?;
        if files::sha256(&source)? == files::sha256(part)? { Ok(()) } else { Err(SecondCopyError::Differs) }
    })
}

/// Adds a backup that `write` writes, under the folder's next number. One of those before goes first; where there is no
/// room all the same, more of them. A failure leaves nothing of its own.
fn add<E: MayLackRoom>(folder: &Path, made: WallTime, write: impl Fn(&Path) -> Result<(), E>) -> Result<BackupInfo, E> {
    let number = list(folder).first().map_or(1, |newest| newest.number.saturating_add(1));
    let name = Name { number, made: stamp::stamp(made), verified: true }.text();
    rotate(folder, BACKUPS_KEPT - 1);
    let mut written = write_whole(&folder.join(&name), &write);
    while written.as_ref().is_err_and(MayLackRoom::lacks_room) && make_room(folder) {
        written = write_whole(&folder.join(&name), &write);
    }
    written?;
    info(folder, &name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound).into())
}

/// An error that may say that the disk is full.
trait MayLackRoom: From<io::Error> {
    fn lacks_room(&self) -> bool;
}

impl MayLackRoom for StoreError {
    fn lacks_room(&self) -> bool {
        *self == Self::DiskFull
    }
}

impl MayLackRoom for SecondCopyError {
    fn lacks_room(&self) -> bool {
        *self == Self::DiskFull
    }
}

/// The file as a whole, or nothing.
fn write_whole<E: From<io::Error>>(file: &Path, write: impl Fn(&Path) -> Result<(), E>) -> Result<(), E> {
    let part = layout::unfinished(file);
    let written = write(&part).and_then(|()| Ok(files::name_for_good(&part, file)?));
    if written.is_err() {
        for left in [&part].into_iter().chain(&layout::companions(&part)) {
            if let Err(error) = files::remove_if_there(left) {
                tracing::warn!(%error, "half a backup cannot be removed");
            }
        }
    }
    written
}

fn write_verified(database: &Path, part: &Path) -> Result<(), StoreError> {
    files::remove_if_there(part)?;
    let target = part.to_str().ok_or_else(|| StoreError::Io("the folder's name is not Unicode".to_owned()))?;
    connection::open_untouched(database)?.execute("VACUUM INTO ?1", [target])?;
    scrub::scrub(part)?;
    check::verify(&connection::open_untouched(part)?)
}

/// Backups in any folder, newest first. Opens none of them.
pub fn backups_in(folder: &Path) -> Vec<BackupInfo> {
    list(folder)
}

pub(crate) fn list(folder: &Path) -> Vec<BackupInfo> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut backups: Vec<BackupInfo> = names.filter_map(|name| info(folder, &name)).collect();
    backups.sort_by(|a, b| (b.number, &b.file).cmp(&(a.number, &a.file)));
    backups
}

/// Takes its name from a backup that was found bad. A medium that cannot be written keeps it.
pub(crate) fn mark_bad(file: &Path) {
    let name = file.file_name().and_then(|name| name.to_str()).and_then(Name::parse);
    let (Some(name), Some(folder)) = (name, file.parent()) else { return };
    let bad = folder.join(Name { verified: false, ..name }.text());
    if let Err(error) = files::rename_if_there(file, &bad).and_then(|()| files::sync_folder(folder)) {
        tracing::warn!(%error, file = %file.display(), "a bad backup cannot be marked");
    }
}

/// Lets backups go until so many verified ones are left. A file that cannot be removed now is removed next time.
fn rotate(folder: &Path, kept: usize) {
    let mut verified = verified(folder);
    while verified.len() > kept {
        let Some(at) = next_to_go(&verified) else { break };
        remove(folder, &verified.remove(at));
    }
    let oldest = verified.last().map_or(0, |oldest| oldest.number);
    for bad in list(folder).iter().filter(|backup| !backup.verified && backup.number < oldest) {
        remove(folder, bad);
    }
}

/// Takes away what a full disk is most easily without; says whether anything went.
fn make_room(folder: &Path) -> bool {
    let bad: Vec<BackupInfo> = list(folder).into_iter().filter(|backup| !backup.verified).collect();
    if bad.iter().any(|bad| remove(folder, bad)) {
        return true;
    }
    let verified = verified(folder);
    let is_safe = verified.len() > KEPT_ON_A_FULL_DISK;
    next_to_go(&verified).filter(|_| is_safe).is_some_and(|at| remove(folder, &verified[at]))
}

fn verified(folder: &Path) -> Vec<BackupInfo> {
    list(folder).into_iter().filter(|backup| backup.verified).collect()
}

/// Which of these, newest first, goes next: the oldest after which another of the same day was made, the newest few apart;
/// else the oldest.
fn next_to_go(backups: &[BackupInfo]) -> Option<usize> {
    let is_superfluous = |at: &usize| day(backups[*at].made) == day(backups[at - 1].made);
    (NEWEST_KEPT..backups.len()).rev().find(is_superfluous).or(backups.len().checked_sub(1))
}

/// The day in Beijing, counted from 1970.
fn day(made: WallTime) -> i64 {
    const HOUR_MS: i64 = 3600 * 1000;
    (made.0 + 8 * HOUR_MS).div_euclid(24 * HOUR_MS)
}

fn remove(folder: &Path, backup: &BackupInfo) -> bool {
    let removed = files::remove_if_there(&folder.join(&backup.file));
    if let Err(error) = &removed {
        tracing::warn!(%error, file = backup.file, "an old backup cannot be removed");
    }
    removed.is_ok()
}

impl From<io::Error> for SecondCopyError {
    fn from(error: io::Error) -> Self {
        match StoreError::from(error) {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::ReadOnly => Self::ReadOnly,
            other => Self::Io(other.to_string()),
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
    use super::*;
    use tempfile::TempDir;

    const DAY_MS: i64 = 24 * 3600 * 1000;
    /// 2026-11-23 17:40 in Beijing.
    const MONDAY: i64 = 1_795_426_800_000;

    /// Makes backups of so many bytes at these moments, on a disk that holds `room` bytes of them.
    fn make_at(folder: &Path, moments: &[i64], bytes: usize, room: u64) -> Vec<Result<BackupInfo, StoreError>> {
        let held = || list(folder).iter().map(|backup| backup.bytes).sum::<u64>();
        let write = |part: &Path| {
            let fits = held() + u64::try_from(bytes).unwrap() <= room;
            if fits { Ok(fs::write(part, vec![0; bytes])?) } else { Err(StoreError::DiskFull) }
        };
        moments.iter().map(|moment| add(folder, WallTime(*moment), write)).collect()
    }

    fn kept(folder: &Path) -> Vec<i64> {
        let mut moments: Vec<i64> = list(folder).iter().map(|backup| backup.made.0).collect();
        moments.reverse();
        moments
    }

    fn daily(days: i64) -> Vec<i64> {
        (0..days).map(|day| MONDAY + day * DAY_MS).collect()
    }

    #[test]
    fn two_weeks_of_days_are_kept() {
        let dir = TempDir::new().unwrap();
        make_at(dir.path(), &daily(30), 1, u64::MAX);
        assert_eq!(kept(dir.path()), daily(30)[16..]);
    }

    #[test]
    fn many_of_one_day_push_no_other_day_out() {
        let dir = TempDir::new().unwrap();
        let many: Vec<i64> = (0..60).map(|minute| MONDAY + 10 * DAY_MS + minute * 60_000).collect();
        make_at(dir.path(), &[daily(10), many.clone()].concat(), 1, u64::MAX);
        assert_eq!(kept(dir.path()), [&daily(10)[3..], &many[53..]].concat());
        // The day after, one of the many goes, and in the end the last of that day is left.
        let after: Vec<i64> = (11..17).map(|day| MONDAY + day * DAY_MS).collect();
        make_at(dir.path(), &after, 1, u64::MAX);
        let days: Vec<i64> = kept(dir.path()).iter().map(|moment| (moment - MONDAY) / DAY_MS).collect();
        assert_eq!(days, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
        assert_eq!(kept(dir.path())[7], many[59]);
    }

    #[test]
    fn a_clock_that_leapt_a_year_and_came_back_costs_no_day() {
        let dir = TempDir::new().unwrap();
        let leapt: Vec<i64> = (0..9).map(|look| MONDAY + 365 * DAY_MS + look * 1_800_000).collect();
        make_at(dir.path(), &[daily(10), leapt].concat(), 1, u64::MAX);
        assert_eq!(kept(dir.path())[..7], daily(10)[3..], "the days before");
        let after: Vec<i64> = (10..30).map(|day| MONDAY + day * DAY_MS).collect();
        make_at(dir.path(), &after, 1, u64::MAX);
        assert_eq!(kept(dir.path()), after[6..], "what was made under the wrong clock gets old by its number");
    }

    #[test]
    fn a_clock_that_starts_each_morning_at_one_moment_keeps_two_weeks_of_mornings() {
        let dir = TempDir::new().unwrap();
        make_at(dir.path(), &[0; 40], 1, u64::MAX);
        let numbers: Vec<u32> = list(dir.path()).iter().map(|backup| backup.number).collect();
        assert_eq!(numbers, (27..=40).rev().collect::<Vec<_>>());
    }

    #[test]
    fn a_full_disk_comes_right_by_itself_and_keeps_the_last_few() {
        let dir = TempDir::new().unwrap();
        make_at(dir.path(), &daily(14), 100, 1400);
        // The book has grown, and the disk holds no more than before.
        for made in make_at(dir.path(), &[MONDAY + 14 * DAY_MS, MONDAY + 15 * DAY_MS], 450, 1400) {
            assert!(made.unwrap().verified);
        }
        assert_eq!(kept(dir.path()), daily(16)[9..]);
        // Somebody else has filled it: never below three.
        assert_eq!(make_at(dir.path(), &[MONDAY + 16 * DAY_MS], 100, 0), [Err(StoreError::DiskFull)]);
        let left = list(dir.path());
        assert_eq!(left.iter().map(|backup| backup.number).collect::<Vec<_>>(), [16, 15, 14]);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3, "nothing half done is left");
        make_at(dir.path(), &[MONDAY + 17 * DAY_MS], 100, 1400)[0].as_ref().unwrap();
    }

    #[test]
    fn what_is_bad_goes_first_where_there_is_no_room() {
        let dir = TempDir::new().unwrap();
        make_at(dir.path(), &daily(4), 100, 1400);
        mark_bad(&dir.path().join(&list(dir.path())[1].file));
        make_at(dir.path(), &[MONDAY + 5 * DAY_MS], 100, 400)[0].as_ref().unwrap();
        assert_eq!(list(dir.path()).iter().map(|backup| backup.number).collect::<Vec<_>>(), [5, 4, 2, 1]);
    }

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
