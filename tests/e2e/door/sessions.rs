//! Sessions as a manager sets them: what is offered, what a cut costs, what is told of bad input. And a journal from
//! before sessions had numbers.

use serde_json::{Value, json};
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, Start, booking};

fn row(from: &str, to: &str, slot_minutes: u16, seats: u16) -> Value {
    json!({ "from": from, "to": to, "slot_minutes": slot_minutes, "seats": seats, "items": [], "departments": [] })
}

fn change(part: &str, date: Value, sessions: &[Value]) -> Value {
    json!({
        "part": part, "place": null, "date": date, "valid_from": null, "valid_to": null,
        "days": "ordinary_saturday", "reason": "staffing", "sessions": sessions,
    })
}

fn on_saturday(sessions: &[Value]) -> Value {
    change("exception", SATURDAY.into(), sessions)
}

fn save(program: &Program, change: &Value, seen: &[Value]) -> Value {
    json!({ "base": program.call("sessions", &json!({}))["base"], "change": change, "seen": seen })
}

fn day(program: &Program) -> Value {
    program.call("book_day", &json!({ "date": SATURDAY }))
}

fn ids(list: &Value) -> Vec<Value> {
    list.as_array().expect("a list").iter().map(|card| card["booking"].clone()).collect()
}

#[test]
fn a_cut_is_shown_before_it_is_saved_and_nobody_is_dropped() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made: Vec<Value> = (0..4).map(|_| program.call("booking_make", &booking().make())["booking"].clone()).collect();
    let cut = on_saturday(&[row("09:00", "12:00", 30, 2)]);
    let preview = program.call("sessions_preview", &cut);
    assert_eq!((ids(&preview["orphaned"]), &preview["days"]), (made[2..].to_vec(), &json!([SATURDAY])));
    assert_eq!(preview["orphaned"][0]["name"], "王*");
    let refusal = program.refused("sessions_change", &save(&program, &cut, &[]));
    assert_eq!(refusal.code, "sessions.changed_meanwhile", "a list that nobody has seen is not saved");
    program.call("sessions_change", &save(&program, &cut, &ids(&preview["orphaned"])));
    let cut_day = day(&program);
    assert_eq!(ids(&cut_day["waiting"]), made[2..].to_vec());
    assert_eq!((&cut_day["totals"]["bookings"], &cut_day["sessions"][0]["slots"][0]["taken"]), (&json!(4), &json!(2)));
    // After a kill all of it stands, and what comes back is first served.
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(day(&program), cut_day);
    program.call("sessions_change", &save(&program, &on_saturday(&[row("09:00", "12:00", 30, 3)]), &[]));
    assert_eq!(ids(&day(&program)["waiting"]), made[3..].to_vec());
    program.call("sessions_change", &save(&program, &change("lift_exception", SATURDAY.into(), &[]), &[]));
    assert_eq!(
        (&day(&program)["waiting"], &day(&program)["sessions"][0]["slots"][0]["taken"]),
        (&json!([]), &json!(4))
    );
}

#[test]
fn sessions_over_one_another_are_offered_by_what_they_serve() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let food = program.item("食品经营许可");
    let mut special = row("09:45", "10:45", 20, 1);
    special["items"] = json!([food]);
    program.call("sessions_change", &save(&program, &on_saturday(&[row("09:00", "10:00", 30, 1), special]), &[]));
    let starts = |items: Value| {
        let outlook = program.call("outlook", &json!({ "date": SATURDAY, "items": items, "booking": null }));
        let slots = outlook["slots"].as_array().expect("slots").clone();
        slots.into_iter().map(|slot| (slot["start"].clone(), slot["state"].clone())).collect::<Vec<_>>()
    };
    let state = |start: &str, state: &str| (json!(start), json!(state));
    let offered = starts(json!([food]));
    assert_eq!(offered[..3], [state("09:00", "free"), state("09:30", "free"), state("09:45", "free")]);
    let car = program.item("小客车过户手续");
    assert_eq!(starts(json!([car]))[3], state("10:05", "not_served"), "the special session is for one item");
    let board = day(&program);
    assert_eq!((&board["sessions"][0]["serves"], &board["sessions"][1]["from"]), (&Value::Null, &json!("09:45")));
    assert_eq!(board["sessions"][1]["serves"][0]["zh_hans"], "食品经营许可");
    let session = board["sessions"][1]["session"].as_u64().and_then(|number| u8::try_from(number).ok());
    let refusal = program
        .refused("booking_make", &booking().with("items", json!([car])).at(session.expect("a number"), 1).make());
    assert_eq!(refusal.at("slot"), Some("booking.not_served"));
    let saved = program.call("booking_make", &booking().at(session.expect("a number"), 0).make());
    assert_eq!(saved["slip"]["start"], "09:45");
}

#[test]
fn bad_sessions_are_told_at_their_fields() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let bad = change("usual", Value::Null, &[row("12:00", "09:00", 30, 100), row("09:00", "09:10", 30, 8)]);
    let refusal = program.refused("sessions_preview", &bad);
    for (field, code) in [("0.to", "order"), ("0.seats", "seats_range"), ("1.to", "no_slot")] {
        assert_eq!(refusal.at(&format!("sessions.{field}")), Some(format!("sessions.{code}").as_str()));
    }
    let refusal = program.refused("sessions_preview", &change("usual", Value::Null, &[row("9 Uhr", "25:00", 30, 8)]));
    assert_eq!(refusal.at("sessions.0.from"), Some("sessions.time"));
    assert_eq!(refusal.at("sessions.0.to"), Some("sessions.time"));
    let refusal = program.refused("sessions_preview", &change("exception", "2026-02-30".into(), &[]));
    assert_eq!(refusal.at("date"), Some("day.invalid"));
    let mut backwards = change("dated", Value::Null, &[row("09:00", "12:00", 30, 8)]);
    (backwards["valid_from"], backwards["valid_to"]) = (json!("2026-12-31"), json!("2026-12-01"));
    assert_eq!(program.refused("sessions_preview", &backwards).at("valid_to"), Some("sessions.dates"));
}
