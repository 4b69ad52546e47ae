//! What is wrong at one field of a form, and the same in words, for a terminal. Screens have their own words, by code.

use super::log_refusal::LogFault;
use chrono::NaiveDate;
use domain::booking::{EntryProblem, Problem};
use domain::duty::check::Fault;
use domain::duty::half::Half;
use domain::people::SecretProblem;
use std::fmt;
use store::RecoveryFault;

/// What is wrong at one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldRefusal {
    Entry(EntryProblem),
    /// Several principals and nobody who acts for them.
    AgentMissing,
    Principals {
        max: usize,
    },
    /// An item of a principal that is unknown, or not served on Saturdays: then its name.
    PrincipalItem {
        row: usize,
        item: Option<String>,
    },
    /// Name or number of a principal, counted from 0 behind the first.
    Principal {
        row: usize,
        problem: EntryProblem,
    },
    /// The earlier visit would be after the booking.
    EarlierDate,
    /// A day cannot be moved to itself.
    SameDay,
    CallMinutes {
        min: u16,
        max: u16,
    },
    ItemMissing,
    ItemUnknown,
    ItemExcluded {
        item: String,
    },
    CancelRemarkMissing,
    CancelRemarkTooLong,
    DepartmentUnknown,
    Duty(DutyRefusal),
    DirectoryMissing,
    DirectoryNotAbsolute,
    DirectoryNotWritable,
    HallName,
    /// The hall has a name.
    ContactName {
        max: usize,
    },
    /// A text about the hall is too long.
    ContactText {
        field: &'static str,
        max: usize,
    },
    Sessions,
    SessionOrder,
    /// More than a day may have.
    TooManySaturdaySessions {
        max: usize,
    },
    WindowsRange {
        min: u16,
        max: u16,
    },
    SlotRange {
        min: u16,
        max: u16,
    },
    Secret(SecretProblem),
    PresentSecret,
    PersonName,
    PersonNameTooLong {
        max: usize,
    },
    Roles,
    RecoveryCode(RecoveryFault),
    IdleMinutes {
        min: u16,
        max: u16,
    },
    EraseDays {
        min: u16,
        max: u16,
    },
    SecondNotAbsolute,
    SecondMissing,
    SecondSame,
    SecondNotWritable,
    BackupFile,
    /// No address of a server.
    ServerAddress,
    ServerUnreachable {
        detail: String,
    },
    ServerSlow,
    /// Another server is there than the one whose code was typed.
    ServerOtherAuthority,
    /// Something else has answered.
    ServerForeign,
    ServerBusy,
    /// Mistyped.
    EnrolCode,
    EnrolCodeUnknown,
    EnrolCodeUsed,
    EnrolCodeExpired,
    EnrolCodeOtherHall,
    /// The server knows this device otherwise, or does not want it any more.
    EnrolDevice,
    ToldByTooLong {
        max: usize,
    },
    NoSessions,
    TooManySessions {
        max: usize,
    },
    /// So many other times were set for a date that nothing is left to tell one more by.
    TimesUsedUp {
        date: NaiveDate,
    },
    TooManyPlans {
        max: usize,
    },
    PlanDates,
    /// A range of days that ends before it begins.
    DaysOrder,
    /// A range of more years than are counted at once.
    DaysTooMany {
        years: u32,
    },
    /// What is wrong with one session of a list, counted from 0.
    Session {
        row: usize,
        fault: SessionFault,
    },
    /// In the assisted-handling log.
    Log {
        field: String,
        fault: LogFault,
    },
}

/// What is wrong in staff allocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DutyRefusal {
    /// With an answer or a quota of a department; the item that it names.
    Said {
        fault: Fault,
        item: String,
    },
    NameTooLong {
        half: Half,
        max: usize,
    },
    /// Nobody was to take that place of the department's half-day.
    Place,
    SubstituteTooLong {
        max: usize,
    },
    /// Somebody of that name stands on the department's list for the half-day.
    SubstituteTwice,
    /// The day has begun or is over: nothing is asked or published for it any more.
    DayOver,
    /// Not a weekday.
    AsksFrom,
    /// A number of people that cannot be.
    Number {
        field: &'static str,
        max: u16,
    },
}

impl From<DutyRefusal> for FieldRefusal {
    fn from(refusal: DutyRefusal) -> Self {
        Self::Duty(refusal)
    }
}

impl FieldRefusal {
    /// Whether it only looks wrong: whoever has asked the person may keep it as it is.
    pub fn is_doubt(&self) -> bool {
        match self {
            Self::Entry(EntryProblem { problem: Problem::Phone(fault), .. })
            | Self::Principal { problem: EntryProblem { problem: Problem::Phone(fault), .. }, .. } => fault.is_doubt(),
            _ => false,
        }
    }
}

/// What is wrong with one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionFault {
    /// It ends before it begins.
    Order,
    /// Not one slot fits.
    NoSlot,
    SlotMinutes {
        min: u16,
        max: u16,
    },
    Seats {
        min: u16,
        max: u16,
    },
    ItemUnknown,
    DepartmentUnknown,
}

impl fmt::Display for FieldRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BackupFile => "the file is not a backup, or it is damaged",
            Self::RecoveryCode(fault) => return write!(f, "{fault}"),
            Self::ServerAddress => "the address is not one of a server, such as host:8443",
            Self::ServerUnreachable { detail } => return write!(f, "the server cannot be reached: {detail}"),
            Self::ServerSlow => "the server does not answer in time",
            Self::ServerOtherAuthority => "another server is there than the one whose code it is",
            Self::ServerForeign => "what answers there is no central server",
            Self::ServerBusy => "the server is busy; try again in a while",
            Self::EnrolCode => "the one-time code is mistyped",
            Self::EnrolCodeUnknown => "the server does not know the one-time code",
            Self::EnrolCodeUsed => "the one-time code has been used",
            Self::EnrolCodeExpired => "the one-time code has expired",
            Self::EnrolCodeOtherHall => "the one-time code is for another hall",
            Self::EnrolDevice => "the server knows this PC otherwise, or does not want it any more",
            Self::DirectoryMissing => "no folder is named",
            Self::DirectoryNotAbsolute => "the folder's path is not a whole one",
            Self::DirectoryNotWritable => "the folder cannot be written",
            // Only screens ask for what the others are about.
            _ => "something that was filled in is not as it has to be",
        })
    }
}

/// All of them in one line.
pub(crate) fn in_words(faults: &[FieldRefusal]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RecoveryFault;
    use crate::ground::Refusal;

    #[test]
    fn a_terminal_hears_words_and_no_names_of_the_source() {
        let faults = vec![
            FieldRefusal::BackupFile,
            FieldRefusal::RecoveryCode(RecoveryFault::Mistyped),
            FieldRefusal::EnrolCodeUsed,
            FieldRefusal::HallName,
        ];
        let told = Refusal::Fields(faults).to_string();
        assert!(
            told.starts_with("the file is not a backup, or it is damaged; the recovery code is mistyped; "),
            "{told}"
        );
        assert!(
            !told.contains(['[', '{', '"']) && !told.contains("BackupFile") && !told.contains("HallName"),
            "{told}"
        );
    }
}
