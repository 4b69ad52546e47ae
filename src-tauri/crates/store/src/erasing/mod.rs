//! Taking personal values out of every file: the ledger of what is to go, and the scrubbing of files.
//! Never acknowledged before it is done; never brought back by an older file.

pub(crate) mod demand;
pub(crate) mod due;
pub(crate) mod due_table;
pub(crate) mod erase;
pub(crate) mod ledger;
pub(crate) mod remove;
pub(crate) mod scrub;
