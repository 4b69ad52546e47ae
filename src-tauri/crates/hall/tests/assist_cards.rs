//! Leg cards: printed under numbers that are used once, typed in as whole cases, recognised when they are typed again.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::assist::case::Stage;
use domain::assist::number::CardNumber;
use domain::assist::recognise::{Difference, Recognised};
use domain::time::BeijingDay;
use hall::{CardRow, CardUnsure, CaseTexts, Desk, FieldRefusal, LegWish, LogFault, LogRefusal, Refusal, Role, Warning};

const EVENING: &str = "2026-11-28T16:40:00";
const ASKED: [Warning; 1] = [Warning::LogDoubts];

fn request(number: u32) -> String {
    format!("{number:016x}")
}

fn row(number: &str) -> CardRow {
    CardRow {
        day: BeijingDay::from(date(SATURDAY)),
        number: number.to_owned(),
        start: "0905".to_owned(),
        end: "948".to_owned(),
        past_midnight: false,
        ticks: "123456XH".to_owned(),
        times: Vec::new(),
        party: "3".to_owned(),
        taken: "4".to_owned(),
        helper: None,
        items: Vec::new(),
        booking: None,
        texts: CaseTexts { name: Some("欧阳修".to_owned()), ..CaseTexts::default() },
    }
}

fn one_card(desk: &Desk) -> String {
    desk.print_cards(request(900), 1, Vec::new()).expect("a card").new[0].to_string()
}

#[test]
fn a_card_is_a_whole_case_and_typed_again_it_is_the_same() {
    let hall = TestHall::at(EVENING);
    let desk = hall.desk(Role::Consultant);
    let number = one_card(&desk);
    let reading = desk.read_card(&row(&number)).expect("read");
    assert_eq!((reading.recognised, reading.faults.len(), reading.trips), (Some(Recognised::New), 0, 8));
    assert!(reading.is_complete && reading.doubts.is_empty(), "{:?}", reading.doubts);
    let case = desk.type_in_card(request(1), row(&number), None, &[]).expect("saved").case;
    assert_eq!(desk.type_in_card(request(1), row(&number), None, &[]).expect("the same").case, case, "sent twice");
    let again = desk.type_in_card(request(2), row(&number), None, &[]).expect("nothing to do");
    assert_eq!((again.case, again.event), (case, None), "typed twice");
    let day = desk.log_day(date(SATURDAY)).expect("a day");
    assert_eq!((day.counts.cases.len(), day.counts.trips, day.counts.people), (1, 8, 3));
    let line = &day.closed[0];
    assert_eq!((line.minutes, line.returned, line.taken), (Some(43), 4, 4));
    assert_eq!(line.stage, Stage::Completed);
    assert!(desk.cards_state().expect("cards").piles.is_empty());
}

#[test]
fn what_a_card_says_otherwise_is_an_edit_of_the_case_that_is_meant() {
    let hall = TestHall::at(EVENING);
    let desk = hall.desk(Role::Consultant);
    let number = one_card(&desk);
    let case = desk.type_in_card(request(1), row(&number), None, &[]).expect("saved").case;
    let other = CardRow { ticks: "12345566XH".to_owned(), end: "0950".to_owned(), ..row(&number) };
    let reading = desk.read_card(&other).expect("read");
    assert_eq!(reading.recognised, Some(Recognised::Edit(case)));
    assert_eq!(reading.differences, [Difference::Time, Difference::Leg(5), Difference::Leg(6), Difference::Leg(7)]);
    let unmeant = desk.type_in_card(request(2), other.clone(), None, &[]);
    assert!(matches!(unmeant, Err(Refusal::Log(LogRefusal::CardKnown { cases })) if cases == [case]));
    desk.type_in_card(request(3), other.clone(), Some(case), &[]).expect("an edit");
    let card = desk.show_case(case).expect("a case").card;
    assert_eq!((card.stage, card.trips, card.legs.len()), (Stage::Completed, 11, 8));
    assert!(card.flags.is_empty(), "{:?}", card.flags);
    assert!(desk.read_card(&other).expect("read").differences.is_empty(), "now it says so");
    let fewer = CardRow { ticks: "1234XH".to_owned(), ..other };
    desk.type_in_card(request(4), fewer.clone(), Some(case), &[]).expect("legs are struck");
    assert_eq!(desk.show_case(case).expect("a case").card.trips, 5);
    assert!(desk.read_card(&fewer).expect("read").differences.is_empty());
}

#[test]
fn a_card_typed_again_takes_nothing_back_that_it_is_silent_about() {
    let hall = TestHall::at(EVENING);
    let desk = hall.desk(Role::Consultant);
    let number = one_card(&desk);
    let timed = CardRow { times: vec![["0905".to_owned(), "0910".to_owned()]], ..row(&number) };
    let case = desk.type_in_card(request(1), timed, None, &[]).expect("saved").case;
    let first = desk.show_case(case).expect("a case").card.legs[0].clone();
    let more = LegWish { kind: first.kind, time: None, helper: None, trips: Some(2) };
    desk.correct_leg(request(2), case, first.leg, first.seen, more, &[]).expect("two trips");
    assert_eq!(desk.read_card(&row(&number)).expect("read").differences, [], "it says no time, and not how many trips");
    let later = CardRow { end: "0950".to_owned(), ..row(&number) };
    desk.type_in_card(request(3), later, Some(case), &[]).expect("an edit");
    let leg = desk.show_case(case).expect("a case").card.legs[0].clone();
    assert_eq!((leg.time, leg.trips), (first.time, 2));
}

#[test]
fn a_wrong_digit_and_the_card_of_another_hall_are_noticed() {
    let hall = TestHall::at(EVENING);
    let desk = hall.desk(Role::Consultant);
    let number = one_card(&desk);
    let mut digits: Vec<char> = number.chars().collect();
    let last = digits.len() - 1;
    digits[last] = if digits[last] == '9' { '8' } else { '9' };
    let wrong: String = digits.into_iter().collect();
    let refused = desk.type_in_card(request(1), row(&wrong), None, &[]);
    let Err(Refusal::Fields(faults)) = refused else { panic!("{refused:?}") };
    assert!(matches!(&faults[..], [FieldRefusal::Log { field, fault: LogFault::Number(_) }] if field == "number"));
    // Far from where this hall's numbers begin.
    let serial = number.replace(' ', "").parse::<u32>().expect("digits") / 10;
    let far = CardNumber::from_serial(100_000 + (serial + 450_000) % 900_000).expect("a serial").to_string();
    assert_eq!(desk.read_card(&row(&far)).expect("read").recognised, Some(Recognised::NotPrinted));
    let asked = desk.type_in_card(request(2), row(&far), None, &[]);
    assert!(matches!(asked, Err(Refusal::Log(LogRefusal::CardUnsure(CardUnsure::NotPrinted)))), "{asked:?}");
    desk.type_in_card(request(3), row(&far), None, &[Warning::CardNotPrinted]).expect("the paper is right");
    desk.spoil_card(&number).expect("spoilt");
    let spoilt = desk.type_in_card(request(4), row(&number), None, &[]);
    assert!(matches!(spoilt, Err(Refusal::Log(LogRefusal::CardUnsure(CardUnsure::Spoilt)))), "{spoilt:?}");
}

#[test]
fn everything_wrong_with_a_row_is_said_at_once() {
    let hall = TestHall::at(EVENING);
    let desk = hall.desk(Role::Consultant);
    let tomorrow = BeijingDay(BeijingDay::from(date(SATURDAY)).0 + 1);
    let bad = CardRow {
        day: tomorrow,
        start: "960".to_owned(),
        ticks: "1Z".to_owned(),
        party: "99".to_owned(),
        ..row("123")
    };
    let reading = desk.read_card(&bad).expect("read");
    let fields: Vec<&str> = reading
        .faults
        .iter()
        .map(|fault| match fault {
            FieldRefusal::Log { field, .. } => field.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(fields, ["number", "start", "ticks", "party", "date"]);
    assert!(
        matches!(desk.type_in_card(request(1), bad, None, &ASKED), Err(Refusal::Fields(faults)) if faults.len() == 5)
    );
    assert_eq!(desk.log_day(date(SATURDAY)).expect("a day").counts.cases.len(), 0);
}

#[test]
fn times_that_nobody_wrote_stay_unknown_and_papers_keep_a_case_open() {
    let hall = TestHall::at(EVENING);
    let desk = hall.desk(Role::Consultant);
    let number = one_card(&desk);
    let unwritten = CardRow { start: String::new(), end: "？".to_owned(), ticks: "12".to_owned(), ..row(&number) };
    let case = desk.type_in_card(request(1), unwritten, None, &[]).expect("saved").case;
    let day = desk.log_day(date(SATURDAY)).expect("a day");
    assert_eq!((day.open.len(), day.open[0].held, day.open[0].minutes), (1, 4, None));
    assert_eq!((day.open[0].began.at, day.open[0].legs[0].time.from), (None, None));
    let helper = desk.show_case(case).expect("a case").card.helpers[0].person;
    assert_eq!(helper, desk.actor().person);
}

#[test]
fn a_card_names_a_helper_who_has_left() {
    let hall = TestHall::at(EVENING);
    let manager = hall.hall();
    let people = manager.people().expect("people");
    let runner = people.iter().find(|card| card.roles == [Role::Runner]).expect("a runner").clone();
    let gone = hall::PersonWish { name: runner.name.clone(), roles: runner.roles.clone(), active: false };
    manager.change_person(runner.person, runner.base, &gone).expect("gone");
    let desk = hall.desk(Role::Consultant);
    let of_them = CardRow { helper: Some(runner.person), ..row(&one_card(&desk)) };
    let case = desk.type_in_card(request(1), of_them, None, &[]).expect("saved").case;
    assert_eq!(desk.show_case(case).expect("a case").card.helpers[0].name, runner.name);
    let day = desk.log_day(date(SATURDAY)).expect("a day");
    assert!(day.helpers.iter().all(|helper| helper.person != runner.person), "nobody gives them a case");
}

#[test]
fn no_number_is_printed_twice_and_what_is_passed_over_is_looked_for() {
    let hall = TestHall::at(EVENING);
    let desk = hall.desk(Role::Runner);
    let first = desk.print_cards(request(1), 6, Vec::new()).expect("cards");
    let same = desk.print_cards(request(1), 6, Vec::new()).expect("the same");
    assert_eq!(same.new, first.new, "sent twice");
    let second = desk.print_cards(request(2), 4, vec![first.new[0].to_string()]).expect("cards");
    assert!(second.new.iter().all(|number| !first.new.contains(number)));
    assert_eq!((second.again, second.left), (vec![first.new[0]], first.left - 4));
    desk.type_in_card(request(3), row(&first.new[2].to_string()), None, &[]).expect("saved");
    desk.spoil_card(&first.new[0].to_string()).expect("spoilt");
    let state = desk.cards_state().expect("cards");
    assert_eq!(state.piles[0].passed, [first.new[1]]);
    assert_eq!(state.piles[0].in_pile, first.new[3..]);
    assert_eq!(state.piles[1].in_pile.len(), 4);
    let typed = desk.print_cards(request(4), 0, vec![first.new[2].to_string()]);
    assert!(matches!(typed, Err(Refusal::Fields(_))), "{typed:?}");
    drop(desk);
    let hall = hall.restart_at("2026-11-29T09:00:00");
    let after = hall.desk(Role::Runner).print_cards(request(5), 2, Vec::new()).expect("cards");
    assert!(after.new.iter().all(|number| !first.new.contains(number) && !second.new.contains(number)));
}
