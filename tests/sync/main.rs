//! Syncing a hall with its server: the rules of the protocol under faults, and the real server over loopback.

#![allow(clippy::unwrap_used, reason = "tests")]

mod compat;
mod direct;
mod faults;
mod halls;
mod loopback;
mod trouble;
