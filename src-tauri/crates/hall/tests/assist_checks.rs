//! Checks at the entrance: asked for where the hall says so, made in a case, running out, and never a reason to refuse.

mod common;

use common::TestHall;
use domain::assist::deed::Deed;
use domain::assist::entry::Standing;
use domain::assist::leg::LegKind;
use domain::record::RecordId;
use hall::{CaseWish, Check, CheckNote, Desk, FieldRefusal, LegWish, LogFault, LogWish, Refusal, Role};

const MORNING: &str = "2026-11-28T10:02:00";

fn request(number: u32) -> String {
    format!("{number:016x}")
}

fn check(number: u16, text: &str, holds_minutes: Option<u32>, or_before: bool) -> Check {
    Check { number, text: text.to_owned(), holds_minutes, or_before }
}

/// A pass; then a temperature that holds for half an hour, or a note of today.
fn wish() -> LogWish {
    let checks =
        vec![check(0, "登记", None, true), check(0, "测温", Some(30), false), check(0, "当日单据", None, true)];
    LogWish { checks_on: true, checks, ..LogWish::default() }
}

fn opened(desk: &Desk) -> RecordId {
    desk.open_case(request(1), CaseWish::default()).expect("a case").case
}

fn note(desk: &Desk, number: u32, case: RecordId, check: u16, passed: bool) {
    desk.note_check(request(number), case, CheckNote { check, passed, ..CheckNote::default() }).expect("noted");
}

/// Each check's number, how it stands, and whether it is the next.
fn shown(desk: &Desk, case: RecordId) -> Vec<(u16, Standing, bool)> {
    let card = desk.show_case(case).expect("a case").card;
    card.checks.iter().map(|check| (check.row.check, check.row.standing, check.is_next)).collect()
}

#[test]
fn nothing_is_asked_for_unless_the_hall_says_so() {
    let hall = TestHall::at(MORNING);
    let leader = hall.desk(Role::GroupLeader);
    leader.set_log(LogWish { checks_on: false, ..wish() }).expect("set");
    let case = opened(&leader);
    let card = leader.show_case(case).expect("a case").card;
    assert_eq!((card.checks.len(), card.can.contains(&Deed::NoteCheck)), (0, false));
    let refused = leader.note_check(request(2), case, CheckNote { check: 1, passed: true, ..CheckNote::default() });
    let Err(Refusal::Fields(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!(faults, [FieldRefusal::Log { field: "check".to_owned(), fault: LogFault::Check }]);
}

#[test]
fn checks_are_made_in_their_order_and_the_last_word_stands() {
    let hall = TestHall::at(MORNING);
    let (leader, runner) = (hall.desk(Role::GroupLeader), hall.desk(Role::Runner));
    leader.set_log(wish()).expect("set");
    let case = opened(&runner);
    use Standing::{Failed, NotChecked, NotNeeded, Passed};
    assert_eq!(shown(&runner, case), [(1, NotChecked, true), (2, NotChecked, false), (3, NotChecked, false)]);
    note(&runner, 2, case, 1, true);
    note(&runner, 3, case, 2, false);
    assert_eq!(shown(&runner, case), [(1, Passed, false), (2, Failed, false), (3, NotChecked, true)]);
    note(&runner, 4, case, 2, true);
    note(&runner, 4, case, 2, true);
    assert_eq!(shown(&runner, case), [(1, Passed, false), (2, Passed, false), (3, NotNeeded, false)]);
    let detail = runner.show_case(case).expect("a case");
    let said: Vec<(&str, bool)> = detail
        .history
        .iter()
        .filter_map(|step| step.check.as_ref())
        .map(|said| (said.text.as_str(), said.made.passed))
        .collect();
    assert_eq!(said, [("登记", true), ("测温", false), ("测温", true)], "sent twice, it is done once");
}

#[test]
fn a_case_without_checks_or_with_one_that_failed_goes_on() {
    let hall = TestHall::at(MORNING);
    let leader = hall.desk(Role::GroupLeader);
    leader.set_log(wish()).expect("set");
    let case = opened(&leader);
    note(&leader, 2, case, 1, false);
    let leg = LegWish { kind: LegKind::Form, time: None, helper: None, trips: None };
    leader.add_leg(request(3), case, leg, &[]).expect("a leg");
    let done = leader.turn_case(request(4), case, hall::CaseTurn::Complete, None);
    assert!(done.is_ok(), "{done:?}");
}

#[test]
fn how_long_a_check_holds_is_that_of_the_time_it_was_made() {
    let hall = TestHall::at(MORNING);
    let leader = hall.desk(Role::GroupLeader);
    leader.set_log(wish()).expect("set");
    let case = opened(&leader);
    note(&leader, 2, case, 2, true);
    let mut longer = wish();
    (1..).zip(&mut longer.checks).for_each(|(number, check)| check.number = number);
    longer.checks[1].holds_minutes = Some(240);
    leader.set_log(longer).expect("set");
    drop(leader);
    let hall = hall.restart_at("2026-11-28T10:33:00");
    let leader = hall.desk(Role::GroupLeader);
    let card = leader.show_case(case).expect("a case").card;
    assert!(matches!(card.checks[1].row.standing, Standing::RanOut(until) if until.at.0 == 10 * 60 + 32), "{card:?}");
    note(&leader, 3, case, 2, true);
    assert_eq!(shown(&leader, case)[1].1, Standing::Passed);
}

#[test]
fn a_check_that_is_asked_for_no_more_keeps_its_words_and_its_number() {
    let hall = TestHall::at(MORNING);
    let leader = hall.desk(Role::GroupLeader);
    leader.set_log(wish()).expect("set");
    let case = opened(&leader);
    note(&leader, 2, case, 3, true);
    let fewer = vec![check(2, "测温", Some(30), false), check(1, "登记", None, false)];
    leader.set_log(LogWish { checks: fewer.clone(), ..wish() }).expect("set");
    let with_new = fewer.into_iter().chain([check(0, "看证", None, false)]).collect();
    leader.set_log(LogWish { checks: with_new, ..wish() }).expect("set");
    let card = leader.show_case(case).expect("a case").card;
    let shown: Vec<(u16, &str, bool)> =
        card.checks.iter().map(|check| (check.row.check, check.text.as_str(), check.is_asked)).collect();
    assert_eq!(shown, [(2, "测温", true), (1, "登记", true), (4, "看证", true), (3, "当日单据", false)]);
    let refused = leader.note_check(request(3), case, CheckNote { check: 3, passed: true, ..CheckNote::default() });
    assert!(matches!(refused, Err(Refusal::Fields(_))), "{refused:?}");
}

#[test]
fn what_is_wrong_with_a_check_is_said_at_its_field() {
    let hall = TestHall::at(MORNING);
    let leader = hall.desk(Role::GroupLeader);
    let checks =
        vec![check(0, "登记", Some(0), false), check(0, "登记", Some(10_081), false), check(0, " ", None, true)];
    let refused = leader.set_log(LogWish { checks, ..wish() });
    let Err(Refusal::Fields(faults)) = refused else { panic!("{refused:?}") };
    let at = |field: &str, fault| FieldRefusal::Log { field: field.to_owned(), fault };
    let minutes = LogFault::Minutes { max: 10_080 };
    let expect = [
        at("checks.1", LogFault::Word),
        at("checks.2", LogFault::Word),
        at("checks.0.holds_minutes", minutes),
        at("checks.1.holds_minutes", minutes),
    ];
    assert_eq!(faults, expect);
}
