//! Words that say something is unfinished or bound to one machine: neither is committed.

use super::Finding;
use super::tree::{Source, Tree};

/// Spelled in pieces: this file is looked at too.
const UNFINISHED: [&str; 4] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];

/// Beginnings of paths that exist on somebody's machine only.
const MACHINE_PATHS: [&str; 6] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/tm", "p/"),
    concat!("/Use", "rs/"),
    concat!(r"C:\Us", "ers"),
];

/// How a test is switched off, or all others are, in Rust and in the UI.
const IGNORED_RUST: &str = concat!("#[ig", "nore");
const IGNORED_UI: [&str; 8] =
    ["it.skip(", "it.only(", "test.skip(", "test.only(", "describe.skip(", "describe.only(", "it.todo(", "test.todo("];

pub(super) fn marks(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for (line, text) in file.lines() {
            if let Some(mark) = UNFINISHED.iter().find(|mark| has_word(text, mark)) {
                findings.push(Finding::new(&file.path, line, format!("{mark}: do it, or open an issue")));
            }
            if let Some(path) = MACHINE_PATHS.iter().find(|path| has_path(text, path)) {
                let what = format!("{path}… is a place on one machine; use a relative path or a temporary folder");
                findings.push(Finding::new(&file.path, line, what));
            }
        }
        findings.extend(ignored_tests(file));
    }
    findings
}

fn ignored_tests(file: &Source) -> Vec<Finding> {
    let what = "a test that does not run proves nothing; mend it or take it out";
    let in_rust = file.bare_lines().filter(|(_, text)| text.contains(IGNORED_RUST));
    let is_ui_test = file.path.starts_with("ui/") && (file.path.contains(".test.") || file.path.contains(".spec."));
    let in_ui = file.lines().filter(|(_, text)| is_ui_test && IGNORED_UI.iter().any(|call| text.contains(call)));
    in_rust.chain(in_ui).map(|(line, _)| Finding::new(&file.path, line, what)).collect()
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let is_name = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !is_name(text[..at].chars().next_back()) && !is_name(text[at + word.len()..].chars().next())
    })
}

/// A path that begins so, not one that merely contains such a folder (`src/home/board.vue`).
fn has_path(text: &str, start: &str) -> bool {
    text.match_indices(start).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | '}'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn unfinished_work_is_found() {
        let text = format!("fine\n// {}: later\nlet {}S = 1;\n", UNFINISHED[0], UNFINISHED[0]);
        assert_eq!(places(marks, &[("a.rs", &text), (".ci/run", &text)]), ["a.rs:2", ".ci/run:2"]);
    }

    #[test]
    fn places_on_one_machine_are_found() {
        for path in MACHINE_PATHS {
            let text = format!("fine\nlet dir = \"{path}x\";\n");
            assert_eq!(places(marks, &[("a.toml", &text)]), ["a.toml:2"], "{path}");
        }
        let inside = format!("src{}x and ./{}x", MACHINE_PATHS[0], &MACHINE_PATHS[2][1..]);
        assert!(places(marks, &[("a.ts", &inside)]).is_empty());
    }

    #[test]
    fn switched_off_tests_are_found() {
        let rust = format!("{IGNORED_RUST}]\nfn f() {{}}\n");
        assert_eq!(places(marks, &[("a.rs", &rust)]), ["a.rs:1"]);
        let ui = format!("{}'x', () => {{}})\n", IGNORED_UI[0]);
        assert_eq!(places(marks, &[("ui/src/a.test.ts", &ui)]), ["ui/src/a.test.ts:1"]);
    }
}
