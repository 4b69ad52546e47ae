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

/// The data folder, backups, restoring.
mod copies;
/// The database as a file: opening, checking, migrating, its writer and its readers.
mod db;
/// Taking values out of every file.
mod erasing;
/// The journal as it lies in the database, and who writes it.
mod journal;
/// The hall's key: its file, its record, the printed code.
pub mod keys;
/// What syncing asks of the database.
mod replica;
/// Small tables of this PC.
mod small;
/// Personal values, sealed.
mod vault;
/// What the journal folds to, as tables.
mod views;

pub use crate::journal::incarnation::{Incarnation, IncarnationReason};
pub use copies::backup::{BACKUPS_KEPT, BackedUp, BackupInfo, SecondCopyError, backups_in};
pub use copies::files::{make_folder, put_small_file};
pub use copies::inspect::{BackupFacts, inspect};
pub use copies::restore::RestoreFrom;
pub use copies::rights::{Opening, Way, Whom, openings};
pub use copies::second::SecondBackups;
pub use db::error::{OpenError, StoreError};
pub use db::kept::KeptDay;
pub use db::read_tx::{FieldValues, ReadTx};
pub use db::store::Store;
pub use db::write_tx::{NewEvent, WriteTx};
pub use db::writer::Begun;
pub use erasing::erase::Erased;
pub use keys::KeyFault;
pub use keys::hall_key::HallKey;
pub use keys::key_id::KeyId;
pub use keys::key_on_record::key_on_record;
pub use keys::recovery::{KeyOnRecord, RecoveryCode, RecoveryFault};
pub use replica::{Arriving, ParkedEvent, ParkedValue, ParkedWhy, Proven, SealedValue, TakenIn, Unsent, ValueErased};
pub use vault::key_seal::KeySeal;
pub use vault::seal::{Seal, SealError, SealLabel, Unsealed, VaultField};
pub use vault::vault_table::{UNOPENED, Unopened};
pub use views::{
    AnswerRow, CalledBackRow, CaseFilter, ChangedSeatsRow, DayRow, ExceptionRow, HallRow, Holding, MintedRow, OfferRow,
    OrderRow, PersonalRow, PileRow, ReferenceInUse, ToldRow, Views, Written, event_id, record_id,
};

#[cfg(test)]
mod tests;
