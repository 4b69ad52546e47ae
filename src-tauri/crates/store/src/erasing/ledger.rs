//! The file `erasures`: under which events personal values have been erased, for good. Names of events only.
//!
//! It lies outside the database, because a database can be put back, and with it what had been erased from it. Whoever
//! opens or restores one takes out what the file names. A line is a name and a check of it, so that half a line, left by
//! a power cut, is never taken for another event's name. Lines are only added; the last is taken off again when the
//! erasing was refused. In a data folder a line says when the database and its WAL hold no copy of anything above it.

use crate::copies::{files, layout};
use journal::EventId;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

const DONE: &str = "done";

/// Everything that a folder's file names.
pub(crate) fn read(folder: &Path) -> io::Result<BTreeSet<EventId>> {
    let bytes = files::read_if_there(&layout::erasures(folder))?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).lines().filter_map(parse).collect())
}

/// Adds what the folder's file does not name yet; on the disk when this returns. Answers the file's length before.
pub(crate) fn add(folder: &Path, subjects: &BTreeSet<EventId>) -> io::Result<u64> {
    let file = layout::erasures(folder);
    let bytes = files::read_if_there(&file)?.unwrap_or_default();
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let known = read(folder)?;
    let mut text: String = subjects.difference(&known).map(|subject| line(*subject)).collect();
    if text.is_empty() {
        return Ok(length);
    }
    if bytes.last().is_some_and(|last| *last != b'\n') {
        text.insert(0, '\n');
    }
    files::append(&file, text.as_bytes())?;
    Ok(length)
}

/// What was named since the database was last known to hold no copy of anything: an erasing that was cut short, perhaps.
pub(crate) fn unfinished(folder: &Path) -> io::Result<BTreeSet<EventId>> {
    let bytes = files::read_if_there(&layout::erasures(folder))?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().rev().take_while(|line| *line != DONE).filter_map(parse).collect())
}

/// Whether the database holds no copy of anything that was named.
pub(crate) fn is_done(folder: &Path) -> io::Result<bool> {
    let bytes = files::read_if_there(&layout::erasures(folder))?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).lines().next_back().is_none_or(|last| last == DONE))
}

/// Says so.
pub(crate) fn note_done(folder: &Path) -> io::Result<()> {
    if is_done(folder)? { Ok(()) } else { files::append(&layout::erasures(folder), format!("\n{DONE}\n").as_bytes()) }
}

/// Takes off what was added when the file had this length.
pub(crate) fn withdraw(folder: &Path, length: u64) -> io::Result<()> {
    let file = layout::erasures(folder);
    // Nothing was added when everything was known; then there may be no file at all.
    let longer = std::fs::metadata(&file).is_ok_and(|found| found.len() > length);
    if longer { files::cut(&file, length) } else { Ok(()) }
}

fn line(subject: EventId) -> String {
    format!("{subject} {}\n", check(subject))
}

fn parse(line: &str) -> Option<EventId> {
    let (subject, sum) = line.split_once(' ')?;
    let subject = subject.parse().ok()?;
    (check(subject) == sum).then_some(subject)
}

fn check(subject: EventId) -> String {
    Sha256::digest(subject.to_string()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::{DeviceId, Seq};
    use std::fs;
    use tempfile::TempDir;

    fn ids(seqs: &[u64]) -> BTreeSet<EventId> {
        seqs.iter().map(|seq| EventId { device: DeviceId([9; 8]), seq: Seq(*seq) }).collect()
    }

    #[test]
    fn what_is_added_stays_and_stands_once() {
        let dir = TempDir::new().unwrap();
        assert_eq!(read(dir.path()).unwrap(), ids(&[]));
        assert_eq!(add(dir.path(), &ids(&[1, 22])).unwrap(), 0);
        let length = add(dir.path(), &ids(&[22, 333])).unwrap();
        assert_eq!(read(dir.path()).unwrap(), ids(&[1, 22, 333]));
        assert_eq!(fs::read_to_string(layout::erasures(dir.path())).unwrap().lines().count(), 3);
        withdraw(dir.path(), length).unwrap();
        assert_eq!(read(dir.path()).unwrap(), ids(&[1, 22]));
    }

    #[test]
    fn what_is_done_is_done_until_more_is_named() {
        let dir = TempDir::new().unwrap();
        assert!(is_done(dir.path()).unwrap());
        for seqs in [&[1_u64][..], &[2]] {
            add(dir.path(), &ids(seqs)).unwrap();
            assert!(!is_done(dir.path()).unwrap());
            assert_eq!(unfinished(dir.path()).unwrap(), ids(seqs), "and nothing that was done before");
            note_done(dir.path()).unwrap();
            assert!(is_done(dir.path()).unwrap());
        }
        assert_eq!(read(dir.path()).unwrap(), ids(&[1, 2]));
    }

    /// Wherever the last line is cut, and whatever then follows: no event is named that nobody erased.
    #[test]
    fn half_a_line_names_nothing() {
        let dir = TempDir::new().unwrap();
        add(dir.path(), &ids(&[1])).unwrap();
        let whole = add(dir.path(), &ids(&[123_456])).unwrap();
        let bytes = fs::read(layout::erasures(dir.path())).unwrap();
        for cut in usize::try_from(whole).unwrap()..bytes.len() - 1 {
            for tail in [&b""[..], &[0; 7]] {
                fs::write(layout::erasures(dir.path()), [&bytes[..cut], tail].concat()).unwrap();
                assert_eq!(read(dir.path()).unwrap(), ids(&[1]), "cut at {cut}");
                add(dir.path(), &ids(&[7])).unwrap();
                assert_eq!(read(dir.path()).unwrap(), ids(&[1, 7]), "added to a cut at {cut}");
            }
        }
    }
}
