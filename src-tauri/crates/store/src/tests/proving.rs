//! What others send has to prove itself: erasures by an event, values by the key, a wrapping of the key by whoever has it.

use super::replica::{journal_about, take};
use super::*;
use crate::copies::restore::RestoreFrom;
use crate::erasing::ledger;
use crate::keys::hall_key::HallKey;
use crate::keys::key_on_record::key_on_record;
use crate::keys::recovery::RecoveryCode;
use crate::replica::{ParkedWhy, SealedValue};
use crate::vault::seal::{VaultField, WRAPPED};
use domain::event::{BookingErased, BookingMade, Channel, EraseReason, Fact, HallFounded, Language};
use domain::names::Names;
use domain::time::BeijingDay;
use journal::Bucket;
use std::collections::BTreeSet;
use std::fs;

const OTHER: DeviceId = DeviceId(*b"\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8");
const NAME: VaultField = VaultField(1);
const SHARED: VaultField = VaultField(0xffff);

pub(super) fn theirs() -> EventId {
    EventId { device: OTHER, seq: Seq(1) }
}

fn leaked(fact: &Fact) -> &'static [u8] {
    Box::leak(fact.encode().into_boxed_slice())
}

/// The journal of the other PC: it books, and erases that.
pub(super) fn events(count: usize) -> Vec<(journal::Segment, Vec<journal::Linked>)> {
    let made = Fact::BookingMade(BookingMade {
        number: 1_000_000_001,
        day: BeijingDay(20_785),
        session: 1,
        slot: 0,
        seats: vec![1],
        items: Vec::new(),
        party: 1,
        channel: Channel::Desk,
        green_channel: false,
        slip_language: Language::ZhHans,
        personal: Vec::new(),
        start: None,
        group: None,
        earlier: None,
        denied: None,
        promised: None,
    });
    let erased = Fact::BookingErased(BookingErased { reason: EraseReason::Asked });
    let all = [(20, 5, leaked(&made)), (24, 6, leaked(&erased))];
    journal_about(Some(theirs()), &all[..count])
}

/// With a booking of the other PC, its name, and a backup.
fn with_their_booking() -> Fixture {
    let fixture = Fixture::with_events(1);
    assert_eq!(take(&fixture.store, events(1)).parked, 0);
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.vault_put(theirs(), NAME, "name-of-theirs")).unwrap();
    fixture.store.backup(NOW).unwrap();
    fixture
}

fn holds_name(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in [dir.to_owned(), layout::backups(dir)] {
        for entry in fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            let bytes = fs::read(entry.path()).unwrap();
            if bytes.windows(14).any(|window| window == b"name-of-theirs") {
                found.push(entry.file_name().into_string().unwrap());
            }
        }
    }
    found
}

#[test]
fn an_erasure_that_arrives_reaches_every_file_and_the_ledger() {
    let fixture = with_their_booking();
    let dir = fixture.dir.path().to_owned();
    assert!(holds_name(&dir).len() >= 2, "database or its WAL, and a backup");
    take(&fixture.store, events(2));
    assert_eq!(fixture.store.read(|tx| tx.vault_get(theirs(), NAME)), Ok(None), "at once");
    assert_eq!(fixture.store.follow_erasures(&[]), Ok(Vec::new()));
    assert_eq!(holds_name(&dir), Vec::<String>::new());
    for folder in [dir.clone(), layout::backups(&dir)] {
        assert_eq!(ledger::read(&folder).unwrap(), BTreeSet::from([theirs()]));
    }
    let revision = fixture.store.revision();
    assert_eq!(fixture.store.follow_erasures(&[]), Ok(Vec::new()));
    assert_eq!(fixture.store.revision(), revision, "once");
    // The backup brings nobody back.
    let backup = Store::backups(&dir)[0].file.clone();
    let dir = fixture.close();
    Store::restore(dir.path(), &backup, NOW).unwrap();
    assert_eq!(open(dir.path()).unwrap().read(|tx| tx.vault_get(theirs(), NAME)), Ok(None));
}

/// The program ends between the sync and what follows it.
#[test]
fn an_erasure_that_arrived_is_followed_by_the_next_start() {
    let fixture = with_their_booking();
    take(&fixture.store, events(2));
    let fixture = fixture.reopen();
    assert_eq!(fixture.store.follow_erasures(&[]), Ok(Vec::new()));
    assert_eq!(holds_name(fixture.dir.path()), Vec::<String>::new());
}

/// Whoever can put a file beside a backup must not erase anybody by it.
#[test]
fn a_ledger_beside_a_backup_counts_for_what_its_own_journal_calls_erased() {
    for erased in [false, true] {
        let fixture = with_their_booking();
        if erased {
            take(&fixture.store, events(2));
            // Erased and yet in the backup, as in one that was out of reach.
            fixture.store.write(|tx: &mut WriteTx<'_>| tx.vault_put(theirs(), NAME, "name-of-theirs")).unwrap();
        }
        fixture.store.write(|tx: &mut WriteTx<'_>| tx.vault_put(id(1), NAME, "own")).unwrap();
        let backup = fixture.store.backup(NOW).unwrap().file;
        let stick = TempDir::new().unwrap();
        fs::copy(layout::backups(fixture.dir.path()).join(&backup), stick.path().join(&backup)).unwrap();
        ledger::add(stick.path(), &BTreeSet::from([theirs(), id(1)])).unwrap();
        let dir = TempDir::new().unwrap();
        Store::restore_from(dir.path(), &stick.path().join(&backup), NOW, RestoreFrom::AnyHall).unwrap();
        let store = open(dir.path()).unwrap();
        let found = store.read(|tx| Ok::<_, StoreError>((tx.vault_get(theirs(), NAME)?, tx.vault_get(id(1), NAME)?)));
        let kept = (!erased).then(|| "name-of-theirs".to_owned());
        assert_eq!(found, Ok((kept, Some("own".to_owned()))));
        let expected = if erased { BTreeSet::from([theirs()]) } else { BTreeSet::new() };
        assert_eq!(ledger::read(dir.path()).unwrap(), expected);
    }
}

/// A hall whose key is shared, and the code that was printed when it was.
struct Shared {
    dir: TempDir,
    key: HallKey,
    code: RecoveryCode,
    store: Store,
}

impl Shared {
    fn new() -> Self {
        let (key, code) = (HallKey::generate().unwrap(), RecoveryCode::generate().unwrap());
        let dir = TempDir::new().unwrap();
        let store = Store::create(dir.path(), DEVICE, NOW, &key, &code).unwrap();
        let founded = HallFounded { directory: None, name: Names::same("厅"), demo: false, saturday: Vec::new() };
        let fact = Fact::HallFounded(founded);
        let event = NewEvent { kind: KindCode(fact.kind()), ..new_event(&fact.encode()) };
        store.write(move |tx: &mut WriteTx<'_>| tx.append(event)).unwrap();
        store.write(|tx: &mut WriteTx<'_>| tx.key_share()).unwrap();
        Self { dir, key, code, store }
    }

    /// Another PC of the hall: the same data, the same key.
    fn other(&self) -> Self {
        let dir = TempDir::new().unwrap();
        let target = layout::database(dir.path());
        let file = Connection::open(layout::database(self.dir.path())).unwrap();
        file.execute("VACUUM INTO ?1", [target.to_str()]).unwrap();
        let store = Store::open(dir.path(), NOW, &self.key).unwrap();
        Self { dir, key: self.key.clone(), code: self.code.clone(), store }
    }

    fn renew(&self) -> RecoveryCode {
        let code = RecoveryCode::generate().unwrap();
        let wrapped = code.wrap(&self.key).unwrap();
        self.store.write(move |tx: &mut WriteTx<'_>| tx.recovery_put(&wrapped)).unwrap();
        code
    }

    /// What a sync would carry.
    fn rows(&self) -> Vec<SealedValue> {
        self.store.read(|tx| tx.values_of(Bucket::of(id(1)))).unwrap()
    }

    fn takes(&self, rows: Vec<SealedValue>) {
        self.store
            .write(move |tx: &mut WriteTx<'_>| {
                tx.take_values(&rows, &[])?;
                tx.key_follow_shared()
            })
            .unwrap();
    }

    fn opens_with(&self, code: &RecoveryCode) -> bool {
        let record = key_on_record(self.dir.path()).unwrap().unwrap();
        let shared = self.store.read(|tx| tx.key_shared()).unwrap().unwrap();
        let [own, shared] = [record, shared].map(|record| code.unwrap_key(&record).is_ok());
        assert_eq!(own, shared, "what is shared is what is on record");
        own
    }

    fn why(&self) -> Vec<ParkedWhy> {
        self.store.read(|tx| tx.parked_values()).unwrap().into_iter().map(|value| value.why).collect()
    }
}

fn wrapping(sealed: Vec<u8>) -> Vec<SealedValue> {
    vec![SealedValue { subject: id(1), field: SHARED, suite: WRAPPED, sealed }]
}

#[test]
fn a_wrapping_that_is_none_changes_nothing_and_the_printed_code_opens() {
    let hall = Shared::new();
    let id = hall.key.id().0.to_vec();
    let foreign = RecoveryCode::generate().unwrap().wrap(&HallKey::generate().unwrap()).unwrap();
    for sealed in [
        Vec::new(),
        vec![1, 2, 3],
        id.clone(),
        [id.as_slice(), b"\x01garbage"].concat(),
        [foreign.key.0.as_slice(), &foreign.wrapped].concat(),
    ] {
        hall.store.write(|tx: &mut WriteTx<'_>| tx.values_sent(u64::from(u32::MAX))).unwrap();
        hall.takes(wrapping(sealed.clone()));
        assert!(hall.opens_with(&hall.code), "{sealed:?}");
        assert_eq!(hall.why(), [ParkedWhy::Damaged], "{sealed:?}");
        let unsent = hall.store.read(|tx| tx.unsent_values(9, usize::MAX)).unwrap();
        assert!(unsent.values.iter().any(|value| value.field == SHARED && value.sealed != sealed), "{sealed:?}");
    }
    let new = hall.renew();
    assert!(hall.opens_with(&new) && !hall.opens_with(&hall.code));
}

/// What a program of before took over in its place is put right, and a new code can be made.
#[test]
fn garbage_in_the_place_of_the_wrapping_is_put_right_by_the_next_start() {
    let hall = Shared::new();
    for sealed in [Vec::new(), vec![1, 2, 3], vec![0x5a; 69]] {
        hall.store
            .write(move |tx: &mut WriteTx<'_>| {
                tx.tx.execute("UPDATE vault SET sealed = ?1 WHERE field = 65535", [sealed])?;
                Ok::<_, StoreError>(())
            })
            .unwrap();
        assert!(hall.store.read(|tx| tx.key_shared()).is_ok());
        let new = hall.renew();
        hall.store.write(|tx: &mut WriteTx<'_>| tx.key_follow_shared()).unwrap();
        assert!(hall.opens_with(&new));
    }
}

#[test]
fn a_new_code_is_followed_where_somebody_with_the_key_vouches_for_it_and_an_old_one_never_again() {
    let hall = Shared::new();
    let (other, old) = (hall.other(), hall.rows());
    let new = other.renew();
    hall.takes(other.rows());
    assert!(hall.opens_with(&new) && !hall.opens_with(&hall.code), "the later code");
    assert!(hall.why().is_empty(), "{:?}", hall.why());
    // The pair of before, as a server could hand it down again.
    hall.takes(old);
    assert!(hall.opens_with(&new) && !hall.opens_with(&hall.code), "no earlier one");
    // Two at once come to one.
    let [mine, theirs] = [hall.renew(), other.renew()];
    let [from_other, from_hall] = [other.rows(), hall.rows()];
    hall.takes(from_other);
    other.takes(from_hall);
    for code in [&mine, &theirs] {
        assert_eq!(hall.opens_with(code), other.opens_with(code));
    }
}

/// By a program of before, which vouches for nothing.
#[test]
fn a_wrapping_that_nobody_vouches_for_waits_and_both_sides_agree() {
    let hall = Shared::new();
    let record = RecoveryCode::generate().unwrap().wrap(&hall.key).unwrap();
    let sealed = [record.key.0.as_slice(), &record.wrapped].concat();
    hall.takes(wrapping(sealed.clone()));
    assert!(hall.opens_with(&hall.code));
    assert_eq!(hall.why(), [ParkedWhy::Wrapping]);
    assert!(hall.rows().iter().any(|row| row.field == SHARED && row.sealed == sealed), "compared by theirs");
    let new = hall.renew();
    assert!(hall.opens_with(&new) && hall.why().is_empty());
}
