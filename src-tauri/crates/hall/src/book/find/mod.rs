//! Finding bookings by what is typed: by their people, their numbers, then by item.

mod entry;
pub(crate) mod index;
mod search;
mod sought;

pub use entry::{FoundBooking, FoundBookings, Known};
