//! Erasing a person, byte for byte: what was sealed is looked for in every file.

use super::*;
use crate::copies::files::killed;
use crate::copies::restore::RestoreFrom;
use crate::erasing::erase::Erased;
use crate::vault::seal::VaultField;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const NAME: VaultField = VaultField(1);
const PHONE: VaultField = VaultField(2);
const PEOPLE: u64 = 60;

/// Values that stand nowhere else, of different lengths so that rows lie anywhere on their pages.
fn name(person: u64) -> String {
    format!("name-of-{person:04}-{}", "x".repeat(usize::try_from(person * 37 % 300).unwrap()))
}

fn phone(person: u64) -> String {
    format!("phone-of-{person:04}")
}

fn with_people() -> Fixture {
    let fixture = Fixture::new();
    for person in 1..=PEOPLE {
        enter(&fixture.store, person);
    }
    fixture
}

fn enter(store: &Store, person: u64) {
    store
        .write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            let subject = tx.append(new_event(b"person"))?;
            tx.vault_put(subject, NAME, &name(person))?;
            tx.vault_put(subject, PHONE, &phone(person))
        })
        .unwrap();
}

fn erase(store: &Store, people: &[u64], also: &[PathBuf]) -> Erased<EventId> {
    let subjects = people.iter().map(|person| id(*person)).collect();
    store.erase(subjects, also, |tx: &mut WriteTx<'_>| tx.append(new_event(b"erased"))).unwrap()
}

/// Which files in these folders, and those within, hold any of the people's values.
fn files_with(people: &[u64], folders: &[&Path]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(files_with(people, &[&path]));
            } else {
                let bytes = fs::read(&path).unwrap();
                let holds = |text: String| bytes.windows(text.len()).any(|window| window == text.as_bytes());
                if people.iter().any(|person| holds(format!("name-of-{person:04}")) || holds(phone(*person))) {
                    found.push(path);
                }
            }
        }
    }
    found
}

/// Rows of every table.
fn counts(file: &Path) -> BTreeMap<String, u32> {
    let connection = Connection::open(file).unwrap();
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let count = |table: &str| connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    tables.into_iter().map(|table| (table.clone(), count(&table).unwrap())).collect()
}

#[test]
fn an_erased_person_is_in_no_file_and_everybody_else_is_in_all() {
    let fixture = with_people();
    let second = TempDir::new().unwrap();
    let also = [second.path().to_owned()];
    for _ in 0..3 {
        fixture.store.backup_also(NOW, second.path()).unwrap().second.unwrap();
    }
    // What a backup cut short left, and what a restore put aside, with commits in a WAL of its own.
    let folders = [fixture.dir.path(), second.path()];
    let copies = own_copies(second.path());
    fs::copy(layout::database(fixture.dir.path()), copies.join("yanshi-000009-20261123-174000.db.part")).unwrap();
    for file in ["", "-wal"] {
        let aside = fixture.dir.path().join(format!("yanshi.db.damaged-20261101-120000{file}"));
        fs::copy(fixture.dir.path().join(format!("yanshi.db{file}")), aside).unwrap();
    }
    let backups: Vec<PathBuf> = folders.iter().flat_map(|folder| listed(folder)).collect();
    let before: Vec<_> = backups.iter().map(|file| counts(file)).collect();
    let erased = [7, 8, 30, 60];
    let lost = fixture.append(b"before").unwrap();
    assert!(files_with(&erased, &folders).len() >= 2 + backups.len());

    let Erased { value, unreached } = erase(&fixture.store, &erased, &also);
    assert_eq!((value.seq, unreached), (lost.seq.next(), Vec::new()));
    assert_eq!(files_with(&erased, &folders), Vec::<PathBuf>::new());
    for person in (1..=PEOPLE).filter(|person| !erased.contains(person)) {
        let names = fixture.store.read(|tx| tx.vault_get(id(person), NAME)).unwrap();
        assert_eq!(names, Some(name(person)));
        assert!(files_with(&[person], &folders).len() > backups.len(), "{person} is missing somewhere");
    }
    for (file, before) in backups.iter().zip(before) {
        assert_eq!(counts(file), before, "{}", file.display());
        crate::db::check::verify(&crate::db::connection::open_untouched(file).unwrap()).unwrap();
        assert_eq!(crate::erasing::scrub::scrub(file).unwrap(), 0, "cleaning moved something");
    }
    // Nothing lies beside the backups but the ledger.
    let names: Vec<String> = listing(&copies);
    assert_eq!(names.iter().filter(|name| !name.ends_with(".db")).collect::<Vec<_>>(), ["erasures"]);
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let own = folder.join("backups");
    let folder = if own.is_dir() { own } else { own_copies(folder) };
    crate::copies::backup::backups_in(&folder).iter().map(|backup| folder.join(&backup.file)).collect()
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Many lots: each takes the rows out, and the files are written anew once, at the end.
#[test]
fn lots_are_short_writes_and_the_files_follow_once() {
    let fixture = with_people();
    fixture.store.backup(NOW).unwrap();
    for lot in [[1, 2], [3, 4]] {
        let subjects = lot.iter().map(|person| id(*person)).collect();
        fixture.store.erase_lot(subjects, |tx: &mut WriteTx<'_>| tx.append(new_event(b"erased"))).unwrap();
    }
    assert_eq!(fixture.store.read(|tx| tx.vault_get(id(3), NAME)), Ok(None));
    assert!(!crate::erasing::ledger::is_done(fixture.dir.path()).unwrap(), "no lot has written the files anew");
    assert_eq!(files_with(&[3], &[&Store::backups_folder(fixture.dir.path())]).len(), 1);
    let refused = fixture.store.erase_lot(vec![id(5)], |_: &mut WriteTx<'_>| -> Result<(), StoreError> {
        Err(StoreError::Internal("not permitted".to_owned()))
    });
    assert!(refused.is_err());
    assert_eq!(fixture.store.enforce_erasures(&[]), Ok(Vec::new()));
    assert_eq!(files_with(&[1, 2, 3, 4], &[fixture.dir.path()]), Vec::<PathBuf>::new());
    assert!(files_with(&[5], &[fixture.dir.path()]).len() >= 2);
}

#[test]
fn a_folder_that_was_unplugged_is_reached_when_it_is_back() {
    let fixture = with_people();
    let (second, away) = (fixture.dir.path().join("stick"), fixture.dir.path().join("drawer"));
    fs::create_dir(&second).unwrap();
    fixture.store.backup_also(NOW, &second).unwrap().second.unwrap();
    fs::rename(&second, &away).unwrap();
    let also = [second.clone()];
    assert_eq!(erase(&fixture.store, &[5], &also).unreached, vec![second.clone()]);
    assert_eq!(fixture.store.enforce_erasures(&also), Ok(vec![second.clone()]));
    assert_eq!(files_with(&[5], &[fixture.dir.path()]), [listed(&away)[0].clone()]);
    fs::rename(&away, &second).unwrap();
    assert_eq!(fixture.store.enforce_erasures(&also), Ok(Vec::new()));
    assert_eq!(files_with(&[5], &[fixture.dir.path()]), Vec::<PathBuf>::new());
    assert_eq!(files_with(&[6], &[&second]).len(), 1);
}

#[test]
fn a_damaged_file_that_cannot_be_cleaned_is_named() {
    let fixture = with_people();
    let aside = fixture.dir.path().join("yanshi.db.damaged-20261101-120000");
    fs::write(&aside, format!("no database, but {}", name(3))).unwrap();
    assert_eq!(erase(&fixture.store, &[3], &[]).unreached, vec![aside.clone()]);
    assert_eq!(fixture.store.enforce_erasures(&[]), Ok(vec![aside.clone()]));
    fs::remove_file(aside).unwrap();
    assert_eq!(fixture.store.enforce_erasures(&[]), Ok(Vec::new()));
}

#[test]
fn an_erasure_that_is_refused_erases_nothing_ever() {
    let fixture = with_people();
    erase(&fixture.store, &[1], &[]);
    let refused = fixture.store.erase(vec![id(2), id(3)], &[], |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        tx.append(new_event(b"never"))?;
        Err(StoreError::Internal("not permitted".to_owned()))
    });
    assert_eq!(refused, Err(StoreError::Internal("not permitted".to_owned())));
    let fixture = fixture.reopen();
    let names = fixture.store.read(|tx| Ok::<_, StoreError>((tx.vault_get(id(1), NAME)?, tx.vault_get(id(2), NAME)?)));
    assert_eq!(names, Ok((None, Some(name(2)))));
}

/// The power went between the ledger and the commit, or an old file was copied over the database.
#[test]
fn an_old_database_does_not_bring_an_erased_person_back() {
    let fixture = with_people();
    let fixture = fixture.reopen();
    let before = fs::read(layout::database(fixture.dir.path())).unwrap();
    erase(&fixture.store, &[4, 5], &[]);
    let dir = fixture.close();
    fs::write(layout::database(dir.path()), before).unwrap();
    let store = open(dir.path()).unwrap();
    let names = store.read(|tx| Ok::<_, StoreError>([tx.vault_get(id(4), NAME)?, tx.vault_get(id(6), NAME)?]));
    assert_eq!(names, Ok([None, Some(name(6))]));
    assert_eq!(files_with(&[4, 5], &[dir.path()]), Vec::<PathBuf>::new());
}

#[test]
fn a_restored_backup_does_not_bring_an_erased_person_back() {
    let fixture = with_people();
    let second = TempDir::new().unwrap();
    fixture.store.backup_also(NOW, second.path()).unwrap().second.unwrap();
    let carried_away = TempDir::new().unwrap();
    let backup = listed(second.path())[0].clone();
    let copy = carried_away.path().join("kept.db");
    fs::copy(&backup, &copy).unwrap();
    // To the second folder the erasure comes; to the copy in a drawer it cannot, but the ledger is here.
    erase(&fixture.store, &[9], &[second.path().to_owned()]);
    let dir = fixture.close();
    Store::restore_from(dir.path(), &copy, NOW, RestoreFrom::ThisHall).unwrap();
    let store = open(dir.path()).unwrap();
    assert_eq!(store.read(|tx| tx.vault_get(id(9), NAME)), Ok(None));
    assert_eq!(store.read(|tx| tx.vault_get(id(10), NAME)), Ok(Some(name(10))));
    assert_eq!(files_with(&[9], &[dir.path()]), Vec::<PathBuf>::new());
    drop(store);
    // On another PC a list beside the backup takes out only what the backup's own journal calls erased (`proving`).
    fs::copy(&copy, &backup).unwrap();
    let other = TempDir::new().unwrap();
    Store::restore_from(other.path(), &backup, NOW, RestoreFrom::ThisHall).unwrap();
    let store = open(other.path()).unwrap();
    assert_eq!(store.read(|tx| tx.vault_get(id(9), NAME)), Ok(Some(name(9))));
    assert!(!layout::erasures(other.path()).exists());
}

/// A read that goes on keeps the WAL; the answer says so, and it is emptied when the read has ended.
#[test]
fn a_wal_that_somebody_reads_is_named_and_emptied_later() {
    let fixture = with_people();
    let wal = layout::wal(&layout::database(fixture.dir.path()));
    fixture
        .store
        .read(|tx| -> Result<(), StoreError> {
            assert!(tx.vault_get(id(2), NAME)?.is_some());
            assert_eq!(erase(&fixture.store, &[2], &[]).unreached, vec![wal.clone()]);
            Ok(())
        })
        .unwrap();
    let emptied = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        files_with(&[2], &[fixture.dir.path()]).is_empty()
    });
    assert!(emptied);
}

/// The power goes before each change to a file of an erasing. The next opening and the next round bring it to its end; if
/// not even the ledger was written, nobody was told anything.
#[test]
fn an_erasing_cut_short_anywhere_is_brought_to_its_end() {
    let mut begun = Vec::new();
    for steps in 0.. {
        let fixture = with_people();
        let second = TempDir::new().unwrap();
        let also = [second.path().to_owned()];
        fixture.store.backup_also(NOW, second.path()).unwrap().second.unwrap();
        let erasing =
            || fixture.store.erase(vec![id(7)], &also, |tx: &mut WriteTx<'_>| tx.append(new_event(b"erased")));
        let (erased, killed) = killed::after(steps, erasing);
        let fixture = fixture.reopen();
        assert_eq!(fixture.store.enforce_erasures(&also), Ok(Vec::new()));
        let noted = !crate::erasing::ledger::read(fixture.dir.path()).unwrap().is_empty();
        let found = files_with(&[7], &[fixture.dir.path(), second.path()]);
        assert_eq!(found.is_empty(), noted, "after {steps} steps: {found:?}");
        assert!(noted || erased.is_err(), "after {steps} steps");
        begun.push(noted);
        if !killed {
            assert_eq!(erased.unwrap().unreached, Vec::<PathBuf>::new());
            break;
        }
    }
    assert!(begun.is_sorted() && !begun[0] && begun.len() >= 5, "{begun:?}");
}

/// A power cut while a backup was being cleaned leaves the way back beside it: it is gone first, then the values.
#[test]
fn a_half_cleaned_backup_is_cleaned_and_can_be_restored() {
    let fixture = with_people();
    fixture.store.backup(NOW).unwrap();
    let file = listed(fixture.dir.path())[0].clone();
    let journal = layout::companions(&file)[1].clone();
    let whole = fs::read(&file).unwrap();
    // Both as they lie on the disk in the middle of a change that reaches the file.
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE vault SET sealed = zeroblob(length(sealed))",
        )
        .unwrap();
    let cut = (fs::read(&file).unwrap(), fs::read(&journal).unwrap());
    assert_ne!(cut.0, whole);
    drop(connection);
    let put_back = || {
        fs::write(&file, &cut.0).unwrap();
        fs::write(&journal, &cut.1).unwrap();
    };
    put_back();
    assert_eq!(erase(&fixture.store, &[7], &[]).unreached, Vec::<PathBuf>::new());
    assert_eq!(files_with(&[7], &[fixture.dir.path()]), Vec::<PathBuf>::new());
    assert!(!journal.exists());
    put_back();
    let dir = fixture.close();
    Store::restore_from(dir.path(), &file, NOW, RestoreFrom::ThisHall).unwrap();
    let store = open(dir.path()).unwrap();
    let names = store.read(|tx| Ok::<_, StoreError>([tx.vault_get(id(7), NAME)?, tx.vault_get(id(8), NAME)?]));
    assert_eq!(names, Ok([None, Some(name(8))]));
}

/// Rows of all sizes come and change in any order: SQLite then has copies of them on pages they have left.
#[test]
fn no_page_keeps_a_copy_of_what_was_moved_on_it() {
    let fixture = Fixture::new();
    let people = 1..=900_u64;
    for round in 0..3 {
        let people = people.clone();
        fixture
            .store
            .write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
                for person in people.map(|n| (n * 37 + round * 11) % 900 + 1) {
                    let padding = usize::try_from((person * 53 + round * 97) % 700).unwrap();
                    tx.vault_put(id(person), NAME, &format!("name-of-{person:04}-{}", "y".repeat(padding)))?;
                    tx.vault_put(id(person), PHONE, &phone(person))?;
                }
                Ok(())
            })
            .unwrap();
    }
    fixture.store.backup(NOW).unwrap();
    let erased: Vec<u64> = people.filter(|person| person % 9 < 4).collect();
    assert_eq!(erase(&fixture.store, &erased, &[]).unreached, Vec::<PathBuf>::new());
    let mut files = listed(fixture.dir.path());
    files.push(layout::database(fixture.dir.path()));
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let found: Vec<u64> = people_in(&bytes).into_iter().filter(|person| erased.contains(person)).collect();
        assert_eq!(found, Vec::<u64>::new(), "{}", file.display());
    }
}

/// Whose values stand anywhere in these bytes.
fn people_in(bytes: &[u8]) -> Vec<u64> {
    let number = |at: usize| std::str::from_utf8(bytes.get(at..at + 4)?).ok()?.parse().ok();
    (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(b"name-of-") || bytes[*at..].starts_with(b"hone-of-"))
        .filter_map(|at| number(at + 8))
        .collect()
}
