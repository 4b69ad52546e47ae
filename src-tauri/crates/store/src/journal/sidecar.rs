//! The file `incarnation` beside the database: what the database must at least be.
//!
//! A database that was put back (an old file copied over it, a folder copied elsewhere) is whole and says nothing about
//! itself. This file remembers from outside: under which name was written, how many events at least, of which hall, in
//! which folder. It is written at a start, at a clean end and in idle moments, never within a commit, so it is a lower
//! bound. Where it is missing or does not read, the database counts.
//!
//! Deliberately not here: a whole folder or disk that went back, this file with it. Only others can notice that, at the
//! first contact.

use super::incarnation::{self, IncarnationReason};
use super::meta;
use crate::copies::{files, layout};
use crate::db::error::StoreError;
use crate::views;
use journal::{DeviceId, EventId};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

const TITLE: &str = "yanshi incarnation 1";

/// A folder's time of birth is compared in steps that file systems keep, of so many milliseconds.
const BIRTH_STEP_MS: u128 = 10;

/// What is remembered, or found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sidecar {
    pub(crate) number: u32,
    pub(crate) device: DeviceId,
    /// Events in this device's journal.
    pub(crate) events: u64,
    /// The event that founded the hall.
    pub(crate) hall: Option<EventId>,
    /// When the folder came to be, where the system tells: a copy of the folder is born later.
    pub(crate) birth: Option<u64>,
}

impl Sidecar {
    /// What a database and its folder are now.
    pub(crate) fn found(connection: &Connection, dir: &Path) -> Result<Self, StoreError> {
        let chain = meta::read(connection)?.chain;
        let number = incarnation::all(connection)?.last().map_or(0, |last| last.number);
        let hall = views::hall_id(connection)?;
        Ok(Self { number, device: chain.device(), events: chain.events(), hall, birth: birth(dir) })
    }

    /// What the folder remembers, if anything that reads.
    pub(crate) fn remembered(dir: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(layout::incarnation(dir)).ok()?;
        let read = parse(&text);
        if read.is_none() {
            tracing::warn!("the file incarnation does not read; the database counts");
        }
        read
    }

    /// Why a database that is `self` must not go on under its name, going by what is remembered.
    pub(crate) fn behind(&self, remembered: &Self) -> Option<IncarnationReason> {
        let another_line = self.number == remembered.number && self.device != remembered.device;
        let shorter = self.number == remembered.number && self.events < remembered.events;
        if self.number < remembered.number || another_line || shorter {
            return Some(IncarnationReason::WentBack);
        }
        // A higher number is a restore whose file here was not written yet: it has its new name.
        let moved = self.number == remembered.number && differ(self.birth, remembered.birth);
        (moved || differ(self.hall, remembered.hall)).then_some(IncarnationReason::AnotherPlace)
    }

    fn body(&self) -> String {
        let Self { number, device, events, .. } = self;
        let (hall, birth) = (or_dash(self.hall), or_dash(self.birth));
        format!("{TITLE}\nnumber {number}\ndevice {device}\nevents {events}\nhall {hall}\nfolder {birth}\n")
    }
}

/// Writes the file when there is something new to remember. A failure only makes the bound lower.
pub(crate) struct Keeper {
    dir: PathBuf,
    kept: Option<Sidecar>,
}

impl Keeper {
    pub(crate) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), kept: None }
    }

    pub(crate) fn keep(&mut self, connection: &Connection) {
        let kept = Sidecar::found(connection, &self.dir).and_then(|found| {
            if self.kept != Some(found) {
                write(&self.dir, &found)?;
            }
            Ok(found)
        });
        match kept {
            Ok(found) => self.kept = Some(found),
            Err(error) => tracing::warn!(%error, "the file incarnation cannot be written"),
        }
    }
}

fn write(dir: &Path, sidecar: &Sidecar) -> Result<(), StoreError> {
    let body = sidecar.body();
    let text = format!("{body}check {}\n", check(&body));
    files::replace(&layout::incarnation(dir), text.as_bytes())?;
    Ok(())
}

fn parse(text: &str) -> Option<Sidecar> {
    let at = text.rfind("check ")?;
    let (body, sum) = text.split_at(at);
    if sum != format!("check {}\n", check(body)) {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != TITLE {
        return None;
    }
    let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
    let number = value("number")?.parse().ok()?;
    let device = value("device")?.parse().ok()?;
    let events = value("events")?.parse().ok()?;
    let hall = value("hall")?.parse().ok();
    let birth = value("folder")?.parse().ok();
    Some(Sidecar { number, device, events, hall, birth })
}

fn check(body: &str) -> String {
    Sha256::digest(body).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn differ<T: PartialEq>(found: Option<T>, remembered: Option<T>) -> bool {
    found.zip(remembered).is_some_and(|(found, remembered)| found != remembered)
}

fn or_dash(value: Option<impl fmt::Display>) -> String {
    value.map_or("-".to_owned(), |value| value.to_string())
}

fn birth(dir: &Path) -> Option<u64> {
    let born = std::fs::metadata(dir).ok()?.created().ok()?;
    let ms = born.duration_since(UNIX_EPOCH).ok()?.as_millis();
    u64::try_from(ms / BIRTH_STEP_MS).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::Seq;

    const A: DeviceId = DeviceId([1; 8]);
    const B: DeviceId = DeviceId([2; 8]);

    fn of(number: u32, device: DeviceId, events: u64, birth: Option<u64>) -> Sidecar {
        Sidecar { number, device, events, hall: Some(EventId { device: A, seq: Seq(1) }), birth }
    }

    #[test]
    fn what_went_back_is_known_and_what_went_on_is_not_accused() {
        use IncarnationReason::{AnotherPlace, WentBack};
        let remembered = of(3, A, 100, Some(7));
        let other_hall = Some(EventId { device: B, seq: Seq(1) });
        for (found, expected) in [
            (of(3, A, 100, Some(7)), None),
            (of(3, A, 101, Some(7)), None),
            (of(3, A, 99, Some(7)), Some(WentBack)),
            (of(3, A, 0, Some(7)), Some(WentBack)),
            (of(2, B, 500, Some(7)), Some(WentBack)),
            (of(3, B, 500, Some(7)), Some(WentBack)),
            (of(4, B, 0, Some(7)), None),
            (of(4, B, 0, Some(8)), None),
            (of(3, A, 100, Some(8)), Some(AnotherPlace)),
            (of(3, A, 99, Some(8)), Some(WentBack)),
            (of(3, A, 100, None), None),
            (Sidecar { hall: other_hall, ..of(4, B, 9, Some(7)) }, Some(AnotherPlace)),
            (Sidecar { hall: None, ..of(3, A, 100, Some(7)) }, None),
        ] {
            assert_eq!(found.behind(&remembered), expected, "{found:?}");
        }
    }

    #[test]
    fn the_file_reads_as_it_was_written_or_not_at_all() {
        for sidecar in [of(3, A, 100, Some(7)), Sidecar { hall: None, birth: None, ..of(1, B, 0, None) }] {
            let body = sidecar.body();
            let text = format!("{body}check {}\n", check(&body));
            assert_eq!(parse(&text), Some(sidecar));
            for at in 0..text.len() {
                let mut changed = text.clone().into_bytes();
                changed[at] ^= 1;
                assert_eq!(String::from_utf8(changed).ok().and_then(|text| parse(&text)), None, "byte {at}");
                assert_eq!(parse(&text[..at]), None, "cut at {at}");
            }
        }
    }
}
