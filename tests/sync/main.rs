//! Syncing a hall with its server: the rules of the protocol under faults, and the real server over loopback.

#![allow(clippy::unwrap_used, reason = "tests")]

mod compat;
mod declined;
mod direct;
mod faults;
mod loopback;
mod restored;
mod trouble;
