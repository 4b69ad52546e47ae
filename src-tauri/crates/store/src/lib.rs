//! The one SQLite database of an installation: journal, vault, views, migrations, backups.
//!
//! [`Store`] is the handle. [`Store::write`] runs a closure in one transaction on the one writer thread and returns when
//! the commit is on the disk (invariant A1); [`Store::read`] runs one on a snapshot. What can be done in them are two
//! different types, [`WriteTx`] and [`ReadTx`]. An event enters the journal through [`WriteTx::append`] only, which
//! chains it and folds it into the views within the same transaction (invariant A3).
//!
//! Deliberately not here: rules and permissions (`domain`, `hall`); encryption of the vault, whose trait is [`Seal`] and
//! which is the next issue; clocks (wall times are passed in); networks, which never see a transaction (invariant A2).

mod backup;
mod check;
mod connection;
mod draft;
mod error;
mod files;
mod journal_table;
mod layout;
mod lock;
mod meta;
mod migrate;
mod read_tx;
mod readers;
mod reference;
mod replica;
mod request;
mod restore;
mod seal;
mod sql_int;
mod stamp;
mod store;
mod vault;
mod views;
mod write_tx;
mod writer;

pub use backup::{BACKUPS_KEPT, BackupInfo};
pub use error::{OpenError, StoreError};
pub use read_tx::ReadTx;
pub use replica::{ParkedEvent, SealedValue, TakenIn, Unsent, ValueErased};
pub use seal::{Seal, SealError, SealLabel, Unsealed, VaultField};
pub use store::Store;
pub use views::{BookingRow, DayRow, DutyRow, HallRow, Holding, OfferRow, ReferenceInUse, Views, event_id, record_id};
pub use write_tx::{NewEvent, WriteTx};

#[cfg(test)]
mod tests;
