//! Input that does not fit, at every command that writes: none changes anything, and each field that does not fit is named,
//! all of them at once.

use api::{Api, COMMANDS, Caller, Failure, Kind};
use hall::{Clock, DEMO_SECRET, Program};
use serde_json::{Value, json};
use tempfile::TempDir;

mod samples;
use samples::{ID, sample};

struct Door {
    _dir: TempDir,
    api: Api,
    caller: Caller,
}

impl Door {
    /// The demo hall, its manager signed in.
    fn open() -> Self {
        let dir = TempDir::new().expect("a folder");
        let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).and_then(|day| day.and_hms_opt(16, 50, 0));
        let program = Program::open(dir.path().to_owned(), Clock::starting_at(now.expect("a moment")));
        program.found_demo(0).expect("a demo hall");
        let hall = program.hall().expect("a hall");
        let person = hall.can_sign_in().expect("people").iter().find(|card| card.roles.len() == 2).expect("him").person;
        let session = Some(hall.sign_in(person, DEMO_SECRET, None).expect("signed in"));
        let handouts = dir.path().join("handed out");
        Self { api: Api::new(program, handouts), caller: Caller { session }, _dir: dir }
    }

    fn call(&self, command: &str, input: Value) -> Result<Value, Failure> {
        api::dispatch(&self.api, &self.caller, command, input)
    }

    fn revision(&self) -> u64 {
        self.call("pulse", json!({})).expect("a pulse")["revision"].as_u64().expect("a number")
    }

    /// The refusal of an input that must not go in, as `field: code`.
    #[track_caller]
    fn refused(&self, command: &str, input: &Value) -> Vec<String> {
        let before = self.revision();
        let failure = self.call(command, input.clone()).expect_err(&format!("{command} {input}"));
        assert_eq!(self.revision(), before, "{command} {input} has changed something");
        assert!(!failure.confirmable, "{command} {input}: {failure:?}");
        failure.fields.iter().map(|fault| format!("{}: {}", fault.field, fault.code)).collect()
    }
}

/// Every value in an input, by the steps that lead to it.
fn places(value: &Value, path: &[String], found: &mut Vec<Vec<String>>) {
    if !path.is_empty() {
        found.push(path.to_vec());
    }
    let step = |name: &str| [path, &[name.to_owned()]].concat();
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| places(value, &step(name), found)),
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(row, value)| places(value, &step(&row.to_string()), found));
        }
        _ => {}
    }
}

/// The field a form knows the place by.
fn field(path: &[String]) -> String {
    let part = |(at, name): &(usize, &String)| {
        *at + 1 < path.len() && ["form", "change", "filter", "words"].contains(&name.as_str())
    };
    let mut words: Vec<&str> =
        path.iter().enumerate().filter(|one| !part(one)).map(|(_, name)| name.as_str()).collect();
    if let Some(whole) = words.iter().position(|word| ["slot", "told", "saturday"].contains(word)) {
        words.truncate(whole + 1);
    }
    if words.last().is_some_and(|word| word.parse::<usize>().is_ok()) {
        words.pop();
    }
    words.join(".")
}

/// What can stand nowhere a value of this kind stands.
fn misfits(value: &Value) -> Vec<Value> {
    match value {
        Value::Number(_) => vec![
            json!("8"),
            json!(1.5),
            json!(-1),
            json!(4_294_967_296_u64),
            json!(1e300),
            json!(true),
            json!([1]),
            json!({}),
        ],
        Value::String(_) => vec![json!(7), json!(false), json!(["x"]), json!({ "x": 1 })],
        Value::Bool(_) => vec![json!("true"), json!(1), json!([])],
        Value::Array(_) => vec![json!("x"), json!(7), json!({ "0": 1 })],
        Value::Object(_) => vec![json!("x"), json!(7), json!([7])],
        Value::Null => Vec::new(),
    }
}

#[test]
fn what_does_not_fit_is_named_at_every_place_of_every_command_that_writes() {
    let door = Door::open();
    let mut tried = 0;
    for command in COMMANDS.iter().filter(|command| command.kind == Kind::Write) {
        let good = sample(command.name);
        let mut found = Vec::new();
        places(&good, &[], &mut found);
        for path in found {
            let pointer = format!("/{}", path.join("/"));
            for misfit in misfits(good.pointer(&pointer).expect("a value")) {
                let mut input = good.clone();
                *input.pointer_mut(&pointer).expect("a value") = misfit;
                let told = door.refused(command.name, &input);
                let expected = format!("{}: ", field(&path));
                assert!(told.iter().any(|fault| fault.starts_with(&expected)), "{} {pointer}: {told:?}", command.name);
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

/// An input with other values at some places.
fn with(command: &str, changes: &[(&str, Value)]) -> Value {
    let mut input = sample(command);
    for (pointer, value) in changes {
        *input.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} in {command}")) = value.clone();
    }
    input
}

#[test]
fn each_kind_of_fault_has_a_code_of_its_own() {
    let door = Door::open();
    let check = |command: &str, pointer: &str, value: Value, expected: &str| {
        let told = door.refused(command, &with(command, &[(pointer, value.clone())]));
        assert!(told.iter().any(|fault| fault == expected), "{command} {pointer} {value}: {told:?}");
    };
    let seats = "/change/sessions/1/seats";
    check("sessions_change", seats, json!("8"), "sessions.1.seats: request.not_a_number");
    check("sessions_change", seats, json!(null), "sessions.1.seats: request.missing");
    check("sessions_change", seats, json!(1.5), "sessions.1.seats: request.not_whole");
    // The rule's own range says more than the type's.
    check("sessions_change", seats, json!(-1), "sessions.1.seats: sessions.seats_range");
    check("sessions_change", seats, json!(65536), "sessions.1.seats: sessions.seats_range");
    check("booking_make", "/form/party", json!(65536), "party: booking.party_range");
    check("booking_make", "/form/channel", json!("pigeon"), "channel: request.unknown_choice");
    check("booking_make", "/form/green_channel", json!("yes"), "green_channel: request.wrong_kind");
    check("booking_make", "/form/slot/session", json!(256), "slot: request.out_of_range");
    check("booking_make", "/others/0/slot/slot", json!("x"), "others.0.slot: request.not_a_number");
    check("booking_make", "/form/items/0", json!(-3), "items: request.out_of_range");
    check("person_enter", "/roles/0", json!("king"), "roles: request.unknown_choice");
    check("cutoff_set", "/weekday", json!(256), "weekday: request.out_of_range");
    // What cannot be an identity is told at its own field.
    for text in ["", "x", "00000000-1", "00000000000000aa", "zz000000000000aa-1", "'; DROP TABLE booking; --"] {
        check("booking_cancel", "/booking", json!(text), "booking: booking.not_found");
        check("booking_cancel", "/base", json!(text), "base: request.unreadable_id");
        check("booking_edit", "/base", json!(text), "base: request.unreadable_id");
        check("undo", "/token", json!(text), "token: request.unreadable_id");
        check("call_note", "/bookings/0/base", json!(text), "bookings.0.base: request.unreadable_id");
        check("day_move", "/seen/0", json!(text), "seen: request.unreadable_id");
        check("sessions_change", "/seen/0", json!(text), "seen: request.unreadable_id");
        check("booking_erase", "/bookings/0", json!(text), "bookings: request.unreadable_id");
        check("person_change", "/person", json!(text), "person: person.not_found");
        check("person_change", "/base", json!(text), "base: request.unreadable_id");
        check("sign_in", "/person", json!(text), "person: person.not_found");
    }
    for text in ["", "short", "0123456789 abcdef", "0123456789abcdeé"] {
        check("booking_make", "/request", json!(text), "request: request.unreadable_id");
        check("walk_in_accept", "/request", json!(text), "request: request.unreadable_id");
    }
    for text in ["", "9", "25:00", "09:60", "+9:00", "09:00:00", "noon"] {
        check("sessions_change", "/change/sessions/0/from", json!(text), "sessions.0.from: sessions.time");
        check("setup_finish", "/saturday/0/to", json!(text), "saturday: setup.session_order");
    }
    check("call_record", "/expected", json!("25:00"), "expected: call.expected");
    check("cutoff_set", "/time", json!("25:00"), "time: sessions.time");
    check("cutoff_set", "/time", json!(""), "time: sessions.time");
}

#[test]
fn an_identity_that_does_not_read_is_named_at_its_own_field_of_every_command() {
    let door = Door::open();
    let mut tried = Vec::new();
    for command in COMMANDS {
        let good = sample(command.name);
        let mut found = Vec::new();
        places(&good, &[], &mut found);
        for path in found {
            let pointer = format!("/{}", path.join("/"));
            if good.pointer(&pointer) != Some(&json!(ID)) {
                continue;
            }
            let field = field(&path);
            let code = match field.as_str() {
                "booking" => "booking.not_found",
                "person" => "person.not_found",
                _ => "request.unreadable_id",
            };
            for text in ["x", "00000000000000aa", "zz000000000000aa-1"] {
                let told = door.refused(command.name, &with(command.name, &[(&pointer, json!(text))]));
                assert!(told.contains(&format!("{field}: {code}")), "{} {pointer}: {told:?}", command.name);
            }
            tried.push(field);
        }
    }
    for field in ["booking", "base", "token", "seen", "bookings", "bookings.0.base", "person"] {
        assert!(tried.iter().any(|one| one == field), "{field}");
    }
}

#[test]
fn no_date_outside_any_sense_comes_in_anywhere() {
    let door = Door::open();
    let places = [
        ("booking_make", "/form/date", "date"),
        ("booking_make", "/form/earlier_date", "earlier_date"),
        ("booking_edit", "/form/date", "date"),
        ("booking_edit", "/form/earlier_date", "earlier_date"),
        ("walk_in_accept", "/date", "date"),
        ("walk_in_accept", "/told/forwarded_on", "told"),
        ("day_move", "/date", "date"),
        ("day_move", "/to", "to"),
        ("day_list", "/date", "date"),
        ("day_export", "/date", "date"),
        ("to_call_paper", "/date", "date"),
        ("to_call_export", "/date", "date"),
        ("duty_answer", "/date", "date"),
        ("attendance_note", "/date", "date"),
        ("figures_export", "/date", "date"),
        ("sessions_change", "/change/date", "date"),
        ("sessions_change", "/change/valid_from", "valid_from"),
        ("sessions_change", "/change/valid_to", "valid_to"),
        ("audit_export", "/filter/from", "from"),
        ("audit_export", "/filter/to", "to"),
    ];
    let dates = [
        ("2026-02-30", "day.invalid"),
        ("20266-11-28", "day.invalid"),
        ("+12026-11-28", "day.invalid"),
        ("-0026-11-28", "day.invalid"),
        ("2026-11-28T00:00", "day.invalid"),
        ("2026-1-3", "day.invalid"),
        ("0026-11-28", "day.out_of_range"),
        ("1969-12-31", "day.out_of_range"),
        ("1999-12-31", "day.out_of_range"),
        ("2100-01-01", "day.out_of_range"),
        ("9999-12-31", "day.out_of_range"),
    ];
    for (command, pointer, field) in places {
        for (date, code) in dates {
            let told = door.refused(command, &with(command, &[(pointer, json!(date))]));
            assert!(told.contains(&format!("{field}: {code}")), "{command} {pointer} {date}: {told:?}");
        }
    }
    let reads = [
        ("book_day", json!({ "date": "0026-11-28" })),
        ("outlook", json!({ "date": "0026-11-28", "items": [], "booking": null })),
        ("allocation", json!({ "date": "0026-11-28" })),
        ("to_contact", json!({ "date": "0026-11-28" })),
        ("attendance", json!({ "date": "0026-11-28" })),
        ("figures", json!({ "date": "0026-11-28" })),
        ("call_list", json!({ "date": "0026-11-28" })),
        ("walk_ins", json!({ "date": "0026-11-28" })),
        ("booking_find", json!({ "text": "x", "limit": 1, "date": "0026-11-28" })),
    ];
    for (command, input) in reads {
        assert_eq!(door.refused(command, &input), ["date: day.out_of_range"], "{command}");
    }
}

#[test]
fn an_earlier_visit_is_not_after_the_booking() {
    let door = Door::open();
    let input = with("booking_make", &[("/form/earlier_date", json!("2026-11-29"))]);
    assert!(door.refused("booking_make", &input).contains(&"earlier_date: booking.earlier_date".to_owned()));
}

#[test]
fn service_days_are_counted_over_ten_years_and_no_more() {
    let door = Door::open();
    let ask = |from: &str, to: &str| json!({ "mode": "saturday", "from": from, "to": to });
    assert!(door.call("service_days", ask("2020-01-01", "2029-12-31")).is_ok());
    assert_eq!(door.refused("service_days", &ask("2020-01-01", "2030-01-01")), ["to: day.too_many"]);
    assert_eq!(door.refused("service_days", &ask("2026-11-28", "2026-11-27")), ["to: day.order"]);
    assert_eq!(
        door.refused("service_days", &ask("-262143-01-01", "+262142-12-31")),
        ["from: day.invalid", "to: day.invalid"]
    );
}

#[test]
fn all_faults_are_told_at_once_whatever_their_kind() {
    let door = Door::open();
    let told = door.refused(
        "sessions_change",
        &with(
            "sessions_change",
            &[
                ("/base", json!("x")),
                ("/change/sessions/0/from", json!("25:00")),
                ("/change/sessions/0/seats", json!(0)),
                ("/change/sessions/1/slot_minutes", json!(65536)),
                ("/change/sessions/1/items", json!([4_000_000])),
                ("/change/place", json!(null)),
            ],
        ),
    );
    for fault in [
        "base: request.unreadable_id",
        "sessions.0.from: sessions.time",
        "sessions.0.seats: sessions.seats_range",
        "sessions.1.slot_minutes: setup.slot_range",
        "sessions.1.items: booking.item_unknown",
    ] {
        assert!(told.iter().any(|one| one == fault), "{fault}: {told:?}");
    }
    let told = door.refused(
        "booking_make",
        &with(
            "booking_make",
            &[
                ("/request", json!("short")),
                ("/form/date", json!("0026-11-28")),
                ("/form/party", json!("2")),
                ("/form/name", json!("")),
                ("/form/phone", json!("12")),
                ("/form/items", json!([])),
                ("/others/0/name", json!("")),
            ],
        ),
    );
    for fault in [
        "request: request.unreadable_id",
        "date: day.out_of_range",
        "party: request.not_a_number",
        "name: booking.name_missing",
        "phone: booking.phone_length",
        "items: booking.item_missing",
        "others.0.name: booking.name_missing",
    ] {
        assert!(told.iter().any(|one| one == fault), "{fault}: {told:?}");
    }
    let told = door.refused("person_enter", &with("person_enter", &[("/roles/0", json!("king"))]));
    for fault in ["roles: request.unknown_choice", "name: person.name", "secret: secret.too_short"] {
        assert!(told.iter().any(|one| one == fault), "{fault}: {told:?}");
    }
}

#[test]
fn what_is_left_away_is_named_and_what_is_too_much_is_passed_over() {
    let door = Door::open();
    let told = door.refused("booking_make", &json!({}));
    for field in ["request", "form", "confirmed"] {
        assert!(told.contains(&format!("{field}: request.missing")), "{told:?}");
    }
    let mut input = sample("booking_make");
    input["form"].as_object_mut().expect("fields").remove("name");
    input["form"]["earlier_date"] = json!("x");
    input["more"] = json!("of a newer screen");
    let told = door.refused("booking_make", &input);
    assert!(told.contains(&"name: request.missing".to_owned()), "{told:?}");
    assert!(!told.iter().any(|fault| fault.starts_with("more")), "{told:?}");
    let failure = door.call("booking_make", json!([])).expect_err("no fields at all");
    assert_eq!(failure.code.as_str(), "request.invalid");
}

#[test]
fn a_table_with_times_that_nothing_takes_is_not_taken_over() {
    let door = Door::open();
    let row = |id: u32, minutes: &str| format!("{id},事项{id},1,{minutes},no\n");
    let table = |minutes: &str| {
        format!("id,zh_hans,departments,window_minutes,needs_approver\n{}{}", row(1, "20"), row(2, minutes))
    };
    for minutes in ["0", "481", "65535", "65536", "-1", "1.5"] {
        let input = json!({ "kind": "items", "csv": table(minutes), "source": "x" });
        let before = door.revision();
        let report = door.call("reference_import", input).expect("a report");
        assert_eq!(report["bad"][0]["column"], "window_minutes", "{minutes}: {report}");
        assert_eq!((&report["taken"], door.revision()), (&json!(false), before), "{minutes}");
    }
}
