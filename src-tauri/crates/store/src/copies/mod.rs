//! The data folder and copies of the database in it: backups, restoring, looking into one, names and atomic writes of files.
//! Never half a file; never a copy that was not checked.

pub(crate) mod backup;
pub(crate) mod files;
pub(crate) mod inspect;
pub(crate) mod layout;
pub(crate) mod restore;
pub(crate) mod rights;
pub(crate) mod second;
pub(crate) mod stamp;
