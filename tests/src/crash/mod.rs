//! What the tests of crash and power loss share: a seeded history of deeds at a counter, and a look at a folder that says
//! how much of the history it holds.
//!
//! Deliberately not here: how the program is brought down. Killing it is `tests/crash/kills`, taking the power away is
//! `tests/crash/power`.

mod book;
mod counter;
mod history;
mod inspect;
mod seed;
mod tables;

pub use book::{Book, Booking, Deed, Place};
pub use counter::{Counter, Opened};
pub use history::History;
pub use inspect::{Finding, carry_on, inspect};
pub use seed::seed;
