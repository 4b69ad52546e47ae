//! Runs other programs and turns their failures into plain words. Every program is begun by [`command`].

use crate::failure::{Failure, Outcome};
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What cargo tells the program it runs, which is us: nobody else's package, and a child that believes it looks for its
/// files in ours. What configures cargo itself (`CARGO`, `CARGO_HOME`, `CARGO_TARGET_DIR` …) is the user's and stays.
const TOLD_TO_US: [&str; 10] = [
    "CARGO_MANIFEST_",
    "CARGO_PKG_",
    "CARGO_CRATE_NAME",
    "CARGO_BIN_",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_RUSTC_CURRENT_DIR",
    "CARGO_TARGET_TMPDIR",
    "CARGO_CFG_",
    "CARGO_FEATURE_",
    "OUT_DIR",
];

/// To start a program, in our environment without what cargo told us about ourselves. What is set on it afterwards counts.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    without_ours(Command::new(program), env::vars_os().map(|(name, _)| name))
}

/// Takes out of a program's environment what cargo told us, among the variables there are.
fn without_ours(mut command: Command, variables: impl Iterator<Item = OsString>) -> Command {
    let ours = |name: &OsString| name.to_str().is_some_and(|name| TOLD_TO_US.iter().any(|told| name.starts_with(told)));
    for name in variables.filter(ours) {
        command.env_remove(name);
    }
    command
}

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

/// As [`stdout_of`] for a program that asks for a line.
pub(crate) fn stdout_answering(command: &mut Command, line: &str) -> Outcome<String> {
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| not_started(command, error.kind(), &error.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        // One that ended without asking says why by itself.
        let _ = writeln!(input, "{line}");
    }
    let output = child.wait_with_output().map_err(|error| not_started(command, error.kind(), &error.to_string()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;
    use std::path::Path;

    #[test]
    fn a_child_does_not_believe_that_it_is_us() {
        let there = ["PATH", "CARGO_HOME", "CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "OUT_DIR"].map(OsString::from);
        let child = without_ours(command("env"), there.into_iter());
        let taken_out = |name: &str| child.get_envs().any(|(taken, value)| taken == name && value.is_none());
        assert!(["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "OUT_DIR"].into_iter().all(taken_out));
        assert!(!taken_out("PATH") && !taken_out("CARGO_HOME"), "the rest is handed on");
        let told = stdout_of(command("env").env("CARGO_MANIFEST_DIR", "/its/own")).unwrap();
        let of_cargo = |line: &&str| TOLD_TO_US.iter().any(|told| line.starts_with(told));
        assert_eq!(told.lines().filter(of_cargo).collect::<Vec<_>>(), ["CARGO_MANIFEST_DIR=/its/own"]);
    }

    #[test]
    fn every_program_is_begun_here() {
        let mut folders = vec![project::root().join("src-tauri/xtask/src")];
        let begun = ["Command", "::new("].concat();
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                let is_here = path.ends_with(Path::new("src/process.rs"));
                match path.is_dir() {
                    true => folders.push(path),
                    false if is_here => {}
                    false => assert!(!std::fs::read_to_string(&path).unwrap().contains(&begun), "{}", path.display()),
                }
            }
        }
    }
}
