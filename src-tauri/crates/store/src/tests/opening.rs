use super::*;
use crate::migrate::{MIGRATIONS, Migration, newest};
use crate::{OpenError, Unsealed, check};
use std::fs;
use std::sync::Arc;

/// The program of the next version.
const NEXT: &[Migration] = &[
    Migration { version: 2, sql: &["never run again"] },
    Migration { version: 3, sql: &["ALTER TABLE meta ADD COLUMN hall TEXT"] },
];

/// One whose step does not work.
const BROKEN: &[Migration] =
    &[Migration { version: 2, sql: &[] }, Migration { version: 3, sql: &["DROP TABLE vault", "no SQL"] }];

#[test]
fn a_folder_holds_a_database_or_not() {
    let dir = TempDir::new().unwrap();
    assert!(!Store::exists(dir.path()));
    assert!(matches!(Store::open(dir.path(), NOW), Err(OpenError::Io(_) | OpenError::Corrupt { .. })));
    let store = Store::create(dir.path(), DEVICE, NOW).unwrap();
    assert!(Store::exists(dir.path()));
    assert_eq!((store.device(), store.revision()), (DEVICE, 0));
    drop(store);
    assert!(matches!(Store::create(dir.path(), DEVICE, NOW), Err(OpenError::Io(_))));
    assert_eq!(Store::open(dir.path(), NOW).unwrap().device(), DEVICE);
}

#[test]
fn missing_folders_are_made() {
    let dir = TempDir::new().unwrap();
    let deep = dir.path().join("数据").join("100%20 hall #1");
    drop(Store::create(&deep, DEVICE, NOW).unwrap());
    assert!(Store::open(&deep, NOW).is_ok());
}

#[test]
fn a_folder_is_open_once() {
    let fixture = Fixture::with_events(1);
    assert!(matches!(Store::open(fixture.dir.path(), NOW), Err(OpenError::InUse)));
    assert!(matches!(Store::create(fixture.dir.path(), DEVICE, NOW), Err(OpenError::InUse)));
    assert!(matches!(Store::restore(fixture.dir.path(), "any", NOW), Err(OpenError::InUse)));
    let clone = fixture.store.clone();
    let Fixture { dir, store } = fixture;
    drop(store);
    assert!(matches!(Store::open(dir.path(), NOW), Err(OpenError::InUse)));
    drop(clone);
    assert_eq!(bodies(&Store::open(dir.path(), NOW).unwrap()), ["body-1"]);
}

#[test]
fn an_unfinished_creation_is_begun_anew() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("yanshi.db.part"), b"half a database").unwrap();
    // What somebody left who removed a database by hand.
    fs::write(dir.path().join("yanshi.db-wal"), b"commits of another database").unwrap();
    assert!(!Store::exists(dir.path()));
    drop(Store::create(dir.path(), DEVICE, NOW).unwrap());
    assert!(Store::open(dir.path(), NOW).is_ok());
    let aside = dir.path().join("yanshi.db.damaged-20261123-174000-wal");
    assert_eq!(fs::read(aside).unwrap(), b"commits of another database");
}

#[test]
fn a_newer_database_is_refused_untouched() {
    let dir = Fixture::with_events(1).close();
    tamper(&dir, "PRAGMA user_version = 99");
    let before = fs::read(layout::database(dir.path())).unwrap();
    let opened = Store::open(dir.path(), NOW);
    let known = newest(MIGRATIONS);
    assert!(matches!(opened, Err(OpenError::NewerDatabase { found: 99, known: k }) if k == known), "{opened:?}");
    assert_eq!(fs::read(layout::database(dir.path())).unwrap(), before);
    assert!(Store::backups(dir.path()).is_empty());
}

#[test]
fn a_newer_database_is_refused_untouched_after_a_crash_too() {
    let fixture = Fixture::with_events(1);
    fixture
        .store
        .write(|tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            tx.append(new_event(b"written by a newer program"))?;
            Ok(tx.connection().pragma_update(None, "user_version", 99)?)
        })
        .unwrap();
    // What a power cut leaves: the version is in the WAL only.
    let crashed = TempDir::new().unwrap();
    let files = ["yanshi.db", "yanshi.db-wal"];
    let read = |dir: &TempDir| files.map(|file| fs::read(dir.path().join(file)).unwrap());
    for file in files {
        fs::copy(fixture.dir.path().join(file), crashed.path().join(file)).unwrap();
    }
    let before = read(&crashed);
    assert!(matches!(Store::open(crashed.path(), NOW), Err(OpenError::NewerDatabase { found: 99, .. })));
    assert_eq!(read(&crashed), before);
}

#[test]
fn an_older_database_is_backed_up_and_brought_up_to_date() {
    let dir = Fixture::with_events(3).close();
    let store = Store::open_at(dir.path(), NOW, Arc::new(Unsealed), NEXT).unwrap();
    assert_eq!(bodies(&store), ["body-1", "body-2", "body-3"]);
    let version = store.write(|tx: &mut WriteTx<'_>| crate::migrate::version(tx.connection()));
    assert_eq!(version, Ok(3));
    drop(store);
    let backups = Store::backups(dir.path());
    assert_eq!(backups.len(), 1);
    check::verify_file(&dir.path().join("backups").join(&backups[0].file)).unwrap();
    // The older program now refuses it, and a restart of the newer one changes nothing more.
    assert!(matches!(Store::open(dir.path(), NOW), Err(OpenError::NewerDatabase { found: 3, known: 2 })));
    drop(Store::open_at(dir.path(), NOW, Arc::new(Unsealed), NEXT).unwrap());
    assert_eq!(Store::backups(dir.path()).len(), 1);
    // And back, by the backup.
    Store::restore(dir.path(), &backups[0].file, NOW).unwrap();
    assert_eq!(bodies(&Store::open(dir.path(), NOW).unwrap()), ["body-1", "body-2", "body-3"]);
}

#[test]
fn an_update_that_fails_leaves_the_older_database() {
    let dir = Fixture::with_events(3).close();
    let opened = Store::open_at(dir.path(), NOW, Arc::new(Unsealed), BROKEN);
    assert!(matches!(opened, Err(OpenError::Io(_))), "{opened:?}");
    assert_eq!(bodies(&Store::open(dir.path(), NOW).unwrap()), ["body-1", "body-2", "body-3"]);
}

/// Without room or right for the backup there is no update.
#[test]
fn no_update_without_a_backup() {
    let dir = Fixture::with_events(3).close();
    fs::write(dir.path().join("backups"), b"a file where the folder should be").unwrap();
    assert!(Store::open_at(dir.path(), NOW, Arc::new(Unsealed), NEXT).is_err());
    assert_eq!(bodies(&Store::open(dir.path(), NOW).unwrap()), ["body-1", "body-2", "body-3"]);
}
