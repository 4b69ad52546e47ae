//! Messages are bounded in bytes, whatever is in them: large values, events that pack well, a line that carries little.

use crate::declined::{have, push, segments, two_pcs};
use journal::{BODY_BYTES_MAX, DeviceId, EventId, SEGMENT_BYTES_MAX, Seq, VALUE_BYTES_MAX};
use link::{Patience, RoundError, StoreReplica, Trouble};
use std::time::Duration;
use store::{ReadTx, SealedValue, StoreError, VaultField, WriteTx};
use sync::{
    ANSWER_BYTES_MAX, AskSealed, BATCH_BYTES, BUCKETS_MAX, Child, Envelope, Outcome, Pushed, REQUEST_BYTES_MAX,
    Refusal, Reply, Request, SealedRow, Step, ValueBucket,
};
use yanshi_tests::sync_lab::{LabHall, LabServer};

/// Values of so many bytes each, set under a hall's first events as imported tables are, which wait to be sent.
fn hold(hall: &LabHall, count: u64, bytes: usize) {
    hold_of(hall, 1..=count, bytes);
}

fn hold_of(hall: &LabHall, numbers: std::ops::RangeInclusive<u64>, bytes: usize) {
    let device = hall.store.device();
    let value = |number: u64| SealedValue {
        subject: EventId { device, seq: Seq(number) },
        field: VaultField(0xfffe),
        suite: 9,
        sealed: number.to_be_bytes().repeat(bytes / 8),
    };
    let values: Vec<SealedValue> = numbers.map(value).collect();
    let names: Vec<_> = values.iter().map(|value| (value.subject, value.field)).collect();
    let write = move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        tx.take_values(&values, &[])?;
        tx.send_values_again(&names)
    };
    hall.store.write(write).unwrap();
}

/// One round; the largest request and the largest answer in it.
fn measured(server: &LabServer, child: &mut Child, replica: &mut StoreReplica) -> (Outcome, usize, usize) {
    let mut step = child.begin(replica, [3; 16], 0).unwrap();
    let (mut request, mut answer) = (0, 0);
    loop {
        match step {
            Step::Done(outcome) => return (outcome, request, answer),
            Step::Send(envelope) => {
                let sent = envelope.encode();
                let got = server.answer(&sent).unwrap();
                (request, answer) = (request.max(sent.len()), answer.max(got.len()));
                step = child.receive(replica, &got).unwrap();
            }
        }
    }
}

fn synced(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Synced(_))
}

/// Tables imported while the server was away made a push that its door did not take, for ever; and those that had gone up
/// one by one made a part that no new PC took.
#[test]
fn what_waited_goes_up_in_pieces_and_comes_down_in_pieces() {
    let (server, hall, new) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hall, 3).unwrap();
    server.enrol(&new, 3).unwrap();
    hall.book(1, 40).unwrap();
    hold(&hall, 30, 1 << 20);
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let (outcome, request, _) = measured(&server, &mut child, &mut replica);
    assert!(synced(&outcome), "{outcome:?}");
    assert!(request < (1 << 20) + BATCH_BYTES, "one large value at a time: {request}");
    // A new PC, and one that was there before it.
    for number in [0, 10] {
        hold_of(&hall, 31..=30 + number, 1 << 20);
        assert!(synced(&measured(&server, &mut child, &mut replica).0));
        let (mut its_child, mut its_replica) = new.child(server.authority, 1).unwrap();
        let (outcome, _, answer) = measured(&server, &mut its_child, &mut its_replica);
        assert!(synced(&outcome), "{outcome:?}");
        assert!(answer < 6 << 20, "{answer}");
    }
}

/// A catalogue as large as one may be is one value: it goes alone, and is fetched alone.
#[test]
fn the_largest_value_goes_up_and_down() {
    let (server, hall, new) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hall, 3).unwrap();
    server.enrol(&new, 3).unwrap();
    hall.book(1, 3).unwrap();
    hold(&hall, 2, VALUE_BYTES_MAX);
    for hall in [&hall, &new] {
        let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
        let (outcome, request, answer) = measured(&server, &mut child, &mut replica);
        assert!(synced(&outcome), "{outcome:?}");
        assert!(request < REQUEST_BYTES_MAX && answer < ANSWER_BYTES_MAX, "{request} {answer}");
    }
}

/// Events of an unknown kind, of so many bytes of zeros: they pack into nearly nothing.
fn write_zeros(hall: &LabHall, count: u64, bytes: usize) {
    let event = |usual| store::NewEvent {
        kind: journal::KindCode(60_000),
        must_understand: false,
        body: vec![0; bytes],
        ..usual
    };
    for _ in 0..count {
        hall.write_newer(event).unwrap();
    }
}

/// A few packed kilobytes unpacked to more than a message may: neither of the hall's PCs could sync any more.
#[test]
fn events_that_pack_well_are_counted_as_they_unpack() {
    let server = LabServer::new().unwrap();
    let (first, second, session) = two_pcs(&server);
    write_zeros(&first, 320, 240_000);
    let all = segments(&first, 32, &first.key);
    assert!(all.iter().map(journal::Segment::bytes).sum::<usize>() > journal::UNPACKED_BYTES_MAX);
    for part in all.chunks(5) {
        push(&server, session.clone(), part);
    }
    assert_eq!(server.storage().halls().unwrap()[0].events, 320);
    let third = LabHall::new(3).unwrap();
    server.enrol(&third, 3).unwrap();
    for hall in [&second, &third] {
        let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
        let outcome = server.round(&mut child, &mut replica).unwrap();
        assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 320), "{outcome:?}");
        // And to a server that has nothing of it.
        let new = LabServer::new().unwrap();
        new.enrol(hall, 3).unwrap();
        new.enrol(&first, 3).unwrap();
        let (mut child, mut replica) = hall.child(new.authority, 2).unwrap();
        let outcome = new.round(&mut child, &mut replica).unwrap();
        assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 320), "{outcome:?}");
    }
}

#[test]
fn a_segment_that_is_too_large_is_declined_and_the_rest_is_taken() {
    let server = LabServer::new().unwrap();
    let (first, second, session) = two_pcs(&server);
    write_zeros(&first, 36, 240_000);
    second.book(100, 5).unwrap();
    let (ours, theirs) = (segments(&first, 36, &first.key), segments(&second, 5, &second.key));
    assert!(ours[0].bytes() > SEGMENT_BYTES_MAX);
    let pushed = push(&server, session, &[&ours[..], &theirs[..]].concat());
    assert_eq!((have(&pushed, first.store.device()), have(&pushed, second.store.device())), (0, 5));
    let why: Vec<Refusal> = pushed.declined.into_iter().flatten().map(|segment| segment.why).collect();
    assert_eq!(why, [Refusal::Malformed]);
    // It is the cut alone: the hall cuts it smaller.
    let (mut child, mut replica) = first.child(server.authority, 1).unwrap();
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 41), "{outcome:?}");
}

fn pushed(server: &LabServer, envelope: Envelope, rows: Vec<SealedRow>) -> Pushed {
    let request = Request::Push(sync::Push { rows, ..sync::Push::default() });
    match Reply::decode(&server.answer(&Envelope { request, ..envelope }.encode()).unwrap()) {
        Ok(Reply::Pushed(pushed)) => pushed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_value_that_is_too_large_is_named_and_the_rest_is_taken() {
    let server = LabServer::new().unwrap();
    let (first, second, session) = two_pcs(&server);
    first.book(1, 2).unwrap();
    push(&server, session.clone(), &segments(&first, 2, &first.key));
    let row = |number: u64, bytes: usize| SealedRow {
        subject: EventId { device: first.store.device(), seq: Seq(number) },
        field: 1,
        suite: 9,
        sealed: vec![1; bytes],
    };
    let answer = pushed(&server, session, vec![row(1, VALUE_BYTES_MAX + 1), row(2, 30)]);
    assert_eq!(answer.too_large, Some(vec![row(1, 0).name()]));
    let (mut child, mut replica) = second.child(server.authority, 1).unwrap();
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(synced(&outcome), "{outcome:?}");
    let values = |number: u64| {
        let bucket = journal::Bucket::of(row(number, 0).subject);
        second.store.read(|tx: &ReadTx<'_>| tx.values_of(bucket)).unwrap().len()
    };
    assert_eq!(values(1), 1, "the one that is small enough");
}

/// What a hall holds from before there was a limit stays here and stops nothing.
#[test]
fn a_value_that_is_too_large_is_not_sent() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 3).unwrap();
    hold(&hall, 1, VALUE_BYTES_MAX + 8);
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    for number in [10, 20] {
        let (outcome, request, _) = measured(&server, &mut child, &mut replica);
        assert!(matches!(outcome, Outcome::Mismatch(sync::Mismatch::Values { .. })), "shown: {outcome:?}");
        assert!(request < BATCH_BYTES, "{request}");
        hall.book(number, 1).unwrap();
    }
    assert_eq!(server.storage().halls().unwrap()[0].events, 4, "the rest goes on");
}

/// A hall writes no event above the limit; one that comes from elsewhere keeps its place and is folded by nobody.
#[test]
fn an_event_that_is_too_large_is_parked() {
    let server = LabServer::new().unwrap();
    let (first, second, session) = two_pcs(&server);
    let body = |bytes: usize| move |usual| store::NewEvent { body: vec![0; bytes], ..zeros(usual) };
    assert!(first.write_newer(body(BODY_BYTES_MAX + 1)).is_err());
    first.write_newer(body(BODY_BYTES_MAX)).unwrap();
    // As another program might write it.
    let mut one = segments(&first, 1, &first.key).remove(0);
    let mut event = journal::Event::decode(&one.events[0]).unwrap();
    event.body.push(0);
    let start = journal::Chain::begin(first.store.device());
    one = journal::Segment::seal(&*first.key, &start, vec![event.encode()]).unwrap();
    let pushed = push(&server, session, &[one]);
    assert_eq!((have(&pushed, first.store.device()), pushed.parked), (1, 1));
    let (mut child, mut replica) = second.child(server.authority, 1).unwrap();
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 1), "{outcome:?}");
    assert_eq!(second.store.read(|tx: &ReadTx<'_>| tx.parked_events()).unwrap().len(), 1);
}

fn zeros(usual: store::NewEvent) -> store::NewEvent {
    store::NewEvent { kind: journal::KindCode(60_000), must_understand: false, ..usual }
}

/// 300,000 invented buckets took seven seconds of a core.
#[test]
fn a_question_about_too_many_buckets_is_refused_before_anything_is_looked_up() {
    let server = LabServer::new().unwrap();
    let (.., session) = two_pcs(&server);
    let ask = |count: usize| {
        let bucket = |number: usize| ValueBucket {
            device: DeviceId([9; 8]),
            number: number as u64,
            digest: journal::Hash([1; 32]),
        };
        let buckets = Some((0..count).map(bucket).collect());
        let request = Request::Sealed(AskSealed { since: None, buckets, rows: 1, after: None, from: None });
        Reply::decode(&server.answer(&Envelope { request, ..session.clone() }.encode()).unwrap()).unwrap()
    };
    assert!(matches!(ask(BUCKETS_MAX), Reply::Sealed(_)));
    assert_eq!(ask(BUCKETS_MAX + 1), Reply::Refused(Refusal::Malformed));
}

/// A line that carries so many bits a second both ways, by its own clock: what does not end in its time is slow, and nobody
/// knows what has arrived of it.
struct ThinLine<'a> {
    server: &'a LabServer,
    bits: f64,
}

const PATIENCE: Patience = Patience { connect: Duration::from_secs(10), answer: Duration::from_secs(60) };

impl ThinLine<'_> {
    fn carry(&self, request: &[u8]) -> Result<Vec<u8>, RoundError> {
        let ends = |bytes: usize| bytes as f64 * 8.0 / self.bits <= PATIENCE.of(bytes).as_secs_f64();
        if !ends(request.len()) {
            return Err(Trouble::Slow.into());
        }
        let answer = self.server.answer(request).unwrap();
        if ends(answer.len()) { Ok(answer) } else { Err(Trouble::Slow.into()) }
    }

    fn round(&self, child: &mut Child, replica: &mut StoreReplica) -> Result<Outcome, RoundError> {
        link::go_round(child, replica, ([9; 16], 0), |request| self.carry(&request), |_, _| {})
    }
}

/// Events of bytes that do not pack.
fn write_noise(hall: &LabHall, count: u64, bytes: usize) {
    let mut draw = fastrand::Rng::with_seed(7);
    for _ in 0..count {
        let body: Vec<u8> = std::iter::repeat_with(|| draw.u8(..)).take(bytes).collect();
        hall.write_newer(|usual| store::NewEvent { body, ..zeros(usual) }).unwrap();
    }
}

/// Whatever the line carries, each round that ends leaves less to send, and the end is reached. On a line that carries it, a
/// batch grows again.
#[test]
fn on_a_thin_line_batches_shrink_until_they_arrive() {
    for bits in [64_000.0, 9_600.0, 2_400.0] {
        let (server, hall, new) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
        server.enrol(&hall, 3).unwrap();
        server.enrol(&new, 3).unwrap();
        write_noise(&hall, 150, 3_000);
        hold(&hall, 100, 3_000);
        let line = ThinLine { server: &server, bits };
        for hall in [&hall, &new] {
            let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
            let (mut rounds, mut smallest) = (0, usize::MAX);
            let mut to_send = child.to_send(&replica).unwrap();
            loop {
                let before = (to_send, child.batch());
                let outcome = line.round(&mut child, &mut replica);
                to_send = child.to_send(&replica).unwrap();
                smallest = smallest.min(child.batch());
                rounds += 1;
                match outcome {
                    Ok(outcome) => break assert!(synced(&outcome), "{bits}: {outcome:?}"),
                    Err(RoundError::Trouble(Trouble::Slow)) => {
                        let is_more = to_send < before.0 || child.batch() < before.1;
                        assert!(to_send == 0 || is_more, "{bits}: {before:?} {to_send} {}", child.batch());
                    }
                    Err(error) => panic!("{bits}: {error:?}"),
                }
                assert!(rounds < 200, "{bits}: it comes to an end");
            }
            assert_eq!(bits > 35_000.0, smallest == BATCH_BYTES, "{bits}: {smallest}");
        }
    }
}

/// A better line is noticed: a batch grows again, after several that have arrived.
#[test]
fn batches_grow_again() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    write_noise(&hall, 60, 3_000);
    let line = |bits: f64| ThinLine { server: &server, bits };
    for expected in [BATCH_BYTES / 2, BATCH_BYTES / 4] {
        assert_eq!(line(4_800.0).round(&mut child, &mut replica), Err(Trouble::Slow.into()));
        assert_eq!(child.batch(), expected);
    }
    line(1e9).round(&mut child, &mut replica).unwrap();
    assert_eq!(child.batch(), BATCH_BYTES / 4, "not at once");
    for number in 0..16 {
        hall.book(number, 1).unwrap();
        line(1e9).round(&mut child, &mut replica).unwrap();
    }
    assert_eq!(child.batch(), BATCH_BYTES);
}

/// A value that is larger alone than what a batch may be has as many times the time.
#[test]
fn a_large_value_has_its_time() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 3).unwrap();
    hold(&hall, 2, 6 << 20);
    let line = ThinLine { server: &server, bits: 64_000.0 };
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let outcome = line.round(&mut child, &mut replica).unwrap();
    assert!(synced(&outcome), "{outcome:?}");
}

/// A server that lost values of tables imported into one bucket: all of it in one answer was more than anybody reads.
#[test]
fn a_large_bucket_is_compared_in_pieces() {
    let (server, hall, other) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hall, 3).unwrap();
    server.enrol(&other, 3).unwrap();
    hall.book(1, 50).unwrap();
    hold(&hall, 40, 1 << 20);
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let (mut its_child, mut its_replica) = other.child(server.authority, 1).unwrap();
    assert!(synced(&server.round(&mut child, &mut replica).unwrap()));
    assert!(synced(&server.round(&mut its_child, &mut its_replica).unwrap()));
    let disk = rusqlite::Connection::open(server.dir.path().join("central.db")).unwrap();
    let lost = "DELETE FROM sealed WHERE field = 65534 AND seq IN (2, 17, 39)";
    assert_eq!(disk.execute(lost, []).unwrap(), 3);
    // And the other PC, others.
    let disk = rusqlite::Connection::open(other.dir.path().join("yanshi.db")).unwrap();
    let lost = "UPDATE replica SET taking = 1; DELETE FROM vault WHERE field = 65534 AND subject_seq IN (3, 18, 38);
        DELETE FROM vault_erased; DELETE FROM vault_unsent; UPDATE vault_bucket SET digest = NULL; UPDATE replica SET taking = 0";
    disk.execute_batch(lost).unwrap();
    for (child, replica) in [(&mut child, &mut replica), (&mut its_child, &mut its_replica)] {
        let (outcome, _, answer) = measured(&server, child, replica);
        assert!(synced(&outcome), "{outcome:?}");
        assert!(answer < ANSWER_BYTES_MAX, "{answer}");
    }
}
