//! Restoring from any folder, looking into backups, and the second folder.

use super::*;
use crate::copies::backup::{BACKUPS_KEPT, SecondCopyError, backups_in};
use crate::copies::files::killed;
use crate::copies::inspect::inspect;
use crate::copies::restore::RestoreFrom;
use crate::db::error::OpenError;
use crate::journal::incarnation::IncarnationReason;
use domain::event::{Fact, HallFounded};
use domain::names::Names;
use std::fs;
use std::path::{Path, PathBuf};

fn restore_from(dir: &Path, file: &Path) -> Result<(), OpenError> {
    Store::restore_from(dir, file, NOW, RestoreFrom::ThisHall)
}

/// With a hall and two events after it.
fn with_hall(device: DeviceId, name: &str) -> Fixture {
    let dir = TempDir::new().unwrap();
    let store = Store::create_sealed(dir.path(), device, NOW, Arc::new(Unsealed)).unwrap();
    let founded =
        HallFounded { directory: None, name: Names::new(name, name, name), demo: false, saturday: Vec::new() };
    let fact = Fact::HallFounded(founded);
    let event =
        NewEvent { kind: KindCode(fact.kind()), version: KindVersion(fact.version()), ..new_event(&fact.encode()) };
    store.write(move |tx: &mut WriteTx<'_>| tx.append(event)).unwrap();
    store.write(|tx: &mut WriteTx<'_>| tx.append(new_event(b"first"))).unwrap();
    Fixture { dir, store }
}

fn events(store: &Store) -> usize {
    (1..).map_while(|seq| store.read(|tx| tx.event(id(seq))).unwrap()).count()
}

fn backup_path(folder: &Path) -> PathBuf {
    folder.join(&backups_in(folder)[0].file)
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_tells_what_it_holds_and_is_left_as_it_is() {
    let fixture = with_hall(DEVICE, "朝阳");
    let file = Store::backups_folder(fixture.dir.path()).join(fixture.store.backup(NOW).unwrap().file);
    let stick = TempDir::new().unwrap();
    // Characters that mean something in an address.
    let copy = stick.path().join("备份 100%25 #1?.db");
    fs::copy(file, &copy).unwrap();
    let facts = inspect(&copy).unwrap();
    assert_eq!((facts.device, facts.incarnation, facts.events), (DEVICE, Some(1), 2));
    assert_eq!((facts.newest, facts.hall_id, facts.key_id), (Some(NOW), Some(id(1)), None));
    assert_eq!(facts.version, crate::db::migrate::newest(crate::db::migrate::MIGRATIONS));
    assert_eq!(facts.hall.unwrap().name, Names::new("朝阳", "朝阳", "朝阳"));
    assert_eq!(listing(stick.path()).len(), 1);
    // A database in use, too, gets nothing laid beside it.
    let database = stick.path().join("yanshi.db");
    let fixture = fixture.reopen();
    fs::copy(layout::database(fixture.dir.path()), &database).unwrap();
    assert_eq!(inspect(&database).unwrap().events, 2);
    assert_eq!(listing(stick.path()).len(), 2);
}

#[test]
fn strangers_and_newer_versions_are_told_apart_and_not_restored() {
    let fixture = with_hall(DEVICE, "朝阳");
    let dir = fixture.dir.path().to_owned();
    let file = Store::backups_folder(&dir).join(fixture.store.backup(NOW).unwrap().file);
    let stick = TempDir::new().unwrap();
    let path = |name: &str| stick.path().join(name);
    fs::write(path("letter.db"), b"Dear hall").unwrap();
    fs::write(path("empty.db"), b"").unwrap();
    Connection::open(path("contacts.db")).unwrap().execute_batch("CREATE TABLE contacts (name TEXT)").unwrap();
    fs::copy(&file, path("newer.db")).unwrap();
    Connection::open(path("newer.db")).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let dir_of = fixture.close();
    let before = fs::read(layout::database(&dir)).unwrap();
    for name in ["letter.db", "empty.db", "contacts.db", "newer.db", "missing.db"] {
        let (looked, restored) = (inspect(&path(name)), restore_from(&dir, &path(name)));
        match (name, looked, restored) {
            ("missing.db", Err(OpenError::Io(_)), Err(OpenError::Io(_))) => {}
            (
                "newer.db",
                Err(OpenError::NewerDatabase { found: 99, .. }),
                Err(OpenError::NewerDatabase { found: 99, .. }),
            )
            | (_, Err(OpenError::Corrupt { .. }), Err(OpenError::Corrupt { .. })) => {}
            (_, looked, restored) => panic!("{name}: {looked:?} {restored:?}"),
        }
        assert_eq!(fs::read(layout::database(&dir)).unwrap(), before, "{name}");
        assert!(listing(&dir).iter().all(|file| !file.contains("restored") && !file.ends_with("-journal")), "{name}");
    }
    drop(dir_of);
}

/// Whoever can write to the share prepares a backup that is whole, and brings SQL of its own.
#[test]
fn a_backup_that_brings_sql_of_its_own_is_refused() {
    let fixture = with_hall(DEVICE, "朝阳");
    let file = Store::backups_folder(fixture.dir.path()).join(fixture.store.backup(NOW).unwrap().file);
    let (dir, stick) = (fixture.close(), TempDir::new().unwrap());
    let startup = stick.path().join("a.hta");
    let attach = format!("x\"\"; ATTACH '{}' AS a; CREATE TABLE a.t(x); --", startup.display());
    let before = fs::read(layout::database(dir.path())).unwrap();
    for (number, hostile) in [
        &*format!("CREATE TABLE \"{attach}\" (x)"),
        &*format!("CREATE INDEX \"{attach}\" ON booking (device)"),
        "CREATE TRIGGER more AFTER INSERT ON journal BEGIN DELETE FROM vault; END",
        "CREATE TRIGGER more AFTER INSERT ON person BEGIN DELETE FROM vault; END",
        "DROP TRIGGER vault_gone",
        // Hidden behind what looks like a comment.
        "DROP TRIGGER journal_never_changes; CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal --'); DELETE FROM vault; SELECT ('
 is never changed');
END",
        "DROP TRIGGER journal_never_changes; CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal BEGIN SELECT 1; END",
        "CREATE VIEW more AS SELECT * FROM vault",
        "CREATE VIRTUAL TABLE more USING fts5(x)",
        "CREATE INDEX more ON vault (suite)",
        "ALTER TABLE draft ADD COLUMN more TEXT DEFAULT 'x'",
    ]
    .into_iter()
    .enumerate()
    {
        let copy = stick.path().join(format!("yanshi-{number:06}-20261123-174000.db"));
        fs::copy(&file, &copy).unwrap();
        // Where the table has no such column, or there is no such extension, the case says nothing.
        let planted = Connection::open(&copy).unwrap().execute_batch(hostile);
        if hostile.contains("fts5") && planted.is_err() {
            continue;
        }
        planted.unwrap_or_else(|error| panic!("{hostile}: {error}"));
        let looked = inspect(&copy);
        assert!(matches!(looked, Err(OpenError::Corrupt { .. })), "{hostile}: {looked:?}");
        for folder in [dir.path(), TempDir::new().unwrap().path()] {
            let refused = Store::restore_from(folder, &copy, NOW, RestoreFrom::AnyHall);
            assert!(matches!(refused, Err(OpenError::Corrupt { .. } | OpenError::Io(_))), "{hostile}: {refused:?}");
        }
        assert_eq!(backups_in(stick.path()).iter().filter(|found| !found.verified).count(), backups_in(stick.path()).len());
    }
    assert!(!startup.exists());
    assert_eq!(fs::read(layout::database(dir.path())).unwrap(), before);
    // A view of another version of the program is none of it.
    let older = stick.path().join("older.db");
    fs::copy(&file, &older).unwrap();
    let views = "CREATE TABLE old_view (id INTEGER PRIMARY KEY, x UNIQUE) STRICT; CREATE INDEX old_by_x ON old_view (x); DROP TABLE duty";
    Connection::open(&older).unwrap().execute_batch(&views.replace("x UNIQUE", "x TEXT UNIQUE")).unwrap();
    restore_from(dir.path(), &older).unwrap();
    assert_eq!(events(&open(dir.path()).unwrap()), 2);
}

#[test]
fn one_flipped_bit_is_found_and_takes_the_name() {
    let fixture = with_hall(DEVICE, "朝阳");
    let second = TempDir::new().unwrap();
    fixture.store.backup_also(NOW, second.path()).unwrap().second.unwrap();
    let dir = fixture.close();
    let copies = own_copies(second.path());
    let file = backup_path(&copies);
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.windows(5).position(|window| window == b"first").unwrap();
    bytes[at] ^= 1;
    fs::write(&file, bytes).unwrap();
    let refused = restore_from(dir.path(), &file);
    let detail = format!("journal of {DEVICE} is broken at event 2: its hash does not fit");
    assert!(matches!(&refused, Err(OpenError::Corrupt { detail: told }) if *told == detail), "{refused:?}");
    assert_eq!(backups_in(&copies).iter().map(|backup| backup.verified).collect::<Vec<_>>(), [false]);
    assert_eq!(events(&open(dir.path()).unwrap()), 2);
}

#[test]
fn another_halls_backup_needs_saying_so() {
    let (here, there) = (with_hall(DEVICE, "朝阳"), with_hall(DeviceId([7; 8]), "海淀"));
    there.store.backup(NOW).unwrap();
    let foreign = backup_path(&Store::backups_folder(there.dir.path()));
    let dir = here.close();
    assert!(matches!(restore_from(dir.path(), &foreign), Err(OpenError::ForeignBackup)));
    // With the database gone, the sidecar still knows which hall it was.
    fs::write(layout::database(dir.path()), b"ruined").unwrap();
    assert!(matches!(restore_from(dir.path(), &foreign), Err(OpenError::ForeignBackup)));
    fs::remove_file(layout::database(dir.path())).unwrap();
    assert!(matches!(restore_from(dir.path(), &foreign), Err(OpenError::ForeignBackup)));
    Store::restore_from(dir.path(), &foreign, NOW, RestoreFrom::AnyHall).unwrap();
    let store = open(dir.path()).unwrap();
    let hall = store.read(|tx| tx.views().hall()).unwrap().unwrap();
    assert_eq!(hall.name, Names::new("海淀", "海淀", "海淀"));
    assert!(![DEVICE, DeviceId([7; 8])].contains(&store.device()));
}

#[test]
fn a_new_pc_goes_on_where_the_backup_ended() {
    let fixture = with_hall(DEVICE, "朝阳");
    let second = TempDir::new().unwrap();
    fixture.store.backup_also(NOW, second.path()).unwrap().second.unwrap();
    let new_pc = TempDir::new().unwrap();
    let dir = new_pc.path().join("数据");
    restore_from(&dir, &backup_path(&own_copies(second.path()))).unwrap();
    let store = open(&dir).unwrap();
    assert_eq!(events(&store), 2);
    let last = store.incarnations().unwrap().pop().unwrap();
    assert_eq!((last.number, last.device, last.reason), (2, store.device(), IncarnationReason::AnotherPlace));
    assert_eq!(store.read(|tx| tx.recent_wall()), Ok(Some(NOW)));
}

/// A database of a disk that was pulled out while the program ran: with the commits of its WAL.
#[test]
fn a_database_is_restored_with_what_lies_in_its_wal() {
    let fixture = with_hall(DEVICE, "朝阳");
    let pulled_out = TempDir::new().unwrap();
    for file in ["yanshi.db", "yanshi.db-wal"] {
        fs::copy(fixture.dir.path().join(file), pulled_out.path().join(file)).unwrap();
    }
    let dir = TempDir::new().unwrap();
    restore_from(dir.path(), &pulled_out.path().join("yanshi.db")).unwrap();
    assert_eq!(events(&open(dir.path()).unwrap()), 2);
    assert_eq!(listing(pulled_out.path()), ["yanshi.db", "yanshi.db-wal"]);
}

/// The power goes before each change to a file of a restore, and again and again while it is carried through.
#[test]
fn a_restore_cut_short_anywhere_happens_wholly_or_not_at_all() {
    let mut outcomes = Vec::new();
    for steps in 0.. {
        let fixture = with_hall(DEVICE, "朝阳");
        let backup = fixture.store.backup(NOW).unwrap();
        fixture.append(b"after the backup").unwrap();
        let dir = fixture.close();
        let (done, killed) = killed::after(steps, || Store::restore(dir.path(), &backup.file, NOW));
        assert!(killed || done.is_ok(), "{done:?}");
        assert!(Store::exists(dir.path()), "nothing is left after {steps} steps");
        let store = (0..)
            .find_map(|steps| match killed::after(steps, || open(dir.path())) {
                (Ok(store), false) => Some(store),
                (Ok(_) | Err(OpenError::Io(_)), true) => None,
                (opened, killed) => panic!("{opened:?} {killed}"),
            })
            .unwrap();
        let (device, restored) = (store.device(), store.device() != DEVICE);
        assert_eq!(events(&store), if restored { 2 } else { 3 }, "after {steps} steps");
        assert_eq!(store.incarnations().unwrap().len(), if restored { 2 } else { 1 }, "after {steps} steps");
        drop(store);
        assert_eq!(open(dir.path()).unwrap().device(), device);
        outcomes.push(restored);
        if !killed {
            break;
        }
    }
    // Not before it is ready, and always from then on.
    assert!(outcomes.is_sorted() && !outcomes[0] && outcomes.len() >= 10, "{outcomes:?}");
    assert!(outcomes.iter().filter(|restored| **restored).count() >= 4, "{outcomes:?}");
}

/// The power goes between the WAL and its database, and the restore is carried through a second later.
#[test]
fn what_is_put_aside_keeps_its_last_commits_however_it_is_cut_short() {
    let mut whole = 0;
    for steps in 0.. {
        let fixture = with_hall(DEVICE, "朝阳");
        let backup = fixture.store.backup(NOW).unwrap();
        fixture.append(b"in the WAL").unwrap();
        let crashed = TempDir::new().unwrap();
        fs::create_dir(crashed.path().join("backups")).unwrap();
        for file in ["yanshi.db", "yanshi.db-wal", &format!("backups/{}", backup.file)] {
            fs::copy(fixture.dir.path().join(file), crashed.path().join(file)).unwrap();
        }
        let (_, killed) = killed::after(steps, || Store::restore(crashed.path(), &backup.file, NOW));
        let a_second_later = WallTime(NOW.0 + 1000);
        if Store::open_sealed(crashed.path(), a_second_later, Arc::new(Unsealed)).unwrap().device() != DEVICE {
            let names = listing(crashed.path());
            assert!(!names.contains(&"yanshi.db.aside".to_owned()), "{names:?}");
            let aside = names.iter().find(|name| name.starts_with("yanshi.db.damaged-") && !name.ends_with("-wal"));
            let connection = Connection::open(crashed.path().join(aside.unwrap())).unwrap();
            let events: u32 = connection.query_row("SELECT count(*) FROM journal", [], |row| row.get(0)).unwrap();
            assert_eq!(events, 3, "after {steps} steps: {names:?}");
            whole += 1;
        }
        if !killed {
            break;
        }
    }
    assert!(whole >= 6, "{whole}");
}

#[test]
fn the_second_folder_counts_and_rotates_for_itself() {
    let fixture = Fixture::with_events(1);
    let second = TempDir::new().unwrap();
    fixture.store.backup(NOW).unwrap();
    for number in 1..=u32::try_from(BACKUPS_KEPT).unwrap() + 1 {
        let made = fixture.store.backup_also(NOW, second.path()).unwrap();
        let (first, second) = (made.first, made.second.unwrap());
        assert_eq!((first.number, second.number), (number + 1, number));
        assert_eq!((second.bytes, second.made), (first.bytes, first.made));
    }
    let numbers: Vec<u32> = backups_in(&own_copies(second.path())).iter().map(|backup| backup.number).collect();
    assert_eq!(numbers, (2..=15).rev().collect::<Vec<_>>());
}

/// Two halls, and two PCs of one: nobody takes another's copies or what another is just making, not even by erasing.
#[test]
fn several_share_a_second_folder_and_none_loses_a_copy() {
    let second = TempDir::new().unwrap();
    let halls = [with_hall(DEVICE, "朝阳"), with_hall(DeviceId([7; 8]), "海淀")];
    let copied = halls[0].store.backup_also(NOW, second.path()).unwrap().first;
    let pc = TempDir::new().unwrap();
    restore_from(pc.path(), &Store::backups_folder(halls[0].dir.path()).join(copied.file)).unwrap();
    let pc = Fixture { store: open(pc.path()).unwrap(), dir: pc };
    let stores = [&halls[0].store, &halls[1].store, &pc.store];
    let own = |store: &Store| store.second_folder(second.path()).unwrap();
    // Of programs before, with neither hall nor PC in its name.
    let flat = second.path().join("yanshi-000041-20260101-120000.db");
    fs::copy(own(stores[0]).join("yanshi-000001-20261123-174000.db"), &flat).unwrap();
    for store in stores {
        store.backup_also(NOW, second.path()).unwrap().second.unwrap();
        fs::write(own(store).join("yanshi-000077-20261123-174000.db.part"), b"being made").unwrap();
    }
    let before: Vec<Vec<String>> = stores[..2].iter().map(|store| listing(&own(store))).collect();
    for _ in 0..2 * BACKUPS_KEPT {
        pc.store.backup_also(NOW, second.path()).unwrap().second.unwrap();
    }
    let erasing = |tx: &mut WriteTx<'_>| tx.append(new_event(b"erased"));
    pc.store.erase(vec![id(2)], &[second.path().to_owned()], erasing).unwrap();
    let mut after: Vec<Vec<String>> = stores[..2].iter().map(|store| listing(&own(store))).collect();
    after[0].retain(|name| name != "erasures");
    assert_eq!(after, before);
    assert!(flat.exists());
    let found = pc.store.second_backups(second.path()).unwrap();
    let of = |backups: &[crate::copies::backup::BackupInfo], store: &Store| {
        let sub = own(store).file_name().unwrap().to_owned();
        backups.iter().filter(|backup| Path::new(&backup.file).starts_with(&sub)).count()
    };
    assert_eq!((found.own.len(), of(&found.own, &pc.store)), (BACKUPS_KEPT, BACKUPS_KEPT));
    assert_eq!((found.others.len(), of(&found.others, stores[0])), (3, 2), "the hall's other PC, and the old one");
    assert_eq!(found.others[2].file, "yanshi-000041-20260101-120000.db");
    // Each is restored by the way it is listed.
    for backup in [&found.own[0], &found.others[0], &found.others[2]] {
        restore_from(TempDir::new().unwrap().path(), &second.path().join(&backup.file)).unwrap();
    }
}

#[test]
fn a_copy_that_failed_is_made_up_for() {
    let fixture = Fixture::with_events(1);
    let second = fixture.dir.path().join("stick");
    let made = fixture.store.backup_also(NOW, &second).unwrap();
    assert_eq!(made.second, Err(SecondCopyError::Missing));
    fs::create_dir(&second).unwrap();
    let copy = fixture.store.copy_backup(&made.first, &second).unwrap();
    assert_eq!((copy.number, copy.made, copy.bytes), (1, NOW, made.first.bytes));
}

#[test]
fn what_is_wrong_with_the_second_folder_costs_the_first_nothing() {
    let fixture = Fixture::with_events(1);
    let dir = fixture.dir.path();
    let second_copy = |folder: &Path| {
        let made = fixture.store.backup_also(NOW, folder).unwrap();
        assert!(Store::backups(dir).contains(&made.first));
        made.second
    };
    let missing = dir.join("unplugged");
    assert_eq!(second_copy(&missing), Err(SecondCopyError::Missing));
    assert!(!missing.exists());
    fs::write(&missing, b"a file").unwrap();
    assert_eq!(second_copy(&missing), Err(SecondCopyError::Missing));
    #[cfg(target_os = "linux")]
    {
        // A device that is always full, under the name of the file in the making.
        let full = TempDir::new().unwrap();
        let own = fixture.store.second_folder(full.path()).unwrap();
        fs::create_dir(&own).unwrap();
        std::os::unix::fs::symlink("/dev/full", own.join("yanshi-000001-20261123-174000.db.part")).unwrap();
        assert_eq!(second_copy(full.path()), Err(SecondCopyError::DiskFull));
        assert_eq!(listing(&own), Vec::<String>::new());
        // Where not even root makes files.
        assert_eq!(second_copy(Path::new("/sys")), Err(SecondCopyError::ReadOnly));
    }
}
