//! `cargo xtask tidy`: the house rules that neither a compiler nor the UI's linter (ui/eslint.config.js) can check.
//!
//! A rule is a pure function from the tree of sources to findings, so that its test can plant a sin and see it found.
//! Every finding names file and line and says what to do.

mod arrows;
mod banned_calls;
mod code;
mod dead_files;
mod graph;
mod lengths;
mod manifest;
mod marks;
mod top_level;
mod tree;
mod ui_colours;

use crate::failure::{Failure, Outcome};
use crate::project;
use std::fmt;
use tree::Tree;

/// Something that breaks a house rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    /// From 1; 0 for the file as a whole.
    line: usize,
    /// What is wrong and what to do about it.
    what: String,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

/// Rules over the sources alone. The one over cargo's resolved graph is [`graph::hall_without_tauri`].
const RULES: &[Rule] = &[
    arrows::arrows,
    arrows::owners,
    banned_calls::banned_calls,
    dead_files::dead_files,
    lengths::files,
    lengths::functions,
    marks::marks,
    top_level::top_level,
    ui_colours::colours,
];

pub(crate) fn tidy() -> Outcome {
    let tree = Tree::read(&project::root())?;
    let mut findings = findings_in(&tree);
    findings.extend(graph::hall_without_tauri()?);
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => Err(Failure::new("one house rule is broken; it is named above")),
        count => Err(Failure::new(format!("{count} breaches of house rules; they are listed above"))),
    }
}

fn findings_in(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    findings.sort();
    findings
}

/// For tests of rules: what `rule` finds in planted files, as `path:line`.
#[cfg(test)]
fn places(rule: Rule, files: &[(&str, &str)]) -> Vec<String> {
    rule(&Tree::planted(files)).iter().map(|finding| format!("{}:{}", finding.path, finding.line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_tidy() {
        let findings = findings_in(&Tree::read(&project::root()).unwrap());
        let listed: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(listed.is_empty(), "\n{}", listed.join("\n"));
    }
}
