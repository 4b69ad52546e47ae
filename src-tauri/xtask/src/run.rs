//! `cargo xtask run`: from a bare machine to the program on the screen.
//!
//! A central server on loopback comes with it, and the demo hall is enrolled there. Demo data lies in cargo's target
//! directory, never where a real hall or server keeps its own.

mod demo_server;

use self::demo_server::DemoServer;
use crate::cargo::{cargo, text_field};
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::{note, step};
use crate::project;
use crate::system::{self, Job};
use crate::ui;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Start without a hall: the first-run wizard
    #[arg(long)]
    empty: bool,
    /// Keep the data in this folder (default: target/demo, or target/empty with --empty)
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Serve a browser instead of opening a window; also done where there is no display
    #[arg(long)]
    browser: bool,
}

/// Number of the demo hall in the directory.
const DEMO_HALL: &str = "3";

/// What a Saturday at the city hall saw on average; enough to make the demo's board look lived in.
const SAMPLE_BOOKINGS: &str = "33";

pub(crate) fn run(options: &Options) -> Outcome {
    system::ready_for(Job::Build)?;
    ui::build()?;
    step("building the program and the central server (the first time takes some minutes)", || {
        process::run(cargo().args(["build", "--package", "yanshi", "--package", "central"]))
    })?;
    let data = data_dir(options)?;
    let server = DemoServer::start()?;
    match (options.empty, &options.data) {
        (false, None) => server.enrol(&data)?,
        // A folder that somebody chose may hold a real hall.
        _ => server.invite()?,
    }
    let mut program = ending_with_us(&project::target().join("debug/yanshi"));
    program.arg("--data").arg(data);
    if !options.empty {
        program.args(["--demo", "--sample-bookings", SAMPLE_BOOKINGS]);
    }
    if options.browser {
        return serve(program);
    }
    if !system::has_display() {
        note("there is no display here: serving a browser instead");
        return serve(program);
    }
    note("opening the window; closing it, or Ctrl+C here, ends the program");
    match program.status() {
        Ok(status) => ended(status),
        Err(error) => Err(process::not_started(&program, error.kind(), &error.to_string())),
    }
}

/// To start a program that ends when the task runner does, however that ends: one left over would hold on to the data.
fn ending_with_us(program: &Path) -> Command {
    let Some(setpriv) = process::find("setpriv") else { return process::command(program) };
    let mut command = process::command(setpriv);
    command.args(["--pdeathsig", "TERM"]).arg(program);
    command
}

fn data_dir(options: &Options) -> Outcome<PathBuf> {
    let Some(chosen) = &options.data else {
        let ours = project::target().join(if options.empty { "empty" } else { "demo" });
        if options.empty && ours.exists() {
            fs::remove_dir_all(&ours).map_err(Failure::io("empty", &ours))?;
        }
        fs::create_dir_all(&ours).map_err(Failure::io("make", &ours))?;
        return Ok(ours);
    };
    let has_files = fs::read_dir(chosen).is_ok_and(|mut entries| entries.next().is_some());
    if options.empty && has_files {
        return Err(Failure::new(format!("--empty, but {} has files in it", chosen.display()))
            .advise("name a folder that does not exist yet, or leave --data away"));
    }
    std::path::absolute(chosen).map_err(Failure::io("find", chosen))
}

/// Starts browser mode, prints the address where a person sees it, and stays until the program ends.
fn serve(mut program: Command) -> Outcome {
    program.arg("--browser").stdout(Stdio::piped());
    let mut child =
        program.spawn().map_err(|error| process::not_started(&program, error.kind(), &error.to_string()))?;
    let Some(stdout) = child.stdout.take() else { unreachable!("stdout was asked for just above") };
    let mut lines = BufReader::new(stdout).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    if let Some(address) = text_field(&first, "address") {
        println!("\n  延时办 is running. Open this address in a browser on this computer:\n\n    {address}\n");
        println!("  Ctrl+C here ends it.\n");
    } else {
        println!("{first}");
    }
    lines.map_while(Result::ok).for_each(|line| println!("{line}"));
    let status = child.wait().map_err(|error| Failure::new(format!("lost sight of the program: {error}")))?;
    ended(status)
}

fn ended(status: ExitStatus) -> Outcome {
    if status.success() { Ok(()) } else { Err(Failure::new(format!("the program ended with {status}"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_start_never_takes_a_folder_with_files() {
        let start = |empty, data: &str| data_dir(&Options { empty, data: Some(data.into()), browser: false });
        assert!(start(true, env!("CARGO_MANIFEST_DIR")).is_err());
        assert!(start(false, env!("CARGO_MANIFEST_DIR")).is_ok());
        assert!(start(true, "not/there").unwrap().is_absolute());
    }
}
