//! A kept data folder: unpacked for each opening, so that nothing here changes it.

use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A database and its answers.
pub(crate) struct Kept {
    pub(crate) name: String,
    folder: PathBuf,
}

/// Every database in a folder, by name.
pub(crate) fn all(folder: &Path) -> Vec<Kept> {
    let entries = fs::read_dir(folder).expect("the folder lists").flatten();
    let mut all: Vec<Kept> = entries
        .filter(|entry| entry.path().join("yanshi.db.gz").is_file())
        .map(|entry| Kept { name: entry.file_name().to_string_lossy().into_owned(), folder: entry.path() })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

impl Kept {
    /// A folder of its own with `data`, which can be opened, and beside it `kept.db`, which is looked at as a backup, and
    /// `empty`.
    pub(crate) fn unpacked(&self) -> TempDir {
        let place = TempDir::new().expect("a temporary folder");
        let data = place.path().join("data");
        for folder in [&data, &place.path().join("empty")] {
            fs::create_dir(folder).expect("a folder in it");
        }
        let packed = fs::read(self.folder.join("yanshi.db.gz")).expect("the database reads");
        let mut bytes = Vec::new();
        GzDecoder::new(&packed[..]).read_to_end(&mut bytes).expect("it unpacks");
        for file in [data.join("yanshi.db"), place.path().join("kept.db")] {
            fs::write(file, &bytes).expect("a copy is written");
        }
        for name in ["hall.key", "erasures"] {
            fs::copy(self.folder.join(name), data.join(name)).expect("a file beside it");
        }
        place
    }

    /// What it answered, by file.
    pub(crate) fn answers(&self) -> BTreeMap<String, String> {
        let entries = fs::read_dir(self.folder.join("answers")).into_iter().flatten().flatten();
        let read = |path: PathBuf| fs::read_to_string(path).expect("answers read");
        entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), read(entry.path()))).collect()
    }

    /// Keeps these answers and no others.
    pub(crate) fn write(&self, files: &BTreeMap<String, String>) {
        let folder = self.folder.join("answers");
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the answers of before go");
        }
        fs::create_dir(&folder).expect("a folder for them");
        for (name, text) in files {
            fs::write(folder.join(name), text).expect("answers are written");
        }
    }
}
