//! The resolved graph, as cargo sees it: nothing that `hall` uses, however far down, uses Tauri.

use super::Finding;
use crate::cargo::cargo;
use crate::failure::{Failure, Outcome};
use crate::process::{self, Captured};

pub(super) fn hall_without_tauri() -> Outcome<Vec<Finding>> {
    verdict(&process::capture(cargo().args(["tree", "--package", "hall", "--edges", "no-dev", "--invert", "tauri"]))?)
}

/// `cargo tree --invert` fails when the package is not in the graph at all, which is what is wanted.
fn verdict(tree: &Captured) -> Outcome<Vec<Finding>> {
    if !tree.stdout.trim().is_empty() {
        let what = format!("hall reaches Tauri; break this path:\n{}", tree.stdout.trim_end());
        return Ok(vec![Finding::new("src-tauri/crates/hall/Cargo.toml", 0, what)]);
    }
    if tree.success || tree.stderr.contains("did not match any packages") {
        return Ok(Vec::new());
    }
    Err(Failure::new(format!("cargo tree could not tell what hall depends on: {}", tree.stderr.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(success: bool, stdout: &str, stderr: &str) -> Captured {
        Captured { success, stdout: stdout.into(), stderr: stderr.into() }
    }

    #[test]
    fn a_path_to_tauri_is_found_and_its_absence_is_not_an_error() {
        assert_eq!(verdict(&tree(true, "tauri v2\n└── hall v0.1.0\n", "")).unwrap().len(), 1);
        let absent = "error: package ID specification `tauri` did not match any packages";
        assert!(verdict(&tree(false, "", absent)).unwrap().is_empty());
        assert!(verdict(&tree(true, "", "warning: nothing to print.")).unwrap().is_empty());
    }

    #[test]
    fn not_knowing_is_no_pass() {
        assert!(verdict(&tree(false, "", "error: failed to parse lock file")).is_err());
    }
}
