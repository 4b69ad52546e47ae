//! Programs of different age: the older one carries what it does not know, and repairs nothing (A8, A10).
//! super-productivity #8749, #8754, #8765.

use domain::booking::Status;
use domain::event::CancelReason;
use journal::{EventId, KindVersion, NUMBER_MAX, ParkReason, Seq};
use store::{NewEvent, ReadTx};
use sync::{Outcome, Protocol, Refusal, Reply, Request, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer};

/// A server that has gone on speaks no version of this program any more: the round ends in words, nothing is changed, and
/// the hall works on.
#[test]
fn a_newer_server_that_has_no_common_version_changes_nothing() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 5).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    let memory = child.memory().clone();
    let (mut child, mut replica) = hall.child(server.authority, 2).unwrap();
    let Step::Send(_) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it greets") };
    let newer = Refusal::Version(Protocol(2), Protocol(4));
    let step = child.receive(&mut replica, &Reply::Refused(newer.clone()).encode()).unwrap();
    assert_eq!(step, Step::Done(Outcome::Refused(newer)));
    assert_eq!(*child.memory(), memory);
    hall.book(6, 1).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 6));
}

/// An answer of a kind that this program does not know is no answer; the next round begins anew.
#[test]
fn an_answer_of_a_newer_kind_ends_the_round_and_nothing_else() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 5).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let Step::Send(_) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it greets") };
    // Choice 90 of answers, and choice 90 of refusals.
    for newer in [&b"YS\x01\x82\x18\x5a\x81\xa0"[..], b"YS\x01\x82\x07\x81\x82\x18\x5a\x80"] {
        assert!(child.receive(&mut replica, newer).is_err());
        assert_eq!(*child.memory(), sync::Memory::default());
    }
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 5));
}

fn pushes(server: &LabServer, child: &mut sync::Child, replica: &mut link::StoreReplica) -> (usize, Outcome) {
    let (mut step, mut pushes) = (child.begin(replica, [4; 16], 0).unwrap(), 0);
    loop {
        match step {
            Step::Done(outcome) => return (pushes, outcome),
            Step::Send(envelope) => {
                pushes += usize::from(matches!(envelope.request, Request::Push(_)));
                step = child.receive(replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
            }
        }
    }
}

/// A newer program writes kinds, versions of kinds and fields that this one does not know. They arrive byte for byte, this
/// one's book stays as it was, it sends nothing back, and both agree.
#[test]
fn an_older_program_repairs_nothing_of_a_newer_one() {
    let (server, newer, older) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    for hall in [&newer, &older] {
        server.enrol(hall, 3).unwrap();
    }
    let made = newer.book(1, 4).unwrap();
    let (mut child, mut replica) = newer.child(server.authority, 1).unwrap();
    let (mut its_child, mut its_replica) = older.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    server.round(&mut its_child, &mut its_replica).unwrap();
    let before = crate::direct::dump(&older);
    let written = [
        newer.write_unknown(false).unwrap(),
        // A cancellation in a version to come: another meaning, perhaps.
        newer
            .write_newer(|usual| NewEvent {
                version: KindVersion(9),
                must_understand: false,
                entity: Some(made[0]),
                body: b"\xa1\x18\x63\x01".to_vec(),
                ..usual
            })
            .unwrap(),
        newer.write_newer(|usual| NewEvent { version: KindVersion(9), entity: Some(made[1]), ..usual }).unwrap(),
    ];
    let last = newer.book(5, 1).unwrap()[0];
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    for _ in 0..2 {
        let (sent, outcome) = pushes(&server, &mut its_child, &mut its_replica);
        assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 8), "{outcome:?}");
        assert_eq!(sent, 0, "it sends nothing back");
    }
    for id in written {
        let of = |hall: &LabHall| hall.store.read(|tx: &ReadTx<'_>| tx.event(id)).unwrap().unwrap().encode();
        assert_eq!(of(&older), of(&newer));
    }
    let parked = older.store.read(|tx: &ReadTx<'_>| tx.parked_events()).unwrap();
    assert_eq!(parked.iter().map(|line| line.event).collect::<Vec<_>>(), written[2..], "what must be understood");
    let after = crate::direct::dump(&older);
    let old_lines: Vec<&str> = after.lines().filter(|line| before.contains(line)).collect();
    assert_eq!(old_lines.len(), before.lines().count(), "the four bookings are as they were");
    assert!(after.lines().count() > before.lines().count(), "and the booking behind them is there");
    assert_eq!(last.seq, Seq(8));
    // The newer program loses nothing by the older one's writing.
    older.book(100, 2).unwrap();
    pushes(&server, &mut its_child, &mut its_replica);
    let (sent, outcome) = pushes(&server, &mut child, &mut replica);
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 10) && sent == 0, "{outcome:?}");
}

/// An event with a number out of bounds is parked, and so it cancels nothing, neither at a hall nor at the server (A11); also
/// where it lies in one segment with what is folded.
#[test]
fn a_number_out_of_bounds_is_folded_by_nobody() {
    let (server, broken, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    for hall in [&broken, &hall] {
        server.enrol(hall, 3).unwrap();
    }
    let made = broken.book(1, 1).unwrap()[0];
    let cancel = |base: Seq| {
        let base = Some(EventId { seq: base, ..made });
        broken.write_newer(|usual| NewEvent { entity: Some(made), base, ..usual }).unwrap()
    };
    let absurd = cancel(Seq(NUMBER_MAX + 1));
    let (mut child, mut replica) = broken.child(server.authority, 1).unwrap();
    let (mut its_child, mut its_replica) = hall.child(server.authority, 1).unwrap();
    let mut sync = || {
        assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
        assert!(matches!(server.round(&mut its_child, &mut its_replica).unwrap(), Outcome::Synced(_)));
        let row = hall.store.read(|tx: &ReadTx<'_>| tx.views().booking(store::record_id(made))).unwrap();
        (row.unwrap().status, server.storage().bookings(3, 1_000_000_001).unwrap()[0].status)
    };
    assert_eq!(sync(), (Status::Confirmed, "confirmed"));
    let here = hall.store.read(|tx: &ReadTx<'_>| tx.parked_events()).unwrap();
    assert_eq!(here.iter().map(|line| (line.event, line.reason)).collect::<Vec<_>>(), [(absurd, ParkReason::Number)]);
    let there = server.storage().parked().unwrap();
    assert_eq!(
        there.iter().map(|line| (line.event.clone(), line.reason)).collect::<Vec<_>>(),
        [(absurd.to_string(), "number")]
    );
    cancel(made.seq);
    assert_eq!(sync(), (Status::Cancelled(CancelReason::CitizenAsked), "cancelled"));
}
