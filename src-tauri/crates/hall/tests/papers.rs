//! What is printed, sent and listed says what holds: counts for departments, verdicts, who is forwarded, how the hall is
//! reached.

mod common;

use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date, moment, request};
use domain::booking::{ChangeKind, EntryProblem, Problem};
use domain::duty::promise::ResultPromise;
use domain::event::{CancelReason, Channel, DutyAnswer};
use domain::names::Names;
use domain::text::PhoneFault;
use hall::{BookingWish, Contact, Desk, FieldRefusal, ListOf, Refusal, Standing, Told, WalkInWish, Warning};

const MORNING: &str = "2026-11-28T09:10:00";
const MONDAY: &str = "2026-11-30";

/// A hall on its Saturday morning with one booking of each item at its own time.
fn on_saturday(items: &[&str]) -> (TestHall, Vec<hall::Saved>) {
    let test = TestHall::at(MORNING);
    let booked = items.iter().zip(2u16..).map(|(item, slot)| {
        test.book(BookingWish { items: vec![test.item(item)], slot, ..test.wish() }).expect("booked")
    });
    let booked = booked.collect();
    (test, booked)
}

fn answer(test: &TestHall, item: &str, answer: DutyAnswer) {
    let desk = test.hall();
    let item = desk.reference().catalogue.item(test.item(item)).expect("an item").clone();
    let approvers = u16::from(answer == DutyAnswer::Confirmed);
    for department in item.departments() {
        let note = DutyNote { answer, approvers, hours: (None, None), means: None, told_by: String::new() };
        desk.record_duty(date(SATURDAY), department, note).expect("recorded");
    }
}

fn contact(telephone: &str) -> Contact {
    Contact {
        name: Names::new("城西政务大厅", "", "West Hall"),
        address: "城西路 1 号".into(),
        telephone: telephone.into(),
    }
}

#[test]
fn strip_and_duty_list_count_alike_and_who_has_no_seat_stands_beside() {
    let test = TestHall::with_windows(1);
    let desk = test.hall();
    let full = |wish: &BookingWish| matches!(test.book(wish.clone()), Err(Refusal::Confirm(Warning::Provisional)));
    let mut seated = 0;
    for (session, slots) in desk.book_day(date(SATURDAY)).expect("a day").sessions.iter().enumerate() {
        for slot in 0..u16::try_from(slots.slots.len()).expect("few") {
            let session = u8::try_from(session).expect("few");
            seated += u16::from(test.book(BookingWish { session, slot, ..test.wish() }).is_ok());
        }
    }
    assert!(full(&test.wish()), "the day is full");
    for name in ["赵一", "钱二"] {
        let mut wish = BookingWish { accepted: vec![Warning::Provisional], ..test.wish() };
        wish.entry.name = name.into();
        test.book(wish).expect("provisional");
    }
    let strip = desk.book_day(date(SATURDAY)).expect("a day").departments;
    let duty = desk.allocation(date(SATURDAY)).expect("a duty list").departments;
    assert_eq!((strip[0].bookings, strip[0].beside), (seated, 2));
    for line in &strip {
        let listed = duty.iter().find(|other| other.department == line.department).expect("listed");
        assert_eq!((line.bookings, line.beside), (listed.bookings.held, listed.bookings.beside));
    }
    let (from, _) = duty[0].halves.morning.work.expect("work");
    assert_eq!(from.time(), moment("2026-11-28T09:00:00").time());
    assert!(!format!("{duty:?}").contains("王伟"), "no citizen is named");
}

#[test]
fn everybody_to_be_forwarded_is_on_the_working_days_list_booked_or_not() {
    let (test, booked) = on_saturday(&["医师执业注册", "烟草证延续"]);
    let desk = test.hall();
    answer(&test, "烟草证延续", DutyAnswer::Confirmed);
    let listed = || {
        let lines = desk.walk_ins(date(MONDAY)).expect("a list").forwarded_here;
        lines.into_iter().map(|line| (line.booking, line.booked)).collect::<Vec<_>>()
    };
    assert!(listed().is_empty(), "nobody has come yet");
    let marked = desk.mark_arrived(booked[0].booking, booked[0].booking, &[]).expect("arrived");
    desk.mark_arrived(booked[1].booking, booked[1].booking, &[]).expect("arrived");
    let told = Told { staffed: false, forwarded: Some(date(MONDAY)) };
    let wish = WalkInWish {
        date: date(SATURDAY),
        items: vec![test.item("医师执业注册")],
        entry: domain::booking::Entry { name: "李娜".into(), party: 1, ..Default::default() },
        green_channel: false,
        slip_language: domain::event::Language::ZhHans,
        told,
        accepted: Vec::new(),
    };
    let walked = desk.accept_walk_in(request(), wish).expect("accepted").booking;
    assert_eq!(listed(), [(booked[0].booking, true), (walked, false)], "whose department is there is not");
    let paper = desk.day_list(date(MONDAY), ListOf::Forwarded).expect("a list").lines;
    assert_eq!(paper.len(), 2);
    assert!(paper.iter().all(|line| line.other_day == Some(date(SATURDAY))));
    let slip = desk.issue_slip(booked[0].booking).expect("a slip");
    assert_eq!((slip.result, slip.forwarded_on), (ResultPromise::Forwarded, Some(date(MONDAY))));
    assert_eq!(slip.items[0].result, ResultPromise::Forwarded, "its only item says nothing else");
    desk.undo(marked.undo.token).expect("taken back");
    assert_eq!(listed(), [(walked, false)]);
    drop(desk);
    let test = test.restart_at("2026-11-30T09:00:00");
    test.hall().rebuild_views().expect("folded anew");
    assert_eq!(test.hall().walk_ins(date(MONDAY)).expect("a list").forwarded_here.len(), 1);
}

#[test]
fn each_item_and_the_visit_have_a_verdict_and_what_waits_is_named() {
    let test = TestHall::at("2026-11-27T14:00:00");
    let items = vec![test.item("食品经营许可"), test.item("烟草证延续")];
    answer(&test, "食品经营许可", DutyAnswer::Confirmed);
    let saved = test.book(BookingWish { items, ..test.wish() }).expect("booked");
    let slip = test.hall().issue_slip(saved.booking).expect("a slip");
    let [first, second] = slip.items.as_slice() else { panic!("two items: {slip:?}") };
    assert_eq!((first.result, first.waits_for.len()), (ResultPromise::OnTheSpot, 0));
    assert_eq!(
        (second.result, slip.result),
        (ResultPromise::OnTheSpotOnceConfirmed, ResultPromise::OnTheSpotOnceConfirmed)
    );
    assert!(second.waits_for.iter().any(|name| name.zh_hans.contains("烟草")), "{:?}", second.waits_for);
    let detail = test.hall().show_booking(saved.booking).expect("shown");
    let shown: Vec<_> = detail.cases.iter().map(|case| case.result).collect();
    assert_eq!((shown, detail.result), (vec![first.result, second.result], slip.result));
}

#[test]
fn a_call_is_promised_only_where_there_is_a_number_to_call() {
    let test = TestHall::friday();
    let callable = |wish: BookingWish| {
        let saved = test.book(wish).expect("booked");
        test.hall().issue_slip(saved.booking).expect("a slip").callable
    };
    assert!(!callable(test.wish()));
    assert!(callable(BookingWish { slot: 1, ..test.wish_with_phone() }));
    let mut by_agent = BookingWish { slot: 2, ..test.wish() };
    (by_agent.entry.agent_name, by_agent.entry.agent_phone) = ("吴芳".into(), "13900139000".into());
    assert!(callable(by_agent), "the agent's number is one to call");
}

#[test]
fn the_first_print_is_no_copy_and_the_second_says_so() {
    let test = TestHall::friday();
    let saved = test.book(test.wish()).expect("booked");
    let desk = test.hall();
    assert_eq!(desk.issue_slip(saved.booking).expect("a slip").copy, 1, "looking at it prints nothing");
    assert_eq!(desk.count_prints(vec![saved.booking]).expect("counted"), [1]);
    assert_eq!(desk.issue_slip(saved.booking).expect("a slip").copy, 2);
    assert_eq!(desk.count_prints(vec![saved.booking, saved.booking]).expect("counted"), [2, 3]);
    let other = test.book(BookingWish { slot: 1, ..test.wish_with_phone() }).expect("booked");
    assert_eq!(desk.issue_slip(other.booking).expect("a slip").copy, 1, "each has its own count");
    // Taking the day along as a file is no print of its list.
    desk.day_list(date(SATURDAY), ListOf::Record).expect("a record");
    assert_eq!(desk.day_list(date(SATURDAY), ListOf::Day).expect("a list").copy, 1);
}

#[test]
fn the_days_record_holds_who_walked_in_cancelled_or_has_no_number() {
    let (test, booked) = on_saturday(&["食品经营许可", "烟草证延续", "医师执业注册"]);
    let desk = test.hall();
    let mut noted = BookingWish { slot: 5, channel: Channel::Phone, ..test.wish_with_phone() };
    noted.entry.note = "腿脚不便，请安排一楼窗口".into();
    test.book(noted).expect("booked");
    desk.cancel_booking(booked[0].booking, booked[0].booking, CancelReason::CitizenAsked, "").expect("cancelled");
    desk.mark_arrived(booked[1].booking, booked[1].booking, &[]).expect("arrived");
    let told = desk.walk_in_outlook(date(SATURDAY), &[test.item("食品经营许可")]).expect("an outlook").told;
    let wish = WalkInWish {
        date: date(SATURDAY),
        items: vec![test.item("食品经营许可")],
        entry: domain::booking::Entry { name: "李娜".into(), party: 1, ..Default::default() },
        green_channel: false,
        slip_language: domain::event::Language::ZhHans,
        told,
        accepted: Vec::new(),
    };
    desk.accept_walk_in(request(), wish).expect("accepted");
    let lines = desk.day_list(date(SATURDAY), ListOf::Record).expect("a record").lines;
    let mut standings: Vec<_> = lines.iter().map(|line| format!("{:?}", line.standing)).collect();
    standings.sort_unstable();
    assert_eq!(standings, ["Arrived", "Booked", "Booked", "Cancelled", "WalkedIn"]);
    let noted = lines.iter().find(|line| line.source == Some(Channel::Phone)).expect("by telephone");
    assert!(noted.note.starts_with("腿脚不便"));
    let walked = lines.iter().find(|line| line.standing == Standing::WalkedIn).expect("the walk-in");
    assert_eq!((walked.source, walked.forwarded_on), (None, told.forwarded));
    assert_eq!(
        desk.day_list(date(SATURDAY), ListOf::Day).expect("a list").lines.len(),
        3,
        "the printed list has who comes"
    );
}

#[test]
fn the_halls_name_address_and_telephone_are_set_and_printed() {
    let test = TestHall::friday();
    let saved = test.book(test.wish()).expect("booked");
    let slip = |desk: &Desk| desk.issue_slip(saved.booking).expect("a slip").contact;
    let founded = test.hall().founded().name.clone();
    assert_eq!(slip(&test.hall()), Contact { name: founded, address: String::new(), telephone: String::new() });
    let refused = |wish: Contact| match test.hall().set_contact(wish) {
        Err(Refusal::Fields(faults)) => faults,
        other => panic!("refused at its fields: {other:?}"),
    };
    let letters =
        FieldRefusal::Entry(EntryProblem { field: "telephone", problem: Problem::Phone(PhoneFault::Characters) });
    assert_eq!(refused(contact("服务台")), [letters]);
    assert_eq!(refused(Contact { name: Names::same(" "), ..contact("") }), [FieldRefusal::ContactName { max: 60 }]);
    assert_eq!(refused(Contact { address: "路".repeat(101), ..contact("") }).len(), 1);
    assert!(matches!(test.desk(hall::Role::Consultant).set_contact(contact("")), Err(Refusal::NotPermitted)));
    test.hall().set_contact(contact("010-65090000")).expect("set");
    test.hall().set_contact(contact("010-65090001")).expect("set anew");
    assert_eq!(slip(&test.hall()), contact("010-65090001"));
    let test = test.restart_at("2026-11-27T17:00:00");
    assert_eq!(slip(&test.hall()), contact("010-65090001"));
    assert_eq!(test.hall().allocation(date(SATURDAY)).expect("a day").contact.telephone, "010-65090001");
    // An empty telephone is one that is no longer printed.
    test.hall().set_contact(contact("")).expect("set");
    assert_eq!(slip(&test.hall()).telephone, "");
}

#[test]
fn the_service_day_is_today_until_midnight() {
    let at = |now: &str| TestHall::at(now).hall().service_day().expect("a day");
    assert_eq!(at("2026-11-28T08:00:00"), Some(date(SATURDAY)));
    assert_eq!(at("2026-11-28T23:59:00"), Some(date(SATURDAY)), "after closing, too");
    assert_eq!(at("2026-11-27T16:50:00"), None, "Friday is none");
    assert_eq!(
        TestHall::at("2026-11-28T23:59:00").hall().focus().expect("a day"),
        date("2026-12-05"),
        "the book goes on"
    );
}

#[test]
fn a_closed_day_leads_to_days_to_come_alone() {
    let test = TestHall::at("2026-10-02T10:00:00");
    // The National Day holiday and the make-up Saturday after it: neither neighbour takes bookings.
    let day = test.hall().book_day(date("2026-10-03")).expect("a day");
    assert!(!day.day.open && !day.day.past);
    let next = day.next_open.expect("a day to come");
    assert!(next > date("2026-10-03") && test.hall().book_day(next).expect("a day").day.open, "{next}");
    let past = test.hall().book_day(date("2026-09-26")).expect("a day").day;
    assert!(past.past);
    // From a closed day long ago one is led to today or later.
    let long_ago = test.hall().book_day(date("2026-05-02")).expect("a day");
    assert!(long_ago.next_open.is_none_or(|next| next >= date("2026-10-02")), "{:?}", long_ago.next_open);
}

#[test]
fn the_history_says_who_from_when_to_when_and_why() {
    let test = TestHall::friday();
    let saved = test.book(test.wish_with_phone()).expect("booked");
    let desk = test.hall();
    let later = BookingWish { slot: 3, ..test.wish_with_phone() };
    let moved = desk.edit_booking(saved.booking, saved.booking, later).expect("moved");
    desk.cancel_booking(saved.booking, moved.undo.token, CancelReason::Other, "家里有事").expect("cancelled");
    let history = desk.reveal_booking(saved.booking).expect("shown").history;
    assert!(history.iter().all(|line| !line.by.is_empty()), "{history:?}");
    let [made, rescheduled, cancelled] = history.as_slice() else { panic!("three lines: {history:?}") };
    assert_eq!((made.what, made.moved, made.reason), (ChangeKind::Made, None, None));
    let times = (moment("2026-11-28T09:00:00"), moment("2026-11-28T10:30:00"));
    assert_eq!((rescheduled.what, rescheduled.moved), (ChangeKind::Rescheduled, Some(times)));
    assert_eq!((cancelled.reason, cancelled.remark.as_str()), (Some(CancelReason::Other), "家里有事"));
    let masked = desk.show_booking(saved.booking).expect("shown").history;
    assert_eq!(
        (masked[2].reason, masked[2].remark.as_str()),
        (Some(CancelReason::Other), ""),
        "a text is not shown unasked"
    );
}
