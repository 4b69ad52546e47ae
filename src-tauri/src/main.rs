//! 延时办: the program. Reads the command line, opens the data, and serves the commands to a window or to a browser.
//!
//! The only crate that knows Tauri. No rules and no SQL: every question goes to the command table in `api`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod browser_mode;
mod data_dir;
mod enrol;
mod log;
mod restore;
mod runs;
#[cfg(feature = "window")]
mod start_report;
mod watch;
#[cfg(feature = "window")]
mod window;

use args::{Args, PanicAt, Task};
use clap::Parser as _;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let began = Instant::now();
    let args = Args::parse();
    log::begin();
    watch::panics();
    watch::signals();
    let (version, system, process) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::process::id());
    tracing::info!(version, system, process, work = args.work(), "started");
    match run(began, &args) {
        Ok(()) => {
            tracing::info!(reason = "its work is done", process, "ended");
            ExitCode::SUCCESS
        }
        Err(message) => {
            tracing::error!(reason = message, process, "ended");
            tell(&message);
            ExitCode::FAILURE
        }
    }
}

#[cfg_attr(not(feature = "window"), allow(unused_variables))]
fn run(began: Instant, args: &Args) -> Result<(), String> {
    match &args.task {
        Some(Task::Restore(backup)) => return restore::run(args, backup),
        Some(Task::Enrol(server)) => return enrol::run(args, server),
        None => {}
    }
    args.panic_at(PanicAt::Start);
    let api = args.open()?;
    watch::data(&api);
    args.panic_at(PanicAt::Open);
    #[cfg(feature = "window")]
    if !args.browser {
        return window::run(api, args, began);
    }
    browser_mode::run(api, args.port)
}

/// The one line for the person at a terminal.
#[allow(clippy::print_stderr)]
fn tell(message: &str) {
    eprintln!("yanshi: {message}");
}
