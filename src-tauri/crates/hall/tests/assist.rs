//! The assisted-handling log as a story: a party of three of whom one may not enter, eight trips, a hand-over in the middle, the
//! originals back, closed.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::assist::case::{Flag, Stage};
use domain::assist::deed::{Deed, Refusal as NotNow};
use domain::assist::leg::LegKind;
use domain::assist::moment::{Moment, Stretch, When};
use domain::assist::step::{EndReason, Rating};
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use hall::{
    CaseChange, CaseTexts, CaseTurn, CaseWish, CaseWritten, Clash, Desk, DraftOf, EligibilityNote, FieldRefusal,
    LegWish, LogFault, LogRefusal, LogWish, OwnKindWish, Refusal, Role, Warning, Word,
};

const MORNING: &str = "2026-11-28T10:02:00";

fn request(number: u32) -> String {
    format!("{number:016x}")
}

fn day() -> BeijingDay {
    BeijingDay::from(date(SATURDAY))
}

fn at(hour: u16, minute: u16) -> Option<When> {
    Some(When { day: day(), at: Some(MinuteOfDay(hour * 60 + minute)) })
}

fn texts() -> CaseTexts {
    let some = |text: &str| Some(text.to_owned());
    CaseTexts {
        name: some("欧阳修"),
        phone: some("13800138000"),
        may_not_enter: some("1 人，东门外"),
        who_signs: some("本人"),
        carer: some("何平安"),
        ..CaseTexts::default()
    }
}

fn party_of_three(hall: &TestHall) -> CaseWish {
    CaseWish {
        party: Some(3),
        items: Some(vec![hall.item("食品经营许可")]),
        texts: texts(),
        documents: vec!["身份证".to_owned(), "营业执照".to_owned()],
        ..CaseWish::default()
    }
}

fn leg(kind: LegKind, from: u16) -> LegWish {
    let time = Stretch { from: Some(MinuteOfDay(from)), ..Stretch::unknown(day()) };
    LegWish { kind, time: Some(time), helper: None, trips: None }
}

const ASKED: [Warning; 1] = [Warning::LogDoubts];

/// Adds a leg whatever is to be asked about its time.
fn add(desk: &Desk, number: u32, case: RecordId, kind: LegKind, from: u16) -> CaseWritten {
    desk.add_leg(request(number), case, leg(kind, from), &ASKED).expect("a leg")
}

#[test]
fn eight_trips_with_a_hand_over_in_the_middle() {
    let hall = TestHall::at(MORNING);
    let (runner, leader) = (hall.desk(Role::Runner), hall.desk(Role::GroupLeader));
    let case = runner.open_case(request(1), party_of_three(&hall)).expect("a case").case;
    assert_eq!(runner.open_case(request(1), party_of_three(&hall)).expect("the same").case, case, "sent twice");
    let kinds = [LegKind::Form, LegKind::Signature, LegKind::Submission];
    for (number, kind) in (2..).zip(kinds) {
        runner
            .add_leg(request(number), case, LegWish { kind, time: None, helper: None, trips: None }, &[])
            .expect("a leg");
    }
    let before = leader.log_day(date(SATURDAY)).expect("a day");
    assert_eq!((before.open.len(), before.closed.len()), (1, 0));
    let card = &before.open[0];
    assert_eq!((card.stage, card.trips, card.held, card.taken), (Stage::UnderWay, 4, 2, 2));
    assert_eq!((card.masked_name.as_str(), card.masked_carer.as_str()), ("欧阳*", "何**"));
    assert_eq!(card.next.first(), Some(&LegKind::IdentityCheck));
    assert_eq!(card.minutes, Some(0));

    let to = leader.actor().person;
    runner.hand_over(request(10), case, to, None).expect("handed over");
    assert!(matches!(runner.hand_over(request(11), case, to, None), Err(Refusal::NotPermitted)), "no longer theirs");
    for (number, kind) in (12..).zip([LegKind::IdentityCheck, LegKind::Confirmation, LegKind::Consultation]) {
        add(&leader, number, case, kind, 640);
    }
    let held = leader.turn_case(request(20), case, CaseTurn::Complete, None);
    assert!(matches!(held, Err(Refusal::Log(LogRefusal::Deed(NotNow::DocumentsHeld(2))))), "{held:?}");
    leader.return_documents(request(21), case, None, None).expect("given back");
    leader.turn_case(request(22), case, CaseTurn::Complete, None).expect("completed");
    leader.rate_case(request(23), case, Some(Rating::Satisfied), "办得快").expect("rated");

    let after = runner.log_day(date(SATURDAY)).expect("a day");
    assert_eq!((after.counts.cases.len(), after.counts.items, after.counts.trips, after.counts.people), (1, 1, 8, 3));
    assert_eq!((after.open.len(), after.closed.len()), (0, 1));
    let line = &after.closed[0];
    assert_eq!((line.trips, line.returned, line.taken, line.rating), (8, 2, 2, Some(Rating::Satisfied)));
    assert_eq!(line.helpers.len(), 2);
    let detail = runner.show_case(case).expect("a case");
    let helpers: Vec<RecordId> = detail.card.legs.iter().map(|leg| leg.helper.person).collect();
    assert_eq!(helpers[..3], [runner.actor().person; 3]);
    assert_eq!(helpers[3..], [to; 3]);
    assert!(detail.documents.iter().all(|document| document.name.is_empty()), "masked");
    assert_eq!((detail.texts.name.as_str(), detail.texts.may_not_enter.as_str()), ("欧阳*", ""));
    assert!(detail.card.flags.is_empty());

    let shown = runner.reveal_case(case).expect("a case");
    assert_eq!((shown.texts.name.as_str(), shown.documents[0].name.as_str()), ("欧阳修", "身份证"));
    assert_eq!(shown.praise, ["办得快"]);
    assert_eq!(shown.history.first().map(|step| step.what), Some("assist.opened"));
    assert_eq!(shown.history.iter().filter(|step| step.what == "assist.leg").count(), 6);

    drop((runner, leader));
    let hall = hall.restart_at("2026-11-28T11:00:00");
    let kept = hall.desk(Role::Runner).log_day(date(SATURDAY)).expect("a day");
    assert_eq!((kept.closed, kept.counts), (after.closed, after.counts), "a restart keeps all");
}

#[test]
fn a_form_half_typed_is_each_persons_own_and_goes_when_it_is_saved() {
    let hall = TestHall::at(MORNING);
    let (runner, leader) = (hall.desk(Role::Runner), hall.desk(Role::GroupLeader));
    runner.keep_draft(DraftOf::Case, "{\"name\":\"欧阳修\"}".to_owned()).expect("kept");
    assert!(matches!(runner.keep_draft(DraftOf::Booking, String::new()), Err(Refusal::NotPermitted)));
    let clerk = hall.desk(Role::WindowClerk).keep_draft(DraftOf::Case, String::new());
    assert!(matches!(clerk, Err(Refusal::NotPermitted)), "{clerk:?}");
    drop((runner, leader));
    let hall = hall.restart_at("2026-11-28T11:00:00");
    let (runner, leader) = (hall.desk(Role::Runner), hall.desk(Role::GroupLeader));
    assert_eq!(leader.draft(DraftOf::Case).expect("read"), None);
    assert!(runner.draft(DraftOf::Case).expect("read").is_some());
    runner.open_case(request(1), party_of_three(&hall)).expect("a case");
    assert_eq!(runner.draft(DraftOf::Case).expect("read"), None);
}

#[test]
fn a_case_comes_from_a_booking_with_its_person_and_items() {
    let hall = TestHall::at(MORNING);
    let mut wish = hall.wish();
    wish.entry.phone = "13800138000".to_owned();
    wish.entry.party = 2;
    wish.accepted = vec![Warning::SlotPast];
    let booking = hall.hall().make_booking(request(1), wish).expect("a booking").booking;
    let desk = hall.desk(Role::Consultant);
    let from = || CaseWish { booking: Some(booking), ..CaseWish::default() };
    let case = desk.open_case(request(2), from()).expect("a case").case;
    let shown = desk.reveal_case(case).expect("a case");
    assert_eq!((shown.texts.name.as_str(), shown.texts.phone.as_str()), ("王伟", "13800138000"));
    assert_eq!((shown.card.party, shown.card.items.len(), shown.card.booking), (2, 1, Some(booking)));
    let again = desk.open_case(request(3), from());
    assert!(matches!(again, Err(Refusal::Log(LogRefusal::CaseOfBooking { case: known })) if known == case));
    assert_eq!(desk.show_booking(booking).expect("a booking").assisted, [(case, Stage::Opened)]);
}

#[test]
fn two_that_change_the_same_field_both_keep_their_text() {
    let hall = TestHall::at(MORNING);
    let (runner, leader) = (hall.desk(Role::Runner), hall.desk(Role::GroupLeader));
    let opened = runner.open_case(request(1), party_of_three(&hall)).expect("a case");
    let CaseWritten { case, .. } = opened;
    let base = runner.show_case(case).expect("a case").card.base;
    let change = |party, carer: Option<&str>| CaseChange {
        party,
        texts: CaseTexts { carer: carer.map(str::to_owned), ..CaseTexts::default() },
        ..CaseChange::default()
    };
    leader.edit_case(request(2), case, base, change(Some(4), None)).expect("changed");
    add(&runner, 3, case, LegKind::Form, 605);
    let stale = runner.edit_case(request(4), case, base, change(Some(5), Some("何建"))).expect_err("stale");
    let Refusal::Log(LogRefusal::CaseChanged(clashes)) = stale else { panic!("{stale:?}") };
    assert_eq!(clashes, [Clash { field: "party", now: "4".to_owned(), typed: "5".to_owned() }]);
    runner.edit_case(request(5), case, base, change(None, Some("何建"))).expect("another field");
    let same = runner.edit_case(request(6), case, base, change(Some(4), None)).expect("the same");
    assert_eq!(same.event, None, "nothing to write");
    let shown = runner.reveal_case(case).expect("a case");
    assert_eq!((shown.card.party, shown.texts.carer.as_str()), (4, "何建"));
}

#[test]
fn a_leg_is_corrected_by_whoever_went_and_what_it_said_stays() {
    let hall = TestHall::at(MORNING);
    let (runner, leader, desk) = (hall.desk(Role::Runner), hall.desk(Role::GroupLeader), hall.desk(Role::Consultant));
    let case = runner.open_case(request(1), party_of_three(&hall)).expect("a case").case;
    add(&runner, 2, case, LegKind::Form, 590);
    let known = runner.show_case(case).expect("a case").card.legs[0].clone();
    let said = |kind| LegWish { kind, time: None, helper: None, trips: Some(2) };
    let foreign = desk.correct_leg(request(3), case, known.leg, known.seen, said(LegKind::Form), &[]);
    assert!(matches!(foreign, Err(Refusal::NotPermitted)), "{foreign:?}");
    leader.correct_leg(request(4), case, known.leg, known.seen, said(LegKind::Submission), &[]).expect("corrected");
    let late = runner.correct_leg(request(5), case, known.leg, known.seen, said(LegKind::Form), &[]);
    assert!(matches!(late, Err(Refusal::Log(LogRefusal::CaseChanged(_)))), "{late:?}");
    let card = runner.show_case(case).expect("a case").card;
    assert_eq!((card.legs[0].kind, card.trips, card.legs[0].corrected), (LegKind::Submission, 2, true));
    assert_eq!(card.legs[0].time.from, Some(MinuteOfDay(590)), "what was not said stays");
    runner.strike_leg(request(6), case, known.leg).expect("struck");
    let card = runner.show_case(case).expect("a case").card;
    assert_eq!((card.legs.len(), card.legs[0].struck, card.trips), (1, true, 0));
    runner.correct_trips(request(7), case, 1).expect("one more");
    let few = runner.correct_trips(request(8), case, -2);
    assert!(matches!(few, Err(Refusal::Log(LogRefusal::Deed(NotNow::TooFewTrips(1))))), "{few:?}");
    let none = runner.strike_leg(request(9), case, known.leg);
    assert!(matches!(none, Err(Refusal::Log(LogRefusal::Deed(NotNow::NoLeg)))), "{none:?}");
}

#[test]
fn unlikely_times_are_asked_about_once_and_kept() {
    let hall = TestHall::at(MORNING);
    let runner = hall.desk(Role::Runner);
    let case = runner.open_case(request(1), party_of_three(&hall)).expect("a case").case;
    let stretch =
        |from, to| Stretch { from: Some(MinuteOfDay(from)), to: Some(MinuteOfDay(to)), ..Stretch::unknown(day()) };
    let wish = |from, to| LegWish { time: Some(stretch(from, to)), ..leg(LegKind::Form, 0) };
    let ahead = runner.add_leg(request(2), case, wish(700, 690), &[]).expect_err("asked");
    let Refusal::Log(LogRefusal::Doubts(doubts)) = ahead else { panic!("{ahead:?}") };
    assert_eq!(doubts.len(), 2, "{doubts:?}");
    runner.add_leg(request(2), case, wish(700, 690), &ASKED).expect("as the paper says");
    let unknown = LegWish { time: Some(Stretch::unknown(day())), ..leg(LegKind::Form, 0) };
    runner.add_leg(request(3), case, unknown, &[]).expect("of what nobody knows nothing is asked");
    runner.add_leg(request(4), case, wish(560, 580), &[]).expect("a plain one");
    let overlap = runner.add_leg(request(5), case, wish(570, 590), &[]).expect_err("elsewhere");
    assert!(matches!(overlap, Refusal::Log(LogRefusal::Doubts(_))), "{overlap:?}");
    runner.add_leg(request(6), case, wish(580, 590), &[]).expect("what touches does not overlap");
}

#[test]
fn evidence_that_runs_out_is_warned_of_and_a_rule_has_only_its_number() {
    let hall = TestHall::at(MORNING);
    let leader = hall.desk(Role::GroupLeader);
    let word = |text: &str| Word { number: 0, text: text.to_owned() };
    let wish = LogWish {
        own: vec![OwnKindWish { number: 0, name: "取件".to_owned(), trips: 2 }],
        reasons: vec![word("行动不便"), word("带小孩")],
        rules: vec![word("第一条"), word("第二条")],
        ..LogWish::default()
    };
    leader.set_log(wish).expect("set");
    let set = leader.log_settings().expect("settings");
    assert_eq!((set.reasons[1].number, set.reasons[1].text.as_str(), set.rules.len()), (2, "带小孩", 2));
    let case = leader.open_case(request(1), party_of_three(&hall)).expect("a case").case;
    let until = Moment { day: day(), at: MinuteOfDay(12 * 60) };
    let note = |rule: &str| EligibilityNote {
        met: true,
        rule: rule.to_owned(),
        until: Some(until),
        ..EligibilityNote::default()
    };
    let unknown = leader.note_eligibility(request(2), case, note("7")).expect_err("no such rule");
    let Refusal::Fields(faults) = unknown else { panic!("{unknown:?}") };
    assert_eq!(faults, [FieldRefusal::Log { field: "rule".to_owned(), fault: LogFault::Rule }]);
    leader.note_eligibility(request(3), case, note("2")).expect("noted");
    let card = leader.show_case(case).expect("a case").card;
    assert!(card.warning.is_some(), "it runs out at noon");
    assert_eq!(leader.reveal_case(case).expect("a case").texts.rule, "2");
    let own = LegWish { kind: LegKind::Own(1), time: None, helper: None, trips: None };
    leader.add_leg(request(4), case, own, &[]).expect("an own kind");
    let card = leader.show_case(case).expect("a case").card;
    assert_eq!((card.trips, card.next.len()), (2, 7));
    let foreign = leader.add_leg(request(5), case, LegWish { kind: LegKind::Own(9), ..own }, &[]);
    assert!(matches!(foreign, Err(Refusal::Fields(_))), "{foreign:?}");
    let reason = |text: &str| CaseChange {
        texts: CaseTexts { reason: Some(text.to_owned()), ..CaseTexts::default() },
        ..CaseChange::default()
    };
    let typed = leader.edit_case(request(6), case, card.base, reason("骨折"));
    assert!(matches!(typed, Err(Refusal::Fields(_))), "only what the hall has set: {typed:?}");
    leader.edit_case(request(7), case, card.base, reason("行动不便")).expect("of the list");
}

#[test]
fn rests_are_no_time_and_a_case_goes_over_midnight() {
    let hall = TestHall::at(MORNING);
    let leader = hall.desk(Role::GroupLeader);
    let wish = CaseWish { began: at(23, 0), documents: Vec::new(), ..party_of_three(&hall) };
    let case = leader.open_case(request(1), wish).expect("a case").case;
    leader.turn_case(request(2), case, CaseTurn::Suspend, at(23, 10)).expect("rests");
    let rests = leader.add_leg(request(3), case, leg(LegKind::Form, 1395), &ASKED);
    assert!(matches!(rests, Err(Refusal::Log(LogRefusal::Deed(NotNow::Suspended)))), "{rests:?}");
    leader.turn_case(request(4), case, CaseTurn::Resume, at(23, 40)).expect("goes on");
    let next = BeijingDay(day().0 + 1);
    let night = Stretch { from: Some(MinuteOfDay(1430)), to: Some(MinuteOfDay(10)), past_midnight: true, day: day() };
    leader.add_leg(request(5), case, LegWish { time: Some(night), ..leg(LegKind::Form, 0) }, &ASKED).expect("a leg");
    let closed = Some(When { day: next, at: Some(MinuteOfDay(30)) });
    leader.turn_case(request(6), case, CaseTurn::Complete, closed).expect("closed");
    let line = leader.log_day(date(SATURDAY)).expect("a day").closed[0].clone();
    assert_eq!((line.minutes, line.trips), (Some(60), 1));
    let after = leader.log_day(next.date()).expect("a day");
    assert_eq!((after.closed.len(), after.counts.cases.len()), (1, 0), "it counts on the day on which it began");
}

#[test]
fn a_clock_that_goes_back_makes_the_time_unknown() {
    let hall = TestHall::at(MORNING);
    let wish = CaseWish { documents: Vec::new(), ..party_of_three(&hall) };
    let case = hall.desk(Role::Runner).open_case(request(1), wish).expect("a case").case;
    let hall = hall.restart_at("2026-11-28T09:00:00");
    let desk = hall.desk(Role::Runner);
    assert_eq!(desk.show_case(case).expect("a case").card.minutes, None);
    desk.turn_case(request(2), case, CaseTurn::Complete, None).expect("closed");
    let day = desk.log_day(date(SATURDAY)).expect("a day");
    assert_eq!((day.closed[0].minutes, day.counts.time.unknown), (None, 1));
}

#[test]
fn by_authority_needs_the_power_of_attorney_only_at_the_end() {
    let hall = TestHall::at(MORNING);
    let runner = hall.desk(Role::Runner);
    let wish = CaseWish { by_authority: true, documents: Vec::new(), ..party_of_three(&hall) };
    let case = runner.open_case(request(1), wish).expect("a case").case;
    add(&runner, 2, case, LegKind::Submission, 590);
    let missing = runner.turn_case(request(3), case, CaseTurn::Complete, None);
    assert!(matches!(missing, Err(Refusal::Log(LogRefusal::Deed(NotNow::AttorneyMissing)))), "{missing:?}");
    runner.note_attorney(request(4), case, None, None).expect("seen");
    runner.turn_case(request(5), case, CaseTurn::Complete, None).expect("completed");
    assert!(runner.show_case(case).expect("a case").attorney_by.is_some());
}

#[test]
fn what_is_offered_is_what_is_done_and_a_voided_case_counts_nowhere() {
    let hall = TestHall::at(MORNING);
    let (runner, leader) = (hall.desk(Role::Runner), hall.desk(Role::GroupLeader));
    let wish = CaseWish { documents: Vec::new(), ..party_of_three(&hall) };
    let case = runner.open_case(request(1), wish).expect("a case").case;
    let of = |desk: &Desk| desk.show_case(case).expect("a case").card.can;
    assert!(of(&runner).contains(&Deed::HandOver) && !of(&runner).contains(&Deed::Void));
    assert!(of(&leader).contains(&Deed::Void) && !of(&leader).contains(&Deed::Reopen));
    assert!(matches!(runner.void_case(request(2), case, true), Err(Refusal::NotPermitted)));
    leader.void_case(request(3), case, true).expect("voided");
    let day = runner.log_day(date(SATURDAY)).expect("a day");
    assert_eq!((day.counts.cases.len(), day.open.len(), day.voided.len()), (0, 0, 1));
    let gone = runner.add_leg(request(4), case, leg(LegKind::Form, 605), &ASKED);
    assert!(matches!(gone, Err(Refusal::Log(LogRefusal::Deed(NotNow::Voided)))), "{gone:?}");
    leader.void_case(request(5), case, false).expect("restored");
    leader.turn_case(request(6), case, CaseTurn::Terminate(EndReason::NotPossible), None).expect("ended");
    let day = runner.log_day(date(SATURDAY)).expect("a day");
    assert_eq!((day.counts.cases.len(), day.counts.terminated.len(), day.counts.items), (1, 1, 0));
    leader.turn_case(request(7), case, CaseTurn::Reopen, None).expect("open again");
    runner.take_documents(request(8), case, vec![String::new()], None).expect("taken");
    let void = leader.void_case(request(9), case, true);
    assert!(matches!(void, Err(Refusal::Log(LogRefusal::Deed(NotNow::DocumentsHeld(1))))), "{void:?}");
    assert!(!day.closed[0].flags.contains(&Flag::WrittenAfterClosing));
}

#[test]
fn the_demo_hall_has_a_morning_of_cases() {
    let hall = TestHall::with_samples(30);
    let desk = hall.desk(Role::GroupLeader);
    let day = desk.log_day(date("2026-11-27")).expect("a day");
    assert_eq!((day.open.len(), day.closed.len(), day.counts.cases.len()), (3, 3, 6));
    assert!(day.open.iter().any(|card| card.warning.is_some()), "evidence runs out");
    assert!(day.open.iter().all(|card| card.held > 0));
    assert!(day.closed.iter().any(|line| line.helpers.len() == 2 && line.trips == 8), "handed over");
    assert!(day.open.iter().chain([]).all(|card| card.flags.is_empty()));
    assert_eq!(desk.orders().expect("orders").orders.len(), 1);
    let names: Vec<String> =
        day.open.iter().map(|card| desk.reveal_case(card.case).expect("a case").texts.name).collect();
    assert!(names.iter().all(|name| name.contains("示例")), "{names:?}");
}
