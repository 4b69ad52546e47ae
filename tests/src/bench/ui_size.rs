//! Bytes of the UI, gzipped: all of it, and what a browser fetches for the first screen; beside them the libraries it is
//! made of, whole, as they are published.
//!
//! There are no charts yet; when there are, they are fetched by the screen that shows them and do not count.

use super::{Goal, Row};
use crate::Outcome;
use crate::harness::{Chromium, DataFolder, Start, tools};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The libraries' own complete builds, without a compiler of templates or of messages.
const LIBRARIES: [&str; 2] = ["vue/dist/vue.runtime.global.prod.js", "vue-i18n/dist/vue-i18n.runtime.global.prod.js"];

pub(super) fn measure() -> Outcome<Vec<Row>> {
    let ui = tools::project().join("ui");
    let dist = ui.join("dist");
    let libraries = kilobytes(LIBRARIES.iter().map(|file| ui.join("node_modules").join(file)))?;
    let row = |name, value, limit| Row {
        name,
        value,
        unit: "kB",
        baseline: libraries,
        against: "Vue and vue-i18n, whole, as they are published",
        goal: Goal::ValueMax(limit),
    };
    Ok(vec![
        row("ui_gzipped_total", kilobytes(files_in(&dist)?)?, 700.0),
        row("ui_gzipped_first_screen", kilobytes(first_screen().iter().map(|file| dist.join(file)))?, 210.0),
    ])
}

/// Files a browser asks for until the appointment book stands on screen.
fn first_screen() -> BTreeSet<String> {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see("slot-row");
    let own = browser.requests().into_iter().filter_map(|url| file_of(&url, &program.origin));
    own.collect()
}

/// The file behind an address of the page; none for a command.
fn file_of(url: &str, origin: &str) -> Option<String> {
    let path = url.strip_prefix(origin)?.split(['?', '#']).next()?.trim_start_matches('/');
    match path {
        "" => Some("index.html".to_owned()),
        command if command.starts_with("rpc") => None,
        file => Some(file.to_owned()),
    }
}

fn files_in(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_in(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}

/// Sum of the files' sizes, each gzipped by itself as a server would, in units of 1000 bytes.
fn kilobytes(files: impl IntoIterator<Item = PathBuf>) -> Outcome<f64> {
    let mut bytes = 0;
    for file in files {
        let content = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        bytes += gzipped(&content)?;
    }
    #[allow(clippy::cast_precision_loss)] // No UI comes near 2^53 bytes.
    Ok(bytes as f64 / 1000.0)
}

fn gzipped(content: &[u8]) -> Outcome<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_commands_and_from_elsewhere() {
        let check = |url, expected: Option<&str>| {
            assert_eq!(file_of(url, "http://127.0.0.1:80").as_deref(), expected, "{url}");
        };
        check("http://127.0.0.1:80/#token", Some("index.html"));
        check("http://127.0.0.1:80/assets/a.js?x=1", Some("assets/a.js"));
        check("http://127.0.0.1:80/rpc/pulse", None);
        check("http://example.org/a.js", None);
    }

    #[test]
    fn repetition_costs_little() {
        let once = gzipped(b"appointment").unwrap();
        let often = gzipped(&b"appointment".repeat(1000)).unwrap();
        assert!(often < once * 10, "{once} {often}");
    }
}
