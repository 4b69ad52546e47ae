//! To whom the data folder is open, besides administrators and one group of staff. The key file and every backup are as safe as
//! the folder's rights: so they are looked at on every start, and what is open is said. It never changes a right, and never
//! keeps the program from starting.
//!
//! Windows: SYSTEM, Administrators and one group, by the list of the folder and of each file ([`acl`]). Elsewhere: owner and
//! group, by the mode bits.

#[cfg_attr(not(windows), allow(dead_code))] // Read on Windows, tested everywhere.
mod acl;
mod kinds;
#[cfg(windows)]
mod windows;

use super::layout;
use kinds::Place;
pub use kinds::{Way, Whom};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Something of the data that is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    /// Name of the file; `.` is the folder itself.
    pub place: String,
    /// To whom.
    pub to: Whom,
    /// For what.
    pub way: Way,
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = match self.way {
            Way::Reads => "can be read by",
            Way::Changes => "can be changed by",
            Way::Owns => "belongs to",
        };
        let place = if self.place == "." { "the data folder" } else { &self.place };
        match &self.to {
            Whom::Everyone => write!(f, "{place} {way} everybody"),
            Whom::Users => write!(f, "{place} {way} all users of this PC"),
            Whom::Guests => write!(f, "{place} {way} guests"),
            Whom::Creator => write!(f, "{place} {way} whoever made it"),
            Whom::Account(account) => write!(f, "{place} {way} account {account}"),
            Whom::Unknown => write!(f, "{place}: nobody can tell who may read it"),
        }
    }
}

/// What of a data folder is open to others. Where there is no folder, nothing is.
pub fn openings(dir: &Path) -> Vec<Opening> {
    let mut found = Vec::new();
    for (place, file) in places(dir) {
        let name = if place == Place::Folder { ".".to_owned() } else { name_of(&file) };
        let open = open_to(&file, place);
        found.extend(open.into_iter().map(|(to, way)| Opening { place: name.clone(), to, way }));
    }
    found.sort();
    found
}

/// The folder, its lock, its keys, the database with what lies beside it, and the folder of backups.
fn places(dir: &Path) -> Vec<(Place, PathBuf)> {
    let database = layout::database(dir);
    let mut files = vec![layout::lock(dir), layout::wal(&database), layout::backups(dir), database];
    let names = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    files.extend(names.filter(|file| is_key(&name_of(file))));
    let there = files.into_iter().filter(|file| file.exists()).map(|file| (Place::File, file));
    dir.is_dir().then(|| (Place::Folder, dir.to_owned())).into_iter().chain(there).collect()
}

fn is_key(name: &str) -> bool {
    name.starts_with("hall.key") || (name.starts_with("device-") && name.ends_with(".key"))
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(windows)]
fn open_to(file: &Path, place: Place) -> Vec<(Whom, Way)> {
    let read = windows::sddl(file).ok().and_then(|sddl| acl::Acl::read(&sddl));
    read.map_or_else(|| vec![(Whom::Unknown, Way::Reads)], |acl| acl.open_to(place))
}

#[cfg(unix)]
fn open_to(file: &Path, place: Place) -> Vec<(Whom, Way)> {
    use std::os::unix::fs::MetadataExt;
    // Behind a folder that lets no others pass, a file's own bits open nothing.
    let mut above = file.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    if above.any(|folder| fs::metadata(folder).is_ok_and(|found| found.mode() & 0o001 == 0)) {
        return Vec::new();
    }
    let Ok(found) = fs::metadata(file) else { return vec![(Whom::Unknown, Way::Reads)] };
    let own = fs::metadata("/proc/self").map_or(found.uid(), |process| process.uid());
    modes(found.mode(), found.uid(), own, place)
}

/// What a mode opens, to a program that runs as `own`.
#[cfg(unix)]
fn modes(mode: u32, owner: u32, own: u32, place: Place) -> Vec<(Whom, Way)> {
    let mut open = Vec::new();
    if place == Place::Folder && owner != own && owner != 0 {
        open.push((Whom::Account(owner.to_string()), Way::Owns));
    }
    if mode & 0o002 != 0 {
        open.push((Whom::Users, Way::Changes));
    } else if mode & 0o005 != 0 {
        open.push((Whom::Users, Way::Reads));
    }
    open
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn set(file: &Path, mode: u32) {
        fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("a mode");
    }

    #[test]
    fn modes_are_judged() {
        for closed in [0o700, 0o750, 0o770, 0o640] {
            assert_eq!(modes(closed, 7, 7, Place::Folder), [], "{closed:o}");
        }
        assert_eq!(modes(0o755, 7, 7, Place::Folder), [(Whom::Users, Way::Reads)]);
        assert_eq!(modes(0o777, 7, 7, Place::Folder), [(Whom::Users, Way::Changes)]);
        assert_eq!(modes(0o750, 0, 7, Place::Folder), []);
        assert_eq!(modes(0o750, 8, 7, Place::Folder), [(Whom::Account("8".to_owned()), Way::Owns)]);
        assert_eq!(modes(0o640, 8, 7, Place::File), []);
    }

    #[test]
    fn every_file_that_opens_the_names_is_looked_at() {
        let outer = tempfile::tempdir().unwrap();
        set(outer.path(), 0o755);
        let dir = outer.path().join("data");
        assert_eq!(openings(&dir), []);
        fs::create_dir_all(dir.join("backups")).unwrap();
        let keys = ["hall.key", "hall.key.before-1", "device-0102030405060708.key"];
        for name in keys.into_iter().chain(["yanshi.db", "yanshi.lock", "something else"]) {
            fs::write(dir.join(name), b"").unwrap();
            set(&dir.join(name), 0o644);
        }
        set(&dir, 0o755);
        set(&dir.join("backups"), 0o755);
        let found: Vec<String> = openings(&dir).into_iter().map(|open| open.place).collect();
        let expected = [".", "backups", keys[2], keys[0], keys[1], "yanshi.db", "yanshi.lock"];
        // Where the whole way to it is closed to others, as in somebody's own folder, nothing of it is open.
        let all_open =
            outer.path().ancestors().all(|folder| fs::metadata(folder).unwrap().permissions().mode() & 1 == 1);
        assert_eq!(found, if all_open { expected.map(str::to_owned).to_vec() } else { Vec::new() });
        set(&dir, 0o750);
        assert_eq!(openings(&dir), []);
    }

    #[test]
    fn a_folder_that_is_made_is_closed_to_others() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("data");
        crate::make_folder(&dir).unwrap();
        assert_eq!(fs::metadata(&dir).unwrap().permissions().mode() & 0o007, 0);
    }
}
