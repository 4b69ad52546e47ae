//! Running the tests with one bug: the first that fails is enough.

use crate::cargo::Executable;
use crate::process;
use std::fmt;
use std::fs::File;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// What hangs with a bug is caught as well.
const PATIENCE: Duration = Duration::from_secs(300);
/// Tests that take long: only for a bug that the others let pass.
const SLOW: [&str; 3] = ["large::", "faults::", "killed::"];

/// What became of a bug.
pub(super) enum Verdict {
    /// By these tests.
    Caught(Vec<String>),
    /// A test did not come to its end.
    Hung,
    Survived,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caught(tests) => write!(f, "caught by {}", tests.join(", ")),
            Self::Hung => f.write_str("caught: a test did not come to its end"),
            Self::Survived => f.write_str("SURVIVED"),
        }
    }
}

/// Runs the tests, quick ones first, until one fails.
pub(super) fn run(tests: &[Executable], name: &str) -> Verdict {
    let is_large = |test: &&Executable| test.name == "sync" && test.package_dir.ends_with("tests");
    let skipping: Vec<String> = SLOW.iter().map(|slow| format!("--skip={slow}")).collect();
    let quick = tests.iter().map(|test| (test, skipping.clone()));
    let slow = tests.iter().filter(is_large).map(|test| (test, SLOW.map(str::to_owned).to_vec()));
    for (test, words) in quick.chain(slow) {
        match run_one(test, &words, name) {
            Verdict::Survived => {}
            told => return told,
        }
    }
    Verdict::Survived
}

fn run_one(test: &Executable, words: &[String], name: &str) -> Verdict {
    let said = test.path.with_extension("said");
    let Ok(file) = File::create(&said) else { return Verdict::Hung };
    let mut command = test.in_package(process::command(&test.path));
    command.args(words).env("YANSHI_MUTANT", name).stdin(Stdio::null()).stdout(file).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return Verdict::Hung };
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Verdict::Survived,
            Ok(Some(_)) => return Verdict::Caught(failed(&std::fs::read_to_string(&said).unwrap_or_default())),
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(100)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return Verdict::Hung;
            }
        }
    }
}

/// Names of the tests that failed, at most three.
fn failed(said: &str) -> Vec<String> {
    let names = said.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    if names.len() > 3 {
        let more = names.len() - 3;
        names.truncate(3);
        names.push(format!("{more} more"));
    }
    names
}

#[cfg(test)]
mod tests {
    #[test]
    fn failed_tests_are_named() {
        let said = "test a::b ... ok\ntest a::c ... FAILED\n\ntest result: FAILED. 1 passed\n";
        assert_eq!(super::failed(said), ["a::c"]);
    }
}
