//! A second client, written from the text of PROTOCOL.md alone: its own CBOR, hashes, signatures and sealing, and the tables of
//! messages out of the text itself. First as an honest PC of a hall, then as one that nobody would want; beside it a PC of
//! this program in the same hall and one in another hall go on.

mod cbor;
mod client;
mod honest;
mod hostile;
mod hostile_shapes;
mod hostile_values;
mod text;

use cbor::Item;
use client::Stranger;
use domain::event::{Fact, HallFounded};
use domain::names::Names;
use journal::{DeviceId, DeviceKey, EventId, KindCode, KindVersion};
use link::StoreReplica;
use std::sync::Arc;
use store::{HallKey, NewEvent, ReadTx, RecoveryCode, Store, VaultField, WriteTx};
use sync::{Child, Outcome};
use text::{TABLES, Told};
use yanshi_tests::sync_lab::{LabHall, LabServer, NOW, folder};

/// A PC of this program, with all that it has booked.
struct Pc {
    hall: LabHall,
    child: Child,
    replica: StoreReplica,
    made: Vec<EventId>,
}

impl Pc {
    fn enrolled(server: &LabServer, hall: LabHall, number: u32) -> Self {
        server.enrol(&hall, number).unwrap();
        let (child, replica) = hall.child(server.authority, 1).unwrap();
        Self { hall, child, replica, made: Vec::new() }
    }

    /// One that founds its hall, so that the key of it is shared.
    fn founder(server: &LabServer, key: &HallKey, code: &RecoveryCode) -> Self {
        let (dir, device) = (folder(), DeviceId([0xd0, 0, 0, 0, 0, 0, 0, 1]));
        let store = Store::create(dir.path(), device, NOW, key, code).unwrap();
        let founded = HallFounded { directory: None, name: Names::same("厅"), demo: false, saturday: Vec::new() };
        let fact = Fact::HallFounded(founded);
        let event = NewEvent {
            kind: KindCode(fact.kind()),
            version: KindVersion(fact.version()),
            must_understand: true,
            entity: None,
            base: None,
            actor: None,
            wall: NOW,
            body: fact.encode(),
        };
        let found = move |tx: &mut WriteTx<'_>| {
            tx.append(event)?;
            tx.key_share()
        };
        store.write(found).unwrap();
        Self::enrolled(server, LabHall { dir, store, key: Arc::new(DeviceKey::from_bytes(&[0xd0; 32])) }, 3)
    }

    fn books(&mut self, number: u64, count: u64) {
        self.made.extend(self.hall.book(number, count).unwrap());
    }

    fn syncs(&mut self, server: &LabServer) {
        let outcome = server.round(&mut self.child, &mut self.replica).unwrap();
        assert!(matches!(outcome, Outcome::Synced(_)), "{outcome:?}");
    }

    fn name(&self, event: EventId) -> Option<String> {
        self.hall.store.read(|tx: &ReadTx<'_>| tx.vault_get(event, VaultField(1))).unwrap()
    }

    fn has_all_of(&self, made: &[EventId]) {
        for event in made {
            assert_eq!(self.name(*event).as_deref(), Some("王小明"), "{event}");
        }
    }
}

/// Hall 3 with a PC and the stranger, hall 4 with another PC.
struct Scene {
    server: LabServer,
    key: HallKey,
    code: RecoveryCode,
    beside: Pc,
    elsewhere: Pc,
    stranger: Stranger,
    booked: u64,
}

impl Scene {
    fn new() -> Self {
        let server = LabServer::new().unwrap();
        let [key, other] = [HallKey::generate().unwrap(), HallKey::generate().unwrap()];
        let code = RecoveryCode::generate().unwrap();
        let mut beside = Pc::founder(&server, &key, &code);
        let mut elsewhere = Pc::enrolled(&server, LabHall::keyed(2, &other).unwrap(), 4);
        beside.books(1, 10);
        elsewhere.books(101, 5);
        beside.syncs(&server);
        elsewhere.syncs(&server);
        let stranger = Stranger::of_hall(&server, 7, 3);
        Self { server, key, code, beside, elsewhere, stranger, booked: 1_000 }
    }

    /// The good PCs go on; a new PC of the hall joins and reads all of it.
    fn goes_on(&mut self) {
        self.those_here_go_on();
        let mut joins = Pc::enrolled(&self.server, LabHall::keyed(self.booked, &self.key).unwrap(), 3);
        joins.syncs(&self.server);
        joins.has_all_of(&self.beside.made);
    }

    /// Both good PCs sync, write and sync on, and have lost nothing.
    fn those_here_go_on(&mut self) {
        for _ in 0..2 {
            self.beside.syncs(&self.server);
            self.elsewhere.syncs(&self.server);
        }
        for pc in [&mut self.beside, &mut self.elsewhere] {
            self.booked += 1;
            pc.books(self.booked, 1);
            pc.syncs(&self.server);
            pc.has_all_of(&pc.made);
        }
    }

    /// Rows of the hall, as anybody of it is told.
    fn rows(&self) -> Vec<Item> {
        let fields = [("buckets", Item::array([])), ("rows", Item::Number(20_000))];
        self.stranger.asks(&self.server, "Sealed", &fields).field("rows").items().to_vec()
    }

    /// The founding event's number is 1, and those of bookings follow.
    fn founding(&self) -> Item {
        named(EventId { device: self.beside.hall.store.device(), seq: journal::Seq::FIRST })
    }
}

fn named(event: EventId) -> Item {
    client::event_name(event.device.0, event.seq.0)
}

fn row(event: Item, field: u64, suite: u64, sealed: &[u8]) -> Item {
    Item::array([event, Item::Number(field), Item::Number(suite), Item::bytes(sealed)])
}

/// What a refusal is called in the text.
fn refused(told: &Told) -> String {
    assert_eq!(told.name, "Refused", "{told:?}");
    TABLES.told("Refusal", &told.contents[0]).unwrap().name
}

/// A booking's kind and body.
fn booking(number: u64) -> (u16, Vec<u8>) {
    let fact = Fact::BookingMade(yanshi_tests::sync_lab::bookings(number, 1).unwrap().remove(0));
    (fact.kind(), fact.encode())
}
