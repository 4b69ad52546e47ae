//! Reference data: what is shipped counts right, and what is imported goes in whole or not at all.

use serde_json::{Value, json};
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, SECRET, Start, booking};

const CITY_HALL: u32 = 1;

fn found(program: &Program, folder: &DataFolder, hall: u32) {
    let choices = program.call("setup_choices", &json!({}));
    let chosen = choices["halls"].as_array().into_iter().flatten().find(|choice| choice["hall"] == hall);
    let saturday = chosen.map(|choice| choice["saturday"].clone()).expect("the hall is in the directory");
    let answers = json!({
        "dir": folder.path(), "hall": hall, "name": "", "saturday": saturday, "windows": 8, "slot_minutes": 30,
        "shipped_catalogue": true, "manager": "吴建国", "secret": SECRET,
    });
    program.call("setup_finish", &answers);
}

/// The acceptance test of the calendar, from the news report of 2021.
#[test]
fn service_days_of_the_city_hall_are_374_253_and_38() {
    let folder = DataFolder::empty();
    let program = Start::plain().browser_mode(&folder);
    found(&program, &folder, CITY_HALL);
    let count = |mode: &str, from: &str, to: &str| {
        let counted = program.call("service_days", &json!({ "mode": mode, "from": from, "to": to }));
        assert_eq!(counted["not_published"], json!([]), "{mode}");
        counted["days"].clone()
    };
    assert_eq!(count("noon", "2020-02-18", "2021-08-12"), 374);
    assert_eq!(count("flex", "2020-08-10", "2021-08-12"), 253);
    assert_eq!(count("saturday", "2020-09-26", "2021-08-14"), 38);
    let next_year =
        program.call("service_days", &json!({ "mode": "saturday", "from": "2027-01-01", "to": "2027-01-31" }));
    assert_eq!(next_year["not_published"], json!([2027]), "counted by the weekday alone, and it says so");
}

fn import(program: &Program, kind: &str, csv: &str) -> Value {
    program.call("reference_import", &json!({ "kind": kind, "csv": csv, "source": "test" }))
}

const HEADER: &str = "id,zh_hans,zh_hant,en,departments,window_minutes,needs_approver\n";

#[test]
fn an_item_without_a_department_is_taken_and_promises_nothing() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let csv = format!("{HEADER}90001,无主事项,無主事項,Orphan item,,20,yes\n");
    let report = import(&program, "items", &csv);
    assert_eq!((&report["taken"], &report["rows"]), (&json!(true), &json!(1)), "{report}");
    let item = program.item("无主事项");
    let outlook = program.call("outlook", &json!({ "date": SATURDAY, "items": [item], "booking": null }));
    assert_eq!(outlook["items"][0]["departments"][0]["promise"], "department_unknown", "{outlook}");
    assert_eq!(outlook["result"], "unknown");
    let saved = program.call("booking_make", &booking().with("items", json!([item])).make());
    assert_eq!(saved["slip"]["result"], "unknown");
}

#[test]
fn a_bad_row_stops_the_whole_import_and_says_which_cell_and_why() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let before = program.call("settings", &json!({}))["items"].clone();
    let csv = format!(
        "{HEADER}90001,好事项,好事項,Good,1,20,yes\n90002,,,Nameless,1,20,yes\n90003,局外,局外,Elsewhere,999,20,yes\n\
         90004,慢,慢,Slow,1,半小时,yes\n"
    );
    let report = import(&program, "items", &csv);
    assert_eq!(report["taken"], false);
    let bad: Vec<_> = report["bad"].as_array().into_iter().flatten().map(|row| (&row["line"], &row["code"])).collect();
    assert!(bad.contains(&(&json!(3), &json!("required"))), "{report}");
    assert!(bad.contains(&(&json!(4), &json!("unknown_department"))), "{report}");
    assert!(bad.contains(&(&json!(5), &json!("number"))), "{report}");
    assert_eq!(program.call("settings", &json!({}))["items"], before, "nothing was taken over");
    let headless = import(&program, "items", "a,b,c\n1,2,3\n");
    assert!(headless["missing_columns"].as_array().is_some_and(|missing| !missing.is_empty()), "{headless}");
    let lost = import(&program, "items", &format!("{HEADER}90001,\u{FFFD}\u{FFFD},x,x,1,20,yes\n"));
    assert_eq!(lost["bad"][0]["code"], "encoding", "{lost}");
}

#[test]
fn a_booking_keeps_the_names_it_was_made_with() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let item = program.item("食品经营许可");
    let saved = program.call("booking_make", &booking().make());
    let csv = format!("{HEADER}{item},改了名的许可,改了名的許可,Renamed licence,1,20,yes\n");
    assert_eq!(import(&program, "items", &csv)["taken"], true);
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    let detail = program.call("booking_reveal", &json!({ "booking": saved["booking"] }));
    assert_eq!(detail["items"][0]["zh_hans"], "食品经营许可");
    assert_eq!(program.item("改了名的许可"), item);
}
