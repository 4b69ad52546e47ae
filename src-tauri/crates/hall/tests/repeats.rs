//! A person has one booking for an item on a Saturday (PRODUCT rule 11).

mod common;

use common::{SATURDAY, TestHall, date, request};
use hall::{BookingWish, PersonTyped, Refusal};

fn typed(test: &TestHall, name: &str, phone: &str) -> PersonTyped {
    let items = vec![test.item("食品经营许可")];
    PersonTyped { date: date(SATURDAY), items, name: name.into(), phone: phone.into(), editing: None }
}

#[test]
fn the_same_number_and_item_is_refused_with_the_booking_that_is_there() {
    let test = TestHall::friday();
    let first = test.book(test.wish_with_phone()).expect("booked");
    let mut again = BookingWish { slot: 3, ..test.wish_with_phone() };
    again.entry.phone = "+86 138 0013 8000".into();
    again.entry.name = "王先生".into();
    let Err(Refusal::Repeat(repeat)) = test.book(again.clone()) else { panic!("a repeat is refused") };
    assert_eq!((repeat.booking, repeat.masked_name.as_str()), (first.booking, "王*"));
    assert_eq!(repeat.start.format("%H:%M").to_string(), "09:00");
    // Another item, another Saturday, or another number is no repeat.
    test.book(BookingWish { items: vec![test.item("食品生产许可")], ..again.clone() }).expect("another item");
    test.book(BookingWish { date: date("2026-12-05"), ..again.clone() }).expect("another day");
    again.entry.phone = "13900139000".into();
    test.book(again).expect("another number");
    // What is cancelled stands in nobody's way.
    let hall = test.hall();
    hall.cancel_booking(first.booking, first.booking, domain::event::CancelReason::CitizenAsked, "")
        .expect("cancelled");
    test.book(test.wish_with_phone()).expect("booked anew");
}

#[test]
fn an_edit_becomes_no_repeat_and_is_none_of_itself() {
    let test = TestHall::friday();
    let hall = test.hall();
    let first = test.book(test.wish_with_phone()).expect("booked");
    let moved = BookingWish { slot: 4, ..test.wish_with_phone() };
    let moved = hall.edit_booking(first.booking, first.booking, moved).expect("moved: it is itself");
    let other = test.book(BookingWish { slot: 1, ..test.wish() }).expect("a booking without a number");
    let given = hall.edit_booking(other.booking, other.booking, BookingWish { slot: 1, ..test.wish_with_phone() });
    assert!(matches!(given, Err(Refusal::Repeat(repeat)) if repeat.booking == moved.booking));
}

#[test]
fn two_windows_at_once_make_one_booking() {
    let test = TestHall::friday();
    let wishes: Vec<(hall::Desk, BookingWish)> = (0..6).map(|_| (test.hall(), test.wish_with_phone())).collect();
    let made = std::thread::scope(|scope| {
        let book = |(hall, wish): (hall::Desk, BookingWish)| scope.spawn(move || hall.make_booking(request(), wish));
        let threads: Vec<_> = wishes.into_iter().map(book).collect();
        threads.into_iter().filter_map(|thread| thread.join().expect("no panic").ok()).count()
    });
    assert_eq!(made, 1);
}

#[test]
fn the_form_learns_who_it_may_be_and_a_name_alone_only_warns() {
    let test = TestHall::friday();
    let first = test.book(test.wish_with_phone()).expect("booked");
    let hall = test.hall();
    let hint = hall.person_hint(&typed(&test, "", "138 0013 8000")).expect("a hint");
    assert_eq!(hint.known, Some((first.booking, "王*".to_owned())));
    assert_eq!(hint.repeat.map(|repeat| repeat.booking), Some(first.booking));
    let hint = hall.person_hint(&typed(&test, "王伟", "13900139000")).expect("a hint");
    assert_eq!((hint.known, hint.repeat), (None, None));
    assert_eq!(hint.same_name.map(|repeat| repeat.booking), Some(first.booking));
    test.book(BookingWish { slot: 2, ..test.wish() }).expect("a name alone refuses nothing");
    // While it is edited it is neither known nor repeated by itself.
    let editing = PersonTyped { editing: Some(first.booking), ..typed(&test, "", "13800138000") };
    let hint = hall.person_hint(&editing).expect("a hint");
    assert_eq!((hint.known, hint.repeat), (None, None));
    // Too few digits are nobody's yet.
    assert_eq!(hall.person_hint(&typed(&test, "", "138001")).expect("a hint").known, None);
}
