//! Building for Windows on Debian, and running the result under wine.
//!
//! Debian's own Rust (rustc-web) is used because its source package holds the standard library with everything that
//! library depends on, so that it can be built for Windows without a second toolchain or a download of one.

mod wine;

pub(crate) use wine::Wine;

use crate::cargo;
use crate::failure::{Failure, Outcome};
use crate::project;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRIPLE: &str = "x86_64-pc-windows-gnu";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// `cargo <verb>` for Windows, in a target directory of its own: the other compiler would undo the usual one's work.
pub(crate) fn cargo(verb: &str) -> Outcome<Command> {
    if !Path::new(DEBIAN_RUSTC).is_file() {
        return Err(Failure::new(format!("{DEBIAN_RUSTC} is missing")).advise("install the Debian package rustc-web"));
    }
    let mut command = cargo::cargo();
    command
        .arg(verb)
        .args(["-Zbuild-std=std,panic_abort", "--target", TRIPLE, "--target-dir"])
        .arg(target_dir())
        .env("RUSTC", DEBIAN_RUSTC)
        // -Zbuild-std is not stable; this compiler is ours to tell so.
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTFLAGS");
    Ok(command)
}

/// Where cargo puts what it made for Windows; below it a folder a profile.
pub(crate) fn output_dir() -> PathBuf {
    target_dir().join(TRIPLE)
}

fn target_dir() -> PathBuf {
    project::target().join("windows")
}
