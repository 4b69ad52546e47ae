//! `cargo xtask audit`: licences, banned crates, sources and known vulnerabilities, by cargo-deny.
//! What is allowed, and why, stands in src-tauri/deny.toml.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::progress::{note, step};
use crate::project;
use crate::tools;
use std::path::Path;
use std::process::Command;

pub(crate) fn audit() -> Outcome {
    let cargo_deny = tools::CARGO_DENY.ready()?;
    let rules = step("checking licences, banned crates and sources", || {
        process::run(deny(&cargo_deny).args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))
    });
    let vulnerabilities = advisories(&cargo_deny);
    match (rules, vulnerabilities) {
        (Ok(()), Ok(())) => Ok(()),
        (Ok(()), Err(failure)) | (Err(failure), Ok(())) => Err(failure),
        (Err(_), Err(_)) => Err(Failure::new("both the rules and the vulnerability check failed; see above")),
    }
}

/// Known vulnerabilities, from the RustSec database. A database that cannot be fetched is said plainly and fails
/// nothing: the machine may have no way to it, and then no crate was found good or bad.
fn advisories(cargo_deny: &Path) -> Outcome {
    note("fetching the RustSec database of known vulnerabilities");
    let fetched = process::capture(deny(cargo_deny).args(["fetch", "db"]))?;
    if fetched.success {
        return step("checking for known vulnerabilities", || {
            process::run(deny(cargo_deny).args(["check", "--hide-inclusion-graph", "advisories"]))
        });
    }
    match out_of_reach(&fetched.stderr) {
        Some(reason) => {
            note(&format!("known vulnerabilities were NOT checked, the database cannot be had here: {reason}"));
            Ok(())
        }
        None => Err(Failure::new(format!("cargo-deny could not fetch its database: {}", fetched.stderr.trim()))),
    }
}

/// Why the database is out of reach; none when cargo-deny failed for a reason of its own.
fn out_of_reach(stderr: &str) -> Option<&str> {
    if !stderr.contains("failed to fetch") {
        return None;
    }
    Some(stderr.lines().find_map(|line| line.strip_prefix("fatal: ")).unwrap_or_else(|| stderr.trim()))
}

fn deny(cargo_deny: &Path) -> Command {
    let mut command = process::command(cargo_deny);
    command.current_dir(project::root()).args(["--config", "src-tauri/deny.toml"]);
    command
}

#[cfg(test)]
mod tests {
    use super::out_of_reach;

    #[test]
    fn only_a_failed_fetch_is_excused() {
        let no_network = "[ERROR] failed to fetch database: …\nfatal: unable to access 'https://x/': no host\n";
        assert_eq!(out_of_reach(no_network), Some("unable to access 'https://x/': no host"));
        assert_eq!(out_of_reach("error: unexpected argument '--config' found"), None);
    }
}
