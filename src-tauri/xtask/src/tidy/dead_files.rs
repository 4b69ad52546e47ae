//! Every Rust file is compiled: a file that no `mod` names is forgotten work that looks alive.

use super::Finding;
use super::manifest::Manifest;
use super::tree::{Source, Tree, normal};
use std::collections::BTreeSet;

pub(super) fn dead_files(tree: &Tree) -> Vec<Finding> {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut waiting: Vec<String> =
        tree.rust().map(|file| file.path.clone()).filter(|path| is_usual_root(path)).collect();
    waiting.extend(named_roots(tree));
    while let Some(path) = waiting.pop() {
        let Some(file) = tree.rust().find(|file| file.path == path) else { continue };
        if reached.insert(path) {
            waiting.extend(modules_of(file, is_root(tree, &file.path)));
        }
    }
    let dead = tree.rust().filter(|file| !reached.contains(&file.path));
    dead.map(|file| Finding::new(&file.path, 0, "is compiled by nothing; name it in a `mod`, or delete it")).collect()
}

fn is_root(tree: &Tree, path: &str) -> bool {
    is_usual_root(path) || named_roots(tree).iter().any(|root| root == path)
}

/// Where cargo looks without being told.
fn is_usual_root(path: &str) -> bool {
    let folders = ["src/bin", "tests", "examples", "benches"];
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let in_src = folder.ends_with("/src") && ["lib.rs", "main.rs"].contains(&name);
    let in_folder = folders.iter().any(|usual| folder == *usual || folder.ends_with(&format!("/{usual}")));
    // `tests/` at the top is a package: its own programs and tests lie one level deeper.
    in_src || name == "build.rs" || (in_folder && folder != "tests")
}

/// Where a Cargo.toml says a target lies.
fn named_roots(tree: &Tree) -> Vec<String> {
    let manifests = tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let roots = manifests.flat_map(|file| {
        let folder = file.path.trim_end_matches("Cargo.toml").to_owned();
        Manifest::parse(&file.text).target_paths.into_iter().map(move |path| format!("{folder}{path}"))
    });
    roots.collect()
}

/// The files that a file's `mod x;` lines can mean, and those it includes.
fn modules_of(file: &Source, is_root: bool) -> Vec<String> {
    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    let stem = name.trim_end_matches(".rs");
    let inside = if is_root || stem == "mod" { folder.to_owned() } else { format!("{folder}/{stem}") };
    let mut found = Vec::new();
    let mut path_attribute = None;
    for ((_, bare), (_, text)) in file.bare_lines().zip(file.lines()) {
        if bare.trim_start().starts_with("#[path") || bare.contains("include!(") {
            let named = text.split('"').nth(1).map(|path| normal(&format!("{folder}/{path}")));
            if bare.contains("include!(") {
                found.extend(named);
            } else {
                path_attribute = named;
            }
            continue;
        }
        let Some(module) = declared_module(bare) else { continue };
        match path_attribute.take() {
            Some(path) => found.push(path),
            None => found.extend([format!("{inside}/{module}.rs"), format!("{inside}/{module}/mod.rs")]),
        }
    }
    found
}

/// `x` in `pub(crate) mod x;`.
fn declared_module(bare: &str) -> Option<&str> {
    let declared = bare.trim().strip_suffix(';')?;
    let (before, name) = declared.rsplit_once("mod ")?;
    let is_visibility = before.is_empty() || before.starts_with("pub") || before.ends_with("] ");
    (is_visibility && name.chars().all(|c| c.is_alphanumeric() || c == '_')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn a_file_no_module_names_is_found() {
        let found = places(
            dead_files,
            &[
                ("c/src/lib.rs", "mod a;\npub(crate) mod b;\n// mod gone;\nmod inline { }\n"),
                ("c/src/a.rs", "mod deep;"),
                ("c/src/a/deep.rs", ""),
                ("c/src/b/mod.rs", "#[cfg(test)] mod tests;"),
                ("c/src/b/tests.rs", ""),
                ("c/src/gone.rs", ""),
                ("c/src/deep.rs", ""),
            ],
        );
        assert_eq!(found, ["c/src/gone.rs:0", "c/src/deep.rs:0"]);
    }

    #[test]
    fn every_way_to_be_compiled_counts() {
        let found = places(
            dead_files,
            &[
                ("c/Cargo.toml", "[package]\nname = \"c\"\n[[test]]\nname = \"x\"\npath = \"odd/x.rs\"\n"),
                ("c/odd/x.rs", "mod y;"),
                ("c/odd/y.rs", ""),
                ("c/build.rs", "include!(\"src/shared.rs\");"),
                ("c/src/shared.rs", ""),
                ("c/src/bin/tool.rs", ""),
                ("c/examples/e.rs", "#[path = \"../other/place.rs\"]\nmod place;"),
                ("c/other/place.rs", ""),
                ("tests/tests/e2e.rs", "mod support;"),
                ("tests/tests/support/mod.rs", ""),
                ("tests/stray.rs", ""),
            ],
        );
        assert_eq!(found, ["tests/stray.rs:0"]);
    }
}
