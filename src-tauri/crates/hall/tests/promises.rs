//! What a citizen is told before and after booking, and the data it rests on.

mod common;

use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date};
use domain::booking::NAME_CHARACTERS_MAX;
use domain::duty::promise::{Promise, ResultPromise};
use domain::event::{DutyAnswer, Means, ReferenceKind};
use domain::reference::catalogue::DepartmentId;
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
    let answer = |answer, approvers| {
        let note = DutyNote { answer, approvers, hours: (None, None), means: None, told_by: String::new() };
        test.hall().record_duty(date(SATURDAY), department(&test), note)
    };
    test.book(test.wish()).expect("something to be asked for");
    answer(DutyAnswer::Asked, 0).expect("asked");
    assert_eq!(promise(&test), Promise::Asked);
    let nobody = answer(DutyAnswer::Confirmed, 0);
    let at_both = |faults: &[FieldRefusal]| {
        faults.len() == 2 && faults.iter().all(|fault| matches!(fault, FieldRefusal::Duty { .. }))
    };
    assert!(matches!(nobody, Err(Refusal::Fields(faults)) if at_both(&faults)));
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
    let report = test.import(ReferenceKind::Items, csv);
    assert_eq!((report.rows, report.bad.len()), (1, 0));
    let item = test.item("无部门事项");
    let outlook = test.hall().outlook(date(SATURDAY), &[item], None).expect("an outlook");
    assert_eq!(outlook.items[0].departments[0].promise, Promise::DepartmentUnknown);
    assert_eq!(outlook.result, ResultPromise::Unknown);
    let saved = test.book(BookingWish { items: vec![item], ..wish_without_item(&test) }).expect("booked");
    assert_eq!(test.hall().issue_slip(saved.booking).expect("a slip").result, ResultPromise::Unknown);
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
    test.import(ReferenceKind::Items, &csv);
    let slip = test.hall().issue_slip(saved.booking).expect("a slip");
    assert_eq!(slip.items[0].names.zh_hans, "食品经营许可");
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(test.hall().reference().catalogue.items().len(), 1, "the imported version stays after a restart");
}

#[test]
fn a_bad_import_changes_nothing_and_names_each_cell() {
    let test = TestHall::friday();
    let before = test.hall().reference().catalogue.items().len();
    let csv = "id,zh_hans,departments,window_minutes,needs_approver\n1,甲,999,x,yes\n";
    let report = test.hall().import_reference(ReferenceKind::Items, csv, "test", None).expect("a report");
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
    test.hall().keep_draft(hall::DraftOf::Booking, "{\"name\":\"王\"}".into()).expect("kept");
    assert_eq!(test.program.revision().expect("a revision"), revision, "typing wakes no other screen");
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(test.hall().draft(hall::DraftOf::Booking).expect("read").as_deref(), Some("{\"name\":\"王\"}"));
    test.book(test.wish()).expect("booked");
    assert_eq!(test.hall().draft(hall::DraftOf::Booking).expect("read"), None);
}

#[test]
fn an_answer_says_who_gave_it_and_for_which_hours() {
    let test = TestHall::friday();
    test.book(test.wish()).expect("booked");
    let hours = |from, until| {
        let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        (Option::map(from, at), Option::map(until, at))
    };
    let answer = |answer, hours, told_by: &str| {
        let note = DutyNote { answer, approvers: 1, hours, means: Some(Means::Telephone), told_by: told_by.into() };
        test.hall().record_duty(date(SATURDAY), department(&test), note)
    };
    answer(DutyAnswer::Confirmed, hours(None, Some(12)), " 王科长 ").expect("recorded");
    let list = test.hall().allocation(date(SATURDAY)).expect("a list");
    let line = list.departments.into_iter().find(|line| line.department == department(&test)).expect("a line");
    let said = line.answered.expect("an answer");
    assert_eq!((line.bookings.held, said.told_by.as_str(), said.means), (1, "王科长", Some(Means::Telephone)));
    assert_eq!((line.halves.morning.coming, line.halves.afternoon.coming), (1, 0));
    assert!(said.by.contains("吴建国") && said.at.date() == date("2026-11-27"));
    // A department that comes in the morning promises nothing in the afternoon.
    let morning = test.book(BookingWish { slot: 1, ..test.wish() }).expect("booked").booking;
    let afternoon = test.book(BookingWish { session: 1, ..test.wish() }).expect("booked").booking;
    let promised = |booking| test.hall().issue_slip(booking).expect("a slip").result;
    assert_eq!((promised(morning), promised(afternoon)), (ResultPromise::OnTheSpot, ResultPromise::Forwarded));
    let outlook = test.hall().outlook(date(SATURDAY), &[test.item("食品经营许可")], None).expect("an outlook");
    let at = |session| outlook.slots.iter().find(|slot| slot.session == session).expect("a time");
    assert_eq!((at(0).result, at(0).denied.clone()), (ResultPromise::OnTheSpot, vec![]));
    assert_eq!((at(1).result, at(1).denied.clone()), (ResultPromise::Forwarded, vec![department(&test)]));
    assert_eq!(outlook.forwarded_on, Some(date("2026-11-30")));
    let long = answer(DutyAnswer::Refused, hours(None, None), &"长".repeat(NAME_CHARACTERS_MAX + 1));
    assert!(
        matches!(long, Err(Refusal::Fields(faults)) if faults == [FieldRefusal::ToldByTooLong { max: NAME_CHARACTERS_MAX }])
    );
    let backwards = answer(DutyAnswer::Confirmed, hours(Some(11), Some(9)), "");
    assert!(matches!(backwards, Err(Refusal::Fields(faults)) if matches!(faults[..], [FieldRefusal::Duty { .. }])));
}

#[test]
fn a_departments_own_cut_off_decides_until_when_it_is_asked() {
    let test = TestHall::friday();
    let promise = || promise(&test);
    assert_eq!(promise(), Promise::PastCutoff, "Friday 16:50");
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    test.hall().set_cutoff(department(&test), Some((chrono::Weekday::Fri, at(18)))).expect("set");
    assert_eq!(promise(), Promise::WillBeAsked);
    test.hall().set_cutoff(department(&test), Some((chrono::Weekday::Thu, at(18)))).expect("set");
    assert_eq!(promise(), Promise::PastCutoff);
    let row = test.hall().cutoffs().expect("cut-offs").into_iter().find(|row| row.department == department(&test));
    assert!(row.is_some_and(|row| row.own && row.cutoff.weekday == chrono::Weekday::Thu));
    test.hall().set_cutoff(department(&test), None).expect("as in the catalogue");
    assert!(test.hall().cutoffs().expect("cut-offs").iter().all(|row| !row.own));
}
