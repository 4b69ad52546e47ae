//! What lies on the medium itself, built up from a disk's log, and what may be found there after a power cut.
//!
//! A file's content counts as durable from its sync, its name from a sync of its folder. What was written since is
//! forgotten, kept in part, or torn; a name that was made or deleted since is there or not.

use crate::disk::Entry;
use fastrand::Rng;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// What becomes of unsynced writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// All forgotten.
    Forgotten,
    /// Each kept or not, regardless of order.
    Some,
    /// Kept up to one that is torn at a sector, the rest forgotten.
    Torn,
    /// Forgotten, but the files are already as long as they were to be, with zeros at the end.
    Stretched,
    /// Kept, as if only the program had ended.
    Kept,
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Arc<[u8]> },
    Length(usize),
}

#[derive(Debug, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Change>,
    /// Written before a sync that failed: on the disk or not, and no later sync changes that.
    doomed: Vec<Change>,
}

/// Names and files.
#[derive(Debug, Default)]
pub(crate) struct Media {
    /// Every file there ever was.
    files: Vec<File>,
    /// Names as the running system sees them.
    names: BTreeMap<String, usize>,
    /// Names as they would be after a cut now.
    durable_names: BTreeMap<String, usize>,
    /// Grows with every change to what is durable.
    version: usize,
}

impl Media {
    /// Carries on with the next entry of the log.
    pub(crate) fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Found { name, content } => {
                self.files.push(File { durable: content.to_vec(), ..File::default() });
                self.names.insert(name.clone(), self.files.len() - 1);
                self.durable_names.insert(name.clone(), self.files.len() - 1);
                self.version += 1;
            }
            Entry::Made { name } => {
                self.files.push(File::default());
                self.names.insert(name.clone(), self.files.len() - 1);
            }
            Entry::Wrote { name, at, bytes } => {
                self.change(name, Change::Write { at: *at, bytes: Arc::clone(bytes) });
            }
            Entry::Truncated { name, length } => self.change(name, Change::Length(*length)),
            Entry::Synced { name, content, folder } => {
                if *content {
                    self.sync(name);
                }
                if *folder {
                    self.sync_names(name);
                }
            }
            Entry::SyncFailed { name } => {
                if let Some(number) = self.names.get(name) {
                    let file = &mut self.files[*number];
                    file.doomed.append(&mut file.pending);
                }
            }
            Entry::Deleted { name, folder } => {
                self.names.remove(name);
                if *folder {
                    self.sync_names(name);
                }
            }
            Entry::Acknowledged { .. } => {}
        }
    }

    fn change(&mut self, name: &str, change: Change) {
        if let Some(number) = self.names.get(name) {
            self.files[*number].pending.push(change);
        }
    }

    fn sync(&mut self, name: &str) {
        let Some(number) = self.names.get(name) else { return };
        let file = &mut self.files[*number];
        for change in std::mem::take(&mut file.pending) {
            change.apply_to(&mut file.durable);
        }
        file.doomed.clear();
        self.version += 1;
    }

    /// Makes the names in the folder of `name` durable.
    fn sync_names(&mut self, name: &str) {
        let folder = folder_of(name);
        self.durable_names.retain(|name, _| folder_of(name) != folder);
        let current = self.names.iter().filter(|(name, _)| folder_of(name) == folder);
        self.durable_names.extend(current.map(|(name, number)| (name.clone(), *number)));
        self.version += 1;
    }

    /// The same number means the same durable content.
    pub(crate) fn version(&self) -> usize {
        self.version
    }

    /// Whether anything depends on fate.
    pub(crate) fn is_unsettled(&self) -> bool {
        self.names != self.durable_names || self.names.values().any(|number| !self.files[*number].pending.is_empty())
    }

    /// Lays into an empty folder what a cut now leaves.
    pub(crate) fn lay_out(&self, folder: &Path, fate: Fate, rng: &mut Rng) {
        for (name, number) in self.names_after(fate, rng) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
            fs::write(path, self.files[number].after(fate, rng)).expect("a file");
        }
    }

    fn names_after(&self, fate: Fate, rng: &mut Rng) -> BTreeMap<String, usize> {
        let mut names = match fate {
            Fate::Forgotten => return self.durable_names.clone(),
            Fate::Kept => return self.names.clone(),
            Fate::Some | Fate::Torn | Fate::Stretched => BTreeMap::new(),
        };
        for name in self.names.keys().chain(self.durable_names.keys()) {
            let which = if rng.bool() { &self.names } else { &self.durable_names };
            match which.get(name) {
                Some(number) => names.insert(name.clone(), *number),
                None => names.remove(name),
            };
        }
        names
    }
}

impl File {
    fn after(&self, fate: Fate, rng: &mut Rng) -> Vec<u8> {
        let mut content = self.durable.clone();
        let unsynced: Vec<&Change> = self.doomed.iter().chain(&self.pending).collect();
        match fate {
            Fate::Forgotten => {}
            Fate::Kept => unsynced.iter().for_each(|change| change.apply_to(&mut content)),
            Fate::Some => {
                unsynced.iter().filter(|_| rng.bool()).for_each(|change| change.apply_to(&mut content));
            }
            Fate::Torn => {
                let whole = rng.usize(..=unsynced.len());
                unsynced[..whole].iter().for_each(|change| change.apply_to(&mut content));
                if let Some(Change::Write { at, bytes }) = unsynced.get(whole) {
                    let sectors = rng.usize(..=bytes.len() / SECTOR);
                    let bytes = Arc::from(&bytes[..sectors * SECTOR]);
                    Change::Write { at: *at, bytes }.apply_to(&mut content);
                }
            }
            Fate::Stretched => {
                let mut whole = content.clone();
                unsynced.iter().for_each(|change| change.apply_to(&mut whole));
                content.resize(content.len().max(whole.len()), 0);
            }
        }
        content
    }
}

impl Change {
    fn apply_to(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => {
                content.resize(content.len().max(at + bytes.len()), 0);
                content[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Self::Length(length) => content.resize(*length, 0),
        }
    }
}

fn folder_of(name: &str) -> &Path {
    Path::new(name).parent().unwrap_or(Path::new(""))
}
