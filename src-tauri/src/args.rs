//! The command line.

use crate::console::Speech;
use api::Api;
use clap::{Parser, Subcommand};
use hall::{Clock, Program, Stage, TroubleKind};
use std::path::PathBuf;
use std::sync::Arc;

/// 延时办: the appointment book of government service halls for Saturdays and extended hours.
#[derive(Debug, Parser)]
#[command(name = "yanshi", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub task: Option<Task>,

    /// Serve a browser on this machine instead of opening a window; the first line on stdout is JSON with the address. Where a
    /// person reads that, the browser is opened, too.
    #[arg(long)]
    pub browser: bool,

    /// Port of browser mode; 0 takes any free one.
    #[arg(long, default_value_t = 0, requires = "browser")]
    pub port: u16,

    /// Folder of the data, instead of this PC's usual one.
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,

    /// Folder for files that somebody takes along, instead of the user's downloads.
    #[arg(long, value_name = "DIR")]
    pub handouts: Option<PathBuf>,

    /// Make the demo hall (朝阳区政务服务中心) if the folder is empty.
    #[arg(long)]
    pub demo: bool,

    /// With --demo: bookings of invented people for the Saturday in focus, at most 400.
    #[arg(long, default_value_t = 0, requires = "demo", value_name = "N")]
    pub sample_bookings: u16,

    /// Test builds only: let the clock start at this Beijing time, as 2026-11-27T16:50.
    #[cfg(any(debug_assertions, feature = "test-hooks"))]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub now: Option<chrono::NaiveDateTime>,

    /// Test builds only: write the milliseconds from process start to the window's first pulse, which follows its first
    /// screen.
    #[cfg(any(debug_assertions, feature = "test-hooks"))]
    #[arg(long, value_name = "FILE")]
    pub report_start: Option<PathBuf>,

    /// Test builds only: screens lock after so many seconds.
    #[cfg(any(debug_assertions, feature = "test-hooks"))]
    #[arg(long, value_name = "SECONDS")]
    pub idle_lock_seconds: Option<u32>,

    /// Test builds only: panics there.
    #[cfg(any(debug_assertions, feature = "test-hooks"))]
    #[arg(long, value_name = "WHERE")]
    pub panic_at: Option<PanicAt>,
}

/// Where a test wants a panic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum PanicAt {
    /// Before the data is opened.
    Start,
    /// When it is open.
    Open,
}

/// What is done instead of opening a window.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Puts a backup in the place of the data, which is kept beside it.
    Restore(Restore),
    /// Enrols this PC with a central server, and syncs once.
    Enrol(Enrol),
    /// Windows, as an administrator: opens the data folder to one group of staff, and closes it to everybody else.
    Rights(Rights),
}

/// For whom.
#[derive(Debug, clap::Args)]
pub(crate) struct Rights {
    /// The group of those who work with the program on this PC.
    #[arg(long, value_name = "NAME")]
    pub group: String,
}

/// Which backup.
#[derive(Debug, clap::Args)]
pub(crate) struct Restore {
    /// The backup file.
    pub file: PathBuf,

    /// It is another hall's, and that is wanted.
    #[arg(long)]
    pub any_hall: bool,
}

/// With which server. The one-time code is read from the input: a command line can be read by others, and is kept.
#[derive(Debug, clap::Args)]
pub(crate) struct Enrol {
    /// Address of the server, `host[:port]`.
    pub address: String,
}

#[cfg(any(debug_assertions, feature = "test-hooks"))]
fn moment(text: &str) -> Result<chrono::NaiveDateTime, String> {
    let formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"];
    let read = formats.iter().find_map(|format| chrono::NaiveDateTime::parse_from_str(text, format).ok());
    read.ok_or_else(|| format!("{text} is not a time like 2026-11-27T16:50"))
}

impl Args {
    /// Opens the commands on the program's data.
    pub(crate) fn open(&self) -> Result<Arc<Api>, String> {
        let program = self.program_with_demo()?;
        self.lock_early(&program);
        let handouts = self.handouts.clone().unwrap_or_else(crate::data_dir::handouts);
        Ok(Arc::new(Api::new(program, handouts)))
    }

    /// Opens the program on its data, and makes the demo hall where that was asked for.
    pub(crate) fn program_with_demo(&self) -> Result<Program, String> {
        let program = self.program()?;
        // In trouble there is nothing to found; the screen says what is wrong.
        if self.demo && program.stage() != Stage::Trouble {
            program.found_demo(self.sample_bookings).map_err(|refusal| format!("no demo hall: {refusal}"))?;
        }
        Ok(program)
    }

    /// Opens the program on its data.
    pub(crate) fn program(&self) -> Result<Program, String> {
        let program = Program::open(self.dir()?, self.clock());
        let logs = program.log_dir();
        let before = crate::runs::without_end(&logs);
        crate::log::continue_in(&logs);
        for open in hall::openings(&program.dir()) {
            tracing::warn!("{open}");
        }
        tell_of_other_runs(&program, before);
        Ok(program)
    }

    /// What the program was started for, in a word.
    pub(crate) fn work(&self) -> &'static str {
        match &self.task {
            Some(Task::Restore(_)) => "restore",
            Some(Task::Enrol(_)) => "enrol",
            Some(Task::Rights(_)) => "rights",
            None if self.browser || !cfg!(feature = "window") => "browser",
            None => "window",
        }
    }

    /// What this start says and asks at a terminal.
    pub(crate) fn speech(&self) -> Speech {
        match self.work() {
            "window" => Speech::Silent,
            "browser" | "rights" => Speech::Tells,
            _ => Speech::Asks,
        }
    }

    /// Panics if a test wants it here.
    #[cfg(any(debug_assertions, feature = "test-hooks"))]
    pub(crate) fn panic_at(&self, here: PanicAt) {
        assert!(self.panic_at != Some(here), "a test wants a panic");
    }

    #[cfg(not(any(debug_assertions, feature = "test-hooks")))]
    #[allow(clippy::unused_self)] // One call for both builds.
    pub(crate) fn panic_at(&self, _: PanicAt) {}

    #[cfg(any(debug_assertions, feature = "test-hooks"))]
    fn lock_early(&self, program: &Program) {
        if let (Some(seconds), Ok(hall)) = (self.idle_lock_seconds, program.hall()) {
            hall.lock_after_seconds(seconds);
        }
    }

    #[cfg(not(any(debug_assertions, feature = "test-hooks")))]
    #[allow(clippy::unused_self)] // One call for both builds.
    fn lock_early(&self, _: &Program) {}

    /// The data folder, absolute.
    pub(crate) fn dir(&self) -> Result<PathBuf, String> {
        let dir = self.data.clone().unwrap_or_else(crate::data_dir::usual);
        std::path::absolute(&dir).map_err(|error| format!("{}: {error}", dir.display()))
    }

    #[cfg(any(debug_assertions, feature = "test-hooks"))]
    fn clock(&self) -> Clock {
        self.now.map_or_else(Clock::system, Clock::starting_at)
    }

    #[cfg(not(any(debug_assertions, feature = "test-hooks")))]
    #[allow(clippy::unused_self)] // One call for both builds.
    fn clock(&self) -> Clock {
        Clock::system()
    }
}

/// Puts on record that another run has the data, or that the one before this has no end.
fn tell_of_other_runs(program: &Program, before: Option<String>) {
    let process = std::process::id();
    if program.trouble().is_some_and(|trouble| trouble.kind == TroubleKind::InUse) {
        tracing::warn!(process, "{}", crate::runs::IN_USE);
    } else if let Some(before) = before {
        tracing::warn!(process, %before, "{}", crate::runs::NO_END);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_one_time_code_has_no_place_on_the_command_line() {
        let reads = |line: &str| Args::try_parse_from(line.split(' '));
        assert!(reads("yanshi enrol zx.example.gov.cn:8443").is_ok());
        assert!(reads("yanshi enrol zx.example.gov.cn:8443 4F7K-99AB-2M3N").is_err());
    }

    #[test]
    fn who_asks_and_who_speaks_says_so() {
        let speech = |line: &str| Args::try_parse_from(line.split(' ')).map(|args| args.speech()).ok();
        assert_eq!(speech("yanshi --browser"), Some(Speech::Tells));
        assert_eq!(speech("yanshi restore backup.db"), Some(Speech::Asks));
        assert_eq!(speech("yanshi enrol zx.example.gov.cn"), Some(Speech::Asks));
        let plain = if cfg!(feature = "window") { Speech::Silent } else { Speech::Tells };
        assert_eq!(speech("yanshi --data x"), Some(plain));
    }

    #[test]
    fn a_time_is_read_with_and_without_seconds() {
        assert_eq!(moment("2026-11-27T16:50"), moment("2026-11-27T16:50:00"));
        assert!(moment("Friday").is_err());
    }
}
