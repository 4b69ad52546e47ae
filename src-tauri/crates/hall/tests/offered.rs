//! What is offered is what the use-cases do: whatever can be done with a booking is not refused, and what cannot is.

mod common;

use common::{SATURDAY, TestHall, date, request};
use domain::booking::Entry;
use domain::event::{CallOutcome, CancelReason, Language};
use domain::record::RecordId;
use hall::{Act, BookingDetail, BookingWish, CaseWish, Desk, Refusal, Role, Told, WalkInWish, Warning};

/// Does it, and says whether it was refused for how the booking stands.
fn is_refused(desk: &Desk, shown: &BookingDetail, act: Act, wish: BookingWish) -> bool {
    let (id, base) = (shown.booking.id, shown.booking.last);
    let done = match act {
        // Nothing is left to show, print or erase.
        Act::Reveal | Act::Slip | Act::Erase => return shown.booking.erased,
        Act::Edit => desk.edit_booking(id, base, wish).err(),
        Act::Arrive => desk.mark_arrived(id, base, &[Warning::NotToday]).err(),
        Act::SeatAgain => desk.seat_again(id, base).err(),
        Act::Cancel => desk.cancel_booking(id, base, CancelReason::CitizenAsked, "").err(),
        Act::Decline => desk.cancel_booking(id, base, CancelReason::NoSeat, "").err(),
        Act::Assist => desk.open_case(request(), CaseWish { booking: Some(id), ..CaseWish::default() }).err(),
    };
    match done {
        None => false,
        Some(
            Refusal::Erased
            | Refusal::AlreadyCancelled
            | Refusal::AlreadyArrived
            | Refusal::BookingNotFound
            | Refusal::NotReleased
            | Refusal::WalkInNotBooked
            | Refusal::ChangedMeanwhile,
        ) => true,
        Some(other) => panic!("{act:?}: {other:?}"),
    }
}

/// Brings a booking into a state.
type Into = fn(&TestHall, RecordId);

fn last(test: &TestHall, id: RecordId) -> RecordId {
    test.hall().show_booking(id).expect("shown").booking.last
}

const STATES: [(&str, Into); 6] = [
    ("made", |_, _| ()),
    ("arrived", |test, id| {
        test.hall().mark_arrived(id, last(test, id), &[Warning::NotToday]).expect("arrived");
    }),
    ("cancelled", |test, id| {
        test.hall().cancel_booking(id, last(test, id), CancelReason::CitizenAsked, "").expect("cancelled");
    }),
    ("released", |test, id| {
        test.hall().record_call(id, last(test, id), CallOutcome::NoAnswer, None, true).expect("released");
    }),
    ("released and arrived", |test, id| {
        test.hall().record_call(id, last(test, id), CallOutcome::NoAnswer, None, true).expect("released");
        test.hall().mark_arrived(id, last(test, id), &[Warning::NotToday]).expect("arrived");
    }),
    ("erased", |test, id| {
        test.hall().erase(vec![id]).expect("erased");
    }),
];

#[test]
fn what_is_offered_is_done_and_what_is_not_is_refused() {
    let test = TestHall::friday();
    let desk = test.hall();
    let slots = (0..2).flat_map(|session| (0..6).map(move |slot| (session, slot))).cycle();
    let each = STATES.into_iter().flat_map(|state| Act::ALL.map(|act| (state, act)));
    for (((state, bring), act), (session, slot)) in each.zip(slots) {
        let wish = BookingWish { session, slot, ..test.wish() };
        let booking = test.book(wish.clone()).expect("booked").booking;
        bring(&test, booking);
        let shown = desk.show_booking(booking).expect("shown");
        let refused = is_refused(&desk, &shown, act, wish);
        assert_eq!(shown.can.contains(&act), !refused, "{state}: {act:?}");
    }
}

#[test]
fn a_walk_in_is_not_edited() {
    let test = TestHall::at("2026-11-28T11:00:00");
    let desk = test.hall();
    let items = vec![test.item("食品经营许可")];
    let Told { staffed, forwarded } = desk.walk_in_outlook(date(SATURDAY), &items).expect("an outlook").told;
    let wish = WalkInWish {
        date: date(SATURDAY),
        items,
        entry: Entry { name: "李娜".into(), party: 1, ..Entry::default() },
        green_channel: false,
        slip_language: Language::ZhHans,
        told: Told { staffed, forwarded },
        accepted: Vec::new(),
    };
    let id = desk.accept_walk_in(request(), wish).expect("accepted").booking;
    assert!(!desk.show_booking(id).expect("shown").can.contains(&Act::Edit));
}

#[test]
fn nobody_is_offered_what_they_may_not() {
    let test = TestHall::friday();
    let booking = test.book(test.wish_with_phone()).expect("booked").booking;
    let offered = |role| test.desk(role).show_booking(booking).expect("shown").can;
    assert_eq!(offered(Role::Runner), [Act::Assist]);
    assert_eq!(offered(Role::WindowClerk), [Act::Reveal, Act::Slip]);
    assert_eq!(offered(Role::Consultant), [Act::Reveal, Act::Slip, Act::Edit, Act::Arrive, Act::Cancel, Act::Assist]);
    let lines = |role| test.desk(role).call_list(date(SATURDAY)).expect("a list").lines;
    assert!(lines(Role::WindowClerk)[0].can.is_empty() && !lines(Role::Consultant)[0].can.is_empty());
}
