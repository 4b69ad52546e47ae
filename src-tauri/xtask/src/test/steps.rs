//! The steps of `cargo xtask test`: what each one checks.

use super::browsers::Browsers;
use super::build::Build;
use crate::cargo::{Executable, cargo, component, executables_of};
use crate::failure::{Failure, Outcome};
use crate::progress::note;
use crate::system::{self, Job};
use crate::{codegen, process, tidy, ui, windows};
use std::process::Command;

/// Steps a person can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Step {
    /// rustfmt has nothing to change
    Fmt,
    /// The house rules hold
    Tidy,
    /// The UI's linter has nothing to say
    Lint,
    /// The UI's own tests
    Ui,
    /// clippy has no warning
    Clippy,
    /// The UI's bindings are what the Rust commands say
    Codegen,
    /// Rust tests but for the end-to-end ones
    Unit,
    /// The real window and a browser, driven from outside
    E2e,
    /// domain, journal and store, built for Windows and run under wine (only when named)
    Windows,
}

/// Crates whose tests are run under wine: the ones that decide what is kept on a hall's disk.
const WINDOWS_CRATES: [&str; 3] = ["domain", "journal", "store"];

impl Step {
    /// What every change has to pass, cheapest first. Not `Windows`: it builds a standard library.
    pub(crate) const EVERY_CHANGE: &[Step] =
        &[Step::Fmt, Step::Tidy, Step::Lint, Step::Ui, Step::Clippy, Step::Codegen, Step::Unit, Step::E2e];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Step::Fmt => "fmt: formatting of the Rust sources",
            Step::Tidy => "tidy: house rules",
            Step::Lint => "lint: the UI's sources",
            Step::Ui => "ui: tests of the UI",
            Step::Clippy => "clippy: warnings",
            Step::Codegen => "codegen: the UI's bindings",
            Step::Unit => "unit: Rust tests",
            Step::E2e => "e2e: the real window and a browser",
            Step::Windows => "windows: tests under wine",
        }
    }

    pub(crate) fn carry_out(self, build: &mut Build) -> Outcome {
        match self {
            Step::Fmt => fmt(),
            Step::Tidy => tidy::tidy(),
            Step::Lint => ui::lint(),
            Step::Ui => ui::test(),
            Step::Clippy => clippy(build),
            Step::Codegen => {
                codegen::compare(&process::stdout_of(&mut process::command(&build.program("bindings")?.path))?)
            }
            Step::Unit => unit(build),
            Step::E2e => end_to_end(build),
            Step::Windows => under_wine(),
        }
    }
}

fn fmt() -> Outcome {
    component("rustfmt")?;
    process::run(cargo().args(["fmt", "--all", "--check"])).map_err(|failure| failure.advise("run `cargo fmt --all`"))
}

fn clippy(build: &mut Build) -> Outcome {
    component("clippy")?;
    build.ui()?;
    process::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

fn unit(build: &mut Build) -> Outcome {
    let tests = build.executables()?.iter().filter(|made| made.is_test && !is_end_to_end(made));
    run_each(tests, |test| process::command(&test.path))?;
    process::run(cargo().args(["test", "--workspace", "--doc", "--quiet"]))
}

fn end_to_end(build: &mut Build) -> Outcome {
    let browsers = Browsers::ready()?;
    let yanshi = build.program("yanshi")?.path.clone();
    let tests = build.executables()?.iter().filter(|made| made.is_test && is_end_to_end(made));
    run_each(tests, |test| {
        let mut command = browsers.command(&test.path, &yanshi);
        // Two windows at once would take the keyboard from each other.
        command.arg("--test-threads=1");
        command
    })
}

fn under_wine() -> Outcome {
    system::ready_for(Job::Windows)?;
    system::ready_for(Job::Wine)?;
    let mut build = windows::cargo("test")?;
    build.arg("--no-run").args(WINDOWS_CRATES.iter().flat_map(|name| ["--package", name]));
    let tests = executables_of(&mut build)?;
    let wine = windows::Wine::ready()?;
    run_each(tests.iter().filter(|made| made.is_test), |test| wine.command(&test.path))
}

/// End-to-end tests are told from the others by the name of their file.
fn is_end_to_end(test: &Executable) -> bool {
    test.name.starts_with("e2e_")
}

/// Runs every test program, also after one failed. None at all is a failure: it would pass without having looked.
fn run_each<'a>(tests: impl Iterator<Item = &'a Executable>, start: impl Fn(&Executable) -> Command) -> Outcome {
    let mut ran = 0;
    let mut failed: Vec<&str> = Vec::new();
    for test in tests {
        note(&format!("running {}", test.name));
        ran += 1;
        if let Err(failure) = process::run(&mut test.in_package(start(test))) {
            note(&failure.to_string());
            failed.push(&test.name);
        }
    }
    match (ran, failed.is_empty()) {
        (0, _) => Err(Failure::new("no test program was built for this step")),
        (_, true) => Ok(()),
        (_, false) => Err(Failure::new(format!("tests failed in: {}", failed.join(", ")))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn executable(name: &str) -> Executable {
        Executable { name: name.into(), package_dir: "/".into(), path: name.into(), is_test: true }
    }

    #[test]
    fn a_failed_test_program_fails_the_step_and_the_others_still_run() {
        let tests = [executable("false"), executable("true"), executable("false")];
        let failure = run_each(tests.iter(), |test| process::command(&test.path)).unwrap_err();
        assert!(failure.to_string().contains("false, false"), "{failure}");
        assert!(run_each(tests[1..2].iter(), |test| process::command(&test.path)).is_ok());
    }

    #[test]
    fn a_step_without_tests_does_not_pass() {
        assert!(run_each([].iter(), |test| process::command(&test.path)).is_err());
    }
}
