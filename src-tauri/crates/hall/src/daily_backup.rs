//! A verified backup a day, made in the background while the hall works. What a damaged disk needs must already be there.

use crate::Hall;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;
use store::Store;

/// How often the age of the newest backup is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(30 * 60);

/// The first look comes after the first screen: nobody waits for a backup.
const FIRST_LOOK_AFTER: Duration = Duration::from_secs(20);

/// Age from which a new one is made, in milliseconds. By the PC's clock: a wrong one makes a backup too many or one later,
/// and harms nothing.
const AGE_MAX_MS: i64 = 20 * 3600 * 1000;

/// Keeps the watch going; it ends when this is dropped.
pub(crate) struct DailyBackup(#[allow(dead_code)] Sender<()>); // Never sent on: its end is the signal.

impl DailyBackup {
    /// Watches over a hall.
    pub(crate) fn watch(hall: &Arc<Hall>, dir: std::path::PathBuf) -> Option<Self> {
        let (alive, ended) = channel();
        let hall = Arc::downgrade(hall);
        let watch = move || {
            let mut wait = FIRST_LOOK_AFTER;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = LOOK_EVERY;
                look(&hall, &dir);
            }
        };
        let started = std::thread::Builder::new().name("daily-backup".to_owned()).spawn(watch);
        started.inspect_err(|error| tracing::error!(%error, "no daily backups")).ok().map(|_| Self(alive))
    }
}

fn look(hall: &Weak<Hall>, dir: &std::path::Path) {
    let Some(hall) = hall.upgrade() else { return };
    let newest = Store::backups(dir).iter().map(|backup| backup.made.0).max();
    if newest.is_none_or(|made| (hall.clock.wall().0 - made).abs() > AGE_MAX_MS)
        && let Err(refusal) = hall.back_up()
    {
        tracing::error!(%refusal, "the daily backup failed; it is tried again");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Clock, Program};

    #[test]
    fn one_backup_a_day_and_a_newer_one_the_day_after() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let at = |text| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a moment");
        let backups_after = |now| {
            let program = Program::open(dir.path().to_owned(), Clock::starting_at(at(now)));
            program.found_demo(0).expect("a demo hall");
            let hall = program.hall().expect("a hall");
            look(&Arc::downgrade(&hall), dir.path());
            look(&Arc::downgrade(&hall), dir.path());
            Store::backups(dir.path()).len()
        };
        assert_eq!(backups_after("2026-11-27T16:50"), 1);
        assert_eq!(backups_after("2026-11-27T18:00"), 1);
        assert_eq!(backups_after("2026-11-28T16:50"), 2);
    }
}
