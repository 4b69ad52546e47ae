//! Where things stand in the checkout. Nothing here looks outside it.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the checkout.
pub(crate) fn root() -> PathBuf {
    // Set by cargo when it runs us or our tests; the compiled-in value serves a copied executable. Cargo may have run
    // somebody else, who ran us: then it names their package.
    let told = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let told = told.filter(|dir| dir.join("src/tidy").is_dir());
    let manifest_dir = told.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    manifest_dir.ancestors().nth(2).map_or(manifest_dir.clone(), Path::to_path_buf)
}

pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

pub(crate) fn icons() -> PathBuf {
    root().join("icons")
}

/// Cargo's target directory: everything made and thrown away lies in it.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Programs installed for this checkout alone (tauri-driver, cargo-deny).
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}

/// A path as a person at the top of the checkout would type it.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
