//! The halls' vocabulary and rules: calendar, hours, catalogue and search, seats, promises, bookings, and the facts they
//! are folded from.
//!
//! Deliberately not here: input and output, the clock, randomness, and serialization for screens. Whatever depends on the
//! moment takes it as an argument, so that every rule can be tried at any time of any day.

#![deny(missing_docs)]

/// The assisted-handling log: cases, legs, cards, figures.
pub mod assist;
/// One booking: what is entered, how it is derived from its events.
pub mod booking;
/// What departments promise and what a day asks of them.
pub mod duty;
/// All facts there are.
pub mod event;
/// Bounds of what a hall can set.
pub mod limits;
/// A name in three languages.
pub mod names;
/// Who works in a hall and what they are.
pub mod people;
/// Names of records and their order.
pub mod record;
/// Calendar, hours, catalogue, directory, and how their tables are read.
pub mod reference;
/// Finding items and people by what is typed.
pub mod search;
/// The seats of a day and which bookings they support.
pub mod seat;
/// Text that comes in: cleaned once, compared in one form.
pub mod text;
/// Beijing days and minutes.
pub mod time;
/// Who has to be called.
pub mod to_call;
