//! The central server: takes in every hall's records, hands down catalogue, departments, calendar and directory.
//!
//! The room is kept for its own issue. Halls work for weeks without it, so nothing in a hall may ever wait for this crate.
//! Deliberately not here, now and later: personal values in the clear; the server stores each hall's vault as ciphertext it
//! cannot read.

use sync::Have;

/// What a hall's host said it has when it was last heard: a hall silent for days is shown as silent, never as zero.
#[derive(Debug, Clone, Default)]
pub struct LastHeard {
    /// Per device of the hall; empty when it was never heard.
    pub have: Vec<Have>,
}
