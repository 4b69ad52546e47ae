//! `cargo xtask dist windows`: yanshi.exe, built here for Windows.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::step;
use crate::project;
use crate::system::{self, Job};
use crate::{ui, windows};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Target {
    Windows,
}

/// Loads the system's WebView2; the GNU toolchain cannot link it in, so it lies beside the program.
const LOADER: &str = "WebView2Loader.dll";

pub(crate) fn windows() -> Outcome {
    system::ready_for(Job::Windows)?;
    ui::build()?;
    step("building yanshi.exe for Windows (the first time takes many minutes)", || {
        process::run(windows::cargo("build")?.args(["--profile", "dist", "--package", "yanshi"]))
    })?;
    let built = windows::output_dir().join("dist");
    let folder = project::target().join("dist/windows");
    fs::create_dir_all(&folder).map_err(Failure::io("make", &folder))?;
    let loader = find_loader(&built)?;
    for file in [built.join("yanshi.exe"), loader] {
        let name = file.file_name().unwrap_or_default();
        let copy = folder.join(name);
        fs::copy(&file, &copy).map_err(Failure::io("copy", &file))?;
        describe(&copy)?;
    }
    Ok(())
}

/// The loader for 64-bit Windows among the outputs of webview2-com-sys.
fn find_loader(built: &Path) -> Outcome<PathBuf> {
    let outputs = built.join("build");
    let entries = fs::read_dir(&outputs).map_err(Failure::io("list", &outputs))?;
    let mut loaders: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("webview2-com-sys-"))
        .map(|entry| entry.path().join("out/x64").join(LOADER))
        .filter(|path| path.is_file())
        .collect();
    loaders.sort();
    loaders.pop().ok_or_else(|| {
        Failure::new(format!("no {LOADER} below {}", project::shown(&outputs)))
            .advise("the crate webview2-com-sys used to bring it; see where it keeps it now")
    })
}

fn describe(file: &Path) -> Outcome {
    let bytes = fs::metadata(file).map_err(Failure::io("look at", file))?.len();
    let sum = process::stdout_of(process::command("sha256sum").arg(file))?;
    let sum = sum.split_whitespace().next().unwrap_or_default();
    println!("{}  {bytes} bytes  sha256 {sum}", project::shown(file));
    Ok(())
}
