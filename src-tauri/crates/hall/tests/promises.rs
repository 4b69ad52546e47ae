//! What a citizen is told before and after booking, and the data it rests on.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::catalogue::DepartmentId;
use domain::event::{DutyAnswer, ReferenceKind};
use domain::promise::{Promise, ResultPromise};
use hall::{BookingWish, FieldRefusal, Refusal, SlotState};

/// The department of 食品经营许可.
fn department(test: &TestHall) -> DepartmentId {
    let reference = test.hall().reference();
    let item = reference.catalogue.item(test.item("食品经营许可")).expect("an item").clone();
    item.departments().next().expect("a department")
}

fn promise(test: &TestHall) -> Promise {
    let outlook = test.hall().outlook(date(SATURDAY), &[test.item("食品经营许可")], None).expect("an outlook");
    outlook.items[0].departments[0].promise
}

#[test]
fn a_promise_follows_the_cut_off_and_the_departments_answer() {
    let test = TestHall::at("2026-11-27T14:59:00");
    assert_eq!(promise(&test), Promise::WillBeAsked);
    let test = test.restart_at("2026-11-27T15:00:01");
    assert_eq!(promise(&test), Promise::PastCutoff);
    let answer = |answer, approvers| test.hall().record_duty(date(SATURDAY), department(&test), answer, approvers);
    answer(DutyAnswer::Asked, 0).expect("asked");
    assert_eq!(promise(&test), Promise::Asked);
    let nobody = answer(DutyAnswer::Confirmed, 0);
    assert!(matches!(nobody, Err(Refusal::Fields(faults)) if faults == [FieldRefusal::Approvers]));
    answer(DutyAnswer::Confirmed, 2).expect("confirmed");
    assert_eq!(promise(&test), Promise::Confirmed);
    answer(DutyAnswer::Refused, 0).expect("refused");
    assert_eq!(promise(&test), Promise::Refused);
    let outlook = test.hall().outlook(date(SATURDAY), &[test.item("食品经营许可")], None).expect("an outlook");
    assert_eq!(outlook.result, ResultPromise::Forwarded);
    assert_eq!(outlook.forwarded_on, Some(date("2026-11-30")), "the Monday after");
}

#[test]
fn the_earliest_free_slot_is_suitable_and_full_ones_say_so() {
    let test = TestHall::with_windows(1);
    test.book(test.wish()).expect("booked");
    let outlook = test.hall().outlook(date(SATURDAY), &[test.item("食品经营许可")], None).expect("an outlook");
    assert_eq!(outlook.slots[0].state, SlotState::Full);
    assert_eq!(outlook.suitable, Some(1));
    let long = test.hall().outlook(date(SATURDAY), &[test.item("小客车过户")], None).expect("an outlook");
    assert_eq!((long.slots_needed, long.slots[5].state), (2, SlotState::TooShort));
}

#[test]
fn while_editing_the_bookings_own_seat_is_free() {
    let test = TestHall::with_windows(1);
    let saved = test.book(test.wish()).expect("booked");
    let items = [test.item("食品经营许可")];
    let outlook = test.hall().outlook(date(SATURDAY), &items, Some(saved.booking)).expect("an outlook");
    assert_eq!(outlook.slots[0].state, SlotState::Free);
}

#[test]
fn a_closed_day_says_so_in_the_outlook() {
    let test = TestHall::friday();
    let outlook = test.hall().outlook(date("2026-10-03"), &[test.item("食品经营许可")], None).expect("an outlook");
    assert!(matches!(outlook.closed, Some(Refusal::Holiday { .. })));
    assert!(outlook.slots.is_empty());
}

#[test]
fn an_item_without_department_is_booked_and_promises_nothing() {
    let test = TestHall::friday();
    let csv = "id,zh_hans,departments,window_minutes,needs_approver\n900,无部门事项,,15,yes\n";
    let report = test.hall().import_reference(ReferenceKind::Items, csv, "test").expect("a report");
    assert_eq!((report.rows, report.bad.len()), (1, 0));
    let item = test.item("无部门事项");
    let outlook = test.hall().outlook(date(SATURDAY), &[item], None).expect("an outlook");
    assert_eq!(outlook.items[0].departments[0].promise, Promise::DepartmentUnknown);
    assert_eq!(outlook.result, ResultPromise::Unknown);
    let saved = test.book(BookingWish { items: vec![item], ..wish_without_item(&test) }).expect("booked");
    assert_eq!(test.hall().slip(saved.booking).expect("a slip").result, ResultPromise::Unknown);
}

fn wish_without_item(test: &TestHall) -> BookingWish {
    let item = test.hall().reference().catalogue.items()[0].id;
    BookingWish {
        date: date(SATURDAY),
        session: 0,
        slot: 0,
        items: vec![item],
        entry: domain::booking::Entry {
            name: "王".into(),
            phone: String::new(),
            party: 1,
            missing: String::new(),
            note: String::new(),
            carried_over: false,
            ..domain::booking::Entry::default()
        },
        channel: domain::event::Channel::Desk,
        green_channel: false,
        slip_language: domain::event::Language::En,
        earlier: None,
        accepted: Vec::new(),
    }
}

#[test]
fn a_renamed_item_leaves_bookings_as_they_were() {
    let test = TestHall::friday();
    let item = test.item("食品经营许可");
    let saved = test.book(test.wish()).expect("booked");
    let csv = format!("id,zh_hans,departments,window_minutes,needs_approver\n{},食品销售许可,,15,yes\n", item.0);
    test.hall().import_reference(ReferenceKind::Items, &csv, "test").expect("a report");
    let slip = test.hall().slip(saved.booking).expect("a slip");
    assert_eq!(slip.items[0].names.zh_hans, "食品经营许可");
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(test.hall().reference().catalogue.items().len(), 1, "the imported version stays after a restart");
}

#[test]
fn a_bad_import_changes_nothing_and_names_each_cell() {
    let test = TestHall::friday();
    let before = test.hall().reference().catalogue.items().len();
    let csv = "id,zh_hans,departments,window_minutes,needs_approver\n1,甲,999,x,yes\n";
    let report = test.hall().import_reference(ReferenceKind::Items, csv, "test").expect("a report");
    let cells: Vec<_> = report.bad.iter().map(|bad| (bad.line, bad.column.as_str())).collect();
    assert_eq!(cells.len(), 2, "{cells:?}");
    assert!(cells.contains(&(2, "departments")) && cells.contains(&(2, "window_minutes")));
    assert_eq!(test.hall().reference().catalogue.items().len(), before);
}

#[test]
fn a_draft_survives_a_restart_and_goes_with_the_booking() {
    let test = TestHall::friday();
    // Signing in is an event of its own, before what is compared.
    drop(test.hall());
    let revision = test.program.revision().expect("a revision");
    test.hall().keep_draft("{\"name\":\"王\"}".into()).expect("kept");
    assert_eq!(test.program.revision().expect("a revision"), revision, "typing wakes no other screen");
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(test.hall().draft().expect("read").as_deref(), Some("{\"name\":\"王\"}"));
    test.book(test.wish()).expect("booked");
    assert_eq!(test.hall().draft().expect("read"), None);
}
