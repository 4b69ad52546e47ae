//! Why a use-case does not do what was asked. Every variant is one sentence on screen; the API maps them one by one.

use super::field_refusal::{FieldRefusal, in_words};
use super::log_refusal::LogRefusal;
use chrono::{NaiveDate, NaiveTime};
use domain::booking::BookingNumber;
use domain::record::RecordId;
use domain::reference::import::BadFile;
use store::{KeyFault, OpenError, StoreError};

/// A refusal.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("not permitted")]
    NotPermitted,
    #[error("nobody is signed in")]
    NotSignedIn,
    #[error("the screen is locked")]
    Locked,
    #[error("the secret is wrong")]
    SignInWrong {
        /// Until the next try may come.
        wait_seconds: u32,
    },
    #[error("too many wrong tries")]
    SignInWait { seconds: u32 },
    #[error("no such person")]
    PersonNotFound,
    #[error("nobody would be left to manage the hall")]
    LastManager,
    #[error("no hall is open")]
    NotReady,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Key(KeyFault),
    /// Fields of the form are wrong.
    #[error("{}", in_words(.0))]
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
    /// The day has no block left for an agent's principal, counted from 0 behind the first.
    #[error("no seat for principal {row}")]
    PrincipalNoSeat { row: usize },
    /// The agent comes for another booking at that time. `row` is the principal whose time it is, behind the first.
    #[error("the agent has to be elsewhere, for booking {number}")]
    AgentBusy { row: Option<usize>, number: BookingNumber, start: NaiveTime },
    #[error("the visit does not fit before the session ends")]
    SlotTooShort,
    #[error("seats of {date} belong to a name that is no longer in use")]
    SeatsFrozen { date: NaiveDate },
    #[error("no session serves these items at that time")]
    NotServed,
    /// A warning that a person may accept.
    #[error("needs confirming: {0:?}")]
    Confirm(Warning),
    #[error("the booking has not given up its seats")]
    NotReleased,
    /// The same person has a booking for the same item that day: it is to be edited instead.
    #[error("repeats booking {}", .0.number)]
    Repeat(Repeat),
    /// The text to import is no table.
    #[error(transparent)]
    NoTable(BadFile),
    /// A version would take away or change what is there, and nobody has seen what.
    #[error("the change of reference data has not been seen: {0:?}")]
    ReferenceUnseen(ReferenceTaking),
    #[error("no such version of reference data")]
    VersionUnknown,
    /// Somebody under the same number and another name has a booking for the same item that day.
    #[error("shares its number with booking {}", .0.number)]
    SharedLine(Repeat),
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    #[error("the person was changed meanwhile")]
    PersonChanged,
    #[error("the sessions were changed meanwhile")]
    SessionsChanged,
    #[error("no such booking")]
    BookingNotFound,
    /// A newer program has said something of it that must be understood, and is not.
    #[error("the booking says something that only a newer version understands")]
    NewerNeeded,
    #[error("its personal values have been erased")]
    Erased,
    /// What a walk-in was told is no longer so: they are told anew first.
    #[error("what was told has changed")]
    ToldOtherwise,
    /// A case that walked in has no time to be changed.
    #[error("a walk-in is not booked")]
    WalkInNotBooked,
    #[error("has arrived already")]
    AlreadyArrived,
    #[error("already cancelled")]
    AlreadyCancelled,
    #[error("the minute for undoing is over")]
    UndoTooLate,
    #[error("changed since, cannot be undone")]
    UndoChanged,
    #[error("another version of the duty sheet was published meanwhile")]
    PublishedMeanwhile,
    #[error("the duty sheet says what the last version says")]
    PublishUnchanged,
    #[error("no duty sheet is published for the day")]
    NotPublished,
    #[error("backup not found")]
    BackupNotFound,
    #[error("the backup is of another hall")]
    BackupForeign,
    #[error("the backup's values need its hall's recovery code")]
    BackupNeedsCode,
    #[error("other screens are still at work")]
    HallBusy,
    #[error("a hall is already set up")]
    AlreadySetUp,
    #[error("this PC syncs with no server")]
    NotEnrolled,
    #[error("the hall's records have not all arrived")]
    JoinIncomplete,
    /// Of the assisted-handling log.
    #[error(transparent)]
    Log(LogRefusal),
    /// A fact of the program's own data that should be there is not.
    #[error("{0}")]
    Broken(String),
}

/// A warning that a person may accept, and then the same command is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The slot has begun or is over, by this PC's clock.
    SlotPast,
    /// A walk-in is accepted for another day than today, by this PC's clock.
    NotToday,
    /// No seat can be had on the day: the booking would be provisional.
    Provisional,
    /// Another person under the same number has the same item that day; somebody has asked, and they are two.
    SharedLine,
    /// A telephone number looks wrong; somebody has asked, and it is right.
    PhoneUnlikely,
    /// What is taken back had a seat that cannot be had any more: it would wait for one.
    UndoWaits,
    /// Fewer come than are needed: a sheet that says so can be published.
    DutyGaps,
    /// Times of the assisted-handling log look wrong; somebody has looked, and they are as the paper says.
    LogDoubts,
    /// A card that was called spoilt was used after all.
    CardSpoilt,
    /// A card that is not known to be printed here is typed in all the same.
    CardNotPrinted,
}

impl Refusal {
    /// What is wrong at fields, where that is what an outcome says.
    pub(crate) fn fields_of<T>(outcome: Result<T, Self>) -> Vec<FieldRefusal> {
        match outcome {
            Err(Self::Fields(faults)) => faults,
            _ => Vec::new(),
        }
    }
}

impl From<FieldRefusal> for Refusal {
    fn from(field: FieldRefusal) -> Self {
        Refusal::Fields(vec![field])
    }
}

impl From<super::field_refusal::DutyRefusal> for Refusal {
    fn from(refusal: super::field_refusal::DutyRefusal) -> Self {
        FieldRefusal::from(refusal).into()
    }
}

/// A booking that another one would repeat, masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub masked_name: String,
    pub date: NaiveDate,
    pub start: NaiveTime,
}

/// What a version would take away or change that is there; counts, for whoever has not seen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceTaking {
    pub added: usize,
    pub changed: usize,
    pub gone: usize,
    /// Bookings to come.
    pub bookings: usize,
}
