//! What one PC may write and nobody else has to suffer from: leaps in the order, bodies that cannot be, journals that are none.

use domain::event::{Fact, ReferenceKind};
use domain::time::BeijingDay;
use journal::{Chain, Event, EventId, KindCode, KindVersion, LEAP_MAX, Lamport, ParkReason, Segment, Seq};
use store::{ReadTx, VaultField};
use sync::{Envelope, Outcome, Pushed, Refusal, Reply, Request, Step, Token};
use yanshi_tests::sync_lab::{LabHall, LabServer, NOW};

/// Kind, Lamport number, body.
type Said = (u16, u64, Vec<u8>);

/// A token of the server for a PC.
fn token(server: &LabServer, hall: &LabHall) -> Token {
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let Step::Send(hello) = child.begin(&mut replica, [3; 16], NOW.0).unwrap() else { panic!("it greets") };
    let Ok(Reply::Welcome(welcome)) = Reply::decode(&server.answer(&hello.encode()).unwrap()) else {
        panic!("a token")
    };
    welcome.token
}

fn event(hall: &LabHall, seq: Seq, (kind, lamport, body): Said) -> Vec<u8> {
    let id = EventId { device: hall.store.device(), seq };
    let (kind, version, lamport) = (KindCode(kind), KindVersion(1), Lamport(lamport));
    let (must_understand, base, actor) = (false, None, None);
    Event { device: id.device, seq, lamport, wall: NOW, kind, version, must_understand, entity: id, base, actor, body }
        .encode()
}

/// The journal after these events, and the segment of them.
fn sealed(hall: &LabHall, start: &Chain, said: &[Said]) -> (Chain, Segment) {
    let mut end = *start;
    let events = said.iter().map(|said| {
        let bytes = event(hall, end.next(), said.clone());
        end.append(&bytes);
        bytes
    });
    let events = events.collect();
    (end, Segment::seal(&*hall.key, start, events).unwrap())
}

fn request(server: &LabServer, by: Token, push: sync::Push) -> Reply {
    let bytes = Envelope { token: Some(by), request: Request::Push(push) }.encode();
    Reply::decode(&server.answer(&bytes).unwrap()).unwrap()
}

fn push(server: &LabServer, by: Token, segments: &[Segment]) -> Pushed {
    let segments = journal::pack(segments).unwrap();
    match request(server, by, sync::Push { segments, ..sync::Push::default() }) {
        Reply::Pushed(pushed) => pushed,
        other => panic!("{other:?}"),
    }
}

fn sync(server: &LabServer, hall: &LabHall) {
    let (mut child, mut replica) = hall.child(server.authority, 2).unwrap();
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(_)), "{outcome:?}");
}

fn offer(server: &LabServer, text: &str) {
    let (storage, day) = (server.storage(), BeijingDay(20_800));
    storage.offer(&server.folder.key, ReferenceKind::Calendar, text.as_bytes(), day).unwrap();
}

/// The Lamport number of the next booking.
fn books(hall: &LabHall, number: u64) -> u64 {
    let made = hall.book(number, 1).unwrap()[0];
    hall.store.read(|tx: &ReadTx<'_>| tx.event(made)).unwrap().unwrap().lamport.0
}

fn parked(hall: &LabHall) -> Vec<ParkReason> {
    let parked = hall.store.read(|tx: &ReadTx<'_>| tx.parked_events()).unwrap();
    parked.into_iter().map(|line| line.reason).collect()
}

/// Through the server it once reached every hall of the city, and none could write any more.
#[test]
fn a_leap_stops_neither_its_hall_nor_the_server_nor_another_hall() {
    for (at_once, leap) in [(2, 1 << 53), (2, (1 << 53) - 1), (2, LEAP_MAX + 9), (1, (1 << 53) - 1), (1, LEAP_MAX + 9)]
    {
        let server = LabServer::new().unwrap();
        let [hostile, beside, elsewhere] = [1, 2, 3].map(|number| LabHall::new(number).unwrap());
        for (hall, number) in [(&hostile, 3), (&beside, 3), (&elsewhere, 4)] {
            server.enrol(hall, number).unwrap();
        }
        let by = token(&server, &hostile);
        let mut end = Chain::begin(hostile.store.device());
        let mut parked_there = 0;
        for said in [(999, 1, Vec::new()), (999, leap, Vec::new())].chunks(at_once) {
            let segment;
            (end, segment) = sealed(&hostile, &end, said);
            parked_there += push(&server, by, &[segment]).parked;
        }
        assert_eq!(parked_there, 1, "{leap}");
        assert_eq!(server.storage().parked().unwrap()[0].reason, "number");
        offer(&server, "first");
        sync(&server, &beside);
        assert_eq!(parked(&beside), [ParkReason::Number], "{leap}: the leap, and not what the server offers");
        assert_eq!(books(&beside, 1), 2, "{leap}");
        sync(&server, &elsewhere);
        assert_eq!((parked(&elsewhere), books(&elsewhere, 2)), (vec![], 2), "{leap}");
        sync(&server, &elsewhere);
        sync(&server, &beside);
        assert_eq!(server.storage().parked().unwrap().len(), 1, "{leap}");
        assert_eq!(server.storage().bookings(3, 1_000_000_001).unwrap().len(), 1);
    }
}

/// What came too early is no longer parked when what lies between has come; server and hall see it alike.
#[test]
fn what_lies_between_brings_a_leap_back_on_both_sides() {
    let server = LabServer::new().unwrap();
    let [far, between, beside] = [1, 2, 3].map(|number| LabHall::new(number).unwrap());
    for hall in [&far, &between, &beside] {
        server.enrol(hall, 3).unwrap();
    }
    let said = |hall: &LabHall, lamport, body: &[u8]| {
        let (_, segment) = sealed(hall, &Chain::begin(hall.store.device()), &[(20, lamport, body.to_vec())]);
        push(&server, token(&server, hall), &[segment]).parked
    };
    let body = Fact::BookingMade(yanshi_tests::sync_lab::bookings(7, 1).unwrap().remove(0)).encode();
    assert_eq!(said(&far, 2 * LEAP_MAX, &body), 1);
    sync(&server, &beside);
    assert_eq!(parked(&beside), [ParkReason::Number]);
    assert_eq!(server.storage().bookings(3, 1_000_000_007).unwrap().len(), 0);
    // Itself no booking, and its number counts all the same.
    assert_eq!(said(&between, LEAP_MAX, b"\xff"), 1);
    sync(&server, &beside);
    assert_eq!(parked(&beside), [ParkReason::Body]);
    assert_eq!(server.storage().bookings(3, 1_000_000_007).unwrap().len(), 1);
    let listed = server.storage().parked().unwrap();
    assert_eq!(listed.iter().map(|line| line.reason).collect::<Vec<_>>(), ["body"]);
    assert_eq!(books(&beside, 1), 2 * LEAP_MAX + 1);
}

/// A database of the server that a program before this one left.
#[test]
fn a_poisoned_server_counts_anew_when_it_is_opened() {
    let server = LabServer::new().unwrap();
    let (hostile, elsewhere) = (LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hostile, 3).unwrap();
    server.enrol(&elsewhere, 4).unwrap();
    let (_, segment) = sealed(&hostile, &Chain::begin(hostile.store.device()), &[(999, (1 << 53) - 1, Vec::new())]);
    push(&server, token(&server, &hostile), &[segment]);
    offer(&server, "first");
    // As it was: the next offer of the server one above the highest number of all halls.
    let file = server.dir.path().join("central.db");
    let change = |sql: &str| rusqlite::Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    change("UPDATE counted SET lamport = 9007199254740991");
    offer(&server, "second");
    change(
        "DROP TABLE counted; DELETE FROM parked; ALTER TABLE parked DROP COLUMN lamport;
         ALTER TABLE parked DROP COLUMN otherwise; PRAGMA user_version = 3",
    );
    let server = server.restarted().unwrap();
    let listed = server.storage().parked().unwrap();
    assert_eq!(listed.iter().map(|line| (line.hall, line.reason)).collect::<Vec<_>>(), [(0, "number"), (3, "number")]);
    offer(&server, "third");
    sync(&server, &elsewhere);
    assert_eq!((parked(&elsewhere), books(&elsewhere, 1)), (vec![ParkReason::Number], 3));
    let offers = elsewhere.store.read(|tx: &ReadTx<'_>| tx.views().reference_offers(ReferenceKind::Calendar)).unwrap();
    assert_eq!(offers.len(), 1);
    let bytes = elsewhere.store.read(|tx: &ReadTx<'_>| tx.reference_get(&offers[0].hash)).unwrap();
    assert_eq!(bytes.as_deref(), Some(b"third".as_slice()), "the third stands, not the second that leaps");
}

#[test]
fn the_server_offers_nothing_that_halls_would_park() {
    let server = LabServer::new().unwrap();
    let offered = server.storage().offer(&server.folder.key, ReferenceKind::Calendar, b"table", BeijingDay(u32::MAX));
    assert!(offered.is_err_and(|error| error.to_string().contains("set this offer aside")));
    assert_eq!(server.storage().last_reference(ReferenceKind::Calendar).unwrap(), None);
}

/// A value under a number that no event can have would never agree.
#[test]
fn values_and_erasures_under_no_event_are_left_out() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let by = token(&server, &hall);
    for seq in [0, (1 << 53) + 1, u64::MAX] {
        let subject = EventId { device: hall.store.device(), seq: Seq(seq) };
        let row = sync::SealedRow { subject, field: 1, suite: 9, sealed: vec![1; 40] };
        let pushes = [
            sync::Push { rows: vec![row], ..sync::Push::default() },
            sync::Push { erased: vec![sync::Erased { subject, field: 1 }], ..sync::Push::default() },
        ];
        for push in pushes {
            assert!(matches!(request(&server, by, push), Reply::Pushed(_)), "{seq}: nobody's sync is stopped by it");
        }
    }
    hall.book(1, 1).unwrap();
    sync(&server, &hall);
}

/// It begins no journal, so there are no two of it: what is good is taken afterwards.
#[test]
fn a_first_segment_behind_another_hash_is_declined_and_freezes_nobody() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let wrong = Chain::resume(hall.store.device(), Seq::FIRST, journal::Hash([7; 32]));
    let good = Chain::begin(hall.store.device());
    let (_, mut segment) = sealed(&hall, &good, &[(999, 1, Vec::new())]);
    segment.previous = wrong.hash();
    // As PROTOCOL.md says what is signed: suite, device, number, count, hash before, hash after.
    let numbers = [1_u64.to_be_bytes(), 1_u64.to_be_bytes()].concat();
    let hashes = [segment.previous.0, segment.head().0].concat();
    let signed = [b"yanshi journal segment 1\0", &[1][..], &segment.device.0, &numbers, &hashes].concat();
    segment.signature = hall.key.sign_bytes(&signed).to_vec();
    let pushed = push(&server, token(&server, &hall), &[segment]);
    let declined: Vec<Refusal> = pushed.declined.unwrap_or_default().into_iter().map(|segment| segment.why).collect();
    assert_eq!(declined, [Refusal::Malformed], "not its signature is wrong");
    assert_eq!((pushed.forked.len(), server.storage().devices().unwrap()[0].state), (0, "active"));
    hall.book(1, 1).unwrap();
    sync(&server, &hall);
}

/// The signature says who wrote a journal twice, whoever brings it.
#[test]
fn a_fork_that_another_pc_hands_on_freezes_its_author() {
    let server = LabServer::new().unwrap();
    let (author, other) = (LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&author, 3).unwrap();
    server.enrol(&other, 3).unwrap();
    let start = Chain::begin(author.store.device());
    let [first, second] = [1, 2].map(|lamport| sealed(&author, &start, &[(999, lamport, Vec::new())]).1);
    push(&server, token(&server, &author), &[first]);
    let pushed = push(&server, token(&server, &other), &[second]);
    assert_eq!(pushed.forked.len(), 1);
    let states: Vec<&str> = server.storage().devices().unwrap().iter().map(|device| device.state).collect();
    assert_eq!(states, ["frozen", "active"]);
    other.book(1, 1).unwrap();
    sync(&server, &other);
}

/// What decodes and cannot be: a hall and the server park the same, and the hall's other PCs go on.
#[test]
fn bodies_that_cannot_be_are_parked_on_both_sides() {
    let server = LabServer::new().unwrap();
    let (hostile, beside) = (LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hostile, 3).unwrap();
    server.enrol(&beside, 3).unwrap();
    let mut booking = yanshi_tests::sync_lab::bookings(7, 1).unwrap().remove(0);
    booking.day = BeijingDay(u32::MAX);
    let times = domain::seat::PlannedSession {
        from: domain::time::MinuteOfDay(720),
        to: domain::time::MinuteOfDay(540),
        slot_minutes: 30,
        seats: 8,
    };
    let opened = domain::event::DayOpened { day: BeijingDay(20_785), sessions: vec![times] };
    let said: Vec<Said> = [Fact::BookingMade(booking), Fact::DayOpened(opened)]
        .iter()
        .zip(1..)
        .map(|(fact, lamport)| (fact.kind(), lamport, fact.encode()))
        .collect();
    let (_, segment) = sealed(&hostile, &Chain::begin(hostile.store.device()), &said);
    assert_eq!(push(&server, token(&server, &hostile), &[segment]).parked, 2);
    assert_eq!(server.storage().bookings(3, 1_000_000_007).unwrap().len(), 0);
    sync(&server, &beside);
    assert_eq!(parked(&beside), [ParkReason::Body; 2]);
    assert_eq!(books(&beside, 1), 3);
    let value = beside.store.read(|tx: &ReadTx<'_>| tx.vault_get(beside_first(&beside), VaultField(1)));
    assert_eq!(value.unwrap().as_deref(), Some("王小明"));
}

fn beside_first(hall: &LabHall) -> EventId {
    EventId { device: hall.store.device(), seq: Seq::FIRST }
}
