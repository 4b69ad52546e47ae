//! What people do on the program's screens, step by step, by keyboard where they would use it. Shared by the tests in the
//! window and in the browser, so that both do the same.

mod book;
mod central;
mod duty;
mod surroundings;

pub use book::{Booked, Counter};
pub use central::Connection;
pub use duty::Allocator;
pub use surroundings::Surroundings;
