//! The sources, read once for all rules.

use super::code;
use crate::failure::{Failure, Outcome};
use std::fs;
use std::path::Path;

/// Everything a person wrote in the checkout, in order of path.
pub(super) struct Tree {
    pub(super) files: Vec<Source>,
    /// Names at the top of the checkout.
    pub(super) top_level: Vec<String>,
}

pub(super) struct Source {
    /// From the top of the checkout, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// For Rust: the text with comments and literals blanked, line for line. Elsewhere empty.
    pub(super) bare: String,
}

/// Folders of results and of other people's code.
const SKIPPED_FOLDERS: [&str; 6] = [".git", "target", "node_modules", "ui/dist", "ui/coverage", "src-tauri/gen"];

/// What rules look at; pictures and locks are no prose.
const READ_ENDINGS: [&str; 15] =
    ["rs", "toml", "ts", "mts", "js", "mjs", "vue", "css", "html", "sql", "md", "json", "csv", "c", "svg"];

impl Tree {
    pub(super) fn read(root: &Path) -> Outcome<Self> {
        let mut tree = Self { files: Vec::new(), top_level: Vec::new() };
        for entry in fs::read_dir(root).map_err(Failure::io("list", root))?.flatten() {
            tree.top_level.push(entry.file_name().to_string_lossy().into_owned());
        }
        tree.top_level.sort();
        tree.add_folder(root, "")?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn add_folder(&mut self, folder: &Path, prefix: &str) -> Outcome {
        for entry in fs::read_dir(folder).map_err(Failure::io("list", folder))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if SKIPPED_FOLDERS.contains(&name.as_str()) || SKIPPED_FOLDERS.contains(&path.as_str()) {
                continue;
            }
            let full = entry.path();
            if full.is_dir() {
                self.add_folder(&full, &format!("{path}/"))?;
            } else if is_read(&path) {
                // Data in another encoding (a GB18030 fixture) is nothing these rules speak about.
                if let Ok(text) = fs::read_to_string(&full) {
                    self.files.push(Source::new(path, text));
                }
            }
        }
        Ok(())
    }

    pub(super) fn rust(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(|file| file.has_ending("rs"))
    }

    /// What people wrote for the UI: not generated, not configuration.
    pub(super) fn ui(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(|file| file.path.starts_with("ui/src/") && !file.path.starts_with("ui/src/generated/"))
    }

    #[cfg(test)]
    pub(super) fn planted(files: &[(&str, &str)]) -> Self {
        let mut top_level: Vec<String> =
            files.iter().filter_map(|(path, _)| path.split('/').next()).map(str::to_owned).collect();
        top_level.dedup();
        let files = files.iter().map(|(path, text)| Source::new((*path).to_owned(), (*text).to_owned())).collect();
        Self { files, top_level }
    }
}

fn is_read(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name == "package-lock.json" {
        return false;
    }
    // Files without an ending (.ci/run) are scripts.
    name.rsplit_once('.').is_none_or(|(_, ending)| READ_ENDINGS.contains(&ending))
}

/// `a/b/../c` as `a/c`.
pub(super) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

impl Source {
    fn new(path: String, text: String) -> Self {
        let bare = if path.ends_with(".rs") { code::bare(&text) } else { String::new() };
        Self { path, text, bare }
    }

    pub(super) fn has_ending(&self, ending: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, found)| found == ending)
    }

    /// Lines as written, numbered from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// Lines of Rust without comments and literals, numbered from 1.
    pub(super) fn bare_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.bare.lines())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_read_and_results_are_not() {
        assert!(is_read("src-tauri/src/main.rs"));
        assert!(is_read(".ci/run"));
        assert!(is_read(".clippy.toml"));
        assert!(!is_read("ui/package-lock.json"));
        assert!(!is_read("icons/icon.png"));
    }

    #[test]
    fn reads_this_very_file() {
        let tree = Tree::read(&crate::project::root()).unwrap();
        assert!(tree.rust().any(|file| file.path == "src-tauri/xtask/src/tidy/tree.rs"));
        assert!(tree.files.iter().all(|file| !file.path.contains("node_modules/")));
        assert!(tree.top_level.contains(&"Cargo.toml".to_owned()));
    }
}
