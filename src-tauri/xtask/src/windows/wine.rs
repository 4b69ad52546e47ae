//! Runs console programs built for Windows.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::project;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A wine with a home of its own inside the target directory.
pub(crate) struct Wine {
    prefix: PathBuf,
    /// Holds bcryptprimitives.dll, which Debian's wine lacks.
    libraries: PathBuf,
}

/// The program itself: Debian's `wine` script needs a further package and complains about missing 32-bit support.
const WINE: &str = "/usr/lib/wine/wine64";

impl Wine {
    pub(crate) fn ready() -> Outcome<Self> {
        let home = project::target().join("wine");
        let wine = Self { prefix: home.join("prefix"), libraries: home.join("libraries") };
        fs::create_dir_all(&wine.prefix).map_err(Failure::io("make", &wine.prefix))?;
        fs::create_dir_all(&wine.libraries).map_err(Failure::io("make", &wine.libraries))?;
        build_process_prng(&wine.libraries)?;
        Ok(wine)
    }

    /// To run `program` under wine.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = process::command(WINE);
        command
            .arg(program)
            .env("WINEPREFIX", &self.prefix)
            .env("WINEPATH", &self.libraries)
            .env("WINEDEBUG", "-all")
            // Neither a window for missing .NET or HTML parts nor a menu entry on the user's desktop.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=")
            .env("XDG_RUNTIME_DIR", env::temp_dir())
            .env_remove("DISPLAY");
        command
    }
}

/// Rust's standard library takes randomness from bcryptprimitives.dll; wine 8 has none.
fn build_process_prng(folder: &Path) -> Outcome {
    let source = folder.join("process_prng.c");
    fs::write(&source, include_str!("process_prng.c")).map_err(Failure::io("write", &source))?;
    process::run(
        process::command("x86_64-w64-mingw32-gcc")
            .args(["-shared", "-O1", "-o"])
            .arg(folder.join("bcryptprimitives.dll"))
            .arg(&source)
            .arg("-ladvapi32"),
    )
}
