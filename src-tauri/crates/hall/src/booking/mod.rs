//! Making, changing, cancelling and showing a booking.

mod change;
mod make;
mod personal;
mod show;
mod wish;

pub use make::Saved;
pub use show::BookingDetail;
pub use wish::BookingWish;

pub(crate) use personal::personal_value;
pub(crate) use wish::confirm_unchanged;
