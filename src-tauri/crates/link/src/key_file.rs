//! The device's key in a file of its own, with the rights of the hall's. Not in the database: a backup of that, on a stick or
//! another disk, must not be able to sign.

use journal::DeviceKey;
use std::fs;
use std::io;
use std::path::Path;
use zeroize::Zeroizing;

/// The key in `file`.
///
/// # Errors
/// When the file is not there or cannot be read, or holds something else. A new key in its place would be one that no server
/// knows.
pub fn load(file: &Path) -> io::Result<DeviceKey> {
    let bytes = Zeroizing::new(fs::read(file)?);
    let secret: &[u8; 32] =
        bytes.as_slice().try_into().map_err(|_| io::Error::other("the key file has not 32 bytes"))?;
    Ok(DeviceKey::from_bytes(secret))
}

/// The key in `file`; made where there is none.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub fn load_or_make(file: &Path) -> io::Result<DeviceKey> {
    match load(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(file),
        loaded => loaded,
    }
}

fn make(file: &Path) -> io::Result<DeviceKey> {
    let mut secret = Zeroizing::new([0; 32]);
    getrandom::fill(secret.as_mut_slice()).map_err(io::Error::other)?;
    // Its name is on the disk, too, before anybody hears of the key.
    store::keys::write_private(file, secret.as_slice())?;
    Ok(DeviceKey::from_bytes(&secret))
}
