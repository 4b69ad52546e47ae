//! From starting the program to a screen that can be used, and the memory it holds then; beside it an empty Tauri window.
//!
//! Both say when they are ready by writing a file, and both are timed from outside: reading the program from disk counts.
//! They take turns, so that whatever else the machine is doing hits both alike.

use super::memory::{tree_kib, tree_of};
use super::samples::{Samples, median};
use super::{Goal, Row};
use crate::Outcome;
use crate::harness::tools;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ROUNDS: usize = 11;
/// As many people as the city hall received on an average Saturday.
const BOOKINGS: &str = "33";
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks for the file: what the start is measured in.
const TICK: Duration = Duration::from_millis(1);

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let dir = TempDir::with_prefix_in("yanshi-bench-", disk)?;
    let data = dir.path().join("data").into_os_string();
    let words = ["--demo", "--sample-bookings", BOOKINGS, "--now", crate::harness::FRIDAY, "--data"];
    let arguments = words.iter().map(OsString::from).chain([data]).collect();
    let yanshi = Windowed { program: tools::yanshi(), arguments, home: dir.path().join("home") };
    let bare = bare(dir.path());
    // The first start of each makes what later ones find: the demo hall, the system's caches.
    for windowed in [&yanshi, &bare] {
        windowed.start()?;
    }
    let (mut own, mut empty) = (Measured::default(), Measured::default());
    for _ in 0..ROUNDS {
        own.add(yanshi.start()?);
        empty.add(bare.start()?);
    }
    Ok(vec![
        Row {
            name: "window_start_median",
            value: own.starts.median_ms(),
            unit: "ms",
            baseline: empty.starts.median_ms(),
            against: "an empty Tauri window, from start to its page's first call",
            goal: Goal::RatioMax(1.3),
        },
        Row {
            name: "window_memory_median",
            value: median(&own.mib),
            unit: "MiB",
            baseline: median(&empty.mib),
            against: "an empty Tauri window; proportional set size of all its processes",
            goal: Goal::RatioMax(1.5),
        },
    ])
}

/// The empty window, on the screen and ready, until it goes out of scope.
pub(super) fn bare_window(dir: &Path) -> Outcome<Running> {
    Ok(bare(dir).launch()?.1)
}

fn bare(dir: &Path) -> Windowed {
    Windowed { program: tools::bare(), arguments: Vec::new(), home: dir.join("home-bare") }
}

#[derive(Default)]
struct Measured {
    starts: Samples,
    mib: Vec<f64>,
}

impl Measured {
    fn add(&mut self, (took, kib): (Duration, u64)) {
        self.starts.add(took);
        #[allow(clippy::cast_precision_loss)] // No process tree comes near 2^53 KiB.
        self.mib.push(kib as f64 / 1024.0);
    }
}

/// A program with a window.
struct Windowed {
    program: PathBuf,
    arguments: Vec<OsString>,
    /// Where it keeps what it keeps for its user.
    home: PathBuf,
}

impl Windowed {
    /// Starts it, waits until it can be used and its memory has settled, and ends it.
    fn start(&self) -> Outcome<(Duration, u64)> {
        let (took, running) = self.launch()?;
        Ok((took, settled_kib(running.id())?))
    }

    /// Starts it and waits until it can be used; says how long that took.
    fn launch(&self) -> Outcome<(Duration, Running)> {
        fs::create_dir_all(&self.home)?;
        let report = self.home.join("ready");
        // Left by the start before.
        if report.exists() {
            fs::remove_file(&report)?;
        }
        let began = Instant::now();
        let child = Command::new(&self.program)
            .args(&self.arguments)
            .arg("--report-start")
            .arg(&report)
            .env("HOME", &self.home)
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_STATE_HOME", self.home.join("state"))
            .stdin(Stdio::null())
            .spawn()?;
        let mut running = Running(child);
        while fs::metadata(&report).map_or(0, |file| file.len()) == 0 {
            if let Some(status) = running.0.try_wait()? {
                return Err(format!("{} ended with {status} before it was ready", self.program.display()).into());
            }
            if began.elapsed() > PATIENCE {
                return Err(format!("{} is not ready after {PATIENCE:?}", self.program.display()).into());
            }
            sleep(TICK);
        }
        Ok((began.elapsed(), running))
    }
}

/// Ends the program and all it started when it goes out of scope.
pub(super) struct Running(Child);

impl Running {
    /// The number of its process.
    pub(super) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let children = tree_of(self.0.id());
        // Fails only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
        // The web view's processes end when they find theirs gone; the next start should not share the machine with them.
        let deadline = Instant::now() + PATIENCE;
        let gone = |id: &u32| !Path::new(&format!("/proc/{id}")).exists();
        while !children.iter().all(gone) && Instant::now() < deadline {
            sleep(TICK);
        }
    }
}

/// Memory once it no longer moves: three looks in a row within a hundredth of each other.
fn settled_kib(root: u32) -> Outcome<u64> {
    const BETWEEN_LOOKS: Duration = Duration::from_millis(300);
    let deadline = Instant::now() + PATIENCE;
    let mut looks = vec![tree_kib(root)?];
    while Instant::now() < deadline {
        sleep(BETWEEN_LOOKS);
        looks.push(tree_kib(root)?);
        if let [.., first, second, third] = looks[..] {
            let (least, most) = (first.min(second).min(third), first.max(second).max(third));
            if most - least <= most / 100 {
                return Ok(third);
            }
        }
    }
    Err(format!("its memory does not settle: {looks:?} KiB").into())
}
