//! Making, changing, cancelling and showing a booking.

pub(crate) mod agent;
mod change;
mod group;
mod history;
mod make;
pub(crate) mod personal;
pub(crate) mod provisional;
mod repeat;
mod show;
mod times;
mod wish;

pub use group::Principal;
pub use history::HistoryLine;
pub use make::Saved;
pub use repeat::{PersonHint, PersonTyped, Repeat};
pub use show::{BookingDetail, DetailCase, GroupMember};
pub use wish::BookingWish;

pub(crate) use change::standing;
pub(crate) use group::check_all;
pub(crate) use make::free_number;
pub(crate) use personal::personal_value;
pub(crate) use repeat::standing_twice;
pub(crate) use times::times;
pub(crate) use wish::{confirm_unchanged, snapshots};
