//! One booking, or those an agent makes together: made, changed, cancelled, shown, taken back.
//! Never a list for a screen; never a seat given past the one search of the day.

pub(crate) mod agent;
mod change;
mod faults;
mod group;
mod history;
mod make;
pub(crate) mod personal;
pub(crate) mod provisional;
mod repeat;
mod show;
mod standing;
pub(crate) mod undo;
pub(crate) mod undo_book;
mod wish;
mod write;

pub use group::Principal;
pub use history::HistoryLine;
pub use make::{Noted, Saved};
pub use repeat::{PersonHint, PersonTyped};
pub use show::{BookingDetail, DetailCase, GroupMember};
pub use wish::BookingWish;

pub(crate) use personal::{Visitor, personal_value};
pub(crate) use repeat::standing_twice;
pub(crate) use standing::{confirm_unchanged, require_understood, standing};
pub(crate) use wish::snapshots;
pub(crate) use write::free_number;
