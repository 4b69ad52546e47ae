//! Taking back what was done, after the world went on: as far as it still allows. Whoever had a seat has one again if one is
//! to be had, else they wait and are listed, and that is asked first.

mod common;

use chrono::NaiveTime;
use common::{SATURDAY, TestHall, date, request};
use domain::event::{CallOutcome, CancelReason, ExceptionReason};
use domain::record::RecordId;
use hall::{BookingWish, DayMove, Refusal, SessionWish, SessionsChange, WaitingKind, Warning};

const NEXT_SATURDAY: &str = "2026-12-05";

fn session(from: u32, to: u32, seats: u16) -> SessionWish {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let (from, to) = (time(from), time(to));
    SessionWish { from, to, slot_minutes: 30, seats, items: Vec::new(), departments: Vec::new() }
}

impl TestHall {
    fn set(&self, day: &str, sessions: Vec<SessionWish>) {
        let change = SessionsChange::Exception { date: date(day), reason: ExceptionReason::Staffing, sessions };
        let orphaned = self.hall().preview_sessions(&change).expect("a preview").orphaned;
        let seen = orphaned.into_iter().map(|(_, card)| card.booking).collect();
        let base = self.hall().sessions().expect("sessions").base;
        self.hall().change_sessions(base, change, seen).expect("changed");
    }

    fn made(&self) -> RecordId {
        self.book(self.wish()).expect("booked").booking
    }

    /// A wish for some item at a time, as the form would name it.
    fn timed(&self, start: &str, item: &str) -> BookingWish {
        let wish = BookingWish { items: vec![self.item(item)], accepted: vec![Warning::Provisional], ..self.wish() };
        let outlook = self.hall().outlook(wish.date, &wish.items, None).expect("an outlook");
        let slot = outlook.slots.iter().find(|slot| slot.start.format("%H:%M").to_string() == start).expect("a time");
        BookingWish { session: slot.session, slot: slot.slot, ..wish }
    }

    fn last(&self, booking: RecordId) -> RecordId {
        self.hall().show_booking(booking).expect("shown").booking.last
    }

    /// Seats taken, bookings that count, and who waits.
    fn stands(&self, day: &str) -> (usize, u32, Vec<RecordId>) {
        let view = self.hall().book_day(date(day)).expect("a day");
        let cells = view.sessions.iter().flat_map(|session| &session.slots).map(|slot| slot.cells.len()).sum();
        assert!(view.waiting.iter().all(|card| card.kind == WaitingKind::Orphaned));
        (cells, view.totals.bookings, view.waiting.iter().map(|card| card.booking).collect())
    }

    /// It is asked first, nothing is done until it is answered, and then they wait.
    fn waits_after_undo(&self, token: RecordId, day: &str, booking: RecordId, before: (usize, u32, Vec<RecordId>)) {
        let asked = self.hall().undo(token);
        assert!(matches!(asked, Err(Refusal::Confirm(Warning::UndoWaits))), "{asked:?}");
        let other = self.hall().undo_accepting(token, &[Warning::SlotPast, Warning::Provisional]);
        assert!(matches!(other, Err(Refusal::Confirm(Warning::UndoWaits))), "another warning is not this one");
        assert_eq!(self.stands(day), before, "asking does nothing");
        self.hall().undo_accepting(token, &[Warning::UndoWaits]).expect("taken back");
        assert!(self.stands(day).2.contains(&booking), "whoever has no seat is listed");
        let shown = self.hall().show_booking(booking).expect("shown").booking;
        assert!(shown.stands() && !shown.seated, "and nothing says they have one");
        assert!(matches!(self.hall().undo(token), Err(Refusal::UndoTooLate)), "once");
    }
}

#[test]
fn undo_of_a_cancellation_after_the_day_was_closed() {
    let test = TestHall::friday();
    let made = test.made();
    let cancelled = test.hall().cancel_booking(made, made, CancelReason::CitizenAsked, "").expect("cancelled");
    test.set(SATURDAY, Vec::new());
    test.waits_after_undo(cancelled.undo.token, SATURDAY, made, (0, 0, Vec::new()));
    // Opened again they have a seat, and one only.
    test.set(SATURDAY, vec![session(9, 12, 1)]);
    assert_eq!(test.stands(SATURDAY), (1, 1, Vec::new()));
}

#[test]
fn undo_of_a_cancellation_after_a_cut_to_fewer_seats() {
    let test = TestHall::with_windows(2);
    let (kept, gone) = (test.made(), test.made());
    let cancelled = test.hall().cancel_booking(gone, gone, CancelReason::CitizenAsked, "").expect("cancelled");
    test.set(SATURDAY, vec![session(9, 12, 1)]);
    test.waits_after_undo(cancelled.undo.token, SATURDAY, gone, (1, 1, Vec::new()));
    assert_eq!(test.stands(SATURDAY), (1, 2, vec![gone]));
    test.hall().cancel_booking(kept, kept, CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!(test.stands(SATURDAY), (1, 1, Vec::new()), "the first seat that becomes free is theirs");
}

/// The token it had is gone for good; another of the same time is as good, and nothing has to be asked.
#[test]
fn undo_of_a_cancellation_after_the_sessions_went_and_came_again() {
    let test = TestHall::friday();
    let made = test.made();
    let seats = |test: &TestHall| test.hall().show_booking(made).expect("shown").booking.place.seats;
    let before = seats(&test);
    let cancelled = test.hall().cancel_booking(made, made, CancelReason::CitizenAsked, "").expect("cancelled");
    test.set(SATURDAY, Vec::new());
    test.set(SATURDAY, vec![session(9, 12, 8)]);
    test.hall().undo(cancelled.undo.token).expect("taken back");
    assert_ne!(seats(&test), before, "a token that was retired is never taken up again");
    assert_eq!(test.stands(SATURDAY), (1, 1, Vec::new()));
}

#[test]
fn undo_of_a_moved_day_after_it_was_closed() {
    let test = TestHall::friday();
    let made = test.made();
    let wish = DayMove { from: date(SATURDAY), to: Some(date(NEXT_SATURDAY)), close: None };
    let moved = test.hall().move_day(wish, None).expect("moved").undo.expect("an offer");
    test.set(SATURDAY, Vec::new());
    test.waits_after_undo(moved.token, SATURDAY, made, (0, 0, Vec::new()));
    assert_eq!(test.stands(NEXT_SATURDAY), (0, 0, Vec::new()));
    let list = test.hall().call_list(date(SATURDAY)).expect("a list");
    assert!(list.lines.iter().any(|line| line.booking == made && line.waiting));
}

#[test]
fn undo_of_a_move_after_the_old_session_was_dropped() {
    let test = TestHall::friday();
    let made = test.made();
    let afternoon = BookingWish { session: 1, slot: 0, ..test.wish() };
    let moved = test.hall().edit_booking(made, made, afternoon).expect("moved");
    let mut only = session(13, 16, 8);
    only.from = NaiveTime::from_hms_opt(13, 30, 0).expect("a time");
    only.to = NaiveTime::from_hms_opt(16, 30, 0).expect("a time");
    test.set(SATURDAY, vec![only]);
    test.waits_after_undo(moved.undo.token, SATURDAY, made, (1, 1, Vec::new()));
    assert_eq!(test.stands(SATURDAY), (0, 1, vec![made]));
}

#[test]
fn undo_of_seats_given_up_after_somebody_else_has_them() {
    let test = TestHall::with_windows(1);
    let made = test.made();
    let given_up = test.hall().record_call(made, made, CallOutcome::NoAnswer, None, true).expect("given up");
    let other = test.made();
    test.waits_after_undo(given_up.undo.token, SATURDAY, made, (1, 1, Vec::new()));
    test.hall().cancel_booking(other, other, CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!(test.stands(SATURDAY), (1, 1, Vec::new()));
}

const SHORT: &str = "食品经营许可";
const OTHER: &str = "食杂店备案";
const LONG: &str = "小客车过户";

/// One's own seat is never first offered to somebody who waits: not when items change, nor when that is taken back.
#[test]
fn whoever_has_a_seat_keeps_it_while_items_change_and_somebody_waits() {
    let test = TestHall::with_windows(1);
    let desk = test.hall();
    test.set(SATURDAY, vec![session(9, 10, 1)]);
    let book = |start, item| test.book(test.timed(start, item)).expect("booked").booking;
    let (first, second) = (book("09:00", SHORT), book("09:30", SHORT));
    let (waits, also_waits) = (book("09:00", SHORT), book("09:30", SHORT));
    let seated = |booking| desk.show_booking(booking).expect("shown").booking.seated;
    let all = || [first, second, waits, also_waits].map(seated);
    assert_eq!(all(), [true, true, false, false]);
    let edited = desk.edit_booking(first, first, test.timed("09:00", OTHER)).expect("other items, the same seat");
    assert_eq!(all(), [true, true, false, false]);
    desk.undo(edited.undo.token).expect("taken back");
    assert_eq!(all(), [true, true, false, false]);
    let longer = desk.edit_booking(first, test.last(first), test.timed("09:00", LONG));
    assert!(matches!(longer, Err(Refusal::SlotFull { .. })), "the next slot is somebody's: {longer:?}");
    // A longer visit takes both slots. When it gets shorter it keeps the first, and whoever waits for the other has that.
    desk.cancel_booking(also_waits, also_waits, CancelReason::NoSeat, "").expect("declined");
    desk.cancel_booking(second, second, CancelReason::CitizenAsked, "").expect("cancelled");
    let longer = desk.edit_booking(first, test.last(first), test.timed("09:00", LONG)).expect("both slots");
    let third = book("09:30", SHORT);
    let place = || desk.show_booking(first).expect("shown").booking.place;
    assert_eq!((place().seats.len(), seated(third)), (2, false));
    desk.edit_booking(first, longer.undo.token, test.timed("09:00", SHORT)).expect("shorter");
    assert_eq!((place().slot, place().seats.len()), (0, 1));
    assert_eq!([first, third, waits].map(seated), [true, true, false]);
}

/// What a mark or a note takes back is not a seat: nobody who waits is asked about it.
#[test]
fn undo_of_an_arrival_leaves_the_seat_while_somebody_waits() {
    let test = TestHall::with_windows(1);
    let desk = test.hall();
    test.set(SATURDAY, vec![session(9, 10, 1)]);
    let book = |start| test.book(test.timed(start, SHORT)).expect("booked").booking;
    let (first, _, waits) = (book("09:00"), book("09:30"), book("09:00"));
    let arrived = desk.mark_arrived(first, first, &[Warning::NotToday]).expect("noted");
    desk.undo(arrived.undo.token).expect("taken back");
    let seated = |booking| desk.show_booking(booking).expect("shown").booking.seated;
    assert_eq!([first, waits].map(seated), [true, false]);
}

#[test]
fn whoever_waits_may_have_other_items_without_leaving_the_line() {
    let test = TestHall::with_windows(1);
    let desk = test.hall();
    test.set(SATURDAY, vec![session(9, 10, 1)]);
    let book = |start| test.book(test.timed(start, SHORT)).expect("booked").booking;
    let (first, _, waits) = (book("09:00"), book("09:30"), book("09:00"));
    desk.edit_booking(waits, waits, test.timed("09:00", OTHER)).expect("other items");
    let shown = || desk.show_booking(waits).expect("shown").booking;
    assert!(shown().is_pending() && !shown().seated);
    desk.cancel_booking(first, first, CancelReason::CitizenAsked, "").expect("cancelled");
    assert!(shown().seated, "and has the seat when there is one");
}

/// An edit that changes nothing is no deed: what it offers to take back is not what was done before it.
#[test]
fn what_changed_nothing_offers_nothing_anew() {
    let test = TestHall::friday();
    let desk = test.hall();
    let again = request();
    let mut wish = test.wish();
    wish.entry.agent_name = "周代办".into();
    let other = hall::Principal { name: "乙公司".into(), ..hall::Principal::default() };
    let saved = desk.make_bookings(again.clone(), wish.clone(), vec![other]).expect("booked");
    let same = desk.edit_booking(saved.booking, saved.booking, wish).expect("nothing to change");
    assert_eq!(same.undo.token, saved.undo.token);
    desk.undo(same.undo.token).expect("taken back");
    assert_eq!(test.stands(SATURDAY), (0, 0, Vec::new()), "all that was made together");
    // After a restart there is nothing to take back, and neither an empty edit nor the same request brings it again.
    let made = desk.make_booking(again.clone() + "x", test.wish()).expect("booked");
    drop(desk);
    let test = test.restart_at(common::FRIDAY);
    let desk = test.hall();
    let same = desk.edit_booking(made.booking, made.booking, test.wish()).expect("nothing to change");
    assert!(matches!(desk.undo(same.undo.token), Err(Refusal::UndoTooLate)));
    let same = desk.make_booking(again + "x", test.wish()).expect("the same");
    assert_eq!(same.booking, made.booking);
    assert!(matches!(desk.undo(same.undo.token), Err(Refusal::UndoTooLate)));
    assert_eq!(test.stands(SATURDAY), (1, 1, Vec::new()));
}
