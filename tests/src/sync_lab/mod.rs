//! Halls and a server to try syncing with: real databases on a disk in memory where there is one, a seal for personal
//! values, bookings as halls make them. Shared by the tests of syncing and by its benchmark.

mod false_server;
mod hall;
mod reader;
mod server;
mod wire;

pub use false_server::FalseServer;
pub use hall::{LabHall, TestSeal, bookings};
pub use reader::Reader;
pub use server::LabServer;
pub use wire::{Counted, CountingProxy};

use journal::WallTime;
use std::path::Path;
use tempfile::TempDir;

/// 2026-11-23 17:40 in Beijing.
pub const NOW: WallTime = WallTime(1_795_426_800_000);

/// A folder that is gone afterwards; in memory, so that thousands of commits cost no disk.
///
/// # Panics
/// When there is none to be had.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.expect("a temporary folder can be made")
}
