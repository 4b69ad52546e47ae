//! `cargo xtask test`: every check of the project, each counted as one.
//!
//! Cheap checks come first. A failed one does not stop the others, so that one run tells everything. What several
//! need (system packages, the UI, the Rust build) is made once, when the first of them asks.

mod browsers;
mod build;
mod steps;

pub(crate) use browsers::Browsers;
pub(crate) use steps::Step;

use crate::progress::step;
use build::Build;
use std::process::ExitCode;

/// Runs the named steps, or all that belong to every change. Prints `N passed, M failed` as the last line.
pub(crate) fn test(named: &[Step]) -> ExitCode {
    let steps = if named.is_empty() { Step::EVERY_CHANGE } else { named };
    let mut build = Build::default();
    let mut failures = Vec::new();
    for one in steps {
        if let Err(failure) = step(one.title(), || one.carry_out(&mut build)) {
            failures.push((one, failure));
        }
    }
    for (one, failure) in &failures {
        eprintln!("\n{}:\n{failure}", one.title());
    }
    let failed = failures.len();
    println!("{} passed, {failed} failed", steps.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
