use super::*;
use crate::keys::hall_key::HallKey;
use crate::keys::key_on_record::key_on_record;
use crate::keys::recovery::{KeyOnRecord, RecoveryCode, RecoveryFault};
use crate::vault::seal::VaultField;
use std::fs;

const NAME: VaultField = VaultField(1);

/// A hall of its own: folder, key, code.
struct Keyed {
    dir: TempDir,
    key: HallKey,
    code: RecoveryCode,
}

impl Keyed {
    /// With one name in its vault.
    fn new() -> Self {
        let (key, code) = (HallKey::generate().unwrap(), RecoveryCode::generate().unwrap());
        let dir = TempDir::new().unwrap();
        let store = Store::create(dir.path(), DEVICE, NOW, &key, &code).unwrap();
        store.write(|tx: &mut WriteTx<'_>| tx.vault_put(id(1), NAME, "欧阳秀英")).unwrap();
        Self { dir, key, code }
    }

    fn open(&self) -> Store {
        Store::open(self.dir.path(), NOW, &self.key).unwrap()
    }

    fn record(&self) -> KeyOnRecord {
        key_on_record(self.dir.path()).unwrap().unwrap()
    }
}

fn name(store: &Store) -> Option<String> {
    store.read(|tx| tx.vault_get(id(1), NAME)).unwrap()
}

#[test]
fn a_database_opens_with_its_own_key_only() {
    let hall = Keyed::new();
    assert_eq!(name(&hall.open()).as_deref(), Some("欧阳秀英"));
    let before = fs::read(layout::database(hall.dir.path())).unwrap();
    let other = HallKey::generate().unwrap();
    for opened in
        [Store::open(hall.dir.path(), NOW, &other), Store::open_upgrading(hall.dir.path(), NOW, &other, &hall.code)]
    {
        match opened {
            Err(OpenError::ForeignKey { on_record: Some(on_record), given }) => {
                assert_eq!((on_record, given), (hall.key.id(), other.id()));
            }
            opened => panic!("{opened:?}"),
        }
    }
    assert_eq!(fs::read(layout::database(hall.dir.path())).unwrap(), before);
    assert_eq!(name(&hall.open()).as_deref(), Some("欧阳秀英"));
}

#[test]
fn the_code_gives_the_key_back_from_database_and_backup() {
    let hall = Keyed::new();
    let store = hall.open();
    let backup = hall.dir.path().join("backups").join(store.backup(NOW).unwrap().file);
    let record = store.read(|tx| tx.key_on_record()).unwrap().unwrap();
    assert_eq!(record.key, hall.key.id());
    // While it is open, and of a file elsewhere.
    let elsewhere = TempDir::new().unwrap();
    let copy = elsewhere.path().join("延时 备份.db");
    fs::copy(backup, &copy).unwrap();
    for place in [hall.dir.path(), &copy] {
        assert_eq!(key_on_record(place).unwrap().as_ref(), Some(&record));
    }
    drop(store);
    let names: Vec<_> = fs::read_dir(elsewhere.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["延时 备份.db"]);
    let key = hall.code.unwrap_key(&record).unwrap();
    assert_eq!(name(&Store::open(hall.dir.path(), NOW, &key).unwrap()).as_deref(), Some("欧阳秀英"));
}

#[test]
fn a_new_code_ends_the_old_one() {
    let hall = Keyed::new();
    let next = RecoveryCode::generate().unwrap();
    let record = next.wrap(&hall.key).unwrap();
    hall.open().write(move |tx: &mut WriteTx<'_>| tx.recovery_put(&record)).unwrap();
    assert_eq!(hall.code.unwrap_key(&hall.record()).unwrap_err(), RecoveryFault::WrongCode);
    assert_eq!(next.unwrap_key(&hall.record()).unwrap().id(), hall.key.id());
    // Of another key, nothing is put on record.
    let foreign = next.wrap(&HallKey::generate().unwrap()).unwrap();
    let put = hall.open().write(move |tx: &mut WriteTx<'_>| tx.recovery_put(&foreign));
    assert!(matches!(put, Err(StoreError::Internal(_))), "{put:?}");
    assert_eq!(next.unwrap_key(&hall.record()).unwrap().id(), hall.key.id());
}

#[test]
fn what_is_no_database_has_no_key_on_record() {
    let dir = TempDir::new().unwrap();
    assert!(matches!(key_on_record(dir.path()), Err(OpenError::Io(_))));
    fs::write(dir.path().join("notes"), b"no database, but long enough to be looked at").unwrap();
    assert!(matches!(key_on_record(&dir.path().join("notes")), Err(OpenError::Corrupt { .. })));
    drop(create(dir.path()).unwrap());
    assert_eq!(key_on_record(dir.path()).unwrap(), None);
    tamper(&dir, "PRAGMA user_version = 99");
    assert!(matches!(key_on_record(dir.path()), Err(OpenError::NewerDatabase { found: 99, .. })));
}

/// No name lies open, and no key: in the database, its WAL, a backup.
#[test]
fn neither_name_nor_key_lies_in_a_file() {
    let hall = Keyed::new();
    let store = hall.open();
    store.write(|tx: &mut WriteTx<'_>| tx.draft_put("book", "13800000000")).unwrap();
    let backup = store.backup(NOW).unwrap();
    let text = hall.code.text();
    for file in ["yanshi.db", "yanshi.db-wal", &format!("backups/{}", backup.file)] {
        let bytes = fs::read(hall.dir.path().join(file)).unwrap();
        for needle in ["欧阳秀英".as_bytes(), b"13800000000", hall.key.bytes(), text.as_bytes()] {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{file}");
        }
    }
}

#[test]
fn one_value_that_does_not_open_stops_no_other() {
    let hall = Keyed::new();
    let store = hall.open();
    for (seq, name) in [(2, "买买提"), (3, "王伟")] {
        store.write(move |tx: &mut WriteTx<'_>| tx.vault_put(id(seq), NAME, name)).unwrap();
    }
    store.write(|tx: &mut WriteTx<'_>| tx.vault_put(id(3), VaultField(2), "13800000000")).unwrap();
    drop(store);
    tamper(
        &hall.dir,
        "UPDATE vault SET sealed = (SELECT sealed FROM vault WHERE subject_seq = 1) WHERE subject_seq = 2",
    );
    let mut seen = Vec::new();
    let store = hall.open();
    let unopened = store.read(|tx| {
        tx.vault_each(&[NAME, VaultField(2)], |subject, field, value| seen.push((subject, field, value.to_owned())))
    });
    let found: Vec<_> = unopened.unwrap().iter().map(|unopened| (unopened.subject, unopened.field)).collect();
    assert_eq!(found, [(id(2), NAME)]);
    let expected = [(id(1), NAME, "欧阳秀英"), (id(3), NAME, "王伟"), (id(3), VaultField(2), "13800000000")];
    assert_eq!(seen, expected.map(|(subject, field, value)| (subject, field, value.to_owned())));
    assert_eq!(store.read(|tx| tx.vault_all(VaultField(2))).unwrap().0.len(), 1);
    assert_eq!(store.read(|tx| tx.vault_get(id(2), NAME)), Ok(None));
    assert_eq!(store.read(|tx| tx.vault_unopened()).unwrap().len(), 1);
}
