//! The command table as the doors serve it.

use api::{Api, COMMANDS, Caller, Failure, Kind, schema};
use domain::event::Part;
use hall::{Clock, DEMO_SECRET, Program};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tempfile::TempDir;

fn demo() -> (TempDir, Api) {
    let dir = TempDir::new().expect("a folder");
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).and_then(|day| day.and_hms_opt(16, 50, 0));
    let program = Program::open(dir.path().to_owned(), Clock::starting_at(now.expect("a moment")));
    program.found_demo(0).expect("a demo hall");
    let handouts = dir.path().join("handed out");
    (dir, Api::new(program, handouts))
}

/// The manager asks.
fn dispatch(api: &Api, command: &str, input: Value) -> Result<Value, Failure> {
    let hall = api.program().hall().expect("a hall");
    let person = hall.can_sign_in().expect("people").iter().find(|card| card.roles.len() == 2).expect("him").person;
    let session = Some(hall.sign_in(person, DEMO_SECRET, None).expect("signed in"));
    api::dispatch(api, &Caller { session }, command, input)
}

fn refused(outcome: Result<Value, Failure>) -> Failure {
    outcome.expect_err("refused")
}

#[test]
fn every_command_is_described_with_input_and_output() {
    let described = schema();
    for command in COMMANDS {
        let entry = &described["commands"][command.name];
        assert!(entry["description"].as_str().is_some_and(|text| !text.is_empty()), "{}", command.name);
        for part in ["input", "output"] {
            let reference = entry[part]["$ref"].as_str().expect("a named type");
            let name = reference.trim_start_matches("#/$defs/");
            assert!(described["$defs"][name].is_object(), "{}: {name} is not described", command.name);
        }
    }
}

#[test]
fn an_unknown_command_and_a_wrong_input_say_so() {
    let (_dir, api) = demo();
    let failure = refused(dispatch(&api, "no_such_command", json!({})));
    assert_eq!((failure.code.as_str(), failure.params["command"].as_str()), ("request.unknown", "no_such_command"));
    let failure = refused(dispatch(&api, "book_day", json!({ "date": 7 })));
    assert_eq!(failure.code.as_str(), "request.invalid");
    let failure = refused(dispatch(&api, "book_day", json!({ "date": "28.11.2026" })));
    assert_eq!((failure.code.as_str(), failure.fields[0].field.as_str()), ("day.invalid", "date"));
}

#[test]
fn a_booking_goes_in_and_comes_back_through_the_table() {
    let (_dir, api) = demo();
    let hits = dispatch(&api, "item_search", json!({ "text": "sp'jy", "limit": 5 })).expect("hits");
    let form = json!({
        "date": "2026-11-28", "slot": { "session": 0, "slot": 1 }, "items": [hits["hits"][0]["item"]],
        "name": "欧阳修", "phone": "１３８００１３８０００", "party": 2, "channel": "desk", "green_channel": true,
        "missing": "", "note": "", "slip_language": "zh-Hant",
    });
    let make = json!({ "request": "0123456789abcdef", "form": form, "confirmed": [] });
    let saved = dispatch(&api, "booking_make", make).expect("booked");
    let number = saved["slip"]["number"].as_str().expect("a number").replace(' ', "");
    assert_eq!(number.len(), 10);
    assert!(saved["slip"]["qr_path"].as_str().is_some_and(|path| path.starts_with('M')));
    let day = dispatch(&api, "book_day", json!({ "date": "2026-11-28" })).expect("a day");
    let cell = &day["sessions"][0]["slots"][1]["cells"][0];
    assert_eq!((cell["name"].as_str(), cell["marks"][0].as_str()), (Some("欧阳*"), Some("green")));
    let masked = dispatch(&api, "booking_show", json!({ "booking": saved["booking"] })).expect("shown");
    assert_eq!((&masked["form"]["name"], &masked["form"]["phone"]), (&json!("欧阳*"), &json!("138****8000")));
    let detail = dispatch(&api, "booking_reveal", json!({ "booking": saved["booking"] })).expect("shown");
    assert_eq!(detail["form"]["phone"], "13800138000", "full-width digits of the input method are digits");
}

#[test]
fn a_refused_form_names_its_fields() {
    let (_dir, api) = demo();
    let form = json!({
        "date": "2026-11-28", "slot": { "session": 0, "slot": 0 }, "items": [], "name": "", "phone": "abc",
        "party": 0, "channel": "carried_over", "green_channel": false, "missing": "", "note": "",
        "slip_language": "en",
    });
    let make = json!({ "request": "0123456789abcdef", "form": form, "confirmed": [] });
    let failure = refused(dispatch(&api, "booking_make", make));
    let fields: Vec<(&str, &str)> =
        failure.fields.iter().map(|field| (field.field.as_str(), field.code.as_str())).collect();
    assert_eq!(
        fields,
        [
            ("items", "booking.item_missing"),
            ("name", "booking.name_missing"),
            ("phone", "booking.phone_characters"),
            ("party", "booking.party_range"),
            ("missing", "booking.missing_required"),
        ]
    );
}

#[test]
fn every_read_says_what_it_is_made_of_and_no_write_names_a_part() {
    let reads = COMMANDS.iter().filter(|command| command.kind == Kind::Read);
    let of_nothing: Vec<&str> = reads
        .filter(|command| command.shows.is_empty() && command.local.is_empty())
        .map(|command| command.name)
        .collect();
    assert_eq!(
        of_nothing,
        ["pulse", "draft_show", "setup_location", "backup_look"],
        "these show the disk or the clock, or are asked by nobody again"
    );
    let naming = COMMANDS.iter().filter(|command| command.kind == Kind::Write && !command.shows.is_empty());
    assert_eq!(naming.map(|command| command.name).collect::<Vec<_>>(), Vec::<&str>::new(), "facts say what they touch");
}

#[test]
fn the_pulse_tells_a_number_for_each_part() {
    let (_dir, api) = demo();
    let pulse = dispatch(&api, "pulse", json!({})).expect("a pulse");
    let told: BTreeSet<&str> = pulse["parts"].as_object().expect("parts").keys().map(String::as_str).collect();
    assert_eq!(told, Part::ALL.into_iter().map(Part::name).collect());
}
