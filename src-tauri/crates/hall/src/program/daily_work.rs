//! What is done once a day in the background while the hall works: a verified backup, erasing what has been kept long
//! enough, cleaning what was out of reach when it was erased, taking reference data into use whose day has come, and
//! giving other PCs of the hall the card numbers they lack.

use crate::ground::Hall;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;
use store::Store;

/// How often it is looked whether something is due.
const LOOK_EVERY: Duration = Duration::from_secs(30 * 60);

/// The first look comes after the first screen: nobody waits for a backup.
const FIRST_LOOK_AFTER: Duration = Duration::from_secs(20);

/// Age of the newest backup from which a new one is made, in milliseconds. By the PC's clock: a wrong one makes a backup
/// too many or one later, and harms nothing.
const AGE_MAX_MS: i64 = 20 * 3600 * 1000;

/// Keeps the watch going; it ends when this is dropped.
pub(crate) struct DailyWork(#[allow(dead_code)] Sender<()>); // Never sent on: its end is the signal.

impl DailyWork {
    /// Watches over a hall.
    pub(crate) fn watch(hall: &Arc<Hall>) -> Option<Self> {
        let (alive, ended) = channel();
        let hall = Arc::downgrade(hall);
        let watch = move || {
            at_start(&hall);
            let mut wait = FIRST_LOOK_AFTER;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = LOOK_EVERY;
                look(&hall);
            }
        };
        let started = std::thread::Builder::new().name("daily-work".to_owned()).spawn(watch);
        started.inspect_err(|error| tracing::error!(%error, "no daily backups")).ok().map(|_| Self(alive))
    }
}

/// Beside the first screen, which waits for nothing of it.
fn at_start(hall: &Weak<Hall>) {
    let Some(hall) = hall.upgrade() else { return };
    follow_erasures(&hall);
    match hall.count_unopened() {
        Ok(0) => {}
        Ok(values) => tracing::warn!(values, "personal values do not open; a mark stands in their place"),
        Err(refusal) => tracing::error!(%refusal, "the personal values could not be looked through"),
    }
}

fn follow_erasures(hall: &Hall) {
    if let Err(refusal) = hall.follow_erasures() {
        tracing::error!(%refusal, "an erasure did not reach every file; it is tried again");
    }
}

fn look(hall: &Weak<Hall>) {
    let Some(hall) = hall.upgrade() else { return };
    if let Err(refusal) = hall.adopt_due() {
        tracing::error!(%refusal, "offered reference data was not taken into use; it is tried again");
    }
    if let Err(refusal) = hall.give_blocks() {
        tracing::error!(%refusal, "no card numbers were given to the other PCs; it is tried again");
    }
    match hall.erase_expired() {
        Ok(0) => {}
        Ok(bookings) => tracing::info!(bookings, "kept long enough and erased"),
        Err(refusal) => tracing::error!(%refusal, "erasing what has been kept long enough failed; it is tried again"),
    }
    follow_erasures(&hall);
    match hall.store.enforce_erasures(&hall.backup_folders()) {
        Ok(unreached) if unreached.is_empty() => {}
        Ok(unreached) => tracing::warn!(files = unreached.len(), "files with erased values are out of reach"),
        Err(error) => tracing::error!(%error, "the list of what was erased cannot be read"),
    }
    let newest = Store::backups(&hall.dir).iter().map(|backup| backup.made.0).max();
    if newest.is_none_or(|made| (hall.clock.wall().0 - made).abs() > AGE_MAX_MS)
        && let Err(refusal) = hall.back_up_now()
    {
        tracing::error!(%refusal, "the daily backup failed; it is tried again");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Clock;
    use crate::program::stages::Program;

    #[test]
    fn one_backup_a_day_and_a_newer_one_the_day_after() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let at = |text| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a moment");
        let backups_after = |now| {
            let program = Program::open(dir.path().to_owned(), Clock::starting_at(at(now)));
            program.found_demo(0).expect("a demo hall");
            let hall = program.hall().expect("a hall");
            look(&Arc::downgrade(&hall));
            look(&Arc::downgrade(&hall));
            Store::backups(dir.path()).len()
        };
        assert_eq!(backups_after("2026-11-27T16:50"), 1);
        assert_eq!(backups_after("2026-11-27T18:00"), 1);
        assert_eq!(backups_after("2026-11-28T16:50"), 2);
    }
}
