//! The use-cases of a hall, one module per screen, and the one way to write.
//!
//! A use-case checks permission, then rules, then appends facts to the journal; the store folds them into views and
//! commits once, with fsync, before the use-case answers (invariants A1, A3). Deliberately not here: SQL (store), rules
//! (domain), words (the screens' text catalogues), windows, and how the network is spoken to (link).

mod audit;
mod book;
mod booking;
mod calls;
mod clock;
mod contact;
mod copies;
mod daily_work;
mod day;
mod day_list;
mod demand;
mod demo;
mod desk;
mod diagnostics;
mod draft;
mod duty;
mod duty_notice;
mod erase;
mod faults;
mod field_words;
mod find;
mod forwarded;
mod hall;
mod moving;
mod offered;
mod outlook;
mod people;
mod program;
mod promises;
mod record;
mod reference;
mod refusal;
mod restore;
mod restored;
mod rights;
mod seating;
mod sessions;
mod settings;
mod setup;
mod slip;
mod syncing;
mod to_call;
mod undo;
mod verdict;
mod walk_in;

pub use audit::{AUDIT_PAGE, AuditFilter, AuditLine, AuditPage, AuditPlace, AuditWords, DayAudit, reason_name};
pub use book::{DayCard, DayTotals, DayView, DepartmentStrip, Mark, SeatCell, SessionBoard, SlotBoard, WaitingCard};
pub use booking::{
    BookingDetail, BookingWish, DetailCase, GroupMember, HistoryLine, PersonHint, PersonTyped, Principal, Repeat, Saved,
};
pub use calls::{CALL_AFTER_MINUTES, CallCard, CallLine, CallList};
pub use clock::{Clock, ClockDoubt, wall_to_beijing};
pub use contact::Contact;
pub use day_list::{DayList, DayListLine, ListOf};
pub use demo::{DEMO_SECRET, SAMPLE_BOOKINGS_MAX};
pub use desk::{Actor, Desk};
pub use domain::booking::{Act, CallAct, Standing, WaitingKind};
pub use domain::people::Role;
pub use draft::DraftOf;
pub use duty::{CutoffRow, DutyLine, DutyList, DutyNote};
pub use duty_notice::{DutyNotice, NoticeLine};
pub use erase::{ERASE_AFTER_DAYS, Erased};
pub use find::{FoundBooking, FoundBookings, Known};
pub use hall::{Hall, IDLE_LOCK_MINUTES};
pub use journal::ParkReason;
pub use link::{SyncState, SyncStatus, Trouble as ServerTrouble};
pub use moving::{DayMove, DayMoved, MovedLine};
pub use outlook::{DepartmentOutlook, ItemOutlook, Outlook, SlotChoice, SlotState};
pub use people::{FirstManager, NewPerson, PersonCard, PersonWish, SessionState, SessionToken};
pub use program::{Program, Stage, Trouble, TroubleKind};
pub use reference::{ImportReport, Reference, ReferencePreview, ReferenceTaking, ReferenceVersion, Wanted};
pub use refusal::{FieldRefusal, Refusal, Warning};
pub use restore::{BackupLook, RestoreWish};
pub use restored::{Aftermath, FrozenDay, RemintedDay};
pub use rights::{Right, may};
pub use sessions::{ChangePreview, SessionFault, SessionWish, Sessions, SessionsChange};
pub use settings::{Backup, SecondFault, SecondFolder, Settings};
pub use setup::{FoundLocation, Founding, HallChoice};
pub use slip::{Slip, SlipItem};
pub use store::ParkedEvent;
pub use store::{KeyFault, OpenError, RecoveryFault, StoreError};
pub use sync::{Declined, Frozen, Have, Mismatch, Progress, Refusal as ServerRefusal};
pub use syncing::{
    AffectedBooking, BookingEffect, EnrolWish, Enrolment, JoinState, JoinWish, OfferCard, OfferState, SyncView,
};
pub use to_call::{CallBooking, CallNote, CallTask, CallWhy, LastCall, ToCall, ToCallPaper};
pub use undo::UndoOffer;
pub use walk_in::{Told, WalkInDepartment, WalkInLine, WalkInOutlook, WalkInWish, WalkIns};
