//! What another PC of the hall wrote, and this one does not understand or has never heard of.

mod common;

use common::{FRIDAY, SATURDAY, TestHall, clock, date};
use domain::event::{BookingMade, CancelReason, Fact};
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use hall::{CallNote, Program, Refusal};
use journal::{
    Chain, DeviceId, DeviceKey, Event, EventId, KindCode, KindVersion, KnownDevices, Lamport, Segment, WallTime,
};
use store::{Arriving, Store, StoreError, WriteTx, keys};

const OTHER: DeviceId = DeviceId([9; 8]);

/// Takes an event of the other PC in, under the hall's feet.
fn arrives(hall: TestHall, kind: u16, must_understand: bool, entity: Option<RecordId>, body: Vec<u8>) -> TestHall {
    let TestHall { dir, program, .. } = hall;
    drop(program);
    let key = keys::read(dir.path()).expect("the key");
    let store = Store::open(dir.path(), WallTime(0), &key).expect("opens");
    let start = Chain::begin(OTHER);
    let own = EventId { device: OTHER, seq: start.next() };
    let event = Event {
        device: OTHER,
        seq: own.seq,
        lamport: Lamport(1000),
        wall: WallTime(0),
        kind: KindCode(kind),
        version: KindVersion(1),
        must_understand,
        entity: entity.map_or(own, store::event_id),
        base: None,
        actor: None,
        body,
    };
    let signer = DeviceKey::from_bytes(&[5; 32]);
    let known: KnownDevices = [(OTHER, signer.public())].into_iter().collect();
    let segment = Segment::seal(&signer, &start, vec![event.encode()]).expect("sealed");
    let opened = segment.open(&known).expect("opens");
    let taken = store.write(move |tx: &mut WriteTx<'_>| tx.take_in(Arriving::read(vec![(segment, opened)])));
    assert_eq!(taken.map(|taken| taken.events), Ok::<_, StoreError>(1));
    drop(store);
    let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
    TestHall::new(dir, program)
}

/// Nobody knows what it says, so nobody acts on the booking; everything else goes on.
#[test]
fn a_booking_of_which_a_newer_program_said_something_is_left_alone() {
    let hall = TestHall::friday();
    let saved = hall.book(hall.wish_with_phone()).expect("booked");
    let other = hall.book(hall.wish()).expect("booked");
    let hall = arrives(hall, 60_000, true, Some(saved.booking), b"?".to_vec());
    let desk = hall.hall();
    let detail = desk.show_booking(saved.booking).expect("it can be looked at");
    assert_eq!(detail.can, []);
    let base = detail.booking.last;
    let cancelled = desk.cancel_booking(saved.booking, base, CancelReason::CitizenAsked, "");
    assert!(matches!(cancelled, Err(Refusal::NewerNeeded)), "{cancelled:?}");
    let edited = desk.edit_booking(saved.booking, base, hall.wish());
    assert!(matches!(edited, Err(Refusal::NewerNeeded)), "{edited:?}");
    let arrived = desk.mark_arrived(saved.booking, base, &[hall::Warning::NotToday]);
    assert!(matches!(arrived, Err(Refusal::NewerNeeded)), "{arrived:?}");
    let note = CallNote { outcome: domain::event::CallOutcome::NoAnswer, expected: None, release: false };
    let called = desk.note_call(vec![(saved.booking, base)], note);
    assert!(matches!(called, Err(Refusal::NewerNeeded)), "{called:?}");
    let last = desk.show_booking(other.booking).expect("shown").booking.last;
    desk.cancel_booking(other.booking, last, CancelReason::CitizenAsked, "").expect("cancelled");
}

/// A kind that need not be understood changes nothing here.
#[test]
fn a_kind_that_may_be_passed_over_stops_nothing() {
    let hall = TestHall::friday();
    let saved = hall.book(hall.wish_with_phone()).expect("booked");
    let hall = arrives(hall, 60_000, false, Some(saved.booking), b"?".to_vec());
    let last = hall.hall().show_booking(saved.booking).expect("shown").booking.last;
    hall.hall().cancel_booking(saved.booking, last, CancelReason::CitizenAsked, "").expect("cancelled");
}

/// On a day nobody opened, in a session it never had: it is shown at the time it was promised, and can be cancelled.
#[test]
fn a_booking_in_a_place_that_is_not_known_is_shown() {
    let hall = TestHall::friday();
    let saved = hall.book(hall.wish_with_phone()).expect("booked");
    let items = hall.hall().show_booking(saved.booking).expect("shown").booking.items;
    let made = BookingMade {
        number: 4_829_130_576,
        day: BeijingDay::from(date(SATURDAY)),
        session: 200,
        slot: 1400,
        seats: vec![9],
        items,
        party: 1,
        channel: domain::event::Channel::Desk,
        green_channel: false,
        slip_language: domain::event::Language::ZhHans,
        personal: vec![],
        start: Some(MinuteOfDay(615)),
        group: None,
        earlier: None,
        denied: None,
        promised: None,
    };
    let hall = arrives(hall, 20, true, None, Fact::BookingMade(made).encode());
    let booking = RecordId { device: OTHER.0, seq: 1 };
    let detail = hall.hall().show_booking(booking).expect("shown");
    assert_eq!(detail.start.to_string(), "10:15:00");
    hall.hall().book_day(date(SATURDAY)).expect("a day");
    hall.hall().cancel_booking(booking, booking, CancelReason::CitizenAsked, "").expect("cancelled");
}
