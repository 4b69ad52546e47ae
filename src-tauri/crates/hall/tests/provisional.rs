//! When no seat can be had the booking is provisional, and confirmed or declined once (PRODUCT rule 10).

mod common;

use common::{SATURDAY, TestHall, date};
use domain::event::{CallOutcome, CancelReason, ExceptionReason};
use hall::{
    AuditFilter, AuditWords, BookingWish, DayAudit, DayView, Desk, Refusal, Saved, SessionWish, SessionsChange,
    SlotState, WaitingKind, Warning,
};

/// One window, four slots of the food licence's length before noon and none after: four seats.
fn full() -> (TestHall, Vec<Saved>) {
    let test = TestHall::with_windows(1);
    let slots = |hall: &Desk| {
        let outlook = hall.outlook(date(SATURDAY), &[test.item("食品经营许可")], None).expect("an outlook");
        outlook.slots.into_iter().filter(|slot| slot.state == SlotState::Free).collect::<Vec<_>>()
    };
    let mut made = Vec::new();
    for slot in slots(&test.hall()) {
        made.push(test.book(BookingWish { session: slot.session, slot: slot.slot, ..test.wish() }).expect("booked"));
    }
    assert!(slots(&test.hall()).is_empty());
    (test, made)
}

fn named(test: &TestHall, name: &str) -> BookingWish {
    let mut wish = test.wish();
    wish.entry.name = name.into();
    wish.accepted = vec![Warning::Provisional];
    wish
}

fn day(test: &TestHall) -> DayView {
    test.hall().book_day(date(SATURDAY)).expect("a day")
}

fn kinds(test: &TestHall) -> Vec<(WaitingKind, String)> {
    day(test).waiting.into_iter().map(|card| (card.kind, card.masked_name)).collect()
}

fn last(test: &TestHall, saved: &Saved) -> domain::record::RecordId {
    test.hall().show_booking(saved.booking).expect("shown").booking.last
}

#[test]
fn on_a_full_day_it_is_asked_first_and_then_made_without_a_seat() {
    let (test, made) = full();
    let outlook = test.hall().outlook(date(SATURDAY), &[test.item("食品经营许可")], None).expect("an outlook");
    assert!(outlook.provisional && outlook.suitable.is_some(), "it says so before anything is typed");
    let asked = test.book(BookingWish { accepted: Vec::new(), ..named(&test, "赵一") });
    assert!(matches!(asked, Err(Refusal::Confirm(Warning::Provisional))), "{asked:?}");
    let before = day(&test).totals;
    let waits = test.book(named(&test, "赵一")).expect("made");
    assert_eq!(day(&test).totals, before, "it takes nothing, and nobody counts on it");
    assert_eq!(kinds(&test), [(WaitingKind::Provisional, "赵*".to_owned())]);
    let slip = test.hall().issue_slip(waits.booking).expect("a slip");
    assert!(slip.provisional && !slip.cancelled);
    assert!(!test.hall().issue_slip(made[0].booking).expect("a slip").provisional);
    // As after a restart.
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(kinds(&test), [(WaitingKind::Provisional, "赵*".to_owned())]);
}

#[test]
fn the_first_seat_that_becomes_free_at_its_time_is_its_own_and_its_person_is_told() {
    let (test, made) = full();
    let first = test.book(named(&test, "赵一")).expect("made");
    let second = test.book(named(&test, "钱二")).expect("made");
    let desk = test.hall();
    // Another time becomes free: it stays free for anybody, and the day is no longer full.
    desk.cancel_booking(made[1].booking, made[1].booking, CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!(kinds(&test).len(), 2);
    let full_at_nine = test.book(named(&test, "孙三"));
    assert!(matches!(full_at_nine, Err(Refusal::SlotFull { .. })), "another time is free: {full_at_nine:?}");
    desk.cancel_booking(made[0].booking, made[0].booking, CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!(
        kinds(&test),
        [(WaitingKind::Confirmed, "赵*".to_owned()), (WaitingKind::Provisional, "钱*".to_owned())]
    );
    let shown = desk.show_booking(first.booking).expect("shown");
    assert!(shown.booking.holds_seats() && shown.history.len() == 2, "made, then confirmed: {:?}", shown.history);
    assert!(!desk.issue_slip(first.booking).expect("a slip").provisional);
    // Whoever still saw it waiting cannot decline it any more.
    let late = desk.cancel_booking(first.booking, first.booking, CancelReason::NoSeat, "");
    assert!(matches!(late, Err(Refusal::ChangedMeanwhile)), "{late:?}");
    // Nobody answers, then somebody does.
    desk.record_call(first.booking, last(&test, &first), CallOutcome::NoAnswer, None, false).expect("called");
    assert_eq!(kinds(&test).len(), 2);
    desk.record_call(first.booking, last(&test, &first), CallOutcome::Coming, None, false).expect("called");
    assert_eq!(kinds(&test), [(WaitingKind::Provisional, "钱*".to_owned())]);
    // Declined is final: a seat that becomes free afterwards is nobody's.
    desk.cancel_booking(second.booking, last(&test, &second), CancelReason::NoSeat, "").expect("declined");
    assert_eq!(kinds(&test), [(WaitingKind::Declined, "钱*".to_owned())]);
    desk.cancel_booking(first.booking, last(&test, &first), CancelReason::CitizenAsked, "").expect("cancelled");
    assert_eq!(kinds(&test), [(WaitingKind::Declined, "钱*".to_owned())]);
    desk.record_call(second.booking, last(&test, &second), CallOutcome::Coming, None, false).expect("told");
    assert_eq!(kinds(&test), []);
    let again = desk.record_call(second.booking, last(&test, &second), CallOutcome::Coming, None, false);
    assert!(matches!(again, Err(Refusal::AlreadyCancelled)), "{again:?}");
}

#[test]
fn another_time_that_is_agreed_with_them_confirms_it_and_undo_makes_it_wait_again() {
    let (test, made) = full();
    let waits = test.book(named(&test, "赵一")).expect("made");
    let desk = test.hall();
    desk.cancel_booking(made[1].booking, made[1].booking, CancelReason::CitizenAsked, "").expect("cancelled");
    let wish = BookingWish { slot: 1, ..named(&test, "赵一") };
    let moved = desk.edit_booking(waits.booking, waits.booking, wish).expect("moved");
    assert_eq!(kinds(&test), []);
    desk.undo(moved.undo.token).expect("taken back");
    assert_eq!(kinds(&test), [(WaitingKind::Provisional, "赵*".to_owned())]);
}

#[test]
fn the_making_is_undone_like_any_other_and_an_agent_of_several_does_not_wait() {
    let (test, _) = full();
    let waits = test.book(named(&test, "赵一")).expect("made");
    test.hall().undo(waits.undo.token).expect("taken back");
    assert_eq!(kinds(&test), []);
    let mut wish = named(&test, "甲公司");
    (wish.entry.agent_name, wish.entry.agent_phone) = ("周代办".into(), "13900139000".into());
    let other = hall::Principal { name: "乙公司".into(), ..hall::Principal::default() };
    let several = test.hall().make_bookings(common::request(), wish, vec![other]);
    assert!(matches!(several, Err(Refusal::SlotFull { .. })), "{several:?}");
}

#[test]
fn seats_that_were_given_up_come_back_at_the_same_time_or_a_later_one() {
    let (test, made) = full();
    let desk = test.hall();
    let base = last(&test, &made[1]);
    desk.record_call(made[1].booking, base, CallOutcome::NoAnswer, None, true).expect("given up");
    assert!(matches!(desk.seat_again(made[0].booking, made[0].booking), Err(Refusal::NotReleased)));
    // Nobody took it: the same time again.
    desk.seat_again(made[1].booking, last(&test, &made[1])).expect("seated");
    assert!(desk.show_booking(made[1].booking).expect("shown").booking.holds_seats());
    // Somebody took it: the next time that is free, and none that is over before theirs.
    desk.record_call(made[1].booking, last(&test, &made[1]), CallOutcome::NoAnswer, None, true).expect("given up");
    test.book(BookingWish { slot: 1, ..named(&test, "赵一") }).expect("taken");
    let none = desk.seat_again(made[1].booking, last(&test, &made[1]));
    assert!(matches!(none, Err(Refusal::SlotFull { .. })), "{none:?}");
    desk.cancel_booking(made[0].booking, made[0].booking, CancelReason::CitizenAsked, "").expect("cancelled");
    assert!(desk.seat_again(made[1].booking, last(&test, &made[1])).is_err(), "only an earlier time is free");
    desk.cancel_booking(made[2].booking, made[2].booking, CancelReason::CitizenAsked, "").expect("cancelled");
    let seated = desk.seat_again(made[1].booking, last(&test, &made[1])).expect("seated");
    assert_eq!(desk.show_booking(made[1].booking).expect("shown").booking.place.slot, 2);
    desk.undo(seated.undo.token).expect("taken back");
    assert!(desk.show_booking(made[1].booking).expect("shown").booking.released);
}

/// A manager adds seats to one date, says why, and that is on record; those who wait have them in their order.
#[test]
fn added_seats_go_to_whoever_waits_first_and_the_reason_is_on_record() {
    let (test, _) = full();
    let desk = test.hall();
    let first = test.book(named(&test, "赵一")).expect("made");
    test.book(named(&test, "钱二")).expect("made");
    let time = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let session =
        |from, to| SessionWish { from, to, slot_minutes: 30, seats: 2, items: Vec::new(), departments: Vec::new() };
    let sessions = vec![session(time(9, 0), time(12, 0)), session(time(13, 30), time(16, 30))];
    let change = SessionsChange::Exception { date: date(SATURDAY), reason: ExceptionReason::Demand, sessions };
    let preview = desk.preview_sessions(&change).expect("a preview");
    assert_eq!(preview.orphaned, []);
    let again: Vec<_> = preview.seated_again.iter().map(|(_, card)| card.booking).collect();
    assert_eq!(again, [first.booking], "one more window at nine");
    let base = desk.sessions().expect("sessions").base;
    desk.change_sessions(base, change, Vec::new()).expect("changed");
    assert_eq!(
        kinds(&test),
        [(WaitingKind::Confirmed, "赵*".to_owned()), (WaitingKind::Provisional, "钱*".to_owned())]
    );
    let lines = |kind: &str| {
        let filter = AuditFilter { kind: Some(kind.into()), ..AuditFilter::default() };
        let lines = desk.audit(&filter, None).expect("a page").lines;
        lines.into_iter().map(|line| (line.person, line.day.expect("a day"))).collect::<Vec<_>>()
    };
    let day = DayAudit { date: date(SATURDAY), reason: Some(ExceptionReason::Demand), seats: None };
    assert_eq!(lines("day.excepted"), [("吴建国".to_owned(), day)]);
    let day = DayAudit { reason: None, seats: Some((12, 0)), ..day };
    assert_eq!(lines("day.replanned"), [("吴建国".to_owned(), day)]);
    let word = |name: &str, word: &str| (name.to_owned(), word.to_owned());
    let words = AuditWords {
        headers: ["时间", "人员"].map(str::to_owned).to_vec(),
        kinds: [word("day.excepted", "设定个别日期"), word("day.replanned", "改变一天的场次")].into(),
        reasons: [word("demand", "办事人多")].into(),
        seats: "增加席位 {more}，减少 {less}".to_owned(),
        unknown: "新版本的记录（{n}）".to_owned(),
        program: "程序自动".to_owned(),
    };
    let csv = desk.export_audit(&AuditFilter::default(), &words).expect("a table");
    assert!(csv.starts_with("\u{feff}时间,人员,,,,,,\n"), "{csv}");
    let told = |kind: &str, detail: &str| csv.lines().any(|line| line.contains(kind) && line.ends_with(detail));
    assert!(told(",吴建国,设定个别日期,,2026-", ",办事人多"), "{csv}");
    assert!(
        told(",改变一天的场次,", ",\"增加席位 12，减少 0\"") || told(",改变一天的场次,", ",增加席位 12，减少 0"),
        "{csv}"
    );
    assert!(csv.contains(",程序自动,"), "{csv}");
}
