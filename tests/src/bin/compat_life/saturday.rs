//! The Saturday itself: who comes, who is called, who walks in.

use crate::life::Life;
use serde_json::{Value, json};
use yanshi_tests::harness::SATURDAY;

/// Who has not come yet, from the list of calls.
fn missing(life: &Life) -> Vec<Value> {
    let lines = life.does("call_list", json!({ "date": SATURDAY }))["lines"].as_array().cloned().unwrap_or_default();
    lines.into_iter().filter(|line| line["arrived"].is_null() && line["cancelled"] != true).collect()
}

/// Some come, one of them a week too early, one by mistake.
pub(crate) fn morning(life: &Life) {
    life.by("consultant");
    let missing = missing(life);
    for line in missing.iter().step_by(4).take(6) {
        life.to("arrival_mark", line, json!({ "confirmed": [] }));
    }
    if let Some(line) = missing.get(1) {
        life.undoes(&life.to("arrival_mark", line, json!({ "confirmed": [] })));
    }
    let early = life.does("booking_find", json!({ "text": "13700137000", "limit": 9 }))["bookings"][0].clone();
    life.to("arrival_mark", &early, json!({ "confirmed": [] }));
}

/// Those who have not come are called; some walk in.
pub(crate) fn later(life: &Life) {
    life.by("consultant");
    let missing = missing(life);
    let calls = [
        ("coming", "10:45", false),
        ("rescheduled", "", false),
        ("cancelled", "", false),
        ("no_answer", "", true),
        ("no_answer", "", true),
        ("no_answer", "", false),
    ];
    for (line, (outcome, expected, release)) in missing.iter().zip(calls) {
        life.to("call_record", line, json!({ "outcome": outcome, "expected": expected, "release": release }));
    }
    if let Some(line) = missing.get(3) {
        life.to("seat_again", line, json!({ "confirmed": [] }));
    }
    if let Some(line) = missing.get(4) {
        life.to("arrival_mark", line, json!({ "confirmed": [] }));
    }
    if let Some(line) = missing.get(5) {
        life.undoes(&life.to("call_record", line, json!({ "outcome": "coming", "expected": "", "release": false })));
    }
    for (items, name) in [([4], "华一"), ([13], "魏二"), ([6], "陶三"), ([14], "姜四"), ([21], "戚五")] {
        let accepted = accepts(life, &items, name);
        if name == "戚五" {
            life.undoes(&accepted);
        }
    }
    let walked_in = accepts(life, &[12], "谢六");
    life.cancels(&walked_in, "wrong_entry", "");
    drafts(life);
}

fn accepts(life: &Life, items: &[u32], name: &str) -> Value {
    let told = life.does("walk_in_outlook", json!({ "date": SATURDAY, "items": items }))["told"].clone();
    life.does(
        "walk_in_accept",
        json!({
            "request": life.request(), "date": SATURDAY, "items": items, "name": name, "phone": "", "party": 2,
            "green_channel": name == "华一", "note": "带了孩子", "slip_language": "zh-Hans", "told": told, "confirmed": [],
        }),
    )
}

/// Last of all: whoever books drops their draft.
fn drafts(life: &Life) {
    for (role, name) in [("consultant", "朱草稿"), ("duty_leader", "秦草稿")] {
        life.by(role);
        let mut form = life.form(SATURDAY, &[4], json!({ "name": name, "phone": "139", "note": "未写完" }));
        (form["slot"], form["party"]) = (Value::Null, json!("1"));
        let draft = json!({ "editing": null, "itemText": "sp", "slotByHand": false, "agent": false, "others": [], "form": form,
            "date": SATURDAY });
        life.does("draft_keep", json!({ "of": "booking", "text": draft.to_string() }));
    }
    life.by("consultant");
    let walk_in = json!({
        "item_text": "", "items": [4], "name": "尤先生", "phone": "1390013", "party": "2", "green_channel": true,
        "note": "", "slip_language": "zh-Hans",
    });
    life.does("draft_keep", json!({ "of": "walk_in", "text": walk_in.to_string() }));
}
