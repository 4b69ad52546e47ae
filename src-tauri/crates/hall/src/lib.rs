//! The use-cases of a hall, one module per screen, and the one way to write.
//!
//! A use-case checks permission, then rules, then appends facts to the journal; the store folds them into views and
//! commits once, with fsync, before the use-case answers (invariants A1, A3). Deliberately not here: SQL (store), rules
//! (domain), words (the screens' text catalogues), and any window or network.

mod actor;
mod book;
mod booking;
mod clock;
mod daily_backup;
mod day;
mod demo;
mod draft;
mod duty;
mod hall;
mod outlook;
mod program;
mod promises;
mod record;
mod reference;
mod refusal;
mod settings;
mod setup;
mod slip;
mod undo;

pub use actor::{Action, Actor, Role};
pub use book::{DayCard, DayTotals, DayView, DepartmentStrip, Mark, SeatCell, SessionBoard, SlotBoard};
pub use booking::{BookingDetail, BookingWish, Saved};
pub use clock::{Clock, ClockDoubt};
pub use demo::SAMPLE_BOOKINGS_MAX;
pub use hall::Hall;
pub use outlook::{DepartmentOutlook, ItemOutlook, Outlook, SlotChoice, SlotState};
pub use program::{Program, Stage, Trouble, TroubleKind};
pub use reference::{ImportReport, Reference};
pub use refusal::{FieldRefusal, Refusal, Warning};
pub use settings::{Backup, Settings};
pub use setup::{FoundLocation, Founding, HallChoice};
pub use slip::{Slip, SlipItem};
pub use store::{KeyFault, OpenError, RecoveryCode, StoreError};
pub use undo::UndoOffer;
