//! 导出诊断包: what a technician needs to know of this PC, in one file, without a single personal value. Counts, versions and
//! checks; the logs, which never hold a personal value; neither the database nor the key.

use crate::ground::{Desk, Hall, Refusal, Right, record};
use crate::program::stages::Program;
use crate::program::state::Stage;
use domain::event::{self, Fact, HandedOut, Handout};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use store::{ReadTx, Store, StoreError, WriteTx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Where the logs lie in the data folder.
const LOG_FOLDER: &str = "logs";

/// Values that do not open are named in the log up to so many.
const UNOPENED_LOGGED: usize = 20;

/// Of each log as much as its end: what went wrong stands there.
const LOG_BYTES_MAX: usize = 2 << 20;

impl Program {
    /// Where logs are written.
    pub fn log_dir(&self) -> PathBuf {
        self.dir().join(LOG_FOLDER)
    }

    /// Writes the package into a folder and says which file it is. Where a hall works, `desk` is whoever asks, and it is on
    /// record; in trouble there is nobody to ask, and it is needed most.
    ///
    /// # Errors
    /// [`Refusal::NotSignedIn`], [`Refusal::NotPermitted`], or what the disk says.
    pub fn export_diagnostics(&self, desk: Option<&Desk>, folder: &Path, version: &str) -> Result<PathBuf, Refusal> {
        if self.stage() == Stage::Ready {
            desk.ok_or(Refusal::NotSignedIn)?.require(Right::KeepData)?;
        }
        let stamp = self.clock().now().format("%Y%m%d-%H%M%S");
        let file = folder.join(format!("yanshi-diagnostics-{stamp}.zip"));
        let mut files = vec![("program.txt".to_owned(), self.about(version).into_bytes())];
        if let Some(desk) = desk {
            files.push(("checks.txt".to_owned(), checks(desk)?.into_bytes()));
            let author = desk.author();
            desk.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
                record(tx, author, &Fact::HandedOut(HandedOut { what: Handout::Diagnostics }), None, None)?;
                Ok(())
            })?;
        }
        files.extend(logs(&self.log_dir()));
        write_zip(&file, &files).map_err(StoreError::from)?;
        Ok(file)
    }

    fn about(&self, version: &str) -> String {
        let mut text = String::new();
        let mut say = |name: &str, value: &dyn std::fmt::Display| {
            let _ = writeln!(text, "{name}: {value}");
        };
        say("version", &version);
        say("system", &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
        say("now (Beijing, by this PC's clock)", &self.clock().now());
        say("data folder", &self.dir().display());
        say("stage", &format!("{:?}", self.stage()));
        if let Some(trouble) = self.trouble() {
            say("trouble", &format!("{:?}: {}", trouble.kind, trouble.detail));
        }
        for open in store::openings(&self.dir()) {
            say("open to others", &open);
        }
        for backup in Store::backups(&self.dir()) {
            say("backup", &format!("{} {} bytes, verified {}", backup.file, backup.bytes, backup.verified));
        }
        text
    }
}

/// Counts and checks of an open hall.
fn checks(desk: &Desk) -> Result<String, Refusal> {
    let mut text = String::new();
    let checked = match desk.store.check() {
        Ok(()) => "whole".to_owned(),
        Err(error) => error.to_string(),
    };
    let _ = writeln!(text, "database: {checked}");
    let _ = writeln!(text, "device: {}", desk.store.device());
    let _ = writeln!(text, "clock doubted: {:?}", desk.clock_doubt()?);
    for name in desk.store.incarnations()? {
        let events = name.end.map_or_else(|| "in use".to_owned(), |end| format!("left at event {}", end.events()));
        let _ = writeln!(text, "name {}: {} {:?}, {events}", name.number, name.device, name.reason);
    }
    let mut counts: BTreeMap<u16, u64> = BTreeMap::new();
    desk.store.read(|tx: &ReadTx<'_>| {
        tx.events_newest_first(None, |event, _| {
            *counts.entry(event.kind.0).or_default() += 1;
            ControlFlow::Continue(())
        })
    })?;
    for (kind, count) in counts {
        let name = event::row(kind).map_or("unknown", |row| row.name);
        let _ = writeln!(text, "events {kind} {name}: {count}");
    }
    for value in desk.store.read(|tx: &ReadTx<'_>| tx.parked_values())? {
        let _ = writeln!(
            text,
            "not taken: event {} field {} suite {}: {:?}",
            value.subject, value.field.0, value.suite, value.why
        );
    }
    let found = desk.count_unopened()?;
    let _ = writeln!(text, "values that do not open: {found}");
    Ok(text)
}

impl Hall {
    /// Counts the personal values that do not open, and keeps the count for the screens. Opens the whole vault.
    ///
    /// # Errors
    /// What the store says.
    pub fn count_unopened(&self) -> Result<u32, Refusal> {
        let found = self.store.read(|tx: &ReadTx<'_>| tx.vault_unopened())?;
        for value in found.iter().take(UNOPENED_LOGGED) {
            tracing::warn!(event = %value.subject, field = value.field.0, error = %value.error, "a value does not open");
        }
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        self.unopened.store(count, Ordering::Relaxed);
        Ok(count)
    }

    /// As they were last counted: at the start, and when diagnostics were taken.
    pub fn unopened(&self) -> u32 {
        self.unopened.load(Ordering::Relaxed)
    }
}

fn logs(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    names.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).ok()?;
        let tail = bytes[bytes.len().saturating_sub(LOG_BYTES_MAX)..].to_vec();
        Some((format!("{LOG_FOLDER}/{}", path.file_name()?.to_string_lossy()), tail))
    };
    names.into_iter().filter_map(read).collect()
}

fn write_zip(file: &Path, files: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut zip = ZipWriter::new(std::fs::File::create(file)?);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    zip.finish()?.sync_all()
}
