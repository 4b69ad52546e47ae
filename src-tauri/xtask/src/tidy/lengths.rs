//! How long a file and a function may be. A ratchet: exceptions are listed with a reason and a limit of their own, and
//! an exception that is no longer needed is a finding too.

use super::tree::Tree;
use super::{Finding, code};

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 80;

/// A file that may be longer: path, most lines, and why it is one piece.
type Exception = (&'static str, usize, &'static str);

const FILE_EXCEPTIONS: &[Exception] = &[];

/// As above; the place is written `path::function`.
const FUNCTION_EXCEPTIONS: &[Exception] = &[];

pub(super) fn files(tree: &Tree) -> Vec<Finding> {
    too_long_files(tree, FILE_EXCEPTIONS)
}

pub(super) fn functions(tree: &Tree) -> Vec<Finding> {
    too_long_functions(tree, FUNCTION_EXCEPTIONS)
}

fn too_long_files(tree: &Tree, exceptions: &[Exception]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !file.path.starts_with("ui/src/generated/")) {
        if !["rs", "ts", "css", "sql"].iter().any(|ending| file.has_ending(ending)) {
            continue;
        }
        let lines = file.text.lines().count();
        if let Some(what) = verdict(&file.path, lines, FILE_LINES_MAX, exceptions) {
            findings.push(Finding::new(&file.path, 0, format!("{what}; split it by idea")));
        }
    }
    findings.extend(gone(exceptions, |place| tree.files.iter().any(|file| file.path == place)));
    findings
}

fn too_long_functions(tree: &Tree, exceptions: &[Exception]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = Vec::new();
    for file in tree.rust() {
        for function in code::functions(&file.bare) {
            let place = format!("{}::{}", file.path, function.name);
            if let Some(what) = verdict(&place, function.lines, FUNCTION_LINES_MAX, exceptions) {
                let what = format!("{}: {what}; split it by step", function.name);
                findings.push(Finding::new(&file.path, function.line, what));
            }
            seen.push(place);
        }
    }
    findings.extend(gone(exceptions, |place| seen.iter().any(|found| found == place)));
    findings
}

fn verdict(place: &str, lines: usize, usual: usize, exceptions: &[Exception]) -> Option<String> {
    let exception = exceptions.iter().find(|(path, _, _)| *path == place);
    let limit = exception.map_or(usual, |(_, limit, _)| *limit);
    if lines > limit {
        return Some(format!("{lines} lines, at most {limit}"));
    }
    exception.filter(|_| lines <= usual).map(|_| "no longer needs its exception; take it off the list".to_owned())
}

fn gone(exceptions: &[Exception], exists: impl Fn(&str) -> bool) -> Vec<Finding> {
    let stale = exceptions.iter().filter(|(place, _, _)| !exists(place));
    stale
        .map(|(place, _, _)| Finding::new(place, 0, "is not there any more; take its exception off the list"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    fn text(lines: usize) -> String {
        "x\n".repeat(lines)
    }

    #[test]
    fn long_files_are_found() {
        let (fits, over) = (text(500), text(501));
        assert_eq!(places(files, &[("a.rs", &fits), ("b.rs", &over), ("c.md", &over)]), ["b.rs:0"]);
        assert!(places(files, &[("ui/src/generated/bindings.ts", &over)]).is_empty());
    }

    #[test]
    fn long_functions_are_found_where_they_begin() {
        let of = |lines: usize| format!("struct S;\nfn long() {{\n{}}}\n", text(lines - 2));
        assert!(places(functions, &[("a.rs", &of(80))]).is_empty());
        assert_eq!(places(functions, &[("a.rs", &of(81))]), ["a.rs:2"]);
    }

    #[test]
    fn an_exception_raises_the_limit_until_it_is_not_needed() {
        let exceptions: &[Exception] = &[("a.rs", 600, "one table")];
        let found = |lines| too_long_files(&Tree::planted(&[("a.rs", &text(lines))]), exceptions).len();
        assert_eq!([found(600), found(601), found(400)], [0, 1, 1]);
        assert_eq!(too_long_files(&Tree::planted(&[]), exceptions).len(), 1, "the file is gone");
    }
}
