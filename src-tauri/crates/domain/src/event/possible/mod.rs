//! What a body says that decodes and cannot be: a session that ends before it begins, a day of no calendar, a card number of
//! no card. [`super::Fact::decode`] asks, so whoever folds parks such a body like one that does not decode, hall and server
//! alike (invariant A11), and no screen has to be ready for it. Every kind has its check; one without does not compile.
//!
//! Deliberately not here: what is unwise, unusual or not permitted. Whatever a version of this program could ever have written
//! can be, however odd: what is parked is lost to every screen. Nor what takes another event to be seen.

mod booking;
mod hall;
mod log;
mod parts;

pub(super) use parts::Possible;

#[cfg(test)]
mod tests;
