//! Runs other programs and turns their failures into plain words.

use crate::failure::{Failure, Outcome};
use std::env;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Runs to the end with the terminal as its own; anything but success is a failure.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, error.kind(), &error.to_string()))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(match status.code() {
        Some(code) => format!("{} ended with code {code}", name_of(command)),
        None => format!("{} was stopped by a signal", name_of(command)),
    }))
}

/// As [`run`] for a program that talks a lot: what it said is shown only when it failed.
pub(crate) fn run_quietly(command: &mut Command) -> Outcome {
    let captured = capture(command)?;
    if captured.success {
        return Ok(());
    }
    eprint!("{}{}", captured.stdout, captured.stderr);
    Err(Failure::new(format!("{} failed; what it said stands above", name_of(command))))
}

/// Runs to the end and returns what it wrote to stdout; stderr goes to the terminal.
pub(crate) fn stdout_of(command: &mut Command) -> Outcome<String> {
    let captured = capture(command.stderr(Stdio::inherit()))?;
    if captured.success {
        return Ok(captured.stdout);
    }
    Err(Failure::new(format!("{} failed", name_of(command))))
}

/// What a program that ran to the end left behind.
pub(crate) struct Captured {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs to the end, succeeding or not, and returns what it wrote.
pub(crate) fn capture(command: &mut Command) -> Outcome<Captured> {
    let output = command.output().map_err(|error| not_started(command, error.kind(), &error.to_string()))?;
    Ok(Captured {
        success: output.status.success(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// The full path of a program on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|candidate| candidate.is_file())
}

pub(crate) fn not_started(command: &Command, kind: ErrorKind, detail: &str) -> Failure {
    let name = program_of(command);
    if kind != ErrorKind::NotFound {
        return Failure::new(format!("{name} could not be started: {detail}"));
    }
    let failure = Failure::new(format!("{name} is not installed"));
    match name.as_str() {
        "npm" | "node" => failure.advise("install Node.js 20 or newer (it brings npm), see https://nodejs.org"),
        "cargo" | "rustc" => failure.advise("install Rust, see https://rustup.rs"),
        _ => failure,
    }
}

/// The program, with its verb when it has one: "cargo fmt", "npm ci".
fn name_of(command: &Command) -> String {
    let name = program_of(command);
    let verb = command.get_args().next().map(|word| word.to_string_lossy().into_owned());
    match (name.as_str(), verb) {
        ("cargo" | "npm", Some(verb)) => format!("{name} {verb}"),
        _ => name,
    }
}

fn program_of(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    program.file_name().map_or_else(|| program.display().to_string(), |name| name.to_string_lossy().into_owned())
}
