//! Bookings through the use-cases: what is promised to the person at the desk.

mod common;

use common::{FRIDAY, SATURDAY, TestHall, date, request};
use domain::booking::{Entry, EntryProblem, Problem, Status};
use domain::event::{CancelReason, Channel};
use domain::text::PhoneFault;
use hall::{BookingWish, FieldRefusal, Refusal, Warning};

fn totals(test: &TestHall) -> (u32, u32, u32) {
    let totals = test.hall().book_day(date(SATURDAY)).expect("a day").totals;
    (totals.bookings, totals.people, totals.free)
}

#[test]
fn a_booking_is_there_after_a_restart() {
    let test = TestHall::friday();
    let saved = test.book(test.wish_with_phone()).expect("booked");
    let slip = test.hall().issue_slip(saved.booking).expect("a slip");
    let test = test.restart_at(FRIDAY);
    assert_eq!(totals(&test), (1, 1, 95));
    let detail = test.hall().reveal_booking(saved.booking).expect("shown");
    assert_eq!((detail.name.as_str(), detail.phone.as_str()), ("王伟", "13800138000"));
    assert_eq!(test.hall().issue_slip(saved.booking).expect("a slip"), slip);
}

#[test]
fn the_same_request_twice_is_one_booking() {
    let test = TestHall::friday();
    let request = request();
    let first = test.hall().make_booking(request.clone(), test.wish()).expect("booked");
    let second = test.hall().make_booking(request, test.wish()).expect("the same");
    assert_eq!(first.booking, second.booking);
    assert_eq!(totals(&test).0, 1);
}

#[test]
fn the_last_seat_goes_to_one_of_two_windows() {
    let test = TestHall::with_windows(1);
    let wishes: Vec<(hall::Desk, BookingWish)> = (0..8).map(|_| (test.hall(), test.wish())).collect();
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let book =
            |(hall, wish): (hall::Desk, BookingWish)| scope.spawn(move || hall.make_booking(request(), wish).is_ok());
        let threads: Vec<_> = wishes.into_iter().map(book).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(outcomes.iter().filter(|won| **won).count(), 1);
    assert!(matches!(test.book(test.wish()), Err(Refusal::SlotFull { .. })));
}

#[test]
fn a_day_is_kept_from_one_booking_to_the_next_and_is_the_day_that_would_be_read() {
    let test = TestHall::friday();
    let hall = test.hall();
    assert_eq!(hall.kept_days().expect("days"), Some(0));
    for slot in [0, 1] {
        hall.make_booking(request(), BookingWish { slot, ..test.wish() }).expect("booked");
    }
    assert_eq!(hall.kept_days().expect("days"), Some(1));
}

#[test]
fn closed_days_say_why_and_when_instead() {
    let test = TestHall::friday();
    let on = |text: &str| test.book(BookingWish { date: date(text), ..test.wish() });
    assert!(matches!(on("2026-11-27"), Err(Refusal::NotSaturday)));
    assert!(matches!(on("2026-10-03"), Err(Refusal::Holiday { holiday, next })
        if holiday == "国庆节" && next == date("2026-10-17")));
    assert!(matches!(on("2026-10-10"), Err(Refusal::Makeup { next }) if next == date("2026-10-17")));
}

#[test]
fn a_year_without_notice_is_booked_as_tentative() {
    let test = TestHall::friday();
    let saved = test.book(BookingWish { date: date("2027-01-16"), ..test.wish() }).expect("booked");
    assert!(test.hall().issue_slip(saved.booking).expect("a slip").tentative);
    let day = test.hall().book_day(date("2027-01-16")).expect("a day");
    assert!(day.day.tentative && day.sessions[0].slots[0].cells[0].marks.contains(&hall::Mark::Tentative));
}

#[test]
fn a_slot_that_has_begun_needs_a_second_press() {
    let test = TestHall::at("2026-11-28T09:10:00");
    assert!(matches!(test.book(test.wish()), Err(Refusal::Confirm(Warning::SlotPast))));
    let accepted = BookingWish { accepted: vec![Warning::SlotPast], ..test.wish() };
    test.book(accepted).expect("booked after all");
    test.book(BookingWish { slot: 1, ..test.wish() }).expect("9:30 is still to come");
}

#[test]
fn a_clock_a_year_off_is_doubted_and_blocks_nothing() {
    let test = TestHall::friday();
    test.book(test.wish()).expect("booked");
    let test = test.restart_at("2025-11-27T16:50:00");
    assert!(matches!(test.hall().clock_doubt(), Ok(Some(hall::ClockDoubt::Behind(_)))));
    test.book(test.wish()).expect("a clock behind books");
    let test = test.restart_at("2027-11-27T16:50:00");
    assert!(matches!(test.hall().clock_doubt(), Ok(Some(hall::ClockDoubt::Ahead(_)))));
    let accepted = BookingWish { accepted: vec![Warning::SlotPast], ..test.wish() };
    test.book(accepted).expect("a clock ahead asks once, then books");
    assert_eq!(totals(&test).0, 3, "and no booking has moved");
}

#[test]
fn every_fault_of_the_form_is_told_at_once_and_nothing_is_written() {
    let test = TestHall::friday();
    let mut wish = test.wish();
    wish.items.clear();
    wish.entry.name = "长".repeat(200);
    wish.entry.phone = "1380013800o".into();
    let Err(Refusal::Fields(faults)) = test.book(wish) else { panic!("refused at its fields") };
    let entry = |field, problem| FieldRefusal::Entry(EntryProblem { field, problem });
    let expected = [
        FieldRefusal::ItemMissing,
        entry("name", Problem::NameTooLong),
        entry("phone", Problem::Phone(PhoneFault::Characters)),
    ];
    assert_eq!(faults, expected);
    assert_eq!(totals(&test).0, 0);
}

#[test]
fn rare_characters_and_middle_dots_come_back_as_they_were() {
    let test = TestHall::friday();
    for (name, masked) in [("𬱖伟", "𬱖*"), ("䶮龙", "䶮*"), ("买买提·艾力", "买**")] {
        let mut wish = test.wish();
        wish.entry.name = name.into();
        let saved = test.book(wish).expect("booked");
        assert_eq!(test.hall().reveal_booking(saved.booking).expect("shown").name, name);
        assert_eq!(test.hall().issue_slip(saved.booking).expect("a slip").name, name);
        let day = test.hall().book_day(date(SATURDAY)).expect("a day");
        let cells = &day.sessions[0].slots[0].cells;
        assert!(cells.iter().any(|cell| cell.booking == saved.booking && cell.masked_name == masked), "{name}");
    }
}

/// Whatever the form was sent with: text of a source that was chosen before stays in the form, not on record.
#[test]
fn what_was_missing_is_kept_of_a_carried_over_booking_only() {
    let test = TestHall::friday();
    let desk = test.hall();
    for (channel, carried_over) in [(Channel::CarriedOver, true), (Channel::Desk, false)] {
        let mut wish = BookingWish { channel, earlier: Some(date("2026-11-21")), ..test.wish() };
        wish.entry = Entry { missing: "户口本".into(), earlier_number: "A7".into(), carried_over, ..wish.entry };
        let saved = test.book(wish).expect("booked").booking;
        let kept = desk.reveal_booking(saved).expect("shown");
        let all = [kept.missing == "户口本", kept.earlier_number == "A7", kept.booking.earlier.is_some()];
        assert_eq!(all, [carried_over; 3]);
        assert_eq!(kept.missing.is_empty(), !carried_over);
    }
}

#[test]
fn a_long_item_takes_consecutive_slots() {
    let test = TestHall::with_windows(1);
    let long = BookingWish { items: vec![test.item("小客车过户")], ..test.wish() };
    test.book(long.clone()).expect("booked");
    assert!(matches!(test.book(BookingWish { slot: 1, ..test.wish() }), Err(Refusal::SlotFull { .. })));
    assert!(matches!(test.book(BookingWish { slot: 5, ..long }), Err(Refusal::SlotTooShort)));
    test.book(BookingWish { slot: 2, ..test.wish() }).expect("the slot after is free");
}

#[test]
fn moving_frees_the_old_seat_and_undo_takes_it_back() {
    let test = TestHall::with_windows(1);
    let hall = test.hall();
    let saved = test.book(test.wish()).expect("booked");
    let base = hall.show_booking(saved.booking).expect("shown").booking.last;
    let moved = hall.edit_booking(saved.booking, base, BookingWish { slot: 3, ..test.wish() }).expect("moved");
    let other = test.book(test.wish()).expect("the old seat is free");
    assert!(matches!(hall.undo(moved.undo.token), Err(Refusal::Confirm(Warning::UndoWaits))));
    hall.undo(other.undo.token).expect("the other gives way");
    hall.undo(moved.undo.token).expect("back to nine");
    let detail = hall.show_booking(saved.booking).expect("shown");
    assert_eq!(detail.booking.place.slot, 0);
    assert!(matches!(hall.undo(moved.undo.token), Err(Refusal::UndoTooLate)), "once");
}

#[test]
fn an_edit_of_a_name_can_be_taken_back() {
    let test = TestHall::friday();
    let hall = test.hall();
    let saved = test.book(test.wish_with_phone()).expect("booked");
    let mut wish = test.wish_with_phone();
    wish.entry.name = "李雷".into();
    wish.entry.phone = String::new();
    let edited = hall.edit_booking(saved.booking, saved.booking, wish).expect("edited");
    let detail = hall.reveal_booking(saved.booking).expect("shown");
    assert_eq!((detail.name.as_str(), detail.phone.as_str()), ("李雷", ""));
    hall.undo(edited.undo.token).expect("undone");
    let detail = hall.reveal_booking(saved.booking).expect("shown");
    assert_eq!((detail.name.as_str(), detail.phone.as_str()), ("王伟", "13800138000"));
}

#[test]
fn an_edit_on_an_older_view_is_refused() {
    let test = TestHall::friday();
    let hall = test.hall();
    let saved = test.book(test.wish()).expect("booked");
    hall.edit_booking(saved.booking, saved.booking, BookingWish { slot: 2, ..test.wish() }).expect("first");
    let second = hall.edit_booking(saved.booking, saved.booking, BookingWish { slot: 3, ..test.wish() });
    assert!(matches!(second, Err(Refusal::ChangedMeanwhile)));
}

#[test]
fn cancelling_frees_the_seat_keeps_the_record_and_can_be_undone() {
    let test = TestHall::friday();
    let hall = test.hall();
    let saved = test.book(test.wish()).expect("booked");
    let unexplained = hall.cancel_booking(saved.booking, saved.booking, CancelReason::Other, "  ");
    assert!(matches!(unexplained, Err(Refusal::Fields(faults)) if faults == [FieldRefusal::CancelRemarkMissing]));
    let cancelled =
        hall.cancel_booking(saved.booking, saved.booking, CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!(totals(&test).2, 96);
    let status = |hall: &hall::Desk| hall.show_booking(saved.booking).expect("shown").booking.status;
    assert_eq!(status(&hall), Status::Cancelled(CancelReason::CitizenAsked));
    let again = hall.cancel_booking(saved.booking, saved.booking, CancelReason::CitizenAsked, "");
    assert!(matches!(again, Err(Refusal::AlreadyCancelled)));
    hall.undo(cancelled.undo.token).expect("undone");
    assert_eq!((status(&hall), totals(&test).2), (Status::Confirmed, 95));
}

#[test]
fn views_equal_a_full_refold() {
    let test = TestHall::friday();
    let hall = test.hall();
    for slot in 0..6 {
        let saved = test.book(BookingWish { slot, ..test.wish() }).expect("booked");
        if slot % 2 == 0 {
            let wish = BookingWish { session: 1, slot, ..test.wish() };
            hall.edit_booking(saved.booking, saved.booking, wish).expect("moved");
        }
    }
    let before = hall.book_day(date(SATURDAY)).expect("a day");
    hall.rebuild_views().expect("rebuilt");
    assert_eq!(hall.book_day(date(SATURDAY)).expect("a day"), before);
}
