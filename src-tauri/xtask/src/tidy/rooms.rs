//! The architecture's tables of rooms name what there is: each member of the workspace, each folder of the crates that have
//! rooms within, and nothing else. A newcomer who is shown a rule finds its file by them.

use super::Finding;
use super::tree::Tree;
use std::collections::BTreeSet;

const TEXT: &str = "src-tauri/docs/ARCHITECTURE.md";
const CRATES: &str = "src-tauri/crates/";
/// Crates whose folders stand in the table.
const WITH_ROOMS: [&str; 3] = ["hall", "store", "domain"];

pub(super) fn rooms(tree: &Tree) -> Vec<Finding> {
    let text = |path: &str| tree.files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    let (told, manifest) = (text(TEXT), text("Cargo.toml"));
    let mut findings = differences("member of the workspace", &members(manifest), &told_members(told));
    findings.extend(differences("folder", &folders(tree), &told_rooms(told)));
    findings
}

fn differences(what: &str, there: &BTreeSet<String>, told: &BTreeSet<String>) -> Vec<Finding> {
    let untold = there.difference(told).map(|name| format!("{what} {name} is missing in the table of rooms"));
    let gone = told.difference(there).map(|name| format!("{name} is in the table of rooms, but is no {what}"));
    untold.chain(gone).map(|what| Finding::new(TEXT, 0, what)).collect()
}

/// Paths in `members = […]`.
fn members(manifest: &str) -> BTreeSet<String> {
    let list =
        manifest.split_once("members = [").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Paths in the tree under "Rooms" that are packages: the folder of each line below those it is indented under. Folders that
/// hold no package are told, too; they are named here.
fn told_members(text: &str) -> BTreeSet<String> {
    const NO_PACKAGES: [&str; 6] = ["src", "capabilities", "data", "docs", "crates", "ui/src"];
    let block = text.split("## Rooms\n").nth(1).and_then(|rest| rest.split("```").nth(1)).unwrap_or_default();
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut found = BTreeSet::new();
    for line in block.lines() {
        let indent = line.len() - line.trim_start().len();
        let Some(name) = line.split_whitespace().next().and_then(|word| word.strip_suffix('/')) else { continue };
        // Deeper lines that only go on with a sentence name no folder.
        if indent > 4 {
            continue;
        }
        above.retain(|(other, _)| *other < indent);
        above.push((indent, name.to_owned()));
        if !NO_PACKAGES.contains(&name) {
            found.insert(above.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("/"));
        }
    }
    found
}

/// `hall/day` for each folder below the sources of a crate with rooms.
fn folders(tree: &Tree) -> BTreeSet<String> {
    let of = |path: &str| {
        let (name, inside) = path.strip_prefix(CRATES)?.split_once("/src/")?;
        let folder = inside.strip_suffix("/mod.rs").filter(|folder| !folder.contains('/') && *folder != "tests")?;
        WITH_ROOMS.contains(&name).then(|| format!("{name}/{folder}"))
    };
    tree.rust().filter_map(|file| of(&file.path)).collect()
}

/// `hall/day` of each row that begins so.
fn told_rooms(text: &str) -> BTreeSet<String> {
    let row = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    let within = text.split("### Rooms within a crate\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    within.unwrap_or_default().lines().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(manifest: &str, text: &str, room: &str) -> Vec<String> {
        let room = format!("src-tauri/crates/hall/src/{room}/mod.rs");
        let tree = Tree::planted(&[("Cargo.toml", manifest), (TEXT, text), (&room, "")]);
        rooms(&tree).into_iter().map(|finding| finding.what).collect()
    }

    const MANIFEST: &str = "members = [\n    \"src-tauri\",\n    \"src-tauri/crates/hall\",\n    \"tests\",\n]";
    const TOLD: &str = "## Rooms\n\n```\nsrc-tauri/\n  src/  shell\n  crates/\n    hall/  use-cases\n                    go/on\ntests/  all\n```\n\n### Rooms within a crate\n\n| `hall/day` | a date |\n\n## More\n| `x` |\n";

    #[test]
    fn what_is_there_is_told_and_nothing_else() {
        assert!(check(MANIFEST, TOLD, "day").is_empty());
        assert_eq!(check(&MANIFEST.replace("]", "    \"src-tauri/crates/link\",\n]"), TOLD, "day").len(), 1);
        assert_eq!(check(&MANIFEST.replace("\"tests\",", ""), TOLD, "day").len(), 1);
        assert_eq!(check(MANIFEST, TOLD, "book").len(), 2);
    }
}
