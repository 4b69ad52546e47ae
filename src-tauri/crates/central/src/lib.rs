//! The central server: takes in every hall's records, hands down catalogue, departments, calendar and directory.
//!
//! Halls work for weeks without it, so nothing in a hall may ever wait for this crate. What it answers is decided by the
//! engine in `sync`; here are its database, its door and its commands.
//!
//! Deliberately not here, now and later: personal values in the clear; the server stores each hall's vault as ciphertext it
//! cannot read.

mod backup;
mod clock;
mod commands;
mod error;
mod files;
mod import;
mod metrics;
mod page;
mod page_log;
mod random;
mod routes;
mod server;
mod sign_in;
mod storage;
mod tls;
mod withdrawn;

pub use backup::{Restored, back_up, restore};
pub use commands::{Args, run};
pub use error::CentralError;
pub use files::Shown;
pub use random::random;
pub use server::{Folder, Server, Serving, open};
pub use sign_in::hash as hash_password;
pub use storage::{BookingSeen, DayCounts, DeviceLine, HallLine, HallLog, MadeCode, ParkedLine, Storage};
