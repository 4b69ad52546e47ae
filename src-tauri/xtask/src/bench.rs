//! `cargo xtask bench` and `cargo xtask screenshots`: builds the released program, then starts the programs of the
//! tests package that measure and photograph it. What is measured, and against what, is said there.

use crate::cargo::{cargo, executables_of};
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::step;
use crate::project;
use crate::system::{self, Job};
use crate::test::Browsers;
use crate::ui;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Also write the rows as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Handed on to the program that measures
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

pub(crate) fn bench(options: &Options) -> Outcome {
    let mut words: Vec<OsString> = Vec::new();
    if let Some(file) = &options.json {
        let file = std::path::absolute(file).map_err(Failure::io("find", file))?;
        words.extend(["--json".into(), file.into()]);
    }
    words.extend(options.rest.iter().map(OsString::from));
    start("bench", &words)
}

pub(crate) fn screenshots(rest: &[String]) -> Outcome {
    let words: Vec<OsString> = rest.iter().map(OsString::from).collect();
    start("screenshots", &words)
}

fn start(name: &str, words: &[OsString]) -> Outcome {
    system::ready_for(Job::Build)?;
    let browsers = Browsers::ready()?;
    ui::build()?;
    let built = step("building the program as it is released", || {
        // Examples too: `bare`, the empty window that the program's start is measured against, is one.
        executables_of(
            cargo()
                .args(["build", "--release", "--workspace", "--bins", "--examples"])
                .args(["--features", "yanshi/test-hooks"]),
        )
    })?;
    let path_of = |wanted: &str| {
        built.iter().find(|made| made.name == wanted).ok_or_else(|| Failure::new(format!("cargo built no {wanted}")))
    };
    let program = path_of("yanshi")?;
    let bare = path_of("bare")?;
    let driver = path_of(name)?;
    process::run(
        browsers
            .command(&driver.path, &program.path)
            .args(words)
            .env("YANSHI_BARE_BIN", &bare.path)
            .current_dir(project::root()),
    )
}
