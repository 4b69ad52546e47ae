//! What the log comes to and what becomes of it: figures, work orders, erasing.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::assist::deed::Refusal as NotNow;
use domain::assist::leg::LegKind;
use domain::assist::moment::Stretch;
use domain::assist::step::{EndReason, Rating};
use domain::event::{OrderOutcome, OrderWhy};
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use hall::{
    CaseTexts, CaseTurn, CaseWish, Desk, KeptBecause, LegWish, LogRefusal, LogSought, LogWish, OrderWish, Refusal,
    Role, Warning, Word,
};
use std::path::Path;

const MORNING: &str = "2026-11-28T10:02:00";
const ASKED: [Warning; 1] = [Warning::LogDoubts];
const PLANTED: [&str; 8] =
    ["欧阳明月", "13677778888", "行动特别不便", "两位老人不进厅", "由长子签字", "何守候", "备注里的话", "特殊证件甲"];

fn request(number: u32) -> String {
    format!("{number:016x}")
}

fn planted(hall: &TestHall) -> CaseWish {
    let some = |at: usize| Some(PLANTED[at].to_owned());
    CaseWish {
        party: Some(2),
        items: Some(vec![hall.item("食品经营许可")]),
        texts: CaseTexts {
            name: some(0),
            phone: some(1),
            reason: some(2),
            rule: None,
            may_not_enter: some(3),
            who_signs: some(4),
            carer: some(5),
            note: some(6),
        },
        documents: vec![PLANTED[7].to_owned()],
        ..CaseWish::default()
    }
}

fn with_reasons(hall: &TestHall) {
    let reasons = vec![Word { number: 0, text: PLANTED[2].to_owned() }];
    hall.desk(Role::GroupLeader).set_log(LogWish { reasons, ..LogWish::default() }).expect("set");
}

fn leg(desk: &Desk, number: u32, case: RecordId, from: u16, to: u16) {
    let day = BeijingDay::from(date(SATURDAY));
    let time = Stretch { from: Some(MinuteOfDay(from)), to: Some(MinuteOfDay(to)), ..Stretch::unknown(day) };
    let wish = LegWish { kind: LegKind::Submission, time: Some(time), helper: None, trips: None };
    desk.add_leg(request(number), case, wish, &ASKED).expect("a leg");
}

fn holding(dir: &Path, needle: &[u8], found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            holding(&path, needle, found);
            continue;
        }
        match std::fs::read(&path) {
            Ok(bytes) if bytes.windows(needle.len()).any(|part| part == needle) => found.push(path),
            Ok(_) => {}
            // What the daily work has put in its place, or taken away, meanwhile.
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{}", path.display()),
        }
    }
}

#[test]
fn no_sealed_value_stands_in_any_file_or_event() {
    let hall = TestHall::at(MORNING);
    with_reasons(&hall);
    let desk = hall.desk(Role::GroupLeader);
    let case = desk.open_case(request(1), planted(&hall)).expect("a case").case;
    leg(&desk, 2, case, 540, 560);
    desk.rate_case(request(3), case, Some(Rating::Dissatisfied), "这句表扬的话").expect("rated");
    let wish = OrderWish {
        why: OrderWhy::BadRating,
        case: Some(case),
        booking: None,
        about: "工单里的话".to_owned(),
        owner: None,
    };
    desk.open_order(request(4), wish).expect("an order");
    hall.hall().back_up().expect("a backup");
    for value in PLANTED.iter().chain(&["这句表扬的话", "工单里的话"]) {
        let utf16: Vec<u8> = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for needle in [value.as_bytes(), utf16.as_slice()] {
            let mut found = Vec::new();
            holding(hall.dir.path(), needle, &mut found);
            assert!(found.is_empty(), "{value}: {found:?}");
        }
    }
    let mut found = Vec::new();
    holding(hall.dir.path(), "食品经营许可".as_bytes(), &mut found);
    assert!(!found.is_empty(), "what is no secret is found");
}

#[test]
fn each_is_counted_by_itself_and_helpers_are_seen_by_leaders_alone() {
    let hall = TestHall::at(MORNING);
    with_reasons(&hall);
    let (leader, runner) = (hall.desk(Role::GroupLeader), hall.desk(Role::Runner));
    let first = leader.open_case(request(1), planted(&hall)).expect("a case").case;
    leg(&leader, 2, first, 540, 560);
    leg(&leader, 3, first, 550, 570);
    leader.return_documents(request(4), first, None, None).expect("back");
    leader.turn_case(request(5), first, CaseTurn::Complete, None).expect("done");
    let plain = CaseWish { items: Some(vec![hall.item("食品经营许可")]), ..CaseWish::default() };
    let second = runner.open_case(request(6), plain).expect("a case").case;
    let unknown = LegWish {
        kind: LegKind::Form,
        time: Some(Stretch::unknown(BeijingDay::from(date(SATURDAY)))),
        helper: None,
        trips: None,
    };
    runner.add_leg(request(7), second, unknown, &[]).expect("a leg");
    let figures = leader.log_figures(date("2026-11-01"), date("2026-11-30")).expect("figures");
    let year = leader.log_figures(date("2026-01-01"), date("2026-12-31")).expect("figures");
    assert_eq!(year.months, [(date("2026-11-01"), figures.sum.clone())], "a month is the sum of its days");
    let sum = &figures.sum;
    assert_eq!((sum.cases.len(), sum.items, sum.people, sum.trips), (2, 2, 3, 3));
    assert_eq!(figures.days.len(), 1);
    let reasons: Vec<(&str, usize)> =
        figures.reasons.iter().map(|(reason, of)| (reason.as_str(), of.cases.len())).collect();
    assert_eq!(reasons, [("", 1), (PLANTED[2], 1)]);
    let submission = &figures.kinds.iter().find(|(row, _)| row.kind == LegKind::Submission).expect("a kind").1;
    assert_eq!((submission.legs, submission.time.minutes, submission.time.unknown), (2, 40, 0));
    let helpers = figures.helpers.expect("a leader sees them");
    let own = helpers.iter().find(|(helper, _)| helper.person == leader.actor().person).expect("a leader");
    assert_eq!((own.1.legs, own.1.time.minutes), (2, 30), "what overlaps counts once");
    assert!(runner.log_figures(date(SATURDAY), date(SATURDAY)).expect("figures").helpers.is_none());
    assert_eq!((figures.ratings.none, figures.ratings.given.len()), (2, 0));
    let back = leader.log_figures(date(SATURDAY), date("2026-11-01"));
    assert!(matches!(back, Err(Refusal::Fields(_))), "{back:?}");

    let found = leader.find_cases(
        date("2026-11-01"),
        date("2026-11-30"),
        &LogSought { text: "食品".to_owned(), ..LogSought::default() },
    );
    assert_eq!(found.expect("found").all, 2);
    let of_runner = LogSought { helper: Some(runner.actor().person), ..LogSought::default() };
    let found = leader.find_cases(date("2026-11-01"), date("2026-11-30"), &of_runner).expect("found");
    assert_eq!((found.all, found.lines[0].case), (1, second));
}

#[test]
fn a_work_order_is_due_in_five_working_days_and_seen_when_it_is_over() {
    let hall = TestHall::at(MORNING);
    let (leader, runner) = (hall.desk(Role::GroupLeader), hall.desk(Role::Runner));
    let plain = CaseWish { items: Some(Vec::new()), ..CaseWish::default() };
    let case = runner.open_case(request(1), plain).expect("a case").case;
    let wish =
        |why| OrderWish { why, case: Some(case), booking: None, about: "系统办不了".to_owned(), owner: None };
    let early = runner.open_order(request(2), wish(OrderWhy::NotPossible));
    assert!(matches!(early, Err(Refusal::Fields(_))), "it is not ended: {early:?}");
    runner.turn_case(request(3), case, CaseTurn::Terminate(EndReason::NotPossible), None).expect("ended");
    let order = runner.open_order(request(4), wish(OrderWhy::NotPossible)).expect("an order");
    assert_eq!(runner.open_order(request(4), wish(OrderWhy::NotPossible)).expect("the same"), order);
    let card = runner.orders().expect("orders").orders[0].clone();
    assert_eq!((card.due, card.overdue, card.about.as_str()), (date("2026-12-04"), false, "系统办不了"));
    assert_eq!(card.owner.person, runner.actor().person);
    leader.assign_order(order, leader.actor().person).expect("given");
    assert!(matches!(runner.end_order(order, OrderOutcome::Done, ""), Err(Refusal::NotPermitted)), "no longer theirs");
    drop((leader, runner));
    let hall = hall.restart_at("2026-12-07T09:00:00");
    let leader = hall.desk(Role::GroupLeader);
    assert!(leader.orders().expect("orders").orders[0].overdue);
    leader.end_order(order, OrderOutcome::Explained, "已说明").expect("settled");
    let card = leader.orders().expect("orders").orders[0].clone();
    assert!(!card.overdue);
    assert_eq!((card.outcome, card.words.as_str()), (Some(OrderOutcome::Explained), "已说明"));
    assert!(matches!(leader.end_order(order, OrderOutcome::Done, ""), Err(Refusal::Log(LogRefusal::OrderEnded))));
}

#[test]
fn erasing_says_what_is_still_held_and_papers_can_be_given_back() {
    let hall = TestHall::at(MORNING);
    with_reasons(&hall);
    let runner = hall.desk(Role::Runner);
    let case = runner.open_case(request(1), planted(&hall)).expect("a case").case;
    leg(&runner, 2, case, 540, 560);
    assert!(matches!(runner.erase_cases(vec![case]), Err(Refusal::NotPermitted)));
    let erased = hall.hall().erase_cases(vec![case]).expect("erased");
    assert_eq!((erased.cases, erased.held.len(), erased.held[0].documents), (1, 1, 1));
    assert_eq!(erased.held[0].helper.as_ref().map(|helper| helper.person), Some(runner.actor().person));
    let shown = runner.reveal_case(case).expect("a case");
    assert!(shown.erased && shown.texts == hall::CaseTextsShown::default() && shown.documents[0].name.is_empty());
    assert_eq!((shown.card.trips, shown.card.party), (1, 2), "counts stay");
    let again = runner.take_documents(request(3), case, vec!["新材料".to_owned()], None);
    assert!(matches!(again, Err(Refusal::Erased)), "{again:?}");
    let held = runner.turn_case(request(4), case, CaseTurn::Complete, None);
    assert!(matches!(held, Err(Refusal::Log(LogRefusal::Deed(NotNow::DocumentsHeld(1))))), "{held:?}");
    runner.return_documents(request(5), case, None, None).expect("back");
    runner.turn_case(request(6), case, CaseTurn::Complete, None).expect("closed");
}

#[test]
fn who_is_erased_by_their_booking_is_erased_in_the_log() {
    let hall = TestHall::at(MORNING);
    let mut wish = hall.wish();
    wish.accepted = vec![Warning::SlotPast];
    let booking = hall.hall().make_booking(request(1), wish).expect("a booking").booking;
    let from = CaseWish { booking: Some(booking), documents: vec!["身份证".to_owned()], ..CaseWish::default() };
    let case = hall.desk(Role::Runner).open_case(request(2), from).expect("a case").case;
    let erased = hall.hall().erase(vec![booking]).expect("erased");
    assert_eq!((erased.bookings, erased.held.len(), erased.held[0].case), (1, 1, case));
    assert!(hall.hall().show_case(case).expect("a case").erased);
}

#[test]
fn what_somebody_waits_for_is_listed_and_kept_when_its_days_are_over() {
    let hall = TestHall::at(MORNING);
    with_reasons(&hall);
    let desk = hall.desk(Role::GroupLeader);
    let held = desk.open_case(request(1), planted(&hall)).expect("a case").case;
    let done = desk.open_case(request(2), CaseWish { documents: Vec::new(), ..planted(&hall) }).expect("a case").case;
    desk.turn_case(request(3), done, CaseTurn::Terminate(EndReason::NotPossible), None).expect("ended");
    let wish =
        OrderWish { why: OrderWhy::NotPossible, case: Some(done), booking: None, about: String::new(), owner: None };
    let order = desk.open_order(request(4), wish).expect("an order");
    drop(desk);
    hall.hall().adjust_hall(5, 20).expect("twenty days");
    // Work on different dates, so that the clock is believed.
    let mut hall = hall;
    for day in ["2026-12-05", "2026-12-12", "2026-12-26"] {
        hall = hall.restart_at(&format!("{day}T10:00:00"));
        hall.hall().back_up().expect("work");
    }
    let desk = hall.desk(Role::GroupLeader);
    desk.erase_expired().expect("asked");
    let kept: Vec<(RecordId, KeptBecause)> =
        desk.kept_cases().expect("kept").iter().map(|kept| (kept.line.case, kept.why)).collect();
    assert_eq!(kept, [(held, KeptBecause::DocumentsHeld), (done, KeptBecause::Order)]);
    assert!(!desk.show_case(done).expect("a case").erased);
    desk.end_order(order, OrderOutcome::Dropped, "").expect("settled");
    desk.erase_expired().expect("asked");
    assert!(desk.show_case(done).expect("a case").erased);
    assert!(!desk.show_case(held).expect("a case").erased);
}

#[test]
fn a_days_cases_are_found_by_name_telephone_and_card_without_showing_them() {
    let hall = TestHall::at(MORNING);
    let runner = hall.desk(Role::Runner);
    let named = |name: &str, phone: &str| {
        let some = |text: &str| Some(text.to_owned());
        let texts = CaseTexts { name: some(name), phone: some(phone), ..CaseTexts::default() };
        CaseWish { texts, items: Some(vec![hall.item("食品经营许可")]), ..CaseWish::default() }
    };
    let ouyang = runner.open_case(request(1), named("欧阳修", "13800138000")).expect("a case").case;
    let wang = runner.open_case(request(2), named("王安石", "13900139111")).expect("a case").case;
    runner.turn_case(request(3), wang, CaseTurn::Complete, None).expect("closed");
    let check = |text: &str, expect: Option<&[RecordId]>| {
        let found = runner.find_on_log_day(text, date(SATURDAY)).expect("found");
        assert_eq!(found, expect.map(|cases| cases.iter().copied().collect()), "{text}");
    };
    check("欧阳", Some(&[ouyang]));
    check("ouyang", Some(&[ouyang]));
    check("was", Some(&[wang]));
    check("9111", Some(&[wang]));
    check("食品", Some(&[ouyang, wang]));
    check("李", Some(&[]));
    check("91", None);
    let elsewhere = runner.find_on_log_day("欧阳", date("2026-11-27")).expect("found");
    assert_eq!(elsewhere, Some(std::collections::BTreeSet::new()), "of another day");
    let clerk = hall.desk(Role::WindowClerk);
    let refused = clerk.find_on_log_day("欧阳", date(SATURDAY));
    assert!(matches!(refused, Err(Refusal::NotPermitted)), "{refused:?}");
}
