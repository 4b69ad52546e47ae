//! Work orders: what a case or a booking gives as a reason for one, who sees to it, and that it is settled before its contact
//! is erased.

mod common;

use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date, request};
use domain::assist::step::{EndReason, Rating};
use domain::event::{DutyAnswer, OrderOutcome, OrderWhy};
use domain::record::RecordId;
use hall::{
    CaseTexts, CaseTurn, CaseWish, Desk, FieldRefusal, LogFault, LogRefusal, OrderWish, Refusal, Role, Warning,
};

const MORNING: &str = "2026-11-28T10:02:00";

fn of_case(case: RecordId, why: OrderWhy) -> OrderWish {
    OrderWish { why, case: Some(case), booking: None, about: "窗口说办不了".to_owned(), owner: None }
}

fn of_booking(booking: RecordId) -> OrderWish {
    OrderWish { case: None, booking: Some(booking), ..of_case(booking, OrderWhy::Booked) }
}

fn opened(desk: &Desk, hall: &TestHall) -> RecordId {
    let texts = CaseTexts { name: Some("欧阳明月".to_owned()), ..CaseTexts::default() };
    let items = Some(vec![hall.item("食品经营许可")]);
    desk.open_case(request(), CaseWish { items, texts, ..CaseWish::default() }).expect("a case").case
}

fn booked(hall: &TestHall) -> RecordId {
    let mut wish = hall.wish_with_phone();
    wish.accepted = vec![Warning::SlotPast];
    hall.hall().make_booking(request(), wish).expect("a booking").booking
}

/// What is wrong with why one is opened.
fn wrong(desk: &Desk, wish: OrderWish) -> Option<LogFault> {
    match desk.open_order(request(), wish) {
        Ok(_) => None,
        Err(Refusal::Fields(fields)) => fields.into_iter().find_map(|refused| match refused {
            FieldRefusal::Log { field, fault } if field == "why" => Some(fault),
            _ => None,
        }),
        Err(other) => panic!("{other:?}"),
    }
}

fn can_open_of(hall: &TestHall, booking: RecordId) -> Vec<OrderWhy> {
    hall.desk(Role::Runner).show_booking(booking).expect("shown").orders.can_open
}

#[test]
fn a_case_has_one_open_order_for_each_reason() {
    let hall = TestHall::at(MORNING);
    let runner = hall.desk(Role::Runner);
    let case = opened(&runner, &hall);
    let can_open = || runner.show_case(case).expect("a case").orders.can_open;
    assert!(can_open().is_empty());
    runner.rate_case(request(), case, Some(Rating::VeryDissatisfied), "").expect("rated");
    assert_eq!(can_open(), [OrderWhy::BadRating]);
    let order = runner.open_order(request(), of_case(case, OrderWhy::BadRating)).expect("an order");
    let shown = runner.show_case(case).expect("a case").orders;
    assert_eq!((shown.orders.len(), shown.can_open), (1, Vec::new()));
    let card = &shown.orders[0];
    assert_eq!((card.order, card.masked_name.as_str(), card.items.len()), (order, "欧阳**", 1));
    assert_eq!(wrong(&runner, of_case(case, OrderWhy::BadRating)), Some(LogFault::OrderKnown));
    runner.turn_case(request(), case, CaseTurn::Terminate(EndReason::NotPossible), None).expect("ended");
    assert_eq!(can_open(), [OrderWhy::NotPossible], "another reason");
    runner.end_order(order, OrderOutcome::Done, "").expect("settled");
    assert_eq!(can_open(), [OrderWhy::NotPossible, OrderWhy::BadRating], "rated badly again");
    runner.rate_case(request(), case, None, "").expect("taken back");
    assert_eq!(can_open(), [OrderWhy::NotPossible]);
    assert_eq!(wrong(&runner, of_case(case, OrderWhy::BadRating)), Some(LogFault::NoGround));
}

#[test]
fn a_booking_is_a_reason_when_nobody_decides_or_its_day_has_come() {
    let hall = TestHall::at("2026-11-25T09:00:00");
    let booking = booked(&hall);
    assert!(can_open_of(&hall, booking).is_empty(), "it may still be done on the spot");
    assert_eq!(wrong(&hall.desk(Role::Runner), of_booking(booking)), Some(LogFault::NoGround));
    let department = hall.hall().show_booking(booking).expect("shown").booking.items[0].departments[0];
    let note = DutyNote {
        answer: DutyAnswer::Refused,
        approvers: 0,
        hours: (None, None),
        means: None,
        told_by: String::new(),
    };
    hall.hall().record_duty(date(SATURDAY), department, note).expect("answered");
    assert_eq!(can_open_of(&hall, booking), [OrderWhy::Booked]);
    hall.desk(Role::Runner).open_order(request(), of_booking(booking)).expect("an order");
    let shown = hall.desk(Role::Consultant).show_booking(booking).expect("shown").orders;
    assert_eq!((shown.orders.len(), shown.orders[0].can_settle, shown.can_open), (1, false, Vec::new()));
    assert_eq!(wrong(&hall.desk(Role::Runner), of_booking(booking)), Some(LogFault::OrderKnown));
    let clerk = hall.desk(Role::WindowClerk);
    assert_eq!(clerk.show_booking(booking).expect("shown").orders, hall::OrdersOf::default());
    assert!(matches!(clerk.orders(), Err(Refusal::NotPermitted)));
    let today = TestHall::at(MORNING);
    let booking = booked(&today);
    assert_eq!(can_open_of(&today, booking), [OrderWhy::Booked], "its day has come");
}

#[test]
fn it_is_given_to_those_who_run_cases_and_settled_by_its_owner_or_who_leads() {
    let hall = TestHall::at(MORNING);
    let (runner, leader) = (hall.desk(Role::Runner), hall.desk(Role::GroupLeader));
    let case = opened(&runner, &hall);
    runner.rate_case(request(), case, Some(Rating::Dissatisfied), "").expect("rated");
    let order = runner.open_order(request(), of_case(case, OrderWhy::BadRating)).expect("an order");
    let owners = runner.orders().expect("orders").owners;
    let is_owner = |desk: &Desk| owners.iter().any(|owner| owner.person == desk.actor().person);
    assert!(is_owner(&runner) && is_owner(&leader) && is_owner(&hall.desk(Role::DutyLeader)));
    let clerk = hall.desk(Role::WindowClerk).actor().person;
    assert!(!owners.iter().any(|owner| owner.person == clerk));
    assert!(matches!(leader.assign_order(order, clerk), Err(Refusal::Fields(_))), "a clerk would not see it");
    let can_settle = |desk: &Desk| desk.orders().expect("orders").orders[0].can_settle;
    let consultant = hall.desk(Role::Consultant);
    assert_eq!([&runner, &leader, &consultant].map(can_settle), [true, true, false]);
    leader.assign_order(order, consultant.actor().person).expect("given");
    assert_eq!([&runner, &leader, &consultant].map(can_settle), [false, true, true]);
    consultant.end_order(order, OrderOutcome::PassedOn, "转区局").expect("settled");
    assert_eq!([&runner, &leader, &consultant].map(can_settle), [false; 3]);
}

#[test]
fn days_over_are_working_days() {
    let hall = TestHall::at(MORNING);
    let runner = hall.desk(Role::Runner);
    let case = opened(&runner, &hall);
    runner.rate_case(request(), case, Some(Rating::Dissatisfied), "").expect("rated");
    runner.open_order(request(), of_case(case, OrderWhy::BadRating)).expect("an order");
    drop(runner);
    let mut hall = hall;
    let check = |hall: TestHall, now: &str, expected: (bool, u32)| {
        let hall = hall.restart_at(now);
        let card = hall.desk(Role::Runner).orders().expect("orders").orders[0].clone();
        assert_eq!((card.overdue, card.days_over), expected, "{now}: due {}", card.due);
        hall
    };
    for (now, expected) in [
        ("2026-12-04T16:00:00", (false, 0)),
        // Saturday: over, and no working day has gone by.
        ("2026-12-05T09:00:00", (true, 0)),
        ("2026-12-07T09:00:00", (true, 1)),
        ("2026-12-09T09:00:00", (true, 3)),
    ] {
        hall = check(hall, now, expected);
    }
}

#[test]
fn a_contact_is_erased_after_its_order_is_settled() {
    let hall = TestHall::at(MORNING);
    let booking = booked(&hall);
    let runner = hall.desk(Role::Runner);
    let from = CaseWish { booking: Some(booking), ..CaseWish::default() };
    let case = runner.open_case(request(), from).expect("a case").case;
    runner.rate_case(request(), case, Some(Rating::Dissatisfied), "").expect("rated");
    let orders = [
        runner.open_order(request(), of_case(case, OrderWhy::BadRating)).expect("an order"),
        runner.open_order(request(), of_booking(booking)).expect("an order"),
    ];
    let manager = hall.hall();
    let open = |refused: Result<_, Refusal>| match refused {
        Err(Refusal::Log(LogRefusal::OrdersOpen(count))) => count,
        other => panic!("{other:?}"),
    };
    assert_eq!(open(manager.erase_cases(vec![case]).map(drop)), 1);
    assert_eq!(open(manager.erase(vec![booking]).map(drop)), 2);
    assert!(!manager.show_booking(booking).expect("shown").booking.erased);
    manager.end_order(orders[0], OrderOutcome::Explained, "已说明").expect("settled");
    assert_eq!(open(manager.erase(vec![booking]).map(drop)), 1);
    manager.end_order(orders[1], OrderOutcome::Dropped, "联系不上").expect("settled");
    manager.erase(vec![booking]).expect("erased");
    assert!(manager.show_case(case).expect("a case").erased);
    for card in manager.orders().expect("orders").orders {
        assert_eq!((card.about.as_str(), card.words.as_str(), card.masked_name.as_str()), ("", "", ""));
    }
}
