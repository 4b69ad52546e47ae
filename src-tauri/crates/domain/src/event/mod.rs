//! Every fact the journal can hold, in one table (`kinds`). Bodies hold no personal value and no free text: those live in
//! the vault (invariant A9), and a body at most says that one was set.

mod allocation;
mod assist;
mod body;
mod cards;
mod declare;
mod duty;
mod erasing;
mod installation;
mod kinds;
mod people;
mod plan;
mod possible;
mod visit;

pub use crate::reference::ReferenceKind;
pub use allocation::*;
pub use assist::*;
pub use body::*;
pub use cards::*;
pub use declare::{Entity, KindRow, Part, Writer};
pub use duty::*;
pub use erasing::{ERASING, erased_with, erases};
pub use installation::*;
pub use kinds::{BodyError, BookingFact, CaseFact, EVENT_KINDS, Fact, Folded, PersonFact, ViewFact, row};
pub use people::*;
pub use plan::*;
pub use visit::*;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
