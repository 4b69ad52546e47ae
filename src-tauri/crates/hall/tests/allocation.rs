//! What departments are told and answer over a week, as the hall has it.

mod common;

use common::{FRIDAY, SATURDAY, TestHall, date};
use domain::duty::state::State;
use domain::event::{CancelReason, Coming, ExceptionReason, Means, ReferenceKind};
use domain::reference::catalogue::DepartmentId;
use hall::{AllocationLine, AnswerNote, BookingWish, DayMove, HalfNote, Refusal, SessionWish, SessionsChange, Warning};

const ITEM: &str = "食品经营许可";

fn department(test: &TestHall) -> DepartmentId {
    let reference = test.hall().reference();
    let item = reference.catalogue.item(test.item(ITEM)).expect("an item").clone();
    item.departments().next().expect("a department")
}

fn line(test: &TestHall) -> AllocationLine {
    let all = test.hall().allocation(date(SATURDAY)).expect("an allocation");
    all.departments.into_iter().find(|line| line.department == department(test)).expect("a line")
}

fn tell(test: &TestHall) {
    test.hall().tell_departments(date(SATURDAY), vec![department(test)], Some(Means::Chat)).expect("told");
}

fn answer(test: &TestHall, morning: Coming, afternoon: Coming) -> Result<(), Refusal> {
    let half = |coming| Some(HalfNote::plain(coming, u16::from(coming == Coming::Comes)));
    let (morning, afternoon) = (half(morning), half(afternoon));
    let note = AnswerNote { seen: line(test).seen, morning, afternoon, ..AnswerNote::default() };
    test.hall().note_answer(date(SATURDAY), department(test), note)
}

#[test]
fn a_department_is_told_answers_and_is_told_what_is_new() {
    let test = TestHall::at("2026-11-25T10:00:00");
    let first = test.book(test.wish()).expect("booked").booking;
    assert_eq!(line(&test).state, State::ToTell, "Wednesday");
    tell(&test);
    assert_eq!(line(&test).state, State::Asked);
    answer(&test, Coming::Comes, Coming::Cannot).expect("answered");
    assert_eq!(line(&test).state, State::Confirmed, "mornings only, and the work is in the morning");
    test.book(BookingWish { slot: 2, ..test.wish() }).expect("booked");
    let told = line(&test);
    let (more, less) = told.halves.morning.changed.clone().expect("it was told");
    assert_eq!((told.state, more.items[0].cases, less.items.len()), (State::TellMore, 1, 0));
    // What became less is no part of a notice: it is still known to the department.
    let last = test.hall().show_booking(first).expect("shown").booking.last;
    test.hall().cancel_booking(first, last, CancelReason::CitizenAsked, "").expect("cancelled");
    test.book(BookingWish { session: 1, ..test.wish() }).expect("booked");
    let shown = line(&test);
    assert_eq!(shown.state, State::Cannot, "somebody was booked for an afternoon on which nobody comes");
    assert_eq!(shown.gaps.iter().map(|gap| gap.bookings.len()).collect::<Vec<_>>(), [1]);
    tell(&test);
    let (more, _) = line(&test).halves.afternoon.changed.expect("it was told");
    assert!(more.items.is_empty() && more.approvers == 0);
}

#[test]
fn a_sheet_is_published_once_and_again_when_it_differs() {
    let test = TestHall::at("2026-11-27T10:00:00");
    let (hall, day) = (test.hall(), date(SATURDAY));
    test.book(test.wish()).expect("booked");
    let publish = |seen, accepted: &[Warning]| test.hall().publish_duty(day, seen, accepted);
    assert!(matches!(publish(0, &[]), Err(Refusal::Confirm(Warning::DutyGaps))), "nobody has said that they come");
    publish(0, &[Warning::DutyGaps]).expect("published");
    assert!(matches!(publish(1, &[Warning::DutyGaps]), Err(Refusal::PublishUnchanged)));
    assert!(matches!(publish(0, &[Warning::DutyGaps]), Err(Refusal::PublishedMeanwhile)));
    assert_eq!(line(&test).state, State::ToTell, "a published sheet confirms nothing");
    answer(&test, Coming::Comes, Coming::Cannot).expect("answered");
    let card = hall.allocation(day).expect("an allocation").published.expect("a version");
    assert_eq!((card.number, card.changed.len()), (1, 1));
    publish(1, &[]).expect("published without a gap");
    let sheet = hall.duty_sheet(day).expect("a sheet");
    assert_eq!((sheet.number, sheet.lines.len(), sheet.lines[0].changed), (2, 1, true));
    assert_eq!((sheet.lines[0].halves.morning.coming, sheet.lines[0].halves.afternoon.coming), (1, 0));
    drop(hall);
    let test = test.restart_at("2026-11-28T08:00:00");
    let late = test.hall().publish_duty(date(SATURDAY), 2, &[]);
    assert!(matches!(late, Err(Refusal::Fields(_))), "the day has begun");
}

#[test]
fn a_session_cut_after_the_sheet_was_published_makes_its_department_differ() {
    let test = TestHall::at("2026-11-25T10:00:00");
    let (hall, day) = (test.hall(), date(SATURDAY));
    test.book(test.wish()).expect("booked");
    answer(&test, Coming::Comes, Coming::Cannot).expect("answered");
    hall.publish_duty(day, 0, &[]).expect("published");
    let published = || hall.allocation(day).expect("an allocation").published.expect("a version");
    assert!(published().changed.is_empty());
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let (items, departments) = (Vec::new(), Vec::new());
    let own = SessionWish { from: time(14), to: time(16), slot_minutes: 30, seats: 2, items, departments };
    let change = SessionsChange::Exception { date: day, reason: ExceptionReason::Staffing, sessions: vec![own] };
    let base = hall.sessions().expect("sessions").base;
    let orphaned = hall.preview_sessions(&change).expect("a preview").orphaned;
    let seen = orphaned.into_iter().map(|(_, card)| card.booking).collect();
    hall.change_sessions(base, change, seen).expect("cut");
    let shown = line(&test);
    assert_eq!((shown.bookings.held, shown.bookings.beside), (0, 1), "it holds no seat any more");
    assert_eq!(published().changed.iter().map(|one| one.department).collect::<Vec<_>>(), [department(&test)]);
    assert_eq!(shown.halves.morning.answers.len(), 1, "and what was answered stands");
}

#[test]
fn a_saturday_closed_after_the_answers_takes_no_more_and_loses_none() {
    let test = TestHall::at("2026-11-25T10:00:00");
    test.book(test.wish()).expect("booked");
    answer(&test, Coming::Comes, Coming::Cannot).expect("answered");
    let wish = DayMove { from: date(SATURDAY), to: Some(date("2026-12-05")), close: Some(ExceptionReason::Emergency) };
    let lines = test.hall().preview_day_move(wish).expect("a preview");
    let seen = lines.iter().map(|line| line.booking).collect();
    test.hall().move_day(wish, Some(seen)).expect("closed");
    let closed = test.hall().allocation(date(SATURDAY)).expect("an allocation");
    assert!(!closed.open);
    let shown = line(&test);
    assert_eq!((shown.state, shown.halves.morning.answers.len()), (State::MayStay, 1), "they were told to come");
    assert!(matches!(answer(&test, Coming::Cannot, Coming::Cannot), Err(Refusal::Closed { .. })));
    assert_eq!(line(&test).halves.morning.answers, shown.halves.morning.answers);
}

#[test]
fn a_department_that_left_the_hall_after_it_was_asked_takes_no_answer_and_its_work_is_named() {
    let test = TestHall::at("2026-11-25T10:00:00");
    test.book(test.wish()).expect("booked");
    tell(&test);
    let shipped = include_str!("../../../data/departments.csv");
    let number = format!("{},", department(&test).0);
    let gone = |line: &str| if line.starts_with(&number) { line.replace(",yes,", ",no,") } else { line.to_owned() };
    let csv: Vec<String> = shipped.lines().map(gone).collect();
    assert!(test.import(ReferenceKind::Departments, &csv.join("\n")).is_good());
    let day = test.hall().allocation(date(SATURDAY)).expect("an allocation");
    assert!(day.departments.is_empty());
    assert_eq!(
        day.elsewhere.iter().map(|line| line.bookings.len()).collect::<Vec<_>>(),
        [1],
        "what to do is said there"
    );
    let half = Some(HalfNote::plain(Coming::Cannot, 0));
    let note = AnswerNote { morning: half.clone(), afternoon: half, ..AnswerNote::default() };
    let refused = test.hall().note_answer(date(SATURDAY), department(&test), note);
    let Err(Refusal::Fields(fields)) = refused else { panic!("{refused:?}") };
    assert!(format!("{fields:?}").contains("NoBackOffice"), "{fields:?}");
    test.import(ReferenceKind::Departments, shipped);
    assert_eq!(line(&test).told.map(|told| told.times), Some(1), "what it was told is still known");
}

#[test]
fn what_nobody_here_can_be_asked_for_stands_on_lines_of_its_own() {
    let test = TestHall::at(FRIDAY);
    test.book(test.wish()).expect("booked");
    let away = test.hall().reference();
    let away = away.catalogue.items().iter().find(|item| {
        let present = |id| away.catalogue.department(id).is_some_and(|department| department.present);
        item.needs_approver && item.excluded.is_none() && !item.departments().any(present)
    });
    let away = away.expect("an item of a department elsewhere").id;
    test.book(BookingWish { items: vec![away], slot: 3, ..test.wish() }).expect("booked");
    let shown = || test.hall().allocation(date(SATURDAY)).expect("an allocation");
    assert_eq!((shown().elsewhere.len(), shown().unrouted.len()), (1, 0));
    assert_eq!(shown().elsewhere[0].bookings.len(), 1);
}
