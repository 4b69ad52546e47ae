//! A person has one booking for an item on a Saturday (PRODUCT rule 11).

mod common;

use common::{SATURDAY, TestHall, date, request};
use domain::booking::{EntryProblem, IdentityFault, Problem};
use hall::{BookingWish, FieldRefusal, Mark, PersonTyped, Refusal};

fn typed(test: &TestHall, name: &str, phone: &str) -> PersonTyped {
    let items = vec![test.item("食品经营许可")];
    PersonTyped {
        date: date(SATURDAY),
        items,
        name: name.into(),
        phone: phone.into(),
        identity: String::new(),
        editing: None,
    }
}

#[test]
fn the_same_number_and_item_is_refused_with_the_booking_that_is_there() {
    let test = TestHall::friday();
    let first = test.book(test.wish_with_phone()).expect("booked");
    let mut again = BookingWish { slot: 3, ..test.wish_with_phone() };
    again.entry.phone = "+86 138 0013 8000".into();
    again.entry.name = "王 伟".into();
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
fn a_familys_number_books_for_two_once_somebody_has_asked() {
    let test = TestHall::friday();
    let first = test.book(test.wish_with_phone()).expect("booked");
    let mut wife = BookingWish { slot: 3, ..test.wish_with_phone() };
    wife.entry.name = "李娜".into();
    let Err(Refusal::SharedLine(found)) = test.book(wife.clone()) else { panic!("it is asked") };
    assert_eq!((found.booking, found.masked_name.as_str()), (first.booking, "王*"));
    // A document tells two people apart; so does whoever has asked.
    let mut with_document = BookingWish { slot: 4, ..wife.clone() };
    with_document.entry.identity = "11010519491231002X".into();
    let mut own = test.wish_with_phone();
    own.entry.identity = "440524188001010014".into();
    let hall = test.hall();
    hall.edit_booking(first.booking, first.booking, own).expect("a document for the first");
    let second = test.book(with_document).expect("two documents are two people").booking;
    hall.cancel_booking(second, second, domain::event::CancelReason::CitizenAsked, "").expect("gone");
    let asked = BookingWish { accepted: vec![hall::Warning::SharedLine], ..wife };
    let second = test.book(asked).expect("booked").booking;
    let shown = hall.show_booking(second).expect("shown");
    assert!(shown.repeats.is_empty(), "two people are no repeat");
    let view = hall.book_day(date(SATURDAY)).expect("a day");
    let marks = view.sessions.iter().flat_map(|session| &session.slots).flat_map(|slot| &slot.cells);
    assert!(marks.into_iter().all(|cell| !cell.marks.contains(&Mark::Repeated)));
}

#[test]
fn a_number_that_looks_wrong_is_asked_about_and_kept_by_whoever_has_asked() {
    let test = TestHall::friday();
    for phone in ["1380013800", "12345", "00000000000", "65090", "123456789"] {
        let mut wish = test.wish();
        wish.entry.phone = phone.into();
        let refused = test.book(wish.clone());
        assert!(
            matches!(&refused, Err(Refusal::Fields(faults)) if faults.iter().all(FieldRefusal::is_doubt)),
            "{phone}: {refused:?}"
        );
        wish.accepted = vec![hall::Warning::PhoneUnlikely];
        let booked = test.book(wish).expect("kept as it is").booking;
        test.hall().cancel_booking(booked, booked, domain::event::CancelReason::WrongEntry, "").expect("gone");
    }
    let mut wrong = test.wish();
    wrong.entry.phone = "无".into();
    wrong.accepted = vec![hall::Warning::PhoneUnlikely];
    assert!(matches!(test.book(wrong), Err(Refusal::Fields(faults)) if !faults[0].is_doubt()));
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
    let known = hall::Known { booking: first.booking, masked_name: "王*".to_owned(), agent: false };
    assert_eq!(hint.known, Some(known));
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

#[test]
fn the_same_document_is_the_same_person_under_any_number_and_two_documents_are_two() {
    let test = TestHall::friday();
    let with = |phone: &str, identity: &str| {
        let mut wish = test.wish();
        (wish.entry.phone, wish.entry.identity) = (phone.into(), identity.into());
        wish
    };
    let first = test.book(with("13800138000", "11010519491231002x")).expect("booked");
    let again = test.book(with("13900139000", " 110105 19491231 002Ｘ"));
    assert!(matches!(&again, Err(Refusal::Repeat(repeat)) if repeat.booking == first.booking), "{again:?}");
    test.book(with("13800138000", "440524188001010014")).expect("a couple with one telephone");
    let hint = PersonTyped { identity: "11010519491231002X".into(), ..typed(&test, "", "") };
    let hint = test.hall().person_hint(&hint).expect("a hint");
    assert_eq!(hint.known.map(|known| known.booking), Some(first.booking));
    assert_eq!(hint.repeat.map(|repeat| repeat.booking), Some(first.booking));
    // Masked until asked for; found by its end.
    let shown = test.hall().show_booking(first.booking).expect("shown");
    assert_eq!(shown.identity, "**************002X");
    assert_eq!(test.hall().reveal_booking(first.booking).expect("shown").identity, "11010519491231002X");
    assert_eq!(test.hall().find_bookings("0014", 9).expect("found").bookings.len(), 1);
}

#[test]
fn a_number_that_can_be_no_documents_is_told_at_its_field() {
    let test = TestHall::friday();
    for (number, fault) in [
        ("110105194912310021", IdentityFault::Check),
        ("11010519491331002X", IdentityFault::Date),
        ("110105491231002", IdentityFault::Old),
        ("123", IdentityFault::Length),
    ] {
        let mut wish = test.wish();
        wish.entry.identity = number.into();
        let told = FieldRefusal::Entry(EntryProblem { field: "identity", problem: Problem::Identity(fault) });
        let refused = test.book(wish);
        assert!(matches!(&refused, Err(Refusal::Fields(faults)) if *faults == [told]), "{number}: {refused:?}");
    }
}

/// As where two PCs meet that were apart: nobody refuses it any more, and it is shown wherever somebody looks.
#[test]
fn what_stands_twice_all_the_same_is_flagged_in_board_list_and_drawer() {
    let test = TestHall::friday();
    let hall = test.hall();
    let first = test.book(test.wish_with_phone()).expect("booked");
    let other = test.book(BookingWish { slot: 5, ..test.wish() }).expect("somebody without a number");
    let cancelled = hall
        .cancel_booking(first.booking, first.booking, domain::event::CancelReason::CitizenAsked, "")
        .expect("cancelled");
    let second = test.book(BookingWish { slot: 3, ..test.wish_with_phone() }).expect("booked anew");
    let marked = || {
        let day = hall.book_day(date(SATURDAY)).expect("a day");
        let cells = day.sessions.into_iter().flat_map(|session| session.slots).flat_map(|slot| slot.cells);
        let mut marked: Vec<_> =
            cells.filter(|cell| cell.marks.contains(&Mark::Repeated)).map(|cell| cell.booking).collect();
        marked.dedup();
        marked
    };
    let listed = || {
        let lines = hall.call_list(date(SATURDAY)).expect("a list").lines;
        lines.into_iter().filter(|line| line.repeated).map(|line| line.booking).collect::<Vec<_>>()
    };
    assert_eq!((marked(), listed()), (Vec::new(), Vec::new()));
    hall.undo(cancelled.undo.token).expect("taken back");
    let both = vec![first.booking, second.booking];
    assert_eq!((marked(), listed()), (both.clone(), both), "and not {:?}", other.booking);
    let shown = hall.show_booking(first.booking).expect("shown").repeats;
    assert_eq!(shown.iter().map(|member| member.booking).collect::<Vec<_>>(), [second.booking]);
    hall.cancel_booking(second.booking, second.booking, domain::event::CancelReason::Duplicate, "").expect("cancelled");
    assert_eq!((marked(), listed()), (Vec::new(), Vec::new()));
}
