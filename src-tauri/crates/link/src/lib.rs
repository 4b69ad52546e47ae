//! Carries sync messages between a hall and its server: HTTPS to one pinned authority, the hall's database lent to the
//! engine, a thread in the background.
//!
//! Owns no rules: what is said and what is done with it is decided in `sync`, what is kept and how in `store`. Deliberately
//! not here: a clock (the time is passed in), the screen, and anything somebody would wait for.

mod enrol;
mod http;
pub mod key_file;
mod mail;
mod pin;
mod replica;
mod round;
mod syncer;

pub use enrol::{Candidate, EnrolError, Enrolment, enrol};
pub use http::{Line, Patience, Trouble};
pub use replica::StoreReplica;
pub use round::{RoundError, go_round};
pub use syncer::{Arrived, ServerAddress, SyncState, SyncStatus, Syncer, TellTime};
