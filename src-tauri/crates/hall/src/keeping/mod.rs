//! Keeping the data, and letting it go: backups, restoring, what a restore leaves behind, erasing, the audit, diagnostics.
//! Never a personal value in what is handed out.

pub(crate) mod audit;
pub(crate) mod backups;
pub(crate) mod diagnostics;
pub(crate) mod erase;
pub(crate) mod frozen;
pub(crate) mod newest;
pub(crate) mod restore;
pub(crate) mod traces;
pub(crate) mod watch;
