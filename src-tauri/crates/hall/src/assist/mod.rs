//! The assisted-handling log (docs/ASSIST.md): cases opened, legs and papers entered, handed over, closed, and shown by day. What
//! can be done with a case the rules say (`domain::assist`); it is asked again here. Never a count of its own, and never a sealed
//! value in an event.

pub(crate) mod act;
pub(crate) mod cards;
pub(crate) mod checked;
pub(crate) mod day;
pub(crate) mod documents;
pub(crate) mod edit;
pub(crate) mod entry;
pub(crate) mod erase;
pub(crate) mod figures;
pub(crate) mod find;
pub(crate) mod gifts;
pub(crate) mod helper;
pub(crate) mod legs;
pub(crate) mod open;
pub(crate) mod order_cards;
pub(crate) mod orders;
pub(crate) mod retype;
pub(crate) mod sealed;
pub(crate) mod seen;
pub(crate) mod settings;
pub(crate) mod show;
pub(crate) mod stage;
pub(crate) mod typed;
pub(crate) mod words;
