//! Arrows between crates run one way, and some libraries belong to one crate alone.
//! The table is the one of the architecture; whoever needs another arrow changes both, and says why.

use super::manifest::Manifest;
use super::{Finding, tree::Tree};

/// Each crate of ours and those of ours it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("journal", &[]),
    ("planner", &["domain"]),
    ("store", &["domain", "journal"]),
    ("sync", &["journal"]),
    // Event and identifier types of the journal pass through the use-cases unchanged.
    // Whether and with whom to sync is a use-case; how it is carried is the link's.
    ("hall", &["domain", "planner", "store", "sync", "journal", "link"]),
    // Domain types, to say them in DTOs; every rule is asked of the hall.
    ("api", &["hall", "domain"]),
    ("browser", &["api"]),
    ("central", &["journal", "sync", "domain"]),
    // Carries messages and lends the store to the engine, which knows neither SQL nor sockets. Owns no rules.
    ("link", &["journal", "store", "sync"]),
    // The shell opens the hall's program and hands it to the doors.
    ("yanshi", &["api", "browser", "hall"]),
    ("yanshi-tests", &["api", "browser", "central", "domain", "hall", "journal", "link", "planner", "store", "sync"]),
    // Decoders of what comes off a line or a disk.
    ("yanshi-fuzz", &["domain", "journal", "sync"]),
    ("xtask", &[]),
];

/// Libraries that stay behind few crates: names starting so, and the crates that may use them. The central server keeps
/// many halls in one database of its own and folds them otherwise than a hall does, so it has its own SQL.
const OWNERS: &[(&str, &[&str])] = &[
    ("tauri", &["yanshi"]),
    ("specta", &["api"]),
    ("schemars", &["api"]),
    ("rusqlite", &["store", "central"]),
    ("libsqlite3-sys", &["store"]),
    // Whoever could open a connection could also wait for one (A2).
    ("reqwest", &["link"]),
    ("ed25519-dalek", &["journal"]),
];

/// Our crates depend on each other only as the table says. A crate's tests may look further down the same arrows, to
/// set up what they test; never up or sideways.
pub(super) fn arrows(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, manifest) in manifests(tree) {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == manifest.package) else {
            let what = format!(
                "crate {} is not in the table of arrows; add it there and to the architecture",
                manifest.package
            );
            findings.push(Finding::new(path, 0, what));
            continue;
        };
        for dependency in &manifest.dependencies {
            let name = dependency.name.as_str();
            let is_ours = ARROWS.iter().any(|(ours, _)| *ours == name);
            let is_below = dependency.is_dev && is_below(name, allowed);
            if is_ours && !allowed.contains(&name) && !is_below {
                let what = format!(
                    "{} must not depend on {name}; move the code to where the arrow allows it",
                    manifest.package
                );
                findings.push(Finding::new(path, dependency.line, what));
            }
        }
    }
    findings
}

/// Whether `name` is reached from one of `crates` by following arrows.
fn is_below(name: &str, crates: &[&str]) -> bool {
    let nexts = ARROWS.iter().filter(|(from, _)| crates.contains(from)).map(|(_, next)| *next);
    crates.contains(&name) || nexts.into_iter().any(|next| !next.is_empty() && is_below(name, next))
}

/// Tauri, specta, SQLite and the network are known to few crates each. Tests may look behind the scenes.
pub(super) fn owners(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, manifest) in manifests(tree).filter(|(_, manifest)| manifest.package != "yanshi-tests") {
        for dependency in manifest.dependencies.iter().filter(|found| !found.is_dev) {
            let owners =
                OWNERS.iter().find(|(prefix, _)| is_family(&dependency.name, prefix)).map(|(_, owners)| *owners);
            if let Some(owners) = owners.filter(|owners| !owners.contains(&manifest.package.as_str())) {
                let owners = owners.join(" and ");
                let what =
                    format!("{} belongs to crate {owners} alone; ask that crate for what you need", dependency.name);
                findings.push(Finding::new(path, dependency.line, what));
            }
        }
    }
    findings
}

/// `tauri` and `tauri-build`, not `tauriel`.
fn is_family(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn manifests(tree: &Tree) -> impl Iterator<Item = (&str, Manifest)> {
    let files = tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    files.map(|file| (file.path.as_str(), Manifest::parse(&file.text)))
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    const HALL: &str = "src-tauri/crates/hall/Cargo.toml";

    #[test]
    fn an_arrow_against_the_stream_is_found() {
        let domain = "[package]\nname = \"domain\"\n[dependencies]\nchrono = \"0.4\"\nstore.workspace = true\n";
        assert_eq!(places(arrows, &[("d/Cargo.toml", domain)]), ["d/Cargo.toml:5"]);
        let dev = domain.replace("[dependencies]", "[dev-dependencies]");
        assert_eq!(places(arrows, &[("d/Cargo.toml", &dev)]), ["d/Cargo.toml:5"]);
        let hall = "[package]\nname = \"hall\"\n[dependencies]\nstore.workspace = true\n";
        assert!(places(arrows, &[(HALL, hall)]).is_empty());
    }

    #[test]
    fn tests_may_look_further_down_and_no_other_way() {
        let browser = |name: &str, kind: &str| {
            let text = format!("[package]\nname = \"browser\"\n[{kind}]\n{name}.workspace = true\n");
            places(arrows, &[("b/Cargo.toml", &text)]).len()
        };
        assert_eq!(browser("hall", "dependencies"), 1);
        assert_eq!(browser("hall", "dev-dependencies"), 0);
        assert_eq!(browser("journal", "dev-dependencies"), 0);
        assert_eq!(browser("yanshi", "dev-dependencies"), 1);
        assert_eq!(browser("central", "dev-dependencies"), 1);
    }

    #[test]
    fn a_crate_nobody_placed_is_found() {
        assert_eq!(places(arrows, &[("n/Cargo.toml", "[package]\nname = \"new\"\n")]), ["n/Cargo.toml:0"]);
    }

    #[test]
    fn a_library_outside_its_owner_is_found() {
        let hall = "[package]\nname = \"hall\"\n[dependencies]\nrusqlite = \"1\"\nspecta-typescript = \"1\"\ntauriel = \"1\"\n";
        assert_eq!(places(owners, &[(HALL, hall)]), [format!("{HALL}:4"), format!("{HALL}:5")]);
        let dev = hall.replace("[dependencies]", "[dev-dependencies]");
        assert!(places(owners, &[(HALL, &dev)]).is_empty());
        let store = hall.replace("\"hall\"", "\"store\"").replace("specta-typescript", "serde");
        assert!(places(owners, &[(HALL, &store)]).is_empty());
    }
}
