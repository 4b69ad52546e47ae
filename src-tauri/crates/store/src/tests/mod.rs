//! Tests of the store as a whole, on real files.

mod always;
mod backups;
mod case;
mod damage;
mod disk_full;
mod duty;
mod erasing;
mod going_on;
mod keeping;
mod key_record;
mod local;
mod making;
mod newest_first;
mod opening;
mod proving;
mod reading;
mod replica;
mod restoring;
mod sealing;
mod touched;
mod upgrading;
mod writing;

use crate::copies::layout;
use crate::db::error::{OpenError, StoreError};
use crate::db::store::Store;
use crate::db::write_tx::{NewEvent, WriteTx};
use crate::vault::seal::Unsealed;
use journal::{DeviceId, EventId, KindCode, KindVersion, Seq, WallTime};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");

/// 2026-11-23 17:40 in Beijing.
const NOW: WallTime = WallTime(1_795_426_800_000);

/// A kind that no version of the program knows: it is kept and folds into nothing.
const UNKNOWN_KIND: KindCode = KindCode(60_000);

fn id(seq: u64) -> EventId {
    EventId { device: DEVICE, seq: Seq(seq) }
}

fn new_event(body: &[u8]) -> NewEvent {
    NewEvent {
        kind: UNKNOWN_KIND,
        version: KindVersion(1),
        must_understand: false,
        entity: None,
        base: None,
        actor: None,
        wall: NOW,
        body: body.to_vec(),
    }
}

/// A store whose values lie open, so that a test sees what lies where.
fn create(dir: &Path) -> Result<Store, OpenError> {
    Store::create_sealed(dir, DEVICE, NOW, Arc::new(Unsealed))
}

fn open(dir: &Path) -> Result<Store, OpenError> {
    Store::open_sealed(dir, NOW, Arc::new(Unsealed))
}

/// A store in a folder of its own.
struct Fixture {
    dir: TempDir,
    store: Store,
}

impl Fixture {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let store = create(dir.path()).unwrap();
        Self { dir, store }
    }

    /// With events of this device: `body-1`, `body-2` …
    fn with_events(count: u64) -> Self {
        let fixture = Self::new();
        for seq in 1..=count {
            fixture.append(format!("body-{seq}").as_bytes()).unwrap();
        }
        fixture
    }

    fn append(&self, body: &[u8]) -> Result<EventId, StoreError> {
        let new = new_event(body);
        self.store.write(move |tx: &mut WriteTx<'_>| tx.append(new))
    }

    /// Bodies of the first device's events, in order.
    fn bodies(&self) -> Vec<String> {
        bodies(&self.store)
    }

    fn close(self) -> TempDir {
        self.dir
    }

    fn reopen(self) -> Self {
        self.reopen_after(|_| {})
    }

    /// Something is done to the closed folder.
    fn reopen_after(self, change: impl FnOnce(&Path)) -> Self {
        let Self { dir, store } = self;
        drop(store);
        change(dir.path());
        let store = open(dir.path()).unwrap();
        Self { dir, store }
    }
}

fn bodies(store: &Store) -> Vec<String> {
    bodies_of(store, DEVICE)
}

/// Bodies of the events that a device wrote, whether or not it is still the one in use.
fn bodies_of(store: &Store, device: DeviceId) -> Vec<String> {
    let body = |seq| store.read(|tx| tx.event(EventId { device, seq: Seq(seq) })).unwrap().map(|event| event.body);
    (1..).map_while(body).map(|body| String::from_utf8(body).expect("tests write text")).collect()
}

/// Where an installation's copies lie in a second folder: its only sub-folder.
fn own_copies(second: &Path) -> std::path::PathBuf {
    let entries = std::fs::read_dir(second).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).min().expect("a sub-folder")
}

/// Changes a closed database behind the store's back.
fn tamper(dir: &TempDir, sql: &str) {
    let connection = Connection::open(layout::database(dir.path())).unwrap();
    connection.execute_batch("DROP TRIGGER journal_never_changes; DROP TRIGGER journal_never_shrinks").unwrap();
    assert!(connection.execute_batch(sql).is_ok(), "{sql}");
}
