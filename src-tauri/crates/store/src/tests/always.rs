//! What must hold at every commit of own writes.

use super::replica::{foreign, take};
use super::*;
use domain::event::{BookingMade, BookingSeated, Channel, Fact, Language};
use domain::record::RecordId;
use domain::seat::Place;
use domain::time::{BeijingDay, MinuteOfDay};

fn seated(seat: u16) -> NewEvent {
    let made = BookingMade {
        number: 1_000_000_000 + u64::from(seat),
        day: BeijingDay(20_785),
        session: 1,
        slot: 0,
        seats: vec![seat],
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
    };
    let fact = Fact::BookingMade(made);
    NewEvent { kind: KindCode(fact.kind()), ..new_event(&fact.encode()) }
}

fn seated_anew(of: EventId, seat: u16) -> NewEvent {
    let place = Place { day: BeijingDay(20_785), session: 1, slot: 0, seats: vec![seat] };
    let of_record = RecordId { device: of.device.0, seq: of.seq.0 };
    let fact = Fact::BookingSeated(BookingSeated { of: of_record, place: Some(place), start: MinuteOfDay(540) });
    NewEvent { kind: KindCode(fact.kind()), entity: Some(of), ..new_event(&fact.encode()) }
}

/// Invariant A6 at the commit: whoever asks, and however the use-case came to it.
#[test]
fn a_write_that_would_use_a_seat_twice_is_refused_as_a_whole() {
    let fixture = Fixture::new();
    let write = |events: Vec<NewEvent>| {
        fixture.store.write(move |tx: &mut WriteTx<'_>| -> Result<Vec<EventId>, StoreError> {
            events.into_iter().map(|event| tx.append(event)).collect()
        })
    };
    let one = write(vec![seated(1)]).unwrap()[0];
    let twice = |refused: Result<Vec<EventId>, StoreError>| {
        assert!(matches!(&refused, Err(StoreError::Internal(detail)) if detail.contains("twice")), "{refused:?}");
    };
    twice(write(vec![seated(2), seated(1)]));
    twice(write(vec![seated(3), seated(3)]));
    // One makes room for the other within the same write.
    let both = write(vec![seated(1), seated_anew(one, 2)]).unwrap();
    assert_eq!((one, both.as_slice()), (id(1), [id(2), id(3)].as_slice()), "nothing of a refused write is there");
    twice(write(vec![seated_anew(both[0], 2)]));
}

/// Two that met on one seat stay where they are when something else of them changes; what arrives is folded.
#[test]
fn who_met_on_one_seat_may_stay_and_nobody_else_may_come() {
    let fixture = Fixture::new();
    let mine = fixture.store.write(|tx: &mut WriteTx<'_>| tx.append(seated(1))).unwrap();
    let NewEvent { kind, body, .. } = seated(1);
    take(&fixture.store, foreign(vec![(kind.0, 7, body)]));
    fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(seated_anew(mine, 1))).unwrap();
    let third = fixture.store.write(|tx: &mut WriteTx<'_>| tx.append(seated(1)));
    assert!(third.is_err());
}

/// Invariant A7 at the commit.
#[test]
fn a_write_that_would_leave_a_gap_in_the_journal_is_refused() {
    let fixture = Fixture::with_events(2);
    let refused = fixture.store.write(|tx: &mut WriteTx<'_>| -> Result<EventId, StoreError> {
        // As if a number had been given and its event lost.
        let _ = tx.meta.chain.append(b"lost");
        tx.append(new_event(b"next"))
    });
    assert!(matches!(&refused, Err(StoreError::Internal(detail)) if detail.contains("journal")), "{refused:?}");
    assert_eq!(fixture.append(b"third").unwrap(), id(3));
}
