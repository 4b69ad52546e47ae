//! Which free times cost nobody more: reckoned from bookings and answers (PRODUCT rule 23).

mod common;

use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date};
use domain::duty::steering::Cost;
use domain::event::DutyAnswer;

#[test]
fn a_time_costs_what_bookings_and_answers_leave_to_be_asked_for() {
    let test = TestHall::friday();
    let item = test.item("食品经营许可");
    let costs = |editing| {
        let outlook = test.hall().outlook(date(SATURDAY), &[item], editing).expect("an outlook");
        let half = |session| {
            let mut costs: Vec<_> =
                outlook.slots.iter().filter(|slot| slot.session == session).map(|slot| slot.cost).collect();
            costs.dedup();
            costs
        };
        (half(0), half(1))
    };
    let all = |morning, afternoon| (vec![Some(morning)], vec![Some(afternoon)]);
    assert_eq!(costs(None), all(Cost::OneMore, Cost::OneMore), "nobody is needed yet");
    let booked = test.book(test.wish()).expect("booked").booking;
    assert_eq!(costs(None), all(Cost::NobodyMore, Cost::Longer), "somebody comes for the morning");
    assert_eq!(
        costs(Some(booked)),
        all(Cost::OneMore, Cost::OneMore),
        "as if the booking that is moved were not there"
    );
    let reference = test.hall().reference();
    let department = reference.catalogue.item(item).and_then(|item| item.departments().next()).expect("a department");
    let refuses = DutyNote {
        answer: DutyAnswer::Refused,
        approvers: 0,
        hours: (None, None),
        means: None,
        told_by: String::new(),
    };
    test.hall().record_duty(date(SATURDAY), department, refuses).expect("recorded");
    assert_eq!(costs(None), all(Cost::OneMore, Cost::OneMore), "it does not come");
    let archive =
        test.hall().reference().catalogue.items().iter().find(|item| !item.needs_approver).map(|item| item.id);
    let free = test.hall().outlook(date(SATURDAY), &[archive.expect("an item")], None).expect("an outlook");
    assert!(free.slots.iter().all(|slot| slot.cost.is_none()), "nobody is asked");
}
