//! An enrolled PC of the hall, or the server itself, that wants names gone or spoilt: what does not prove itself takes
//! nothing, is listed, and stops nobody.

use domain::people::Role;
use journal::{DeviceId, EventId, Seq};
use link::StoreReplica;
use store::{HallKey, ParkedWhy, ReadTx, VaultField, WriteTx};
use sync::{Child, Envelope, Erased, Outcome, Push, Replica, Reply, Request, SealedRow, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer};

const NAME: VaultField = VaultField(1);

/// A PC with its child.
struct Pc {
    hall: LabHall,
    child: Child,
    replica: StoreReplica,
}

impl Pc {
    fn new(server: &LabServer, number: u64, key: &HallKey) -> Self {
        let hall = LabHall::keyed(number, key).unwrap();
        server.enrol(&hall, 3).unwrap();
        let (child, replica) = hall.child(server.authority, 1).unwrap();
        Self { hall, child, replica }
    }

    fn round(&mut self, server: &LabServer) -> Outcome {
        server.round(&mut self.child, &mut self.replica).unwrap()
    }

    fn synced(&mut self, server: &LabServer) {
        let outcome = self.round(server);
        assert!(matches!(outcome, Outcome::Synced(_)), "{outcome:?}");
    }

    /// Sends whatever it likes.
    fn pushes(&mut self, server: &LabServer, rows: Vec<SealedRow>, erased: Vec<Erased>) {
        let Step::Send(session) = self.child.begin(&mut self.replica, [4; 16], 0).unwrap() else { panic!("it asks") };
        let request = Request::Push(Push { segments: Vec::new(), rows, erased });
        let bytes = Envelope { token: session.token, request }.encode();
        assert!(matches!(Reply::decode(&server.answer(&bytes).unwrap()), Ok(Reply::Pushed(_))));
    }

    fn name(&self, booking: EventId) -> Option<String> {
        self.hall.store.read(|tx: &ReadTx<'_>| tx.vault_get(booking, NAME)).unwrap()
    }

    fn parked(&self) -> Vec<(EventId, ParkedWhy)> {
        let parked = self.hall.store.read(|tx: &ReadTx<'_>| tx.parked_values()).unwrap();
        parked.into_iter().map(|value| (value.subject, value.why)).collect()
    }
}

/// A hall with ten bookings of one PC, and the other one.
struct Scene {
    server: LabServer,
    good: Pc,
    insider: Pc,
    made: Vec<EventId>,
}

impl Scene {
    fn new() -> Self {
        let (server, key) = (LabServer::new().unwrap(), HallKey::generate().unwrap());
        let (mut good, mut insider) = (Pc::new(&server, 1, &key), Pc::new(&server, 2, &key));
        let made = good.hall.book(1, 10).unwrap();
        good.synced(&server);
        insider.synced(&server);
        Self { server, good, insider, made }
    }

    /// Everybody still knows everybody.
    fn nobody_is_lost(&mut self) {
        for _ in 0..2 {
            self.good.synced(&self.server);
            self.insider.synced(&self.server);
        }
        for booking in &self.made {
            for pc in [&self.good, &self.insider] {
                assert_eq!(pc.name(*booking).as_deref(), Some("王小明"), "{booking}");
            }
        }
        assert_eq!(alive(&self.server), 2 * self.made.len());
    }
}

fn alive(server: &LabServer) -> usize {
    let file = rusqlite::Connection::open(server.dir.path().join("central.db")).unwrap();
    file.query_row("SELECT count(*) FROM sealed WHERE sealed IS NOT NULL", [], |row| row.get::<_, i64>(0))
        .map(|count| usize::try_from(count).unwrap())
        .unwrap()
}

fn gone(subject: EventId) -> [Erased; 2] {
    [1, 2].map(|field| Erased { subject, field })
}

fn garbage(subject: EventId, suite: u8) -> SealedRow {
    SealedRow { subject, field: NAME.0, suite, sealed: vec![0x5a; 40] }
}

#[test]
fn an_erasure_that_no_event_demands_takes_nothing() {
    let mut scene = Scene::new();
    let all = scene.made.iter().flat_map(|booking| gone(*booking)).collect();
    scene.insider.pushes(&scene.server, Vec::new(), all);
    scene.nobody_is_lost();
    assert!(scene.good.parked().is_empty(), "the server took none of it");
}

/// Bookings that are not made yet keep their names: nothing is remembered of what is sent ahead.
#[test]
fn what_is_sent_ahead_of_its_event_takes_nothing_that_comes_later() {
    let mut scene = Scene::new();
    let device = scene.good.hall.store.device();
    let ahead = || (11..=210).map(|seq| EventId { device, seq: Seq(seq) });
    let rows = ahead().map(|event| garbage(event, 1)).collect();
    scene.insider.pushes(&scene.server, rows, ahead().flat_map(gone).collect());
    let more = scene.good.hall.book(11, 20).unwrap();
    scene.made.extend(more);
    scene.nobody_is_lost();
}

/// A server that was taken over, or of before, hands an erasure down: the hall believes the journal, and brings the value back.
#[test]
fn a_server_that_claims_an_erasure_is_not_believed() {
    let scene = Scene::new();
    let claimed = scene.made[3];
    let file = rusqlite::Connection::open(scene.server.dir.path().join("central.db")).unwrap();
    let seq = i64::try_from(claimed.seq.0).unwrap();
    file.execute("UPDATE sealed SET sealed = NULL, suite = 0 WHERE seq = ?1", [seq]).unwrap();
    file.execute("DELETE FROM sealed_bucket", []).unwrap();
    drop(file);
    let Scene { server, mut good, mut insider, made } = scene;
    let server = server.restarted().unwrap();
    let outcome = good.round(&server);
    assert!(matches!(outcome, Outcome::Synced(_) | Outcome::Mismatch(_)), "{outcome:?}");
    insider.round(&server);
    let mut scene = Scene { server, good, insider, made };
    scene.nobody_is_lost();
    // As it comes with what others sent.
    let memory = scene.good.child.memory().clone();
    scene.good.replica.begin_take_sealed(Vec::new(), gone(claimed).to_vec(), &memory).unwrap();
    scene.good.replica.settle().unwrap();
    assert_eq!(scene.good.parked(), [(claimed, ParkedWhy::Erasure); 2]);
    scene.nobody_is_lost();
}

/// The event is what erases; who wrote it must have had the right, and it must be about something that can be erased.
#[test]
fn an_event_erases_only_by_somebody_who_may_and_only_what_can_be_erased() {
    let mut scene = Scene::new();
    let (manager, clerk) =
        (scene.good.hall.enter(Role::HallManager).unwrap(), scene.good.hall.enter(Role::WindowClerk).unwrap());
    // Staff have names, too.
    let named = move |tx: &mut WriteTx<'_>| {
        tx.vault_put(manager, NAME, "王小明")?;
        tx.vault_put(manager, VaultField(2), "13800138000")
    };
    scene.good.hall.store.write(named).unwrap();
    scene.made.push(manager);
    scene.good.synced(&scene.server);
    scene.insider.synced(&scene.server);
    let [first, second, by_nobody] = [scene.made[0], scene.made[1], scene.made[2]];
    // By a clerk; by an event that is no person's; of a person.
    scene.insider.hall.say_erased(first, Some(clerk)).unwrap();
    scene.insider.hall.say_erased(first, Some(second)).unwrap();
    scene.insider.hall.say_erased(manager, None).unwrap();
    scene.insider.synced(&scene.server);
    let claims = [first, manager].into_iter().flat_map(gone).collect();
    scene.insider.pushes(&scene.server, Vec::new(), claims);
    scene.nobody_is_lost();
    let copy = scene.good.replica.rows_of(journal::Bucket::of(second)).unwrap();
    // By a manager, and by the program: the event alone is enough, at once and everywhere.
    scene.insider.hall.say_erased(second, Some(manager)).unwrap();
    scene.insider.hall.say_erased(by_nobody, None).unwrap();
    scene.insider.synced(&scene.server);
    scene.good.synced(&scene.server);
    assert_eq!((scene.good.name(second), scene.good.name(by_nobody)), (None, None));
    scene.good.synced(&scene.server);
    assert_eq!(alive(&scene.server), 18, "the hall told the server of what its journal demands");
    scene.insider.synced(&scene.server);
    // Who still has a value of it sends it in vain.
    let again = vec![garbage(second, 1), garbage(first, 1)];
    scene.insider.pushes(&scene.server, again, Vec::new());
    let memory = scene.good.child.memory().clone();
    scene.good.replica.begin_take_sealed(copy, Vec::new(), &memory).unwrap();
    scene.good.replica.settle().unwrap();
    assert_eq!((scene.good.name(second), scene.good.name(by_nobody)), (None, None), "a copy brings nobody back");
    scene.made.retain(|booking| ![second, by_nobody].contains(booking));
    scene.nobody_is_lost();
}

#[test]
fn what_does_not_open_comes_in_no_values_place_and_is_answered_with_it() {
    let mut scene = Scene::new();
    let rows = scene.made.iter().map(|booking| garbage(*booking, 1)).collect();
    scene.insider.pushes(&scene.server, rows, Vec::new());
    scene.good.synced(&scene.server);
    assert_eq!(scene.good.parked().len(), 10);
    assert!(scene.good.parked().iter().all(|(_, why)| *why == ParkedWhy::Damaged));
    scene.nobody_is_lost();
    // Found by comparing, after the server was started anew.
    scene.insider.pushes(&scene.server, vec![garbage(scene.made[4], 1)], Vec::new());
    let Scene { server, good, insider, made } = scene;
    let server = server.restarted().unwrap();
    Scene { server, good, insider, made }.nobody_is_lost();
}

/// Nobody who does not know a suite can tell a newer program from a liar: both values are kept, and both sides agree.
#[test]
fn a_value_under_a_later_suite_waits_for_a_program_that_knows_it() {
    let mut scene = Scene::new();
    let booking = scene.made[5];
    let later = store::Seal::seal(
        &yanshi_tests::sync_lab::TestSeal,
        store::SealLabel::Value { subject: booking, field: NAME },
        "王小明明".as_bytes(),
    );
    let suite = store::Seal::suite(&yanshi_tests::sync_lab::TestSeal);
    let row = SealedRow { subject: booking, field: NAME.0, suite, sealed: later.unwrap() };
    scene.insider.pushes(&scene.server, vec![row], Vec::new());
    scene.good.synced(&scene.server);
    assert_eq!(scene.good.name(booking).as_deref(), Some("王小明"));
    assert_eq!(scene.good.parked(), [(booking, ParkedWhy::Suite)]);
    scene.good.synced(&scene.server);
    // A newer program, which knows the suite.
    let Pc { hall, child, replica } = scene.good;
    drop((child, replica));
    let LabHall { dir, store, .. } = hall;
    drop(store);
    let newer = LabHall::open(dir, 1).unwrap();
    assert_eq!(newer.store.write(|tx: &mut WriteTx<'_>| tx.unpark_values()), Ok(1));
    assert_eq!(newer.store.read(|tx: &ReadTx<'_>| tx.vault_get(booking, NAME)).unwrap().as_deref(), Some("王小明明"));
    assert!(newer.store.read(|tx: &ReadTx<'_>| tx.parked_values()).unwrap().is_empty());
}

#[test]
fn a_value_under_a_number_that_no_event_can_have_is_left_out() {
    let mut scene = Scene::new();
    let device = DeviceId([9; 8]);
    let absurd = [0, (1 << 53) + 1, u64::MAX].map(|seq| EventId { device, seq: Seq(seq) });
    let rows = absurd.iter().map(|event| garbage(*event, 1)).collect();
    scene.insider.pushes(&scene.server, rows, absurd.into_iter().flat_map(gone).collect());
    scene.nobody_is_lost();
    let memory = scene.good.child.memory().clone();
    let rows = absurd.iter().map(|event| garbage(*event, 1)).collect();
    scene.good.replica.begin_take_sealed(rows, Vec::new(), &memory).unwrap();
    scene.good.replica.settle().unwrap();
    scene.nobody_is_lost();
}

/// A PC that comes late has thousands of events to send: what is under them goes up behind them, and nothing is left out.
#[test]
fn values_and_erasures_follow_their_events_up() {
    let (server, key) = (LabServer::new().unwrap(), HallKey::generate().unwrap());
    let mut pc = Pc::new(&server, 1, &key);
    let made = pc.hall.book(1, 6_000).unwrap();
    pc.hall.erase(vec![made[5_999]]).unwrap();
    let mut step = pc.child.begin(&mut pc.replica, [4; 16], 0).unwrap();
    let mut pushes = Vec::new();
    while let Step::Send(envelope) = step {
        if let Request::Push(push) = &envelope.request {
            pushes.push((push.segments.is_empty(), push.rows.len(), push.erased.len()));
        }
        step = pc.child.receive(&mut pc.replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
    }
    assert!(matches!(step, Step::Done(Outcome::Synced(_))), "{step:?}");
    assert_eq!(pushes[0], (false, 0, 0), "no value before its event");
    assert_eq!(pushes.iter().map(|push| push.1).sum::<usize>(), 2 * 5_999);
    assert_eq!(alive(&server), 2 * 5_999);
}
