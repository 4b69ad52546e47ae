//! Files that outlive a power cut: contents, then name, then the folder that holds the name.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder and those above it, for good.
pub(crate) fn make_folder(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.map_or(Ok(()), make_folder)?;
    match fs::create_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && dir.is_dir() => {}
        made => made?,
    }
    parent.map_or(Ok(()), sync_folder)
}

/// Puts a file's contents on the disk.
pub(crate) fn sync_file(file: &Path) -> io::Result<()> {
    // Windows flushes only what is open for writing.
    OpenOptions::new().read(true).write(true).open(file)?.sync_all()
}

/// Puts a folder's names on the disk.
#[cfg(unix)]
pub(crate) fn sync_folder(dir: &Path) -> io::Result<()> {
    fs::File::open(dir)?.sync_all()
}

/// NTFS journals names by itself and has no such call.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_dir: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives a finished file its name, for good.
pub(crate) fn name_for_good(unfinished: &Path, file: &Path) -> io::Result<()> {
    sync_file(unfinished)?;
    fs::rename(unfinished, file)?;
    file.parent().map_or(Ok(()), sync_folder)
}

/// Removes a file that may not be there.
pub(crate) fn remove_if_there(file: &Path) -> io::Result<()> {
    absent_is_fine(fs::remove_file(file))
}

/// Renames a file that may not be there.
pub(crate) fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    absent_is_fine(fs::rename(from, to))
}

fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
