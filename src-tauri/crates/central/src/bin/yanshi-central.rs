//! The central server's command line. What it does is in the library.

use central::{Args, CentralError, run};
use clap::Parser;
use std::io::Read;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let args = Args::parse();
    // Logs go where a service manager looks; what a command tells goes to standard output.
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match start(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "failed");
            ExitCode::FAILURE
        }
    }
}

fn start(args: Args) -> Result<(), CentralError> {
    let mut input = String::new();
    if args.reads_input() {
        std::io::stdin().read_to_string(&mut input)?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(args, &mut std::io::stdout(), &input))
}
