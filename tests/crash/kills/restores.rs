//! Killed while it puts a backup in the place of damaged data: the restore has not begun, or is carried through.

use crate::backups::copy_of;
use crate::killing::{Moment, run_child};
use fastrand::Rng;
use std::ffi::OsStr;
use std::fs;
use std::time::Duration;
use tempfile::TempDir;
use yanshi_tests::crash::{Counter, History, Opened, inspect};

const KILLS: usize = 30;
const DEEDS_BEFORE: usize = 30;
const DEEDS_AFTER: usize = 10;
/// From the offer to the end of a restore in a debug build.
const RESTORE_MICROSECONDS: u64 = 60_000;

pub(crate) fn a_restore_cut_short(seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let history = History::new(seed, DEEDS_BEFORE + DEEDS_AFTER);
    let damaged = damaged_folder(&history);
    let (mut finished, mut open) = (0, 0);
    for _ in 0..KILLS {
        let dir = copy_of(damaged.path());
        let arguments = [OsStr::new("restore"), dir.path().as_os_str()];
        let moment = Moment::Said(1, Duration::from_micros(rng.u64(0..RESTORE_MICROSECONDS)));
        let (lines, killed) = run_child(&arguments, moment);
        let said_so = lines.iter().any(|line| line == "restored");
        assert!(killed || said_so, "the child failed: {lines:?}");
        match Counter::open(dir.path()).expect("a stage") {
            Opened::Ready(counter) => drop(counter),
            Opened::Trouble(trouble) if !said_so => {
                open += 1;
                let file = trouble.backup.clone().expect("the backup is still offered");
                drop(trouble.restore(&file).expect("restored at the second attempt"));
            }
            Opened::Trouble(trouble) => panic!("restored, and then: {}", trouble.detail),
            Opened::Setup(_) => panic!("damaged data is no new hall"),
        }
        let held = inspect(dir.path(), &history, DEEDS_BEFORE).expect("a whole folder");
        assert_eq!(held, DEEDS_BEFORE, "killed at {moment:?}");
        finished += usize::from(said_so);
    }
    println!("{KILLS} kills: {finished} restores had ended, {open} were still to begin");
}

/// A backup after some deeds, more deeds, and then a database that is none.
fn damaged_folder(history: &History) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    let mut counter = Counter::open_or_found(dir.path()).expect("a hall");
    for number in 1..history.deeds() {
        if number == DEEDS_BEFORE {
            counter.back_up().expect("a backup");
        }
        counter.perform(history.deed(number)).expect("the deed is done");
    }
    drop(counter);
    fs::write(dir.path().join("yanshi.db"), b"this is no database at all").expect("damaged");
    dir
}
