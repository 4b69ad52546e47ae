//! The journal as it lies in the database, and who writes it: the table, its ends, the names of this installation.
//! Never a fold: those are of `views`.

pub(crate) mod incarnation;
pub(crate) mod journal_table;
pub(crate) mod meta;
pub(crate) mod parked;
pub(crate) mod sidecar;
