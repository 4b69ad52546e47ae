//! Everybody who has to be called: nobody is forgotten, nobody stands twice, and what was told is not told again.

mod common;

use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date, moment};
use domain::event::{CallOutcome, CancelReason, DutyAnswer, ExceptionReason};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::MinuteOfDay;
use domain::to_call::{GivenUp, Reason};
use hall::{
    AuditFilter, BookingWish, CallNote, CallTask, DayMove, Desk, Refusal, SessionWish, SessionsChange, UndoOffer,
    Warning,
};

const NEXT: &str = "2026-12-05";
const REACHED: CallNote = CallNote { outcome: CallOutcome::Coming, expected: None, release: false };
const NO_ANSWER: CallNote = CallNote { outcome: CallOutcome::NoAnswer, expected: None, release: false };

fn department(test: &TestHall, item: &str) -> DepartmentId {
    let reference = test.hall().reference();
    let item = reference.catalogue.item(test.item(item)).expect("an item").clone();
    item.departments().next().expect("a department")
}

fn answer(desk: &Desk, department: DepartmentId, answer: DutyAnswer, until: Option<u32>) {
    let until = until.and_then(|hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0));
    let note = DutyNote { answer, approvers: 1, hours: (None, until), means: None, told_by: String::new() };
    desk.record_duty(date(SATURDAY), department, note).expect("recorded");
}

/// Which bookings each line is about, with the reasons of each.
fn lines(desk: &Desk) -> Vec<Vec<(RecordId, Vec<Reason>)>> {
    let booking = |booking: &hall::CallBooking| (booking.booking, booking.whys.iter().map(|why| why.reason).collect());
    let task = |task: &CallTask| task.bookings.iter().map(booking).collect();
    desk.to_call().expect("a list").tasks.iter().map(task).collect()
}

fn note(desk: &Desk, booking: RecordId, note: CallNote) -> UndoOffer {
    let tasks = desk.to_call().expect("a list").tasks;
    let holds = |task: &&CallTask| task.bookings.iter().any(|one| one.booking == booking);
    let task = tasks.iter().find(holds).expect("on the list");
    let seen = task.bookings.iter().map(|one| (one.booking, one.base)).collect();
    desk.note_call(seen, note).expect("noted").undo
}

fn named(test: &TestHall, name: &str, phone: &str, session: u8, slot: u16) -> BookingWish {
    let mut wish = BookingWish { session, slot, ..test.wish() };
    wish.entry.name = name.into();
    wish.entry.phone = phone.into();
    wish
}

#[test]
fn a_refusal_calls_everybody_it_touches_about_the_item_it_touches() {
    let test = TestHall::friday();
    let desk = test.hall();
    let mut both = named(&test, "王伟", "13800138000", 0, 1);
    both.items = vec![test.item("小客车过户"), test.item("食品经营许可")];
    let food = department(&test, "食品经营许可");
    let both = test.book(both).expect("booked").booking;
    let other = test.book(named(&test, "李娜", "", 0, 3)).expect("booked").booking;
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new());
    answer(&desk, food, DutyAnswer::Refused, None);
    assert_eq!(lines(&desk), [[(both, vec![Reason::DoesNotCome(food)])], [(other, vec![Reason::DoesNotCome(food)])]]);
    let tasks = desk.to_call().expect("a list").tasks;
    let why = &tasks[0].bookings[0].whys[0];
    assert_eq!(why.items.iter().map(|names| names.zh_hans.contains("食品")).collect::<Vec<_>>(), [true]);
    assert!(why.department.is_some());
    assert_eq!((tasks[0].phone.as_str(), tasks[1].phone.as_str()), ("138****8000", ""));
    // Nobody answers: still to be called, and the list says so.
    note(&desk, both, NO_ANSWER);
    let tasks = desk.to_call().expect("a list").tasks;
    assert_eq!((tasks[0].unanswered, tasks[0].last.map(|call| call.outcome)), (1, Some(CallOutcome::NoAnswer)));
    // Reached: gone; taken back: there again; reached anew, and the same answer written down anew calls nobody.
    let undo = note(&desk, both, REACHED);
    assert_eq!(lines(&desk).len(), 1);
    desk.undo(undo.token).expect("taken back");
    assert_eq!(lines(&desk).len(), 2);
    note(&desk, both, REACHED);
    answer(&desk, food, DutyAnswer::Refused, None);
    assert_eq!(lines(&desk), [[(other, vec![Reason::DoesNotCome(food)])]]);
    // It comes after all: whoever was told otherwise is told, nobody else.
    answer(&desk, food, DutyAnswer::Confirmed, None);
    assert_eq!(lines(&desk), [[(both, vec![Reason::ComesAfterAll(food)])]]);
    desk.rebuild_views().expect("rebuilt");
    assert_eq!(lines(&desk), [[(both, vec![Reason::ComesAfterAll(food)])]]);
}

#[test]
fn a_department_that_comes_in_the_morning_calls_the_afternoon() {
    let test = TestHall::friday();
    let desk = test.hall();
    let food = department(&test, "食品经营许可");
    test.book(named(&test, "王伟", "13800138000", 0, 1)).expect("booked");
    let afternoon = test.book(named(&test, "李娜", "13900139000", 1, 0)).expect("booked").booking;
    answer(&desk, food, DutyAnswer::Confirmed, Some(12));
    assert_eq!(lines(&desk), [[(afternoon, vec![Reason::ComesInPart(food)])]]);
    let why = desk.to_call().expect("a list").tasks[0].bookings[0].whys[0].clone();
    assert_eq!(why.hours.1, chrono::NaiveTime::from_hms_opt(12, 0, 0));
    // Moved into the morning by agreement: nothing to say any more.
    let base = desk.show_booking(afternoon).expect("shown").booking.last;
    desk.edit_booking(afternoon, base, named(&test, "李娜", "13900139000", 0, 2)).expect("moved");
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new());
}

#[test]
fn whoever_books_after_a_refusal_knows_and_is_called_when_it_comes_after_all() {
    let test = TestHall::friday();
    let desk = test.hall();
    let food = department(&test, "食品经营许可");
    answer(&desk, food, DutyAnswer::Refused, None);
    let told = test.book(test.wish_with_phone()).expect("booked").booking;
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new(), "the desk said so");
    answer(&desk, food, DutyAnswer::Confirmed, None);
    assert_eq!(lines(&desk), [[(told, vec![Reason::ComesAfterAll(food)])]]);
}

#[test]
fn one_person_is_one_line_with_all_bookings_and_an_agent_answers_for_who_left_no_number() {
    let test = TestHall::friday();
    let desk = test.hall();
    let food = department(&test, "食品经营许可");
    let company = |name: &str, phone: &str, slot| {
        let mut wish = named(&test, name, phone, 0, slot);
        wish.entry.agent_name = "周代办".into();
        wish.entry.agent_phone = "13900139000".into();
        test.book(wish).expect("booked").booking
    };
    let (first, second) = (company("甲公司", "", 0), company("乙公司", "", 1));
    let own = company("丙公司", "13700137000", 2);
    answer(&desk, food, DutyAnswer::Refused, None);
    let tasks = desk.to_call().expect("a list").tasks;
    let about: Vec<Vec<_>> = tasks.iter().map(|task| task.bookings.iter().map(|one| one.booking).collect()).collect();
    assert_eq!(about, [vec![first, second], vec![own]]);
    assert_eq!((tasks[0].agent, tasks[0].phone.as_str()), (true, "139****9000"));
    assert_eq!((tasks[1].agent, tasks[1].phone.as_str()), (false, "137****7000"));
    assert_eq!(desk.to_call().expect("a list").days, [(date(SATURDAY), 2)]);
    let undo = note(&desk, second, REACHED);
    assert_eq!(desk.to_call().expect("a list").tasks.len(), 1, "one call for both");
    desk.undo(undo.token).expect("both taken back");
    assert_eq!(desk.to_call().expect("a list").tasks.len(), 2);
}

#[test]
fn a_closed_and_moved_day_calls_everybody_with_the_old_and_the_new_time() {
    let test = TestHall::friday();
    let desk = test.hall();
    let early = test.book(named(&test, "王伟", "13800138000", 0, 0)).expect("booked").booking;
    let late = test.book(named(&test, "李娜", "13900139000", 1, 0)).expect("booked").booking;
    let closing = DayMove { from: date(SATURDAY), to: Some(date(NEXT)), close: Some(ExceptionReason::Emergency) };
    desk.move_day(closing, Some(vec![early, late])).expect("closed");
    assert_eq!(lines(&desk), [[(early, vec![Reason::Moved])], [(late, vec![Reason::Moved])]]);
    let list = desk.to_call().expect("a list");
    assert_eq!(list.days, [(date(SATURDAY), 2), (date(NEXT), 2)], "both days show that it is not done");
    let first = &list.tasks[0].bookings[0];
    let nine = moment("2026-11-28T09:00:00").time();
    assert_eq!((first.known, first.date, first.start), (Some((date(SATURDAY), nine)), date(NEXT), nine));
    note(&desk, early, REACHED);
    // Over a restart, and on the Monday after: who does not know is still on the list.
    drop(desk);
    let test = test.restart_at("2026-11-30T09:00:00");
    assert_eq!(lines(&test.hall()), [[(late, vec![Reason::Moved])]]);
}

#[test]
fn whoever_loses_a_seat_gets_one_or_is_declined_is_called_each_time_it_changes() {
    let test = TestHall::with_windows(1);
    let desk = test.hall();
    let item = test.item("食品经营许可");
    let sessions = |seats| {
        let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let wish = SessionWish { from: at(9), to: at(10), slot_minutes: 30, seats, items: vec![], departments: vec![] };
        let sessions = if seats == 0 { Vec::new() } else { vec![wish] };
        let change = SessionsChange::Exception { date: date(SATURDAY), reason: ExceptionReason::Staffing, sessions };
        let orphaned = desk.preview_sessions(&change).expect("a preview").orphaned;
        let base = desk.sessions().expect("sessions").base;
        let seen = orphaned.into_iter().map(|(_, card)| card.booking).collect();
        desk.change_sessions(base, change, seen).expect("changed");
    };
    // A session keeps its number as long as its times are the same.
    let own = |name, phone, slot| {
        let outlook = desk.outlook(date(SATURDAY), &[item], None).expect("an outlook");
        named(&test, name, phone, outlook.slots[0].session, slot)
    };
    sessions(1);
    let first = test.book(own("王伟", "13800138000", 0)).expect("booked").booking;
    let second = test.book(own("李娜", "13900139000", 1)).expect("booked").booking;
    let waiting = BookingWish { accepted: vec![Warning::Provisional], ..own("张三", "13700137000", 0) };
    let waiting = test.book(waiting).expect("booked").booking;
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new(), "who is provisional was told so");
    desk.cancel_booking(first, first, CancelReason::CitizenAsked, "").expect("gone");
    assert_eq!(lines(&desk), [[(waiting, vec![Reason::SeatFound])]]);
    note(&desk, waiting, REACHED);
    sessions(0);
    assert_eq!(lines(&desk), [[(waiting, vec![Reason::SeatLost])], [(second, vec![Reason::SeatLost])]]);
    note(&desk, second, REACHED);
    sessions(1);
    assert_eq!(
        lines(&desk),
        [[(second, vec![Reason::SeatFound])]],
        "who was not told of the loss is not called of a gain"
    );
    let again = BookingWish { accepted: vec![Warning::Provisional], ..own("赵四", "13600136000", 0) };
    let again = test.book(again).expect("booked").booking;
    desk.cancel_booking(again, again, CancelReason::NoSeat, "").expect("declined");
    let declined = vec![Reason::GivenUp(GivenUp::NoSeat)];
    assert_eq!(lines(&desk)[0], [(again, declined)]);
    note(&desk, again, REACHED);
    assert_eq!(lines(&desk), [[(second, vec![Reason::SeatFound])]]);
}

#[test]
fn another_time_that_was_asked_for_is_not_forgotten() {
    let test = TestHall::friday();
    let desk = test.hall();
    let food = department(&test, "食品经营许可");
    let booking = test.book(test.wish_with_phone()).expect("booked").booking;
    answer(&desk, food, DutyAnswer::Refused, None);
    note(&desk, booking, CallNote { outcome: CallOutcome::Rescheduled, ..REACHED });
    assert_eq!(lines(&desk), [[(booking, vec![Reason::WantsAnotherTime])]]);
    let base = desk.show_booking(booking).expect("shown").booking.last;
    let other = BookingWish { date: date(NEXT), ..test.wish_with_phone() };
    desk.edit_booking(booking, base, other).expect("moved");
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new());
}

#[test]
fn whoever_has_not_come_is_called_once_the_hour_is_over() {
    let test = TestHall::at("2026-11-28T08:30:00");
    let desk = test.hall();
    let nine = test.book(named(&test, "王伟", "13800138000", 0, 0)).expect("booked").booking;
    let here = test.book(named(&test, "李娜", "13900139000", 0, 1)).expect("booked").booking;
    test.book(named(&test, "张三", "13700137000", 1, 0)).expect("booked");
    desk.mark_arrived(here, here, &[]).expect("here");
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new());
    drop(desk);
    let test = test.restart_at("2026-11-28T10:05:00");
    let desk = test.hall();
    assert_eq!(lines(&desk), [[(nine, vec![Reason::NotArrived])]]);
    let stale = desk.note_call(vec![(nine, here)], REACHED);
    assert!(matches!(stale, Err(Refusal::ChangedMeanwhile)), "{stale:?}");
    note(&desk, nine, CallNote { expected: Some(MinuteOfDay(640)), ..REACHED });
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new());
    // Who answers no call and gives the seat up is waited for no more.
    let base = desk.show_booking(nine).expect("shown").booking.last;
    desk.record_call(nine, base, CallOutcome::NoAnswer, None, true).expect("given up");
    assert_eq!(lines(&desk), Vec::<Vec<_>>::new());
}

#[test]
fn on_paper_stands_everybody_with_whole_names_and_numbers_and_who_took_it_is_on_record() {
    let test = TestHall::friday();
    let desk = test.hall();
    let food = department(&test, "食品经营许可");
    test.book(named(&test, "王伟", "13800138000", 0, 1)).expect("booked");
    test.book(named(&test, "李娜", "", 0, 3)).expect("booked");
    answer(&desk, food, DutyAnswer::Refused, None);
    let paper = desk.to_call_paper(None).expect("a list");
    let told = |task: &CallTask| (task.bookings[0].name.clone(), task.phone.clone());
    let whole = [("王伟".to_owned(), "13800138000".to_owned()), ("李娜".to_owned(), String::new())];
    assert_eq!(paper.tasks.iter().map(told).collect::<Vec<_>>(), whole);
    // The same people as on the screen, where they are masked.
    let screen = desk.to_call().expect("a list").tasks;
    let ids = |tasks: &[CallTask]| tasks.iter().map(|task| task.bookings[0].booking).collect::<Vec<_>>();
    assert_eq!(ids(&screen), ids(&paper.tasks));
    assert_eq!(screen[0].bookings[0].name, "王*");
    let second = desk.to_call_paper(None).expect("a list").copy;
    assert_eq!((paper.copy, second), (1, 2));
    let of_day = desk.to_call_paper(Some(date(SATURDAY))).expect("a list");
    assert_eq!((of_day.copy, of_day.tasks.len()), (1, 2));
    assert_eq!(desk.to_call_paper(Some(date(NEXT))).expect("a list").tasks, []);
    // One note for each day on a list.
    let taken = AuditFilter { kind: Some("hall.list_handed_out".into()), ..AuditFilter::default() };
    assert_eq!(desk.audit(&taken, None).expect("a page").lines.len(), 6);
}
