//! Days on which something is different: past, holiday, make-up day, a year without a notice; and PCs whose clock or time
//! zone is wrong. None of it moves a booking.

use serde_json::{Value, json};
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, Start, booking};

fn program_at(now: &str) -> (DataFolder, Program) {
    let folder = DataFolder::empty();
    let program = Start::demo().at(now).browser_mode(&folder);
    (folder, program)
}

#[test]
fn the_saturday_after_friday_afternoon_is_in_focus() {
    let (_folder, program) = program_at("2026-11-27T16:50");
    let frame = program.call("frame", &json!({}));
    assert_eq!(frame["focus"], SATURDAY);
    assert_eq!(frame["clock"]["state"], "plausible");
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    assert_eq!(day["day"]["kind"], "ordinary_saturday");
    let sessions: Vec<_> = day["sessions"].as_array().into_iter().flatten().map(|s| (&s["from"], &s["to"])).collect();
    assert_eq!(sessions, [(&json!("09:00"), &json!("12:00")), (&json!("13:30"), &json!("16:30"))]);
}

#[test]
fn a_slot_in_the_past_is_taken_only_when_a_person_insists() {
    let (_folder, program) = program_at("2026-11-28T10:05");
    let refusal = program.refused("booking_make", &booking().make());
    assert_eq!((refusal.code.as_str(), refusal.confirmable), ("confirm.slot_past", true));
    let other_warning = program.refused("booking_make", &booking().make_anyway("confirm.something_else"));
    assert_eq!(other_warning.code, "confirm.slot_past", "accepting one warning accepts no other");
    let saved = program.call("booking_make", &booking().make_anyway("confirm.slot_past"));
    assert_eq!(saved["slip"]["start"], "09:00");
    // Later today is no question.
    let later = program.call("booking_make", &booking().at(1, 0).make());
    assert_eq!(later["slip"]["start"], "13:30");
}

#[test]
fn a_holiday_saturday_says_which_saturday_would_do() {
    let (_folder, program) = program_at("2026-09-25T16:50");
    let refusal = program.refused("booking_make", &booking().with("date", "2026-10-03").make());
    assert_eq!(refusal.code, "day.holiday");
    assert_eq!(refusal.params["next"], "2026-10-17", "{refusal:?}");
    assert!(refusal.params["holiday"].as_str().is_some_and(|name| name.contains("国庆")), "{refusal:?}");
    let day = program.call("book_day", &json!({ "date": "2026-10-03" }));
    assert_eq!(day["day"]["kind"], "holiday");
    assert_eq!(day["day"]["open"], false);
    assert_eq!(day["sessions"], json!([]));
}

#[test]
fn a_makeup_saturday_is_a_working_day_and_says_which_saturday_would_do() {
    let (_folder, program) = program_at("2026-10-09T16:50");
    let refusal = program.refused("booking_make", &booking().with("date", "2026-10-10").make());
    assert_eq!((refusal.code.as_str(), &refusal.params["next"]), ("day.makeup", &json!("2026-10-17")));
    let day = program.call("book_day", &json!({ "date": "2026-10-10" }));
    assert_eq!((&day["day"]["kind"], &day["day"]["open"]), (&json!("makeup_workday"), &json!(false)));
    assert_eq!(program.refused("booking_make", &booking().with("date", "2026-11-27").make()).code, "day.not_saturday");
    assert_eq!(program.refused("booking_make", &booking().with("date", "2026-02-30").make()).code, "day.invalid");
}

#[test]
fn a_year_without_its_notice_is_booked_tentatively_and_missed_from_october_on() {
    let (_folder, program) = program_at("2026-11-27T16:50");
    assert_eq!(program.call("frame", &json!({}))["missing_calendar_year"], 2027);
    let saved = program.call("booking_make", &booking().with("date", "2027-01-09").make());
    assert_eq!(saved["slip"]["tentative"], true);
    let day = program.call("book_day", &json!({ "date": "2027-01-09" }));
    assert_eq!(day["day"]["tentative"], true);
    assert_eq!(day["sessions"][0]["slots"][0]["cells"][0]["marks"], json!(["unconfirmed", "tentative"]));
    let certain = program.call("booking_make", &booking().make());
    assert_eq!(certain["slip"]["tentative"], false);
    let (_folder, september) = program_at("2026-09-25T16:50");
    assert_eq!(september.call("frame", &json!({}))["missing_calendar_year"], Value::Null);
}

#[test]
fn a_clock_a_year_off_is_said_and_blocks_nobody() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().make());
    program.kill();
    for (now, state) in [("2025-11-27T16:50", "behind"), ("2027-11-26T16:50", "ahead")] {
        let program = Start::plain().at(now).browser_mode(&folder);
        let clock = program.call("frame", &json!({}))["clock"].clone();
        assert_eq!(clock["state"], state, "{now}: {clock}");
        assert!(clock["evidence"].as_str().is_some_and(|moment| moment.starts_with("2026-11-")), "{clock}");
        let slip = program.call("slip_issue", &json!({ "booking": made["booking"] }));
        assert_eq!((&slip["date"], &slip["start"]), (&json!(SATURDAY), &json!("09:00")));
        program.call("booking_make", &booking().with("date", "2027-12-04").make());
    }
    // Back to the right time: everything made under a wrong clock is there.
    let program = Start::plain().browser_mode(&folder);
    let later = program.call("book_day", &json!({ "date": "2027-12-04" }));
    assert_eq!(later["totals"]["bookings"], 2);
}

#[test]
fn the_systems_time_zone_moves_no_booking() {
    let folder = DataFolder::empty();
    let mut slips = Vec::new();
    for zone in ["Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"] {
        let program = Start::demo().in_zone(zone).browser_mode(&folder);
        let frame = program.call("frame", &json!({}));
        assert_eq!(frame["focus"], SATURDAY, "{zone}");
        assert!(frame["now"].as_str().is_some_and(|now| now.starts_with("2026-11-27T16:5")), "{zone}: {frame}");
        if slips.is_empty() {
            let made = program.call("booking_make", &booking().make());
            slips.push(made["booking"].clone());
        }
        let slip = program.call("slip_issue", &json!({ "booking": slips[0] }));
        assert_eq!((&slip["date"], &slip["start"]), (&json!(SATURDAY), &json!("09:00")), "{zone}");
        let history = program.call("booking_reveal", &json!({ "booking": slips[0] }))["history"].clone();
        assert!(history[0]["at"].as_str().is_some_and(|at| at.starts_with("2026-11-27T16:5")), "{zone}: {history}");
    }
}
