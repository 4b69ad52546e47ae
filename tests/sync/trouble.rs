//! A server that is killed or whose disk is full; a hall that cannot write what it gets.

use sync::{Outcome, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer};

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

/// Parts of a first sync are fetched while the one before is written. One that cannot be written is not remembered as
/// taken in, wherever that is noticed: the next round begins with it.
#[test]
fn what_a_new_pc_could_not_write_is_fetched_again() {
    let server = LabServer::new().unwrap();
    let (first, second) = (LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    for hall in [&first, &second] {
        server.enrol(hall, 3).unwrap();
    }
    first.book(1, 9_000).unwrap();
    let (mut child, mut replica) = first.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();

    let (mut child, mut replica) = second.child(server.authority, 1).unwrap();
    let disk = rusqlite::Connection::open(second.dir.path().join("yanshi.db")).unwrap();
    for (table, refused) in [("journal", "NEW.seq > 3000"), ("journal", "NEW.seq > 8500"), ("vault", "1")] {
        let refuse = format!(
            "CREATE TRIGGER refused BEFORE INSERT ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, 'no'); END"
        );
        disk.execute_batch(&refuse).unwrap();
        let done = |child: &sync::Child| child.progress().map(|progress| progress.done);
        let before = done(&child);
        server.round(&mut child, &mut replica).unwrap_err();
        assert_eq!(
            *child.memory(),
            sync::Replica::memory(&replica).unwrap(),
            "{refused}: what is remembered is written"
        );
        assert!(done(&child) >= before, "{refused}: what was taken in stays");
        disk.execute_batch("DROP TRIGGER refused").unwrap();
    }
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 9_000), "{outcome:?}");
}
