//! Why a use-case does not do what was asked. Every variant is one sentence on screen; the API maps them one by one.

use chrono::{NaiveDate, NaiveTime};
use domain::booking::EntryProblem;
use store::{KeyFault, OpenError, StoreError};

/// A refusal.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("not permitted")]
    NotPermitted,
    #[error("no hall is open")]
    NotReady,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The hall's key is not to be had.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// Fields of the form are wrong.
    #[error("fields are wrong: {0:?}")]
    Fields(Vec<FieldRefusal>),
    #[error("not a Saturday")]
    NotSaturday,
    #[error("statutory holiday")]
    Holiday { holiday: String, next: NaiveDate },
    #[error("make-up working day")]
    Makeup { next: NaiveDate },
    #[error("the hall has no hours that day")]
    Closed { next: NaiveDate },
    #[error("no such slot")]
    SlotUnknown,
    #[error("slot is full")]
    SlotFull { start: NaiveTime },
    #[error("the visit does not fit before the session ends")]
    SlotTooShort,
    /// A warning that a person may accept.
    #[error("needs confirming: {0:?}")]
    Confirm(Warning),
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    #[error("no such booking")]
    BookingNotFound,
    #[error("already cancelled")]
    AlreadyCancelled,
    #[error("the minute for undoing is over")]
    UndoTooLate,
    #[error("changed since, cannot be undone")]
    UndoChanged,
    #[error("the seat has been given to somebody else")]
    UndoSeatTaken,
    #[error("backup not found")]
    BackupNotFound,
    #[error("a hall is already set up")]
    AlreadySetUp,
    /// A fact of the program's own data that should be there is not.
    #[error("{0}")]
    Broken(String),
}

/// A warning that a person may accept, and then the same command is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The slot has begun or is over, by this PC's clock.
    SlotPast,
}

/// What is wrong at one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldRefusal {
    Entry(EntryProblem),
    ItemMissing,
    ItemUnknown,
    ItemExcluded { item: String },
    CancelRemarkMissing,
    CancelRemarkTooLong,
    Approvers,
    DepartmentUnknown,
    DirectoryMissing,
    DirectoryNotAbsolute,
    DirectoryNotWritable,
    HallName,
    Sessions,
    SessionOrder,
    WindowsRange { min: u16, max: u16 },
    SlotRange { min: u16, max: u16 },
}

impl From<FieldRefusal> for Refusal {
    fn from(field: FieldRefusal) -> Self {
        Refusal::Fields(vec![field])
    }
}
