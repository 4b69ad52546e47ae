//! Waiting for a condition. The deadline is long, because the machine may be busy; a passing test never waits for it.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Longest wait for anything the program does.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
pub(crate) const INTERVAL: Duration = Duration::from_millis(40);

/// Waits until `condition` holds.
///
/// # Panics
/// When it does not in time; the message says `what` was waited for.
#[track_caller]
pub fn until(what: &str, mut condition: impl FnMut() -> bool) {
    until_some(what, || condition().then_some(()));
}

/// Waits until `look` finds something, and returns it.
///
/// # Panics
/// When it does not in time; the message says `what` was waited for.
#[track_caller]
pub fn until_some<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    within(look).unwrap_or_else(|| panic!("waited {} s in vain: {what}", PATIENCE.as_secs()))
}

/// Looks again and again; nothing when it was in vain.
pub(crate) fn within<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = look();
        if found.is_some() || Instant::now() > deadline {
            return found;
        }
        sleep(INTERVAL);
    }
}
