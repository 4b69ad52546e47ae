//! A working day on a watched disk: founding, deeds, idle moments, a backup, ends and starts of the program.

use crate::disk::{Disk, Lie};
use crate::vfs;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;
use yanshi_tests::crash::{Counter, History};

/// Deeds, the founding among them.
pub(crate) const DEEDS: usize = 72;
/// The program ends and starts after every so many.
const DEEDS_A_START: usize = 24;
/// Longer than the program waits before it copies the log into the database.
const IDLE: Duration = Duration::from_millis(450);

/// The folder is needed no longer, its log is.
pub(crate) fn working_day(history: &History, lie: Lie) -> Arc<Disk> {
    let dir = TempDir::new().expect("a folder");
    let disk = Disk::new(dir.path(), lie);
    vfs::watch(&disk);
    let mut counter = Counter::open_or_found(disk.folder()).expect("a hall");
    disk.note_key();
    disk.acknowledge(1);
    for number in 1..DEEDS {
        if number % DEEDS_A_START == 0 {
            drop(counter);
            counter = Counter::open_or_found(disk.folder()).expect("the hall again");
        }
        match number % DEEDS_A_START {
            8 | 16 => sleep(IDLE),
            12 => drop(counter.back_up().expect("a backup")),
            _ => {}
        }
        counter.perform(history.deed(number)).expect("the deed is done");
        disk.acknowledge(number + 1);
    }
    drop(counter);
    disk
}
