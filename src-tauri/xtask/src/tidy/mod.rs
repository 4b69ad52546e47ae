//! `cargo xtask tidy`: the house rules that neither a compiler nor the UI's linter (ui/eslint.config.js) can check.
//!
//! A rule is a pure function from the tree of sources to findings, so that its test can plant a sin and see it found.
//! Every finding names file and line and says what to do.

mod arrows;
mod banned_calls;
mod circles;
mod code;
mod dead_files;
mod finding;
mod graph;
mod lengths;
mod manifest;
mod marks;
mod modules;
mod rooms;
mod top_level;
mod tree;
mod ui_colours;

use crate::failure::{Failure, Outcome};
use crate::project;
use finding::Finding;
use tree::Tree;

type Rule = fn(&Tree) -> Vec<Finding>;

/// Rules over the sources alone. The one over cargo's resolved graph is [`graph::hall_without_tauri`].
const RULES: &[Rule] = &[
    arrows::arrows,
    arrows::owners,
    banned_calls::banned_calls,
    circles::circles,
    dead_files::dead_files,
    lengths::files,
    lengths::functions,
    marks::marks,
    rooms::rooms,
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
