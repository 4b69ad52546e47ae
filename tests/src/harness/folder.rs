//! A data folder that vanishes with the test, and what may befall it.

use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder for one hall's data, and one for what a window keeps for its user. Programs come and go; both stay until the
/// test ends.
pub struct DataFolder(TempDir);

impl DataFolder {
    /// An empty one: the program begins with the wizard.
    pub fn empty() -> Self {
        let folder = Self(tempfile::Builder::new().prefix("yanshi-e2e-").tempdir().expect("a temporary folder"));
        for part in [folder.path(), folder.home(), folder.handouts()] {
            fs::create_dir(part).expect("a folder in it");
        }
        folder
    }

    /// Where the data lies.
    pub fn path(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Home of the person at the window.
    pub(crate) fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    /// Where files go that leave the program.
    pub fn handouts(&self) -> PathBuf {
        self.0.path().join("handouts")
    }

    /// Where the program keeps for its user what it says of itself, before it knows of any data.
    pub(crate) fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    /// What the log in the data folder says; empty where there is none.
    pub fn log(&self) -> String {
        texts_in(&self.path().join("logs"))
    }

    /// What the log says that the program begins with.
    pub fn early_log(&self) -> String {
        texts_in(&self.state().join("yanshi").join("logs"))
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.path().join("yanshi.db")
    }

    /// The program is stopped, and a newer version of it has been here meanwhile.
    pub fn write_version(&self, version: u32) {
        let database = rusqlite::Connection::open(self.database()).expect("the database opens");
        database.pragma_update(None, "user_version", version).expect("the version is written");
    }

    /// The program is stopped, and the disk has lost what it was told: the middle of the file is garbage.
    pub fn damage(&self) {
        let database = rusqlite::Connection::open(self.database()).expect("the database opens");
        // The write-ahead log would mend what is overwritten below.
        database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("the log is folded back");
        drop(database);
        let mut bytes = fs::read(self.database()).expect("the database reads");
        let (from, to) = (bytes.len() / 4, bytes.len() * 3 / 4);
        for byte in &mut bytes[from..to] {
            *byte = !*byte;
        }
        fs::write(self.database(), bytes).expect("the damage is done");
    }

    /// Size of its largest file, in KiB.
    pub fn largest_file_kib(&self) -> u64 {
        let sizes = self.files().into_iter().map(|name| fs::metadata(self.path().join(name)).expect("a file").len());
        sizes.max().unwrap_or(0).div_ceil(1024)
    }

    /// Names of the files in it, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).expect("the folder lists");
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// All texts in a folder, one after the other.
fn texts_in(folder: &std::path::Path) -> String {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.map(|file| fs::read_to_string(file.path()).expect("a log reads")).collect()
}
