//! The file `withdrawn` beside the database: devices that may not sync any more. It lies outside, because a database can be
//! put back, and with it the good standing of a PC that was stolen since. Whoever opens a database revokes what the file
//! names, and a restore brings the file along. A line is a device and a check of it, so that half a line names nobody; lines
//! are only added, and before the database says so.

use crate::error::CentralError;
use crate::files;
use journal::DeviceId;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

/// Its name in a data folder, and in a backup.
pub(crate) const WITHDRAWN: &str = "withdrawn";

/// Everything that a folder's file names.
pub(crate) fn read(dir: &Path) -> Result<BTreeSet<DeviceId>, CentralError> {
    match fs::read(dir.join(WITHDRAWN)) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).lines().filter_map(parse).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error.into()),
    }
}

/// Adds what the folder's file does not name yet; on the disk when this returns.
pub(crate) fn add(dir: &Path, devices: &BTreeSet<DeviceId>) -> Result<(), CentralError> {
    let known = read(dir)?;
    let text: String = devices.difference(&known).map(|device| format!("\n{device} {}\n", check(*device))).collect();
    if text.is_empty() {
        return Ok(());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(dir.join(WITHDRAWN))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    files::sync(dir)
}

fn parse(line: &str) -> Option<DeviceId> {
    let (device, sum) = line.split_once(' ')?;
    let device = device.parse().ok()?;
    (check(device) == sum).then_some(device)
}

fn check(device: DeviceId) -> String {
    Sha256::digest(device.to_string()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_stays_and_half_a_line_names_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let named = |numbers: &[u8]| numbers.iter().map(|number| DeviceId([*number; 8])).collect::<BTreeSet<_>>();
        assert_eq!(read(dir.path()).unwrap(), named(&[]));
        add(dir.path(), &named(&[1, 2])).unwrap();
        add(dir.path(), &named(&[2, 3])).unwrap();
        let bytes = fs::read(dir.path().join(WITHDRAWN)).unwrap();
        for cut in bytes.len() - 25..bytes.len() - 1 {
            fs::write(dir.path().join(WITHDRAWN), &bytes[..cut]).unwrap();
            assert_eq!(read(dir.path()).unwrap(), named(&[1, 2]), "cut at {cut}");
            add(dir.path(), &named(&[4])).unwrap();
            assert_eq!(read(dir.path()).unwrap(), named(&[1, 2, 4]), "added to a cut at {cut}");
        }
    }
}
