//! The program in browser mode.

use super::process::Owned;
use super::{DataFolder, Door, FRIDAY, ProcessId, tools};
use std::io::{BufRead as _, BufReader};
use std::ops::Deref;
use std::process::{Command, Stdio};

/// How the program is to be started.
#[derive(Debug, Clone)]
pub struct Start {
    now: String,
    demo: bool,
    sample_bookings: u16,
    time_zone: Option<String>,
    file_size_max: Option<u64>,
    idle_lock_seconds: Option<u32>,
    panic_at: Option<&'static str>,
}

impl Start {
    /// With whatever lies in the folder; on an empty one that is the wizard.
    pub fn plain() -> Self {
        Self {
            now: FRIDAY.to_owned(),
            demo: false,
            sample_bookings: 0,
            time_zone: None,
            file_size_max: None,
            idle_lock_seconds: None,
            panic_at: None,
        }
    }

    /// The demo hall, without bookings.
    pub fn demo() -> Self {
        Self { demo: true, ..Self::plain() }
    }

    /// The demo hall with bookings of invented people.
    pub fn demo_with(sample_bookings: u16) -> Self {
        Self { sample_bookings, ..Self::demo() }
    }

    /// The PC's clock says so.
    #[must_use]
    pub fn at(mut self, now: &str) -> Self {
        now.clone_into(&mut self.now);
        self
    }

    /// The system's time zone is this one.
    #[must_use]
    pub fn in_zone(mut self, zone: &str) -> Self {
        self.time_zone = Some(zone.to_owned());
        self
    }

    /// No file may grow beyond so many KiB. To the program it looks like a disk that is full; it holds for root too, and
    /// needs no right to mount anything.
    #[must_use]
    pub fn files_at_most_kib(mut self, kib: u64) -> Self {
        self.file_size_max = Some(kib);
        self
    }

    /// Screens lock after so many seconds.
    #[must_use]
    pub fn locking_after_seconds(mut self, seconds: u32) -> Self {
        self.idle_lock_seconds = Some(seconds);
        self
    }

    /// The program panics: at the `start`, or with its data `open`.
    #[must_use]
    pub fn panicking_at(mut self, place: &'static str) -> Self {
        self.panic_at = Some(place);
        self
    }

    /// Arguments of the program.
    pub(crate) fn arguments(&self, folder: &DataFolder) -> Vec<String> {
        let mut arguments =
            vec!["--data".into(), folder.path().to_string_lossy().into_owned(), "--now".into(), self.now.clone()];
        if self.demo {
            arguments.push("--demo".into());
        }
        arguments.extend(["--handouts".into(), folder.handouts().to_string_lossy().into_owned()]);
        if let Some(seconds) = self.idle_lock_seconds {
            arguments.extend(["--idle-lock-seconds".into(), seconds.to_string()]);
        }
        if let Some(place) = self.panic_at {
            arguments.extend(["--panic-at".into(), place.into()]);
        }
        if self.sample_bookings > 0 {
            arguments.extend(["--sample-bookings".into(), self.sample_bookings.to_string()]);
        }
        arguments
    }

    /// Starts browser mode and waits until it answers.
    #[track_caller]
    pub fn browser_mode(&self, folder: &DataFolder) -> Program {
        let mut command = self.command();
        command.arg("--browser").args(self.arguments(folder)).stdin(Stdio::null()).stdout(Stdio::piped());
        command.env("XDG_STATE_HOME", folder.state());
        if let Some(zone) = &self.time_zone {
            command.env("TZ", zone);
        }
        let mut child = command.spawn().expect("the program starts");
        let out = child.stdout.take().expect("its output is ours");
        let process = Owned(child);
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("the first line reads");
        assert!(!line.is_empty(), "the program ended without an address; what it said is above");
        let door = Door::read(&line);
        door.sign_in_if_ready();
        Program { process, door }
    }

    /// Starts browser mode where it is expected to end by itself, and says how it ended.
    #[track_caller]
    pub fn ends(&self, folder: &DataFolder) -> std::process::Output {
        let mut command = self.command();
        command.arg("--browser").args(self.arguments(folder)).env("XDG_STATE_HOME", folder.state());
        command.stdin(Stdio::null()).output().expect("the program starts")
    }

    /// Runs `yanshi restore` on a folder that no program has open, with a line for its question; says what it said.
    #[track_caller]
    pub fn restore_from_terminal(&self, folder: &DataFolder, backup: &std::path::Path, line: &str) -> String {
        let mut command = Command::new(tools::yanshi());
        command.arg("--data").arg(folder.path()).args(["--now", &self.now, "restore"]).arg(backup);
        command.env("XDG_STATE_HOME", folder.state());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut input = child.stdin.take().expect("its input is ours");
        // It may have ended without a question.
        let _ = std::io::Write::write_all(&mut input, format!("{line}\n").as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "restoring ended with {}", output.status);
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn command(&self) -> Command {
        let Some(kib) = self.file_size_max else { return Command::new(tools::yanshi()) };
        let mut shell = Command::new("bash");
        // Beyond the limit the system sends a signal that would end the program; a full disk sends none.
        shell.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\""]).arg(kib.to_string()).arg(tools::yanshi());
        shell
    }
}

/// The program in browser mode, until it goes out of scope. Speaks as its [`Door`].
pub struct Program {
    process: Owned,
    door: Door,
}

impl Program {
    /// Its process.
    pub fn id(&self) -> ProcessId {
        self.process.id()
    }

    /// Asks it to end, as the system does when it shuts down, and waits until it has.
    #[track_caller]
    pub fn end(self) {
        self.process.id().terminate();
        super::until("the program ends when it is asked to", || !self.process.id().is_alive());
    }

    /// Ends it the hard way, as a power cut would: nothing is closed.
    pub fn kill(mut self) {
        self.process.kill();
    }
}

impl Deref for Program {
    type Target = Door;

    fn deref(&self) -> &Door {
        &self.door
    }
}
