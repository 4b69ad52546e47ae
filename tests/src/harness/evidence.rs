//! What was on screen when a test failed.

use super::tools;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use thirtyfour::WebDriver;
use tokio::runtime::Runtime;

/// Keeps picture and page source, and says where. Called while a test panics, so nothing here may.
#[allow(clippy::print_stderr)] // For the person who reads why the test failed.
pub(crate) fn keep(runtime: &Runtime, session: &WebDriver) {
    let folder = tools::project().join("target/e2e-failures");
    // The test runner names the thread after the test. A test may have several pages.
    let test = thread::current().name().unwrap_or("test").replace("::", "-");
    let name = free_name(&folder, &test);
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

fn free_name(folder: &Path, test: &str) -> String {
    let names = (1..).map(|number| format!("{test}-{number}"));
    let mut free = names.filter(|name| !folder.join(format!("{name}.png")).exists());
    free.next().unwrap_or_else(|| test.to_owned())
}

fn write(file: &PathBuf, bytes: Option<&[u8]>) -> bool {
    bytes.is_some_and(|bytes| fs::write(file, bytes).is_ok())
}
