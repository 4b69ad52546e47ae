use super::*;
use crate::Arriving;
use crate::db::migrate::{self, MIGRATIONS};
use domain::event::{Fact, PersonChanged, PersonEntered};
use domain::people::Role;
use journal::{Chain, DeviceKey, Event, KnownDevices, Lamport, Linked, ParkReason, Segment};

const OTHER: DeviceId = DeviceId(*b"\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8");

fn key() -> DeviceKey {
    DeviceKey::from_bytes(&[5; 32])
}

/// An event of the other device: kind, Lamport number, body.
pub(super) type Foreign = (u16, u64, &'static [u8]);

/// Segments of one event each, opened, of a journal of these, each about itself.
pub(super) fn journal(events: &[Foreign]) -> Vec<(Segment, Vec<Linked>)> {
    journal_about(None, events)
}

/// The same of events about one record.
pub(super) fn journal_about(entity: Option<EventId>, events: &[Foreign]) -> Vec<(Segment, Vec<Linked>)> {
    sealed(entity, events.iter().map(|(kind, lamport, body)| (*kind, *lamport, body.to_vec())).collect())
}

/// The same of bodies made here.
pub(super) fn foreign(events: Vec<(u16, u64, Vec<u8>)>) -> Vec<(Segment, Vec<Linked>)> {
    sealed(None, events)
}

fn sealed(entity: Option<EventId>, events: Vec<(u16, u64, Vec<u8>)>) -> Vec<(Segment, Vec<Linked>)> {
    let known: KnownDevices = [(OTHER, key().public())].into_iter().collect();
    let mut chain = Chain::begin(OTHER);
    let sealed = events.into_iter().map(|(kind, lamport, body)| {
        let own = EventId { device: OTHER, seq: chain.next() };
        let event = Event {
            device: OTHER,
            seq: own.seq,
            lamport: Lamport(lamport),
            wall: NOW,
            kind: KindCode(kind),
            version: KindVersion(1),
            must_understand: kind == UNKNOWN_KIND.0,
            entity: entity.unwrap_or(own),
            base: None,
            actor: None,
            body,
        };
        let start = chain;
        chain.append(&event.encode());
        let segment = Segment::seal(&key(), &start, vec![event.encode()]).unwrap();
        let opened = segment.open(&known).unwrap();
        (segment, opened)
    });
    sealed.collect()
}

pub(super) fn take(store: &Store, segments: Vec<(Segment, Vec<Linked>)>) -> crate::replica::TakenIn {
    store.write(move |tx: &mut WriteTx<'_>| tx.take_in(Arriving::read(segments))).unwrap()
}

const POISON: [Foreign; 4] =
    [(20, 7, b"\xff"), (30, u64::MAX, b"\xa0"), (UNKNOWN_KIND.0, 8, b""), (21, 9, b"\xa1\x06\x80")];

/// A11: nor does it stop what is said of the same record by others.
#[test]
fn a_parked_change_of_a_person_stops_no_other() {
    let fixture = Fixture::with_events(0);
    let write = |fact: Fact, entity| {
        let event = NewEvent { kind: KindCode(fact.kind()), entity, ..new_event(&fact.encode()) };
        fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(event))
    };
    let person = write(Fact::PersonEntered(PersonEntered { roles: vec![Role::Runner] }), None).unwrap();
    let left = Fact::PersonChanged(PersonChanged { active: Some(false), ..PersonChanged::default() }).encode();
    let poison: [Foreign; 2] = [(41, 7, b"\xff"), (41, u64::MAX, Box::leak(left.into_boxed_slice()))];
    assert_eq!(take(&fixture.store, journal_about(Some(person), &poison)).parked, 2);
    let roles = Some(vec![Role::Consultant]);
    write(Fact::PersonChanged(PersonChanged { roles, ..PersonChanged::default() }), Some(person)).unwrap();
    let found = fixture.store.read(|tx| tx.views().person(crate::record_id(person))).unwrap().unwrap();
    assert_eq!((found.roles, found.active), (vec![Role::Consultant], true));
}

/// What a record's fold is made of takes part in a rebuild as well.
#[test]
fn a_rebuild_passes_over_what_is_parked_of_a_person() {
    let fixture = Fixture::with_events(0);
    let entered = Fact::PersonEntered(PersonEntered { roles: vec![Role::Runner] });
    let event = NewEvent { kind: KindCode(entered.kind()), ..new_event(&entered.encode()) };
    let person = fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(event)).unwrap();
    let left = Fact::PersonChanged(PersonChanged { active: Some(false), ..PersonChanged::default() }).encode();
    let poison: [Foreign; 2] = [(41, 7, b"\xff"), (41, 1 << 53, Box::leak(left.into_boxed_slice()))];
    assert_eq!(take(&fixture.store, journal_about(Some(person), &poison)).parked, 2);
    let found = |store: &Store| store.read(|tx| tx.views().person(crate::record_id(person))).unwrap().unwrap();
    let before = found(&fixture.store);
    fixture.store.rebuild_views().unwrap();
    assert_eq!(found(&fixture.store), before);
    assert!(before.active);
}

/// The other device's numbers and what is parked of it, by its number there.
fn numbers_parked(store: &Store) -> Vec<(u64, ParkReason)> {
    let parked = store.read(|tx| tx.parked_events()).unwrap();
    parked.iter().filter(|line| line.event.device == OTHER).map(|line| (line.event.seq.0, line.reason)).collect()
}

fn next_lamport(fixture: &Fixture) -> u64 {
    let id = fixture.append(b"own").unwrap();
    fixture.store.read(|tx| tx.event(id)).unwrap().unwrap().lamport.0
}

/// One event could otherwise end all writing here, and reach every hall through the server.
#[test]
fn a_leap_in_the_order_is_parked_and_drives_nobody_up() {
    let far = 10 + journal::LEAP_MAX;
    for leap in [1 << 53, (1 << 53) - 1, far] {
        let whole = journal(&[(999, 2, b""), (999, leap, b""), (999, leap + 1, b""), (999, 3, b"")]);
        for at_once in [4, 1] {
            let fixture = Fixture::with_events(1);
            for batch in whole.chunks(at_once) {
                take(&fixture.store, batch.to_vec());
            }
            assert_eq!(numbers_parked(&fixture.store), [(2, ParkReason::Number), (3, ParkReason::Number)], "{leap}");
            assert_eq!(next_lamport(&fixture), 4, "{leap}");
            let fixture = fixture.reopen();
            fixture.store.rebuild_views().unwrap();
            assert_eq!(numbers_parked(&fixture.store).len(), 2, "{leap}");
            assert_eq!(next_lamport(&fixture), 5, "{leap}");
        }
    }
}

/// A PC that was away for long, or a hall that is old, is no leap: what lies between may come later.
#[test]
fn what_arrives_between_brings_a_parked_leap_back() {
    let fixture = Fixture::with_events(1);
    let far = 1 + 2 * journal::LEAP_MAX;
    let said = |minutes: u16| {
        Fact::HallAdjusted(domain::event::HallAdjusted { idle_lock_minutes: Some(minutes), ..Default::default() })
            .encode()
    };
    let whole = foreign(vec![(3, far, said(7)), (3, 1 + journal::LEAP_MAX, said(9))]);
    let set = || fixture.store.read(|tx| tx.views().hall_settings()).unwrap().idle_lock_minutes;
    assert_eq!(take(&fixture.store, whole[..1].to_vec()).parked, 1);
    assert_eq!(set(), None);
    assert_eq!(take(&fixture.store, whole[1..].to_vec()).parked, 0);
    assert_eq!((set(), numbers_parked(&fixture.store)), (Some(7), vec![]), "the later in the order stands");
    assert_eq!(next_lamport(&fixture), far + 1);
}

/// Numbers that grow here bring a leap nearer, as do those that come from elsewhere.
#[test]
fn own_events_bring_a_leap_back_as_well() {
    let fixture = Fixture::with_events(1);
    take(&fixture.store, journal(&[(3, 3 + journal::LEAP_MAX, b"\xa1\x00\x07")]));
    let set = |fixture: &Fixture| fixture.store.read(|tx| tx.views().hall_settings()).unwrap().idle_lock_minutes;
    assert_eq!((next_lamport(&fixture), set(&fixture)), (2, None));
    assert_eq!((next_lamport(&fixture), set(&fixture)), (3, Some(7)));
    let fixture = fixture.reopen();
    assert_eq!((next_lamport(&fixture), numbers_parked(&fixture.store)), (4 + journal::LEAP_MAX, vec![]));
}

/// What a program before this one made of a leap: its number, and an own event behind it.
#[test]
fn a_poisoned_journal_is_counted_anew_and_goes_on() {
    let fixture = Fixture::with_events(3);
    take(&fixture.store, journal(&[(3, 2, b"\xa1\x00\x07"), (3, (1 << 53) - 2, b"\xa1\x00\x09")]));
    let poisoned = |folder: &Path, lamport: u64, version: u32| {
        let database = Connection::open(layout::database(folder)).unwrap();
        database.execute("UPDATE meta SET lamport = ?1", [i64::try_from(lamport).unwrap()]).unwrap();
        database.execute("DELETE FROM parked", []).unwrap();
        if version < 11 {
            database.execute_batch("DROP TRIGGER vault_parked_replaced; DROP TRIGGER vault_parked_gone").unwrap();
            database.execute_batch("DROP TABLE vault_parked; DROP TABLE erasure_due").unwrap();
        }
        database.pragma_update(None, "user_version", version).unwrap();
    };
    let fixture = fixture.reopen_after(|folder| poisoned(folder, (1 << 53) - 1, migrate::newest(MIGRATIONS)));
    assert_eq!(next_lamport(&fixture), 1 << 53);
    let stuck = fixture.append(b"own");
    assert!(matches!(stuck, Err(StoreError::Internal(_))), "{stuck:?}");
    let fixture = fixture.reopen_after(|folder| poisoned(folder, 1 << 53, 10));
    assert_eq!(next_lamport(&fixture), 4);
    assert_eq!(numbers_parked(&fixture.store), [(2, ParkReason::Number)]);
    assert_eq!(fixture.store.read(|tx| tx.parked_events()).unwrap().len(), 2, "and the own one behind it");
    let set = fixture.store.read(|tx| tx.views().hall_settings()).unwrap().idle_lock_minutes;
    assert_eq!(set, Some(7), "the older one stands");
    fixture.store.check().unwrap();
    assert_eq!(next_lamport(&fixture.reopen()), 5);
}

/// A11: what cannot be understood keeps its place, is listed, and stops nobody; also not the next start.
#[test]
fn poison_is_parked_and_stops_nobody() {
    let fixture = Fixture::with_events(2);
    let taken = take(&fixture.store, journal(&POISON));
    assert_eq!((taken.events, taken.parked, taken.forked, taken.gaps), (4, 3, vec![], vec![]));
    let fixture = fixture.reopen();
    fixture.store.rebuild_views().unwrap();
    let parked = fixture.store.read(|tx| tx.parked_events()).unwrap();
    let reasons: Vec<(u64, ParkReason)> = parked.iter().map(|line| (line.event.seq.0, line.reason)).collect();
    assert_eq!(reasons, [(1, ParkReason::Body), (2, ParkReason::Number), (3, ParkReason::Kind)]);
    // An absurd number does not drive everybody's up.
    let id = fixture.append(b"after").unwrap();
    assert_eq!(fixture.store.read(|tx| tx.event(id)).unwrap().unwrap().lamport, Lamport(10));
    assert_eq!(fixture.store.write(|tx: &mut WriteTx<'_>| tx.unpark()), Ok(0), "this version knows no more");
}

#[test]
fn repetitions_and_gaps_change_nothing_and_forks_are_told() {
    let fixture = Fixture::with_events(1);
    let whole = journal(&POISON);
    assert_eq!(take(&fixture.store, whole[1..].to_vec()).gaps, [OTHER; 3]);
    assert_eq!(take(&fixture.store, whole.clone()).events, 4);
    let revision = fixture.store.revision();
    assert_eq!(take(&fixture.store, whole), crate::replica::TakenIn::default());
    assert_eq!(fixture.store.revision(), revision, "nothing was written");
    let other = journal(&[(20, 7, b"\xa0"), (20, 8, b"\xa0")]);
    let forked = take(&fixture.store, other).forked;
    assert_eq!(forked.iter().map(|end| end.events()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(fixture.store.read(|tx| tx.journal_ends()).unwrap().iter().map(Chain::events).sum::<u64>(), 5);
}

/// This PC's own journal is written here alone: what another has of it beyond that was written by a copy of this disk.
#[test]
fn the_own_journal_is_never_taken_from_elsewhere() {
    let fixture = Fixture::with_events(2);
    let device = fixture.store.device();
    let end = fixture.store.read(|tx| tx.journal_ends()).unwrap()[0];
    let last = fixture.store.read(|tx| tx.event(EventId { device, seq: Seq(2) })).unwrap().unwrap();
    let id = EventId { device, seq: Seq(3) };
    let next = Event { seq: id.seq, entity: id, base: None, ..last };
    let segment = Segment::seal(&key(), &end, vec![next.encode()]).unwrap();
    let known: KnownDevices = [(device, key().public())].into_iter().collect();
    let opened = segment.open(&known).unwrap();
    let taken = take(&fixture.store, vec![(segment, opened)]);
    assert_eq!((taken.events, taken.forked.len()), (0, 1));
    assert_eq!(fixture.store.read(|tx| tx.journal_ends()).unwrap(), [end]);
}

/// What came from elsewhere can be handed on with the signature it came with.
#[test]
fn segments_go_out_as_they_came() {
    let fixture = Fixture::new();
    let mut came = journal(&POISON).into_iter().map(|(segment, _)| segment);
    let mut joined = came.next().unwrap();
    came.for_each(|segment| joined.join(segment).unwrap());
    let known: KnownDevices = [(OTHER, key().public())].into_iter().collect();
    let opened = joined.open(&known).unwrap();
    take(&fixture.store, vec![(joined.clone(), opened)]);
    let out = |after: u64| {
        let end = if after == 0 { Chain::begin(OTHER) } else { fixture.store.read(|tx| tx.journal_ends()).unwrap()[0] };
        fixture.store.read(|tx| tx.segments_after(&end, 100, usize::MAX)).unwrap()
    };
    assert_eq!(out(0), [joined]);
    assert_eq!(out(4), []);
}

/// powersync-sqlite-core #162: whatever changes the vault is noted for sending in the same transaction.
#[test]
fn nothing_is_changed_and_not_sent() {
    let fixture = Fixture::new();
    let (subject, events) = (super::proving::theirs(), super::proving::events);
    take(&fixture.store, events(1));
    let sealed = |suite: u8| crate::replica::SealedValue {
        subject,
        field: crate::vault::seal::VaultField(1),
        suite,
        sealed: vec![1],
    };
    let values = vec![sealed(3)];
    let unsent = || fixture.store.read(|tx| tx.unsent_values(10, usize::MAX)).unwrap();
    fixture.store.write(move |tx: &mut WriteTx<'_>| tx.take_values(&values, &[])).unwrap();
    assert_eq!(unsent().values, [], "what came is not sent back");
    let digest = fixture.store.read(|tx| tx.value_digests()).unwrap();
    assert_eq!(digest.len(), 1);
    take(&fixture.store, events(2));
    let waiting = unsent();
    assert_eq!((waiting.values.len(), waiting.erased.len()), (0, 1));
    fixture.store.write(move |tx: &mut WriteTx<'_>| tx.values_sent(waiting.mark)).unwrap();
    assert_eq!(unsent(), crate::replica::Unsent::default());
    assert_eq!(fixture.store.read(|tx| tx.value_digests()).unwrap(), []);
    // It does not come back.
    let values = vec![sealed(3)];
    fixture.store.write(move |tx: &mut WriteTx<'_>| tx.take_values(&values, &[])).unwrap();
    assert_eq!(fixture.store.read(|tx| tx.values_of(journal::Bucket::of(subject))).unwrap(), []);
    assert_eq!(unsent().erased.len(), 1, "whoever still has it hears so");
}

/// A started write that failed leaves no value noted.
#[test]
fn what_was_rolled_back_is_not_sent() {
    let fixture = Fixture::new();
    let failed = fixture.store.write(|tx: &mut WriteTx<'_>| {
        tx.vault_put(id(1), crate::vault::seal::VaultField(1), "somebody")?;
        Err::<(), _>(StoreError::Busy)
    });
    assert_eq!(failed, Err(StoreError::Busy));
    assert_eq!(fixture.store.read(|tx| tx.unsent_values(10, usize::MAX)).unwrap(), crate::replica::Unsent::default());
}

#[test]
fn a_new_name_begins_with_no_memory_of_syncs() {
    let fixture = Fixture::with_events(1);
    let memory = |store: &Store| store.read(|tx| Ok::<_, StoreError>((tx.sync_memory()?, tx.incarnation()?))).unwrap();
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.set_sync_memory(b"frozen")).unwrap();
    assert_eq!(fixture.store.write(|tx: &mut WriteTx<'_>| tx.next_incarnation()), Ok(1));
    assert_eq!(memory(&fixture.store), (b"frozen".to_vec(), 1));
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.forget_syncs()).unwrap();
    assert_eq!(memory(&fixture.store), (Vec::new(), 0));
    assert_eq!(fixture.bodies(), ["body-1"]);
}
