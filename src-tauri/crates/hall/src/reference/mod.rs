//! The reference data in use, as whole versions: imports, offers, and what a change does to bookings.
//! Never a change of a booking already made.

pub(crate) mod choices;
pub(crate) mod effects;
pub(crate) mod import;
pub(crate) mod in_use;
pub(crate) mod offers;
pub(crate) mod prepare;
pub(crate) mod touched;
pub(crate) mod versions;

pub use in_use::Reference;

pub(crate) use choices::hall_choices;
pub(crate) use in_use::{adopt_shipped, complete, keep, share_in_use};
