//! The figures of a month on screen: from a number to its bookings, from month to month, and the workbook.

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SATURDAY, Screen, Start, booking, until};
use yanshi_tests::screens::Counter as _;

/// Two are booked for the morning, one approver is to come and is noted as here, and one of the two arrives.
fn a_saturday(folder: &DataFolder) {
    let friday = Start::demo().browser_mode(folder);
    let first = friday.call("booking_make", &booking().with("phone", "13800138000").make())["booking"].clone();
    friday.call("booking_make", &booking().with("name", "李娜").with("phone", "13900139000").make());
    let department = friday.call("allocation", &json!({ "date": SATURDAY }))["departments"][0]["department"].clone();
    let comes = json!({
        "coming": "comes", "approvers": 1, "names": "", "rule": "all", "items": [], "from": "", "until": ""
    });
    let answer = json!({
        "date": SATURDAY, "department": department, "seen": [], "morning": comes, "afternoon": null, "means": null,
        "told_by": ""
    });
    friday.call("duty_answer", &answer);
    friday.kill();
    let saturday = Start::plain().at("2026-11-28T09:10").browser_mode(folder);
    saturday.call("arrival_mark", &json!({ "booking": first, "base": first, "confirmed": [] }));
    let here = json!({
        "date": SATURDAY, "department": department, "morning": true, "place": 0, "presence": "came", "name": ""
    });
    saturday.call("attendance_note", &here);
    saturday.kill();
}

#[test]
fn a_number_of_the_month_leads_to_its_bookings_and_the_month_is_saved() {
    let folder = DataFolder::empty();
    a_saturday(&folder);
    let program = Start::plain().at("2026-11-28T15:00").browser_mode(&folder);
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'u'));
    browser.see("figures[data-month=\"2026-11-01\"]");
    browser.read("coverage-rate", "100.0%");
    browser.read("presence-line[data-date=\"2026-11-21\"]", "没有记录");
    browser.is_accessible("the figures of a month");
    browser.click("month-next");
    browser.see("figures[data-month=\"2026-12-01\"]");
    browser.see("figures-none");
    browser.is_accessible("a month of which nothing is on record");
    browser.press(Keys::With(Key::Alt, Key::PageUp));
    browser.see("figures-coverage");
    browser.press(Keys::Letter(Key::Alt, 'x'));
    browser.see("figures-file");
    let said = browser.text("figures-file");
    let path = said.split('：').nth(1).and_then(|rest| rest.split('（').next()).expect("a path");
    let mut book: Xlsx<_> = open_workbook(path).expect("it opens");
    let sheets: Vec<Vec<Vec<Data>>> = (0..3)
        .map(|at| {
            book.worksheet_range_at(at).expect("a sheet").expect("it reads").rows().map(<[Data]>::to_vec).collect()
        })
        .collect();
    let names_somebody = |cell: &Data| cell.to_string().contains("王") || cell.to_string().contains("李");
    assert!(!sheets.iter().flatten().flatten().any(names_somebody), "no citizen is named: {sheets:?}");
    let silent = sheets[1].iter().find(|row| row[0] == Data::String("2026-11-21".to_owned())).expect("the day");
    assert!(silent[1..].iter().all(|cell| *cell == Data::Empty), "what is missing is no zero: {silent:?}");
    let figures = program.call("figures", &json!({ "date": SATURDAY }));
    let covered = figures["coverage"].as_array().and_then(|lines| lines.last()).expect("a sum")["covered"].clone();
    let sum = sheets[0].last().expect("a sum");
    assert_eq!((&sum[2], &sum[6]), (&Data::Float(covered["count"].as_f64().expect("a count")), &Data::Float(1.0)));
    browser.click("[data-half=\"both\"][data-department=\"all\"] [data-number=\"covered\"] [data-testid=\"figure\"]");
    let links = covered["bookings"].as_array().expect("bookings").len();
    until("its bookings are listed", || browser.count("allocation-booking") == links);
    browser.press(Key::Enter);
    browser.see("detail");
}
