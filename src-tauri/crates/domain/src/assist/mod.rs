//! The assisted-handling log 帮办台账: cases, their legs and trips, the printed cards they are typed in from, and what is
//! counted of them (PRODUCT rules 30 to 33; `docs/ASSIST.md`).
//!
//! Never here: an illness, or what any evidence says. Nor who may do something, nor a clock: the moment is an argument.

pub mod blocks;
pub mod card;
pub mod case;
pub mod clock;
pub mod deed;
pub mod doubt;
pub mod eligibility;
pub mod entry;
pub mod figures;
pub mod fold;
pub mod keep;
pub mod leg;
pub mod moment;
pub mod next;
pub mod number;
pub mod order;
pub mod pile;
pub mod recognise;
pub mod step;
pub mod typed;

#[cfg(test)]
mod samples;
