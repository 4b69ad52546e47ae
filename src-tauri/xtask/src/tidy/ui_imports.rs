//! How the parts of the UI may know each other: app → features → shared → platform → generated, features never each
//! other, and only `platform/` knows how the core is reached.

use super::Finding;
use super::tree::{Source, Tree, normal};

/// A folder of ui/src and the folders it may import from beside itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("app", &["features", "shared", "platform", "generated"]),
    ("features", &["shared", "platform", "generated"]),
    ("shared", &["platform", "generated"]),
    ("platform", &["generated"]),
];

/// Ways out of the page.
const DOORS: [&str; 6] =
    ["@tauri-apps", "fetch(", "XMLHttpRequest", "new WebSocket(", "new EventSource(", "navigator.sendBeacon("];

pub(super) fn layers(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ui() {
        let Some(from) = Place::of(&file.path) else { continue };
        for (line, text) in file.lines() {
            let Some(target) = imported(text).and_then(|specifier| resolved(file, specifier)) else { continue };
            let Some(to) = Place::of(&target) else { continue };
            if let Some(what) = from.forbids(&to) {
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

pub(super) fn doors(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ui().filter(|file| !file.path.starts_with("ui/src/platform/") && !file.path.contains(".test.")) {
        for (line, text) in file.lines() {
            if let Some(door) = DOORS.iter().find(|door| opens(text, door)) {
                let what = format!(
                    "{}: only ui/src/platform/ reaches the core; call it from there",
                    door.trim_end_matches('(')
                );
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

/// Where in the UI a file stands.
struct Place<'a> {
    layer: &'a str,
    /// The feature, when the layer has such.
    feature: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// None for what stands directly in ui/src (the page's entry).
    fn of(path: &'a str) -> Option<Self> {
        let (layer, rest) = path.strip_prefix("ui/src/")?.split_once('/')?;
        let feature = rest.split(['/', '.']).next().filter(|_| layer == "features");
        Some(Self { layer, feature })
    }

    fn forbids(&self, other: &Place<'_>) -> Option<String> {
        if self.layer == other.layer {
            let foreign = self.feature != other.feature;
            return foreign
                .then(|| "a feature never imports another; move what both need to ui/src/shared/".to_owned());
        }
        let allowed = LAYERS.iter().find(|(layer, _)| *layer == self.layer).map(|(_, allowed)| *allowed)?;
        let is_allowed = allowed.contains(&other.layer) || !LAYERS.iter().any(|(layer, _)| *layer == other.layer);
        (!is_allowed).then(|| format!("{} must not import {}; turn the arrow round", self.layer, other.layer))
    }
}

/// What a line imports: `from './x'`, `import './x'`, `import('./x')`, `@import './x'`.
fn imported(text: &str) -> Option<&str> {
    let after = ["from ", "import(", "import "].iter().find_map(|word| {
        let rest = text[text.find(word)? + word.len()..].trim_start();
        rest.starts_with(['\'', '"']).then_some(rest)
    })?;
    after[1..].split(['\'', '"']).next()
}

/// The imported path inside the checkout; none for a package.
fn resolved(file: &Source, specifier: &str) -> Option<String> {
    if let Some(inside) = specifier.strip_prefix("@/") {
        return Some(format!("ui/src/{inside}"));
    }
    let folder = file.path.rsplit_once('/')?.0;
    specifier.starts_with('.').then(|| normal(&format!("{folder}/{specifier}")))
}

/// `fetch(` but not `refetch(` nor `query.fetch(`; `window.fetch(` too.
fn opens(text: &str, door: &str) -> bool {
    text.match_indices(door).any(|(at, _)| {
        let before = &text[..at];
        let is_member =
            before.ends_with('.') && !["window.", "globalThis.", "self."].iter().any(|own| before.ends_with(own));
        !is_member && !before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$')
    })
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn features_do_not_know_each_other() {
        let file = "ui/src/features/book/Board.vue";
        let check = |text: &str| places(layers, &[(file, text)]);
        assert_eq!(check("import x from '../settings/x'"), [format!("{file}:1")]);
        assert_eq!(check("\nconst x = () => import(\"@/features/setup/Setup.vue\")"), [format!("{file}:2")]);
        assert!(check("import x from './form/x'\nimport y from '@/features/book/y'").is_empty());
        assert!(check("import { ref } from 'vue'\nimport z from '../../shared/z'").is_empty());
    }

    #[test]
    fn arrows_run_one_way() {
        let check = |file: &str, target: &str| places(layers, &[(file, &format!("import x from '@/{target}'"))]).len();
        assert_eq!(check("ui/src/shared/a.ts", "features/book/x"), 1);
        assert_eq!(check("ui/src/features/book/a.ts", "app/x"), 1);
        assert_eq!(check("ui/src/platform/a.ts", "shared/x"), 1);
        assert_eq!(check("ui/src/app/a.ts", "features/book/x"), 0);
        assert_eq!(check("ui/src/main.ts", "app/x"), 0);
        assert_eq!(check("ui/src/shared/a.ts", "generated/bindings"), 0);
    }

    #[test]
    fn the_core_is_reached_through_one_door() {
        let file = "ui/src/features/book/a.ts";
        let check = |text: &str| places(doors, &[(file, text)]).len();
        assert_eq!(check("import { invoke } from '@tauri-apps/api/core'"), 1);
        assert_eq!(check("await fetch('/rpc')"), 1);
        assert_eq!(check("window.fetch('/rpc')"), 1);
        assert_eq!(check("query.refetch(); client.fetch()"), 0);
        assert!(places(doors, &[("ui/src/platform/http.ts", "await fetch('/rpc')")]).is_empty());
    }
}
