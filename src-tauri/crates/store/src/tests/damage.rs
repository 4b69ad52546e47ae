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
            crate::files::remove_if_there(&dir.path().join(file)).unwrap();
        }
    }
    // Much of a small file is unused; where the journal lies, nothing passes.
    assert!(refused >= 10 && opened >= 10, "{refused} refused, {opened} opened");
}
