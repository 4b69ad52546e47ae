//! The top of the checkout is the first thing a newcomer sees; it holds what was agreed and nothing else.

use super::Finding;
use super::tree::Tree;

/// What was agreed, what tools insist on, and the folder of results. Names beginning with a dot are free.
const ALLOWED: [&str; 9] =
    ["Cargo.toml", "Cargo.lock", "LICENSE", "README.md", "icons", "src-tauri", "target", "tests", "ui"];

pub(super) fn top_level(tree: &Tree) -> Vec<Finding> {
    let strangers = tree.top_level.iter().filter(|name| !name.starts_with('.') && !ALLOWED.contains(&name.as_str()));
    strangers
        .map(|name| Finding::new(name, 0, "does not belong at the top; move it into src-tauri, ui or tests"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn strangers_are_found() {
        let files =
            [("Cargo.toml", ""), (".gitignore", ""), ("ui/package.json", ""), ("docs/x.md", ""), ("deny.toml", "")];
        assert_eq!(places(top_level, &files), ["docs:0", "deny.toml:0"]);
    }
}
