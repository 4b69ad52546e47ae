//! `cargo xtask fuzz`: every decoder under libFuzzer, on the ordinary toolchain. What is fuzzed, and how it is told, is said in
//! `tests/fuzz`.

use crate::cargo::{Executable, cargo, executables_of};
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::step;
use crate::project;

/// LLVM's counters of which code is reached and what is compared, and every check that a debug build has. For one target
/// named outright, so that build scripts are built without.
const INSTRUMENTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Copt-level=3 -Cdebug-assertions=yes \
    -Coverflow-checks=yes --cfg fuzzing";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// For all targets together
    #[arg(long, default_value_t = 10)]
    minutes: u32,
    /// Only these targets
    targets: Vec<String>,
}

pub(crate) fn fuzz(options: &Options) -> Outcome {
    let folder = project::target().join("fuzz");
    let host = host()?;
    let program = step("building the instrumented program", || {
        let mut build = cargo();
        build.args(["build", "--package", "yanshi-fuzz", "--features", "libfuzzer", "--bin", "fuzz"]);
        build.args(["--target", &host]).env("RUSTFLAGS", INSTRUMENTED).env("CARGO_TARGET_DIR", folder.join("target"));
        named(executables_of(&mut build)?, "fuzz")
    })?;
    let drive = step("building what drives it", || {
        named(executables_of(cargo().args(["build", "--package", "yanshi-fuzz", "--bin", "drive"]))?, "drive")
    })?;
    let minutes = options.minutes.to_string();
    process::run(process::command(drive.path).arg(program.path).arg(&folder).arg(minutes).args(&options.targets))
        .map_err(|failure| {
            failure.advise("an input that was found goes into the target's corpus in tests/fuzz, in hexadecimal digits")
        })
}

fn named(made: Vec<Executable>, name: &str) -> Outcome<Executable> {
    made.into_iter().find(|one| one.name == name).ok_or_else(|| Failure::new(format!("cargo built no {name}")))
}

/// What this machine is called among the compiler's targets.
fn host() -> Outcome<String> {
    let told = process::stdout_of(process::command("rustc").arg("-vV").current_dir(project::root()))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::new("rustc does not say for what it compiles"))
}
