use super::*;
use std::fs;

fn closed(events: u64) -> (TempDir, Vec<u8>) {
    let dir = Fixture::with_events(events).close();
    let bytes = fs::read(layout::database(dir.path())).unwrap();
    (dir, bytes)
}

fn open_with(dir: &TempDir, bytes: &[u8]) -> Result<Store, OpenError> {
    fs::write(layout::database(dir.path()), bytes).unwrap();
    open(dir.path())
}

/// What the technician is told.
fn damage(dir: &TempDir, bytes: &[u8]) -> String {
    match open_with(dir, bytes) {
        Err(OpenError::Corrupt { detail }) => detail,
        other => panic!("{other:?}"),
    }
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 0x10;
    bytes
}

fn place_of(bytes: &[u8], text: &str) -> usize {
    bytes.windows(text.len()).position(|window| window == text.as_bytes()).unwrap()
}

#[test]
fn a_file_that_is_no_database_is_damage() {
    let (dir, good) = closed(40);
    damage(&dir, b"");
    damage(&dir, b"garbage");
    damage(&dir, &vec![0; good.len()]);
    damage(&dir, &[0xff; 100_000]);
    damage(&dir, &flipped(&good, 0));
    let strange = rusqlite_file();
    assert_eq!(damage(&dir, &strange), "the file is not a database of this program");
    assert!(open_with(&dir, &good).is_ok());
}

/// A whole SQLite database of another program.
fn rusqlite_file() -> Vec<u8> {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("other.db");
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE contacts (name TEXT)").unwrap();
    fs::read(file).unwrap()
}

#[test]
fn a_cut_off_file_is_damage() {
    let (dir, good) = closed(40);
    for length in [100, 4096, good.len() / 2, good.len() - 4096, good.len() - 1] {
        damage(&dir, &good[..length]);
    }
}

#[test]
fn a_changed_event_is_named() {
    let (dir, good) = closed(40);
    for seq in [11, 25, 39] {
        // Letters of a body turn into others: SQLite sees nothing wrong with that.
        let detail = damage(&dir, &flipped(&good, place_of(&good, &format!("body-{seq}"))));
        assert_eq!(detail, format!("journal of {DEVICE} is broken at event {seq}: its hash does not fit"));
    }
}

/// One bit of each thing that holds the journal together, in the file itself.
#[test]
fn a_changed_bit_is_found_and_its_event_named() {
    let (dir, good) = closed(40);
    let hash_of = |sql: &str| -> Vec<u8> {
        let file = layout::database(dir.path());
        Connection::open(file).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let event = |seq: u64| format!("journal of {DEVICE} is broken at event {seq}: its hash does not fit");
    for seq in [11, 25, 40] {
        let body = place_of(&good, &format!("body-{seq}"));
        let hash = hash_of(&format!("SELECT hash FROM journal WHERE seq = {seq}"));
        // The head in meta repeats the last hash; the journal's own place is told by the event before it.
        let hashes: Vec<usize> = (0..good.len()).filter(|at| good[*at..].starts_with(&hash)).collect();
        assert_eq!(hashes.len(), if seq == 40 { 2 } else { 1 });
        let in_journal = *hashes.iter().min_by_key(|at| at.abs_diff(body)).unwrap();
        for bit in 0..8 {
            for at in [body, body + 4, in_journal, in_journal + 31] {
                let mut bytes = good.clone();
                bytes[at] ^= 1 << bit;
                assert_eq!(damage(&dir, &bytes), event(seq), "bit {bit} of byte {at}");
            }
        }
    }
    let head = hash_of("SELECT head_hash FROM meta");
    let last = place_of(&good, "body-40");
    let places = (0..good.len()).filter(|at| good[*at..].starts_with(&head));
    let in_meta = places.max_by_key(|at| at.abs_diff(last)).unwrap();
    let told = format!("journal of {DEVICE} ends at event 40, where event 40 with another hash should be the last");
    for at in [in_meta, in_meta + 31] {
        assert_eq!(damage(&dir, &flipped(&good, at)), told);
    }
}

#[test]
fn a_changed_journal_is_named_where_it_was_changed() {
    let (dir, good) = closed(5);
    let check = |sql: &str, expected: &str| {
        fs::write(layout::database(dir.path()), &good).unwrap();
        tamper(&dir, sql);
        match open(dir.path()) {
            Err(OpenError::Corrupt { detail }) => assert!(detail.contains(expected), "{sql}: {detail}"),
            other => panic!("{sql}: {other:?}"),
        }
    };
    check("DELETE FROM journal WHERE seq = 3", "broken at event 3: number 4 stands there");
    check("DELETE FROM journal WHERE seq = 1", "broken at event 1: number 2 stands there");
    check("DELETE FROM journal WHERE seq = 5", "ends at event 4, where event 5");
    check("DELETE FROM journal", "ends at event 0, where event 5");
    check("UPDATE journal SET hash = zeroblob(32) WHERE seq = 2", "broken at event 2: its hash does not fit");
    check("UPDATE journal SET bytes = x'a0' WHERE seq = 2", "broken at event 2: not an event");
    check("UPDATE journal SET entity_seq = 1 WHERE seq = 2", "columns of event 0102030405060708-2");
    check("UPDATE journal SET lamport = 9 WHERE seq = 4", "columns of event 0102030405060708-4");
    check("UPDATE journal SET device = x'00' WHERE seq = 4", "device name");
    check("UPDATE meta SET lamport = 1", "Lamport number");
    check("UPDATE meta SET head_hash = zeroblob(32)", "another hash");
    check("UPDATE meta SET head_seq = -1", "negative");
    check("UPDATE meta SET head_seq = 4", "ends at event 5, where event 4");
    check("UPDATE meta SET device = x'0909090909090909'", "ends at event 0, where event 5");
    check("UPDATE incarnation SET device = x'0909090909090909'", "is not the last of this installation's names");
    check("DELETE FROM incarnation", "is not the last of this installation's names");
    check("UPDATE incarnation SET reason = 9", "reason 9");
    check("DELETE FROM meta", "meta is empty");
    check("DROP TABLE journal", "no such table");
}

/// Whatever single byte is changed: never a panic, and what opens holds every event as it was written.
#[test]
fn no_changed_byte_changes_an_event() {
    let (dir, good) = closed(40);
    let whole = bodies(&open_with(&dir, &good).unwrap());
    let (mut refused, mut opened) = (0, 0);
    for at in (0..good.len()).step_by(good.len() / 151) {
        match open_with(&dir, &flipped(&good, at)) {
            Ok(store) => {
                assert_eq!(bodies(&store), whole, "byte {at}");
                opened += 1;
            }
            Err(OpenError::Corrupt { .. } | OpenError::NewerDatabase { .. }) => refused += 1,
            Err(other) => panic!("byte {at}: {other:?}"),
        }
        for file in ["yanshi.db-wal", "yanshi.db-shm"] {
            crate::copies::files::remove_if_there(&dir.path().join(file)).unwrap();
        }
    }
    // Much of a small file is unused; where the journal lies, nothing passes.
    assert!(refused >= 10 && opened >= 10, "{refused} refused, {opened} opened");
}

/// The journal that was left is held by its end, too.
#[test]
fn a_changed_journal_of_an_earlier_name_is_named() {
    let fixture = Fixture::with_events(5);
    let backup = fixture.store.backup(NOW).unwrap();
    let dir = fixture.close();
    Store::restore(dir.path(), &backup.file, NOW).unwrap();
    drop(open(dir.path()).unwrap());
    let good = fs::read(layout::database(dir.path())).unwrap();
    let detail = damage(&dir, &flipped(&good, place_of(&good, "body-3")));
    assert_eq!(detail, format!("journal of {DEVICE} is broken at event 3: its hash does not fit"));
    for (sql, expected) in [
        ("DELETE FROM journal WHERE seq = 5", "event 0102030405060708-5, the last under that name, is missing"),
        ("UPDATE incarnation SET head_hash = zeroblob(32) WHERE number = 1", "event 0102030405060708-5, the last"),
        ("DELETE FROM incarnation WHERE number = 2", "is not the last of this installation's names"),
    ] {
        fs::write(layout::database(dir.path()), &good).unwrap();
        tamper(&dir, sql);
        match open(dir.path()) {
            Err(OpenError::Corrupt { detail }) => assert!(detail.contains(expected), "{sql}: {detail}"),
            other => panic!("{sql}: {other:?}"),
        }
    }
}
