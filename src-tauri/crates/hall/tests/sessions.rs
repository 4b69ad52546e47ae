//! Sessions: what a manager sets is what is booked; capacity that goes costs the latest their seat and nobody a record.

mod common;

use chrono::NaiveTime;
use common::{SATURDAY, TestHall, date, request};
use domain::event::{CallOutcome, CancelReason, ExceptionReason};
use domain::record::RecordId;
use hall::{
    BookingWish, DayMove, FieldRefusal, Principal, Refusal, Role, SessionFault, SessionWish, SessionsChange, SlotState,
    Warning,
};
use std::collections::BTreeSet;

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

fn session(from: &str, to: &str, slot_minutes: u16, seats: u16) -> SessionWish {
    SessionWish { from: time(from), to: time(to), slot_minutes, seats, items: Vec::new(), departments: Vec::new() }
}

fn on_saturday(sessions: Vec<SessionWish>) -> SessionsChange {
    SessionsChange::Exception { date: date(SATURDAY), reason: ExceptionReason::Staffing, sessions }
}

impl TestHall {
    fn set(&self, change: SessionsChange) -> Result<(), Refusal> {
        let desk = self.hall();
        let seen = desk.preview_sessions(&change)?.orphaned.into_iter().map(|(_, card)| card.booking).collect();
        let base = desk.sessions()?.base;
        desk.change_sessions(base, change, seen)
    }

    fn waiting(&self, day: &str) -> Vec<RecordId> {
        self.hall().book_day(date(day)).expect("a day").waiting.into_iter().map(|card| card.booking).collect()
    }

    /// Seat tokens in use on Saturday, each once.
    fn tokens(&self) -> BTreeSet<(u8, u16, u16)> {
        let day = self.hall().book_day(date(SATURDAY)).expect("a day");
        let mut tokens = BTreeSet::new();
        for session in &day.sessions {
            for (slot, board) in (0..).zip(&session.slots) {
                for cell in &board.cells {
                    assert!(tokens.insert((session.session, slot, cell.seat)), "a seat twice: {cell:?}");
                }
            }
        }
        tokens
    }

    fn wish_at(&self, session: u8, slot: u16) -> BookingWish {
        BookingWish { session, slot, ..self.wish() }
    }

    /// The wish, at a time as the form would name it.
    fn named(&self, wish: BookingWish, at: &str) -> BookingWish {
        let outlook = self.hall().outlook(wish.date, &wish.items, None).expect("an outlook");
        let slot = outlook.slots.iter().find(|slot| slot.start == time(at)).expect("a time");
        BookingWish { session: slot.session, slot: slot.slot, ..wish }
    }

    fn made(&self, wish: BookingWish) -> RecordId {
        self.book(wish).expect("a booking").booking
    }

    fn free(&self, wish: &BookingWish, at: &str) -> (SlotState, u16) {
        let outlook = self.hall().outlook(wish.date, &wish.items, None).expect("an outlook");
        let slot = outlook.slots.iter().find(|slot| slot.start == time(at)).expect("a time");
        (slot.state, slot.free)
    }
}

#[test]
fn the_latest_lose_their_seat_are_listed_and_come_back_first() {
    let hall = TestHall::friday();
    let all: Vec<RecordId> = (0..8).map(|_| hall.made(hall.wish_at(0, 0))).collect();
    let cut = on_saturday(vec![session("09:00", "12:00", 30, 5), session("13:30", "16:30", 30, 8)]);
    let preview = hall.hall().preview_sessions(&cut).expect("a preview");
    let orphaned: Vec<RecordId> = preview.orphaned.iter().map(|(_, card)| card.booking).collect();
    assert_eq!(orphaned, all[5..], "shown before anything is saved, in the order they were made");
    assert_eq!(hall.waiting(SATURDAY), []);
    // Somebody who saw another list saves nothing.
    let base = hall.hall().sessions().expect("sessions").base;
    let blind = hall.hall().change_sessions(base, cut.clone(), all[6..].to_vec());
    assert!(matches!(blind, Err(Refusal::SessionsChanged)), "{blind:?}");
    hall.set(cut).expect("the cut");
    assert_eq!(hall.waiting(SATURDAY), all[5..]);
    assert_eq!((hall.tokens().len(), hall.hall().book_day(date(SATURDAY)).expect("a day").totals.bookings), (5, 8));
    assert!(matches!(hall.book(hall.wish_at(0, 0)), Err(Refusal::SlotFull { .. })));
    // A seat becomes free: the first that waits has it, nobody who comes later.
    let base = hall.hall().show_booking(all[0]).expect("a booking").booking.last;
    hall.hall().cancel_booking(all[0], base, CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!(hall.waiting(SATURDAY), all[6..]);
    assert!(matches!(hall.book(hall.wish_at(0, 0)), Err(Refusal::SlotFull { .. })));
    // Capacity returns by one.
    hall.set(on_saturday(vec![session("09:00", "12:00", 30, 6), session("13:30", "16:30", 30, 8)])).expect("more");
    assert_eq!(hall.waiting(SATURDAY), all[7..]);
    hall.set(SessionsChange::LiftException { date: date(SATURDAY) }).expect("as usual");
    assert_eq!((hall.waiting(SATURDAY), hall.tokens().len()), (Vec::new(), 7));
    hall.made(hall.wish_at(0, 0));
    assert_eq!(hall.free(&hall.wish(), "09:00"), (SlotState::Full, 0));
    // What was seated silently in between is no change an edit has to be based on.
    let base = hall.hall().show_booking(all[7]).expect("a booking");
    assert_eq!(base.booking.last, all[7]);
    assert_eq!(base.history.len(), 1);
}

#[test]
fn everything_is_the_same_after_the_views_are_folded_anew() {
    let hall = TestHall::friday();
    let _: Vec<RecordId> = (0..8).map(|_| hall.made(hall.wish_at(0, 0))).collect();
    hall.set(on_saturday(vec![session("09:00", "12:00", 30, 3)])).expect("a cut");
    hall.set(on_saturday(vec![session("09:00", "12:00", 30, 5), session("09:30", "11:00", 45, 2)])).expect("a change");
    let before = hall.hall().book_day(date(SATURDAY)).expect("a day");
    hall.hall().rebuild_views().expect("rebuilt");
    assert_eq!(hall.hall().book_day(date(SATURDAY)).expect("a day"), before);
    let hall = hall.restart_at(common::FRIDAY);
    assert_eq!(hall.hall().book_day(date(SATURDAY)).expect("a day"), before);
}

#[test]
fn a_booking_moves_to_the_session_that_serves_all_to_make_room_for_one_that_cannot() {
    let hall = TestHall::friday();
    let food = hall.item("食品经营许可").0;
    let only_food = SessionWish { items: vec![food], ..session("09:00", "10:00", 30, 1) };
    // The session for all comes first, so the food licence takes its seat.
    hall.set(on_saturday(vec![session("09:00", "10:00", 30, 1), only_food])).expect("set");
    let first = hall.made(hall.named(hall.wish(), "09:00"));
    let other = hall
        .hall()
        .reference()
        .catalogue
        .items()
        .iter()
        .find(|item| {
            item.id.0 != food
                && item.excluded.is_none()
                && item.window_minutes <= 30
                && hall.free(&BookingWish { items: vec![item.id], ..hall.wish() }, "09:00") == (SlotState::Free, 1)
        })
        .map(|item| item.id)
        .expect("another item");
    let wish = hall.named(BookingWish { items: vec![other], ..hall.wish() }, "09:00");
    let second = hall.made(wish.clone());
    assert_eq!(hall.tokens().len(), 2);
    assert_eq!(hall.waiting(SATURDAY), []);
    assert_eq!(hall.free(&wish, "09:00"), (SlotState::Full, 0));
    let starts: Vec<_> = [first, second].iter().map(|id| hall.hall().show_booking(*id).expect("shown").start).collect();
    assert_eq!(starts, [time("09:00"), time("09:00")], "moved between sessions, never in time");
    // Undoing the second and making it again ends where it began.
    let before = hall.hall().book_day(date(SATURDAY)).expect("a day").totals;
    let base = hall.hall().show_booking(second).expect("a booking").booking.last;
    let cancelled = hall.hall().cancel_booking(second, base, CancelReason::WrongEntry, "").expect("cancelled");
    assert_eq!(hall.free(&wish, "09:00"), (SlotState::Free, 1));
    hall.hall().undo(cancelled.undo.token).expect("undone");
    assert_eq!(hall.hall().book_day(date(SATURDAY)).expect("a day").totals, before);
}

#[test]
fn single_dates_go_before_the_calendar_and_the_usual_saturday() {
    let hall = TestHall::friday();
    let holiday = date("2026-10-03");
    let wish = |day: &str| BookingWish { date: date(day), ..hall.wish() };
    let sunday = BookingWish { date: date("2026-12-06"), ..hall.wish() };
    assert!(matches!(hall.book(sunday.clone()), Err(Refusal::NotSaturday)));
    let open = |date| SessionsChange::Exception {
        date,
        reason: ExceptionReason::Demand,
        sessions: vec![session("09:00", "10:00", 30, 2)],
    };
    hall.set(open(sunday.date)).expect("opened");
    hall.made(sunday);
    hall.set(open(holiday)).expect("opened");
    assert!(hall.hall().book_day(holiday).expect("a day").day.open);
    hall.set(SessionsChange::Exception {
        date: date("2026-12-05"),
        reason: ExceptionReason::Premises,
        sessions: Vec::new(),
    })
    .expect("closed");
    assert!(matches!(hall.book(wish("2026-12-05")), Err(Refusal::Closed { .. })));
    // A closed day with bookings keeps them, all on the list.
    let booking = hall.made(hall.wish());
    hall.set(on_saturday(Vec::new())).expect("closed");
    assert_eq!(hall.waiting(SATURDAY), [booking]);
    assert_eq!(hall.hall().focus().expect("a day"), date("2026-12-06"), "the next day on which somebody can come");
    let dated = SessionsChange::Dated {
        place: None,
        from: Some(date("2026-12-12")),
        to: Some(date("2026-12-12")),
        days: domain::reference::hours::Days::OrdinarySaturday,
        sessions: vec![session("10:00", "11:00", 20, 1)],
    };
    hall.set(dated).expect("a plan");
    let day = |text| hall.hall().book_day(date(text)).expect("a day").sessions;
    assert_eq!((day("2026-12-12")[0].slots.len(), day("2026-12-12").len(), day("2026-12-19").len()), (3, 1, 2));
}

#[test]
fn faults_are_told_at_their_fields() {
    let hall = TestHall::friday();
    let strange = SessionWish { items: vec![999_999], departments: vec![999_999], ..session("09:00", "09:10", 20, 0) };
    let change = SessionsChange::Usual(vec![session("12:00", "09:00", 30, 8), strange]);
    let Err(Refusal::Fields(faults)) = hall.set(change) else { panic!("refused") };
    let fault = |row, fault| FieldRefusal::Session { row, fault };
    assert_eq!(
        faults,
        [
            fault(0, SessionFault::Order),
            fault(1, SessionFault::NoSlot),
            fault(1, SessionFault::Seats { min: 1, max: 99 }),
            fault(1, SessionFault::ItemUnknown),
            fault(1, SessionFault::DepartmentUnknown),
        ]
    );
    let Err(Refusal::Fields(faults)) = hall.set(SessionsChange::Usual(Vec::new())) else { panic!("refused") };
    assert_eq!(faults, [FieldRefusal::NoSessions]);
    let consultant = hall.desk(Role::Consultant).preview_sessions(&on_saturday(Vec::new()));
    assert!(matches!(consultant, Err(Refusal::NotPermitted)));
}

#[test]
fn an_old_form_never_names_another_time() {
    let hall = TestHall::friday();
    hall.set(SessionsChange::Usual(vec![session("10:00", "12:00", 30, 8)])).expect("set");
    let refusal = hall.hall().make_booking(request(), hall.wish());
    assert!(matches!(refusal, Err(Refusal::SlotUnknown)), "{refusal:?}");
}

#[test]
fn seats_given_up_after_a_call_go_to_whoever_waits_and_nobody_whose_seats_were_given_up_waits() {
    let hall = TestHall::friday();
    let all: Vec<RecordId> = (0..3).map(|_| hall.made(hall.wish_at(0, 0))).collect();
    hall.set(on_saturday(vec![session("09:00", "12:00", 30, 2)])).expect("cut");
    assert_eq!(hall.waiting(SATURDAY), all[2..]);
    let release = |id| hall.hall().record_call(id, id, CallOutcome::NoAnswer, None, true).expect("noted");
    let given_up = release(all[0]);
    assert_eq!(hall.waiting(SATURDAY), [], "the seat is the next one's");
    assert_eq!(hall.tokens().len(), 2);
    assert!(matches!(hall.hall().undo(given_up.undo.token), Err(Refusal::Confirm(Warning::UndoWaits))));
    // A seat that is free again is nobody's who gave theirs up.
    hall.hall().cancel_booking(all[1], all[1], CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!((hall.waiting(SATURDAY), hall.tokens().len()), (Vec::new(), 1));
    // Booked anew, they have one.
    let base = hall.hall().show_booking(all[0]).expect("shown").booking.last;
    let later = hall.named(hall.wish(), "09:30");
    hall.hall().edit_booking(all[0], base, later).expect("another time");
    assert_eq!((hall.waiting(SATURDAY), hall.tokens().len()), (Vec::new(), 2));
}

#[test]
fn a_closed_day_is_moved_with_all_who_wait_and_taken_back_with_all_their_seats() {
    let hall = TestHall::friday();
    let to = "2026-12-05";
    let all = [hall.made(hall.wish_at(0, 1)), hall.made(hall.wish_at(0, 1)), hall.made(hall.wish_at(1, 0))];
    hall.set(on_saturday(Vec::new())).expect("closed");
    assert_eq!(hall.waiting(SATURDAY), all);
    // The other day has one seat at half past nine, and goes on in sessions of other numbers.
    let change = SessionsChange::Exception {
        date: date(to),
        reason: ExceptionReason::Staffing,
        sessions: vec![session("09:30", "12:00", 30, 1), session("13:30", "16:30", 30, 1)],
    };
    hall.set(change).expect("planned");
    let list = hall.hall().call_list(date(SATURDAY)).expect("a list");
    assert_eq!(
        (list.open, list.due_at, list.lines.len()),
        (false, None, 3),
        "everybody of a closed day is to be called"
    );
    let moved =
        hall.hall().move_day(DayMove { from: date(SATURDAY), to: Some(date(to)), close: None }, None).expect("moved");
    assert_eq!((moved.moved, moved.left), (3, 0));
    let starts = |id: &RecordId| hall.hall().issue_slip(*id).map(|slip| (slip.date, slip.start)).expect("a slip");
    let expected = ["09:30", "10:00", "13:30"].map(|at| (date(to), time(at)));
    assert_eq!(all.each_ref().map(starts), expected);
    assert_eq!((hall.waiting(SATURDAY), hall.waiting(to)), (Vec::new(), Vec::new()));
    hall.hall().undo(moved.undo.expect("an offer").token).expect("taken back");
    assert_eq!(hall.waiting(SATURDAY), all, "they wait again, at the time they were promised");
    let expected = ["09:30", "09:30", "13:30"].map(|at| (date(SATURDAY), time(at)));
    assert_eq!(all.each_ref().map(starts), expected);
}

#[test]
fn an_agents_principals_go_through_sessions_of_any_number() {
    let hall = TestHall::friday();
    // Other times: sessions of new numbers, and the first serves something else.
    let mut other = session("09:00", "11:00", 60, 8);
    other.items = vec![hall.item("小客车过户").0];
    hall.set(on_saturday(vec![other, session("11:00", "12:00", 30, 1), session("14:00", "15:00", 30, 1)]))
        .expect("set");
    let mut wish = hall.named(hall.wish(), "11:00");
    wish.entry.agent_name = "周代办".into();
    let company = |name: &str| Principal { name: name.into(), ..Principal::default() };
    let others = ["乙公司", "丙公司", "丁公司"].map(company).to_vec();
    let saved = hall.hall().make_bookings(request(), wish.clone(), others.clone()).expect("booked");
    let all = std::iter::once(&saved.booking).chain(&saved.others);
    let starts: Vec<NaiveTime> = all.map(|id| hall.hall().issue_slip(*id).expect("a slip").start).collect();
    assert_eq!(starts, ["11:00", "11:30", "14:00", "14:30"].map(time));
    let again = hall.hall().make_bookings(request(), wish, others);
    assert!(matches!(again, Err(Refusal::SlotFull { .. })), "and nobody sits on another's seat");
    assert_eq!(hall.tokens().len(), 4);
}

#[test]
fn single_dates_count_as_service_days_and_the_arrows_stop_there() {
    let test = TestHall::friday();
    let hall = test.hall();
    let december = |hall: &hall::Desk| {
        hall.service_days(domain::reference::hours::Mode::Saturday, date("2026-12-01"), date("2026-12-31"))
            .expect("counted")
            .days
    };
    assert_eq!(december(&hall), 4);
    let sunday = SessionsChange::Exception {
        date: date("2026-12-06"),
        reason: ExceptionReason::Demand,
        sessions: vec![session("09:00", "12:00", 30, 4)],
    };
    let base = hall.sessions().expect("sessions").base;
    hall.change_sessions(base, sunday, Vec::new()).expect("opened");
    assert_eq!(december(&hall), 5);
    assert_eq!(hall.book_day(date("2026-12-05")).expect("a day").next.date, date("2026-12-06"));
    assert_eq!(hall.book_day(date("2026-12-12")).expect("a day").previous.date, date("2026-12-06"));
    let closed =
        SessionsChange::Exception { date: date("2026-12-12"), reason: ExceptionReason::Notice, sessions: Vec::new() };
    let base = hall.sessions().expect("sessions").base;
    hall.change_sessions(base, closed, Vec::new()).expect("closed");
    assert_eq!(december(&hall), 4);
}

/// A number of a date means the same times for good, so there are only so many. It is said before anything is lost.
#[test]
fn a_date_that_was_changed_too_often_is_refused_at_the_field_and_nothing_names_another_minute() {
    let hall = TestHall::friday();
    let booking = hall.made(hall.wish());
    // Each begins at a minute of its own.
    let set = |minutes: std::ops::Range<u32>| {
        let from = |minute: u32| NaiveTime::from_hms_opt(8 + minute / 60, minute % 60, 0).expect("a time");
        let of = |minute| SessionWish { from: from(minute), ..session("08:00", "20:00", 30, 2) };
        hall.set(on_saturday(minutes.map(of).collect()))
    };
    let before = hall.hall().issue_slip(booking).expect("a slip").start;
    // Two numbers are those the day was opened with. Back and forth between the same times costs none.
    for begin in [0, 1, 0, 1, 0] {
        set(31 * begin..31 * begin + 31).expect("set");
    }
    for begin in 2..8 {
        set(31 * begin..31 * begin + 31).expect("set");
    }
    set(248..254).expect("the last ones");
    let refused = set(253..255);
    let Err(Refusal::Fields(faults)) = refused else { panic!("refused at its field: {refused:?}") };
    assert_eq!(faults, [FieldRefusal::TimesUsedUp { date: date(SATURDAY) }]);
    assert_eq!(hall.hall().issue_slip(booking).expect("a slip").start, before, "the time they were promised");
    set(60..61).expect("times it had before");
    hall.set(on_saturday(Vec::new())).expect("closed");
    assert_eq!(hall.hall().book_day(date(SATURDAY)).expect("a day").waiting.len(), 1);
    // Another date has all its numbers.
    let other = SessionsChange::Exception {
        date: date("2026-12-05"),
        reason: ExceptionReason::Staffing,
        sessions: vec![session("08:07", "19:00", 45, 2)],
    };
    hall.set(other).expect("set");
}

/// A time to choose is the beginning of a slot of a session that serves the visit: said by the list of times and by the
/// booking alike.
#[test]
fn the_list_of_times_and_the_booking_say_the_same_of_a_time_between_two_slots() {
    let hall = TestHall::friday();
    let (food, shop) = (hall.item("食品经营许可"), hall.item("食杂店备案"));
    let of = |item: domain::reference::catalogue::ItemId, wish| SessionWish { items: vec![item.0], ..wish };
    hall.set(on_saturday(vec![of(food, session("09:00", "10:00", 60, 2)), of(shop, session("09:30", "10:00", 30, 2))]))
        .expect("set");
    let wish = hall.wish();
    assert_eq!(hall.free(&wish, "09:00"), (SlotState::Free, 2));
    assert_eq!(hall.free(&wish, "09:30"), (SlotState::NotServed, 0));
    let refused = hall.book(hall.named(wish.clone(), "09:30"));
    assert!(matches!(refused, Err(Refusal::NotServed)), "{refused:?}");
    hall.book(hall.named(wish, "09:00")).expect("booked");
}
