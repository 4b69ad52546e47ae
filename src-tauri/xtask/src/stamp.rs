//! Remembers what a result was made from, so that a second run does not make it again.
//!
//! By content, not by time: a fresh clone and a switched branch have new times and often old contents.

use crate::failure::{Failure, Outcome};
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};

/// A fingerprint of files and words, compared with the one kept beside the last result.
pub(crate) struct Stamp {
    file: PathBuf,
    hasher: DefaultHasher,
}

impl Stamp {
    /// `file` keeps the fingerprint of the last success.
    pub(crate) fn new(file: PathBuf) -> Self {
        Self { file, hasher: DefaultHasher::new() }
    }

    pub(crate) fn add_word(&mut self, word: &str) {
        self.hasher.write(word.as_bytes());
        self.hasher.write_u8(0xff);
    }

    /// Takes in a file, or everything below a folder but for what `skip` names.
    pub(crate) fn add_path(&mut self, path: &Path, skip: &[&str]) -> Outcome {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if skip.contains(&name.as_ref()) {
            return Ok(());
        }
        self.add_word(&name);
        if path.is_file() {
            let bytes = fs::read(path).map_err(Failure::io("read", path))?;
            self.hasher.write_usize(bytes.len());
            self.hasher.write(&bytes);
            return Ok(());
        }
        let entries = fs::read_dir(path).map_err(Failure::io("list", path))?;
        let mut children: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        children.sort();
        children.iter().try_for_each(|child| self.add_path(child, skip))
    }

    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.fingerprint())
    }

    pub(crate) fn keep(&self) -> Outcome {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).map_err(Failure::io("make", folder))?;
        }
        fs::write(&self.file, self.fingerprint()).map_err(Failure::io("write", &self.file))
    }

    fn fingerprint(&self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("skipped")).unwrap();
        fs::write(folder.join("a.ts"), "one").unwrap();
        fs::write(folder.join("skipped/b.ts"), "one").unwrap();
        folder
    }

    fn stamp(folder: &Path) -> Stamp {
        let mut stamp = Stamp::new(folder.join("skipped/stamp"));
        stamp.add_path(folder, &["skipped"]).unwrap();
        stamp
    }

    #[test]
    fn changes_with_contents_and_names_but_not_with_what_is_skipped() {
        let folder = folder("contents");
        assert!(!stamp(&folder).is_current(), "nothing was kept yet");
        stamp(&folder).keep().unwrap();
        assert!(stamp(&folder).is_current());

        fs::write(folder.join("skipped/b.ts"), "two").unwrap();
        assert!(stamp(&folder).is_current());

        fs::write(folder.join("a.ts"), "two").unwrap();
        assert!(!stamp(&folder).is_current());

        fs::write(folder.join("a.ts"), "one").unwrap();
        fs::rename(folder.join("a.ts"), folder.join("c.ts")).unwrap();
        assert!(!stamp(&folder).is_current());
        fs::remove_dir_all(folder).unwrap();
    }
}
