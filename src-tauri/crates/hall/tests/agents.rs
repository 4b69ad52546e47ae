//! An agent books for several principals: all of them or none.

mod common;

use chrono::NaiveTime;
use common::{SATURDAY, TestHall, date, request};
use domain::booking::{EntryProblem, Problem};
use domain::event::{CallOutcome, CancelReason, ExceptionReason};
use domain::text::PhoneFault;
use hall::{BookingWish, DayMove, FieldRefusal, Principal, Refusal, SessionWish, SessionsChange, Warning};

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
    all.map(|id| hall.issue_slip(*id).expect("a slip").start.format("%H:%M").to_string()).collect()
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
    let slip = hall.issue_slip(saved.others[3]).expect("a slip");
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
    let slip = test.hall().issue_slip(saved.booking).expect("a slip");
    assert_eq!((slip.earlier, slip.earlier_number.as_str()), (Some(date("2026-11-27")), "A012"));
    wish.earlier = Some(date("2026-11-29"));
    let Err(Refusal::Fields(faults)) = test.book(wish) else { panic!("an earlier visit is earlier") };
    assert_eq!(faults, [FieldRefusal::EarlierDate]);
}

/// Sessions of one Saturday that lie over one another, so that an agent could be put in two of them.
fn overlapping(test: &TestHall) {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let session = |from, to, slot_minutes| SessionWish {
        from,
        to,
        slot_minutes,
        seats: 4,
        items: Vec::new(),
        departments: Vec::new(),
    };
    let sessions = vec![session(time(9, 0), time(12, 0), 60), session(time(9, 10), time(12, 10), 30)];
    let change = SessionsChange::Exception { date: date(SATURDAY), reason: ExceptionReason::Demand, sessions };
    let base = test.hall().sessions().expect("sessions").base;
    test.hall().change_sessions(base, change, Vec::new()).expect("changed");
}

fn at(test: &TestHall, wish: BookingWish, start: &str) -> BookingWish {
    let outlook = test.hall().outlook(wish.date, &wish.items, None).expect("an outlook");
    let slot = outlook.slots.into_iter().find(|slot| slot.start.format("%H:%M").to_string() == start);
    let slot = slot.expect("a time");
    BookingWish { session: slot.session, slot: slot.slot, ..wish }
}

fn busy(refused: Result<impl std::fmt::Debug, Refusal>) -> Option<(Option<usize>, String)> {
    match refused {
        Err(Refusal::AgentBusy { row, start, .. }) => Some((row, start.format("%H:%M").to_string())),
        _ => None,
    }
}

#[test]
fn a_chosen_time_at_which_the_agent_is_elsewhere_is_refused_at_its_row() {
    let test = TestHall::friday();
    let with = |places: &[Option<(u8, u16)>]| {
        let others = places.iter().map(|place| Principal { place: *place, ..company("乙公司") }).collect();
        test.hall().make_bookings(request(), agents_wish(&test), others)
    };
    let nine = |row| Some((Some(row), "09:00".to_owned()));
    assert_eq!(busy(with(&[Some((0, 0))])), nine(0));
    assert_eq!(busy(with(&[None, Some((0, 0))])), nine(1));
    assert_eq!(busy(with(&[Some((1, 0)), Some((1, 0))])), Some((Some(1), "13:30".to_owned())));
    assert_eq!(test.hall().book_day(date(SATURDAY)).expect("a day").totals.bookings, 0, "all or none");
    // Who has no chosen time goes around those that have.
    let saved = with(&[None, Some((0, 1))]).expect("booked");
    assert_eq!(starts(&test, &saved), ["09:00", "10:00", "09:30"]);
}

#[test]
fn how_long_a_visit_takes_decides_and_not_the_slot_it_lies_in() {
    let test = TestHall::friday();
    overlapping(&test);
    let mut first = at(&test, agents_wish(&test), "09:00");
    // Twenty minutes: over at 09:20.
    test.book(first.clone()).expect("booked");
    first.entry.name = "乙公司".into();
    assert_eq!(busy(test.book(at(&test, first.clone(), "09:10"))), Some((None, "09:00".to_owned())));
    test.book(at(&test, first.clone(), "09:40")).expect("after that, though in the hour of the first");
    // Fifty minutes from ten on.
    let long = BookingWish { items: vec![test.item("小客车过户")], ..first.clone() };
    test.book(at(&test, long, "10:00")).expect("booked");
    assert_eq!(busy(test.book(at(&test, first.clone(), "10:40"))), Some((None, "10:00".to_owned())));
    test.book(at(&test, first, "11:10")).expect("then they are free");
}

#[test]
fn bookings_made_apart_are_one_agents_by_the_number_and_never_by_the_name() {
    let test = TestHall::friday();
    test.book(agents_wish(&test)).expect("booked");
    let mut other = agents_wish(&test);
    other.entry.name = "乙公司".into();
    other.entry.agent_name = "周先生".into();
    other.entry.agent_phone = "+86 139 0013 9000".into();
    assert_eq!(busy(test.book(other.clone())), Some((None, "09:00".to_owned())));
    other.entry.agent_name = "周代办".into();
    other.entry.agent_phone = String::new();
    test.book(other).expect("somebody else of that name");
}

#[test]
fn whatever_gives_a_booking_a_time_looks_at_what_its_agent_has_to_do() {
    let test = TestHall::friday();
    let desk = test.hall();
    let saved = desk.make_bookings(request(), agents_wish(&test), vec![company("乙公司")]).expect("booked");
    let (first, second) = (saved.booking, saved.others[0]);
    let last = |booking| desk.show_booking(booking).expect("shown").booking.last;
    let of_second = |slot, items: &str| {
        let mut wish = BookingWish { slot, items: vec![test.item(items)], ..agents_wish(&test) };
        wish.entry.name = "乙公司".into();
        wish
    };
    // Moved to the other's time; made longer so that it runs into the other's.
    assert_eq!(busy(desk.edit_booking(second, second, of_second(0, "食品"))), Some((None, "09:00".to_owned())));
    let longer = BookingWish { items: vec![test.item("小客车过户")], ..agents_wish(&test) };
    assert_eq!(busy(desk.edit_booking(first, first, longer)), Some((None, "09:30".to_owned())));
    // Given an agent who is elsewhere then.
    let alone = test.book(test.wish()).expect("nobody acts for them");
    let with_agent = BookingWish { entry: agents_wish(&test).entry, ..test.wish() };
    assert_eq!(busy(desk.edit_booking(alone.booking, alone.booking, with_agent)), Some((None, "09:00".to_owned())));
    // Cancelled, its time given to another of the agent's: it cannot come back there.
    let cancelled = desk.cancel_booking(second, second, CancelReason::CitizenAsked, "").expect("cancelled");
    let mut third = of_second(1, "食品");
    third.entry.name = "丙公司".into();
    let third = test.book(third).expect("the agent is free").booking;
    assert_eq!(busy(desk.undo(cancelled.undo.token)), Some((None, "09:30".to_owned())));
    // Given up, and its time given to another: whoever comes back has the next time that suits both.
    desk.record_call(third, third, CallOutcome::NoAnswer, None, true).expect("given up");
    let mut fourth = of_second(1, "食品");
    fourth.entry.name = "丁公司".into();
    test.book(fourth).expect("the agent is free");
    desk.seat_again(third, last(third)).expect("seated");
    assert_eq!(desk.show_booking(third).expect("shown").start.format("%H:%M").to_string(), "10:00");
}

#[test]
fn a_day_that_is_moved_puts_no_agent_in_two_places() {
    let test = TestHall::friday();
    let desk = test.hall();
    let saved = desk.make_bookings(request(), agents_wish(&test), vec![company("乙公司")]).expect("booked");
    // On the other Saturday the agent is busy at nine.
    let to = date("2026-12-05");
    let mut there = agents_wish(&test);
    (there.entry.name, there.date) = ("丙公司".into(), to);
    test.book(there).expect("booked");
    desk.move_day(DayMove { from: date(SATURDAY), to: Some(to), close: None }, None).expect("moved");
    assert_eq!(starts(&test, &saved), ["09:30", "10:00"]);
}

#[test]
fn a_provisional_booking_is_a_time_too() {
    let test = TestHall::with_windows(1);
    let change = SessionsChange::Exception {
        date: date(SATURDAY),
        reason: ExceptionReason::Staffing,
        sessions: vec![SessionWish {
            from: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
            to: NaiveTime::from_hms_opt(9, 30, 0).expect("a time"),
            slot_minutes: 30,
            seats: 1,
            items: Vec::new(),
            departments: Vec::new(),
        }],
    };
    let base = test.hall().sessions().expect("sessions").base;
    test.hall().change_sessions(base, change, Vec::new()).expect("changed");
    test.book(at(&test, test.wish(), "09:00")).expect("the only seat");
    let mut waits = at(&test, agents_wish(&test), "09:00");
    waits.accepted = vec![Warning::Provisional];
    test.book(waits.clone()).expect("provisional");
    waits.entry.name = "乙公司".into();
    assert_eq!(busy(test.book(waits)), Some((None, "09:00".to_owned())));
}
