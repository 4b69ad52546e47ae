//! The appointment book on the screen: the board of a day, the outlook for a form, finding bookings, slips, drafts.
//! Never a change of a booking: that is of `booking`.

pub(crate) mod board;
pub(crate) mod draft;
pub(crate) mod find;
pub(crate) mod outlook;
pub(crate) mod slip;
