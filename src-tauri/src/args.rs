//! The command line.

use api::Api;
use clap::Parser;
use hall::{Clock, Program, Stage};
use std::path::PathBuf;
use std::sync::Arc;

/// 延时办: the appointment book of government service halls for Saturdays and extended hours.
#[derive(Debug, Parser)]
#[command(name = "yanshi", version)]
pub(crate) struct Args {
    /// Serve a browser on this machine instead of opening a window; the first line on stdout is JSON with the address.
    #[arg(long)]
    pub browser: bool,

    /// Port of browser mode; 0 takes any free one.
    #[arg(long, default_value_t = 0, requires = "browser")]
    pub port: u16,

    /// Folder of the data, instead of this PC's usual one.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,

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
}

#[cfg(any(debug_assertions, feature = "test-hooks"))]
fn moment(text: &str) -> Result<chrono::NaiveDateTime, String> {
    let formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"];
    let read = formats.iter().find_map(|format| chrono::NaiveDateTime::parse_from_str(text, format).ok());
    read.ok_or_else(|| format!("{text} is not a time like 2026-11-27T16:50"))
}

impl Args {
    /// Opens the program on its data, and makes the demo hall where that was asked for.
    pub(crate) fn open(&self) -> Result<Arc<Api>, String> {
        let dir = self.dir()?;
        let program = Program::open(dir, self.clock());
        // In trouble there is nothing to found; the screen says what is wrong.
        if self.demo && program.stage() != Stage::Trouble {
            program.found_demo(self.sample_bookings).map_err(|refusal| format!("no demo hall: {refusal}"))?;
        }
        Ok(Arc::new(Api::new(program)))
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_time_is_read_with_and_without_seconds() {
        assert_eq!(moment("2026-11-27T16:50"), moment("2026-11-27T16:50:00"));
        assert!(moment("Friday").is_err());
    }
}
