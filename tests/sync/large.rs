//! Many at once.

use std::sync::Arc;
use sync::{Outcome, Request, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer, folder};

/// More events in one transaction than a 16-bit counter holds: they go up, come down to another PC, and a sync after that
/// sends nothing (atuin #2792).
#[test]
fn more_than_65_536_events_at_once_go_up_and_down() {
    const EVENTS: u64 = 70_000;
    let server = LabServer::new().unwrap();
    let [hall, other] = [1, 2].map(|number| LabHall::new_in(folder(), number, false).unwrap());
    server.enrol(&hall, 3).unwrap();
    server.enrol(&other, 3).unwrap();
    hall.book(1, EVENTS).unwrap();
    for hall in [&hall, &other] {
        let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
        let outcome = server.round(&mut child, &mut replica).unwrap();
        assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == EVENTS), "{outcome:?}");
        let step = child.begin(&mut replica, [4; 16], 0).unwrap();
        let Step::Send(envelope) = step else { panic!("{step:?}") };
        assert!(matches!(envelope.request, Request::Digest(_)), "nothing is pushed");
    }
}

/// Several new PCs are told of the same parts, also in another hall that has nothing but what the server offers: none takes
/// them away from another.
#[test]
fn new_pcs_at_once_do_not_take_parts_from_each_other() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let bytes = domain::reference::shipped::ITEMS.as_bytes();
    let kind = domain::event::ReferenceKind::Items;
    server.storage().offer(&server.folder.key, kind, bytes, domain::time::BeijingDay(20_800)).unwrap();
    hall.book(1, 5_000).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let mut new: Vec<_> = [(10, 3), (11, 3), (12, 4), (13, 5)]
        .into_iter()
        .map(|(number, of)| {
            let pc = LabHall::new(number).unwrap();
            server.enrol(&pc, of).unwrap();
            let (mut child, mut replica) = pc.child(server.authority, 1).unwrap();
            let step = child.begin(&mut replica, [4; 16], 0).unwrap();
            (pc, child, replica, step, 0)
        })
        .collect();
    // One answer each, in turn.
    while new.iter().any(|(_, _, _, step, _)| matches!(step, Step::Send(_))) {
        for (_, child, replica, step, manifests) in &mut new {
            if let Step::Send(envelope) = step {
                *manifests += usize::from(envelope.request == Request::Snapshot);
                *step = child.receive(replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
            }
        }
    }
    for (_, _, _, step, manifests) in &new {
        assert!(matches!(step, Step::Done(Outcome::Synced(_))), "{step:?}");
        assert_eq!(*manifests, 1, "nothing was gone");
    }
}

/// cht-core #6246: many new PCs at once. Each gets everything, and the hall that works meanwhile goes on.
#[test]
fn a_storm_of_first_syncs_leaves_everybody_complete() {
    const NEW: u64 = 8;
    let server = Arc::new(LabServer::new().unwrap());
    let hall = LabHall::new(1).unwrap();
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 3_000).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let storm: Vec<_> = (0..NEW)
        .map(|number| {
            let server = Arc::clone(&server);
            std::thread::spawn(move || {
                let new = LabHall::new(10 + number).unwrap();
                server.enrol(&new, 3).unwrap();
                let (mut child, mut replica) = new.child(server.authority, 1).unwrap();
                // What is booked meanwhile may arrive in this round or in the next.
                server.round(&mut child, &mut replica).unwrap();
                let outcome = server.round(&mut child, &mut replica).unwrap();
                (outcome, child.memory().complete)
            })
        })
        .collect();
    for number in 0..20 {
        hall.book(10_000 + number, 1).unwrap();
        server.round(&mut child, &mut replica).unwrap();
    }
    for new in storm {
        let (outcome, complete) = new.join().unwrap();
        assert!(complete && matches!(outcome, Outcome::Synced(agreed) if agreed.count >= 3_000), "{outcome:?}");
    }
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 3_020), "{outcome:?}");
}
