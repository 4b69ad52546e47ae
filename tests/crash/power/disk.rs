//! A watched folder: the log of everything SQLite has written there, and the troubles its disk may have.

use rusqlite::ffi;
use std::collections::BTreeSet;
use std::ffi::c_int;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What happened on the disk, in order.
#[derive(Debug, Clone)]
pub(crate) enum Entry {
    /// A file that lay there, synced, before anything was noted of it.
    Found {
        name: String,
        content: Arc<[u8]>,
    },
    /// A file was made.
    Made {
        name: String,
    },
    Wrote {
        name: String,
        at: usize,
        bytes: Arc<[u8]>,
    },
    Truncated {
        name: String,
        length: usize,
    },
    /// With `content` everything written to the file is on the disk; with `folder`, which names are in its folder.
    Synced {
        name: String,
        content: bool,
        folder: bool,
    },
    /// What was written since the last sync is in memory only, and no later sync writes it: the system takes it for done.
    SyncFailed {
        name: String,
    },
    /// With `folder` the name is gone for good, else until the folder is synced it may come back.
    Deleted {
        name: String,
        folder: bool,
    },
    /// So many deeds are acknowledged by now.
    Acknowledged {
        deeds: usize,
    },
}

/// What a removed or lying sync is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    Nothing,
    /// The sync of the log, with which a commit ends.
    Commit,
    /// The sync of the database file that has to come before the log is begun anew.
    Checkpoint,
}

/// A trouble of the disk, until it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The n-th write from now, and all after it, find no room.
    FullAt(usize),
    /// The n-th write from now stops halfway.
    HalfAt(usize),
    /// The next sync fails.
    NextSync,
}

/// What became of a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Done,
    Failed,
}

/// A watched folder.
pub(crate) struct Disk {
    folder: PathBuf,
    lie: Lie,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    log: Vec<Entry>,
    /// Files there are, as far as noted.
    known: BTreeSet<String>,
    trouble: Option<Trouble>,
    writes: usize,
    struck: bool,
}

impl Disk {
    pub(crate) fn new(folder: &Path, lie: Lie) -> Arc<Self> {
        let folder = folder.canonicalize().expect("the folder is there");
        Arc::new(Self { folder, lie, state: Mutex::default() })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Notes the key file. The program writes and syncs it by itself, before the database that needs it, so it lies there at
    /// every cut.
    pub(crate) fn note_key(&self) {
        let name = "hall.key".to_owned();
        let content = fs::read(self.folder.join(&name)).expect("a key file").into();
        self.state().log.insert(0, Entry::Found { name, content });
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything so far.
    pub(crate) fn log(&self) -> Vec<Entry> {
        self.state().log.clone()
    }

    /// Notes that so many deeds are acknowledged.
    pub(crate) fn acknowledge(&self, deeds: usize) {
        self.state().log.push(Entry::Acknowledged { deeds });
    }

    /// From now on there is trouble.
    pub(crate) fn begin(&self, trouble: Trouble) {
        let mut state = self.state();
        (state.trouble, state.writes, state.struck) = (Some(trouble), 0, false);
    }

    /// The trouble is over; says whether it has struck.
    pub(crate) fn end(&self) -> bool {
        let mut state = self.state();
        state.trouble = None;
        state.struck
    }

    /// A file that is there and not known was made and synced by the program itself.
    pub(crate) fn about_to_open(&self, name: &str) {
        let mut state = self.state();
        if !state.known.contains(name)
            && let Ok(content) = fs::read(self.folder.join(name))
        {
            state.known.insert(name.to_owned());
            state.log.push(Entry::Found { name: name.to_owned(), content: content.into() });
        }
    }

    pub(crate) fn opened(&self, name: &str) {
        let mut state = self.state();
        if state.known.insert(name.to_owned()) {
            state.log.push(Entry::Made { name: name.to_owned() });
        }
    }

    /// Writes with `really`, which is told how many of the bytes, unless the disk has trouble.
    pub(crate) fn write(&self, name: &str, at: usize, bytes: &[u8], really: impl Fn(usize) -> c_int) -> c_int {
        let mut state = self.state();
        let number = state.writes;
        state.writes += 1;
        let (kept, answer) = match state.trouble {
            Some(Trouble::FullAt(full)) if number >= full => (0, ffi::SQLITE_FULL),
            Some(Trouble::HalfAt(half)) if number == half => (bytes.len() / 2, ffi::SQLITE_IOERR_WRITE),
            _ => (bytes.len(), ffi::SQLITE_OK),
        };
        state.struck |= answer != ffi::SQLITE_OK;
        if kept > 0 {
            let code = really(kept);
            if code != ffi::SQLITE_OK {
                return code;
            }
            state.log.push(Entry::Wrote { name: name.to_owned(), at, bytes: bytes[..kept].into() });
        }
        answer
    }

    pub(crate) fn truncated(&self, name: &str, length: usize) {
        self.state().log.push(Entry::Truncated { name: name.to_owned(), length });
    }

    pub(crate) fn sync(&self, name: &str, folder: bool) -> Answer {
        let is_log = name.ends_with("-wal");
        let lies = match self.lie {
            Lie::Nothing => false,
            Lie::Commit => is_log,
            Lie::Checkpoint => name == "yanshi.db",
        };
        let mut state = self.state();
        if state.trouble == Some(Trouble::NextSync) {
            (state.trouble, state.struck) = (None, true);
            state.log.push(Entry::SyncFailed { name: name.to_owned() });
            return Answer::Failed;
        }
        state.log.push(Entry::Synced { name: name.to_owned(), content: !lies, folder });
        Answer::Done
    }

    pub(crate) fn deleted(&self, name: &str, folder: bool) {
        let mut state = self.state();
        state.known.remove(name);
        state.log.push(Entry::Deleted { name: name.to_owned(), folder });
    }
}
