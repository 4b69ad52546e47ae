//! Reference data: calendar, hours, catalogue, directory, how their tables are read, what a change of them does.
//! Never which version is in use: that is the hall's.

pub mod calendar;
pub mod catalogue;
pub mod change;
pub mod directory;
pub mod effect;
pub mod hours;
pub mod import;
mod kind;
pub mod shipped;

pub use kind::ReferenceKind;
