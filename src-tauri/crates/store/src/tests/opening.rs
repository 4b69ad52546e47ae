use super::*;
use crate::db::migrate::{MIGRATIONS, Migration, newest};
use crate::db::store::Access;
use crate::db::{check, connection};
use std::fs;

/// The program of the next version.
fn next() -> Vec<Migration> {
    let version = newest(MIGRATIONS);
    vec![
        Migration { version, sql: &["never run again"] },
        Migration { version: version + 1, sql: &["ALTER TABLE meta ADD COLUMN hall TEXT"] },
    ]
}

/// One whose step does not work.
fn broken() -> Vec<Migration> {
    vec![Migration { version: newest(MIGRATIONS) + 1, sql: &["DROP TABLE vault", "no SQL"] }]
}

fn open_at(dir: &TempDir, migrations: &[Migration]) -> Result<Store, OpenError> {
    Store::open_at(dir.path(), NOW, Access::Seal(Arc::new(Unsealed)), migrations)
}

#[test]
fn a_folder_holds_a_database_or_not() {
    let dir = TempDir::new().unwrap();
    assert!(!Store::exists(dir.path()));
    assert!(matches!(open(dir.path()), Err(OpenError::Io(_) | OpenError::Corrupt { .. })));
    let store = create(dir.path()).unwrap();
    assert!(Store::exists(dir.path()));
    assert_eq!((store.device(), store.revision()), (DEVICE, 0));
    drop(store);
    assert!(matches!(create(dir.path()), Err(OpenError::Io(_))));
    assert_eq!(open(dir.path()).unwrap().device(), DEVICE);
}

#[test]
fn missing_folders_are_made() {
    let dir = TempDir::new().unwrap();
    let deep = dir.path().join("数据").join("100%20 hall #1");
    drop(create(&deep).unwrap());
    assert!(open(&deep).is_ok());
}

#[test]
fn a_folder_is_open_once() {
    let fixture = Fixture::with_events(1);
    assert!(matches!(open(fixture.dir.path()), Err(OpenError::InUse)));
    assert!(matches!(create(fixture.dir.path()), Err(OpenError::InUse)));
    assert!(matches!(
        Store::restore(fixture.dir.path(), "yanshi-000001-20261123-174000.db", NOW),
        Err(OpenError::InUse)
    ));
    let clone = fixture.store.clone();
    let Fixture { dir, store } = fixture;
    drop(store);
    assert!(matches!(open(dir.path()), Err(OpenError::InUse)));
    drop(clone);
    assert_eq!(bodies(&open(dir.path()).unwrap()), ["body-1"]);
}

#[test]
fn an_unfinished_creation_is_begun_anew() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("yanshi.db.part"), b"half a database").unwrap();
    // What somebody left who removed a database by hand.
    fs::write(dir.path().join("yanshi.db-wal"), b"commits of another database").unwrap();
    assert!(!Store::exists(dir.path()));
    drop(create(dir.path()).unwrap());
    assert!(open(dir.path()).is_ok());
    let aside = dir.path().join("yanshi.db.damaged-20261123-174000-wal");
    assert_eq!(fs::read(aside).unwrap(), b"commits of another database");
}

#[test]
fn a_newer_database_is_refused_untouched() {
    let dir = Fixture::with_events(1).close();
    tamper(&dir, "PRAGMA user_version = 99");
    let before = fs::read(layout::database(dir.path())).unwrap();
    let opened = open(dir.path());
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
    assert!(matches!(open(crashed.path()), Err(OpenError::NewerDatabase { found: 99, .. })));
    assert_eq!(read(&crashed), before);
}

#[test]
fn an_older_database_is_backed_up_and_brought_up_to_date() {
    let dir = Fixture::with_events(3).close();
    let store = open_at(&dir, &next()).unwrap();
    assert_eq!(bodies(&store), ["body-1", "body-2", "body-3"]);
    let version = store.write(|tx: &mut WriteTx<'_>| crate::db::version::version(tx.connection()));
    assert_eq!(version, Ok(newest(&next())));
    drop(store);
    let backups = Store::backups(dir.path());
    assert_eq!(backups.len(), 1);
    let backup = Store::backups_folder(dir.path()).join(&backups[0].file);
    check::verify(&connection::open_untouched(&backup).unwrap()).unwrap();
    // The older program now refuses it, and a restart of the newer one changes nothing more.
    let (older, newer) = (newest(MIGRATIONS), newest(&next()));
    let refused = open(dir.path());
    assert!(matches!(refused, Err(OpenError::NewerDatabase { found, known }) if (found, known) == (newer, older)));
    drop(open_at(&dir, &next()).unwrap());
    assert_eq!(Store::backups(dir.path()).len(), 1);
    // And back, by the backup.
    Store::restore(dir.path(), &backups[0].file, NOW).unwrap();
    assert_eq!(bodies(&open(dir.path()).unwrap()), ["body-1", "body-2", "body-3"]);
}

#[test]
fn an_update_that_fails_leaves_the_older_database() {
    let dir = Fixture::with_events(3).close();
    let opened = open_at(&dir, &broken());
    assert!(matches!(opened, Err(OpenError::Io(_))), "{opened:?}");
    assert_eq!(bodies(&open(dir.path()).unwrap()), ["body-1", "body-2", "body-3"]);
}

/// Without room or right for the backup there is no update.
#[test]
fn no_update_without_a_backup() {
    let dir = Fixture::with_events(3).close();
    fs::write(dir.path().join("backups"), b"a file where the folder should be").unwrap();
    assert!(open_at(&dir, &next()).is_err());
    assert_eq!(bodies(&open(dir.path()).unwrap()), ["body-1", "body-2", "body-3"]);
}
