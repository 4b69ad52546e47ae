//! A segment that the server cannot take stops nobody else (A11): what stands before it and what others wrote is taken, and
//! the answer names it.

use journal::{Chain, DeviceId, DeviceKey, Segment};
use store::ReadTx;
use sync::{Declined, Mismatch, Outcome, Push, Pushed, Refusal, Reply, Request, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer};

/// Segments of a hall's own journal, this many events each.
pub(crate) fn segments(hall: &LabHall, length: usize, key: &DeviceKey) -> Vec<Segment> {
    let mut chain = Chain::begin(hall.store.device());
    let events = hall.store.read(|tx: &ReadTx<'_>| tx.events_after(&chain, 10_000, usize::MAX)).unwrap();
    let sealed = events.chunks(length).map(|run| {
        let segment = Segment::seal(key, &chain, run.to_vec()).unwrap();
        for event in run {
            chain.append(event);
        }
        segment
    });
    sealed.collect()
}

/// Two PCs of one hall, both enrolled, and a session of the first.
pub(crate) fn two_pcs(server: &LabServer) -> (LabHall, LabHall, sync::Envelope) {
    let (first, second) = (LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&first, 3).unwrap();
    server.enrol(&second, 3).unwrap();
    let (mut child, mut replica) = first.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let Step::Send(envelope) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it asks") };
    (first, second, *envelope)
}

pub(crate) fn push(server: &LabServer, mut envelope: sync::Envelope, segments: &[Segment]) -> Pushed {
    let segments = journal::pack(segments).unwrap();
    envelope.request = Request::Push(Push { segments, ..Push::default() });
    match Reply::decode(&server.answer(&envelope.encode()).unwrap()) {
        Ok(Reply::Pushed(pushed)) => pushed,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn have(pushed: &Pushed, device: DeviceId) -> u64 {
    pushed.have.iter().find(|have| have.device == device).map_or(0, |have| have.seq.0)
}

#[test]
fn what_is_good_before_and_of_others_is_taken_and_what_is_bad_is_named() {
    let server = LabServer::new().unwrap();
    let (first, second, session) = two_pcs(&server);
    first.book(1, 12).unwrap();
    second.book(100, 5).unwrap();
    let (mut ours, theirs) = (segments(&first, 4, &first.key), segments(&second, 5, &second.key));
    // The second of three segments has an event too many under its signature.
    let stolen = ours[2].events[0].clone();
    ours[1].events.push(stolen);
    let pushed = push(&server, session, &[&ours[..], &theirs[..]].concat());
    assert_eq!((have(&pushed, first.store.device()), have(&pushed, second.store.device())), (4, 5));
    let (device, at) = (Some(first.store.device()), Some(ours[1].first));
    assert_eq!(pushed.declined, Some(vec![Declined { device, first: at, why: Refusal::Signature }]));
    assert_eq!(server.storage().halls().unwrap()[0].events, 9);
}

/// The name is read, the rest is not: an event in the middle is none.
#[test]
fn a_segment_whose_events_do_not_follow_is_named_as_malformed() {
    let server = LabServer::new().unwrap();
    let (first, second, session) = two_pcs(&server);
    first.book(1, 8).unwrap();
    second.book(100, 5).unwrap();
    let (mut ours, theirs) = (segments(&first, 4, &first.key), segments(&second, 5, &second.key));
    ours[0].events[2] = vec![0xff];
    let pushed = push(&server, session, &[&ours[..], &theirs[..]].concat());
    assert_eq!((have(&pushed, first.store.device()), have(&pushed, second.store.device())), (0, 5));
    let why: Vec<Refusal> = pushed.declined.into_iter().flatten().map(|segment| segment.why).collect();
    assert_eq!(why, [Refusal::Malformed]);
}

/// A server that lost an enrolment cannot check that PC's signatures: the PC that carries its records must still get its own
/// up, show the two as unequal, and agree once the other is enrolled again.
#[test]
fn records_of_a_pc_the_server_does_not_know_do_not_keep_back_others() {
    let server = LabServer::new().unwrap();
    let (first, second, _) = two_pcs(&server);
    let (mut child, mut replica) = first.child(server.authority, 1).unwrap();
    let (mut its_child, mut its_replica) = second.child(server.authority, 1).unwrap();
    second.book(100, 5).unwrap();
    server.round(&mut its_child, &mut its_replica).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 5));
    // Another server, which has never heard of the second.
    let new = LabServer::new().unwrap();
    new.enrol(&first, 3).unwrap();
    first.book(1, 3).unwrap();
    let (mut child, mut replica) = first.child(new.authority, 2).unwrap();
    let outcome = new.round(&mut child, &mut replica).unwrap();
    let device = second.store.device();
    assert!(matches!(outcome, Outcome::Mismatch(Mismatch::Events { .. } | Mismatch::Unplaced)), "{outcome:?}");
    let declined: Vec<Option<DeviceId>> = child.memory().declined.iter().map(|segment| segment.device).collect();
    assert_eq!(declined, [Some(device)]);
    assert_eq!(new.storage().halls().unwrap()[0].events, 3, "its own records are there");
    new.enrol(&second, 3).unwrap();
    let outcome = new.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 8), "{outcome:?}");
    assert_eq!(child.memory().declined, []);
}

/// A PC vouches for what an earlier name of its own wrote; not for one that is in use, and not with another's word.
#[test]
fn nobody_vouches_for_a_device_that_is_in_use() {
    let server = LabServer::new().unwrap();
    let (first, second, session) = two_pcs(&server);
    first.book(1, 2).unwrap();
    second.book(100, 5).unwrap();
    let vouched = |by: &LabHall| {
        let chain = Chain::begin(second.store.device());
        let events = second.store.read(|tx: &ReadTx<'_>| tx.events_after(&chain, 10, usize::MAX)).unwrap();
        Segment::vouch(&*by.key, by.store.device(), &chain, events).unwrap()
    };
    let theirs = second.store.device();
    let declined = Some(vec![Declined { device: Some(theirs), first: None, why: Refusal::Signature }]);
    let ours = segments(&first, 5, &first.key);
    let pushed = push(&server, session.clone(), &[&ours[..], &[vouched(&first)]].concat());
    assert_eq!((have(&pushed, theirs), &pushed.declined), (0, &declined), "it is in use");
    assert_eq!(have(&pushed, first.store.device()), 2, "what it wrote itself is taken");
    // Out of use it is over, and whoever goes on for it may speak for it; nobody else may carry that word.
    server.storage().revoke(theirs).unwrap();
    let third = LabHall::new(3).unwrap();
    server.enrol(&third, 3).unwrap();
    let pushed = push(&server, session.clone(), &[vouched(&third)]);
    assert_eq!((have(&pushed, theirs), &pushed.declined), (0, &declined), "another's word");
    let pushed = push(&server, session, &[vouched(&first)]);
    assert_eq!((have(&pushed, theirs), &pushed.declined), (5, &None));
}
