//! A screen that nobody sees, and the drivers that move the program on it.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::system::{self, Job};
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What end-to-end tests, benchmarks and screenshots share. They learn of it through environment variables:
/// `YANSHI_BIN`, `YANSHI_TAURI_DRIVER`, `YANSHI_WEBKIT_DRIVER`, `YANSHI_CHROMEDRIVER`.
pub(crate) struct Browsers {
    tauri_driver: PathBuf,
    webkit_driver: PathBuf,
    chromedriver: PathBuf,
}

impl Browsers {
    pub(crate) fn ready() -> Outcome<Self> {
        system::ready_for(Job::EndToEnd)?;
        Ok(Self {
            tauri_driver: tools::TAURI_DRIVER.ready()?,
            webkit_driver: found("WebKitWebDriver", "webkit2gtk-driver")?,
            chromedriver: found("chromedriver", "chromium-driver")?,
        })
    }

    /// To run `program`, which drives the program at `yanshi`, on a screen of its own with a session bus of its own.
    pub(crate) fn command(&self, program: &Path, yanshi: &Path) -> Command {
        let mut command = process::command("xvfb-run");
        command
            .args(["--auto-servernum", "--server-args=-screen 0 1920x1080x24", "dbus-run-session", "--"])
            .arg(program)
            // WebKit would wait for an accessibility bus that is not there.
            .env("NO_AT_BRIDGE", "1")
            .env("YANSHI_BIN", yanshi)
            .env("YANSHI_TAURI_DRIVER", &self.tauri_driver)
            .env("YANSHI_WEBKIT_DRIVER", &self.webkit_driver)
            .env("YANSHI_CHROMEDRIVER", &self.chromedriver)
            .env_remove("WAYLAND_DISPLAY");
        command
    }
}

fn found(program: &str, package: &str) -> Outcome<PathBuf> {
    process::find(program).ok_or_else(|| {
        Failure::new(format!("{program} is not installed")).advise(format!("the Debian package {package} has it"))
    })
}
