//! The device's key in a file of its own, with the rights of the hall's. Not in the database: a backup of that, on a stick or
//! another disk, must not be able to sign.
//!
//! The file is `HEAD`, a byte for the protection, and the key wrapped by the machine; where the machine has no protection it is
//! the key's 32 bytes alone, as it was everywhere before. Such a file is still read, and wrapped when it is where that can be.

use journal::DeviceKey;
use std::fs;
use std::io;
use std::path::Path;
use store::keys::machine;
use zeroize::Zeroizing;

/// How a wrapped key begins. No bare key does, but for one in 2^152.
const HEAD: &[u8] = b"yanshi device key 1";
/// Parts this key from what else is given to the machine's protection; no secret.
const PURPOSE: &[u8] = b"yanshi device.key";

type Wrapped = Result<(u8, Zeroizing<Vec<u8>>), String>;
type Plain = Result<Zeroizing<Vec<u8>>, String>;

/// Who wraps keys: the machine, and in tests somebody else.
struct Wrapper {
    wrap: fn(&[u8], &[u8]) -> Wrapped,
    unwrap: fn(u8, &[u8], &[u8]) -> Plain,
}

const MACHINE: Wrapper = Wrapper { wrap: machine::wrap, unwrap: machine::unwrap };

/// The key in `file`.
///
/// # Errors
/// When the file is not there or cannot be read, was wrapped by another PC, or holds something else. A new key in its place
/// would be one that no server knows.
pub fn load(file: &Path) -> io::Result<DeviceKey> {
    load_by(&MACHINE, file)
}

fn load_by(wrapper: &Wrapper, file: &Path) -> io::Result<DeviceKey> {
    let bytes = Zeroizing::new(fs::read(file)?);
    let Some((protection, wrapped)) = bytes.strip_prefix(HEAD).and_then(<[u8]>::split_first) else {
        let key = key_of(&bytes)?;
        // A disk that takes nothing leaves the key as readable as it was; the next start tries again.
        if let Err(error) = keep(wrapper, file, &bytes) {
            tracing::warn!(%error, "the device's key is not wrapped");
        }
        return Ok(key);
    };
    key_of(&(wrapper.unwrap)(*protection, wrapped, PURPOSE).map_err(io::Error::other)?)
}

fn key_of(bytes: &[u8]) -> io::Result<DeviceKey> {
    let secret: &[u8; 32] = bytes.try_into().map_err(|_| io::Error::other("the key file has not 32 bytes"))?;
    Ok(DeviceKey::from_bytes(secret))
}

/// Writes the key as the machine keeps it, if that is not what is there.
fn keep(wrapper: &Wrapper, file: &Path, secret: &[u8]) -> io::Result<()> {
    let (protection, wrapped) = (wrapper.wrap)(secret, PURPOSE).map_err(io::Error::other)?;
    let content = if protection == machine::PLAIN {
        wrapped
    } else {
        Zeroizing::new([HEAD, &[protection], wrapped.as_slice()].concat())
    };
    if fs::read(file).map(Zeroizing::new).is_ok_and(|there| *there == *content) {
        return Ok(());
    }
    store::keys::write_private(file, &content)
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
    keep(&MACHINE, file, secret.as_slice())?;
    Ok(DeviceKey::from_bytes(&secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stands for the protection of Windows: turns every bit.
    const TURNS: Wrapper = Wrapper {
        wrap: |plain, _| Ok((1, Zeroizing::new(plain.iter().map(|byte| !byte).collect()))),
        unwrap: |protection, wrapped, _| match protection {
            1 => Ok(Zeroizing::new(wrapped.iter().map(|byte| !byte).collect())),
            other => Err(format!("protection {other} is not known here")),
        },
    };

    #[test]
    fn a_bare_key_of_before_is_read_and_wrapped() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("device.key");
        fs::write(&file, [7; 32]).expect("written");
        let public = DeviceKey::from_bytes(&[7; 32]).public();
        assert_eq!(load_by(&TURNS, &file).expect("a key").public(), public);
        let kept = fs::read(&file).expect("read");
        assert!(kept.starts_with(HEAD) && !kept.windows(8).any(|bytes| bytes == [7; 8]));
        assert_eq!(load_by(&TURNS, &file).expect("a key").public(), public);
        assert_eq!(fs::read(&file).expect("read"), kept);
        // Another machine does not open it, and does not make another key in its place.
        assert!(cfg!(windows) || load_or_make(&file).is_err());
        assert_eq!(fs::read(&file).expect("read"), kept);
    }

    #[cfg(unix)]
    #[test]
    fn without_a_protection_the_file_is_what_it_was() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("device.key");
        let made = load_or_make(&file).expect("made").public();
        assert_eq!(fs::read(&file).expect("read").len(), 32);
        assert_eq!(load(&file).expect("a key").public(), made);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("device.key");
        for bytes in [&b""[..], &[7; 31], HEAD, b"yanshi device key 1\x09rest"] {
            fs::write(&file, bytes).expect("written");
            assert!(load_by(&TURNS, &file).is_err());
        }
    }
}
