//! The power goes, at every commit point; or the disk is full, or fails, in the middle of a commit.
//!
//! SQLite writes through `vfs`, which notes everything in the log of a `disk`; from the log, `media` builds what a real disk
//! could hold after a cut at any place. What is modelled and what is not stands in `src-tauri/docs/decisions/crash.md`.
#![allow(clippy::print_stderr)] // What was looked at is worth knowing also when nothing was found.

mod cuts;
mod disk;
mod media;
mod scenario;
mod trouble;
mod vfs;
