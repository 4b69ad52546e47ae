//! A new PC takes its place in a hall that the server knows: enrolled by a code, filled by a first sync, opened with the hall's
//! recovery code.
//!
//! Until the code has been typed this PC holds the hall's records and cannot read a name in them. Cut short anywhere it goes
//! on where it was: the data folder remembers that it is joining.

use super::joining::{JOINING, begin};
use super::setup::{empty_store, look_at};
use super::stages::Program;
use super::state::{JoiningHall, Stage, State};
use crate::assist::cards::take_over;
use crate::ground::{Author, Refusal, record};
use crate::people::key_by_code;
use crate::syncing::enrol::enrol_device;
use crate::syncing::{EnrolWish, key_path, remember};
use domain::event::{DeviceSucceeded, Fact, SuccessionReason};
use domain::names::Names;
use link::{SyncState, SyncStatus};
use std::path::PathBuf;
use store::{ReadTx, StoreError, WriteTx, keys};

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinWish {
    /// Where the data is to lie.
    pub dir: PathBuf,
    pub enrol: EnrolWish,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinState {
    /// As the server calls the hall.
    pub server_name: String,
    pub address: String,
    /// As the hall calls itself, once that has arrived.
    pub hall: Option<Names>,
    /// Everything has arrived, and both sides hold the same: the recovery code can be typed.
    pub is_complete: bool,
    /// The hall's other PC has not shared its key yet: the code would open nothing.
    pub is_keyless: bool,
    pub status: SyncStatus,
}

impl Program {
    /// Enrols this new PC into a hall of the server and begins to fetch its records.
    ///
    /// # Errors
    /// What is wrong with folder, address or code, at its field; [`Refusal::AlreadySetUp`] where there is a hall.
    pub fn join(&self, wish: &JoinWish) -> Result<(), Refusal> {
        let _alone = self.alone()?;
        if self.stage() != Stage::Setup {
            return Err(Refusal::AlreadySetUp);
        }
        look_at(&wish.dir)?;
        // What an attempt before has left is gone on with: a server whose answer was lost knows its name and key.
        let store = empty_store(&wish.dir, self.clock().wall())?;
        self.remember_location(&wish.dir)?;
        let (enrolled, server) = enrol_device(&wish.dir, &store, None, &wish.enrol)?;
        let remembered = enrolled.clone();
        store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            tx.pin_devices(&server)?;
            tx.local_put(JOINING, b"1")?;
            remember(tx, &remembered)
        })?;
        self.set(State::Joining(begin(store, &wish.dir, enrolled, self.clock())?));
        Ok(())
    }

    /// How far joining is; nothing where nobody joins.
    ///
    /// # Errors
    /// What the store says.
    pub fn join_state(&self) -> Result<Option<JoinState>, Refusal> {
        self.with_joining(|joining| {
            let (hall, key) = joining
                .store
                .read(|tx: &ReadTx<'_>| -> Result<_, StoreError> { Ok((tx.views().hall()?, tx.key_shared()?)) })?;
            let status = joining.syncer.status()?;
            let is_complete = status.complete && hall.is_some() && status.state == SyncState::Synced;
            Ok(JoinState {
                server_name: joining.enrolment.name.clone(),
                address: joining.enrolment.address.clone(),
                hall: hall.map(|hall| hall.name),
                is_keyless: is_complete && key.is_none(),
                is_complete,
                status,
            })
        })
        .transpose()
    }

    /// Tries the server now.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`] where nobody joins.
    pub fn join_sync_now(&self) -> Result<(), Refusal> {
        self.with_joining(|joining| joining.syncer.sync_now()).ok_or(Refusal::NotEnrolled)
    }

    /// Opens what has arrived with the hall's recovery code, and goes to work in the place of the hall's earlier PC, whose
    /// seats stay frozen until a manager signs.
    ///
    /// # Errors
    /// What is wrong with the code, at its field; [`Refusal::JoinIncomplete`] before everything has arrived.
    pub fn finish_joining(&self, code: &str) -> Result<(), Refusal> {
        let _alone = self.alone()?;
        let state = self.join_state()?.ok_or(Refusal::NotEnrolled)?;
        if !state.is_complete || state.is_keyless {
            return Err(Refusal::JoinIncomplete);
        }
        let shared = self.with_joining(|joining| joining.store.read(|tx: &ReadTx<'_>| tx.key_shared()));
        let shared = shared.transpose()?.flatten().ok_or(Refusal::JoinIncomplete)?;
        let key = key_by_code(&shared, code)?;
        let Some(joining) = self.take_joining() else { return Err(Refusal::NotEnrolled) };
        let (dir, author) = (joining.dir.clone(), Author::program(self.clock()));
        let JoiningHall { store, syncer, enrolment, .. } = joining;
        drop(syncer);
        let finished = store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            tx.key_adopt(&shared)?;
            for end in tx.journal_ends()?.iter().filter(|end| end.device() != enrolment.server) {
                let (predecessor, known_to) = (end.device().0, end.events());
                let fact = DeviceSucceeded { predecessor, known_to, reason: SuccessionReason::NewPc };
                record(tx, author, &Fact::DeviceSucceeded(fact), None, None)?;
                take_over(tx, author, predecessor)?;
            }
            tx.local_delete(JOINING)
        });
        drop(store);
        // The database comes first: with it on record the code makes the key file anew, should it be cut short here.
        let finished = finished.map_err(Refusal::from).and_then(|()| Ok(keys::write(&dir, &key)?));
        self.reopen();
        finished
    }

    /// Gives joining up: what has been fetched is removed, and the wizard begins anew. The server keeps this device on its
    /// list until somebody revokes it there.
    ///
    /// # Errors
    /// What the disk says.
    pub fn abandon_joining(&self) -> Result<(), Refusal> {
        let _alone = self.alone()?;
        let Some(JoiningHall { store, dir, syncer, .. }) = self.take_joining() else {
            return Err(Refusal::NotEnrolled);
        };
        drop(syncer);
        let key = key_path(&dir, store.device());
        let removed = store.remove_unused().map_err(Refusal::from);
        let removed = removed.and_then(|()| Ok(std::fs::remove_file(key).map_err(StoreError::from)?));
        self.reopen();
        removed
    }
}
