//! No circle of files inside a crate: what needs each other is one thing, and whoever reads one of its files has to read
//! all. Modules that only re-export hide circles, so re-exports are resolved first.

use super::Finding;
use super::modules::Modules;
use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// Circles that are still there: the first of their files, and how many there are. The list may only get shorter.
const REMAINING: &[(&str, usize)] = &[
    ("src-tauri/crates/api/src/input/format.rs", 3),
    ("src-tauri/crates/central/src/routes.rs", 2),
    ("src-tauri/crates/central/src/storage/check.rs", 4),
    // One algorithm in two files.
    ("src-tauri/crates/domain/src/seat/matching.rs", 2),
    // A name and what it names.
    ("src-tauri/crates/journal/src/event.rs", 2),
    ("src-tauri/crates/sync/src/message/mod.rs", 3),
    ("src-tauri/xtask/src/run.rs", 2),
];

type Uses = BTreeMap<String, BTreeSet<String>>;

pub(super) fn circles(tree: &Tree) -> Vec<Finding> {
    findings(tree, REMAINING)
}

fn findings(tree: &Tree, remaining: &[(&str, usize)]) -> Vec<Finding> {
    let roots = tree.rust().filter_map(|file| {
        file.path
            .strip_suffix("lib.rs")
            .or_else(|| file.path.strip_suffix("main.rs"))
            .filter(|path| path.ends_with("src/"))
    });
    let roots: BTreeSet<&str> = roots.collect();
    let mut findings = Vec::new();
    let mut listed: BTreeMap<&str, usize> = remaining.iter().copied().collect();
    for root in roots {
        let uses = Modules::of(tree, root).uses();
        for circle in circles_of(&uses) {
            let first = circle[0].as_str();
            match listed.remove(first) {
                Some(count) if count == circle.len() => {}
                Some(count) if count > circle.len() => {
                    let what = format!("its circle has {} files now; say so in the list of circles", circle.len());
                    findings.push(Finding::new(first, 0, what));
                }
                _ => findings.push(Finding::new(first, 0, told(&circle, &uses))),
            }
        }
    }
    findings.extend(
        listed
            .keys()
            .map(|first| Finding::new(first, 0, "is the first of no circle any more; take it off the list of circles")),
    );
    findings
}

fn told(circle: &[String], uses: &Uses) -> String {
    let arrows = circle.iter().map(|file| {
        let used: Vec<&str> = circle.iter().filter(|other| uses[file].contains(*other)).map(String::as_str).collect();
        format!("\n    {file} uses {}", used.join(", "))
    });
    format!(
        "is one of {} files that need each other; move what they share below them:{}",
        circle.len(),
        arrows.collect::<String>()
    )
}

/// Files that reach each other, in order of path; the largest circles that there are.
fn circles_of(uses: &Uses) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|file| (file, reached(uses, file))).collect();
    let mut circles = BTreeSet::new();
    for file in uses.keys().filter(|file| reach[file].contains(file)) {
        let circle = reach[file].iter().filter(|other| reach[**other].contains(file));
        circles.insert(circle.map(|other| (*other).clone()).collect::<Vec<String>>());
    }
    circles.into_iter().collect()
}

/// What a file uses, and what that uses, and so on.
fn reached<'a>(uses: &'a Uses, file: &String) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&String> = uses.get(file).into_iter().flatten().collect();
    while let Some(next) = waiting.pop() {
        if reached.insert(next) {
            waiting.extend(uses.get(next).into_iter().flatten());
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(remaining: &[(&str, usize)], files: &[(&str, &str)]) -> Vec<String> {
        findings(&Tree::planted(files), remaining).iter().map(|finding| finding.path.clone()).collect()
    }

    /// `a` and `b` see each other through the root and through a room.
    const HIDDEN: &[(&str, &str)] = &[
        ("c/src/lib.rs", "mod a;\nmod room;\npub use a::A;\npub use room::B;\n"),
        ("c/src/a.rs", "use crate::B;\npub struct A(B);\n"),
        ("c/src/room/mod.rs", "mod b;\npub use b::B;\n"),
        ("c/src/room/b.rs", "use crate::{A};\npub struct B(Box<A>);\n"),
    ];

    #[test]
    fn a_circle_is_found_behind_re_exports() {
        assert_eq!(check(&[], HIDDEN), ["c/src/a.rs"]);
        let text = findings(&Tree::planted(HIDDEN), &[])[0].what.clone();
        assert!(text.contains("c/src/a.rs uses c/src/room/b.rs"), "{text}");
    }

    #[test]
    fn the_list_only_gets_shorter() {
        assert!(check(&[("c/src/a.rs", 2)], HIDDEN).is_empty());
        assert_eq!(check(&[("c/src/a.rs", 3)], HIDDEN), ["c/src/a.rs"]);
        assert_eq!(check(&[("c/src/a.rs", 1)], HIDDEN), ["c/src/a.rs"]);
        assert_eq!(check(&[("c/src/a.rs", 2), ("c/src/gone.rs", 2)], HIDDEN), ["c/src/gone.rs"]);
    }

    #[test]
    fn a_path_in_the_text_is_a_use_and_a_re_export_alone_is_none() {
        let root = ("c/src/lib.rs", "mod a;\nmod b;\n");
        let b = ("c/src/b.rs", "use crate::a;\npub(crate) fn f() { a::g() }\n");
        assert_eq!(check(&[], &[root, ("c/src/a.rs", "pub(crate) fn g() { crate::b::f() }\n"), b]), ["c/src/a.rs"]);
        assert!(
            check(&[], &[root, ("c/src/a.rs", "pub(crate) use crate::b::f;\npub(crate) fn g() {}\n"), b]).is_empty()
        );
        assert_eq!(
            check(&[], &[root, ("c/src/a.rs", "pub(crate) use crate::b::f;\npub(crate) fn g() { f() }\n"), b]),
            ["c/src/a.rs"]
        );
    }

    #[test]
    fn tests_and_prose_make_no_circle() {
        let root = ("c/src/lib.rs", "mod a;\nmod b;\n");
        let a = "//! See crate::b::f.\npub(crate) fn g() {}\n#[cfg(test)]\nmod tests {\n    use crate::b::f;\n}\n";
        let b = ("c/src/b.rs", "use super::a::g;\npub(crate) fn f() { g() }\n");
        assert!(check(&[], &[root, ("c/src/a.rs", a), b, ("c/src/a/tests.rs", "use crate::b::f;")]).is_empty());
    }

    #[test]
    fn a_parent_and_a_child_that_need_each_other_are_a_circle() {
        let files = [
            ("c/src/lib.rs", "mod a;\n"),
            ("c/src/a/mod.rs", "mod child;\nuse child::{self, f as ff};\npub struct A;\nfn x() { child::f(); ff() }\n"),
            ("c/src/a/child.rs", "use super::A;\npub(super) fn f() -> A { A }\n"),
        ];
        assert_eq!(check(&[], &files), ["c/src/a/child.rs"]);
    }
}
