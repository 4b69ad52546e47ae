//! Wrong tries, slowed down and counted. The count outlives a restart; the wait is measured on running time, so setting
//! the clock shortens none, and a restart begins the wait anew.

use domain::record::RecordId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Wrong ones in a row that cost nothing but themselves: fingers slip.
const FREE_TRIES: u16 = 3;
const FIRST_WAIT: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// When each person's next try may come.
pub(crate) struct Tries {
    /// From the start of the program, where nothing was tried since.
    began: Instant,
    last: Mutex<BTreeMap<RecordId, Failed>>,
    /// One try at a time: many at once would all slip through before the first is counted.
    pub(crate) one: Mutex<()>,
}

/// The last wrong try, and how many in a row: kept here too, for a disk that takes no more notes of them.
#[derive(Debug, Clone, Copy)]
struct Failed {
    at: Instant,
    wrong: u16,
}

impl Default for Tries {
    fn default() -> Self {
        Self { began: Instant::now(), last: Mutex::default(), one: Mutex::default() }
    }
}

impl Tries {
    /// How long a person with so many wrong tries in a row still has to wait.
    pub(crate) fn wait(&self, person: RecordId, wrong: u16) -> Duration {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let since = last.get(&person).map_or(self.began, |failed| failed.at).elapsed();
        wait_after(wrong).saturating_sub(since)
    }

    /// Wrong tries in a row: those on the disk, or those of this run if the disk took no note of them.
    pub(crate) fn wrong(&self, person: RecordId, noted: u16) -> u16 {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.get(&person).map_or(noted, |failed| failed.wrong.max(noted))
    }

    /// A wrong try was made just now, the so manieth in a row.
    pub(crate) fn failed(&self, person: RecordId, wrong: u16) {
        let failed = Failed { at: Instant::now(), wrong };
        self.last.lock().unwrap_or_else(PoisonError::into_inner).insert(person, failed);
    }

    /// The right secret was typed, or a new one was set.
    pub(crate) fn forget(&self, person: RecordId) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
    }
}

/// The wait after so many wrong tries in a row: nothing at first, then doubling up to five minutes.
fn wait_after(wrong: u16) -> Duration {
    let Some(doublings) = wrong.checked_sub(FREE_TRIES) else { return Duration::ZERO };
    FIRST_WAIT.saturating_mul(1 << doublings.min(16)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_ends() {
        let seconds: Vec<u64> = (0..10).map(|wrong| wait_after(wrong).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 5, 10, 20, 40, 80, 160, 300]);
        assert_eq!(wait_after(u16::MAX), LONGEST_WAIT);
    }

    #[test]
    fn a_restart_begins_the_wait_anew() {
        let person = RecordId { device: [1; 8], seq: 7 };
        let tries = Tries::default();
        assert!(tries.wait(person, 9) > Duration::from_secs(299));
        assert_eq!(tries.wait(person, 2), Duration::ZERO);
        tries.failed(person, 3);
        assert_eq!((tries.wrong(person, 0), tries.wrong(person, 5)), (3, 5));
        assert!(tries.wait(person, 3) > Duration::from_secs(4));
        tries.forget(person);
        assert_eq!(tries.wrong(person, 0), 0);
    }
}
