//! Errors a caller acts upon. Everything SQLite and the file system can say is sorted into them here, and nowhere else.

use crate::keys::key_id::KeyId;
use rusqlite::{ErrorCode, ffi};
use std::io;

/// Why data cannot be opened. Nothing has been changed then.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A newer program has written it.
    #[error("the database has version {found}; this program knows up to {known}")]
    NewerDatabase {
        /// Version of the database.
        found: u32,
        /// Newest version known here.
        known: u32,
    },
    /// It is damaged, or not ours; a backup may help.
    #[error("the database is damaged: {detail}")]
    Corrupt {
        /// Where, for a technician; no personal values.
        detail: String,
    },
    /// A backup of another hall than the one whose data is here.
    #[error("the backup is of another hall")]
    ForeignBackup,
    /// Its personal values are sealed with another key.
    #[error("the database is sealed with {}, not with key {given}", key_text(*.on_record))]
    ForeignKey {
        /// The key it has on record; `None` if it has none, being of before values were sealed.
        on_record: Option<KeyId>,
        /// The key it was to be opened with.
        given: KeyId,
    },
    /// Folder or file cannot be written.
    #[error("the data folder cannot be written")]
    ReadOnly,
    /// Another process has it open.
    #[error("the data folder is in use by another process")]
    InUse,
    /// No room.
    #[error("the disk is full")]
    DiskFull,
    /// Anything else the disk said.
    #[error("the data folder cannot be read or written: {0}")]
    Io(String),
}

/// Why a read or a write did not happen. A write that fails has changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No room; the same write works once there is.
    #[error("the disk is full")]
    DiskFull,
    /// Folder or file has become read-only.
    #[error("the data cannot be written")]
    ReadOnly,
    /// Something else, a virus scanner perhaps, held the file too long.
    #[error("the database is busy")]
    Busy,
    /// What is stored is not what this program writes.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Anything else the disk said.
    #[error("reading or writing failed: {0}")]
    Io(String),
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
    /// A mistake in this program: a panic in a closure, SQL that does not fit the tables.
    #[error("internal error: {0}")]
    Internal(String),
}

fn key_text(key: Option<KeyId>) -> String {
    key.map_or_else(|| "no key that is known".to_owned(), |key| format!("key {key}"))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match &error {
            E::SqliteFailure(failure, _) => from_code(*failure, &error),
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..)
            | E::QueryReturnedNoRows
            | E::QueryReturnedMoreThanOneRow
            | E::StatementChangedRows(_)
            | E::Utf8Error(..) => Self::Damaged(error.to_string()),
            // What is left speaks of a wrong call. The enum is open, so it cannot be listed to the end.
            _ => Self::Internal(error.to_string()),
        }
    }
}

fn from_code(failure: ffi::Error, error: &rusqlite::Error) -> StoreError {
    match failure.code {
        ErrorCode::DiskFull => StoreError::DiskFull,
        // The first write after a start enlarges the -shm file; on a full disk that is what fails.
        ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => StoreError::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => StoreError::Busy,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged(error.to_string()),
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::NoLargeFileSupport | ErrorCode::OutOfMemory => {
            StoreError::Io(error.to_string())
        }
        ErrorCode::InternalMalfunction
        | ErrorCode::OperationAborted
        | ErrorCode::OperationInterrupted
        | ErrorCode::NotFound
        | ErrorCode::SchemaChanged
        | ErrorCode::TooBig
        | ErrorCode::ConstraintViolation
        | ErrorCode::TypeMismatch
        | ErrorCode::ApiMisuse
        | ErrorCode::AuthorizationForStatementDenied
        | ErrorCode::ParameterOutOfRange
        | ErrorCode::Unknown => StoreError::Internal(error.to_string()),
        // The enum is open; a code that is new is no verdict on the data.
        _ => StoreError::Internal(error.to_string()),
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match OpenError::from(error) {
            OpenError::DiskFull => Self::DiskFull,
            OpenError::ReadOnly => Self::ReadOnly,
            other => Self::Io(other.to_string()),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            // Open as the kinds are: whatever else the system says is passed on in its words.
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::ReadOnly => Self::ReadOnly,
            // The folder's lock is ours, so it is a program that does not ask for it.
            StoreError::Busy => Self::InUse,
            StoreError::Damaged(detail) => Self::Corrupt { detail },
            StoreError::Io(detail) | StoreError::Internal(detail) => Self::Io(detail),
            StoreError::Closed => Self::Io(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<journal::ChainBreak> for StoreError {
    fn from(broken: journal::ChainBreak) -> Self {
        Self::Damaged(broken.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sqlite_says_is_sorted_by_what_helps() {
        let check = |code: i32, expected: fn(&StoreError) -> bool| {
            let error = StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            assert!(expected(&error), "{code}: {error:?}");
        };
        check(ffi::SQLITE_FULL, |e| *e == StoreError::DiskFull);
        check(ffi::SQLITE_IOERR_SHMSIZE, |e| *e == StoreError::DiskFull);
        check(ffi::SQLITE_IOERR_FSYNC, |e| matches!(e, StoreError::Io(_)));
        check(ffi::SQLITE_READONLY_DIRECTORY, |e| *e == StoreError::ReadOnly);
        check(ffi::SQLITE_BUSY_SNAPSHOT, |e| *e == StoreError::Busy);
        check(ffi::SQLITE_CORRUPT, |e| matches!(e, StoreError::Damaged(_)));
        check(ffi::SQLITE_NOTADB, |e| matches!(e, StoreError::Damaged(_)));
        check(ffi::SQLITE_CONSTRAINT_UNIQUE, |e| matches!(e, StoreError::Internal(_)));
        let row = StoreError::from(rusqlite::Error::QueryReturnedNoRows);
        assert!(matches!(row, StoreError::Damaged(_)));
    }

    #[test]
    fn what_the_system_says_is_sorted_by_what_helps() {
        use io::ErrorKind;
        let of = |kind: ErrorKind| OpenError::from(io::Error::from(kind));
        assert!(matches!(of(ErrorKind::StorageFull), OpenError::DiskFull));
        assert!(matches!(of(ErrorKind::PermissionDenied), OpenError::ReadOnly));
        assert!(matches!(of(ErrorKind::ReadOnlyFilesystem), OpenError::ReadOnly));
        assert!(matches!(of(ErrorKind::NotFound), OpenError::Io(_)));
        assert_eq!(StoreError::from(io::Error::from(ErrorKind::StorageFull)), StoreError::DiskFull);
    }
}
