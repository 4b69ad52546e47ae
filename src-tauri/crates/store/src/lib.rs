//! The one SQLite database of an installation: journal, vault, views, migrations, backups.
//!
//! [`Store`] is the handle. [`Store::write`] runs a closure in one transaction on the one writer thread and returns when
//! the commit is on the disk (invariant A1); [`Store::read`] runs one on a snapshot. What can be done in them are two
//! different types, [`WriteTx`] and [`ReadTx`]. An event enters the journal through [`WriteTx::append`] only, which
//! chains it and folds it into the views within the same transaction (invariant A3).
//!
//! Personal values lie in the vault, sealed ([`Seal`]) under the hall's key ([`HallKey`]), which each PC has in its key file
//! ([`keys`]) and the printed [`RecoveryCode`] restores.
//!
//! Deliberately not here: rules and permissions (`domain`, `hall`); clocks (wall times are passed in); networks, which
//! never see a transaction (invariant A2).

mod backup;
mod check;
mod connection;
mod draft;
mod erase;
mod error;
mod files;
mod hall_key;
mod incarnation;
mod inspect;
mod journal_table;
mod key_record;
mod key_seal;
mod key_shared;
pub mod keys;
mod layout;
mod ledger;
mod local;
mod lock;
mod meta;
mod migrate;
mod read_tx;
mod readers;
mod recovery;
mod reference;
mod replica;
mod request;
mod reseal;
mod restore;
mod scrub;
mod seal;
mod sidecar;
mod sql_int;
mod stamp;
mod store;
mod tables;
mod vault;
mod views;
mod write_tx;
mod writer;

pub use backup::{BACKUPS_KEPT, BackedUp, BackupInfo, SecondCopyError, backups_in};
pub use erase::Erased;
pub use error::{OpenError, StoreError};
pub use hall_key::{HallKey, KeyId};
pub use incarnation::{Incarnation, IncarnationReason};
pub use inspect::{BackupFacts, inspect};
pub use key_record::key_on_record;
pub use key_seal::KeySeal;
pub use keys::KeyFault;
pub use read_tx::{FieldValues, ReadTx};
pub use recovery::{KeyOnRecord, RecoveryCode, RecoveryFault};
pub use replica::{ParkedEvent, SealedValue, TakenIn, Unsent, ValueErased};
pub use restore::RestoreFrom;
pub use seal::{Seal, SealError, SealLabel, Unsealed, VaultField};
pub use store::Store;
pub use vault::Unopened;
pub use views::{
    CalledBackRow, ChangedSeatsRow, DayRow, DutyRow, ExceptionRow, HallRow, Holding, MintedRow, OfferRow, PersonalRow,
    ReferenceInUse, Views, event_id, record_id,
};
pub use write_tx::{NewEvent, WriteTx};

#[cfg(test)]
mod tests;
