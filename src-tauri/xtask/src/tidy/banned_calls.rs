//! Calls that belong to one place: asking what time it is, and talking to the terminal.

use super::Finding;
use super::code::is_test_file;
use super::tree::{Source, Tree};

/// The one module of each program that knows the time. Everybody else is told it, so that a wrong clock is handled in one
/// place and tests choose their day. The central server is a program of its own, and knows no hall.
const CLOCKS: [&str; 2] = ["src-tauri/crates/hall/src/ground/clock.rs", "src-tauri/crates/central/src/clock.rs"];
const CLOCK_CALLS: [&str; 4] = ["Utc::now", "Local::now", "SystemTime::now", "UNIX_EPOCH.elapsed"];

/// A library prints nothing: it cannot know whether anybody reads stdout, and the browser mode's first line is JSON.
const PRINT_CALLS: [&str; 5] = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];

pub(super) fn banned_calls(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        if !may_ask_the_time(&file.path) {
            let advice = format!("take the time as an argument; only {} ask for it", CLOCKS.join(" and "));
            find_calls(file, &CLOCK_CALLS, &advice, usize::MAX, &mut findings);
        }
        if is_library(&file.path) && !is_test_file(&file.path) {
            let advice = "a library prints nothing; return it, or use tracing";
            find_calls(file, &PRINT_CALLS, advice, first_test_line(file), &mut findings);
        }
    }
    findings
}

fn may_ask_the_time(path: &str) -> bool {
    CLOCKS.contains(&path) || path.starts_with("src-tauri/xtask/") || path.starts_with("tests/")
}

fn is_library(path: &str) -> bool {
    path.starts_with("src-tauri/crates/")
        && path.contains("/src/")
        && !path.ends_with("/src/main.rs")
        && !path.contains("/src/bin/")
}

/// Tests stand at the end of a file, in a module under `#[cfg(test)]`.
fn first_test_line(file: &Source) -> usize {
    let mut lines = file.bare_lines().skip_while(|(_, line)| line.trim() != "#[cfg(test)]");
    let attribute = lines.next().map_or(usize::MAX, |(line, _)| line);
    let is_module = lines.next().is_some_and(|(_, line)| line.trim_start().starts_with("mod "));
    if is_module { attribute } else { usize::MAX }
}

fn find_calls(file: &Source, calls: &[&str], advice: &str, end: usize, findings: &mut Vec<Finding>) {
    for (line, text) in file.bare_lines().take_while(|(line, _)| *line < end) {
        for call in calls.iter().filter(|call| contains_word(text, call)) {
            findings.push(Finding::new(&file.path, line, format!("{call}: {advice}")));
        }
    }
}

/// `println!` is not in `eprintln!`; `Utc::now` is in `chrono::Utc::now`.
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let is_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !is_name(before) && !is_name(after)
    })
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn the_time_is_asked_for_in_one_place() {
        let text = "fn f() {\n    let now = chrono::Utc::now();\n    // Local::now is for prose\n}\n";
        let found = places(
            banned_calls,
            &[(CLOCKS[0], text), ("src-tauri/crates/store/src/backup.rs", text), ("tests/src/lib.rs", text)],
        );
        assert_eq!(found, ["src-tauri/crates/store/src/backup.rs:2"]);
        let file_time = "fn f() { let t = SystemTime::now(); }\n";
        assert_eq!(places(banned_calls, &[("src-tauri/src/main.rs", file_time)]), ["src-tauri/src/main.rs:1"]);
    }

    #[test]
    fn libraries_are_silent_but_for_their_tests() {
        let text = "fn f() { eprintln!(\"x\"); }\n#[cfg(test)]\nmod tests {\n    fn g() { println!(\"y\"); }\n}\n";
        let library = "src-tauri/crates/hall/src/book.rs";
        assert_eq!(places(banned_calls, &[(library, text)]), [format!("{library}:1")]);
        assert!(places(banned_calls, &[("src-tauri/crates/central/src/main.rs", text)]).is_empty());
        assert!(places(banned_calls, &[("src-tauri/crates/hall/tests/book.rs", text)]).is_empty());
        let helper_above = "#[cfg(test)]\nuse x;\nfn f() { println!(\"x\"); }\n";
        assert_eq!(places(banned_calls, &[(library, helper_above)]), [format!("{library}:3")]);
    }
}
