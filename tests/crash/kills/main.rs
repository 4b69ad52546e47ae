//! The program is killed, again and again, wherever it happens to be: opening, founding, booking, copying the log back,
//! making a backup, restoring one. What it has acknowledged must be there.
//!
//! Without the test harness, because the same executable is also the child. A kill leaves the system's memory of unsynced
//! writes as it is; what a power cut leaves is tested in `tests/crash/power`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // A test and its child's voice.

mod backups;
mod bookings;
mod child;
mod killing;
mod restores;

use std::env;
use std::path::Path;
use std::time::Instant;

/// Its name, and what it does with a seed.
type Test = (&'static str, fn(u64));

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [child::WORD, "book", folder, seed, first] => child::book(Path::new(folder), number(seed), number(first)),
        [child::WORD, "back up", folder, seed, first] => child::back_up(Path::new(folder), number(seed), number(first)),
        [child::WORD, "restore", folder] => child::restore(Path::new(folder)),
        _ => {
            let tests: [Test; 3] = [
                ("a_killed_counter_loses_nothing_it_acknowledged", bookings::a_killed_counter_loses_nothing),
                ("a_backup_cut_short_is_none_and_others_restore", backups::a_backup_cut_short_is_none),
                ("a_restore_cut_short_is_carried_through_or_not_begun", restores::a_restore_cut_short),
            ];
            // A word picks the tests whose names it is in.
            for (name, test) in tests.into_iter().filter(|(name, _)| words.iter().all(|word| name.contains(word))) {
                let begun = Instant::now();
                test(yanshi_tests::crash::seed(name));
                println!("test {name} ... ok in {:.1} s", begun.elapsed().as_secs_f32());
            }
        }
    }
}

fn number<N: std::str::FromStr>(word: &str) -> N {
    word.parse().ok().unwrap_or_else(|| panic!("{word} is no number"))
}
