//! The halls' vocabulary and rules: calendar, hours, catalogue and search, seats, promises, bookings, and the facts they
//! are folded from.
//!
//! Deliberately not here: input and output, the clock, randomness, and serialization for screens. Whatever depends on the
//! moment takes it as an argument, so that every rule can be tried at any time of any day.

#![deny(missing_docs)]

pub mod booking;
pub mod calendar;
pub mod calls;
pub mod catalogue;
pub mod change;
pub mod demand;
pub mod directory;
pub mod effect;
pub mod event;
pub mod hours;
pub mod import;
pub mod names;
pub mod people;
pub mod promise;
pub mod record;
pub mod search;
pub mod seat;
pub mod shipped;
pub mod text;
pub mod time;
pub mod walk_in;
