//! Makes a hall with a rich life by a program of any version, and keeps its data folder for `tests/compat`:
//! `YANSHI_BIN=<the program> compat_life <folder>`.
//!
//! Everything goes over `POST /rpc`, so that the program may be older than this. What it has no command for is left out
//! and told; so is what it refuses.

#![allow(clippy::print_stderr)] // It talks to whoever keeps a database.

mod before;
mod keep;
mod life;
mod reference;
mod saturday;

use clap::Parser;
use life::Life;
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "compat_life")]
struct Args {
    /// Folder to keep the data in, made here
    folder: PathBuf,
}

fn main() {
    let args = Args::parse();
    let mut life = Life::begin("2026-11-23T09:10:00", 24);
    before::monday(&life);
    life.goes_on("2026-11-24T14:05:00");
    before::tuesday(&life);
    life.goes_on("2026-11-26T10:30:00");
    before::thursday(&life);
    reference::imported(&life);
    life.goes_on("2026-11-27T08:40:00");
    before::friday(&mut life);
    life.goes_on("2026-11-28T09:10:00");
    saturday::morning(&life);
    life.goes_on("2026-11-28T10:20:00");
    saturday::later(&life);
    keep::keep(life.ends(), &args.folder);
}
