use super::*;
use crate::vault::seal::{Seal, SealError, SealLabel, VaultField};
use crate::vault::vault_table::Unopened;
use std::fs;

const NAME: VaultField = VaultField(1);
const PHONE: VaultField = VaultField(2);

/// A name with characters from beyond the basic plane, and the middle dot.
const CITIZEN: &str = "𬱖䶮·买买提";

/// Stands for encryption: turns every byte round, and puts the label before it.
struct Turned;

fn label_text(label: SealLabel<'_>) -> Vec<u8> {
    format!("{label:?}|").into_bytes()
}

impl Seal for Turned {
    fn suite(&self) -> u8 {
        200
    }

    fn seal(&self, label: SealLabel<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(label_text(label).into_iter().chain(plain.iter().copied()).map(|byte| !byte).collect())
    }

    fn open(&self, label: SealLabel<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let turned: Vec<u8> = sealed.iter().map(|byte| !byte).collect();
        turned.strip_prefix(&label_text(label)[..]).map(<[u8]>::to_vec).ok_or(SealError::Damaged)
    }
}

fn put(store: &Store, subject: EventId, field: VaultField, value: &'static str) {
    store.write(move |tx: &mut WriteTx<'_>| tx.vault_put(subject, field, value)).unwrap();
}

fn get(store: &Store, subject: EventId, field: VaultField) -> Result<Option<String>, StoreError> {
    store.read(|tx| tx.vault_get(subject, field))
}

#[test]
fn a_value_is_kept_by_event_and_field() {
    let fixture = Fixture::new();
    put(&fixture.store, id(1), NAME, "王");
    put(&fixture.store, id(1), NAME, CITIZEN);
    put(&fixture.store, id(1), PHONE, "13800000000");
    put(&fixture.store, id(2), NAME, "");
    let fixture = fixture.reopen();
    let store = &fixture.store;
    assert_eq!(get(store, id(1), NAME), Ok(Some(CITIZEN.to_owned())));
    assert_eq!(get(store, id(2), NAME), Ok(Some(String::new())));
    assert_eq!(get(store, id(2), PHONE), Ok(None));
    let all = store.read(|tx| tx.vault_all(NAME));
    assert_eq!(all, Ok((vec![(id(1), CITIZEN.to_owned()), (id(2), String::new())], vec![])));
}

#[test]
fn drafts_come_and_go() {
    let fixture = Fixture::new();
    let draft = |store: &Store| store.read(|tx| tx.draft_get("book")).unwrap();
    for text in ["{}", CITIZEN] {
        fixture.store.write(move |tx: &mut WriteTx<'_>| tx.draft_put("book", text)).unwrap();
        assert_eq!(draft(&fixture.store).as_deref(), Some(text));
    }
    let fixture = fixture.reopen();
    assert_eq!(draft(&fixture.store).as_deref(), Some(CITIZEN));
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.draft_delete("book")).unwrap();
    assert_eq!(draft(&fixture.store), None);
}

/// Every byte of every file in the folder.
fn everything_on_disk(dir: &TempDir) -> Vec<u8> {
    let files = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.is_file()).flat_map(|path| fs::read(path).unwrap()).collect()
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn what_is_erased_is_in_no_file() {
    let fixture = Fixture::new();
    put(&fixture.store, id(1), NAME, CITIZEN);
    put(&fixture.store, id(1), PHONE, "13800000000");
    put(&fixture.store, id(2), NAME, "another");
    assert!(holds(&everything_on_disk(&fixture.dir), CITIZEN));
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.vault_erase(id(1))).unwrap();
    // The WAL is emptied right after that commit; the next write comes after it.
    fixture.append(b"next").unwrap();
    let on_disk = everything_on_disk(&fixture.dir);
    assert!(!holds(&on_disk, CITIZEN) && !holds(&on_disk, "13800000000"));
    assert_eq!(get(&fixture.store, id(1), NAME), Ok(None));
    assert_eq!(get(&fixture.store, id(2), NAME), Ok(Some("another".to_owned())));
}

#[test]
fn values_pass_through_the_seal() {
    let dir = TempDir::new().unwrap();
    let store = Store::create_sealed(dir.path(), DEVICE, NOW, Arc::new(Turned)).unwrap();
    put(&store, id(1), NAME, CITIZEN);
    store.write(|tx: &mut WriteTx<'_>| tx.draft_put("book", CITIZEN)).unwrap();
    assert_eq!(get(&store, id(1), NAME), Ok(Some(CITIZEN.to_owned())));
    assert_eq!(store.read(|tx| tx.draft_get("book")), Ok(Some(CITIZEN.to_owned())));
    assert!(!holds(&everything_on_disk(&dir), CITIZEN));
    drop(store);
    // Moved to another subject, it does not open.
    tamper(&dir, "UPDATE vault SET subject_seq = 2");
    let store = Store::open_sealed(dir.path(), NOW, Arc::new(Turned)).unwrap();
    assert_eq!(get(&store, id(2), NAME), Ok(None));
    assert_eq!(store.read(|tx| tx.vault_shown(id(2), NAME)), Ok(Some(crate::UNOPENED.to_owned())));
}

#[test]
fn a_value_of_another_suite_is_marked_and_counted() {
    let fixture = Fixture::new();
    put(&fixture.store, id(1), NAME, CITIZEN);
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.draft_put("book", CITIZEN)).unwrap();
    let dir = fixture.close();
    tamper(&dir, "UPDATE vault SET suite = 7; UPDATE draft SET suite = 7");
    let store = open(dir.path()).unwrap();
    assert_eq!((get(&store, id(1), NAME), store.read(|tx| tx.draft_get("book"))), (Ok(None), Ok(None)));
    assert_eq!(store.read(|tx| tx.vault_shown(id(1), NAME)), Ok(Some(crate::UNOPENED.to_owned())));
    let unopened = Unopened { subject: id(1), field: NAME, error: SealError::UnknownSuite(7) };
    assert_eq!(store.read(|tx| tx.vault_all(NAME)), Ok((vec![], vec![unopened.clone()])));
    assert_eq!(store.read(|tx| tx.vault_unopened()), Ok(vec![unopened]));
}
