//! What an import takes away is shown before it is taken, and a hall can go back to what it had.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::event::ReferenceKind::{self, Calendar, Departments, Items};
use domain::reference::import::{BadCell, BadFile};
use domain::reference::shipped;
use hall::{BookingEffect, ReferencePreview, ReferenceTaking, Refusal, Wanted};

const DAYS: &str = "date,kind,holiday,notice_year\n";
const SHORT: &str = "id,zh_hans,departments,window_minutes,needs_approver\n901,甲事项,,15,yes\n902,乙事项,,15,yes\n";

fn file(text: &str) -> Wanted {
    Wanted::Csv { text: text.to_owned(), source: "通知.csv".to_owned() }
}

fn preview(test: &TestHall, kind: ReferenceKind, text: &str) -> ReferencePreview {
    test.hall().preview_reference(kind, &file(text)).expect("a preview")
}

fn unseen(test: &TestHall, kind: ReferenceKind, text: &str, seen: Option<&str>) -> ReferenceTaking {
    match test.hall().import_reference(kind, text, "x", seen) {
        Err(Refusal::ReferenceUnseen(taking)) => taking,
        other => panic!("what nobody has seen is refused: {other:?}"),
    }
}

fn years(test: &TestHall) -> Vec<i32> {
    test.hall().reference().calendar.years().collect()
}

fn items(test: &TestHall) -> usize {
    test.hall().reference().catalogue.items().len()
}

#[test]
fn next_years_notice_alone_goes_at_once_and_takes_no_year_away() {
    let test = TestHall::friday();
    let next = format!("{DAYS}2027-01-01,休,元旦,2027\n2027-01-02,休,元旦,2027\n");
    let shown = preview(&test, Calendar, &next);
    assert_eq!((shown.change.added.len(), shown.change.only_adds(), shown.affected.len()), (2, true, 0));
    assert_eq!(years(&test), (2018..=2026).collect::<Vec<_>>(), "a preview takes nothing");
    let report = test.hall().import_reference(Calendar, &next, "国办发明电〔2026〕9号", None).expect("a report");
    assert_eq!((report.rows, report.is_good()), (2, true));
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(years(&test), (2018..=2027).collect::<Vec<_>>());
    assert_eq!(test.hall().reference().calendar.holiday_name(date("2018-02-15")), Some("春节"));
    let notices = test.hall().reference().calendar.notices().to_vec();
    assert_eq!(notices.last().map(|notice| notice.source.as_str()), Some("国办发明电〔2026〕9号"));
}

#[test]
fn a_year_that_is_amended_is_shown_day_by_day_before_it_is_taken() {
    let test = TestHall::friday();
    let amended: String = shipped::CALENDAR
        .lines()
        .filter(|line| !line.starts_with("2026-10"))
        .fold(String::new(), |text, line| text + line + "\n")
        + "2026-11-28,day_off,临时,2026,临时通知\n";
    let saved = test.book(test.wish()).expect("booked");
    let shown = preview(&test, Calendar, &amended);
    let [added, changed, gone] = shown.change.by_year()[&2026];
    assert_eq!((added, changed, gone > 0), (1, 0, true));
    assert_eq!(shown.affected.iter().map(|one| one.booking).collect::<Vec<_>>(), [saved.booking]);
    assert!(matches!(shown.affected[0].effects.as_slice(), [BookingEffect::DayClosed { .. }]), "{:?}", shown.affected);
    let taking = unseen(&test, Calendar, &amended, None);
    assert_eq!((taking.added, taking.gone, taking.bookings), (1, gone, 1));
    test.import(Calendar, &amended);
    assert!(test.book(test.wish()).is_err(), "the day is closed");
}

#[test]
fn a_short_catalogue_says_which_items_go_and_which_bookings_it_touches() {
    let test = TestHall::friday();
    let before = items(&test);
    let saved = test.book(test.wish()).expect("booked");
    let shown = preview(&test, Items, SHORT);
    assert_eq!((shown.change.added.len(), shown.change.gone.len(), shown.change.changed.len()), (2, before, 0));
    assert_eq!(shown.affected.iter().map(|one| one.booking).collect::<Vec<_>>(), [saved.booking]);
    assert!(matches!(shown.affected[0].effects.as_slice(), [BookingEffect::ItemGone { .. }]), "{:?}", shown.affected);
    assert_eq!(shown.affected[0].masked_name.chars().last(), Some('*'));
    for seen in [None, Some(""), Some("00")] {
        assert_eq!(unseen(&test, Items, SHORT, seen).bookings, 1);
    }
    assert_eq!(items(&test), before, "nothing was taken");
    test.import(Items, SHORT);
    assert_eq!(items(&test), 2);
}

#[test]
fn what_was_seen_before_somebody_else_booked_or_imported_is_seen_no_more() {
    let test = TestHall::friday();
    let seen = preview(&test, Items, SHORT).seen;
    test.book(test.wish()).expect("booked in the other window");
    assert_eq!(unseen(&test, Items, SHORT, Some(&seen)).bookings, 1);
    let seen = preview(&test, Items, SHORT).seen;
    let other = format!("{SHORT}903,丙事项,,15,yes\n");
    test.import(Items, &other);
    let taking = unseen(&test, Items, SHORT, Some(&seen));
    assert_eq!((taking.added, taking.gone), (0, 1), "beside what the other window imported");
    assert_eq!(items(&test), 3);
    // Another file than the one shown.
    let seen = preview(&test, Items, SHORT).seen;
    unseen(&test, Items, &SHORT.replace("甲", "丁"), Some(&seen));
}

#[test]
fn a_file_that_changes_nothing_goes_without_asking() {
    let test = TestHall::friday();
    for (kind, text) in [(Calendar, shipped::CALENDAR), (Departments, shipped::DEPARTMENTS), (Items, shipped::ITEMS)] {
        let report = test.hall().import_reference(kind, text, "x", None).expect("a report");
        assert!(report.is_good(), "{kind:?} {report:?}");
    }
}

#[test]
fn a_hall_goes_back_to_an_earlier_version_and_to_the_shipped_one() {
    let test = TestHall::friday();
    let before = items(&test);
    test.import(Items, SHORT);
    let third = format!("{SHORT}903,丙事项,,15,yes\n");
    test.import(Items, &third);
    let versions = test.hall().reference_versions(Items).expect("versions");
    let told: Vec<_> = versions.iter().map(|one| (one.rows, one.in_use, one.shipped)).collect();
    let shipped_rows = u32::try_from(before).expect("few");
    assert_eq!(told, [(3, true, false), (2, false, false), (shipped_rows, false, true)]);
    assert_eq!((versions[1].source.as_str(), versions[1].person.is_empty()), ("test", false));
    for (version, rows) in [(&versions[1], 2), (&versions[2], before)] {
        let wanted = Wanted::Version { hash: version.hash };
        let refusal = test.hall().take_reference(Items, &wanted, None);
        if rows == 2 {
            assert!(matches!(refusal, Err(Refusal::ReferenceUnseen(_))), "it takes 丙 away: {refusal:?}");
        }
        let seen = test.hall().preview_reference(Items, &wanted).expect("a preview").seen;
        test.hall().take_reference(Items, &wanted, Some(&seen)).expect("taken");
        assert_eq!(items(&test), rows);
        let in_use = test.hall().reference_versions(Items).expect("versions").into_iter().find(|one| one.in_use);
        assert_eq!(in_use.map(|one| (one.hash, one.shipped)), Some((version.hash, rows == before)));
    }
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(items(&test), before);
    let unknown = test.hall().take_reference(Items, &Wanted::Version { hash: [7; 32] }, None);
    assert!(matches!(unknown, Err(Refusal::VersionUnknown)), "{unknown:?}");
}

#[test]
fn a_hall_goes_back_to_a_calendar_without_the_year_it_took() {
    let test = TestHall::friday();
    test.import(Calendar, &format!("{DAYS}2027-01-01,休,元旦,2027\n"));
    let versions = test.hall().reference_versions(Calendar).expect("versions");
    let shipped = versions.iter().find(|one| one.shipped).expect("the shipped one");
    let wanted = Wanted::Version { hash: shipped.hash };
    let shown = test.hall().preview_reference(Calendar, &wanted).expect("a preview");
    assert_eq!(shown.change.by_year()[&2027], [0, 0, 1]);
    test.hall().take_reference(Calendar, &wanted, Some(&shown.seen)).expect("taken");
    assert_eq!(years(&test), (2018..=2026).collect::<Vec<_>>());
}

#[test]
fn an_empty_file_is_said_to_be_empty_and_the_hall_opens_again() {
    let test = TestHall::friday();
    let before = items(&test);
    for kind in [Calendar, Departments, Items] {
        for empty in ["", "\u{feff}", "\r\n", "# nothing\n"] {
            let refusal = test.hall().import_reference(kind, empty, "x", None);
            assert!(matches!(refusal, Err(Refusal::NoTable(BadFile::Empty))), "{kind:?} {refusal:?}");
        }
    }
    let test = test.restart_at(common::FRIDAY);
    assert_eq!(items(&test), before);
}

#[test]
fn departments_that_items_need_are_not_left_out() {
    let test = TestHall::friday();
    let text = "id,zh_hans,level,present\n9001,新局,city,yes\n";
    let report = preview(&test, Departments, text).report;
    assert!(!report.bad.is_empty());
    assert!(report.bad.iter().all(|bad| bad.code == BadCell::StillUsed && bad.line == 0), "{report:?}");
}

#[test]
fn the_table_in_use_comes_out_as_a_file_that_changes_nothing() {
    let test = TestHall::friday();
    test.import(Calendar, &format!("{DAYS}2027-01-01,休,元旦,2027\n"));
    for kind in [Calendar, Departments, Items] {
        let file = test.hall().export_reference(kind).expect("a file");
        assert!(file.starts_with('\u{feff}'));
        let shown = preview(&test, kind, &file);
        assert!(
            shown.report.is_good() && shown.change == domain::reference::change::Change::default(),
            "{kind:?}: {shown:?}"
        );
    }
}

#[test]
fn columns_that_nobody_reads_are_told() {
    let test = TestHall::friday();
    let text = SHORT.replace("needs_approver\n", "needs_approver,window_minute\n").replace(",yes\n", ",yes,20\n");
    assert_eq!(preview(&test, Items, &text).unread, ["window_minute"]);
    assert_eq!(preview(&test, Items, SHORT).unread, [""; 0]);
}

/// A version travels to the hall's other PCs as one sealed value; one that could not is refused before anything is done.
#[test]
fn a_file_that_could_not_be_sent_is_refused_at_its_field() {
    let test = TestHall::friday();
    let text = SHORT.to_owned() + &"\n".repeat(journal::VALUE_BYTES_MAX);
    let refused = test.hall().preview_reference(Items, &file(&text));
    assert!(matches!(refused, Err(Refusal::NoTable(BadFile::TooLarge { megabytes: 15 }))), "{refused:?}");
    let refused = test.hall().import_reference(Items, &text, "x", None);
    assert!(matches!(refused, Err(Refusal::NoTable(BadFile::TooLarge { megabytes: 15 }))), "{refused:?}");
}

#[test]
fn a_saturday_stays_what_it_was_when_a_file_breaks_off_in_a_quotation() {
    let test = TestHall::friday();
    let text = shipped::CALENDAR.replacen("2026-09-20,makeup_workday,", "2026-09-20,makeup_workday,\"", 1);
    assert_ne!(text, shipped::CALENDAR);
    let refusal = test.hall().import_reference(Calendar, &text, "x", None);
    let Err(Refusal::NoTable(BadFile::OpenQuote { column, .. })) = refusal else { panic!("refused: {refusal:?}") };
    assert_eq!(column, "holiday");
    assert_eq!(test.hall().reference().calendar.holiday_name(date("2026-10-03")), Some("国庆节"));
    assert!(test.hall().outlook(date(SATURDAY), &[], None).is_ok());
}
