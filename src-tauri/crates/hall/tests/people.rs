//! People, sessions, wrong tries, roles, ways back in.

mod common;

use common::{TestHall, date, founding, moment};
use domain::people::SecretProblem;
use hall::{Clock, DEMO_SECRET, FieldRefusal, NewPerson, PersonWish, Program, Refusal, Right, Role, SessionState, may};
use tempfile::TempDir;

fn faults<T>(outcome: Result<T, Refusal>) -> Vec<FieldRefusal> {
    match outcome {
        Err(Refusal::Fields(faults)) => faults,
        Err(other) => panic!("faults at fields expected, not {other:?}"),
        Ok(_) => panic!("faults at fields expected"),
    }
}

fn consultant(name: &str) -> NewPerson {
    NewPerson { name: name.into(), roles: vec![Role::Consultant], secret: "135792".into() }
}

#[test]
fn nobody_acts_without_signing_in() {
    let test = TestHall::friday();
    let hall = test.program.hall().expect("a hall");
    assert!(matches!(hall.desk(None), Err(Refusal::NotSignedIn)));
    assert!(matches!(hall.desk(Some("0123456789abcdef0123456789abcdef")), Err(Refusal::NotSignedIn)));
}

#[test]
fn a_wrong_secret_is_counted_slowed_down_and_on_record() {
    let test = TestHall::friday();
    let hall = test.program.hall().expect("a hall");
    let person = test.desk(Role::Consultant).actor().person;
    for _ in 0..2 {
        assert!(matches!(hall.sign_in(person, "000000", None), Err(Refusal::SignInWrong { wait_seconds: 0 })));
    }
    assert!(matches!(hall.sign_in(person, "000000", None), Err(Refusal::SignInWrong { wait_seconds: 1..=5 })));
    assert!(matches!(hall.sign_in(person, DEMO_SECRET, None), Err(Refusal::SignInWait { seconds: 1..=5 })));
    let failed = hall::AuditFilter { kind: Some("person.sign_in_failed".into()), ..Default::default() };
    let manager = test.hall();
    assert_eq!(manager.audit(&failed, None).expect("a page").lines.len(), 3);
    drop((hall, manager));
    // A restart forgets no try: the wait begins anew.
    let test = test.restart_at("2027-11-27T16:50:00");
    let hall = test.program.hall().expect("a hall");
    assert!(matches!(hall.sign_in(person, DEMO_SECRET, None), Err(Refusal::SignInWait { .. })));
}

#[test]
fn a_screen_left_alone_locks_whatever_the_clock_says() {
    let test = TestHall::friday();
    let hall = test.program.hall().expect("a hall");
    let person = hall.can_sign_in().expect("people")[0].person;
    let token = hall.sign_in(person, DEMO_SECRET, None).expect("signed in");
    hall.desk(Some(&token))
        .expect("at work")
        .keep_draft(hall::DraftOf::Booking, "{\"name\":\"王\"}".into())
        .expect("kept");
    hall.lock_after_seconds(0);
    assert!(matches!(hall.desk(Some(&token)), Err(Refusal::Locked)));
    hall.lock_after_seconds(300);
    assert_eq!(hall.touch_session(&token), SessionState::Locked { person }, "touching unlocks nothing");
    let again = hall.sign_in(person, DEMO_SECRET, Some(&token)).expect("unlocked");
    assert!(matches!(hall.desk(Some(&token)), Err(Refusal::NotSignedIn)), "the session before has ended");
    let desk = hall.desk(Some(&again)).expect("at work");
    assert_eq!(desk.draft(hall::DraftOf::Booking).expect("read").as_deref(), Some("{\"name\":\"王\"}"));
}

#[test]
fn each_person_has_a_draft_of_their_own() {
    let test = TestHall::friday();
    let (manager, consultant) = (test.desk(Role::HallManager), test.desk(Role::Consultant));
    assert_ne!(manager.actor().person, consultant.actor().person);
    manager.keep_draft(hall::DraftOf::Booking, "manager".into()).expect("kept");
    consultant.keep_draft(hall::DraftOf::Booking, "consultant".into()).expect("kept");
    assert_eq!(manager.draft(hall::DraftOf::Booking).expect("read").as_deref(), Some("manager"));
    test.desk(Role::Consultant).make_booking(common::request(), test.wish()).expect("booked");
    assert_eq!(consultant.draft(hall::DraftOf::Booking).expect("read"), None, "a saved form is no draft");
    assert_eq!(manager.draft(hall::DraftOf::Booking).expect("read").as_deref(), Some("manager"));
}

#[test]
fn people_are_entered_changed_and_leave() {
    let test = TestHall::friday();
    let manager = test.hall();
    let wrong = NewPerson { name: "  ".into(), roles: Vec::new(), secret: "123456".into() };
    let expected = [FieldRefusal::PersonName, FieldRefusal::Roles, FieldRefusal::Secret(SecretProblem::TooSimple)];
    assert_eq!(faults(manager.enter_person(&wrong)), expected);
    let person = manager.enter_person(&consultant("𬱖·买买提")).expect("entered");
    let hall = test.program.hall().expect("a hall");
    let token = hall.sign_in(person, "１３５７９２", None).expect("full-width digits are digits");
    let card = |name: &str| {
        let people = manager.people().expect("people");
        people.into_iter().find(|card| card.name == name).expect("there")
    };
    let base = card("𬱖·买买提").base;
    let wish = PersonWish { name: "艾力".into(), roles: vec![Role::DutyLeader], active: true };
    manager.change_person(person, base, &wish).expect("changed");
    assert!(matches!(manager.change_person(person, base, &wish), Err(Refusal::PersonChanged)));
    assert_eq!(card("艾力").roles, [Role::DutyLeader]);
    assert!(hall.desk(Some(&token)).is_ok(), "a change of roles ends no session, it counts at once");
    manager.reset_secret(person, "864213").expect("set anew");
    assert!(matches!(hall.desk(Some(&token)), Err(Refusal::NotSignedIn)));
    assert!(hall.sign_in(person, "135792", None).is_err());
    let token = hall.sign_in(person, "864213", None).expect("signed in");
    manager.change_person(person, card("艾力").base, &PersonWish { active: false, ..wish }).expect("left");
    assert!(matches!(hall.desk(Some(&token)), Err(Refusal::NotSignedIn)));
    assert!(hall.sign_in(person, "864213", None).is_err(), "who has left cannot sign in");
}

#[test]
fn the_last_manager_stays_and_only_managers_make_managers() {
    let test = TestHall::friday();
    let (manager, administrator) = (test.hall(), test.desk(Role::Administrator));
    let own = manager.own_card().expect("a card");
    let demoted = PersonWish { name: own.name.clone(), roles: vec![Role::Consultant], active: true };
    assert!(matches!(manager.change_person(own.person, own.base, &demoted), Err(Refusal::LastManager)));
    let new = NewPerson { roles: vec![Role::HallManager], ..consultant("新人") };
    assert!(matches!(administrator.enter_person(&new), Err(Refusal::NotPermitted)));
    assert!(matches!(administrator.reset_secret(own.person, "864213"), Err(Refusal::NotPermitted)));
    administrator.enter_person(&consultant("新人")).expect("a consultant is fine");
    manager.enter_person(&new).expect("a second manager");
    manager.change_person(own.person, own.base, &demoted).expect("now there is another");
    assert!(manager.people().is_ok(), "this desk was admitted before");
    assert!(matches!(test.desk(Role::Consultant).people(), Err(Refusal::NotPermitted)));
}

#[test]
fn one_changes_ones_own_secret_and_other_windows_are_signed_out() {
    let test = TestHall::friday();
    let hall = test.program.hall().expect("a hall");
    let person = hall.can_sign_in().expect("people")[0].person;
    let here = hall.sign_in(person, DEMO_SECRET, None).expect("signed in");
    let there = hall.sign_in(person, DEMO_SECRET, None).expect("signed in");
    let desk = hall.desk(Some(&here)).expect("at work");
    assert_eq!(faults(desk.change_own_secret(&here, "999999", "864213")), [FieldRefusal::PresentSecret]);
    assert_eq!(
        faults(desk.change_own_secret(&here, DEMO_SECRET, "12")),
        [FieldRefusal::Secret(SecretProblem::TooShort)]
    );
    desk.change_own_secret(&here, DEMO_SECRET, "864213").expect("changed");
    assert!(hall.desk(Some(&here)).is_ok());
    assert!(matches!(hall.desk(Some(&there)), Err(Refusal::NotSignedIn)));
}

#[test]
fn the_recovery_code_brings_the_last_manager_back() {
    let dir = TempDir::new().expect("a folder");
    let program = Program::open(dir.path().to_owned(), Clock::starting_at(moment(common::FRIDAY)));
    let first = program.found(&founding(&dir)).expect("a hall");
    let hall = program.hall().expect("a hall");
    let manager = hall.desk(Some(&first.session)).expect("signed in by the founding");
    assert!(Right::ALL.iter().all(|right| manager.actor().may(*right)));
    let person = manager.actor().person;
    assert_eq!(
        faults(hall.recover_manager(person, "AAAAA", "864213")),
        [FieldRefusal::RecoveryCode(hall::RecoveryFault::Mistyped)]
    );
    let foreign = store::RecoveryCode::generate().expect("a code").text().to_string();
    assert_eq!(
        faults(hall.recover_manager(person, &foreign, "864213")),
        [FieldRefusal::RecoveryCode(hall::RecoveryFault::WrongCode)]
    );
    let typed = first.recovery_code.to_lowercase().replace('-', " ");
    hall.recover_manager(person, &typed, "864213").expect("as somebody types it");
    assert!(matches!(hall.desk(Some(&first.session)), Err(Refusal::NotSignedIn)));
    let token = hall.sign_in(person, "864213", None).expect("signed in");
    let renewed = hall.desk(Some(&token)).expect("at work").renew_recovery_code().expect("a new code");
    assert!(hall.recover_manager(person, &first.recovery_code, "975318").is_err(), "the old code opens nothing");
    hall.recover_manager(person, &renewed, "975318").expect("the new one does");
}

#[test]
fn each_use_case_asks_for_its_right() {
    let test = TestHall::friday();
    let saved = test.book(test.wish()).expect("booked");
    for role in Role::ALL {
        let desk = test.desk(role);
        let check = |right: Right, refused: bool| {
            assert_eq!(refused, !may(role, right), "{role:?} {right:?}");
        };
        let denied = |outcome: Result<(), Refusal>| matches!(outcome, Err(Refusal::NotPermitted));
        let day = date(common::SATURDAY);
        check(Right::ReadBook, denied(desk.book_day(day).map(drop)));
        check(Right::WriteBooking, denied(desk.keep_draft(hall::DraftOf::Booking, "x".into())));
        check(Right::SeeFullName, denied(desk.reveal_booking(saved.booking).map(drop)));
        check(Right::KeepData, denied(desk.choose_second_folder("").map(drop)));
        check(Right::ManagePeople, denied(desk.people().map(drop)));
        check(Right::ReadAudit, denied(desk.audit(&hall::AuditFilter::default(), None).map(drop)));
        check(Right::ErasePersonal, denied(desk.erase_preview(saved.booking).map(drop)));
        check(Right::AnswerForHall, denied(desk.remint_frozen().map(drop)));
    }
}

#[test]
fn every_event_bears_whoever_did_it() {
    let test = TestHall::friday();
    let consultant = test.desk(Role::Consultant);
    consultant.make_booking(common::request(), test.wish()).expect("booked");
    let name = consultant.own_card().expect("a card").name;
    let made = hall::AuditFilter { kind: Some("booking".into()), ..Default::default() };
    let page = test.hall().audit(&made, None).expect("a page");
    assert_eq!((page.lines.len(), page.lines[0].kind, &page.lines[0].person), (1, "booking.made", &name));
    assert!(page.lines[0].booking.is_some());
}
