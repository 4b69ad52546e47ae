//! Seats: never two bookings on one, and what becomes free is free at once.

use serde_json::{Value, json};
use std::collections::HashSet;
use std::thread;
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, Start, booking};

fn first_slot(program: &Program) -> Value {
    program.call("book_day", &json!({ "date": SATURDAY }))["sessions"][0]["slots"][0].clone()
}

#[test]
fn a_crowd_at_the_last_seats_gets_each_once() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let outcomes: Vec<_> = thread::scope(|scope| {
        let tries: Vec<_> = (0..16).map(|_| scope.spawn(|| program.ask("booking_make", &booking().make()))).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (made, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (8, 8));
    for refusal in refused.into_iter().filter_map(Result::err) {
        assert_eq!(refusal.at("slot"), Some("booking.slot_full"), "{refusal:?}");
        assert_eq!(refusal.params["start"], "09:00");
    }
    let slot = first_slot(&program);
    let cells = slot["cells"].as_array().expect("cells");
    let seats: HashSet<u64> = cells.iter().filter_map(|cell| cell["seat"].as_u64()).collect();
    let numbers: HashSet<String> = made.iter().flatten().map(|saved| saved["slip"]["number"].to_string()).collect();
    assert_eq!((slot["taken"].clone(), seats.len(), numbers.len()), (json!(8), 8, 8));
}

#[test]
fn a_long_visit_takes_consecutive_seats_and_never_runs_over_the_end() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    // 50 minutes at the window: two slots of 30.
    let car = program.item("小客车过户手续");
    let long = booking().with("items", json!([car]));
    program.call("booking_make", &long.clone().at(0, 2).make());
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    let slots = &day["sessions"][0]["slots"];
    assert_eq!((&slots[2]["taken"], &slots[3]["taken"], &slots[4]["taken"]), (&json!(1), &json!(1), &json!(0)));
    assert_eq!(slots[3]["cells"][0]["continued"], true);
    assert_eq!(day["totals"]["bookings"], 1);
    let refusal = program.refused("booking_make", &long.at(0, 5).make());
    assert_eq!(refusal.at("slot"), Some("booking.slot_too_short"));
}

#[test]
fn a_cancelled_seat_is_free_and_undo_takes_it_back_only_while_it_is() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made: Vec<Value> = (0..8).map(|_| program.call("booking_make", &booking().make())).collect();
    let detail = program.call("booking_reveal", &json!({ "booking": made[0]["booking"] }));
    let cancel = |reason: &str, remark: &str| json!({ "booking": detail["booking"], "base": detail["base"], "reason": reason, "remark": remark });
    let refusal = program.refused("booking_cancel", &cancel("other", " "));
    assert_eq!(refusal.at("remark"), Some("booking.reason_required"));
    let cancelled = program.call("booking_cancel", &cancel("citizen_asked", ""));
    assert_eq!((first_slot(&program)["taken"].clone(), &cancelled["slip"]["cancelled"]), (json!(7), &json!(true)));
    let again = program.refused("booking_cancel", &cancel("citizen_asked", ""));
    assert_eq!(again.code, "booking.already_cancelled");
    // Somebody else takes the seat: it can be taken back without one only, and that is asked first.
    let other = program.call("booking_make", &booking().with("name", "李娜").make());
    let undo = |saved: &Value| json!({ "token": saved["undo"]["token"] });
    let asked = program.refused("undo", &undo(&cancelled));
    assert_eq!((asked.code.as_str(), asked.confirmable), ("confirm.undo_waits", true));
    assert_eq!(program.call("book_day", &json!({ "date": SATURDAY }))["waiting"], json!([]), "nothing is done yet");
    // They change their mind: now it can.
    program.call("undo", &undo(&other));
    program.call("undo", &undo(&cancelled));
    let back = program.call("booking_reveal", &json!({ "booking": made[0]["booking"] }));
    assert_eq!(back["status"], "confirmed");
    assert_eq!(program.refused("undo", &undo(&cancelled)).code, "undo.too_late", "once is enough");
}

#[test]
fn an_edit_on_an_older_state_is_refused_and_the_newer_one_stands() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().make());
    let detail = program.call("booking_reveal", &json!({ "booking": made["booking"] }));
    let edit =
        |form: Value| json!({ "booking": detail["booking"], "base": detail["base"], "form": form, "confirmed": [] });
    program.call("booking_edit", &edit(booking().at(1, 2).form()));
    let refusal = program.refused("booking_edit", &edit(booking().with("name", "别人").form()));
    assert_eq!(refusal.code, "booking.changed_meanwhile");
    let now = program.call("booking_reveal", &json!({ "booking": made["booking"] }));
    assert_eq!((&now["start"], &now["form"]["name"]), (&json!("14:30"), &json!("王伟")));
    let kinds: Vec<_> = now["history"].as_array().into_iter().flatten().map(|line| line["what"].clone()).collect();
    assert_eq!(kinds, ["made", "rescheduled"]);
    assert_eq!(first_slot(&program)["taken"], 0);
}
