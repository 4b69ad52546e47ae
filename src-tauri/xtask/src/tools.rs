//! Cargo programs installed for this checkout alone, in target/tools, at the version the project was tested with.

use crate::cargo::cargo;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::step;
use crate::project;
use std::fs;
use std::path::PathBuf;

/// A program on crates.io.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
}

/// Stands between WebDriver and the real window.
pub(crate) const TAURI_DRIVER: Tool = Tool { name: "tauri-driver", version: "2.1.0" };
pub(crate) const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

impl Tool {
    /// The program's path; installs it when it is not there in this version.
    pub(crate) fn ready(&self) -> Outcome<PathBuf> {
        let root = project::tools();
        let program = root.join("bin").join(self.name);
        let installed = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
        if program.is_file() && self.is_listed_in(&installed) {
            return Ok(program);
        }
        let Self { name, version } = self;
        step(&format!("installing {name} {version} into {}", project::shown(&root)), || {
            process::run(cargo().args(["install", "--quiet", "--locked", "--root"]).arg(&root).args([
                "--version",
                version,
                name,
            ]))
        })?;
        if program.is_file() {
            Ok(program)
        } else {
            Err(Failure::new(format!("{name} was installed but is not there")))
        }
    }

    /// Whether cargo's list of installed programs names this version.
    fn is_listed_in(&self, crates_toml: &str) -> bool {
        crates_toml.contains(&format!("\"{} {} ", self.name, self.version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_installed_anew() {
        let listed = "[v1]\n\"tauri-driver 2.1.0 (registry+https://github.com/rust-lang/crates.io-index)\" = [\"tauri-driver\"]\n";
        assert!(TAURI_DRIVER.is_listed_in(listed));
        assert!(!TAURI_DRIVER.is_listed_in(&listed.replace("2.1.0", "2.1.01")));
        assert!(!CARGO_DENY.is_listed_in(listed));
    }
}
