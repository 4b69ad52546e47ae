//! The database as a file: opening, checking, migrating, its one writer and its readers, what a transaction can do.
//! Never a rule; never a table that another room owns.

pub(crate) mod always;
pub(crate) mod check;
pub(crate) mod connection;
pub(crate) mod error;
pub(crate) mod kept;
pub(crate) mod known_schema;
pub(crate) mod lock;
pub(crate) mod migrate;
pub(crate) mod read_tx;
pub(crate) mod readers;
pub(crate) mod rebuild;
pub(crate) mod sql_int;
pub(crate) mod store;
pub(crate) mod tables;
pub(crate) mod touched;
pub(crate) mod version;
pub(crate) mod write_tx;
pub(crate) mod writer;
