//! Syncing with the central server, as a hall does it: enrolment, how it stands, and what follows when something arrives.
//!
//! Nothing here is waited for by a screen but an enrolment, which a person starts and watches; and no network call ever
//! holds a lock or a transaction (invariant A2). Deliberately not here: the protocol (`sync`) and the network (`link`).

mod arrived;
pub(crate) mod enrol;
pub(crate) mod state;

pub use enrol::EnrolWish;

use crate::ground::{Desk, Hall, Refusal, Right};
use journal::{DeviceId, Hash};
use link::{Patience, ServerAddress, SyncStatus, Syncer, key_file};
use minicbor::{Decode, Encode};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{ReadTx, Store, StoreError, WriteTx};

/// Name of this PC's enrolment among its settings.
const ENROLMENT: &str = "enrolment";

/// With which server this PC syncs, and as whom. A setting of this PC: a backup that is restored elsewhere goes on under
/// another device name, and has to be enrolled anew.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Enrolment {
    /// `https://host[:port]`.
    #[n(0)]
    pub address: String,
    /// SHA-256 of the authority's certificate, pinned.
    #[n(1)]
    pub authority: Hash,
    /// The device that was enrolled.
    #[n(2)]
    pub device: DeviceId,
    /// Number of the hall with the server.
    #[n(3)]
    pub hall: u32,
    /// Name of the hall with the server.
    #[n(4)]
    pub name: String,
    /// The server as an author of events.
    #[n(5)]
    pub server: DeviceId,
}

/// How syncing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncView {
    pub enrolment: Option<Enrolment>,
    /// This PC was enrolled under an earlier device name, and has to be enrolled anew.
    pub is_outdated: bool,
    /// Nothing where there is no server, or the syncing thread could not be started.
    pub status: Option<SyncStatus>,
}

/// The enrolment of an installation, whatever device it is of.
pub(crate) fn enrolment(store: &Store) -> Result<Option<Enrolment>, StoreError> {
    let bytes = store.read(|tx: &ReadTx<'_>| tx.local_get(ENROLMENT))?;
    let read = |bytes: Vec<u8>| minicbor::decode(&bytes);
    bytes.map(read).transpose().map_err(|error| StoreError::Damaged(format!("the enrolment: {error}")))
}

pub(crate) fn remember(tx: &mut WriteTx<'_>, enrolment: &Enrolment) -> Result<(), StoreError> {
    let bytes = minicbor::to_vec(enrolment).map_err(|error| StoreError::Internal(error.to_string()))?;
    tx.local_put(ENROLMENT, &bytes)
}

/// One key for each name: who goes on under a new one signs with a new one.
pub(crate) fn key_path(dir: &Path, device: DeviceId) -> PathBuf {
    dir.join(format!("device-{device}.key"))
}

/// Starts to sync.
pub(crate) fn start(
    store: &Store,
    dir: &Path,
    enrolment: &Enrolment,
    time: link::TellTime,
    arrived: link::Arrived,
) -> Result<Syncer, Refusal> {
    // Who is enrolled has a key; another one in its place would be known to nobody.
    let key = key_file::load(&key_path(dir, enrolment.device)).map_err(StoreError::from)?;
    let server = ServerAddress { address: enrolment.address.clone(), authority: enrolment.authority };
    let program = env!("CARGO_PKG_VERSION");
    let started = Syncer::start(store, Arc::new(key), &server, program, time, arrived, Patience::default());
    started.map_err(|error| Refusal::Broken(format!("syncing does not start: {error}")))
}

impl Hall {
    /// Begins to sync where this PC is enrolled. That it cannot is told in the log and by the chip, and stops nobody.
    pub(crate) fn start_syncing(self: &Arc<Self>) {
        if let Err(refusal) = self.try_start_syncing() {
            tracing::error!(%refusal, "no syncing");
        }
    }

    fn try_start_syncing(self: &Arc<Self>) -> Result<(), Refusal> {
        let Some(enrolment) = enrolment(&self.store)?.filter(|enrolment| enrolment.device == self.store.device())
        else {
            return Ok(());
        };
        self.syncing.put(None);
        let (clock, hall) = (self.clock, Arc::downgrade(self));
        let arrived = move || {
            if let Some(hall) = hall.upgrade() {
                hall.take_arrivals();
            }
        };
        let syncer = start(&self.store, &self.dir, &enrolment, Arc::new(move || clock.wall()), Arc::new(arrived))?;
        self.syncing.put(Some(syncer));
        self.syncing.arrivals.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Ends syncing, so that the hall can be closed.
    pub(crate) fn stop_syncing(&self) {
        self.syncing.put(None);
    }

    /// Something may have been written: tells the server soon, if it was there the last time. Waits for nothing.
    pub fn nudge_sync(&self) {
        let told = self.revision().unwrap_or_default();
        if self.syncing.told.swap(told, Ordering::Relaxed) != told {
            self.syncing.with(Syncer::nudge);
        }
    }

    /// How syncing stands; free of personal values, for the chip that everybody sees.
    ///
    /// # Errors
    /// What the store says.
    pub fn sync_view(&self) -> Result<SyncView, Refusal> {
        let enrolment = enrolment(&self.store)?;
        let is_outdated = enrolment.as_ref().is_some_and(|enrolment| enrolment.device != self.store.device());
        let status = self.syncing.with(Syncer::status).transpose()?;
        Ok(SyncView { enrolment, is_outdated, status })
    }
}

impl Desk {
    /// Syncs now, whatever the pause.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`]; [`Refusal::NotEnrolled`] where there is no server.
    pub fn sync_now(&self) -> Result<(), Refusal> {
        self.require(Right::ReadBook)?;
        self.syncing.with(Syncer::sync_now).ok_or(Refusal::NotEnrolled)
    }
}
