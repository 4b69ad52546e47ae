//! The device's key in a file of its own, readable by the program's user alone. Not in the database: a backup of that, on a
//! stick or another disk, must not be able to sign.

use journal::DeviceKey;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The key in `file`; made where there is none.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub fn load_or_make(file: &Path) -> io::Result<DeviceKey> {
    match fs::read(file) {
        Ok(bytes) => {
            let bytes = Zeroizing::new(bytes);
            let secret: &[u8; 32] =
                bytes.as_slice().try_into().map_err(|_| io::Error::other("the key file has not 32 bytes"))?;
            Ok(DeviceKey::from_bytes(secret))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(file),
        Err(error) => Err(error),
    }
}

fn make(file: &Path) -> io::Result<DeviceKey> {
    let mut secret = Zeroizing::new([0; 32]);
    getrandom::fill(secret.as_mut_slice()).map_err(io::Error::other)?;
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(&part)?;
    written.write_all(secret.as_slice())?;
    written.sync_all()?;
    fs::rename(&part, file)?;
    Ok(DeviceKey::from_bytes(&secret))
}
