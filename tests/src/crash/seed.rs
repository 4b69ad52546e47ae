//! The seed of a run: another each time, or the one that failed.

use std::env;

/// Names the seed to use again.
const VARIABLE: &str = "YANSHI_CRASH_SEED";

/// The seed of this run; says it, so that a run that failed can be repeated.
///
/// # Panics
/// When the variable holds no number.
pub fn seed(test: &str) -> u64 {
    let seed = match env::var(VARIABLE) {
        Ok(text) => text.trim().parse().unwrap_or_else(|_| panic!("{VARIABLE} is a number, not {text}")),
        Err(_) => fastrand::u64(..),
    };
    #[allow(clippy::print_stderr)] // A test's voice.
    {
        eprintln!("{test}: {VARIABLE}={seed}");
    }
    seed
}
