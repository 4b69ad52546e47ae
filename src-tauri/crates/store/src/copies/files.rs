//! Files that outlive a power cut: contents, then name, then the folder that holds the name.

use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes read at once.
const CHUNK: usize = 1 << 20;

/// Makes a folder and those above it, for good; what it makes is open to owner and group alone. On Windows a folder has the
/// rights of the one above it.
///
/// # Errors
/// What the disk says.
pub fn make_folder(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.map_or(Ok(()), make_folder)?;
    match private_folder(dir) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && dir.is_dir() => {}
        made => made?,
    }
    parent.map_or(Ok(()), sync_folder)
}

#[cfg(unix)]
fn private_folder(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o750).create(dir)
}

#[cfg(not(unix))]
fn private_folder(dir: &Path) -> io::Result<()> {
    fs::create_dir(dir)
}

/// Puts a file's contents on the disk.
pub(crate) fn sync_file(file: &Path) -> io::Result<()> {
    step()?;
    // Windows flushes only what is open for writing.
    OpenOptions::new().read(true).write(true).open(file)?.sync_all()
}

/// Puts a folder's names on the disk.
#[cfg(unix)]
pub(crate) fn sync_folder(dir: &Path) -> io::Result<()> {
    step()?;
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
    rename(unfinished, file)?;
    file.parent().map_or(Ok(()), sync_folder)
}

/// Gives a file new contents: it has the old ones or the new ones, whenever the power goes.
pub(crate) fn replace(file: &Path, contents: &[u8]) -> io::Result<()> {
    let part = super::layout::unfinished(file);
    step()?;
    fs::write(&part, contents)?;
    name_for_good(&part, file)
}

/// Gives a small file beside the data folder its contents, or takes it away: whole, and on the disk when this returns.
///
/// # Errors
/// What the disk says.
pub fn put_small_file(file: &Path, contents: Option<&[u8]>) -> io::Result<()> {
    let Some(contents) = contents else { return remove_if_there(file) };
    file.parent().map_or(Ok(()), make_folder)?;
    replace(file, contents)
}

/// Puts bytes at the end of a file that may not be there, for good.
pub(crate) fn append(file: &Path, bytes: &[u8]) -> io::Result<()> {
    step()?;
    let mut opened = OpenOptions::new().create(true).append(true).open(file)?;
    opened.write_all(bytes)?;
    opened.sync_all()?;
    file.parent().map_or(Ok(()), sync_folder)
}

/// Cuts a file off, for good.
pub(crate) fn cut(file: &Path, bytes: u64) -> io::Result<()> {
    step()?;
    let opened = OpenOptions::new().write(true).open(file)?;
    opened.set_len(bytes)?;
    opened.sync_all()
}

/// Copies a file over whatever has the name.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    io::copy(&mut File::open(from)?, &mut File::create(to)?)?;
    Ok(())
}

/// SHA-256 of a file's contents.
pub(crate) fn sha256(file: &Path) -> io::Result<[u8; 32]> {
    let (mut opened, mut digest, mut chunk) = (File::open(file)?, Sha256::new(), vec![0; CHUNK]);
    loop {
        match opened.read(&mut chunk)? {
            0 => return Ok(digest.finalize().into()),
            read => digest.update(&chunk[..read]),
        }
    }
}

/// The bytes of a file that may not be there.
pub(crate) fn read_if_there(file: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Renames a file. The name is on the disk only after [`sync_folder`].
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Removes a file that may not be there.
pub(crate) fn remove_if_there(file: &Path) -> io::Result<()> {
    step()?;
    absent_is_fine(fs::remove_file(file))
}

/// Renames a file that may not be there.
pub(crate) fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    absent_is_fine(rename(from, to))
}

fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Every change to a file passes here, so that tests can end the program between any two.
#[cfg(not(test))]
#[allow(clippy::unnecessary_wraps)] // In tests it fails.
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
fn step() -> io::Result<()> {
    killed::step()
}

/// Tests end the program as a power cut does: from some change on, no change to a file happens any more, not even the
/// tidying up after an error.
#[cfg(test)]
pub(crate) mod killed {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        static STEPS_LEFT: Cell<Option<u32>> = const { Cell::new(None) };
    }

    /// Runs `f` on this thread with so many changes to files allowed; says whether more were wanted.
    pub(crate) fn after<T>(steps: u32, f: impl FnOnce() -> T) -> (T, bool) {
        STEPS_LEFT.set(Some(steps));
        let done = f();
        let killed = STEPS_LEFT.replace(None) == Some(0);
        (done, killed)
    }

    pub(super) fn step() -> io::Result<()> {
        match STEPS_LEFT.get() {
            None => Ok(()),
            Some(0) => Err(io::Error::other("the power is gone")),
            Some(left) => {
                STEPS_LEFT.set(Some(left - 1));
                Ok(())
            }
        }
    }
}
