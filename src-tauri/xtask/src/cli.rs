//! The commands and their options, as a person types them.

use crate::failure::Outcome;
use crate::{audit, bench, codegen, dist, fuzz, icons, mutate, run, test, tidy};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "The task runner of 延时办 (Yanshi)")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Build the program and start it with a demo hall (installs what is missing first)
    Run(run::Options),
    /// Run every check, or only those named; the last line is `N passed, M failed`
    Test {
        /// All but `windows` when none is named
        #[arg(value_enum)]
        steps: Vec<test::Step>,
    },
    /// Check the house rules: arrows between crates, lengths, banned calls, dead files, …
    Tidy,
    /// Write ui/src/generated/bindings.ts from the commands declared in Rust
    Codegen {
        /// Change nothing; fail when the committed file is not what would be written
        #[arg(long)]
        check: bool,
    },
    /// Check licences, banned crates, sources and known vulnerabilities with cargo-deny
    Audit,
    /// Build what is shipped
    Dist {
        #[arg(value_enum)]
        target: dist::Target,
    },
    /// Measure the program against baselines measured in the same run
    Bench(bench::Options),
    /// Run every decoder of what comes off a line or a disk under libFuzzer
    Fuzz(fuzz::Options),
    /// Put deliberate bugs of the sync protocol into a copy of the sources: the tests must catch every one
    Mutate(mutate::Options),
    /// Make the pictures of the README
    Screenshots {
        /// Handed on to the program that makes them
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
    /// Make the png and ico files from icons/yanshi.svg
    Icons,
}

/// `cargo xtask run -- --help` is meant as `cargo xtask run --help`: cargo's own habit is to have the dashes before what is
/// not for it.
pub(crate) fn help_asked(words: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut words: Vec<OsString> = words.collect();
    if let [.., dashes, last] = words.as_slice()
        && dashes == "--"
        && (last == "--help" || last == "-h")
    {
        words.remove(words.len() - 2);
    }
    words
}

impl Task {
    pub(crate) fn carry_out(self) -> Outcome<ExitCode> {
        let outcome = match self {
            // Its last line is the count, whatever happened: nothing is left to be said after it.
            Task::Test { steps } => return Ok(test::test(&steps)),
            Task::Run(options) => run::run(&options),
            Task::Tidy => tidy::tidy(),
            Task::Codegen { check: false } => codegen::write(),
            Task::Codegen { check: true } => codegen::check(),
            Task::Audit => audit::audit(),
            Task::Dist { target: dist::Target::Windows } => dist::windows(),
            Task::Fuzz(options) => fuzz::fuzz(&options),
            Task::Mutate(options) => mutate::mutate(&options),
            Task::Bench(options) => bench::bench(&options),
            Task::Screenshots { rest } => bench::screenshots(&rest),
            Task::Icons => icons::icons(),
        };
        outcome.map(|()| ExitCode::SUCCESS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;
    use clap::error::ErrorKind;

    fn parsed(words: &[&str]) -> Result<Cli, ErrorKind> {
        let words = ["xtask"].iter().chain(words).map(OsString::from);
        Cli::try_parse_from(help_asked(words)).map_err(|error| error.kind())
    }

    #[test]
    fn every_command_says_what_it_does_with_dashes_and_without() {
        for command in Cli::command().get_subcommands() {
            for words in [&["--help"][..], &["--", "--help"], &["-h"]] {
                let words = [&[command.get_name()], words].concat();
                assert_eq!(parsed(&words).err(), Some(ErrorKind::DisplayHelp), "{words:?}");
            }
        }
    }

    /// What README.md names, word for word.
    #[test]
    fn every_command_of_the_readme_is_one() {
        for file in ["README.md", "src-tauri/docs/README.zh-CN.md"] {
            let text = std::fs::read_to_string(crate::project::root().join(file)).unwrap();
            let named: Vec<&str> = text.split("cargo xtask ").skip(1).collect();
            assert!(named.len() >= 5, "{file} names {}", named.len());
            for rest in named {
                let line = rest.split(['`', '\n', '#']).next().unwrap_or_default();
                let words: Vec<&str> = line.split_whitespace().collect();
                assert!(parsed(&words).is_ok(), "{file}: cargo xtask {line}");
            }
        }
    }
}
