//! Syncing a hall with its server: the rules of the protocol under faults, and the real server over loopback.

#![allow(clippy::unwrap_used, reason = "tests")]

mod apart;
mod bytes;
mod clocks;
mod compat;
mod declined;
mod direct;
mod faults;
mod halls;
mod insider;
mod killed;
mod large;
mod log;
mod log_apart;
mod loopback;
mod poison;
mod restored;
mod stranger;
mod trouble;
mod versions;
mod views;
mod wrong_answers;
mod wrong_requests;
