//! What the sync engine asks of the database: how far each journal is held, taking in what came from elsewhere, what
//! waits to be sent, digests.
//!
//! Deliberately not here: the protocol (`sync`), the network (`link`), checking signatures: what is handed in has been
//! opened. What the engine remembers is kept as bytes it wrote itself.

mod digest;
mod journals;
mod memory;
mod park;
mod parked_why;
mod proof;
mod sealed_value;
mod take;
mod values;

pub use crate::journal::parked::ParkedEvent;
pub use parked_why::ParkedWhy;
pub use proof::{ParkedValue, Proven};
pub(crate) use sealed_value::value_at;
pub use take::{Arriving, TakenIn};
pub use values::{Unsent, ValueErased};

pub(crate) const SCHEMA: &str = include_str!("replica.sql");
/// Values that wait, and erasures that are due.
pub(crate) const PARKED_VALUES: &str = include_str!("parked_values.sql");
/// Who signed, where it was not the device itself.
pub(crate) const SIGNER: &str = "ALTER TABLE segment_seal ADD COLUMN signer BLOB";
pub use sealed_value::SealedValue;
