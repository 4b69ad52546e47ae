//! What departments promise for a day, what a day asks of them, and what somebody who walks in is told.
//! Never a case of its own: bookings are of `booking`.

pub mod answer;
pub mod attendance;
pub mod check;
pub mod demand;
pub mod effect;
pub mod figures;
pub mod gaps;
pub mod half;
pub mod need;
pub mod on_record;
pub mod pasted;
pub mod promise;
pub mod publish;
pub mod ring;
pub mod state;
pub mod steering;
pub mod told;
pub mod walk_in;
pub mod windows;

#[cfg(test)]
mod samples;
