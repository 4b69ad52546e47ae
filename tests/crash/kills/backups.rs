//! Killed while it makes backups: one that has its name is whole, whatever happened to the next.

use crate::child::DEEDS;
use crate::killing::{Moment, kill_child};
use fastrand::Rng;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use yanshi_tests::crash::{Counter, History, Opened, inspect};

const KILLS: usize = 20;
const LINES_MAX: usize = 8;
/// A backup takes about this long in a debug build.
const BACKUP_MICROSECONDS: u64 = 40_000;

pub(crate) fn a_backup_cut_short_is_none(seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let history = History::new(seed, DEEDS);
    let dir = TempDir::new().expect("a folder");
    drop(Counter::open_or_found(dir.path()).expect("a hall"));
    let (mut held, mut acknowledged) = (1, Vec::new());
    for _ in 0..KILLS {
        let (seed, first) = (seed.to_string(), held.to_string());
        let arguments = [OsStr::new("back up"), dir.path().as_os_str(), OsStr::new(&seed), OsStr::new(&first)];
        // Counted in lines, not in time, so that a busy machine makes as many backups as an idle one.
        let pause = Duration::from_micros(rng.u64(0..BACKUP_MICROSECONDS));
        let moment = Moment::Said(rng.usize(0..=LINES_MAX), pause);
        let lines = kill_child(&arguments, moment);
        held = lines.iter().rev().find_map(|line| line.parse().ok()).map_or(held, |last: usize| last + 1);
        acknowledged.extend(
            lines
                .iter()
                .filter_map(|line| line.split_once(' '))
                .map(|(file, deeds)| (file.to_owned(), deeds.parse::<usize>().expect("a number of deeds"))),
        );
        held = inspect(dir.path(), &history, held).expect("a whole folder");
        check_backups(dir.path(), &history, held, &acknowledged);
    }
    println!("{KILLS} kills among {} acknowledged backups", acknowledged.len());
    assert!(acknowledged.len() >= KILLS / 4, "hardly a backup was made");
}

/// The newest few acknowledged ones are listed, and the newest of all restores to what was done when it was made.
fn check_backups(dir: &Path, history: &History, held: usize, acknowledged: &[(String, usize)]) {
    let listed = match Counter::open(dir) {
        Ok(Opened::Ready(counter)) => counter.backups().expect("a list"),
        _ => panic!("the hall opens"),
    };
    for (file, _) in acknowledged.iter().rev().take(10) {
        assert!(listed.contains(file), "{file} is not listed");
    }
    let Some(newest) = listed.first() else { return };
    let copy = copy_of(dir);
    fs::remove_file(copy.path().join("yanshi.db")).expect("the database is lost");
    let Ok(Opened::Trouble(trouble)) = Counter::open(copy.path()) else { panic!("a lost database is trouble") };
    assert_eq!(trouble.backup.as_ref(), Some(newest));
    drop(trouble.restore(newest).expect("the newest backup restores"));
    let restored = inspect(copy.path(), history, held).expect("a whole backup");
    match acknowledged.iter().find(|(file, _)| file == newest) {
        Some((_, deeds)) => assert_eq!(restored, *deeds, "{newest}"),
        None => assert!(restored <= held, "{newest} holds {restored} of {held} deeds"),
    }
}

/// A copy of a folder that nobody has open.
pub(crate) fn copy_of(dir: &Path) -> TempDir {
    let copy = TempDir::new().expect("a folder");
    copy_into(dir, copy.path());
    copy
}

fn copy_into(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("a folder");
            copy_into(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
