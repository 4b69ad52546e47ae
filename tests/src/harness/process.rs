//! Processes: those we started end with us, and those a driver started are found by what they were told.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};

/// The number of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcessId(pub u32);

impl ProcessId {
    /// Ends it without asking, as a power cut does.
    pub fn kill(self) {
        self.signal("-KILL");
    }

    /// Asks it to end.
    pub(crate) fn terminate(self) {
        self.signal("-TERM");
    }

    fn signal(self, name: &str) {
        // It may have ended by itself meanwhile; then there is nothing to do.
        let _ = Command::new("kill").arg(name).arg(self.0.to_string()).output();
    }

    /// Whether it is still there. One that has ended but was not yet waited for by its parent is not.
    pub fn is_alive(self) -> bool {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0)).unwrap_or_default();
        // `pid (name) state …`; the name may hold anything.
        let state = stat.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next());
        state.is_some_and(|state| !matches!(state, 'Z' | 'X'))
    }
}

/// Running programs that were started on a data folder, by their command lines.
pub fn processes_of(folder: &Path) -> Vec<ProcessId> {
    let named = |arguments: &[u8]| {
        arguments.split(|byte| *byte == 0).any(|argument| argument == folder.as_os_str().as_encoded_bytes())
    };
    let entries = fs::read_dir("/proc").expect("/proc lists");
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok().map(ProcessId))
        .filter(|id| fs::read(format!("/proc/{}/cmdline", id.0)).is_ok_and(|arguments| named(&arguments)))
        .filter(|id| id.is_alive())
        .collect()
}

/// A child that is ended when it goes out of scope.
pub(crate) struct Owned(pub(crate) Child);

impl Owned {
    pub(crate) fn id(&self) -> ProcessId {
        ProcessId(self.0.id())
    }

    /// Ends it without asking and waits until it is gone.
    pub(crate) fn kill(&mut self) {
        // Fails only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.kill();
    }
}
