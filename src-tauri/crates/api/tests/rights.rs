//! Who may run which command: the whole table, cell by cell, written down here once more so that neither a new command
//! nor a changed right passes unseen.

use api::{Api, COMMANDS, Caller, Failure, Need, dispatch};
use hall::{Clock, DEMO_SECRET, Program, Role};
use serde_json::{Value, json};
use tempfile::TempDir;

/// consultant, window clerk, runner, duty leader, hall manager, approver, supervisor, administrator; then nobody.
const TABLE: &[(&str, &str)] = &[
    ("pulse", "xxxxxxxx|x"),
    ("frame", "xxxxxxxx|x"),
    ("book_day", "xxxxxxxx|."),
    ("item_search", "xxxxxxxx|."),
    ("outlook", "xxxxxxxx|."),
    ("person_hint", "xx.xx...|."),
    ("booking_make", "x..xx...|."),
    ("walk_in_outlook", "xxxxxxxx|."),
    ("walk_in_accept", "x..xx...|."),
    ("walk_ins", "xxxxxxxx|."),
    ("call_list", "xx.xx...|."),
    ("call_record", "x..xx...|."),
    ("to_call", "xx.xx...|."),
    ("call_note", "x..xx...|."),
    ("to_call_paper", "xx.xx...|."),
    ("to_call_export", "xx.xx...|."),
    ("arrival_mark", "x..xx...|."),
    ("seat_again", "x..xx...|."),
    ("day_move_preview", "....x...|."),
    ("day_move", "....x...|."),
    ("day_list", "xx.xx...|."),
    ("day_export", "xx.xx...|."),
    ("call_time_set", "....x...|."),
    ("booking_edit", "x..xx...|."),
    ("booking_cancel", "x..xx...|."),
    ("undo", "x..xx...|."),
    ("booking_show", "xxxxxxxx|."),
    ("booking_reveal", "xx.xx...|."),
    ("slip_issue", "xx.xx...|."),
    ("slip_print", "xx.xx...|."),
    ("booking_find", "xx.xx...|."),
    ("erase_preview", "....x...|."),
    ("booking_erase", "....x...|."),
    ("duty_record", "x..xx...|."),
    ("duty_list", "x..xx...|."),
    ("duty_notice", "x..xx...|."),
    ("cutoffs", "xxxxxxxx|."),
    ("cutoff_set", "....x...|."),
    ("walk_in_draft_show", "x..xx...|."),
    ("walk_in_draft_keep", "x..xx...|."),
    ("walk_in_draft_drop", "x..xx...|."),
    ("draft_show", "x..xx...|."),
    ("draft_keep", "x..xx...|."),
    ("draft_drop", "x..xx...|."),
    ("setup_choices", "xxxxxxxx|x"),
    ("setup_location", "xxxxxxxx|x"),
    ("setup_finish", "xxxxxxxx|x"),
    ("settings", "xxxxxxxx|."),
    ("sessions", "xxxxxxxx|."),
    ("sessions_preview", "....x...|."),
    ("sessions_change", "....x...|."),
    ("service_days", "xxxxxxxx|."),
    ("reference_preview", "....x..x|."),
    ("reference_import", "....x..x|."),
    ("reference_versions", "....x..x|."),
    ("reference_revert", "....x..x|."),
    ("reference_export", "....x..x|."),
    ("hall_adjust", "....x...|."),
    ("hall_contact_set", "....x...|."),
    ("backup_make", "....x..x|."),
    ("second_folder", "....x..x|."),
    ("backup_look", "....x..x|."),
    ("backup_restore", "....x..x|."),
    ("seats_remint", "....x...|."),
    ("key_recover", "xxxxxxxx|x"),
    ("recovery_renew", "....x...|."),
    ("diagnostics_export", "....x..x|."),
    ("sync_panel", "xxxxxxxx|."),
    ("sync_now", "xxxxxxxx|."),
    ("sync_enrol", "....x..x|."),
    ("reference_offers", "xxxxxxxx|."),
    ("join_state", "xxxxxxxx|x"),
    ("join_begin", "xxxxxxxx|x"),
    ("join_sync_now", "xxxxxxxx|x"),
    ("join_finish", "xxxxxxxx|x"),
    ("join_abandon", "xxxxxxxx|x"),
    ("sign_in_choices", "xxxxxxxx|x"),
    ("first_manager", "xxxxxxxx|x"),
    ("sign_in", "xxxxxxxx|x"),
    ("sign_out", "xxxxxxxx|x"),
    ("session_lock", "xxxxxxxx|x"),
    ("session_touch", "xxxxxxxx|x"),
    ("secret_change", "xxxxxxxx|."),
    ("manager_recover", "xxxxxxxx|x"),
    ("people", "....x..x|."),
    ("person_enter", "....x..x|."),
    ("person_change", "....x..x|."),
    ("secret_reset", "....x..x|."),
    ("audit", "....x..x|."),
    ("audit_export", "....x..x|."),
];

struct Demo {
    _dir: TempDir,
    api: Api,
}

fn demo() -> Demo {
    let dir = TempDir::new().expect("a folder");
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).and_then(|day| day.and_hms_opt(16, 50, 0));
    let program = Program::open(dir.path().join("data"), Clock::starting_at(now.expect("a moment")));
    program.found_demo(0).expect("a demo hall");
    let api = Api::new(program, dir.path().join("handed out"));
    Demo { _dir: dir, api }
}

impl Demo {
    fn caller(&self, role: Role) -> Caller {
        let hall = self.api.program().hall().expect("a hall");
        let people = hall.can_sign_in().expect("people");
        let exact = people.iter().find(|card| card.roles == [role]);
        let person = exact.or_else(|| people.iter().find(|card| card.roles.contains(&role))).expect("somebody").person;
        Caller { session: Some(hall.sign_in(person, DEMO_SECRET, None).expect("signed in")) }
    }
}

/// A usual Saturday without sessions is refused at its field.
fn no_sessions() -> Value {
    json!({
        "part": "usual", "place": null, "date": null, "valid_from": null, "valid_to": null,
        "days": "ordinary_saturday", "reason": "other", "sessions": [],
    })
}

fn booking_form() -> Value {
    json!({
        "date": "2026-11-28", "slot": { "session": 0, "slot": 1 }, "items": [], "name": "", "phone": "", "party": 1,
        "channel": "desk", "green_channel": false, "missing": "", "note": "", "slip_language": "en",
    })
}

/// Input that reads, and that nothing comes of: what is asked is who may ask.
fn harmless(command: &str) -> Value {
    let form = booking_form();
    let (booking, person) = ("0000000000000000-1", "0000000000000000-2");
    match command {
        "book_day" | "walk_ins" | "call_list" | "duty_list" | "duty_notice" => json!({ "date": "2026-11-28" }),
        "item_search" => json!({ "text": "x", "limit": 1 }),
        "outlook" => json!({ "date": "2026-11-28", "items": [], "booking": null }),
        "person_hint" => json!({ "date": "2026-11-28", "items": [], "name": "", "phone": "", "booking": null }),
        "booking_make" => json!({ "request": "0123456789abcdef", "form": form, "confirmed": [] }),
        "walk_in_outlook" => json!({ "date": "2026-11-28", "items": [] }),
        "walk_in_accept" => json!({
            "request": "0123456789abcdef", "date": "2026-11-28", "items": [], "name": "", "phone": "", "party": 1,
            "green_channel": false, "note": "", "slip_language": "en", "confirmed": [],
            "told": { "staffed": true, "forwarded_on": null },
        }),
        "day_list" => json!({ "date": "2026-11-28", "list": "day" }),
        "to_call_paper" => json!({ "date": null }),
        "call_note" => json!({ "bookings": [{ "booking": booking, "base": booking }], "outcome": "no_answer" }),
        "call_record" => json!({
            "booking": booking, "base": booking, "outcome": "coming", "expected": "", "release": false,
        }),
        "arrival_mark" | "seat_again" => json!({ "booking": booking, "base": booking }),
        "day_move" | "day_move_preview" => json!({ "date": "2026-11-28", "to": "2026-11-28" }),
        "day_export" | "to_call_export" => json!({
            "date": "2026-11-28", "language": "en", "title": "", "headers": [], "yes": "", "says": [], "boxes": "",
        }),
        "call_time_set" => json!({ "minutes": 999 }),
        "booking_edit" => json!({ "booking": booking, "base": booking, "form": form, "confirmed": [] }),
        "booking_cancel" => json!({ "booking": booking, "base": booking, "reason": "duplicate", "remark": "" }),
        "undo" => json!({ "token": booking }),
        "booking_show" | "booking_reveal" | "slip_issue" | "erase_preview" => json!({ "booking": booking }),
        "booking_find" => json!({ "text": "", "limit": 1 }),
        "booking_erase" | "slip_print" => json!({ "bookings": [booking] }),
        "duty_record" => {
            json!({ "date": "2026-11-29", "department": 1, "answer": "asked", "approvers": 0, "means": null, "told_by": "" })
        }
        "cutoff_set" => json!({ "department": 0, "weekday": null, "time": "" }),
        "walk_in_draft_keep" => json!({
            "date": "2026-11-28", "item_text": "", "items": [], "name": "", "phone": "", "party": "1",
            "green_channel": false, "note": "", "slip_language": "zh-Hans",
        }),
        "draft_keep" => {
            let mut draft = form;
            draft["request"] = json!("r");
            draft["booking"] = Value::Null;
            draft["base"] = Value::Null;
            draft["item_text"] = json!("");
            draft
        }
        "setup_location" => json!({ "dir": "" }),
        "setup_finish" => json!({
            "dir": "", "hall": null, "name": "", "saturday": [], "windows": 0, "slot_minutes": 0,
            "shipped_catalogue": true, "manager": "", "secret": "",
        }),
        "sessions_preview" => no_sessions(),
        "sessions_change" => json!({ "base": "", "change": no_sessions(), "seen": [] }),
        "service_days" => json!({ "mode": "noon", "from": "2026-11-28", "to": "2026-11-28" }),
        "reference_revert" => json!({ "kind": "items", "version": "" }),
        "reference_preview" | "reference_versions" | "reference_export" => json!({ "kind": "items" }),
        "reference_import" => json!({ "kind": "items", "csv": "", "source": "" }),
        "hall_adjust" => json!({ "idle_lock_minutes": 0, "erase_after_days": 0 }),
        "hall_contact_set" => json!({ "name": "", "name_zh_hant": "", "name_en": "", "address": "", "telephone": "" }),
        "second_folder" => json!({ "dir": "relative" }),
        "backup_look" | "backup_restore" => json!({ "file": "none", "code": "", "any_hall": false }),
        "key_recover" | "join_finish" => json!({ "code": "" }),
        "sync_enrol" => json!({ "address": "", "code": "" }),
        "join_begin" => json!({ "dir": "", "address": "", "code": "" }),
        "first_manager" => json!({ "manager": "", "secret": "" }),
        "sign_in" => json!({ "person": person, "secret": "" }),
        "secret_change" => json!({ "present": "", "secret": "" }),
        "manager_recover" => json!({ "person": person, "code": "", "secret": "" }),
        "person_enter" => json!({ "name": "", "roles": [], "secret": "" }),
        "person_change" => json!({ "person": person, "base": person, "name": "", "roles": [], "active": true }),
        "secret_reset" => json!({ "person": person, "secret": "" }),
        "audit" => json!({ "filter": { "person": null, "kind": null, "from": null, "to": null }, "after": null }),
        "audit_export" => no_table(),
        _ => json!({}),
    }
}

/// The record of actions as a table, without a word.
fn no_table() -> Value {
    json!({
        "filter": { "person": null, "kind": null, "from": null, "to": null },
        "words": { "headers": [], "kinds": {}, "reasons": {}, "seats": "", "unknown": "", "program": "" }
    })
}

/// Whether the command got as far as its own answer or refusal.
fn let_in(outcome: &Result<Value, Failure>) -> bool {
    let code = outcome.as_ref().err().map(|failure| failure.code.as_str());
    assert_ne!(code, Some("request.invalid"), "the input of the table must read: {outcome:?}");
    !matches!(code, Some("permission.denied" | "session.none" | "session.locked"))
}

#[test]
fn every_command_stands_in_the_table() {
    let listed: Vec<&str> = TABLE.iter().map(|(command, _)| *command).collect();
    let declared: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    assert_eq!(listed, declared);
}

#[test]
fn each_cell_of_the_table_is_as_the_core_answers() {
    let demo = demo();
    let nobody = Caller::default();
    let mut found = Vec::new();
    for (command, _) in TABLE {
        // Some end the session they are called in: each cell has one of its own.
        let cell = |caller: &Caller| {
            if let_in(&dispatch(&demo.api, caller, command, harmless(command))) { 'x' } else { '.' }
        };
        let roles: String = Role::ALL.iter().map(|role| cell(&demo.caller(*role))).collect();
        found.push((*command, format!("{roles}|{}", cell(&nobody))));
    }
    let expected: Vec<(&str, String)> = TABLE.iter().map(|(command, row)| (*command, (*row).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_locked_screen_runs_nothing_that_needs_somebody() {
    let demo = demo();
    let caller = demo.caller(Role::HallManager);
    dispatch(&demo.api, &caller, "session_lock", json!({})).expect("locked");
    for command in COMMANDS.iter().filter(|command| command.need != Need::Anyone) {
        let failure = dispatch(&demo.api, &caller, command.name, harmless(command.name)).expect_err("locked");
        assert_eq!(failure.code, "session.locked", "{}", command.name);
    }
    let frame = dispatch(&demo.api, &caller, "frame", json!({})).expect("the frame");
    assert_eq!(frame["person"], Value::Null, "nobody is at work behind a locked screen");
}
