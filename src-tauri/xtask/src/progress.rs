//! Says what is being done and how long it took. Goes to stderr: stdout belongs to results.

use crate::failure::Outcome;
use std::time::Instant;

/// Announces `title`, does the work, says how long it took.
pub(crate) fn step<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("▸ {title}");
    let started = Instant::now();
    let result = work();
    let seconds = started.elapsed().as_secs_f64();
    match &result {
        Ok(_) => eprintln!("  done: {title} ({seconds:.1} s)"),
        Err(_) => eprintln!("  failed: {title} ({seconds:.1} s)"),
    }
    result
}

/// A remark between steps.
pub(crate) fn note(text: &str) {
    eprintln!("  {text}");
}
