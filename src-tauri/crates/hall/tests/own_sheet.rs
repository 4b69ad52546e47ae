//! What somebody of a department sees of a day: its published line, and nothing else of the allocation.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::event::Coming;
use domain::reference::catalogue::DepartmentId;
use hall::{AnswerNote, BookingWish, HalfNote, OwnSheet, Refusal, Role, Warning};

fn departments_of(test: &TestHall, item: &str) -> DepartmentId {
    let reference = test.hall().reference();
    let item = reference.catalogue.item(test.item(item)).expect("an item").clone();
    item.departments().next().expect("a department")
}

fn own(test: &TestHall, department: Option<DepartmentId>) -> OwnSheet {
    test.desk(Role::Approver).own_sheet(date(SATURDAY), department).expect("a sheet")
}

#[test]
fn an_approver_sees_what_is_published_of_their_department_and_nothing_before_it_is() {
    let test = TestHall::at("2026-11-25T10:00:00");
    let (food, tobacco) = (departments_of(&test, "食品经营许可"), departments_of(&test, "烟草证延续"));
    test.book(test.wish()).expect("booked");
    test.book(BookingWish { items: vec![test.item("烟草证延续")], slot: 1, ..test.wish() }).expect("booked");
    let morning = Some(HalfNote { names: "王芳".into(), ..HalfNote::plain(Coming::Comes, 1) });
    test.hall().note_answer(date(SATURDAY), food, AnswerNote { morning, ..AnswerNote::default() }).expect("noted");
    assert_eq!(own(&test, Some(food)).sheet, None, "nothing is published");
    let publish = |seen| test.hall().publish_duty(date(SATURDAY), seen, &[Warning::DutyGaps]).expect("published");
    publish(0);
    assert_eq!(own(&test, None).sheet, None, "no department is chosen");
    assert!(own(&test, None).departments.iter().any(|one| one.department == tobacco));
    let shown = own(&test, Some(food)).sheet.expect("a version");
    assert_eq!((shown.number, shown.lines.len(), shown.windows), (1, 1, None));
    let half = &shown.lines[0].halves.morning;
    assert_eq!((shown.lines[0].department.department, half.coming, half.names.as_str()), (food, 1, "王芳"));
    // What changes afterwards is not seen before it is published.
    let cannot = Some(HalfNote::plain(Coming::Cannot, 0));
    let lines = test.hall().allocation(date(SATURDAY)).expect("an allocation").departments;
    let seen = lines.into_iter().find(|line| line.department == food).expect("a line").seen;
    let note = AnswerNote { seen, morning: cannot, ..AnswerNote::default() };
    test.hall().note_answer(date(SATURDAY), food, note).expect("noted");
    assert_eq!(own(&test, Some(food)).sheet, Some(shown));
    publish(1);
    let shown = own(&test, Some(food)).sheet.expect("a version");
    assert_eq!((shown.number, shown.lines[0].halves.morning.coming, shown.lines[0].changed), (2, 0, true));
    let copy = test.hall().duty_sheet(date(SATURDAY)).expect("a sheet").copy;
    assert_eq!(copy, 1, "a look is no copy");
}

#[test]
fn the_rest_of_the_allocation_stays_refused_and_nobody_else_is_asked_for_a_department() {
    let test = TestHall::friday();
    let food = departments_of(&test, "食品经营许可");
    let desk = test.desk(Role::Approver);
    assert!(matches!(desk.allocation(date(SATURDAY)), Err(Refusal::NotPermitted)));
    assert!(matches!(desk.duty_sheet(date(SATURDAY)), Err(Refusal::NotPermitted)));
    assert!(matches!(desk.attendance(date(SATURDAY)), Err(Refusal::NotPermitted)));
    for role in [Role::Consultant, Role::WindowClerk, Role::Runner, Role::DutyLeader, Role::Supervisor] {
        let refused = test.desk(role).own_sheet(date(SATURDAY), Some(food));
        assert!(matches!(refused, Err(Refusal::NotPermitted)), "{role:?}");
    }
    assert_eq!(own(&test, Some(DepartmentId(9999))).sheet, None);
}
