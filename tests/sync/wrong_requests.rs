//! What nobody should send: the server refuses it in words, keeps nothing of it, and serves the next.

use crate::loopback::{listening, trusting};
use proptest::prelude::*;
use sync::{Enrol, EnrolRefusal, EnrolReply, Envelope, Outcome, Refusal, Reply, Request, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer};

fn client(server: &LabServer) -> reqwest::blocking::Client {
    let authority = std::fs::read(server.dir.path().join("tls/authority.pem")).unwrap();
    reqwest::blocking::Client::builder().tls_backend_preconfigured(trusting(&authority)).build().unwrap()
}

/// Over the real door.
#[test]
fn truncated_and_garbage_bodies_are_refused_and_the_next_is_served() {
    let (server, hall) = (listening(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 10).unwrap();
    let client = client(&server);
    let post = |path: &str, body: Vec<u8>| {
        let answer = client.post(format!("{}{path}", server.address())).body(body).send().unwrap();
        (answer.status().as_u16(), answer.bytes().unwrap().to_vec())
    };
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let Step::Send(greeting) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it greets") };
    let good = greeting.encode();
    let mut bad: Vec<Vec<u8>> = (0..good.len()).step_by(13).map(|end| good[..end].to_vec()).collect();
    bad.extend([b"<html>".to_vec(), vec![0xff; 1000], [&good[..], &[0]].concat()]);
    for body in bad {
        let (status, answer) = post("/sync", body.clone());
        assert_eq!((status, Reply::decode(&answer)), (200, Ok(Reply::Refused(Refusal::Malformed))), "{body:?}");
        let (status, answer) = post("/enrol", body);
        assert_eq!((status, EnrolReply::decode(&answer)), (200, Ok(EnrolReply::Refused(EnrolRefusal::Malformed))));
    }
    // A body that is larger than any push is not read to its end; whether the answer is still read is the line's luck.
    let too_large = client.post(format!("{}/sync", server.address())).body(vec![0; 17 << 20]).send();
    assert!(too_large.is_err() || too_large.is_ok_and(|answer| answer.status() == 413));
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 10));
    assert_eq!(post("/sync", good).0, 200);
    assert_eq!(server.storage().devices().unwrap().len(), 1);
}

/// Bytes that are packed segments, damaged anywhere.
#[test]
fn damaged_packets_are_refused_or_declined_and_nothing_is_kept_of_them() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    hall.book(1, 10).unwrap();
    let Step::Send(envelope) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it pushes") };
    let Request::Push(push) = &envelope.request else { panic!("it pushes") };
    let mut refused = 0;
    for at in (0..push.segments.len()).step_by(7) {
        let mut segments = push.segments.clone();
        segments[at] ^= 0x11;
        let request = Request::Push(sync::Push { segments, ..sync::Push::default() });
        let bytes = Envelope { token: envelope.token, request }.encode();
        match Reply::decode(&server.answer(&bytes).unwrap()) {
            Ok(Reply::Refused(Refusal::Malformed)) => refused += 1,
            Ok(Reply::Pushed(pushed)) => assert!(pushed.declined.is_some_and(|declined| !declined.is_empty()), "{at}"),
            other => panic!("{at}: {other:?}"),
        }
    }
    assert!(refused > 0);
    assert_eq!(server.storage().halls().unwrap()[0].events, 0);
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 10), "{outcome:?}");
}

/// Numbers as they come off a line: any.
fn absurd() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), Just(1), 1..5000_u64, Just(u64::MAX), Just(1 << 63), any::<u64>()]
}

fn device() -> impl Strategy<Value = journal::DeviceId> {
    prop_oneof![Just(0xd000_0000_0000_0001_u64), absurd()].prop_map(|name| journal::DeviceId(name.to_be_bytes()))
}

fn event() -> impl Strategy<Value = journal::EventId> {
    (device(), absurd()).prop_map(|(device, seq)| journal::EventId { device, seq: journal::Seq(seq) })
}

fn since() -> impl Strategy<Value = Option<sync::Since>> {
    let since = |(epoch, position)| sync::Since { epoch: sync::Epoch(epoch), position };
    proptest::option::of((any::<[u8; 8]>(), absurd())).prop_map(move |found| found.map(since))
}

fn requests() -> impl Strategy<Value = Request> {
    use proptest::collection::vec;
    const HASH: journal::Hash = journal::Hash([1; 32]);
    let have = (device(), absurd()).prop_map(|(device, seq)| sync::Have { device, seq: journal::Seq(seq), head: HASH });
    let row = (event(), any::<u16>(), 1..=u8::MAX).prop_map(|(subject, field, suite)| sync::SealedRow {
        subject,
        field,
        suite,
        sealed: vec![7; 40],
    });
    let erased = (event(), any::<u16>()).prop_map(|(subject, field)| sync::Erased { subject, field });
    let bucket = (device(), absurd()).prop_map(|(device, number)| sync::ValueBucket { device, number, digest: HASH });
    let (buckets, after) = (proptest::option::of(vec(bucket, 0..4)), proptest::option::of((device(), absurd())));
    prop_oneof![
        (vec(row, 0..4), vec(erased, 0..4)).prop_map(|(rows, erased)| Request::Push(sync::Push {
            segments: Vec::new(),
            rows,
            erased
        })),
        (since(), vec(have, 0..4), any::<u32>()).prop_map(|(since, have, bytes)| Request::Pull(sync::Pull {
            since,
            have,
            bytes
        })),
        (absurd(), any::<u32>()).prop_map(|(offset, bytes)| Request::Fetch(sync::Fetch { hash: HASH, offset, bytes })),
        (since(), buckets, any::<u32>(), after).prop_map(|(since, buckets, rows, after)| {
            Request::Sealed(sync::AskSealed { since, buckets, rows, after, from: None })
        }),
    ]
}

/// An enrolled PC gone mad asks for anything: it is answered, and the other PCs of its hall go on.
#[test]
fn whatever_an_enrolled_pc_asks_for_is_answered() {
    let (server, hall, mad) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hall, 3).unwrap();
    server.enrol(&mad, 3).unwrap();
    hall.book(1, 10).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let (mut its_child, mut its_replica) = mad.child(server.authority, 1).unwrap();
    server.round(&mut its_child, &mut its_replica).unwrap();
    let Step::Send(session) = its_child.begin(&mut its_replica, [4; 16], 0).unwrap() else { panic!("it asks") };
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    let answered = runner.run(&requests(), |request| {
        let bytes = Envelope { token: session.token, request }.encode();
        let answer = server.answer(&bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(Reply::decode(&answer).is_ok());
        Ok(())
    });
    answered.unwrap();
    // What it pushed of values under others' events is theirs to see; their own events are as they were.
    assert!(server.round(&mut child, &mut replica).is_ok());
    assert_eq!(server.storage().halls().unwrap()[0].events, 10);
}

/// A greeting in another PC's name is worth nothing without its key.
#[test]
fn a_greeting_signed_by_another_key_is_refused() {
    let (server, hall, other) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let Step::Send(mut envelope) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it greets") };
    let Request::Hello(hello) = &mut envelope.request else { panic!("it greets") };
    hello.signature = other.key.sign_bytes(&hello.signed()).to_vec();
    let answer = Reply::decode(&server.answer(&envelope.encode()).unwrap());
    assert_eq!(answer, Ok(Reply::Refused(Refusal::Signature)));
}

/// Nobody enrols what he has no key for.
#[test]
fn an_enrolment_signed_by_another_key_is_refused() {
    let (server, hall, other) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    let code = server.storage().make_code(3, "测试大厅", &server.authority, [7; 7], 3_600_000).unwrap().code;
    let mut asked = Enrol {
        secret: code.secret.to_vec(),
        device: hall.store.device(),
        key: other.key.public(),
        hall: Some(3),
        signature: Vec::new(),
        succeeds: None,
    };
    asked.signature = hall.key.sign_bytes(&asked.signed()).to_vec();
    assert_eq!(server.storage().enrol(&asked).unwrap(), Err(EnrolRefusal::Malformed));
    assert!(server.storage().devices().unwrap().is_empty());
}
