//! Where the program and the drivers are. The task runner says so in the environment; without it, a developer's own build
//! and what is on the path are taken.

use std::env;
use std::path::{Path, PathBuf};

/// The built program.
pub(crate) fn yanshi() -> PathBuf {
    let path = env::var_os("YANSHI_BIN").map_or_else(|| project().join("target/debug/yanshi"), PathBuf::from);
    assert!(path.is_file(), "there is no program at {}: run `cargo xtask test e2e`, or set YANSHI_BIN", path.display());
    path
}

/// The empty window that the program's own is measured against.
pub(crate) fn bare() -> PathBuf {
    let path =
        env::var_os("YANSHI_BARE_BIN").map_or_else(|| project().join("target/debug/examples/bare"), PathBuf::from);
    assert!(path.is_file(), "there is no empty window at {}: run `cargo xtask bench`", path.display());
    path
}

pub(crate) fn tauri_driver() -> PathBuf {
    named("YANSHI_TAURI_DRIVER", "tauri-driver")
}

pub(crate) fn webkit_driver() -> PathBuf {
    named("YANSHI_WEBKIT_DRIVER", "WebKitWebDriver")
}

pub(crate) fn chromedriver() -> PathBuf {
    named("YANSHI_CHROMEDRIVER", "chromedriver")
}

fn named(variable: &str, program: &str) -> PathBuf {
    env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| on_path(program))
        .unwrap_or_else(|| panic!("{program} is not on the path: run `cargo xtask test e2e`, or set {variable}"))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The top of the checkout. Whoever runs a test says where its package is; what runs the programs beside the tests may be
/// another package, and then the one that was compiled counts.
pub(crate) fn project() -> PathBuf {
    checkout_of(env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from))
}

fn checkout_of(told: Option<PathBuf>) -> PathBuf {
    let package = told.filter(|dir| dir.join("src/harness").is_dir());
    let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    package.parent().map(Path::to_path_buf).expect("tests/ lies in the checkout")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkout_is_found_whichever_package_started_us() {
        let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let checkout = own.parent().expect("the checkout").to_path_buf();
        for told in [None, Some(own), Some(checkout.join("src-tauri/xtask")), Some(checkout.join("not/there"))] {
            assert_eq!(checkout_of(told.clone()), checkout, "{told:?}");
        }
        assert!(checkout.join("ui/package.json").is_file());
    }
}
