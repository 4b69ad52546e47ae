use super::*;
use crate::Arriving;
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
fn journal_about(entity: Option<EventId>, events: &[Foreign]) -> Vec<(Segment, Vec<Linked>)> {
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
    let sealed = |suite: u8| crate::replica::SealedValue {
        subject: id(1),
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
    fixture.store.write(|tx: &mut WriteTx<'_>| tx.vault_erase(id(1))).unwrap();
    let waiting = unsent();
    assert_eq!((waiting.values.len(), waiting.erased.len()), (0, 1));
    fixture.store.write(move |tx: &mut WriteTx<'_>| tx.values_sent(waiting.mark)).unwrap();
    assert_eq!(unsent(), crate::replica::Unsent::default());
    assert_eq!(fixture.store.read(|tx| tx.value_digests()).unwrap(), []);
    // It does not come back.
    let values = vec![sealed(3)];
    fixture.store.write(move |tx: &mut WriteTx<'_>| tx.take_values(&values, &[])).unwrap();
    assert_eq!(fixture.store.read(|tx| tx.values_of(journal::Bucket::of(id(1)))).unwrap(), []);
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
