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

fn preview(program: &Program, kind: &str, csv: &str) -> Value {
    program.call("reference_preview", &json!({ "kind": kind, "csv": csv }))
}

/// Imports what has been seen.
fn import(program: &Program, kind: &str, csv: &str) -> Value {
    let seen = preview(program, kind, csv)["seen"].clone();
    program.call("reference_import", &json!({ "kind": kind, "csv": csv, "source": "test", "seen": seen }))
}

/// Imports at once.
fn at_once(kind: &str, csv: &str) -> Value {
    json!({ "kind": kind, "csv": csv, "source": "x" })
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

const DAYS: &str = "date,kind,holiday,notice_year\n";

#[test]
fn nothing_is_taken_away_that_was_not_shown_and_all_of_it_can_be_taken_back() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let saved = program.call("booking_make", &booking().make());
    let before = program.call("settings", &json!({}));
    // Next year's notice alone: it goes at once, and no year goes.
    let next = format!("{DAYS}2027-01-01,休,元旦,2027\n");
    assert_eq!(program.call("reference_import", &at_once("calendar", &next))["taken"], true);
    let years = |settings: &Value| settings["calendar"].as_array().expect("years").len();
    assert_eq!(years(&program.call("settings", &json!({}))), years(&before) + 1);
    // A short catalogue: refused with what it would take, and shown with the booking it touches.
    let short = format!("{HEADER}90001,新事项,新事項,New,1,20,yes\n");
    let refusal = program.refused("reference_import", &at_once("items", &short));
    assert_eq!((refusal.code.as_str(), &refusal.params["bookings"]), ("confirm.reference_gone", &json!("1")));
    let shown = preview(&program, "items", &short);
    assert_eq!((&shown["asks"], &shown["gone"]["count"]), (&json!(true), &before["items"]));
    assert_eq!(shown["affected"][0]["booking"], saved["booking"]);
    assert_eq!(program.call("settings", &json!({}))["items"], before["items"], "nothing was taken");
    assert_eq!(import(&program, "items", &short)["taken"], true);
    assert_eq!(program.call("settings", &json!({}))["items"], 1);
    // Back to the shipped one.
    let versions = program.call("reference_versions", &json!({ "kind": "items" }));
    let shipped = versions["versions"].as_array().into_iter().flatten().find(|version| version["shipped"] == true);
    let version = shipped.expect("the shipped version")["version"].clone();
    let seen = program.call("reference_preview", &json!({ "kind": "items", "version": version }))["seen"].clone();
    let back = json!({ "kind": "items", "version": version, "seen": seen });
    assert_eq!(program.call("reference_revert", &back)["taken"], true);
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(program.call("settings", &json!({}))["items"], before["items"]);
}

#[test]
fn a_text_that_is_no_table_says_so_at_its_field() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let before = program.call("settings", &json!({}));
    let open = format!("{DAYS}2026-09-20,班,\"国庆节,2026\n2026-10-03,休,国庆节,2026\n");
    for (csv, code) in [("", "import.empty"), ("\r\n", "import.empty"), (&open, "import.open_quote")] {
        for kind in ["calendar", "items", "departments"] {
            let refusal = program.refused("reference_import", &at_once(kind, csv));
            assert_eq!((refusal.code.as_str(), refusal.fields[0].0.as_str()), (code, "csv"), "{kind}");
        }
    }
    assert_eq!(program.call("settings", &json!({})), before);
}

#[test]
fn the_table_in_use_is_exported_and_imported_again_as_it_was() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    for kind in ["calendar", "departments", "items"] {
        let made = program.call("reference_export", &json!({ "kind": kind }));
        let file = std::fs::read_to_string(made["path"].as_str().expect("a path")).expect("a file");
        assert!(file.starts_with('\u{feff}'), "Excel reads it as UTF-8");
        let shown = preview(&program, kind, &file);
        assert_eq!((&shown["asks"], &shown["added"]["count"]), (&json!(false), &json!(0)), "{kind}: {shown}");
    }
}
