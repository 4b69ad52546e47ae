//! What the child does until it is killed. It says a line for each thing once that is acknowledged.

use std::path::Path;
use yanshi_tests::crash::{Counter, History, Opened};

/// Tells the child from the test.
pub(crate) const WORD: &str = "child";

/// Deeds between two backups.
const DEEDS_A_BACKUP: usize = 3;

/// So many deeds no child lives to do.
pub(crate) const DEEDS: usize = 2000;

/// Does deed after deed; says the number of each.
pub(crate) fn book(folder: &Path, seed: u64, first: usize) {
    let history = History::new(seed, DEEDS);
    let mut counter = Counter::open_or_found(folder).expect("the hall opens");
    println!("open");
    for number in first..DEEDS {
        counter.perform(history.deed(number)).expect("the deed is done");
        println!("{number}");
    }
}

/// The same with backups in between; says the file, and how many deeds it holds.
pub(crate) fn back_up(folder: &Path, seed: u64, first: usize) {
    let history = History::new(seed, DEEDS);
    let mut counter = Counter::open_or_found(folder).expect("the hall opens");
    for number in first..DEEDS {
        counter.perform(history.deed(number)).expect("the deed is done");
        println!("{number}");
        if number % DEEDS_A_BACKUP == 0 {
            let file = counter.back_up().expect("a backup");
            println!("{file} {}", number + 1);
        }
    }
}

/// Restores what is offered.
pub(crate) fn restore(folder: &Path) {
    let Ok(Opened::Trouble(trouble)) = Counter::open(folder) else { panic!("the data is damaged") };
    let file = trouble.backup.clone().expect("a backup is offered");
    println!("offered");
    trouble.restore(&file).expect("restored");
    println!("restored");
}
