//! The key file `hall.key` in the data folder: the hall's key for this PC, whoever is signed in to it.
//!
//! Several Windows users share a PC and see one book, so the key belongs to the machine and to no user. On Windows it is
//! wrapped by DPAPI in machine scope: useless on another PC, and within this one the folder's rights decide who reads it
//! (`store::openings` says to whom it is open).
//! Elsewhere the file's rights alone do: owner and group, nobody else. A lost or foreign key file is not the end: the
//! recovery code opens the key that the database has on record.
//!
//! The file is CBOR: `[version, protection, key id, key]`, the key plain or wrapped as the protection says.

use super::hall_key::HallKey;
use super::key_id::KeyId;
use super::machine;
use crate::copies::{files, layout};
use crate::db::error::StoreError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use zeroize::Zeroizing;

const VERSION: u8 = 1;
/// Parts the hall's key from what else is given to the machine's protection; no secret.
const ENTROPY: &[u8] = b"yanshi hall.key";

/// Why there is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// There is no key file.
    #[error("the key file is missing")]
    Missing,
    /// It cannot be read, or was protected by another PC.
    #[error("the key file cannot be read: {0}")]
    Unreadable(String),
    /// It is not what this program writes.
    #[error("the key file is damaged")]
    Damaged,
}

/// What stands in the file.
#[derive(minicbor::Encode, minicbor::Decode)]
#[cbor(array)]
struct KeyFile {
    #[n(0)]
    version: u8,
    #[n(1)]
    protection: u8,
    #[cbor(n(2), with = "minicbor::bytes")]
    id: Vec<u8>,
    #[cbor(n(3), with = "minicbor::bytes")]
    key: Vec<u8>,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.key);
    }
}

/// Reads the key of a data folder.
///
/// # Errors
/// [`KeyFault`].
pub fn read(dir: &Path) -> Result<HallKey, KeyFault> {
    let bytes = Zeroizing::new(fs::read(layout::key(dir)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => KeyFault::Missing,
        _ => KeyFault::Unreadable(error.to_string()),
    })?);
    let file: KeyFile = minicbor::decode(&bytes).map_err(|_| KeyFault::Damaged)?;
    if file.version != VERSION {
        return Err(KeyFault::Unreadable(format!("it has version {}; this program knows {VERSION}", file.version)));
    }
    let plain = match file.protection {
        machine::PLAIN => Zeroizing::new(file.key.clone()),
        protection => machine::unwrap(protection, &file.key, ENTROPY).map_err(KeyFault::Unreadable)?,
    };
    let key = HallKey::from_bytes(&plain).ok_or(KeyFault::Damaged)?;
    if key.id().0[..] == file.id { Ok(key) } else { Err(KeyFault::Damaged) }
}

/// Writes the key of a data folder, for good. A key file that is there, of another key or unreadable, is kept beside it first:
/// without it a database that was put aside would open with its recovery code only.
///
/// # Errors
/// What the disk says, or on Windows DPAPI.
pub fn write(dir: &Path, key: &HallKey) -> Result<(), StoreError> {
    files::make_folder(dir)?;
    keep_the_one_before(dir, key)?;
    let (protection, wrapped) = machine::wrap(key.bytes(), ENTROPY).map_err(StoreError::Io)?;
    let KeyId(id) = key.id();
    let content = KeyFile { version: VERSION, protection, id: id.to_vec(), key: wrapped.to_vec() };
    let mut bytes = Zeroizing::new(Vec::with_capacity(wrapped.len() + 32));
    if let Err(error) = minicbor::encode(&content, &mut *bytes) {
        unreachable!("writing into memory cannot fail: {error}");
    }
    Ok(write_private(&layout::key(dir), &bytes)?)
}

fn keep_the_one_before(dir: &Path, key: &HallKey) -> Result<(), StoreError> {
    let is_same = match read(dir) {
        Ok(before) => before.id() == key.id(),
        Err(KeyFault::Missing) => true,
        Err(_) => false,
    };
    let Some(bytes) = files::read_if_there(&layout::key(dir))?.map(Zeroizing::new).filter(|_| !is_same) else {
        return Ok(());
    };
    for aside in (1_u32..).map(|number| layout::key_before(dir, number)) {
        match files::read_if_there(&aside)?.map(Zeroizing::new) {
            None => return Ok(write_private(&aside, &bytes)?),
            Some(kept) if *kept == *bytes => return Ok(()),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Writes a file that owner and group may read, and nobody else at any moment: whole and on the disk, its name too, or not at
/// all.
///
/// # Errors
/// What the disk says.
pub fn write_private(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = layout::unfinished(file);
    files::remove_if_there(&part)?;
    let written = create_private(&part).and_then(|mut opened| opened.write_all(bytes));
    if let Err(error) = written.and_then(|()| files::name_for_good(&part, file)) {
        files::remove_if_there(&part)?;
        return Err(error);
    }
    Ok(())
}

/// Makes a file that owner and group may read, and nobody else at any moment.
#[cfg(unix)]
fn create_private(file: &Path) -> io::Result<File> {
    use std::fs::Permissions;
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    // Said again, because a umask may have taken the group's right away.
    made.set_permissions(Permissions::from_mode(0o640))?;
    Ok(made)
}

/// Rights are the folder's, and the key is wrapped.
#[cfg(not(unix))]
fn create_private(file: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(file)
}

#[cfg(test)]
mod tests;
