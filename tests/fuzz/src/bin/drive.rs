//! Runs every target for its share of the time, one after the other, and says what came of it. Started by `cargo xtask fuzz`,
//! which builds the instrumented program first.

#![allow(clippy::print_stdout, clippy::print_stderr)] // What it finds is told on a terminal.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use yanshi_fuzz::{TARGETS, Target, corpus};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [program, folder, minutes, names @ ..] = words.as_slice() else {
        eprintln!("drive PROGRAM FOLDER MINUTES [TARGET…]");
        return ExitCode::FAILURE;
    };
    let wanted: Vec<&Target> =
        TARGETS.iter().filter(|target| names.is_empty() || names.iter().any(|name| name == target.name)).collect();
    let seconds = minutes.parse::<u64>().unwrap_or(10) * 60 / wanted.len().max(1) as u64;
    let mut findings = 0;
    for target in wanted {
        match fuzz(target, Path::new(program), Path::new(folder), seconds) {
            Ok(told) => {
                println!("{told}");
                findings += u32::from(told.is_finding);
            }
            Err(error) => {
                eprintln!("{}: {error}", target.name);
                findings += 1;
            }
        }
    }
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What came of a target.
struct Told {
    name: &'static str,
    executions: u64,
    /// Edges of the code that were reached.
    reached: u64,
    inputs: usize,
    is_finding: bool,
    log: PathBuf,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, executions, reached, inputs, is_finding, log } = self;
        write!(f, "{name}: {executions} executions, {reached} edges reached, {inputs} inputs kept")?;
        if *is_finding { write!(f, "; FOUND SOMETHING, see {}", log.display()) } else { Ok(()) }
    }
}

fn fuzz(target: &Target, program: &Path, folder: &Path, seconds: u64) -> io::Result<Told> {
    let inputs = folder.join("corpus").join(target.name);
    fs::create_dir_all(&inputs)?;
    for (number, seed) in corpus(target).iter().enumerate() {
        fs::write(inputs.join(format!("seed-{number}")), seed)?;
    }
    let found = folder.join("findings");
    fs::create_dir_all(&found)?;
    let log = folder.join(format!("{}.log", target.name));
    let status = Command::new(program)
        .args([format!("-max_total_time={seconds}"), format!("-artifact_prefix={}/{}-", found.display(), target.name)])
        .args(["-rss_limit_mb=1024", "-timeout=10", "-max_len=16384", "-print_final_stats=1"])
        .arg(&inputs)
        .env("YANSHI_FUZZ", target.name)
        .stderr(File::create(&log)?)
        .status()?;
    let said = fs::read(&log)?;
    let said = String::from_utf8_lossy(&said);
    let number = |line: &str, after: &str| line.split(after).nth(1)?.trim().split(' ').next()?.parse().ok();
    let last = |after: &str| said.lines().rev().find_map(|line| number(line, after)).unwrap_or(0);
    Ok(Told {
        name: target.name,
        executions: last("stat::number_of_executed_units:"),
        reached: last(" cov:"),
        inputs: fs::read_dir(&inputs)?.count(),
        is_finding: !status.success(),
        log,
    })
}
