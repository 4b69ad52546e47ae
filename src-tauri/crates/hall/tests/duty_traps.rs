//! What a day's allocation makes of odd orders, odd values and two PCs that were apart.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::duty::answer::Said;
use domain::duty::promise::Promise;
use domain::duty::state::{NextAct, State};
use domain::event::{CancelReason, Coming, DepartmentStaffed, ExceptionReason, Items, Means};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use hall::{
    AllocationLine, AnswerNote, AuditFilter, BookingWish, DayMove, HalfNote, Refusal, SessionWish, SessionsChange,
    Warning,
};

const WEDNESDAY: &str = "2026-11-25T10:00:00";
const ITEM: &str = "食品经营许可";

fn department_of(test: &TestHall, item: &str) -> DepartmentId {
    let reference = test.hall().reference();
    let item = reference.catalogue.item(test.item(item)).expect("an item").clone();
    item.departments().next().expect("a department")
}

fn department(test: &TestHall) -> DepartmentId {
    department_of(test, ITEM)
}

fn found(test: &TestHall) -> Option<AllocationLine> {
    let all = test.hall().allocation(date(SATURDAY)).expect("an allocation");
    all.departments.into_iter().find(|line| line.department == department(test))
}

fn line(test: &TestHall) -> AllocationLine {
    found(test).expect("a line")
}

fn tell(test: &TestHall) -> Result<(), Refusal> {
    test.hall().tell_departments(date(SATURDAY), vec![department(test)], Some(Means::Telephone))
}

fn note(test: &TestHall, morning: HalfNote, afternoon: HalfNote) -> AnswerNote {
    let seen = found(test).map(|line| line.seen).unwrap_or_default();
    AnswerNote { seen, morning: Some(morning), afternoon: Some(afternoon), ..AnswerNote::default() }
}

fn answer(test: &TestHall, morning: Coming, afternoon: Coming) -> Result<(), Refusal> {
    let half = |coming| HalfNote::plain(coming, u16::from(coming == Coming::Comes));
    test.hall().note_answer(date(SATURDAY), department(test), note(test, half(morning), half(afternoon)))
}

fn cancel(test: &TestHall, booking: RecordId) {
    let last = test.hall().show_booking(booking).expect("shown").booking.last;
    test.hall().cancel_booking(booking, last, CancelReason::CitizenAsked, "").expect("cancelled");
}

#[test]
fn a_department_told_to_stay_is_asked_again_for_a_later_booking() {
    let test = TestHall::at(WEDNESDAY);
    let first = test.book(test.wish()).expect("booked").booking;
    answer(&test, Coming::Comes, Coming::Comes).expect("answered");
    cancel(&test, first);
    assert_eq!(line(&test).state, State::MayStay);
    tell(&test).expect("told that nobody has to come");
    assert_eq!(line(&test).state, State::Idle, "nothing is left to be done");
    test.book(test.wish()).expect("booked");
    assert_eq!(line(&test).state, State::ToTell, "nobody comes until it is asked again");
    assert_eq!(line(&test).halves.morning.coming, 0);
    answer(&test, Coming::Comes, Coming::Cannot).expect("answered");
    assert_eq!(line(&test).state, State::Confirmed);
}

#[test]
fn who_was_not_reached_was_told_nothing() {
    let test = TestHall::at(WEDNESDAY);
    test.book(test.wish()).expect("booked");
    answer(&test, Coming::NotReached, Coming::NotReached).expect("tried");
    let shown = line(&test);
    assert_eq!((shown.state, shown.attempts, shown.told), (State::ToTell, 1, None), "it is still to be told");
    answer(&test, Coming::NotReached, Coming::Cannot).expect("somebody spoke of the afternoon");
    assert_eq!(line(&test).told.map(|told| told.times), Some(1));
}

#[test]
fn a_department_is_told_once_however_often_it_is_named_and_of_nothing_never() {
    let test = TestHall::at(WEDNESDAY);
    test.book(test.wish()).expect("booked");
    let idle = test.hall().allocation(date(SATURDAY)).expect("an allocation").idle[0].department;
    let named = vec![department(&test), idle, department(&test)];
    test.hall().tell_departments(date(SATURDAY), named, None).expect("told");
    assert_eq!(line(&test).told.map(|told| told.times), Some(1));
    let day = test.hall().allocation(date(SATURDAY)).expect("an allocation");
    assert!(day.idle.iter().any(|one| one.department == idle), "it is asked of nothing and knows of nothing");
    let away = test.hall().reference();
    let away = away.catalogue.departments().iter().find(|one| !one.present).expect("one elsewhere").id;
    let refused = test.hall().tell_departments(date(SATURDAY), vec![department(&test), away], None);
    assert!(format!("{refused:?}").contains("NoBackOffice"), "{refused:?}");
    assert_eq!(line(&test).told.map(|told| told.times), Some(1), "nothing is written of any of them");
}

#[test]
fn of_a_saturday_closed_after_the_answers_departments_are_told_to_stay_and_nothing_else() {
    let test = TestHall::at(WEDNESDAY);
    test.book(test.wish()).expect("booked");
    answer(&test, Coming::Comes, Coming::Comes).expect("answered");
    let wish = DayMove { from: date(SATURDAY), to: Some(date("2026-12-05")), close: Some(ExceptionReason::Emergency) };
    let lines = test.hall().preview_day_move(wish).expect("a preview");
    test.hall().move_day(wish, Some(lines.iter().map(|line| line.booking).collect())).expect("closed");
    assert_eq!(line(&test).state, State::MayStay);
    tell(&test).expect("told that nobody has to come");
    assert_eq!(line(&test).state, State::Idle, "it leaves the list of what is to be done");
    assert!(matches!(tell(&test), Err(Refusal::Closed { .. })));
}

#[test]
fn a_sheet_marks_those_departments_that_the_screen_says_differ() {
    let test = TestHall::at(WEDNESDAY);
    let (hall, day, other) = (test.hall(), date(SATURDAY), "烟草证延续");
    test.book(test.wish()).expect("booked");
    test.book(BookingWish { items: vec![test.item(other)], slot: 1, ..test.wish() }).expect("booked");
    let named = || HalfNote { names: "王芳".into(), ..HalfNote::plain(Coming::Comes, 1) };
    let answer = || hall.note_answer(day, department(&test), note(&test, named(), named())).expect("answered");
    answer();
    hall.publish_duty(day, 0, &[Warning::DutyGaps]).expect("published");
    answer();
    let comes = AnswerNote { morning: Some(HalfNote::plain(Coming::Comes, 1)), ..AnswerNote::default() };
    hall.note_answer(day, department_of(&test, other), comes).expect("answered");
    let said = hall.allocation(day).expect("an allocation").published.expect("a version").changed;
    let said: Vec<DepartmentId> = said.into_iter().map(|one| one.department).collect();
    assert_eq!(said, [department_of(&test, other)], "the other one was answered again with the same person");
    hall.publish_duty(day, 1, &[]).expect("published");
    let lines = hall.duty_sheet(day).expect("a sheet").lines;
    let marked: Vec<DepartmentId> =
        lines.iter().filter(|line| line.changed).map(|line| line.department.department).collect();
    assert_eq!(marked, said);
}

#[test]
fn a_sheet_is_not_published_over_a_gap_that_the_screen_names_unread() {
    let test = TestHall::at(WEDNESDAY);
    let (hall, day) = (test.hall(), date(SATURDAY));
    test.book(test.wish()).expect("booked");
    let asks = || matches!(hall.publish_duty(day, 0, &[]), Err(Refusal::Confirm(Warning::DutyGaps)));
    let mut other = HalfNote::plain(Coming::Comes, 1);
    other.answer.items = Items::AllBut(vec![test.item(ITEM)]);
    hall.note_answer(day, department(&test), note(&test, other, HalfNote::plain(Coming::Cannot, 0))).expect("answered");
    assert_eq!(line(&test).halves.morning.coming, line(&test).halves.morning.need, "as many come as are needed");
    assert!(!line(&test).gaps.is_empty() && asks(), "but not for the item");
    answer(&test, Coming::Comes, Coming::Cannot).expect("answered");
    hall.set_windows(day, Some(0)).expect("set");
    assert!(asks(), "nobody sits at a window");
    hall.set_windows(day, Some(9)).expect("set");
    hall.publish_duty(day, 0, &[]).expect("published: more than needed is no gap");
}

#[test]
fn people_who_come_are_counted_for_the_half_days_for_which_everybody_is() {
    let test = TestHall::at(WEDNESDAY);
    let (hall, day) = (test.hall(), date(SATURDAY));
    let cut = |from, to| {
        let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let (items, departments) = (Vec::new(), Vec::new());
        let own = SessionWish { from: time(from), to: time(to), slot_minutes: 30, seats: 2, items, departments };
        let change = SessionsChange::Exception { date: day, reason: ExceptionReason::Staffing, sessions: vec![own] };
        hall.change_sessions(hall.sessions().expect("sessions").base, change, Vec::new()).expect("cut");
        let sum = hall.allocation(day).expect("an allocation").sum;
        (sum.coming, sum.everyone)
    };
    answer(&test, Coming::Comes, Coming::Comes).expect("answered");
    let here = hall.reference().catalogue.departments().iter().filter(|one| one.present).count();
    let here = u16::try_from(here).expect("a number");
    assert_eq!(cut(9, 12), (1, here), "nobody is needed in an afternoon without a session");
    assert_eq!(cut(9, 16), (2, 2 * here), "a session over noon has two half-days");
}

#[test]
fn nobody_is_rung_about_a_day_that_is_over() {
    let test = TestHall::at(common::FRIDAY);
    let day = date(SATURDAY);
    test.book(test.wish()).expect("booked");
    assert_eq!((line(&test).state, line(&test).next), (State::Unanswered, Some(NextAct::Ring)));
    assert_eq!(test.hall().departments_to_contact(day).expect("a number"), 1);
    let test = test.restart_at("2026-11-29T09:00:00");
    let shown = line(&test);
    assert_eq!((shown.state, shown.next), (State::Unanswered, None), "what is on record stays");
    assert_eq!(test.hall().departments_to_contact(day).expect("a number"), 0);
    assert_eq!(test.hall().allocation(day).expect("an allocation").sum.to_contact, 0);
    assert!(tell(&test).is_err() && answer(&test, Coming::Comes, Coming::Comes).is_err());
}

/// Events about duty on record.
fn on_record(test: &TestHall) -> usize {
    let filter = AuditFilter { kind: Some("duty".into()), ..AuditFilter::default() };
    test.hall().audit(&filter, None).expect("a page").lines.len()
}

#[test]
fn what_stands_already_is_not_set_again_and_a_day_that_is_over_gets_no_clerks() {
    let test = TestHall::at(WEDNESDAY);
    let hall = test.hall();
    let quota = DepartmentStaffed {
        department: department(&test),
        approvers: Some(3),
        items: Items::Only(vec![test.item(ITEM), test.item(ITEM)]),
        not_saturdays: vec![2, 1, 2],
        cases_per_approver: None,
        contact: None,
    };
    let noon = chrono::NaiveTime::from_hms_opt(12, 0, 0).expect("a time");
    let set = |clerks, contact: &str| {
        hall.set_windows(date(SATURDAY), Some(clerks)).expect("set");
        hall.set_hall_staffed(3, clerks).expect("set");
        hall.set_staffed(quota.clone(), contact).expect("set");
        hall.set_cutoff(department(&test), Some((chrono::Weekday::Thu, noon))).expect("set");
        on_record(&test)
    };
    let before = on_record(&test);
    assert_eq!(set(6, "65090000"), before + 4);
    assert_eq!(set(6, "65090000"), before + 4, "nothing is new");
    assert_eq!(set(7, ""), before + 7, "all but the cut-off");
    let stands = hall.staff_settings().expect("settings").departments.into_iter().find_map(|row| row.staffed);
    let stands = stands.expect("a quota");
    assert_eq!((stands.items, stands.not_saturdays), (Items::Only(vec![test.item(ITEM)]), vec![1, 2]), "each once");
    let late = hall.set_windows(date("2026-11-21"), Some(6));
    assert!(matches!(late, Err(Refusal::Fields(_))), "{late:?}");
}

#[test]
fn an_answer_has_seen_only_answers_of_its_department_for_the_day() {
    let test = TestHall::at(WEDNESDAY);
    test.book(test.wish()).expect("booked");
    let invented = RecordId { device: [9; 8], seq: 9 };
    let say = |seen, approvers| {
        let mut morning = HalfNote::plain(Coming::Comes, approvers);
        morning.answer.items = Items::AllBut(vec![test.item(ITEM); 3]);
        let note = AnswerNote { seen, morning: Some(morning), ..AnswerNote::default() };
        test.hall().note_answer(date(SATURDAY), department(&test), note).expect("answered");
    };
    say(vec![invented; 500], 1);
    let first = line(&test).seen;
    say([first.clone(), vec![invented], first.clone()].concat(), 2);
    let shown = line(&test);
    assert_eq!((shown.seen.len(), shown.halves.morning.coming), (1, 2));
    let last = shown.seen[0];
    assert_eq!(shown.halves.morning.answers[0].answer.items, Items::AllBut(vec![test.item(ITEM)]), "each once");
    let TestHall { dir, program, .. } = test;
    drop(program);
    let key = store::keys::read(dir.path()).expect("the key");
    let store = store::Store::open(dir.path(), journal::WallTime(0), &key).expect("opens");
    let rows = store.read(|read| read.views().duty_answers(date(SATURDAY).into())).expect("answers");
    let row = rows.into_iter().find(|row| row.order.id == last).expect("the last answer");
    let Said::Halves(said) = row.said else { panic!("an answer of half-days") };
    assert_eq!(said.seen, first, "what was invented is on no record");
}

#[test]
fn no_line_of_a_pasted_text_is_lost_however_long_it_is() {
    let test = TestHall::at(WEDNESDAY);
    let read = |text: &str| test.hall().read_pasted(date(SATURDAY), Some(department(&test)), text).expect("read");
    let line = "这一行谁也看不懂呀呀呀\n";
    let long = line.repeat(3_000) + "税务局 来不了";
    let found = read(&long);
    assert_eq!((found.replies.len(), found.unread.len()), (0, 3_001));
    assert_eq!(found.unread.last().map(String::as_str), Some("税务局 来不了"), "the last one too");
    let found = read(&"好".repeat(30_000));
    assert_eq!((found.replies.len(), found.unread.len()), (0, 1));
}

#[test]
fn the_board_says_of_a_department_what_holds_for_its_work() {
    let test = TestHall::at(WEDNESDAY);
    let strip = || test.hall().book_day(date(SATURDAY)).expect("a day").departments[0].promise;
    test.book(BookingWish { session: 1, ..test.wish() }).expect("booked for the afternoon");
    answer(&test, Coming::Comes, Coming::Cannot).expect("answered");
    assert_eq!((line(&test).state, strip()), (State::Cannot, Promise::Refused), "mornings only, and no work then");
    answer(&test, Coming::Cannot, Coming::Comes).expect("answered");
    assert_eq!((line(&test).state, strip()), (State::Confirmed, Promise::Confirmed));
}
