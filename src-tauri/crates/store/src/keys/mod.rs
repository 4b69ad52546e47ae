//! The hall's key: the key file of each PC, the record in the database, the printed recovery code.
//! Never a key or a code in a log, an event or a command line.

pub(crate) mod file;
pub(crate) mod hall_key;
pub(crate) mod key_id;
pub(crate) mod key_on_record;
pub(crate) mod key_record;
pub(crate) mod key_shared;
pub(crate) mod key_travel;
pub mod machine;
pub(crate) mod recovery;

pub use file::{KeyFault, read, write, write_private};
