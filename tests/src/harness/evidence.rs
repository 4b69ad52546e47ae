//! What was on screen when a test failed.

use super::tools;
use std::fs;
use std::panic::Location;
use std::path::{Path, PathBuf};
use thirtyfour::WebDriver;
use tokio::runtime::Runtime;

/// Keeps picture and page source, and says where. Called while a test panics, so nothing here may.
#[allow(clippy::print_stderr)] // For the person who reads why the test failed.
pub(crate) fn keep(runtime: &Runtime, session: &WebDriver, opened: &Location<'_>) {
    let folder = tools::project().join("target/e2e-failures");
    let stem = Path::new(opened.file()).with_extension("").to_string_lossy().replace(['/', '\\'], "-");
    let name = format!("{stem}-line{}-{}", opened.line(), std::process::id());
    let picture = runtime.block_on(session.screenshot_as_png()).ok();
    let source = runtime.block_on(session.source()).ok();
    let kept = fs::create_dir_all(&folder).is_ok()
        && write(&folder.join(format!("{name}.png")), picture.as_deref())
        && write(&folder.join(format!("{name}.html")), source.as_deref().map(str::as_bytes));
    if kept {
        eprintln!("what was on screen: {}.png and .html", folder.join(name).display());
    } else {
        eprintln!("what was on screen could not be kept; the window may be gone");
    }
}

fn write(file: &PathBuf, bytes: Option<&[u8]>) -> bool {
    bytes.is_some_and(|bytes| fs::write(file, bytes).is_ok())
}
