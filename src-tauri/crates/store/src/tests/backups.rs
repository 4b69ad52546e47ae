use super::*;
use crate::copies::backup::{BACKUPS_KEPT, BackupInfo};
use std::fs;
use std::path::PathBuf;

fn later(seconds: i64) -> WallTime {
    WallTime(NOW.0 + seconds * 1000)
}

fn path(dir: &TempDir, backup: &BackupInfo) -> PathBuf {
    dir.path().join("backups").join(&backup.file)
}

fn names(dir: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(dir.path().join("backups")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_one_whole_file() {
    let fixture = Fixture::with_events(3);
    let backup = fixture.store.backup(NOW).unwrap();
    assert_eq!(backup.file, "yanshi-000001-20261123-174000.db");
    assert_eq!((backup.number, backup.made, backup.verified), (1, NOW, true));
    assert_eq!(backup.bytes, fs::metadata(path(&fixture.dir, &backup)).unwrap().len());
    assert_eq!(Store::backups(fixture.dir.path()), [backup]);
    // Neither an unfinished file nor a WAL of its own.
    assert_eq!(names(&fixture.dir), ["yanshi-000001-20261123-174000.db"]);
    // Writing goes on.
    assert_eq!(fixture.append(b"after").unwrap(), id(4));
}

#[test]
fn the_newest_backups_are_kept_whatever_the_clock_says() {
    let fixture = Fixture::with_events(1);
    // The first was made with a clock a year ahead.
    fixture.store.backup(later(365 * 86_400)).unwrap();
    for day in 1..=i64::try_from(BACKUPS_KEPT).unwrap() {
        fixture.store.backup(later(day * 86_400)).unwrap();
    }
    let backups = Store::backups(fixture.dir.path());
    let numbers: Vec<u32> = backups.iter().map(|backup| backup.number).collect();
    assert_eq!(numbers, (2..=15).rev().collect::<Vec<_>>());
    assert_eq!(backups[0].made, later(14 * 86_400));
}

#[test]
fn leftovers_and_strangers_are_no_backups() {
    let fixture = Fixture::with_events(1);
    assert!(Store::backups(fixture.dir.path()).is_empty());
    let backup = fixture.store.backup(NOW).unwrap();
    for name in ["yanshi-000002-20261123-174000.db.part", "notes.txt", "yanshi-000003-2026.db"] {
        fs::write(fixture.dir.path().join("backups").join(name), b"x").unwrap();
    }
    assert_eq!(Store::backups(fixture.dir.path()), [backup]);
    // The leftover of a backup cut short is in nobody's way.
    let next = fixture.store.backup(NOW).unwrap();
    assert_eq!(next.file, "yanshi-000002-20261123-174000.db");
}

#[test]
fn a_damaged_database_is_replaced_and_kept() {
    let fixture = Fixture::with_events(2);
    let backup = fixture.store.backup(NOW).unwrap();
    fixture.append(b"after the backup").unwrap();
    let dir = fixture.close();
    fs::write(layout::database(dir.path()), b"ruined").unwrap();
    assert!(matches!(open(dir.path()), Err(OpenError::Corrupt { .. })));
    Store::restore(dir.path(), &backup.file, NOW).unwrap();
    let restored = open(dir.path()).unwrap();
    assert_eq!(bodies(&restored), ["body-1", "body-2"]);
    assert_eq!(fs::read(dir.path().join("yanshi.db.damaged-20261123-174000")).unwrap(), b"ruined");
    drop(restored);
    // Again within the same second: what was put aside first stays.
    Store::restore(dir.path(), &backup.file, NOW).unwrap();
    assert_eq!(fs::read(dir.path().join("yanshi.db.damaged-20261123-174000")).unwrap(), b"ruined");
    assert!(dir.path().join("yanshi.db.damaged-20261123-174000-2").exists());
}

/// The WAL of the damaged database would spoil the restored one.
#[test]
fn commits_that_are_only_in_the_wal_are_put_aside_with_their_database() {
    let fixture = Fixture::with_events(2);
    let backup = fixture.store.backup(NOW).unwrap();
    fixture.append(b"in the WAL").unwrap();
    let crashed = TempDir::new().unwrap();
    fs::create_dir(crashed.path().join("backups")).unwrap();
    for file in ["yanshi.db", "yanshi.db-wal", "yanshi.db-shm", &format!("backups/{}", backup.file)] {
        fs::copy(fixture.dir.path().join(file), crashed.path().join(file)).unwrap();
    }
    Store::restore(crashed.path(), &backup.file, NOW).unwrap();
    assert_eq!(bodies(&open(crashed.path()).unwrap()), ["body-1", "body-2"]);
    // What was put aside is still a whole database.
    let aside = crashed.path().join("yanshi.db.damaged-20261123-174000");
    let connection = Connection::open(aside).unwrap();
    let events: u32 = connection.query_row("SELECT count(*) FROM journal", [], |row| row.get(0)).unwrap();
    assert_eq!(events, 3);
}

#[test]
fn a_restore_cut_short_is_carried_through() {
    let fixture = Fixture::with_events(2);
    let backup = fixture.store.backup(NOW).unwrap();
    fixture.append(b"after the backup").unwrap();
    let dir = fixture.close();
    // The power went after the copy was ready, and in another run between the renames.
    let (restored, database) = (layout::restored(dir.path()), layout::database(dir.path()));
    for database_is_aside in [false, true] {
        fs::copy(path(&dir, &backup), &restored).unwrap();
        if database_is_aside {
            fs::remove_file(&database).unwrap();
        }
        assert!(Store::exists(dir.path()));
        assert_eq!(bodies(&open(dir.path()).unwrap()), ["body-1", "body-2"]);
        assert!(!restored.exists());
    }
}

#[test]
fn a_bad_backup_replaces_nothing_and_loses_its_name() {
    let fixture = Fixture::with_events(2);
    let (older, newer) = (fixture.store.backup(NOW).unwrap(), fixture.store.backup(later(60)).unwrap());
    let dir = fixture.close();
    let mut bytes = fs::read(path(&dir, &newer)).unwrap();
    let at = bytes.windows(6).position(|window| window == b"body-2").unwrap();
    bytes[at] ^= 1;
    fs::write(path(&dir, &newer), bytes).unwrap();
    let refused = Store::restore(dir.path(), &newer.file, NOW);
    assert!(matches!(refused, Err(OpenError::Corrupt { .. })), "{refused:?}");
    let listed: Vec<(u32, bool)> = Store::backups(dir.path()).iter().map(|b| (b.number, b.verified)).collect();
    assert_eq!(listed, [(2, false), (1, true)]);
    assert_eq!(bodies(&open(dir.path()).unwrap()), ["body-1", "body-2"]);
    Store::restore(dir.path(), &older.file, NOW).unwrap();
}

#[test]
fn only_a_backup_is_restored() {
    let dir = Fixture::with_events(1).close();
    for file in ["", "../yanshi.db", "yanshi.db", "yanshi-000009-20261123-174000.db"] {
        assert!(matches!(Store::restore(dir.path(), file, NOW), Err(OpenError::Io(_))), "{file}");
    }
    assert_eq!(bodies(&open(dir.path()).unwrap()), ["body-1"]);
}
