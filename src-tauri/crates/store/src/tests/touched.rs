//! Which parts of what screens show a commit touches.

use super::*;
use crate::replica::{Arriving, SealedValue};
use crate::vault::seal::VaultField;
use domain::event::{Fact, HallAdjusted, Part};

/// Parts whose number is not as before.
fn touched(store: &Store, work: impl FnOnce(&Store)) -> Vec<Part> {
    let before = Part::ALL.map(|part| store.last_touched(part));
    work(store);
    Part::ALL
        .into_iter()
        .zip(before)
        .filter(|(part, before)| store.last_touched(*part) != *before)
        .map(|(part, _)| part)
        .collect()
}

fn write(store: &Store, work: impl FnOnce(&mut WriteTx<'_>) -> Result<(), StoreError> + Send + 'static) {
    store.write(work).unwrap();
}

fn of_fact(fact: &Fact) -> NewEvent {
    let (kind, version) = (KindCode(fact.kind()), KindVersion(fact.version()));
    NewEvent { kind, version, body: fact.encode(), ..new_event(b"") }
}

#[test]
fn a_fact_touches_what_its_row_says_and_the_commit_is_told() {
    let fixture = Fixture::new();
    let adjusted = Fact::HallAdjusted(HallAdjusted::default());
    let shows = domain::event::row(adjusted.kind()).unwrap().shows;
    let new = of_fact(&adjusted);
    assert_eq!(touched(&fixture.store, |store| write(store, move |tx| tx.append(new).map(drop))), shows);
    assert_eq!(fixture.store.last_touched(Part::Audit), fixture.store.revision());
}

#[test]
fn what_is_of_this_pc_alone_or_taken_back_touches_nothing() {
    let fixture = Fixture::new();
    let mine = touched(&fixture.store, |store| {
        write(store, |tx| tx.draft_put("booking", "{}"));
        write(store, |tx| tx.local_put("a setting", b"1"));
        let new = of_fact(&Fact::HallAdjusted(HallAdjusted::default()));
        let refused = store.write(move |tx: &mut WriteTx<'_>| {
            tx.append(new)?;
            Err::<(), _>(StoreError::Internal("changed my mind".to_owned()))
        });
        assert!(refused.is_err());
    });
    assert_eq!(mine, []);
}

#[test]
fn a_kind_that_is_not_known_here_touches_everything() {
    let fixture = Fixture::new();
    assert_eq!(touched(&fixture.store, |store| write(store, |tx| tx.append(new_event(b"")).map(drop))), Part::ALL);
}

#[test]
fn what_a_sync_brings_touches_what_it_shows() {
    let fixture = Fixture::new();
    let adjusted = Fact::HallAdjusted(HallAdjusted::default());
    let shows = domain::event::row(adjusted.kind()).unwrap().shows;
    let (kind, body): (u16, &'static [u8]) = (adjusted.kind(), adjusted.encode().leak());
    let segments = replica::journal(&[(kind, 7, body)]);
    let brought = touched(&fixture.store, |store| {
        write(store, move |tx| tx.take_in(Arriving::read(segments)).map(drop));
    });
    assert_eq!(brought, shows);
    let value = SealedValue { subject: id(1), field: VaultField(1), suite: 1, sealed: vec![1] };
    let named = touched(&fixture.store, |store| write(store, move |tx| tx.take_values(&[value], &[])));
    assert!(named.contains(&Part::Booking) && !named.contains(&Part::Reference), "{named:?}");
}

#[test]
fn after_an_opening_everything_counts_as_touched() {
    let fixture = Fixture::with_events(1).reopen();
    assert_eq!(Part::ALL.map(|part| fixture.store.last_touched(part)), [fixture.store.revision(); Part::ALL.len()]);
}
