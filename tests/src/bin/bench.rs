//! `cargo xtask bench`: measures the program and says it as a table and, with `--json`, as a file.
//!
//! Goals that are missed are shown and do not fail the run: numbers are reported as they are.

#![allow(clippy::print_stdout, clippy::print_stderr)] // The table is what it is for.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use yanshi_tests::Outcome;
use yanshi_tests::bench::{Row, Subject, json, table};

#[derive(Parser)]
#[command(name = "bench")]
struct Args {
    /// Also write the rows as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Measure only this; can be given several times
    #[arg(long, value_enum)]
    only: Vec<Subject>,

    /// Folder on the disk to measure, instead of the one this program lies on
    #[arg(long, value_name = "DIR")]
    disk: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Outcome<()> {
    if cfg!(debug_assertions) {
        eprintln!("This is a debug build: its numbers say nothing about what halls use.");
    }
    if let Some(load) = load_of_others() {
        eprintln!("This machine is busy (load {load}): times say more about that than about the program.");
    }
    let disk = match &args.disk {
        Some(dir) => dir.clone(),
        // Beside this program lies what was built, on the disk of the checkout; the usual temporary folder may be memory.
        None => std::env::current_exe()?.parent().ok_or("this program lies nowhere")?.to_owned(),
    };
    let subjects = if args.only.is_empty() { &Subject::ALL } else { args.only.as_slice() };
    let (mut rows, mut failed): (Vec<Row>, Vec<String>) = (Vec::new(), Vec::new());
    for subject in subjects {
        eprintln!("measuring {} …", subject.title());
        // What could not be measured takes nothing from what could.
        match subject.measure(&disk) {
            Ok(measured) => rows.extend(measured),
            Err(error) => failed.push(format!("{}: {error}", subject.title())),
        }
    }
    print!("{}", table(&rows));
    if let Some(file) = &args.json {
        std::fs::write(file, format!("{:#}\n", json(&rows)))?;
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("not measured: {}", failed.join("; ")).into()) }
}

/// The load of the last minute, where it leaves less than half of the machine free.
fn load_of_others() -> Option<f64> {
    let load: f64 = std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    #[allow(clippy::cast_precision_loss)] // No machine has 2^53 cores.
    (load > cores as f64 / 2.0).then_some(load)
}
