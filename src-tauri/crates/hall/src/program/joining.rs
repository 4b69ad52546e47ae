//! A hall that is being joined: its records are fetched in the background until there is a hall.

use super::state::JoiningHall;
use crate::ground::{Clock, Refusal};
use crate::syncing::{Enrolment, enrolment, start};
use std::path::Path;
use std::sync::Arc;
use store::{ReadTx, Store};

/// Name of the setting that says that this PC is joining.
pub(super) const JOINING: &str = "joining";

/// Opens the data folder of a PC that is joining, if it is one.
pub(crate) fn resume(store: Store, dir: &Path, clock: Clock) -> Result<Result<JoiningHall, Store>, Refusal> {
    let is_joining = store.read(|tx: &ReadTx<'_>| tx.local_get(JOINING))?.is_some();
    let Some(enrolment) = enrolment(&store)?.filter(|_| is_joining) else { return Ok(Err(store)) };
    begin(store, dir, enrolment, clock).map(Ok)
}

/// Begins to fetch the records of a hall.
pub(super) fn begin(store: Store, dir: &Path, enrolment: Enrolment, clock: Clock) -> Result<JoiningHall, Refusal> {
    let syncer = start(&store, dir, &enrolment, Arc::new(move || clock.wall()), Arc::new(|| {}))?;
    Ok(JoiningHall { store, dir: dir.to_owned(), enrolment, syncer })
}
