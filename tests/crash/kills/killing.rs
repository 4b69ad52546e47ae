//! Starting a child, and killing it at a moment out of a seed.

use crate::child;
use fastrand::Rng;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

/// When a child is killed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Moment {
    /// So long after its start.
    Time(Duration),
    /// So long after it has said so many lines.
    Said(usize, Duration),
}

impl Moment {
    /// One time in three early, while it starts and opens; else anywhere in its first `lines_max` lines.
    pub(crate) fn random(rng: &mut Rng, lines_max: usize) -> Self {
        if rng.u32(0..3) == 0 {
            Self::Time(Duration::from_micros(rng.u64(0..START_MICROSECONDS)))
        } else {
            Self::Said(rng.usize(0..=lines_max), Duration::from_micros(rng.u64(0..AFTER_MICROSECONDS)))
        }
    }
}

/// A start takes about this long in a debug build.
const START_MICROSECONDS: u64 = 120_000;
/// A commit takes less.
const AFTER_MICROSECONDS: u64 = 12_000;

/// Runs a child and kills it at a moment; returns every line it has said. A child that ends by itself has failed.
pub(crate) fn kill_child(arguments: &[&OsStr], moment: Moment) -> Vec<String> {
    let (lines, killed) = run_child(arguments, moment);
    assert!(killed, "the child ended by itself; it said {lines:?}");
    lines
}

/// The same; also says whether the kill was needed.
pub(crate) fn run_child(arguments: &[&OsStr], moment: Moment) -> (Vec<String>, bool) {
    let program = env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.arg(child::WORD).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = spawn(&mut command);
    let mut said = BufReader::new(child.stdout.take().expect("its voice")).lines().map_while(Result::ok);
    let (count, pause) = match moment {
        Moment::Time(pause) => (0, pause),
        Moment::Said(count, pause) => (count, pause),
    };
    let mut lines: Vec<String> = said.by_ref().take(count).collect();
    sleep(pause);
    let killed = kill(&mut child);
    // What it said between the last line read and its end counts too.
    lines.extend(said);
    (lines, killed)
}

/// One start at a time. Until its program has begun, a new process holds a copy of every open file of this one, among them
/// the lock of a folder that the other lane is just looking at; the other lane's next child would find its folder in use.
fn spawn(command: &mut Command) -> Child {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    command.spawn().expect("a child")
}

/// Says whether it was this that ended the child.
fn kill(child: &mut Child) -> bool {
    // SIGKILL; where there are no signals, the end that no process can refuse.
    child.kill().expect("it can be killed");
    let status = child.wait().expect("its end");
    let ended_by_itself = status.success() || status.code() == Some(FAILED);
    !ended_by_itself
}

/// Of a Rust program that panicked.
const FAILED: i32 = 101;
