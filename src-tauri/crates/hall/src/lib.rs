//! The use-cases of a hall, a room for each part of its work, and the one way to write. Rooms stand below in reading
//! order; no file imports one that imports it.
//!
//! A use-case checks permission, then rules, then appends facts to the journal; the store folds them into views and
//! commits once, with fsync, before the use-case answers (invariants A1, A3). Deliberately not here: SQL (store), rules
//! (domain), words (the screens' text catalogues), windows, and how the network is spoken to (link).

/// The assisted-handling log: cases, legs, papers, cards.
mod assist;
/// The book on the screen: board, outlook, search, slips, drafts.
mod book;
/// One booking: made, changed, cancelled, shown, taken back.
mod booking;
/// A date as the hall has it: sessions, seats, bookings, promises, counts.
mod day;
/// What a day asks of departments, what they were told and answered, and the sheet that is published.
mod duty;
/// What every room stands on: hall, desk, clock, record, refusals.
mod ground;
/// Backups, restoring, erasing, the audit, diagnostics.
mod keeping;
/// Who works here, and who is signed in.
mod people;
/// The program over its whole life: first run, joining, opening.
mod program;
/// Calendar, items, departments and hours in use, and what a change of them does.
mod reference;
/// The service day: who has come, who walks in, a day that is moved.
mod service;
/// When the hall takes bookings.
mod sessions;
/// What the hall can set, and its contact.
mod settings;
/// The hall's side of syncing with the central server.
mod syncing;
/// Everybody who has to be called, in one list.
mod to_call;

pub use assist::act::CaseWritten;
pub use assist::cards::{CardsState, PrintedCards};
pub use assist::checked::CaseTexts;
pub use assist::day::{CaseCard, CaseLine, KindRow, LegCard, LogDay};
pub use assist::edit::CaseChange;
pub use assist::entry::CheckCard;
pub use assist::erase::{CasesErased, HeldStill, KeptBecause, KeptCase};
pub use assist::figures::{LogFigures, LogFound, LogSought};
pub use assist::helper::Helper;
pub use assist::legs::LegWish;
pub use assist::open::CaseWish;
pub use assist::order_cards::{OrderCard, OrdersOf, WorkOrders};
pub use assist::orders::OrderWish;
pub use assist::seen::{CheckNote, EligibilityNote};
pub use assist::settings::{LogWish, OwnKindWish};
pub use assist::show::{CaseDetail, CaseStep, CaseTextsShown, CheckSaid, DocumentCard};
pub use assist::stage::CaseTurn;
pub use assist::typed::{CardReading, CardRow};
pub use assist::words::{Check, LogWords, OwnKind, Word};
pub use book::board::{DayCard, DayHead, DayTotals, DayView, DepartmentStrip, Mark, SeatCell, SessionBoard, SlotBoard};
pub use book::draft::DraftOf;
pub use book::find::{FoundBooking, FoundBookings, Known};
pub use book::outlook::{DepartmentOutlook, ItemOutlook, Outlook, SlotChoice, SlotState};
pub use book::slip::{Slip, SlipItem};
pub use booking::undo_book::UndoOffer;
pub use booking::{
    BookingDetail, BookingWish, DetailCase, GroupMember, HistoryLine, Noted, PersonHint, PersonTyped, Principal, Saved,
};
pub use day::effects::DutyEffect;
pub use day::waiting::WaitingCard;
pub use domain::limits::{CALL_AFTER_MINUTES, ERASE_AFTER_DAYS, IDLE_LOCK_MINUTES};
pub use duty::answer::{AnswerNote, HalfNote};
pub use duty::attendance::{Attendance, AttendanceHalf, AttendanceNote, AttendancePlace, RemedyLine};
pub use duty::called::DepartmentName;
pub use duty::cutoff::CutoffRow;
pub use duty::day_record::FigureBooking;
pub use duty::figures::{CoverageLine, DayPresence, MonthFigures};
pub use duty::links::BookingLink;
pub use duty::own_sheet::OwnSheet;
pub use duty::paste::{PastedReplies, PastedReply};
pub use duty::publish::{DutySheet, SheetHalf, SheetLine};
pub use duty::staff::{StaffRow, StaffSettings};
pub use duty::view::{
    Allocation, AllocationHalf, AllocationItem, AllocationLine, AllocationSum, GapLine, HalfAnswerCard, NotedCard,
    OffLine, PublishedCard, ToldCard, Windows,
};
pub use ground::may;
pub use ground::{
    Actor, CardUnsure, Clash, Clock, ClockDoubt, Desk, DutyRefusal, FieldRefusal, Hall, LogFault, LogRefusal,
    ReferenceTaking, Refusal, Repeat, Right, SessionFault, Warning, wall_to_beijing,
};
pub use keeping::audit::{
    AUDIT_PAGE, AuditFilter, AuditLine, AuditPage, AuditPlace, AuditWords, DayAudit, reason_name,
};
pub use keeping::backups::{Backup, SecondFault, SecondFolder};
pub use keeping::erase::Erased;
pub use keeping::frozen::{Aftermath, FrozenDay, RemintedDay};
pub use keeping::newest::{BackupAge, BackupAlarm, BackupState};
pub use keeping::restore::{BackupLook, RestoreWish};
pub use people::{FirstManager, NewPerson, PersonCard, PersonWish, SessionState, SessionToken};
pub use program::demo::{DEMO_SECRET, SAMPLE_BOOKINGS_MAX};
pub use program::join::{JoinState, JoinWish};
pub use program::setup::{FoundLocation, Founding};
pub use program::stages::Program;
pub use program::state::{Stage, Trouble, TroubleKind};
pub use reference::Reference;
pub use reference::choices::HallChoice;
pub use reference::effects::{AffectedBooking, BookingEffect, OfferCard, OfferState};
pub use reference::import::{ImportReport, ReferencePreview};
pub use reference::prepare::Wanted;
pub use reference::versions::ReferenceVersion;
pub use service::calls::{CallCard, CallLine, CallList};
pub use service::day_list::{DayList, DayListLine, ListOf};
pub use service::moving::{DayMove, DayMoved, MovedLine};
pub use service::walk_in::{Told, WalkInDepartment, WalkInLine, WalkInOutlook, WalkInWish, WalkIns};
pub use sessions::{ChangePreview, SessionWish, Sessions, SessionsChange};
pub use settings::contact::Contact;
pub use settings::hall_settings::Settings;
pub use syncing::{EnrolWish, Enrolment, SyncView};
pub use to_call::{CallBooking, CallNote, CallTask, CallWhy, LastCall, ToCall, ToCallPaper};

pub use domain::booking::{Act, CallAct, Standing, WaitingKind};
pub use domain::people::Role;
pub use journal::ParkReason;
pub use link::{SyncState, SyncStatus, Trouble as ServerTrouble};
pub use store::{KeyFault, OpenError, Opening, ParkedEvent, RecoveryFault, StoreError, Way, Whom, openings};
pub use sync::{Declined, Frozen, Have, Mismatch, Progress, Refusal as ServerRefusal};
