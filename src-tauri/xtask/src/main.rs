//! `cargo xtask …`: the project's one task runner. One module a command; `cargo xtask help` lists them.
//!
//! It is the first thing a fresh machine compiles, so it depends on clap and the standard library alone and drives the
//! ordinary programs (cargo, npm, apt-get, xvfb-run, wine64, cargo-deny) instead of linking libraries of its own.
//! Deliberately not here: anything the program itself needs when it runs in a hall.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task runner talks to a person on a terminal")]

mod audit;
mod bench;
mod cargo;
mod cli;
mod codegen;
mod dist;
mod failure;
mod fuzz;
mod icons;
mod mutate;
mod process;
mod progress;
mod project;
mod run;
mod stamp;
mod system;
mod test;
mod tidy;
mod tools;
mod ui;
mod windows;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::Cli::parse_from(cli::help_asked(std::env::args_os())).command.carry_out() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
