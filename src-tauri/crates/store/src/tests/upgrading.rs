use super::*;
use crate::db::migrate::MIGRATIONS;
use crate::db::store::Access;
use crate::journal::journal_table;
use crate::keys::hall_key::HallKey;
use crate::keys::key_on_record::key_on_record;
use crate::keys::recovery::RecoveryCode;
use crate::vault::seal::VaultField;
use std::fs;
use std::path::PathBuf;

const NAME: VaultField = VaultField(1);
const PLANTED: [&str; 4] = ["欧阳秀英", "13800000000", "买买提·艾力", "draft of 王伟"];

/// A folder as version 1 left it: names in database, WAL-less and closed, and in two backups, of which the later holds an
/// erased name no more.
fn version_1() -> TempDir {
    let dir = TempDir::new().unwrap();
    let store = create(dir.path()).unwrap();
    store
        .write(|tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            tx.append(new_event(b"body-1"))?;
            tx.vault_put(id(1), NAME, PLANTED[0])?;
            tx.vault_put(id(1), VaultField(2), PLANTED[1])?;
            tx.draft_put("book", PLANTED[3])
        })
        .unwrap();
    drop(store);
    back_to_version_1(&dir);
    dir
}

fn back_to_version_1(dir: &TempDir) {
    let triggers = journal_table::SCHEMA.find("CREATE TRIGGER").map_or("", |at| &journal_table::SCHEMA[at..]);
    let sql = "DROP TABLE hall_key; DROP TABLE local; DROP TABLE incarnation; DROP INDEX journal_by_order;
         DROP TRIGGER vault_put; DROP TRIGGER vault_sealed_anew; DROP TRIGGER vault_gone; DROP TABLE replica;
         DROP TABLE segment_seal; DROP TABLE device_key; DROP TABLE parked; DROP TABLE vault_unsent;
         DROP TABLE vault_erased; DROP TABLE vault_bucket; DROP TRIGGER vault_parked_replaced;
         DROP TRIGGER vault_parked_gone; DROP TABLE vault_parked; DROP TABLE erasure_due;
         PRAGMA user_version = 1;";
    tamper(dir, &format!("{sql} {triggers}"));
}

/// Copies the database as it stands to the name of a backup.
fn back_up(dir: &TempDir, number: u32) -> PathBuf {
    let file = dir.path().join("backups").join(format!("yanshi-{number:06}-20261123-174000.db"));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::copy(layout::database(dir.path()), &file).unwrap();
    file
}

fn keys() -> (HallKey, RecoveryCode) {
    (HallKey::generate().unwrap(), RecoveryCode::generate().unwrap())
}

/// Files of the folder and those below it that hold a planted text.
fn plain_in(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(plain_in(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            let holds = |text: &&str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
            found.extend(PLANTED.iter().any(holds).then_some(path));
        }
    }
    found
}

fn check_whole(store: &Store) {
    assert_eq!(bodies(store), ["body-1"]);
    assert_eq!(store.read(|tx| tx.vault_get(id(1), NAME)).unwrap().as_deref(), Some(PLANTED[0]));
    assert_eq!(store.read(|tx| tx.vault_get(id(1), VaultField(2))).unwrap().as_deref(), Some(PLANTED[1]));
    assert_eq!(store.read(|tx| tx.draft_get("book")).unwrap().as_deref(), Some(PLANTED[3]));
}

#[test]
fn no_plain_value_is_left_in_any_file() {
    let dir = version_1();
    let older = back_up(&dir, 1);
    // Overwritten since: its bytes are only in the backup.
    let connection = Connection::open(layout::database(dir.path())).unwrap();
    connection.execute("INSERT INTO vault VALUES (x'0102030405060708', 9, 1, 0, ?1)", [PLANTED[2].as_bytes()]).unwrap();
    drop(connection);
    back_up(&dir, 2);
    tamper_again(&dir, "DELETE FROM vault WHERE subject_seq = 9");
    fs::write(dir.path().join("backups/yanshi-000003-20261123-174000-bad.db"), PLANTED[0]).unwrap();
    fs::write(dir.path().join("backups/yanshi-000004-20261123-174000.db"), PLANTED[0]).unwrap();
    fs::write(dir.path().join("backups/yanshi-000005-20261123-174000.db.part"), PLANTED[0]).unwrap();
    fs::write(dir.path().join("yanshi.db.damaged-20261123-174000"), PLANTED[0]).unwrap();
    let aside = dir.path().join("yanshi.db.damaged-20261122-174000");
    fs::copy(layout::database(dir.path()), &aside).unwrap();
    assert_eq!(plain_in(dir.path()).len(), 8);

    let (key, code) = keys();
    let store = Store::open_upgrading(dir.path(), NOW, &key, &code).unwrap();
    assert_eq!(plain_in(dir.path()), Vec::<PathBuf>::new());
    check_whole(&store);
    drop(store);
    // The two that were whole, and the one that the update itself made.
    let backups = Store::backups(dir.path());
    assert_eq!(backups.iter().map(|backup| backup.number).collect::<Vec<_>>(), [5, 2, 1]);
    assert!(backups.iter().all(|backup| backup.verified));
    // From any of them the code gives the key.
    for file in [&older, &aside, &layout::database(dir.path())] {
        let record = key_on_record(file).unwrap().unwrap();
        assert_eq!(code.unwrap_key(&record).unwrap().id(), key.id());
    }
    Store::restore(dir.path(), &backups[2].file, NOW).unwrap();
    check_whole(&Store::open(dir.path(), NOW, &key).unwrap());
}

fn tamper_again(dir: &TempDir, sql: &str) {
    Connection::open(layout::database(dir.path())).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn without_a_code_nothing_is_changed() {
    let dir = version_1();
    let before = fs::read(layout::database(dir.path())).unwrap();
    let (key, _) = keys();
    match Store::open(dir.path(), NOW, &key) {
        Err(OpenError::ForeignKey { on_record: None, given }) => assert_eq!(given, key.id()),
        opened => panic!("{opened:?}"),
    }
    assert_eq!(key_on_record(dir.path()).unwrap(), None);
    assert_eq!(fs::read(layout::database(dir.path())).unwrap(), before);
    assert!(Store::backups(dir.path()).is_empty());
}

/// The power goes after the values are sealed, before the files are gone through.
#[test]
fn an_interrupted_upgrade_goes_on_at_the_next_opening() {
    let dir = version_1();
    back_up(&dir, 1);
    let (key, code) = keys();
    drop(Store::open_at(dir.path(), NOW, Access::Seal(Arc::new(Unsealed)), MIGRATIONS).unwrap());
    let mut connection = crate::db::connection::open_writer(&layout::database(dir.path())).unwrap();
    crate::vault::reseal::seal_plain(&mut connection, &key, &code.wrap(&key).unwrap()).unwrap();
    drop(connection);
    assert!(!plain_in(dir.path()).is_empty());
    let store = Store::open(dir.path(), NOW, &key).unwrap();
    assert_eq!(plain_in(dir.path()), Vec::<PathBuf>::new());
    check_whole(&store);
    drop(store);
    assert_eq!(Store::backups(dir.path()).len(), 2);
}

#[test]
fn more_values_than_one_chunk_are_all_sealed() {
    let dir = version_1();
    let connection = Connection::open(layout::database(dir.path())).unwrap();
    connection
        .execute_batch(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2500)
             INSERT INTO vault SELECT x'0900000000000000', n, n % 3, 0, CAST('name ' || n AS BLOB) FROM n",
        )
        .unwrap();
    drop(connection);
    let (key, code) = keys();
    let store = Store::open_upgrading(dir.path(), NOW, &key, &code).unwrap();
    let mut values = 0;
    let fields = [0, 1, 2].map(VaultField);
    let unopened = store.read(|tx| tx.vault_each(&fields, |_, _, _| values += 1)).unwrap();
    assert_eq!((values, unopened), (2502, Vec::new()));
}

/// A database that lost its record is not put under a key that does not open its values.
#[test]
fn a_lost_record_is_not_filled_with_another_key() {
    let dir = version_1();
    let ((key, code), (other, other_code)) = (keys(), keys());
    drop(Store::open_upgrading(dir.path(), NOW, &key, &code).unwrap());
    tamper_again(&dir, "DELETE FROM hall_key");
    let opened = Store::open_upgrading(dir.path(), NOW, &other, &other_code);
    assert!(matches!(opened, Err(OpenError::ForeignKey { on_record: None, .. })), "{opened:?}");
    check_whole(&Store::open_upgrading(dir.path(), NOW, &key, &other_code).unwrap());
    assert_eq!(other_code.unwrap_key(&key_on_record(dir.path()).unwrap().unwrap()).unwrap().id(), key.id());
}

/// A program that has one more view, or one less, finds it folded at its first start.
#[test]
fn views_that_are_not_this_programs_are_made_anew_at_the_opening() {
    let fixture = Fixture::with_events(2);
    let dir = fixture.close();
    tamper(&dir, "DROP TABLE duty");
    let store = open(dir.path()).unwrap();
    assert_eq!(bodies(&store).len(), 2);
    drop(store);
    let connection = Connection::open(layout::database(dir.path())).unwrap();
    assert!(crate::db::version::has_table(&connection, "duty").unwrap());
}
