//! A server that is killed or whose disk is full, and a year offline.

use std::time::{Duration, Instant};
use sync::{Outcome, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer, folder};

/// Every place at which a server can die between taking a request and answering it looks to the hall like one of two: it was
/// taken in or not. Both go on, whatever the number of the request.
#[test]
fn a_server_killed_in_the_middle_of_a_push_loses_and_doubles_nothing() {
    for dies_at in 0..4 {
        for has_taken in [false, true] {
            let (mut server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
            server.enrol(&hall, 3).unwrap();
            hall.book(1, 5_100).unwrap();
            let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
            let mut step = child.begin(&mut replica, [3; 16], 0).unwrap();
            let mut request = 0;
            while let Step::Send(envelope) = step {
                if request == dies_at {
                    if has_taken {
                        server.answer(&envelope.encode()).unwrap();
                    }
                    break;
                }
                step = child.receive(&mut replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
                request += 1;
            }
            server = server.restarted().unwrap();
            let outcome = server.round(&mut child, &mut replica).unwrap();
            assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 5_100), "{dies_at}: {outcome:?}");
            assert_eq!(server.storage().halls().unwrap()[0].events, 5_100);
        }
    }
}

/// A full disk refuses the push whole; when there is room, the hall goes on.
#[test]
fn a_full_disk_at_the_server_is_over_when_there_is_room() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    hall.book(1, 5_000).unwrap();
    server.storage().limit_pages(Some(4)).unwrap();
    for _ in 0..2 {
        assert!(server.round(&mut child, &mut replica).is_err());
        assert_eq!(server.storage().halls().unwrap()[0].events, 0);
    }
    server.storage().limit_pages(None).unwrap();
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 5_000), "{outcome:?}");
}

/// A year offline: 200,000 events without a cap, each request bounded.
#[test]
fn a_year_offline_goes_up_in_bounded_pieces() {
    const EVENTS: u64 = 200_000;
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new_in(folder(), 1, false).unwrap());
    server.enrol(&hall, 3).unwrap();
    for first in (0..EVENTS).step_by(20_000) {
        hall.book(first, 20_000).unwrap();
    }
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let began = Instant::now();
    let mut step = child.begin(&mut replica, [3; 16], 0).unwrap();
    let mut largest = 0;
    while let Step::Send(envelope) = step {
        let request = envelope.encode();
        largest = largest.max(request.len());
        step = child.receive(&mut replica, &server.answer(&request).unwrap()).unwrap();
    }
    assert!(matches!(step, Step::Done(Outcome::Synced(agreed)) if agreed.count == EVENTS), "{step:?}");
    assert!(largest < 1 << 20, "the largest request has {largest} bytes");
    assert!(began.elapsed() < Duration::from_secs(300));
}
