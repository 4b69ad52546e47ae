//! Hall and server without a network between them: every rule that needs no faults of the line.

use journal::{Bucket, EventId};
use store::{ReadTx, StoreError, VaultField, WriteTx};
use sync::{Frozen, Mismatch, Outcome, Refusal};
use yanshi_tests::sync_lab::{LabHall, LabServer};

/// The field bug of half the trade: an altered record is passed off as agreed, or "repaired" by the other side.
#[test]
fn one_altered_byte_on_the_server_is_a_mismatch_at_the_next_sync_and_nothing_is_overwritten() {
    for (table, column) in [("segment", "packed"), ("sealed", "sealed")] {
        let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
        server.enrol(&hall, 3).unwrap();
        hall.book(1, 40).unwrap();
        let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
        assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
        let file = server.dir.path().join("central.db");
        let other = rusqlite::Connection::open(&file).unwrap();
        let before: Vec<u8> =
            other.query_row(&format!("SELECT {column} FROM {table} LIMIT 1"), [], |row| row.get(0)).unwrap();
        let mut altered = before.clone();
        let middle = altered.len() / 2;
        altered[middle] ^= 1;
        other.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2"), [&altered, &before]).unwrap();
        let ours = hall.store.read(|tx: &ReadTx<'_>| tx.journal_ends()).unwrap();
        for _ in 0..3 {
            let outcome = server.round(&mut child, &mut replica).unwrap();
            assert!(matches!(outcome, Outcome::Mismatch(_)), "{table}: {outcome:?}");
        }
        let found = child.memory().mismatch.unwrap();
        match table {
            "segment" => assert!(matches!(found, Mismatch::Events { device, .. } if device == hall.store.device())),
            _ => assert!(matches!(found, Mismatch::Values { bucket: 0, .. }), "{found:?}"),
        }
        let after: Vec<u8> = other
            .query_row(&format!("SELECT {column} FROM {table} WHERE {column} = ?1"), [&altered], |row| row.get(0))
            .unwrap();
        assert_eq!(after, altered, "the server's bytes stay as they are");
        assert_eq!(hall.store.read(|tx: &ReadTx<'_>| tx.journal_ends()).unwrap(), ours, "so do the hall's");
        // Set right again, the two agree.
        other.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2"), [&before, &altered]).unwrap();
        assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
        assert_eq!(child.memory().mismatch, None);
    }
}

/// Not through SQLite: a byte of the file itself.
#[test]
fn a_byte_altered_in_the_file_itself_is_noticed_too() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 40).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let packed: Vec<u8> = rusqlite::Connection::open(server.dir.path().join("central.db"))
        .unwrap()
        .query_row("SELECT packed FROM segment", [], |row| row.get(0))
        .unwrap();
    for name in ["central.db", "central.db-wal"] {
        let file = server.dir.path().join(name);
        let mut bytes = std::fs::read(&file).unwrap_or_default();
        // A stretch that lies on one page.
        let part = &packed[packed.len() / 2..packed.len() / 2 + 24];
        let places: Vec<usize> =
            (0..bytes.len().saturating_sub(24)).filter(|at| bytes[*at..*at + 24] == *part).collect();
        for place in places {
            bytes[place] ^= 1;
            let mut open = std::fs::OpenOptions::new().write(true).open(&file).unwrap();
            std::io::Seek::seek(&mut open, std::io::SeekFrom::Start(place as u64)).unwrap();
            std::io::Write::write_all(&mut open, &bytes[place..=place]).unwrap();
        }
    }
    let outcome = server.round(&mut child, &mut replica);
    // A WAL frame whose checksum no longer fits is dropped by SQLite: then the record is missing and is sent again.
    match outcome.unwrap() {
        Outcome::Mismatch(_) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sync_that_has_nothing_to_do_is_one_request_and_a_booking_is_one() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 700).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let requests = |child: &mut sync::Child, replica: &mut link::StoreReplica| {
        let mut step = child.begin(replica, [3; 16], 0).unwrap();
        let mut count = 0;
        loop {
            match step {
                sync::Step::Send(envelope) => {
                    count += 1;
                    let answer = server.answer(&envelope.encode()).unwrap();
                    step = child.receive(replica, &answer).unwrap();
                }
                sync::Step::Done(Outcome::Synced(agreed)) => return (count, agreed.count),
                sync::Step::Done(other) => panic!("{other:?}"),
            }
        }
    };
    assert_eq!(requests(&mut child, &mut replica), (1, 700));
    hall.book(701, 1).unwrap();
    assert_eq!(requests(&mut child, &mut replica), (1, 701));
    let revision = hall.store.revision();
    assert_eq!(requests(&mut child, &mut replica), (1, 701));
    assert_eq!(hall.store.revision(), revision, "nothing was written, so no screen was woken");
}

/// A new PC of the hall gets everything by a snapshot, and its views are those of the first, byte for byte (S5, S6).
#[test]
fn a_new_pc_has_the_same_book_and_can_read_the_names() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let made = hall.book(1, 6_000).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    // Many small segments, one for each of these.
    for number in 0..30 {
        hall.book(10_000 + number, 1).unwrap();
        server.round(&mut child, &mut replica).unwrap();
    }
    let new = LabHall::new(2).unwrap();
    server.enrol(&new, 3).unwrap();
    let (mut second, mut its_replica) = new.child(server.authority, 1).unwrap();
    let outcome = server.round(&mut second, &mut its_replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 6_030), "{outcome:?}");
    assert!(second.memory().complete);
    assert_eq!(dump(&new), dump(&hall));
    new.store.rebuild_views().unwrap();
    assert_eq!(dump(&new), dump(&hall), "a refold changes nothing");
    let name = new.store.read(|tx: &ReadTx<'_>| tx.vault_get(made[17], VaultField(1))).unwrap();
    assert_eq!(name.as_deref(), Some("王小明"));
    // What the second PC books comes to the first.
    new.book(20_000, 5).unwrap();
    server.round(&mut second, &mut its_replica).unwrap();
    assert!(
        matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 6_035)
    );
    assert_eq!(dump(&new), dump(&hall));
}

/// Every view table as text.
pub(crate) fn dump(hall: &LabHall) -> String {
    let connection = rusqlite::Connection::open(hall.dir.path().join("yanshi.db")).unwrap();
    let mut text = String::new();
    for table in ["booking", "seat_holding", "day", "duty", "reference_offer"] {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> =
                (0..columns).map(|at| format!("{:?}", row.get::<_, rusqlite::types::Value>(at).unwrap())).collect();
            text.push_str(&format!("{table}: {}\n", cells.join(" ")));
        }
    }
    assert!(text.len() > 1000);
    text
}

/// turso #8129, harmony #79: what is written after going back must not vanish behind what was there before.
#[test]
fn a_device_that_went_back_to_an_old_copy_is_frozen_and_shown() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 10).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    drop((child, replica));
    let (hall, old) = hall.cloned(1).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 2).unwrap();
    hall.book(11, 5).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let back = LabHall::open(old, 1).unwrap();
    let (mut child, mut replica) = back.child(server.authority, 2).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Frozen(Frozen::RolledBack));
    back.book(21, 30).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Frozen(Frozen::RolledBack));
    assert_eq!(server.storage().devices().unwrap()[0].state, "behind");
    // It can be started again as often as it likes.
    let (mut child, mut replica) = back.child(server.authority, 9).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Frozen(Frozen::RolledBack));
    assert_eq!(server.storage().halls().unwrap()[0].events, 15, "nothing of it was taken");
}

#[test]
fn two_disks_with_one_name_are_noticed_when_the_second_speaks() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 10).unwrap();
    let (hall, copy) = hall.cloned(1).unwrap();
    hall.book(11, 2).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    let clone = LabHall::open(copy, 1).unwrap();
    clone.book(100, 7).unwrap();
    let (mut child, mut replica) = clone.child(server.authority, 1).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Frozen(Frozen::Forked));
    assert_eq!(server.storage().halls().unwrap()[0].events, 12);
}

/// A server that is started anew asks for one greeting and sends nothing it has sent before.
#[test]
fn a_restart_of_the_server_costs_a_greeting() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 20).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let server = server.restarted().unwrap();
    let mut step = child.begin(&mut replica, [4; 16], 0).unwrap();
    let mut requests = 0;
    while let sync::Step::Send(envelope) = step {
        requests += 1;
        step = child.receive(&mut replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
    }
    assert!(matches!(step, sync::Step::Done(Outcome::Synced(_))), "{step:?}");
    assert_eq!(requests, 2);
}

/// S10: an erased value is gone from the server, and a copy that still has it cannot bring it back.
#[test]
fn what_was_erased_does_not_return() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let made = hall.book(1, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let second = LabHall::new(2).unwrap();
    server.enrol(&second, 3).unwrap();
    let (mut its_child, mut its_replica) = second.child(server.authority, 1).unwrap();
    server.round(&mut its_child, &mut its_replica).unwrap();
    let value =
        |hall: &LabHall, id: EventId| hall.store.read(|tx: &ReadTx<'_>| tx.vault_get(id, VaultField(1))).unwrap();
    assert!(value(&second, made[0]).is_some());
    let erased = made[0];
    hall.erase(vec![erased]).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    // The second PC did not know yet and sends its copy again.
    let again = vec![(erased, VaultField(1)), (erased, VaultField(2))];
    second.store.write(move |tx: &mut WriteTx<'_>| tx.send_values_again(&again)).unwrap();
    assert!(matches!(server.round(&mut its_child, &mut its_replica).unwrap(), Outcome::Synced(_)));
    assert_eq!(value(&second, erased), None);
    assert!(value(&second, made[1]).is_some());
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    assert_eq!(value(&hall, erased), None);
    let bucket = Bucket::of(erased);
    assert_eq!(hall.store.read(|tx: &ReadTx<'_>| tx.values_of(bucket)).unwrap().len(), 4);
}

/// pouchdb #2950: a first sync costs what is alive.
#[test]
fn what_died_costs_a_new_pc_nothing() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let made = hall.book(1, 300).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    hall.erase(made[10..].to_vec()).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    let new = LabHall::new(2).unwrap();
    server.enrol(&new, 3).unwrap();
    let (mut its_child, mut its_replica) = new.child(server.authority, 1).unwrap();
    let mut step = its_child.begin(&mut its_replica, [4; 16], 0).unwrap();
    let mut values = None;
    while let sync::Step::Send(envelope) = step {
        step = its_child.receive(&mut its_replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
        if let Some(snapshot) = &its_child.memory().snapshot {
            let parts = snapshot.manifest.parts.iter().filter(|part| part.kind == sync::PartKind::Sealed);
            values = Some(parts.map(|part| part.records).sum::<u64>());
        }
    }
    assert_eq!(values, Some(20), "two values each of ten people");
    assert!(matches!(step, sync::Step::Done(Outcome::Synced(_))), "{step:?}");
}

/// An older program keeps what it does not know, byte for byte, and nobody stops for it (A8, A11).
#[test]
fn unknown_kinds_pass_through_and_stop_nobody() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (kept, parked) = (hall.write_unknown(false).unwrap(), hall.write_unknown(true).unwrap());
    hall.book(1, 5).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    let new = LabHall::new(2).unwrap();
    server.enrol(&new, 3).unwrap();
    let (mut its_child, mut its_replica) = new.child(server.authority, 1).unwrap();
    assert!(matches!(server.round(&mut its_child, &mut its_replica).unwrap(), Outcome::Synced(_)));
    for id in [kept, parked] {
        let of = |hall: &LabHall| hall.store.read(|tx: &ReadTx<'_>| tx.event(id)).unwrap().unwrap();
        assert_eq!(of(&new).encode(), of(&hall).encode());
    }
    let listed = new.store.read(|tx: &ReadTx<'_>| tx.parked_events()).unwrap();
    assert_eq!(listed.iter().map(|line| line.event).collect::<Vec<_>>(), [parked]);
    assert_eq!(server.storage().parked().unwrap().len(), 1);
    assert_eq!(server.storage().bookings(3, 1_000_000_003).unwrap().len(), 1, "what stands behind them arrived");
}

#[test]
fn a_revoked_device_and_a_stranger_are_told_apart() {
    let (server, hall, stranger) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    assert!(server.storage().revoke(hall.store.device()).unwrap());
    hall.book(1, 1).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Frozen(Frozen::Revoked));
    // It stays so after a start, and asks nobody any more.
    let (mut child, mut replica) = hall.child(server.authority, 2).unwrap();
    let step = child.begin(&mut replica, [4; 16], 0).unwrap();
    assert_eq!(step, sync::Step::Done(Outcome::Frozen(Frozen::Revoked)));
    let (mut child, mut replica) = stranger.child(server.authority, 1).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Refused(Refusal::Unknown));
    // A greeting to another server is worth nothing here.
    server.enrol(&stranger, 3).unwrap();
    let (mut child, mut replica) = stranger.child(journal::Hash([5; 32]), 1).unwrap();
    assert_eq!(server.round(&mut child, &mut replica).unwrap(), Outcome::Refused(Refusal::Signature));
    assert_eq!(server.storage().halls().unwrap()[0].events, 0);
}

/// Plain text never leaves the hall, whoever forgot to seal it.
#[test]
fn values_without_a_seal_stay_at_home() {
    let (server, dir) = (LabServer::new().unwrap(), yanshi_tests::sync_lab::folder());
    let store = store::Store::create_sealed(
        dir.path(),
        journal::DeviceId([0xd0, 0, 0, 0, 0, 0, 0, 1]),
        yanshi_tests::sync_lab::NOW,
        std::sync::Arc::new(store::Unsealed),
    )
    .unwrap();
    let hall = LabHall { dir, store, key: LabHall::new(1).unwrap().key };
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 3).unwrap();
    assert_eq!(hall.store.read(|tx: &ReadTx<'_>| tx.unsent_values(9, usize::MAX)).unwrap(), store::Unsent::default());
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    let row = sync::SealedRow {
        subject: EventId { device: hall.store.device(), seq: journal::Seq(1) },
        field: 1,
        suite: 0,
        sealed: b"plain".to_vec(),
    };
    // A program that sent it all the same would be refused.
    let mut step = child.begin(&mut replica, [4; 16], 0).unwrap();
    if let sync::Step::Send(envelope) = &mut step {
        envelope.request = sync::Request::Push(sync::Push { rows: vec![row], ..sync::Push::default() });
        let answer = server.answer(&envelope.encode()).unwrap();
        assert_eq!(sync::Reply::decode(&answer), Ok(sync::Reply::Refused(Refusal::Unsealed)));
    }
}

/// super-productivity #8749: sides of other versions part in words, and nothing is changed.
#[test]
fn a_program_that_speaks_only_newer_versions_is_told_which_are_spoken() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    let sync::Step::Send(mut envelope) = child.begin(&mut replica, [4; 16], 0).unwrap() else { panic!("it greets") };
    let sync::Request::Hello(hello) = &mut envelope.request else { panic!("it greets") };
    (hello.oldest, hello.newest) = (sync::Protocol(7), sync::Protocol(9));
    hello.signature = hall.key.sign_bytes(&hello.signed()).to_vec();
    let step = child.receive(&mut replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
    let spoken = Refusal::Version(sync::Protocol::OLDEST, sync::Protocol::NEWEST);
    assert_eq!(step, sync::Step::Done(Outcome::Refused(spoken)));
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
}

/// A whole version with a day of effect comes from the server to every hall, with its bytes.
#[test]
fn reference_data_comes_down_whole() {
    use domain::event::ReferenceKind;
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 2).unwrap();
    let day = domain::time::BeijingDay(20_800);
    let bytes = domain::reference::shipped::ITEMS.as_bytes();
    let hash = server.storage().offer(&server.folder.key, ReferenceKind::Items, bytes, day).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(_)));
    let (offers, held) = hall
        .store
        .read(|tx: &ReadTx<'_>| {
            Ok::<_, StoreError>((tx.views().reference_offers(ReferenceKind::Items)?, tx.reference_get(&hash.0)?))
        })
        .unwrap();
    assert_eq!((offers.len(), offers[0].from, offers[0].hash), (1, day, hash.0));
    assert_eq!(held.as_deref(), Some(bytes));
}

/// A server's database of the version before noted bookings as they came; this one does when somebody asks.
#[test]
fn bookings_are_found_by_number_whatever_version_took_them_in() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let authority = server.authority;
    let found = |server: &LabServer, booking: u64| {
        let seen = server.storage().bookings(3, 1_000_000_000 + booking).unwrap();
        seen.iter().map(|seen| seen.number - 1_000_000_000).collect::<Vec<_>>()
    };
    let (mut child, mut replica) = hall.child(authority, 1).unwrap();
    hall.book(1, 700).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    assert_eq!([found(&server, 1), found(&server, 700), found(&server, 701)], [vec![1], vec![700], vec![]]);

    let dir = server.stop();
    let old = rusqlite::Connection::open(dir.path().join("central.db")).unwrap();
    old.execute_batch(
        "DROP TABLE noted; DROP TABLE case_day; DROP TABLE counted; ALTER TABLE parked DROP COLUMN lamport;
         ALTER TABLE parked DROP COLUMN otherwise; PRAGMA user_version = 1",
    )
    .unwrap();
    drop(old);
    let server = LabServer::open(dir).unwrap();
    hall.book(701, 1).unwrap();
    server.round(&mut child, &mut replica).unwrap();
    assert_eq!([found(&server, 1), found(&server, 701), found(&server, 702)], [vec![1], vec![701], vec![]]);
}
