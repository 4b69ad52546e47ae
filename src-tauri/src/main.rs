//! 延时办: the program. Reads the command line, opens the data, and serves the commands to a window or to a browser.
//!
//! The only crate that knows Tauri. No rules and no SQL: every question goes to the command table in `api`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod browser_mode;
mod console;
mod console_kind;
mod data_dir;
mod enrol;
mod log;
mod restore;
mod rights;
mod runs;
#[cfg(feature = "window")]
mod start_report;
mod watch;
#[cfg(feature = "window")]
mod window;
#[cfg(windows)]
mod windows;

use args::{Args, PanicAt, Task};
use clap::Parser as _;
use console::Speech;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let began = Instant::now();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(words) => return explain(&words),
    };
    let console = console::ready_for(args.speech());
    log::begin();
    watch::panics();
    watch::signals();
    let (version, system, process) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::process::id());
    tracing::info!(version, system, process, work = args.work(), "started");
    let done = run(began, &args);
    match &done {
        Ok(()) => tracing::info!(reason = "its work is done", process, "ended"),
        Err(message) => {
            tracing::error!(reason = message, process, "ended");
            tell(&args, message);
        }
    }
    console::stay(console);
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Help, the version, or what is wrong with the command line.
fn explain(words: &clap::Error) -> ExitCode {
    let console = console::ready_for(Speech::Tells);
    // Where nobody reads it there is nobody to tell.
    let _ = words.print();
    console::stay(console);
    if words.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

#[cfg_attr(not(feature = "window"), allow(unused_variables))]
fn run(began: Instant, args: &Args) -> Result<(), String> {
    match &args.task {
        Some(Task::Restore(backup)) => return restore::run(args, backup),
        Some(Task::Rights(rights)) => return rights::run(args, rights),
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

/// Says why the program ends: at the terminal, or on the screen where it was started without one.
fn tell(args: &Args, message: &str) {
    #[cfg(windows)]
    if args.speech() == Speech::Silent && !windows::has_output() {
        return windows::show(&format!("程序无法启动。程式無法啟動。The program could not start.\n\n{message}"));
    }
    let _ = args;
    console::complain(message);
}
