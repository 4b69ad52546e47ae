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
    last: Mutex<BTreeMap<RecordId, Instant>>,
    /// One try at a time: many at once would all slip through before the first is counted.
    pub(crate) one: Mutex<()>,
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
        let since = last.get(&person).unwrap_or(&self.began).elapsed();
        wait_after(wrong).saturating_sub(since)
    }

    /// A wrong try was made just now.
    pub(crate) fn failed(&self, person: RecordId) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).insert(person, Instant::now());
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
        tries.failed(person);
        assert!(tries.wait(person, 3) > Duration::from_secs(4));
    }
}
