//! Refusals as the doors answer them: one code each, no arm left to chance.

use crate::error::{Failure, FieldFailure};
use domain::booking::{EntryProblem, IdentityFault, NAME_CHARACTERS_MAX, PARTY_MAX, Problem, TEXT_CHARACTERS_MAX};
use domain::people::{PASSWORD_CHARACTERS_MIN, PIN_DIGITS_MIN, SECRET_CHARACTERS_MAX, SecretProblem};
use domain::reference::import::BadFile;
use domain::text::PhoneFault;
use hall::{FieldRefusal, KeyFault, OpenError, RecoveryFault, Refusal, SessionFault, StoreError, Warning};
use std::collections::BTreeMap;

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotSignedIn => Failure::new("session.none"),
            Refusal::Locked => Failure::new("session.locked"),
            Refusal::SignInWrong { wait_seconds: 0 } => Failure::new("sign_in.wrong").at("secret"),
            Refusal::SignInWrong { wait_seconds } => {
                Failure::new("sign_in.wrong_wait").with("seconds", wait_seconds).at("secret")
            }
            Refusal::SignInWait { seconds } => Failure::new("sign_in.wait").with("seconds", seconds).at("secret"),
            Refusal::PersonNotFound => Failure::new("person.not_found"),
            Refusal::LastManager => Failure::new("person.last_manager").at("roles"),
            Refusal::Erased => Failure::new("booking.erased"),
            Refusal::Key(fault) => from_key(&fault),
            Refusal::BackupForeign => Failure::new("backup.foreign").at("file"),
            Refusal::BackupNeedsCode => Failure::new("backup.needs_code").at("code"),
            Refusal::HallBusy => Failure::new("backup.hall_busy"),
            Refusal::NotPermitted => Failure::new("permission.denied"),
            Refusal::NotReady => Failure::new("store.not_ready"),
            Refusal::Store(error) => from_store(error),
            Refusal::Open(error) => from_open(&error),
            // What only looks wrong is told at its field, and kept as it is by whoever has asked.
            Refusal::Fields(fields) if fields.iter().all(FieldRefusal::is_doubt) => {
                let code = code_of(Warning::PhoneUnlikely).to_owned();
                Failure { confirmable: true, code, ..from_fields(&fields) }
            }
            Refusal::Fields(fields) => from_fields(&fields),
            Refusal::NotSaturday => Failure::new("day.not_saturday"),
            Refusal::Holiday { holiday, next } => {
                Failure::new("day.holiday").with("holiday", holiday).with("next", next)
            }
            Refusal::Makeup { next } => Failure::new("day.makeup").with("next", next),
            Refusal::Closed { next } => Failure::new("day.closed").with("next", next),
            Refusal::SlotUnknown => Failure::new("booking.slot_unknown").at("slot"),
            Refusal::SlotFull { start } => {
                Failure::new("booking.slot_full").with("start", start.format("%H:%M")).at("slot")
            }
            Refusal::SeatsFrozen { date } => Failure::new("sessions.frozen").with("date", date),
            Refusal::NotServed => Failure::new("booking.not_served").at("slot"),
            Refusal::PrincipalNoSeat { row } => Failure::new("booking.principal_no_seat").with("row", row + 2),
            Refusal::AgentBusy { row, number, start } => Failure::new("booking.agent_busy")
                .with("number", number)
                .with("start", start.format("%H:%M"))
                .at(&row.map_or_else(|| "slot".to_owned(), |row| format!("others.{row}.slot"))),
            Refusal::SlotTooShort => Failure::new("booking.slot_too_short").at("slot"),
            Refusal::Confirm(warning) => Failure { confirmable: true, ..Failure::new(code_of(warning)) },
            Refusal::Repeat(found) => repeat("booking.repeat", found),
            Refusal::SharedLine(found) => Failure { confirmable: true, ..repeat(code_of(Warning::SharedLine), found) },
            Refusal::NoTable(fault) => no_table(fault),
            Refusal::ReferenceUnseen(taking) => Failure {
                confirmable: true,
                ..Failure::new("confirm.reference_gone")
                    .with("added", taking.added)
                    .with("changed", taking.changed)
                    .with("gone", taking.gone)
                    .with("bookings", taking.bookings)
            },
            Refusal::VersionUnknown => Failure::new("import.version").at("version"),
            Refusal::ChangedMeanwhile => Failure::new("booking.changed_meanwhile"),
            Refusal::PersonChanged => Failure::new("person.changed_meanwhile"),
            Refusal::SessionsChanged => Failure::new("sessions.changed_meanwhile"),
            Refusal::BookingNotFound => Failure::new("booking.not_found"),
            Refusal::ToldOtherwise => Failure::new("walk_in.told_otherwise"),
            Refusal::WalkInNotBooked => Failure::new("walk_in.not_booked"),
            Refusal::NotReleased => Failure::new("call.not_released"),
            Refusal::AlreadyArrived => Failure::new("call.already_arrived"),
            Refusal::AlreadyCancelled => Failure::new("booking.already_cancelled"),
            Refusal::UndoTooLate => Failure::new("undo.too_late"),
            Refusal::UndoChanged => Failure::new("undo.changed_meanwhile"),
            Refusal::BackupNotFound => Failure::new("backup.not_found"),
            Refusal::NotEnrolled => Failure::new("sync.alone"),
            Refusal::JoinIncomplete => Failure::new("sync.join_incomplete"),
            Refusal::AlreadySetUp => Failure::new("setup.already"),
            Refusal::Broken(detail) => Failure::new("store.damaged").with("detail", detail),
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
    ];
    known.into_iter().filter(|warning| codes.iter().any(|code| code == code_of(*warning))).collect()
}

fn code_of(warning: Warning) -> &'static str {
    match warning {
        Warning::SlotPast => "confirm.slot_past",
        Warning::NotToday => "confirm.not_today",
        Warning::Provisional => "confirm.provisional",
        Warning::SharedLine => "confirm.shared_line",
        Warning::PhoneUnlikely => "confirm.phone_unlikely",
        Warning::UndoWaits => "confirm.undo_waits",
    }
}

fn repeat(code: &'static str, found: hall::Repeat) -> Failure {
    Failure::new(code)
        .with("booking", found.booking)
        .with("number", found.number)
        .with("name", found.masked_name)
        .with("start", found.start.format("%H:%M"))
}

/// A text that is no table, told at the field it came in.
fn no_table(fault: BadFile) -> Failure {
    match fault {
        BadFile::Empty => Failure::new("import.empty"),
        BadFile::Workbook => Failure::new("import.workbook"),
        BadFile::Encoding => Failure::new("import.encoding"),
        BadFile::ColumnTwice { line, column } => {
            Failure::new("import.column_twice").with("line", line).with("column", column)
        }
        BadFile::OpenQuote { line, column } => {
            Failure::new("import.open_quote").with("line", line).with("column", column)
        }
    }
    .at("csv")
}

fn from_key(fault: &KeyFault) -> Failure {
    match fault {
        KeyFault::Missing => Failure::new("key.missing"),
        KeyFault::Unreadable(detail) => Failure::new("key.unreadable").with("detail", detail),
        KeyFault::Damaged => Failure::new("key.damaged"),
    }
}

fn from_store(error: StoreError) -> Failure {
    match error {
        StoreError::DiskFull => Failure::new("store.disk_full"),
        StoreError::ReadOnly => Failure::new("store.read_only"),
        StoreError::Busy => Failure::new("store.busy"),
        StoreError::Damaged(detail) => Failure::new("store.damaged").with("detail", detail),
        StoreError::Io(detail) => Failure::new("store.io").with("detail", detail),
        StoreError::Closed => Failure::new("store.not_ready"),
        StoreError::Internal(detail) => Failure::internal(detail),
    }
}

fn from_open(error: &OpenError) -> Failure {
    match error {
        OpenError::NewerDatabase { found, known } => {
            Failure::new("store.newer").with("found", found).with("known", known)
        }
        OpenError::Corrupt { detail } => Failure::new("store.damaged").with("detail", detail),
        OpenError::ForeignBackup => Failure::new("backup.foreign"),
        OpenError::ForeignKey { .. } => Failure::new("key.foreign"),
        OpenError::ReadOnly => Failure::new("store.read_only"),
        OpenError::InUse => Failure::new("store.in_use"),
        OpenError::DiskFull => Failure::new("store.disk_full"),
        OpenError::Io(detail) => Failure::new("store.io").with("detail", detail),
    }
}

fn from_fields(fields: &[FieldRefusal]) -> Failure {
    Failure { fields: field_faults(fields), ..Failure::new("request.fields") }
}

/// Faults as the doors tell them.
pub(crate) fn field_faults(fields: &[FieldRefusal]) -> Vec<FieldFailure> {
    fields.iter().map(field).collect()
}

fn field(refusal: &FieldRefusal) -> FieldFailure {
    match refusal {
        FieldRefusal::Entry(EntryProblem { field, problem }) => entry(field, *problem),
        FieldRefusal::AgentMissing => at("agent_name", "booking.agent_missing"),
        FieldRefusal::Principals { max } => at("others", "booking.principals").with("max", max),
        FieldRefusal::Principal { row, problem: EntryProblem { field, problem } } => {
            entry(&format!("others.{row}.{field}"), *problem)
        }
        FieldRefusal::PrincipalItem { row, item: None } => at(&format!("others.{row}.items"), "booking.item_unknown"),
        FieldRefusal::PrincipalItem { row, item: Some(item) } => {
            at(&format!("others.{row}.items"), "booking.item_excluded").with("item", item)
        }
        FieldRefusal::SameDay => at("to", "call.same_day"),
        FieldRefusal::CallMinutes { min, max } => at("minutes", "call.minutes").with("min", min).with("max", max),
        FieldRefusal::EarlierDate => at("earlier_date", "booking.earlier_date"),
        FieldRefusal::ItemMissing => at("items", "booking.item_missing"),
        FieldRefusal::ItemUnknown => at("items", "booking.item_unknown"),
        FieldRefusal::ItemExcluded { item } => at("items", "booking.item_excluded").with("item", item),
        FieldRefusal::CancelRemarkMissing => at("remark", "booking.reason_required"),
        FieldRefusal::CancelRemarkTooLong => at("remark", "booking.text_too_long").with("max", TEXT_CHARACTERS_MAX),
        FieldRefusal::Approvers => at("approvers", "duty.approvers"),
        FieldRefusal::DutyHours => at("until", "duty.hours"),
        FieldRefusal::DepartmentUnknown => at("department", "duty.department_unknown"),
        FieldRefusal::DirectoryMissing => at("dir", "setup.dir_missing"),
        FieldRefusal::DirectoryNotAbsolute => at("dir", "setup.dir_not_absolute"),
        FieldRefusal::DirectoryNotWritable => at("dir", "setup.dir_not_writable"),
        FieldRefusal::HallName => at("name", "setup.hall_name"),
        FieldRefusal::ContactName { max } => at("name", "hall.name").with("max", max),
        FieldRefusal::ContactText { field, max } => at(field, "booking.text_too_long").with("max", max),
        FieldRefusal::Sessions => at("saturday", "setup.sessions"),
        FieldRefusal::SessionOrder => at("saturday", "setup.session_order"),
        FieldRefusal::TooManySaturdaySessions { max } => at("saturday", "sessions.too_many").with("max", max),
        FieldRefusal::WindowsRange { min, max } => {
            at("windows", "setup.windows_range").with("min", min).with("max", max)
        }
        FieldRefusal::SlotRange { min, max } => {
            at("slot_minutes", "setup.slot_range").with("min", min).with("max", max)
        }
        FieldRefusal::Secret(problem) => secret(*problem),
        FieldRefusal::PresentSecret => at("present", "secret.wrong"),
        FieldRefusal::PersonName => at("name", "person.name"),
        FieldRefusal::PersonNameTooLong { max } => at("name", "person.name_too_long").with("max", max),
        FieldRefusal::Roles => at("roles", "person.roles"),
        FieldRefusal::RecoveryCode(RecoveryFault::Mistyped) => at("code", "recovery.mistyped"),
        FieldRefusal::RecoveryCode(RecoveryFault::WrongCode) => at("code", "recovery.wrong"),
        FieldRefusal::RecoveryCode(RecoveryFault::Damaged) => at("code", "recovery.damaged"),
        FieldRefusal::IdleMinutes { min, max } => {
            at("idle_lock_minutes", "hall.idle_range").with("min", min).with("max", max)
        }
        FieldRefusal::EraseDays { min, max } => {
            at("erase_after_days", "hall.erase_range").with("min", min).with("max", max)
        }
        FieldRefusal::SecondNotAbsolute => at("dir", "setup.dir_not_absolute"),
        FieldRefusal::SecondMissing => at("dir", "backup.second_missing"),
        FieldRefusal::SecondSame => at("dir", "backup.second_same"),
        FieldRefusal::SecondNotWritable => at("dir", "setup.dir_not_writable"),
        FieldRefusal::BackupFile => at("file", "backup.not_a_backup"),
        FieldRefusal::ServerAddress => at("address", "enrol.address"),
        FieldRefusal::ServerUnreachable { detail } => at("address", "enrol.unreachable").with("detail", detail),
        FieldRefusal::ServerSlow => at("address", "enrol.slow"),
        FieldRefusal::ServerOtherAuthority => at("code", "enrol.other_authority"),
        FieldRefusal::ServerForeign => at("address", "enrol.foreign"),
        FieldRefusal::ServerBusy => at("address", "enrol.busy"),
        FieldRefusal::EnrolCode => at("code", "enrol.code"),
        FieldRefusal::EnrolCodeUnknown => at("code", "enrol.code_unknown"),
        FieldRefusal::EnrolCodeUsed => at("code", "enrol.code_used"),
        FieldRefusal::EnrolCodeExpired => at("code", "enrol.code_expired"),
        FieldRefusal::EnrolCodeOtherHall => at("code", "enrol.code_other_hall"),
        FieldRefusal::EnrolDevice => at("code", "enrol.device"),
        FieldRefusal::ToldByTooLong { max } => at("told_by", "booking.text_too_long").with("max", max),
        FieldRefusal::NoSessions => at("sessions", "setup.sessions"),
        FieldRefusal::TooManySessions { max } => at("sessions", "sessions.too_many").with("max", max),
        FieldRefusal::TimesUsedUp { date } => at("sessions", "sessions.used_up").with("date", date),
        FieldRefusal::TooManyPlans { max } => at("sessions", "sessions.too_many_plans").with("max", max),
        FieldRefusal::PlanDates => at("valid_to", "sessions.dates"),
        FieldRefusal::DaysOrder => at("to", "day.order"),
        FieldRefusal::DaysTooMany { years } => at("to", "day.too_many").with("years", years),
        FieldRefusal::Session { row, fault } => session(*row, *fault),
    }
}

/// A fault in one row of a list of sessions: the field is named with the row, from 0.
fn session(row: usize, fault: SessionFault) -> FieldFailure {
    let at = |column: &str, code: &str| at(&format!("sessions.{row}.{column}"), code);
    match fault {
        SessionFault::Order => at("to", "sessions.order"),
        SessionFault::NoSlot => at("to", "sessions.no_slot"),
        SessionFault::SlotMinutes { min, max } => {
            at("slot_minutes", "setup.slot_range").with("min", min).with("max", max)
        }
        SessionFault::Seats { min, max } => at("seats", "sessions.seats_range").with("min", min).with("max", max),
        SessionFault::ItemUnknown => at("items", "booking.item_unknown"),
        SessionFault::DepartmentUnknown => at("departments", "duty.department_unknown"),
    }
}

fn secret(problem: SecretProblem) -> FieldFailure {
    match problem {
        SecretProblem::TooShort => {
            at("secret", "secret.too_short").with("pin", PIN_DIGITS_MIN).with("password", PASSWORD_CHARACTERS_MIN)
        }
        SecretProblem::TooLong => at("secret", "secret.too_long").with("max", SECRET_CHARACTERS_MAX),
        SecretProblem::TooSimple => at("secret", "secret.too_simple"),
    }
}

fn entry(field: &str, problem: Problem) -> FieldFailure {
    match problem {
        Problem::NameMissing => at(field, "booking.name_missing"),
        Problem::NameTooLong => at(field, "booking.name_too_long").with("max", NAME_CHARACTERS_MAX),
        Problem::NameCharacters => at(field, "booking.name_characters"),
        Problem::Phone(PhoneFault::Characters) => at(field, "booking.phone_characters"),
        Problem::Phone(PhoneFault::Length) => at(field, "booking.phone_length"),
        Problem::Phone(PhoneFault::Mobile) => at(field, "booking.phone_mobile"),
        Problem::Phone(PhoneFault::Repeated) => at(field, "booking.phone_repeated"),
        Problem::Phone(PhoneFault::Unlikely) => at(field, "booking.phone_unlikely"),
        Problem::Phone(PhoneFault::Several) => at(field, "booking.phone_several"),
        Problem::PartyRange => at(field, "booking.party_range").with("min", 1).with("max", PARTY_MAX),
        Problem::TextTooLong => at(field, "booking.text_too_long").with("max", TEXT_CHARACTERS_MAX),
        Problem::MissingRequired => at(field, "booking.missing_required"),
        Problem::Identity(IdentityFault::Characters) => at(field, "booking.identity_characters"),
        Problem::Identity(IdentityFault::Length) => at(field, "booking.identity_length"),
        Problem::Identity(IdentityFault::Date) => at(field, "booking.identity_date"),
        Problem::Identity(IdentityFault::Unborn) => at(field, "booking.identity_unborn"),
        Problem::Identity(IdentityFault::Check) => at(field, "booking.identity_check"),
        Problem::Identity(IdentityFault::Old) => at(field, "booking.identity_old"),
    }
}

fn at(field: &str, code: &str) -> FieldFailure {
    FieldFailure { field: field.to_owned(), code: code.to_owned(), params: BTreeMap::new() }
}

impl FieldFailure {
    fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl Failure {
    /// Says the refusal at a field.
    fn at(mut self, field: &str) -> Self {
        let failure = FieldFailure { field: field.to_owned(), code: self.code.clone(), params: self.params.clone() };
        self.fields.push(failure);
        self
    }
}

/// A field of the request that does not read as what it should be.
pub(crate) fn unreadable(field: &str, code: &str) -> Failure {
    Failure { fields: vec![at(field, code)], ..Failure::new(code) }
}
