//! A database that went back goes on under a new name, and one that did not keeps its own.

use super::*;
use crate::journal::incarnation::{Incarnation, IncarnationReason};
use std::fs;
use std::path::Path;

/// What lies in the folder as a power cut would leave it now.
fn image(fixture: &Fixture) -> Vec<(&'static str, Vec<u8>)> {
    ["yanshi.db", "yanshi.db-wal"].map(|file| (file, fs::read(fixture.dir.path().join(file)).unwrap())).into()
}

fn put_back(dir: &Path, image: &[(&str, Vec<u8>)]) {
    image.iter().for_each(|(file, bytes)| fs::write(dir.join(file), bytes).unwrap());
}

fn last(store: &Store) -> Incarnation {
    store.incarnations().unwrap().pop().unwrap()
}

fn append(store: &Store) -> EventId {
    store.write(|tx: &mut WriteTx<'_>| tx.append(new_event(b"on"))).unwrap()
}

#[test]
fn a_restored_database_writes_under_a_new_name_and_remembers_the_old() {
    let fixture = Fixture::with_events(2);
    let backup = fixture.store.backup(NOW).unwrap();
    fixture.append(b"body-3").unwrap();
    let lost = fixture.store.read(|tx| tx.events_of(id(3))).unwrap()[0].lamport;
    let dir = fixture.close();
    let mut names = vec![DEVICE];
    for number in 2..=4 {
        Store::restore(dir.path(), &backup.file, WallTime(NOW.0 + 1)).unwrap();
        let store = open(dir.path()).unwrap();
        let in_use = last(&store);
        assert_eq!((in_use.number, in_use.device, in_use.end), (number, store.device(), None));
        assert_eq!((in_use.reason, in_use.began), (IncarnationReason::Restored, WallTime(NOW.0 + 1)));
        assert!(!names.contains(&store.device()));
        names.push(store.device());
        // The backup knows its first name only; what came between is in other files.
        assert_eq!(store.read(|tx| tx.predecessors()), Ok(vec![DEVICE]));
        let first = &store.incarnations().unwrap()[0];
        assert_eq!((first.number, first.end.unwrap().events()), (1, 2));
        // The old journal stays as it was, the new one begins.
        assert_eq!(bodies(&store), ["body-1", "body-2"]);
        let event = append(&store);
        assert_eq!(event, EventId { device: store.device(), seq: Seq(1) });
        assert!(store.read(|tx| tx.event(event)).unwrap().unwrap().lamport >= lost);
        drop(store);
        let store = open(dir.path()).unwrap();
        assert_eq!((bodies_of(&store, event.device), store.device()), (vec!["on".to_owned()], event.device));
    }
}

#[test]
fn an_old_database_copied_over_the_newer_one_is_noticed() {
    for with_wal in [false, true] {
        let fixture = Fixture::with_events(2);
        let mut old = image(&fixture);
        if !with_wal {
            let fixture = Fixture::with_events(2).reopen();
            old = vec![("yanshi.db", fs::read(layout::database(fixture.dir.path())).unwrap())];
        }
        fixture.append(b"body-3").unwrap();
        let dir = fixture.close();
        put_back(dir.path(), &old);
        let store = open(dir.path()).unwrap();
        assert_eq!((last(&store).number, last(&store).reason), (2, IncarnationReason::WentBack), "WAL: {with_wal}");
        assert_eq!(bodies(&store), ["body-1", "body-2"]);
        assert_eq!((append(&store).device, store.read(|tx| tx.predecessors())), (store.device(), Ok(vec![DEVICE])));
        drop(store);
        // Once more: now the table in the file knows nothing of the second name.
        put_back(dir.path(), &old);
        let store = open(dir.path()).unwrap();
        assert_eq!((last(&store).number, last(&store).reason), (3, IncarnationReason::WentBack));
    }
}

/// A file of the same age as the sidecar, but of another line: restored, and the folder's former file put back.
#[test]
fn a_file_from_before_a_restore_is_noticed() {
    let fixture = Fixture::with_events(2);
    let backup = fixture.store.backup(NOW).unwrap();
    for n in 3..50 {
        fixture.append(format!("body-{n}").as_bytes()).unwrap();
    }
    let dir = fixture.close();
    let before = fs::read(layout::database(dir.path())).unwrap();
    Store::restore(dir.path(), &backup.file, NOW).unwrap();
    drop(open(dir.path()).unwrap());
    put_back(dir.path(), &[("yanshi.db", before)]);
    let store = open(dir.path()).unwrap();
    assert_eq!((last(&store).number, last(&store).reason), (3, IncarnationReason::WentBack));
}

#[test]
fn without_a_sidecar_that_reads_the_database_counts() {
    let fixture = Fixture::with_events(2);
    let backup = fixture.store.backup(NOW).unwrap();
    let dir = fixture.close();
    Store::restore(dir.path(), &backup.file, NOW).unwrap();
    let device = open(dir.path()).unwrap().device();
    let sidecar = layout::incarnation(dir.path());
    let whole = fs::read(&sidecar).unwrap();
    for bytes in [None, Some(&b""[..]), Some(&b"garbage"[..]), Some(&whole[..whole.len() / 2])] {
        fs::remove_file(&sidecar).unwrap();
        if let Some(bytes) = bytes {
            fs::write(&sidecar, bytes).unwrap();
        }
        let store = open(dir.path()).unwrap();
        assert_eq!((store.device(), last(&store).number), (device, 2));
        drop(store);
        assert_eq!(fs::read(&sidecar).unwrap(), whole);
    }
}

#[test]
fn a_copy_of_the_folder_takes_a_new_name_and_the_original_keeps_its_own() {
    let dir = Fixture::with_events(2).close();
    std::thread::sleep(std::time::Duration::from_millis(30));
    let copy = TempDir::new().unwrap();
    for entry in fs::read_dir(dir.path()).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let (original, copied) = (open(dir.path()).unwrap(), open(copy.path()).unwrap());
    assert_eq!((original.device(), last(&original).number), (DEVICE, 1));
    assert_eq!((last(&copied).number, last(&copied).reason), (2, IncarnationReason::AnotherPlace));
    assert_ne!(append(&original).device, append(&copied).device);
    drop((original, copied));
    // Each is at home now; and a folder that is moved is no copy.
    let moved = dir.path().with_extension("moved");
    fs::rename(dir.path(), &moved).unwrap();
    assert_eq!(open(&moved).unwrap().device(), DEVICE);
    assert_eq!(last(&open(copy.path()).unwrap()).number, 2);
    fs::rename(moved, dir.path()).unwrap();
}

/// What a process that is killed leaves: the sidecar may be far behind, never ahead.
#[test]
fn a_killed_process_is_no_step_back() {
    let fixture = Fixture::with_events(3);
    let crashed = image(&fixture);
    let sidecar = fs::read(layout::incarnation(fixture.dir.path())).unwrap();
    let dir = fixture.close();
    put_back(dir.path(), &crashed);
    fs::write(layout::incarnation(dir.path()), sidecar).unwrap();
    let store = open(dir.path()).unwrap();
    assert_eq!((store.device(), last(&store).number), (DEVICE, 1));
}

#[test]
fn the_sidecar_follows_in_idle_moments_and_at_the_end() {
    let fixture = Fixture::new();
    let kept = |dir: &TempDir| fs::read_to_string(layout::incarnation(dir.path())).unwrap();
    fixture.append(b"one").unwrap();
    let followed = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        kept(&fixture.dir).contains("events 1\n")
    });
    assert!(followed);
    fixture.append(b"two").unwrap();
    assert!(kept(&fixture.close()).contains("events 2\n"));
}
