//! Opening what lies in a folder: the key, the database, what a newer program or a restore has to put on record first, and
//! what is wrong where it cannot be opened.

use super::daily_work::DailyWork;
use super::joining;
use super::state::{State, Trouble, TroubleKind};
use crate::ground::{Author, Clock, Hall, Refusal};
use crate::keeping::backups::Backup;
use crate::keeping::{erase, frozen};
use crate::reference::{self, offers};
use std::path::Path;
use std::sync::Arc;
use store::{HallKey, KeyFault, OpenError, ReadTx, RecoveryCode, Store, WriteTx, keys};

/// Takes an open store into use: adopts reference data that came with a newer program, parses what is in use, indexes the
/// people.
///
/// # Errors
/// What the store says; [`Refusal::Broken`] when the database holds no hall.
pub(super) fn take_over(store: Store, dir: &Path, clock: Clock) -> Result<Hall, Refusal> {
    if store.read(|tx: &ReadTx<'_>| tx.views().hall())?.is_none() {
        return Err(Refusal::Broken("the database holds no hall".to_owned()));
    }
    // Before anything is written: what is written under a wrong clock says nothing against it.
    let believed = store.read(|tx: &ReadTx<'_>| tx.recent_wall())?;
    frozen::put_on_record(&store, Author::program(clock))?;
    erase::put_on_record(&store, Author::program(clock))?;
    store.write(|tx: &mut WriteTx<'_>| tx.key_follow_shared())?;
    reference::complete(&store)?;
    reference::adopt_shipped(&store, Author::program(clock))?;
    // Those whose day came while the program was closed.
    offers::adopt(&store, Author::program(clock), clock.now().date())?;
    Hall::new(store, dir, clock, believed)
}

/// A hall at work: synced and looked after as long as it is open.
pub(super) fn ready(hall: Hall) -> State {
    let hall = Arc::new(hall);
    hall.start_syncing();
    let work = DailyWork::watch(&hall);
    State::Ready(hall, work)
}

/// Opens what lies in a folder.
pub(super) fn open_state(dir: &Path, clock: Clock) -> State {
    let opened = open_store(dir, clock).and_then(|store| {
        let store = match joining::resume(store, dir, clock)? {
            Ok(joining) => return Ok(State::Joining(joining)),
            Err(store) => store,
        };
        if store.read(|tx: &ReadTx<'_>| tx.views().hall())?.is_none() {
            return Ok(State::Setup);
        }
        Ok(ready(take_over(store, dir, clock)?))
    });
    opened.unwrap_or_else(|refusal| State::Trouble(trouble(dir, &refusal)))
}

/// Opens with the key file. A database of before values were sealed gets a key of its own; its recovery code is made with
/// the first manager, whom it has not either.
fn open_store(dir: &Path, clock: Clock) -> Result<Store, Refusal> {
    let wall = clock.wall();
    if store::key_on_record(dir)?.is_some() {
        let key = keys::read(dir).map_err(Refusal::Key)?;
        return Ok(Store::open(dir, wall, &key)?);
    }
    let key = match keys::read(dir) {
        Ok(key) => key,
        Err(KeyFault::Missing) => {
            let key = HallKey::generate()?;
            keys::write(dir, &key)?;
            key
        }
        Err(fault) => return Err(Refusal::Key(fault)),
    };
    Ok(Store::open_upgrading(dir, wall, &key, &RecoveryCode::generate()?)?)
}

/// What is wrong where no data is.
pub(super) fn missing(dir: &Path) -> Trouble {
    let backup = newest_backup(dir);
    let kind = if backup.is_some() { TroubleKind::Corrupt } else { TroubleKind::Disk };
    Trouble { kind, detail: format!("no data in {}", dir.display()), backup }
}

fn trouble(dir: &Path, refusal: &Refusal) -> Trouble {
    let kind = match refusal {
        Refusal::Open(OpenError::NewerDatabase { .. }) => TroubleKind::NewerDatabase,
        Refusal::Open(OpenError::Corrupt { .. }) | Refusal::Broken(_) => TroubleKind::Corrupt,
        Refusal::Open(OpenError::ReadOnly) => TroubleKind::ReadOnly,
        Refusal::Open(OpenError::InUse) => TroubleKind::InUse,
        Refusal::Open(OpenError::ForeignKey { .. }) => TroubleKind::KeyForeign,
        Refusal::Key(KeyFault::Missing) => TroubleKind::KeyMissing,
        Refusal::Key(KeyFault::Unreadable(_) | KeyFault::Damaged) => TroubleKind::KeyUnreadable,
        _ => TroubleKind::Disk,
    };
    let backup = if kind == TroubleKind::Corrupt { newest_backup(dir) } else { None };
    Trouble { kind, detail: refusal.to_string(), backup }
}

fn newest_backup(dir: &Path) -> Option<Backup> {
    Store::backups(dir).into_iter().find(|backup| backup.verified).map(Backup::from)
}
