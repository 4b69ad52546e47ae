//! Views are made of events: whatever happens to them costs no sync, and no sync takes them for more than they are (A4).

use store::ReadTx;
use sync::{Outcome, Request, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer};

/// Bytes both ways of a round, and whether anything was pushed or pulled in it.
fn cost(server: &LabServer, child: &mut sync::Child, replica: &mut link::StoreReplica) -> (usize, bool) {
    let (mut step, mut bytes, mut moved) = (child.begin(replica, [4; 16], 0).unwrap(), 0, false);
    while let Step::Send(envelope) = step {
        moved |= !matches!(envelope.request, Request::Digest(_));
        let request = envelope.encode();
        let answer = server.answer(&request).unwrap();
        bytes += request.len() + answer.len();
        step = child.receive(replica, &answer).unwrap();
    }
    assert!(matches!(step, Step::Done(Outcome::Synced(_))), "{step:?}");
    (bytes, moved)
}

fn synced() -> (LabServer, LabHall, sync::Child, link::StoreReplica) {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 200).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    cost(&server, &mut child, &mut replica);
    (server, hall, child, replica)
}

fn alter(hall: &LabHall, sql: &str) {
    let file = rusqlite::Connection::open(hall.dir.path().join("yanshi.db")).unwrap();
    file.execute_batch(sql).unwrap();
}

/// Fly, Corrosion: a new column of a table of 200 rows is not 200 changes.
#[test]
fn adding_a_column_costs_no_sync() {
    let (server, hall, mut child, mut replica) = synced();
    let before = cost(&server, &mut child, &mut replica);
    alter(&hall, "ALTER TABLE seat_holding ADD COLUMN extra TEXT; UPDATE seat_holding SET extra = 'x'");
    hall.store.rebuild_views().unwrap();
    assert_eq!(cost(&server, &mut child, &mut replica), before);
    assert!(!before.1, "one question and its answer");
}

/// atuin #2879: the views are lost and made anew; nothing is fetched for it, and nothing is sent as if it were new.
#[test]
fn wiped_views_are_made_anew_and_nothing_is_sent() {
    let (server, hall, mut child, mut replica) = synced();
    let (idle, book) = (cost(&server, &mut child, &mut replica), crate::direct::dump(&hall));
    alter(&hall, "DELETE FROM booking; DELETE FROM seat_holding; DELETE FROM day");
    assert_eq!(cost(&server, &mut child, &mut replica), idle, "digests are over events, not over views");
    hall.store.rebuild_views().unwrap();
    assert_eq!(crate::direct::dump(&hall), book);
    assert_eq!(cost(&server, &mut child, &mut replica), idle);
}

/// A PC whose database is gone begins under a new name and gets everything; what it had is not taken for its own.
#[test]
fn a_pc_that_lost_its_database_gets_everything_under_a_new_name() {
    let (server, hall, _, _) = synced();
    let book = crate::direct::dump(&hall);
    drop(hall);
    let again = LabHall::new(2).unwrap();
    server.enrol(&again, 3).unwrap();
    let (mut child, mut replica) = again.child(server.authority, 1).unwrap();
    assert!(cost(&server, &mut child, &mut replica).1);
    assert_eq!(crate::direct::dump(&again), book);
    assert_eq!(child.memory().agreed.map(|agreed| agreed.count), Some(200));
}

/// Events in the parts of a first sync that are remembered as taken in.
fn taken_in(memory: &sync::Memory) -> u64 {
    let parts = memory.snapshot.iter().flat_map(|snapshot| snapshot.manifest.parts.iter().take(snapshot.done as usize));
    parts.filter(|part| part.kind == sync::PartKind::Segments).map(|part| part.records).sum()
}

/// atuin #2879 again: a first sync that is cut short in the middle of a commit, as by a full disk at the hall, is not complete,
/// leaves nothing half, and is repaired by the next.
#[test]
fn a_first_sync_cut_short_in_a_commit_is_repaired() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 9_000).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    cost(&server, &mut child, &mut replica);
    let new = LabHall::new(2).unwrap();
    server.enrol(&new, 3).unwrap();
    for (start, room) in (1..).zip(["1", "3999", "4500", "8999"]) {
        // The disk is full when so many events are there.
        alter(
            &new,
            &format!(
                "DROP TRIGGER IF EXISTS full;
                 CREATE TRIGGER full BEFORE INSERT ON journal WHEN (SELECT count(*) FROM journal) >= {room}
                 BEGIN SELECT RAISE(ABORT, 'full'); END"
            ),
        );
        let (mut child, mut replica) = new.child(server.authority, start).unwrap();
        assert!(server.round(&mut child, &mut replica).is_err(), "room for {room}");
        let (child, _) = new.child(server.authority, start).unwrap();
        assert!(!child.memory().complete && child.memory().agreed.is_none(), "room for {room}");
        let held: u64 =
            new.store.read(|tx: &ReadTx<'_>| tx.journal_ends()).unwrap().iter().map(|end| end.events()).sum();
        assert_eq!(held, taken_in(child.memory()), "what is remembered as taken in is there, and nothing else");
    }
    alter(&new, "DROP TRIGGER full");
    let (mut child, mut replica) = new.child(server.authority, 9).unwrap();
    cost(&server, &mut child, &mut replica);
    assert!(child.memory().complete);
    assert_eq!(crate::direct::dump(&new), crate::direct::dump(&hall));
}

/// A part of a first sync whose bytes are not those that were promised is not taken in; the next round fetches it again.
#[test]
fn a_part_with_other_bytes_is_not_taken_in() {
    let (server, hall, _, _) = synced();
    let new = LabHall::new(2).unwrap();
    server.enrol(&new, 3).unwrap();
    let (mut child, mut replica) = new.child(server.authority, 1).unwrap();
    let mut step = child.begin(&mut replica, [4; 16], 0).unwrap();
    let broken = loop {
        let Step::Send(envelope) = step else { panic!("{step:?}") };
        let mut answer = sync::Reply::decode(&server.answer(&envelope.encode()).unwrap()).unwrap();
        let part =
            child.memory().snapshot.as_ref().map(|snapshot| snapshot.manifest.parts[snapshot.done as usize].kind);
        if let (sync::Reply::Blob(blob), Some(sync::PartKind::Sealed)) = (&mut answer, part) {
            // Sealed values: neither a signature nor a compression is over them.
            let at = blob.bytes.len() / 2;
            blob.bytes[at] ^= 1;
        }
        match child.receive(&mut replica, &answer.encode()) {
            Ok(next) => step = next,
            Err(broken) => break broken,
        }
    };
    assert_eq!(broken, sync::ChildError::Damaged);
    cost(&server, &mut child, &mut replica);
    assert_eq!(crate::direct::dump(&new), crate::direct::dump(&hall));
}

/// powersync-sqlite-core #162: the program dies between a write and whatever would have sent it. There is no queue that
/// could miss it: what the server lacks is sent by the next start.
#[test]
fn what_was_written_just_before_a_kill_is_sent_by_the_next_start() {
    let (server, hall, child, replica) = synced();
    drop((child, replica));
    let made = hall.book(201, 3).unwrap();
    hall.erase(vec![made[0]]).unwrap();
    // As the disk was at that moment; the program that wrote it never gets to close anything.
    let (killed, copy) = hall.cloned(1).unwrap();
    drop(killed);
    let hall = LabHall::open(copy, 1).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 2).unwrap();
    assert!(cost(&server, &mut child, &mut replica).1);
    assert_eq!(server.storage().halls().unwrap()[0].events, 204);
    let unsent = hall.store.read(|tx: &ReadTx<'_>| tx.unsent_values(10, usize::MAX)).unwrap();
    assert_eq!(unsent, store::Unsent::default());
}
