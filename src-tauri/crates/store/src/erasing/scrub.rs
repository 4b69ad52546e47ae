//! Bytes on the pages of a database file that belong to nothing.
//!
//! `secure_delete` overwrites a row that is deleted. But when rows move between pages, SQLite leaves copies of them in
//! the unused middle of the page they came from; deleting the row later does not reach those. So a backup is scrubbed
//! when it is made, and a file put aside when it is cleaned: the unused middle of every page is overwritten. What SQLite
//! reads is not touched. In the open database, which has pages in memory, `VACUUM` does the same.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

const FILE_HEADER: usize = 100;

/// From so many pages on, an overflow page could look like one that has rows.
const PAGES_MAX: u64 = 1 << 24;

/// Scrubs a database that nobody has open and that has nothing beside it; answers how many bytes were overwritten.
pub(crate) fn scrub(database: &Path) -> io::Result<u64> {
    let mut file = OpenOptions::new().read(true).write(true).open(database)?;
    let Some(size) = page_size(&mut file)? else { return Ok(0) };
    let pages = file.metadata()?.len() / u64::try_from(size).unwrap_or(u64::MAX);
    if pages >= PAGES_MAX {
        return Err(io::Error::other("the database is too large to be scrubbed"));
    }
    let (mut page, mut scrubbed) = (vec![0; size], 0);
    file.rewind()?;
    let mut reader = io::BufReader::with_capacity(1 << 20, file.try_clone()?);
    let mut dirty = Vec::new();
    for number in 0..pages {
        reader.read_exact(&mut page)?;
        let unused = unused_middle(&page, if number == 0 { FILE_HEADER } else { 0 });
        if page[unused.clone()].iter().any(|byte| *byte != 0) {
            dirty.push((number, unused));
        }
    }
    for (number, unused) in dirty {
        let at = number * u64::try_from(size).unwrap_or(0) + u64::try_from(unused.start).unwrap_or(0);
        file.seek(SeekFrom::Start(at))?;
        file.write_all(&vec![0; unused.len()])?;
        scrubbed += u64::try_from(unused.len()).unwrap_or(0);
    }
    if scrubbed > 0 {
        file.sync_all()?;
    }
    Ok(scrubbed)
}

/// As the file's header tells it; `None` for a file too short to have one.
fn page_size(file: &mut File) -> io::Result<Option<usize>> {
    let mut header = [0; FILE_HEADER];
    match file.read_exact(&mut header) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let told = usize::from(two(&header, 16));
    Ok(match told {
        1 => Some(65_536),
        512..=32_768 => Some(told),
        _ => None,
    })
}

/// Between the list of a page's rows and the rows themselves; empty for pages that have no rows.
fn unused_middle(page: &[u8], header: usize) -> Range<usize> {
    let list = match page[header] {
        2 | 5 => header + 12,
        10 | 13 => header + 8,
        _ => return 0..0,
    };
    let start = list + 2 * usize::from(two(page, header + 3));
    let end = match two(page, header + 5) {
        0 => 65_536,
        told => usize::from(told),
    };
    if start <= end && end <= page.len() { start..end } else { 0..0 }
}

fn two(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}
