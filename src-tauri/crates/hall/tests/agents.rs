//! An agent books for several principals: all of them or none.

mod common;

use common::{SATURDAY, TestHall, date, request};
use domain::booking::{EntryProblem, Problem};
use domain::text::PhoneFault;
use hall::{BookingWish, FieldRefusal, Principal, Refusal};

fn company(name: &str) -> Principal {
    Principal { name: name.into(), ..Principal::default() }
}

fn agents_wish(test: &TestHall) -> BookingWish {
    let mut wish = test.wish();
    wish.entry.name = "甲公司".into();
    wish.entry.agent_name = "周代办".into();
    wish.entry.agent_phone = "13900139000".into();
    wish
}

fn starts(test: &TestHall, saved: &hall::Saved) -> Vec<String> {
    let hall = test.hall();
    let all = std::iter::once(&saved.booking).chain(&saved.others);
    all.map(|id| hall.slip(*id).expect("a slip").start.format("%H:%M").to_string()).collect()
}

#[test]
fn five_companies_get_five_blocks_one_behind_the_other() {
    let test = TestHall::friday();
    let hall = test.hall();
    let others = ["乙公司", "丙公司", "丁公司", "戊公司"].map(company).to_vec();
    let wish = BookingWish { slot: 3, ..agents_wish(&test) };
    let request = request();
    let saved = hall.make_bookings(request.clone(), wish.clone(), others.clone()).expect("booked");
    assert_eq!(starts(&test, &saved), ["10:30", "11:00", "11:30", "13:30", "14:00"], "over noon as well");
    let again = hall.make_bookings(request, wish, others).expect("the same");
    assert_eq!((again.booking, again.others.clone()), (saved.booking, saved.others.clone()));
    let slip = hall.slip(saved.others[3]).expect("a slip");
    assert_eq!((slip.name.as_str(), slip.agent.as_str()), ("戊公司", "周代办"));
    let detail = hall.show_booking(saved.others[0]).expect("shown");
    assert_eq!((detail.agent_name.as_str(), detail.group.len()), ("周**", 4), "each knows its agent and the others");
    // One undo takes all of them back.
    hall.undo(again.undo.token).expect("undone");
    assert_eq!(hall.book_day(date(SATURDAY)).expect("a day").totals.bookings, 0);
}

#[test]
fn the_first_ones_document_is_nobody_elses() {
    let test = TestHall::friday();
    let mut wish = agents_wish(&test);
    wish.entry.identity = "11010519491231002X".into();
    let saved = test.hall().make_bookings(request(), wish, vec![company("乙公司")]).expect("two people");
    let identity = |booking| test.hall().reveal_booking(booking).expect("shown").identity;
    assert_eq!(identity(saved.booking), "11010519491231002X");
    assert_eq!(identity(saved.others[0]), "");
}

#[test]
fn where_one_finds_no_time_none_is_booked() {
    let test = TestHall::friday();
    let others = vec![company("乙公司"), company("丙公司")];
    let late = BookingWish { session: 1, slot: 4, ..agents_wish(&test) };
    let refused = test.hall().make_bookings(request(), late, others);
    assert!(matches!(refused, Err(Refusal::PrincipalNoSeat { row: 1 })));
    assert_eq!(test.hall().book_day(date(SATURDAY)).expect("a day").totals.bookings, 0);
}

#[test]
fn a_chosen_time_is_kept_and_the_next_goes_on_behind_it() {
    let test = TestHall::friday();
    let others = vec![Principal { place: Some((1, 1)), ..company("乙公司") }, company("丙公司")];
    let saved = test.hall().make_bookings(request(), agents_wish(&test), others).expect("booked");
    assert_eq!(starts(&test, &saved), ["09:00", "14:00", "14:30"]);
}

#[test]
fn faults_are_told_at_the_row_and_nobody_books_for_others_unnamed() {
    let test = TestHall::friday();
    let others = vec![company("乙公司"), Principal { phone: "1".into(), ..company("") }];
    let Err(Refusal::Fields(faults)) = test.hall().make_bookings(request(), test.wish(), others) else {
        panic!("refused at its fields")
    };
    let at = |field, problem| FieldRefusal::Principal { row: 1, problem: EntryProblem { field, problem } };
    let expected =
        [FieldRefusal::AgentMissing, at("name", Problem::NameMissing), at("phone", Problem::Phone(PhoneFault::Length))];
    assert_eq!(faults, expected);
}

#[test]
fn what_was_missing_and_the_visit_it_was_missing_at_stand_on_the_slip() {
    let test = TestHall::friday();
    let mut wish = test.wish();
    wish.channel = domain::event::Channel::CarriedOver;
    wish.entry.carried_over = true;
    wish.entry.missing = "授权委托书".into();
    wish.entry.earlier_number = "A012".into();
    wish.earlier = Some(date("2026-11-27"));
    let saved = test.book(wish.clone()).expect("booked");
    let slip = test.hall().slip(saved.booking).expect("a slip");
    assert_eq!((slip.earlier, slip.earlier_number.as_str()), (Some(date("2026-11-27")), "A012"));
    wish.earlier = Some(date("2026-11-29"));
    let Err(Refusal::Fields(faults)) = test.book(wish) else { panic!("an earlier visit is earlier") };
    assert_eq!(faults, [FieldRefusal::EarlierDate]);
}
