//! Refusals as the doors answer them: one code each, no arm left to chance.

use crate::FailureCode as Code;
use crate::error::{Failure, FieldFailure, at};
use crate::refuse_log::{of_log, of_refusal};
use domain::booking::{EntryProblem, IdentityFault, NAME_CHARACTERS_MAX, PARTY_MAX, Problem, TEXT_CHARACTERS_MAX};
use domain::duty::check::{Fault, Field, Problem as FaultKind};
use domain::duty::half::Half;
use domain::limits::APPROVERS_MAX;
use domain::people::{PASSWORD_CHARACTERS_MIN, PIN_DIGITS_MIN, SECRET_CHARACTERS_MAX, SecretProblem};
use domain::reference::import::BadFile;
use domain::text::PhoneFault;
use hall::{
    DutyRefusal, FieldRefusal, KeyFault, LogFault, OpenError, RecoveryFault, Refusal, SessionFault, StoreError, Warning,
};

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotSignedIn => Failure::new(Code::SessionNone),
            Refusal::Locked => Failure::new(Code::SessionLocked),
            Refusal::SignInWrong { wait_seconds: 0 } => Failure::new(Code::SignInWrong).at("secret"),
            Refusal::SignInWrong { wait_seconds } => {
                Failure::new(Code::SignInWrongWait).with("seconds", wait_seconds).at("secret")
            }
            Refusal::SignInWait { seconds } => Failure::new(Code::SignInWait).with("seconds", seconds).at("secret"),
            Refusal::PersonNotFound => Failure::new(Code::PersonNotFound),
            Refusal::LastManager => Failure::new(Code::PersonLastManager).at("roles"),
            Refusal::Erased => Failure::new(Code::BookingErased),
            Refusal::NewerNeeded => Failure::new(Code::BookingNewerNeeded),
            Refusal::Key(fault) => from_key(&fault),
            Refusal::BackupForeign => Failure::new(Code::BackupForeign).at("file"),
            Refusal::BackupNeedsCode => Failure::new(Code::BackupNeedsCode).at("code"),
            Refusal::HallBusy => Failure::new(Code::BackupHallBusy),
            Refusal::NotPermitted => Failure::new(Code::PermissionDenied),
            Refusal::NotReady => Failure::new(Code::StoreNotReady),
            Refusal::Store(error) => from_store(error),
            Refusal::Open(error) => from_open(&error),
            // What only looks wrong is told at its field, and kept as it is by whoever has asked.
            Refusal::Fields(fields) if fields.iter().all(FieldRefusal::is_doubt) => {
                let code = code_of(Warning::PhoneUnlikely);
                Failure { confirmable: true, code, ..from_fields(&fields) }
            }
            Refusal::Fields(fields) => from_fields(&fields),
            Refusal::NotSaturday => Failure::new(Code::DayNotSaturday),
            Refusal::Holiday { holiday, next } => {
                Failure::new(Code::DayHoliday).with("holiday", holiday).with("next", next)
            }
            Refusal::Makeup { next } => Failure::new(Code::DayMakeup).with("next", next),
            Refusal::Closed { next } => Failure::new(Code::DayClosed).with("next", next),
            Refusal::SlotUnknown => Failure::new(Code::BookingSlotUnknown).at("slot"),
            Refusal::SlotFull { start } => {
                Failure::new(Code::BookingSlotFull).with("start", start.format("%H:%M")).at("slot")
            }
            Refusal::SeatsFrozen { date } => Failure::new(Code::SessionsFrozen).with("date", date),
            Refusal::NotServed => Failure::new(Code::BookingNotServed).at("slot"),
            Refusal::PrincipalNoSeat { row } => Failure::new(Code::BookingPrincipalNoSeat).with("row", row + 2),
            Refusal::AgentBusy { row, number, start } => Failure::new(Code::BookingAgentBusy)
                .with("number", number)
                .with("start", start.format("%H:%M"))
                .at(&row.map_or_else(|| "slot".to_owned(), |row| format!("others.{row}.slot"))),
            Refusal::SlotTooShort => Failure::new(Code::BookingSlotTooShort).at("slot"),
            Refusal::Confirm(warning) => Failure { confirmable: true, ..Failure::new(code_of(warning)) },
            Refusal::Repeat(found) => repeat(Code::BookingRepeat, found),
            Refusal::SharedLine(found) => Failure { confirmable: true, ..repeat(code_of(Warning::SharedLine), found) },
            Refusal::NoTable(fault) => no_table(fault),
            Refusal::ReferenceUnseen(taking) => Failure {
                confirmable: true,
                ..Failure::new(Code::ConfirmReferenceGone)
                    .with("added", taking.added)
                    .with("changed", taking.changed)
                    .with("gone", taking.gone)
                    .with("bookings", taking.bookings)
            },
            Refusal::VersionUnknown => Failure::new(Code::ImportVersion).at("version"),
            Refusal::ChangedMeanwhile => Failure::new(Code::BookingChangedMeanwhile),
            Refusal::PersonChanged => Failure::new(Code::PersonChangedMeanwhile),
            Refusal::SessionsChanged => Failure::new(Code::SessionsChangedMeanwhile),
            Refusal::BookingNotFound => Failure::new(Code::BookingNotFound),
            Refusal::ToldOtherwise => Failure::new(Code::WalkInToldOtherwise),
            Refusal::WalkInNotBooked => Failure::new(Code::WalkInNotBooked),
            Refusal::NotReleased => Failure::new(Code::CallNotReleased),
            Refusal::AlreadyArrived => Failure::new(Code::CallAlreadyArrived),
            Refusal::AlreadyCancelled => Failure::new(Code::BookingAlreadyCancelled),
            Refusal::UndoTooLate => Failure::new(Code::UndoTooLate),
            Refusal::UndoChanged => Failure::new(Code::UndoChangedMeanwhile),
            Refusal::Log(refusal) => of_refusal(refusal),
            Refusal::PublishedMeanwhile => Failure::new(Code::DutyPublishedMeanwhile),
            Refusal::PublishUnchanged => Failure::new(Code::DutyUnchanged),
            Refusal::NotPublished => Failure::new(Code::DutyNotPublished),
            Refusal::BackupNotFound => Failure::new(Code::BackupNotFound),
            Refusal::NotEnrolled => Failure::new(Code::SyncAlone),
            Refusal::JoinIncomplete => Failure::new(Code::SyncJoinIncomplete),
            Refusal::AlreadySetUp => Failure::new(Code::SetupAlready),
            Refusal::Broken(detail) => Failure::new(Code::StoreDamaged).with("detail", detail),
        }
    }
}

/// The warnings a person accepted, by their codes. Unknown codes are passed over: they accept nothing.
pub(crate) fn accepted(codes: &[String]) -> Vec<Warning> {
    let known = [
        Warning::SlotPast,
        Warning::NotToday,
        Warning::Provisional,
        Warning::SharedLine,
        Warning::PhoneUnlikely,
        Warning::UndoWaits,
        Warning::DutyGaps,
        Warning::LogDoubts,
        Warning::CardSpoilt,
        Warning::CardNotPrinted,
    ];
    known.into_iter().filter(|warning| codes.iter().any(|code| code == code_of(*warning).as_str())).collect()
}

fn code_of(warning: Warning) -> Code {
    match warning {
        Warning::SlotPast => Code::ConfirmSlotPast,
        Warning::NotToday => Code::ConfirmNotToday,
        Warning::Provisional => Code::ConfirmProvisional,
        Warning::SharedLine => Code::ConfirmSharedLine,
        Warning::PhoneUnlikely => Code::ConfirmPhoneUnlikely,
        Warning::UndoWaits => Code::ConfirmUndoWaits,
        Warning::DutyGaps => Code::DutyGaps,
        Warning::LogDoubts => Code::AssistDoubts,
        Warning::CardSpoilt => Code::AssistCardSpoilt,
        Warning::CardNotPrinted => Code::AssistCardNotPrinted,
    }
}

fn repeat(code: Code, found: hall::Repeat) -> Failure {
    Failure::new(code)
        .with("booking", found.booking)
        .with("number", found.number)
        .with("name", found.masked_name)
        .with("start", found.start.format("%H:%M"))
}

/// A fault of the log that is found where a door's text is read.
pub(crate) fn at_field(field: &str, fault: LogFault) -> Failure {
    from_fields(&[FieldRefusal::Log { field: field.to_owned(), fault }])
}

/// What is wrong in staff allocation.
fn of_duty(refusal: &DutyRefusal) -> FieldFailure {
    match refusal {
        DutyRefusal::Said { fault, item } => duty(*fault, item),
        DutyRefusal::NameTooLong { half, max } => {
            at(&in_half("names", *half), Code::BookingTextTooLong).with("max", max)
        }
        DutyRefusal::Place => at("place", Code::DutyPlaceUnknown),
        DutyRefusal::SubstituteTooLong { max } => at("name", Code::BookingNameTooLong).with("max", max),
        DutyRefusal::SubstituteTwice => at("name", Code::DutyNameTwice),
        DutyRefusal::DayOver => at("date", Code::DutyDayOver),
        DutyRefusal::AsksFrom => at("asks_from", Code::DutyAsksFrom),
        DutyRefusal::Number { field: field @ "walk_ins", max } => at(field, Code::DutyWalkIns).with("max", max),
        DutyRefusal::Number { field, max } => at(field, Code::DutyClerks).with("max", max),
    }
}

/// What is wrong with an answer or a quota of a department.
fn duty(fault: Fault, item: &str) -> FieldFailure {
    let field = match fault.field {
        Field::Day => "date".to_owned(),
        Field::Department => "department".to_owned(),
        Field::Answer => "morning".to_owned(),
        Field::Approvers(half) => in_half("approvers", half),
        Field::Names(half) => in_half("names", half),
        Field::Hours(half) => in_half("until", half),
        Field::Items(half) => in_half("items", half),
        Field::QuotaApprovers => "approvers".to_owned(),
        Field::QuotaItems => "items".to_owned(),
        Field::NotSaturdays => "not_saturdays".to_owned(),
        Field::CasesPerApprover => "cases_per_approver".to_owned(),
    };
    let code = match fault.problem {
        FaultKind::DayOver => Code::DutyDayOver,
        FaultKind::DayClosed => Code::DayClosed,
        FaultKind::DepartmentUnknown => Code::DutyDepartmentUnknown,
        FaultKind::DepartmentGone => Code::DutyDepartmentGone,
        FaultKind::NoBackOffice => Code::DutyNoBackOffice,
        FaultKind::NothingSaid => Code::DutyNothingSaid,
        FaultKind::ApproversRange => {
            let min = u16::from(fault.field != Field::QuotaApprovers);
            return at(&field, Code::DutyApprovers).with("min", min).with("max", APPROVERS_MAX);
        }
        FaultKind::MoreNamesThanPeople { names, people } => {
            return at(&field, Code::DutyNamesTooMany).with("names", names).with("people", people);
        }
        FaultKind::NameTwice(_) => Code::DutyNameTwice,
        FaultKind::HoursEndFirst => Code::DutyHours,
        FaultKind::HoursOutside => Code::DutyHoursOutside,
        FaultKind::NoItem => Code::BookingItemMissing,
        FaultKind::ItemForeign(_) => return at(&field, Code::DutyItemForeign).with("item", item),
        FaultKind::SaturdayRange(_) => Code::DutySaturdays,
        FaultKind::CasesRange => Code::DutyCasesPerApprover,
    };
    at(&field, code)
}

fn in_half(field: &str, half: Half) -> String {
    let half = if half.is_morning() { "morning" } else { "afternoon" };
    format!("{half}.{field}")
}

/// A text that is no table, told at the field it came in.
fn no_table(fault: BadFile) -> Failure {
    match fault {
        BadFile::Empty => Failure::new(Code::ImportEmpty),
        BadFile::Workbook => Failure::new(Code::ImportWorkbook),
        BadFile::Encoding => Failure::new(Code::ImportEncoding),
        BadFile::TooLarge { megabytes } => Failure::new(Code::ImportTooLarge).with("max", megabytes),
        BadFile::ColumnTwice { line, column } => {
            Failure::new(Code::ImportColumnTwice).with("line", line).with("column", column)
        }
        BadFile::OpenQuote { line, column } => {
            Failure::new(Code::ImportOpenQuote).with("line", line).with("column", column)
        }
    }
    .at("csv")
}

fn from_key(fault: &KeyFault) -> Failure {
    match fault {
        KeyFault::Missing => Failure::new(Code::KeyMissing),
        KeyFault::Unreadable(detail) => Failure::new(Code::KeyUnreadable).with("detail", detail),
        KeyFault::Damaged => Failure::new(Code::KeyDamaged),
    }
}

fn from_store(error: StoreError) -> Failure {
    match error {
        StoreError::DiskFull => Failure::new(Code::StoreDiskFull),
        StoreError::ReadOnly => Failure::new(Code::StoreReadOnly),
        StoreError::Busy => Failure::new(Code::StoreBusy),
        StoreError::Damaged(detail) => Failure::new(Code::StoreDamaged).with("detail", detail),
        StoreError::Io(detail) => Failure::new(Code::StoreIo).with("detail", detail),
        StoreError::Closed => Failure::new(Code::StoreNotReady),
        StoreError::Internal(detail) => Failure::internal(detail),
    }
}

fn from_open(error: &OpenError) -> Failure {
    match error {
        OpenError::NewerDatabase { found, known } => {
            Failure::new(Code::StoreNewer).with("found", found).with("known", known)
        }
        OpenError::Corrupt { detail } => Failure::new(Code::StoreDamaged).with("detail", detail),
        OpenError::ForeignBackup => Failure::new(Code::BackupForeign),
        OpenError::ForeignKey { .. } => Failure::new(Code::KeyForeign),
        OpenError::ReadOnly => Failure::new(Code::StoreReadOnly),
        OpenError::InUse => Failure::new(Code::StoreInUse),
        OpenError::DiskFull => Failure::new(Code::StoreDiskFull),
        OpenError::Io(detail) => Failure::new(Code::StoreIo).with("detail", detail),
    }
}

fn from_fields(fields: &[FieldRefusal]) -> Failure {
    Failure { fields: field_faults(fields), ..Failure::new(Code::RequestFields) }
}

/// Faults as the doors tell them.
pub(crate) fn field_faults(fields: &[FieldRefusal]) -> Vec<FieldFailure> {
    fields.iter().map(field).collect()
}

fn field(refusal: &FieldRefusal) -> FieldFailure {
    match refusal {
        FieldRefusal::Entry(EntryProblem { field, problem }) => entry(field, *problem),
        FieldRefusal::AgentMissing => at("agent_name", Code::BookingAgentMissing),
        FieldRefusal::Principals { max } => at("others", Code::BookingPrincipals).with("max", max),
        FieldRefusal::Principal { row, problem: EntryProblem { field, problem } } => {
            entry(&format!("others.{row}.{field}"), *problem)
        }
        FieldRefusal::PrincipalItem { row, item: None } => at(&format!("others.{row}.items"), Code::BookingItemUnknown),
        FieldRefusal::PrincipalItem { row, item: Some(item) } => {
            at(&format!("others.{row}.items"), Code::BookingItemExcluded).with("item", item)
        }
        FieldRefusal::SameDay => at("to", Code::CallSameDay),
        FieldRefusal::CallMinutes { min, max } => at("minutes", Code::CallMinutes).with("min", min).with("max", max),
        FieldRefusal::EarlierDate => at("earlier_date", Code::BookingEarlierDate),
        FieldRefusal::ItemMissing => at("items", Code::BookingItemMissing),
        FieldRefusal::ItemUnknown => at("items", Code::BookingItemUnknown),
        FieldRefusal::ItemExcluded { item } => at("items", Code::BookingItemExcluded).with("item", item),
        FieldRefusal::CancelRemarkMissing => at("remark", Code::BookingReasonRequired),
        FieldRefusal::CancelRemarkTooLong => at("remark", Code::BookingTextTooLong).with("max", TEXT_CHARACTERS_MAX),
        FieldRefusal::Duty(refusal) => of_duty(refusal),
        FieldRefusal::DepartmentUnknown => at("department", Code::DutyDepartmentUnknown),
        FieldRefusal::DirectoryMissing => at("dir", Code::SetupDirMissing),
        FieldRefusal::DirectoryNotAbsolute | FieldRefusal::SecondNotAbsolute => at("dir", Code::SetupDirNotAbsolute),
        FieldRefusal::DirectoryNotWritable | FieldRefusal::SecondNotWritable => at("dir", Code::SetupDirNotWritable),
        FieldRefusal::HallName => at("name", Code::SetupHallName),
        FieldRefusal::ContactName { max } => at("name", Code::HallName).with("max", max),
        FieldRefusal::ContactText { field: field @ "contact", max } => {
            at(field, Code::DutyContactTooLong).with("max", max)
        }
        FieldRefusal::ContactText { field, max } => at(field, Code::BookingTextTooLong).with("max", max),
        FieldRefusal::Sessions => at("saturday", Code::SetupSessions),
        FieldRefusal::SessionOrder => at("saturday", Code::SetupSessionOrder),
        FieldRefusal::TooManySaturdaySessions { max } => at("saturday", Code::SessionsTooMany).with("max", max),
        FieldRefusal::WindowsRange { min, max } => {
            at("windows", Code::SetupWindowsRange).with("min", min).with("max", max)
        }
        FieldRefusal::SlotRange { min, max } => {
            at("slot_minutes", Code::SetupSlotRange).with("min", min).with("max", max)
        }
        FieldRefusal::Secret(problem) => secret(*problem),
        FieldRefusal::PresentSecret => at("present", Code::SecretWrong),
        FieldRefusal::PersonName => at("name", Code::PersonName),
        FieldRefusal::PersonNameTooLong { max } => at("name", Code::PersonNameTooLong).with("max", max),
        FieldRefusal::Roles => at("roles", Code::PersonRoles),
        FieldRefusal::RecoveryCode(fault) => at("code", recovery(fault)),
        FieldRefusal::IdleMinutes { min, max } => {
            at("idle_lock_minutes", Code::HallIdleRange).with("min", min).with("max", max)
        }
        FieldRefusal::EraseDays { min, max } => {
            at("erase_after_days", Code::HallEraseRange).with("min", min).with("max", max)
        }
        FieldRefusal::SecondMissing => at("dir", Code::BackupSecondMissing),
        FieldRefusal::SecondSame => at("dir", Code::BackupSecondSame),
        FieldRefusal::BackupFile => at("file", Code::BackupNotABackup),
        FieldRefusal::ServerAddress => at("address", Code::EnrolAddress),
        FieldRefusal::ServerUnreachable { detail } => at("address", Code::EnrolUnreachable).with("detail", detail),
        FieldRefusal::ServerSlow => at("address", Code::EnrolSlow),
        FieldRefusal::ServerOtherAuthority => at("code", Code::EnrolOtherAuthority),
        FieldRefusal::ServerForeign => at("address", Code::EnrolForeign),
        FieldRefusal::ServerBusy => at("address", Code::EnrolBusy),
        FieldRefusal::EnrolCode => at("code", Code::EnrolCode),
        FieldRefusal::EnrolCodeUnknown => at("code", Code::EnrolCodeUnknown),
        FieldRefusal::EnrolCodeUsed => at("code", Code::EnrolCodeUsed),
        FieldRefusal::EnrolCodeExpired => at("code", Code::EnrolCodeExpired),
        FieldRefusal::EnrolCodeOtherHall => at("code", Code::EnrolCodeOtherHall),
        FieldRefusal::EnrolDevice => at("code", Code::EnrolDevice),
        FieldRefusal::ToldByTooLong { max } => at("told_by", Code::BookingTextTooLong).with("max", max),
        FieldRefusal::NoSessions => at("sessions", Code::SetupSessions),
        FieldRefusal::TooManySessions { max } => at("sessions", Code::SessionsTooMany).with("max", max),
        FieldRefusal::TimesUsedUp { date } => at("sessions", Code::SessionsUsedUp).with("date", date),
        FieldRefusal::TooManyPlans { max } => at("sessions", Code::SessionsTooManyPlans).with("max", max),
        FieldRefusal::PlanDates => at("valid_to", Code::SessionsDates),
        FieldRefusal::DaysOrder => at("to", Code::DayOrder),
        FieldRefusal::DaysTooMany { years } => at("to", Code::DayTooMany).with("years", years),
        FieldRefusal::Session { row, fault } => session(*row, *fault),
        FieldRefusal::Log { field, fault } => of_log(field, *fault),
    }
}

/// A fault in one row of a list of sessions: the field is named with the row, from 0.
fn session(row: usize, fault: SessionFault) -> FieldFailure {
    let at = |column: &str, code: Code| at(&format!("sessions.{row}.{column}"), code);
    match fault {
        SessionFault::Order => at("to", Code::SessionsOrder),
        SessionFault::NoSlot => at("to", Code::SessionsNoSlot),
        SessionFault::SlotMinutes { min, max } => {
            at("slot_minutes", Code::SetupSlotRange).with("min", min).with("max", max)
        }
        SessionFault::Seats { min, max } => at("seats", Code::SessionsSeatsRange).with("min", min).with("max", max),
        SessionFault::ItemUnknown => at("items", Code::BookingItemUnknown),
        SessionFault::DepartmentUnknown => at("departments", Code::DutyDepartmentUnknown),
    }
}

fn recovery(fault: &RecoveryFault) -> Code {
    match fault {
        RecoveryFault::Mistyped => Code::RecoveryMistyped,
        RecoveryFault::WrongCode => Code::RecoveryWrong,
        RecoveryFault::Damaged => Code::RecoveryDamaged,
    }
}

fn secret(problem: SecretProblem) -> FieldFailure {
    match problem {
        SecretProblem::TooShort => {
            at("secret", Code::SecretTooShort).with("pin", PIN_DIGITS_MIN).with("password", PASSWORD_CHARACTERS_MIN)
        }
        SecretProblem::TooLong => at("secret", Code::SecretTooLong).with("max", SECRET_CHARACTERS_MAX),
        SecretProblem::TooSimple => at("secret", Code::SecretTooSimple),
    }
}

fn entry(field: &str, problem: Problem) -> FieldFailure {
    match problem {
        Problem::NameMissing => at(field, Code::BookingNameMissing),
        Problem::NameTooLong => at(field, Code::BookingNameTooLong).with("max", NAME_CHARACTERS_MAX),
        Problem::NameCharacters => at(field, Code::BookingNameCharacters),
        Problem::Phone(PhoneFault::Characters) => at(field, Code::BookingPhoneCharacters),
        Problem::Phone(PhoneFault::Length) => at(field, Code::BookingPhoneLength),
        Problem::Phone(PhoneFault::Mobile) => at(field, Code::BookingPhoneMobile),
        Problem::Phone(PhoneFault::Repeated) => at(field, Code::BookingPhoneRepeated),
        Problem::Phone(PhoneFault::Unlikely) => at(field, Code::BookingPhoneUnlikely),
        Problem::Phone(PhoneFault::Several) => at(field, Code::BookingPhoneSeveral),
        Problem::PartyRange => at(field, Code::BookingPartyRange).with("min", 1).with("max", PARTY_MAX),
        Problem::TextTooLong => at(field, Code::BookingTextTooLong).with("max", TEXT_CHARACTERS_MAX),
        Problem::MissingRequired => at(field, Code::BookingMissingRequired),
        Problem::Identity(IdentityFault::Characters) => at(field, Code::BookingIdentityCharacters),
        Problem::Identity(IdentityFault::Length) => at(field, Code::BookingIdentityLength),
        Problem::Identity(IdentityFault::Date) => at(field, Code::BookingIdentityDate),
        Problem::Identity(IdentityFault::Unborn) => at(field, Code::BookingIdentityUnborn),
        Problem::Identity(IdentityFault::Check) => at(field, Code::BookingIdentityCheck),
        Problem::Identity(IdentityFault::Old) => at(field, Code::BookingIdentityOld),
    }
}

/// A field of the request that does not read as what it should be.
pub(crate) fn unreadable(field: &str, code: Code) -> Failure {
    Failure { fields: vec![at(field, code)], ..Failure::new(code) }
}
