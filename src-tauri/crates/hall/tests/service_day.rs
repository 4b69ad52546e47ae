//! The service day: walk-ins, arrivals, calls, and a day that has to be moved.

mod common;

use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date, moment, request};
use domain::booking::{Entry, Status};
use domain::duty::promise::ResultPromise;
use domain::event::{CallOutcome, DutyAnswer, ExceptionReason, Language};
use domain::time::MinuteOfDay;
use hall::{BookingWish, DayMove, Refusal, Told, WalkInWish, Warning};

fn walk_in(test: &TestHall, day: &str, told: Told) -> WalkInWish {
    WalkInWish {
        date: date(day),
        items: vec![test.item("食品经营许可")],
        entry: Entry { name: "李娜".into(), phone: "13900139000".into(), party: 1, ..Entry::default() },
        green_channel: false,
        slip_language: Language::ZhHans,
        told,
        accepted: Vec::new(),
    }
}

#[test]
fn a_walk_in_before_a_monday_holiday_is_forwarded_to_the_day_after_it() {
    // Dragon Boat Festival 2024: Monday, 10 June.
    let test = TestHall::at("2024-06-08T11:00:00");
    let hall = test.hall();
    let outlook = hall.walk_in_outlook(date("2024-06-08"), &[test.item("食品经营许可")]).expect("an outlook");
    let told = Told { staffed: false, forwarded: Some(date("2024-06-11")) };
    assert_eq!(outlook.told, told);
    let free_before = hall.book_day(date("2024-06-08")).expect("a day").totals.free;
    let wish = walk_in(&test, "2024-06-08", told);
    let request = request();
    let saved = hall.accept_walk_in(request.clone(), wish.clone()).expect("accepted");
    assert_eq!(hall.accept_walk_in(request, wish).expect("the same").booking, saved.booking);
    let receipt = hall.issue_slip(saved.booking).expect("a receipt");
    assert!(receipt.walk_in && receipt.name == "李娜" && receipt.start == moment("2024-06-08T11:00:00").time());
    assert_eq!((receipt.result, receipt.forwarded_on), (ResultPromise::Forwarded, told.forwarded));
    let listed = hall.walk_ins(date("2024-06-11")).expect("the working day's list").forwarded_here;
    assert_eq!(listed.iter().map(|line| line.booking).collect::<Vec<_>>(), [saved.booking]);
    assert!(hall.walk_ins(date("2024-06-10")).expect("a list").forwarded_here.is_empty(), "nothing on the holiday");
    // It takes nobody's seat, and is in no count of bookings.
    let totals = hall.book_day(date("2024-06-08")).expect("a day").totals;
    assert_eq!((totals.bookings, totals.people, totals.free), (0, 0, free_before));
    assert!(matches!(hall.edit_booking(saved.booking, saved.booking, test.wish()), Err(Refusal::WalkInNotBooked)));
    hall.undo(saved.undo.token).expect("taken back");
    assert!(hall.walk_ins(date("2024-06-11")).expect("a list").forwarded_here.is_empty());
}

#[test]
fn what_was_told_is_what_is_accepted() {
    let test = TestHall::at("2026-11-28T11:00:00");
    let hall = test.hall();
    let absent = Told { staffed: false, forwarded: Some(date("2026-11-30")) };
    let item = hall.reference().catalogue.item(test.item("食品经营许可")).expect("an item").clone();
    for department in item.departments() {
        let note = DutyNote {
            answer: DutyAnswer::Confirmed,
            approvers: 1,
            hours: (None, None),
            means: None,
            told_by: String::new(),
        };
        hall.record_duty(date(SATURDAY), department, note).expect("recorded");
    }
    // The department has come since: the citizen is told anew first.
    let stale = hall.accept_walk_in(request(), walk_in(&test, SATURDAY, absent));
    assert!(matches!(stale, Err(Refusal::ToldOtherwise)));
    let told = hall.walk_in_outlook(date(SATURDAY), &[item.id]).expect("an outlook").told;
    assert_eq!(told, Told { staffed: true, forwarded: None });
    let saved = hall.accept_walk_in(request(), walk_in(&test, SATURDAY, told)).expect("accepted");
    assert_eq!(hall.issue_slip(saved.booking).expect("a receipt").result, ResultPromise::OnTheSpot);
    // Another day than today is asked for once more, and a day without service is none.
    let told = Told { staffed: false, forwarded: Some(date("2026-12-07")) };
    let next = walk_in(&test, "2026-12-05", told);
    assert!(matches!(hall.accept_walk_in(request(), next), Err(Refusal::Confirm(Warning::NotToday))));
    let sunday = walk_in(&test, "2026-11-29", told);
    assert!(matches!(hall.accept_walk_in(request(), sunday), Err(Refusal::NotSaturday)));
}

#[test]
fn a_walk_ins_values_are_found_and_erased_like_everybodys() {
    let test = TestHall::at("2026-11-28T11:00:00");
    let hall = test.hall();
    let told = Told { staffed: false, forwarded: Some(date("2026-11-30")) };
    let saved = hall.accept_walk_in(request(), walk_in(&test, SATURDAY, told)).expect("accepted");
    assert_eq!(hall.find_bookings("lina", 9).expect("found").bookings[0].booking, saved.booking);
    hall.erase(vec![saved.booking]).expect("erased");
    assert!(hall.find_bookings("lina", 9).expect("found").bookings.is_empty());
    assert_eq!(hall.walk_ins(date(SATURDAY)).expect("a list").accepted.len(), 1, "the count stays");
}

#[test]
fn the_call_list_is_due_an_hour_after_opening_and_who_came_is_not_late() {
    let test = TestHall::at("2026-11-28T08:30:00");
    let hall = test.hall();
    let first = test.book(test.wish_with_phone()).expect("booked");
    let second = test.book(BookingWish { slot: 3, ..test.wish() }).expect("booked");
    let list = hall.call_list(date(SATURDAY)).expect("a list");
    assert!(!list.due && list.open && list.lines.iter().all(|line| !line.late));
    drop(hall);
    let test = test.restart_at("2026-11-28T10:05:00");
    let hall = test.hall();
    let list = hall.call_list(date(SATURDAY)).expect("a list");
    assert!(list.due && list.due_at == Some(moment("2026-11-28T10:00:00").time()));
    assert_eq!(list.lines.iter().map(|line| line.late).collect::<Vec<_>>(), [true, false]);
    assert_eq!(list.lines[0].masked_phone, "138****8000");
    let marked = hall.mark_arrived(first.booking, first.booking, &[]).expect("marked");
    assert!(matches!(hall.mark_arrived(first.booking, marked.undo.token, &[]), Err(Refusal::AlreadyArrived)));
    assert!(!hall.call_list(date(SATURDAY)).expect("a list").lines[0].late);
    hall.undo(marked.undo.token).expect("taken back");
    assert!(hall.call_list(date(SATURDAY)).expect("a list").lines[0].late);
    hall.set_call_time(90).expect("set");
    assert!(!hall.call_list(date(SATURDAY)).expect("a list").due);
    assert!(matches!(hall.set_call_time(999), Err(Refusal::Fields(_))));
    assert_eq!(second.others.len(), 0);
}

#[test]
fn whoever_is_marked_as_here_on_another_day_than_theirs_is_asked_about_first() {
    let test = TestHall::at("2026-11-27T17:13:00");
    let hall = test.hall();
    let booked = test.book(test.wish()).expect("booked").booking;
    let asked = hall.mark_arrived(booked, booked, &[]);
    assert!(matches!(asked, Err(Refusal::Confirm(Warning::NotToday))));
    // Another warning's answer is none to this one.
    let other = hall.mark_arrived(booked, booked, &[Warning::SlotPast]);
    assert!(matches!(other, Err(Refusal::Confirm(Warning::NotToday))));
    assert_eq!(hall.call_list(date(SATURDAY)).expect("a list").lines[0].arrived, None);
    // Entered later, it is meant.
    let marked = hall.mark_arrived(booked, booked, &[Warning::NotToday]).expect("marked");
    let again = hall.mark_arrived(booked, marked.undo.token, &[]);
    assert!(matches!(again, Err(Refusal::AlreadyArrived)), "who is here is not asked about");
    // A call is made on whatever day.
    let called = test.book(BookingWish { slot: 3, ..test.wish() }).expect("booked").booking;
    hall.record_call(called, called, CallOutcome::Coming, None, false).expect("noted");
}

#[test]
fn a_call_keeps_or_frees_the_seat() {
    let test = TestHall::at("2026-11-28T08:30:00");
    let hall = test.hall();
    let free = || hall.book_day(date(SATURDAY)).expect("a day").totals.free;
    let all = free();
    let book = |slot| test.book(BookingWish { slot, ..test.wish() }).expect("booked").booking;
    let (coming, silent, gone, off) = (book(0), book(1), book(2), book(3));
    let call = |id, outcome, expected, release| hall.record_call(id, id, outcome, expected, release).expect("noted");
    call(coming, CallOutcome::Coming, Some(MinuteOfDay(630)), true);
    call(silent, CallOutcome::NoAnswer, None, false);
    assert_eq!(free(), all - 4, "whoever comes keeps the seat, and whoever did not answer unless it is given up");
    let given_up = call(gone, CallOutcome::NoAnswer, None, true);
    call(off, CallOutcome::Cancelled, None, false);
    assert_eq!(free(), all - 2);
    let list = hall.call_list(date(SATURDAY)).expect("a list").lines;
    let told: Vec<_> =
        list.iter().map(|line| (line.call.map(|call| call.outcome), line.released, line.cancelled)).collect();
    let expected = [
        (Some(CallOutcome::Coming), false, false),
        (Some(CallOutcome::NoAnswer), false, false),
        (Some(CallOutcome::NoAnswer), true, false),
        (Some(CallOutcome::Cancelled), false, true),
    ];
    assert_eq!(told, expected, "the list says what became of everybody");
    // Somebody else gets the seat: then the call cannot be taken back any more.
    hall.undo(given_up.undo.token).expect("taken back");
    assert_eq!(free(), all - 3);
    let given_up = hall.show_booking(gone).expect("shown").booking.last;
    hall.record_call(gone, given_up, CallOutcome::NoAnswer, None, true).expect("noted again");
    assert_eq!(hall.show_booking(gone).expect("shown").booking.status, Status::Confirmed, "it stays on record");
}

#[test]
fn a_day_is_moved_and_everybody_stands_on_its_call_list() {
    let test = TestHall::with_windows(1);
    let hall = test.hall();
    let to = date("2026-12-05");
    let first = test.book(test.wish_with_phone()).expect("booked");
    let second = test.book(BookingWish { slot: 1, ..test.wish() }).expect("booked");
    // The other day has somebody at nine.
    test.book(BookingWish { date: to, ..test.wish() }).expect("booked");
    let moved = hall.move_day(moving(date(SATURDAY), to), None).expect("moved");
    assert_eq!((moved.moved, moved.left), (2, 0));
    assert_eq!(hall.book_day(date(SATURDAY)).expect("a day").totals.bookings, 0);
    let starts =
        |id| hall.issue_slip(id).map(|slip| (slip.date, slip.start.format("%H:%M").to_string())).expect("a slip");
    assert_eq!(starts(first.booking), (to, "09:30".into()), "the next free time");
    assert_eq!(starts(second.booking), (to, "10:00".into()));
    let list = hall.call_list(date(SATURDAY)).expect("a list").lines;
    assert_eq!(list.iter().map(|line| line.moved_to).collect::<Vec<_>>(), [Some(to), Some(to)]);
    assert!(list.iter().all(|line| line.call.is_none()));
    let line = list.iter().find(|line| line.booking == first.booking).expect("listed");
    hall.record_call(line.booking, line.base, CallOutcome::Coming, None, false).expect("reached");
    let list = hall.call_list(date(SATURDAY)).expect("a list").lines;
    let reached = list.iter().filter(|line| line.call.is_some()).count();
    assert_eq!(reached, 1, "who was reached is recorded");
    assert!(matches!(hall.move_day(moving(to, date("2026-12-06")), None), Err(Refusal::NotSaturday)));
    assert!(
        matches!(hall.undo(moved.undo.expect("an offer").token), Err(Refusal::UndoChanged)),
        "one has agreed since"
    );
    // Untouched, a move is taken back as one.
    let back = hall.move_day(moving(to, date("2026-12-12")), None).expect("moved on");
    hall.undo(back.undo.expect("an offer").token).expect("taken back");
    assert_eq!(hall.book_day(to).expect("a day").totals.bookings, 3);
}

#[test]
fn bookings_to_come_are_found_by_their_item_after_those_found_by_name() {
    let test = TestHall::friday();
    let hall = test.hall();
    let mut spy = test.wish();
    spy.entry.name = "孙培元".into();
    spy.items = vec![test.item("小客车过户")];
    spy.slot = 2;
    let by_name = test.book(spy).expect("booked");
    let by_item = test.book(test.wish()).expect("booked");
    let found = |text: &str| {
        let found = hall.find_bookings(text, 10).expect("found").bookings;
        found.into_iter().map(|one| (one.booking, one.item.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(found("食品"), [(by_item.booking, true)]);
    assert_eq!(found("spjy"), [(by_item.booking, true)]);
    assert_eq!(found("spy"), [(by_name.booking, false)], "the name first, and nothing twice");
    hall.cancel_booking(by_item.booking, by_item.booking, domain::event::CancelReason::CitizenAsked, "").expect("gone");
    assert_eq!(found("食品"), []);
}

#[test]
fn within_one_day_everybody_is_found_and_nobody_of_another_day() {
    let test = TestHall::friday();
    let hall = test.hall();
    let mut other = test.wish();
    other.date = date("2026-12-05");
    other.entry.name = "孙培元".into();
    test.book(other).expect("booked");
    let mut here = test.wish();
    here.entry.name = "孙丽".into();
    here.entry.phone = "13800138000".into();
    let here = test.book(here).expect("booked");
    let found = |text: &str| {
        let found = hall.find_on_day(text, date("2026-11-28")).expect("found").bookings;
        found.into_iter().map(|one| one.booking).collect::<Vec<_>>()
    };
    let number = format!("{:010}", hall.issue_slip(here.booking).expect("shown").number.digits());
    for text in ["孙", "sl", "8000", number.as_str(), "食品"] {
        assert_eq!(found(text), [here.booking], "{text}");
    }
    assert_eq!(found("培元"), []);
    hall.cancel_booking(here.booking, here.booking, domain::event::CancelReason::CitizenAsked, "").expect("gone");
    assert_eq!(found("孙"), [here.booking], "who cancelled is found too, and shown as such");
}

fn moving(from: chrono::NaiveDate, to: chrono::NaiveDate) -> DayMove {
    DayMove { from, to: Some(to), close: None }
}

#[test]
fn a_saturday_closed_by_an_emergency_is_shown_first_and_then_closed_and_moved_in_one() {
    let test = TestHall::friday();
    let hall = test.hall();
    for slot in 0..3 {
        test.book(hall::BookingWish { slot, ..test.wish() }).expect("booked");
    }
    let to = date("2026-12-05");
    let wish = DayMove { from: date(SATURDAY), to: Some(to), close: Some(ExceptionReason::Emergency) };
    let consultant = test.desk(hall::Role::Consultant);
    for moved in [wish, DayMove { close: None, ..wish }] {
        assert!(matches!(consultant.move_day(moved, None), Err(Refusal::NotPermitted)), "a whole day is the manager's");
        assert!(matches!(consultant.preview_day_move(moved), Err(Refusal::NotPermitted)));
    }
    let before = (hall.book_day(date(SATURDAY)).expect("a day"), hall.book_day(to).expect("a day"));
    let shown = hall.preview_day_move(wish).expect("shown");
    assert_eq!(shown.iter().map(|line| line.to == Some(line.start)).collect::<Vec<_>>(), [true; 3]);
    let after = (hall.book_day(date(SATURDAY)).expect("a day"), hall.book_day(to).expect("a day"));
    assert_eq!(before, after, "a look changes nothing");
    let seen: Vec<_> = shown.iter().map(|line| line.booking).collect();
    let fewer = hall.move_day(wish, Some(seen[1..].to_vec()));
    assert!(matches!(fewer, Err(Refusal::ChangedMeanwhile)), "somebody booked since it was shown");
    let done = hall.move_day(wish, Some(seen)).expect("closed");
    assert_eq!((done.moved, done.left), (3, 0));
    assert!(!hall.book_day(date(SATURDAY)).expect("a day").day.open);
    assert_eq!(hall.book_day(to).expect("a day").totals.bookings, 3);
    let list = hall.call_list(date(SATURDAY)).expect("a list");
    assert!(!list.open && list.lines.len() == 3 && list.lines.iter().all(|line| line.moved_to == Some(to)));
}

#[test]
fn a_closed_day_is_opened_again_within_the_minute_and_everybody_is_back() {
    let test = TestHall::friday();
    let hall = test.hall();
    for slot in 0..3 {
        test.book(hall::BookingWish { slot, ..test.wish() }).expect("booked");
    }
    let look = || {
        let view = hall.book_day(date(SATURDAY)).expect("a day");
        let cells = view.sessions.iter().flat_map(|session| &session.slots);
        let seats = cells.flat_map(|slot| slot.cells.iter().map(|cell| (slot.start, cell.booking))).collect::<Vec<_>>();
        (view.day.open, view.totals, seats, hall.sessions().expect("sessions").exceptions)
    };
    let before = look();
    for to in [Some(date("2026-12-05")), None] {
        let wish = DayMove { from: date(SATURDAY), to, close: Some(ExceptionReason::Emergency) };
        let done = hall.move_day(wish, None).expect("closed");
        assert!(!look().0);
        let token = done.undo.expect("an offer").token;
        let consultant = test.desk(hall::Role::Consultant);
        assert!(matches!(consultant.undo(token), Err(Refusal::NotPermitted)), "nor is opening it again");
        hall.undo(token).expect("opened again");
        assert_eq!(look(), before);
        assert!(hall.to_call().expect("a list").tasks.is_empty(), "and nobody is called");
    }
    // A day with sessions of its own has those again; who was told meanwhile keeps what was said.
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let own = hall::SessionWish {
        from: time(9),
        to: time(11),
        slot_minutes: 30,
        seats: 2,
        items: Vec::new(),
        departments: Vec::new(),
    };
    let change = hall::SessionsChange::Exception {
        date: date(SATURDAY),
        reason: ExceptionReason::Staffing,
        sessions: vec![own],
    };
    hall.change_sessions(hall.sessions().expect("sessions").base, change, Vec::new()).expect("changed");
    let before = look();
    let wish = DayMove { from: date(SATURDAY), to: Some(date("2026-12-05")), close: Some(ExceptionReason::Notice) };
    let done = hall.move_day(wish, None).expect("closed");
    hall.undo(done.undo.expect("an offer").token).expect("opened again");
    assert_eq!(look(), before);
    let done = hall.move_day(wish, None).expect("closed");
    let task = hall.to_call().expect("a list").tasks.remove(0);
    let seen = task.bookings.iter().map(|one| (one.booking, one.base)).collect();
    let told = hall::CallNote { outcome: CallOutcome::Coming, expected: None, release: false };
    hall.note_call(seen, told).expect("told");
    let late = hall.undo(done.undo.expect("an offer").token);
    assert!(matches!(late, Err(Refusal::UndoChanged)), "{late:?}");
    assert!(!look().0, "nothing of it is taken back");
}

#[test]
fn a_saturday_closed_without_another_day_keeps_everybody_on_its_list() {
    let test = TestHall::friday();
    let hall = test.hall();
    let made = test.book(test.wish()).expect("booked");
    let wish = DayMove { from: date(SATURDAY), to: None, close: Some(ExceptionReason::Notice) };
    assert_eq!(hall.preview_day_move(wish).expect("shown")[0].to, None);
    let done = hall.move_day(wish, None).expect("closed");
    assert_eq!((done.moved, done.left), (0, 1));
    let list = hall.call_list(date(SATURDAY)).expect("a list");
    assert_eq!(list.lines.iter().map(|line| line.booking).collect::<Vec<_>>(), [made.booking]);
    assert!(!list.open && list.lines[0].waiting);
}
