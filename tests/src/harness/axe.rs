//! What axe-core finds: controls that cannot be reached or named, contrast that is too low.

use super::{Page, tools};
use serde_json::Value;
use std::fmt;
use std::sync::OnceLock;

/// A rule that is broken, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub rule: String,
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:\n    {}", self.rule, self.places.join("\n    "))
    }
}

const RUN: &str = "const done = arguments[arguments.length - 1];
    // What is still fading in has no contrast yet.
    const moving = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity);
    Promise.allSettled(moving.map((one) => one.finished)).then(() => axe.run(document, { resultTypes: ['violations'] })).then(
        (result) => done(result.violations.map((found) => ({
            rule: `${found.id} (${found.help})`,
            places: found.nodes.map((node) => `${node.target.join(' ')}  ${node.html.slice(0, 160)}  ${node.failureSummary ?? ''}`),
        }))),
        (error) => done(String(error)),
    );";

impl Page {
    /// Everything that axe finds wrong with what is on screen.
    #[track_caller]
    pub fn violations(&self) -> Vec<Violation> {
        if self.script("return typeof axe", &[]) != "object" {
            self.script(axe(), &[]);
        }
        let found = self.wait(self.session().execute_async(RUN, Vec::new())).json().clone();
        let found = found.as_array().cloned().unwrap_or_else(|| panic!("axe did not run: {found}"));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        found
            .iter()
            .map(|violation| Violation {
                rule: text(&violation["rule"]),
                places: violation["places"].as_array().into_iter().flatten().map(text).collect(),
            })
            .collect()
    }

    /// Nothing on screen breaks a rule of axe.
    #[track_caller]
    pub fn is_accessible(&self, screen: &str) {
        let found = self.violations();
        let listed: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "axe finds on {screen}:\n{}", listed.join("\n"));
    }
}

fn axe() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let file = tools::project().join("ui/node_modules/axe-core/axe.min.js");
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}; run npm ci in ui/", file.display()))
    })
}
