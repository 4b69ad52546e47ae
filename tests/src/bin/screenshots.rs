//! `cargo xtask screenshots`: makes the pictures of the README; with `--out`, all pictures of the program, to be looked
//! through.

#![allow(clippy::print_stdout, clippy::print_stderr)] // Says which picture it is at.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use yanshi_tests::screenshots::{gallery, readme};

#[derive(Parser)]
#[command(name = "screenshots")]
struct Args {
    /// Instead of the README's pictures: every scene in every language, theme and size, into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// With --out: only pictures whose file name contains this; can be given several times
    #[arg(long, value_name = "PART", requires = "out")]
    only: Vec<String>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let mut told = |name: &str| println!("{name}");
    let made = match &args.out {
        Some(folder) => gallery(folder, &args.only, &mut told),
        None => readme(&mut told),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("screenshots: {error}");
            ExitCode::FAILURE
        }
    }
}
