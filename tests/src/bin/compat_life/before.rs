//! The week before the Saturday: people, settings, sessions, bookings of every kind, answers, moves, a restore.

use crate::life::{Life, session};
use serde_json::{Value, json};
use yanshi_tests::harness::SATURDAY;

const NEXT: &str = "2026-12-05";
const CUT: &str = "2026-12-12";
const CLOSED: &str = "2026-12-19";
const LATER: &str = "2026-12-26";
/// Without a notice: tentative.
const TENTATIVE: &str = "2027-01-09";

/// People, settings and sessions.
pub(crate) fn monday(life: &Life) {
    let entered = life
        .does("person_enter", json!({ "name": "林小雨", "roles": ["consultant", "window_clerk"], "secret": "135790" }));
    life.does("person_enter", json!({ "name": "何离", "roles": ["runner"], "secret": "135790" }));
    let rows = life.does("people", json!({}))["people"].as_array().cloned().unwrap_or_default();
    for row in rows.iter().filter(|row| row["name"] == "何离") {
        let change = json!({ "person": row["person"], "base": row["base"], "name": "何离离", "roles": ["runner"], "active": false });
        life.does("person_change", change);
    }
    life.does("secret_reset", json!({ "person": entered["person"], "secret": "975310" }));
    life.does("sign_in", json!({ "person": entered["person"], "secret": "111111" }));
    life.does("sign_in", json!({ "person": entered["person"], "secret": "975310" }));
    life.does("secret_change", json!({ "present": "975310", "secret": "864213" }));
    life.by("hall_manager");
    life.does("hall_adjust", json!({ "idle_lock_minutes": 30, "erase_after_days": 120 }));
    life.does("call_time_set", json!({ "minutes": 45 }));
    for (department, weekday, time) in [(1, json!(4), "16:00"), (3, json!(3), "09:30"), (3, Value::Null, "")] {
        life.does("cutoff_set", json!({ "department": department, "weekday": weekday, "time": time }));
    }
    life.does(
        "hall_contact_set",
        json!({
            "name": "朝阳区政务服务中心", "name_zh_hant": "", "name_en": "Chaoyang Hall", "address": "霄云路 1 号",
            "telephone": "010-65090000",
        }),
    );
    let usual = json!([session("09:00", "12:00", 30, 8), session("13:30", "16:30", 30, 6)]);
    life.sessions("usual", json!({}), usual);
    let winter = json!({ "valid_from": "2026-12-14", "valid_to": "2027-01-31" });
    life.sessions("dated", winter, json!([session("09:00", "11:30", 30, 3)]));
    let evenings = json!({ "valid_from": "2026-12-01", "valid_to": "2026-12-31", "days": "workday" });
    life.sessions("dated", evenings, json!([session("18:00", "20:00", 30, 2)]));
    life.sessions("exception", json!({ "date": NEXT, "reason": "demand" }), json!([session("09:00", "10:00", 30, 1)]));
    let (mut tobacco, food) = (session("10:00", "11:00", 20, 1), session("09:00", "10:00", 20, 2));
    tobacco["departments"] = json!([2]);
    life.sessions("exception", json!({ "date": "2026-12-06", "reason": "notice" }), json!([food, tobacco]));
    life.sessions(
        "exception",
        json!({ "date": "2026-12-20", "reason": "other" }),
        json!([session("09:00", "10:00", 30, 1)]),
    );
    life.sessions("lift_exception", json!({ "date": "2026-12-20" }), json!([]));
}

/// Bookings of every kind.
pub(crate) fn tuesday(life: &Life) {
    life.by("consultant");
    let first = life.books(SATURDAY, &[4], json!({ "phone": "13800138000", "note": "请安排一楼窗口" }));
    life.edits(&first, json!({ "name": "王玮", "phone": "13800138001", "identity": "11010519491231002X" }));
    let many =
        life.books(SATURDAY, &[4, 3, 6], json!({ "name": "欧阳明月", "phone": "13900139000", "green_channel": true }));
    life.edits(&many, json!({ "items": [4, 3] }));
    let carried = json!({
        "name": "李娜", "phone": "010-65090000转8012", "channel": "carried_over", "missing": "缺少营业执照复印件",
        "earlier_date": "2026-11-20", "earlier_number": "A-17",
    });
    life.books(SATURDAY, &[5], carried);
    let english = json!({
        "name": "Jean-Luc O’Brien", "phone": "13677778888", "channel": "other_hall", "party": 5, "slip_language": "en",
    });
    let moved = life.books(SATURDAY, &[21], english);
    life.edits(&moved, json!({ "date": CUT }));
    life.books(SATURDAY, &[7], json!({ "name": "阿卜杜拉·买买提", "channel": "phone", "slip_language": "zh-Hant" }));
    for (items, name) in [([13], "𬭼㛃"), ([14], "钱二"), ([15], "孙三"), ([2], "周四"), ([20], "吴五")] {
        life.books(SATURDAY, &items, json!({ "name": name }));
    }
    let agent = json!({ "name": "甲公司", "agent_name": "周代办", "agent_phone": "13600136000" });
    let others = json!([
        { "name": "乙公司", "phone": "13500135000", "slot": null },
        { "name": "丙公司", "phone": "", "slot": null, "items": [3] },
    ]);
    life.books_with(life.form(SATURDAY, &[4], agent), others);
    // Twice the same, kept apart only by a document.
    for identity in ["", "110105194912310038"] {
        life.books(SATURDAY, &[11], json!({ "name": "郑重", "identity": identity }));
    }
    life.books(TENTATIVE, &[4], json!({ "name": "郑重", "phone": "13400134000" }));
    life.books("2026-12-06", &[3], json!({ "name": "烟酒店", "phone": "13300133000" }));
    for (reason, remark) in
        [("citizen_asked", ""), ("wrong_entry", ""), ("duplicate", ""), ("hall_closed", ""), ("other", "改约社区")]
    {
        let gone = life.books(SATURDAY, &[3], json!({ "name": "冯六", "phone": "13200132000" }));
        life.cancels(&gone, reason, remark);
    }
    let taken_back = life.books(SATURDAY, &[3], json!({ "name": "陈七" }));
    life.undoes(&taken_back);
    let stays = life.books(SATURDAY, &[3], json!({ "name": "褚八" }));
    life.undoes(&life.edits(&stays, json!({ "name": "储八" })));
    life.undoes(&life.cancels(&stays, "citizen_asked", ""));
    let twice = json!({ "name": "尤七", "phone": "18200182000" });
    let cancelled = life.cancels(&life.books(SATURDAY, &[27], twice.clone()), "citizen_asked", "");
    life.books(SATURDAY, &[27], twice);
    // The same person has the same item twice now.
    life.undoes(&cancelled);
    without_a_seat(life);
}

/// One waits and has a seat, one is declined, one still waits.
fn without_a_seat(life: &Life) {
    let people =
        [("卫一", "13100131001"), ("蒋二", "13100131002"), ("沈三", ""), ("韩四", "13100131004"), ("杨五", "")];
    let made = people.map(|(name, phone)| life.books(NEXT, &[4], json!({ "name": name, "phone": phone })));
    life.cancels(&made[0], "citizen_asked", "");
    life.cancels(&made[3], "no_seat", "");
}

/// A day is cut, one is closed, one is moved and back; departments answer and people are told.
pub(crate) fn thursday(life: &Life) {
    life.by("consultant");
    for (name, phone) in [("许一", "13000130001"), ("何二", "13000130002"), ("吕三", ""), ("施四", "13000130004")]
    {
        let form = json!({ "name": name, "phone": phone, "slot": { "session": 0, "slot": 0 } });
        life.books(CUT, &[4], form);
    }
    for (items, name) in [([4], "孔一"), ([6], "曹二"), ([3], "严三")] {
        life.books(CLOSED, &items, json!({ "name": name, "phone": "13700137000" }));
    }
    life.by("hall_manager");
    let cut = json!([session("09:00", "12:00", 30, 2)]);
    life.sessions("exception", json!({ "date": CUT }), cut);
    life.moves(CLOSED, LATER, json!("premises"));
    let there = life.moves(LATER, "2027-01-16", Value::Null);
    life.undoes(&there);
    life.moves("2026-12-06", "", json!("emergency"));
    life.by("duty_leader");
    life.answer(SATURDAY, 1, "asked", ["", ""]);
    life.answer(SATURDAY, 1, "confirmed", ["09:00", "10:30"]);
    life.answer(SATURDAY, 2, "refused", ["", ""]);
    life.answer(SATURDAY, 14, "refused", ["", ""]);
    life.answer(SATURDAY, 3, "asked", ["", ""]);
    life.answer(CUT, 1, "refused", ["", ""]);
    told(life);
    life.answer(SATURDAY, 2, "confirmed", ["", ""]);
}

/// What calls came to, for the first few.
fn told(life: &Life) {
    let outcomes = ["coming", "no_answer", "rescheduled", "cancelled", "coming", "no_answer"];
    if life.knows("to_call") {
        let tasks = life.does("to_call", json!({}))["tasks"].as_array().cloned().unwrap_or_default();
        for (task, outcome) in tasks.iter().zip(outcomes) {
            let bookings = task["bookings"].as_array().into_iter().flatten();
            let named: Vec<Value> =
                bookings.map(|one| json!({ "booking": one["booking"], "base": one["base"] })).collect();
            life.does("call_note", json!({ "bookings": named, "outcome": outcome, "expected": "", "release": false }));
        }
        return;
    }
    let calls =
        life.does("duty_list", json!({ "date": SATURDAY }))["call_backs"].as_array().cloned().unwrap_or_default();
    for (call, outcome) in calls.iter().zip(["reached", "not_reached", "reached"]) {
        life.does("duty_call", json!({ "booking": call["booking"], "refusal": call["refusal"], "outcome": outcome }));
    }
}

/// Papers, an erasure, and a restore after which seats are given again.
pub(crate) fn friday(life: &mut Life) {
    let erased = life.books(SATURDAY, &[4], json!({ "name": "无名氏", "phone": "18800188000" }));
    life.does("booking_reveal", json!({ "booking": erased["booking"] }));
    life.does("booking_erase", json!({ "bookings": [erased["booking"]] }));
    let printed = life.books(SATURDAY, &[4], json!({ "name": "金一", "phone": "18700187000" }));
    for _ in 0..2 {
        life.does("slip_issue", json!({ "booking": printed["booking"] }));
        life.does("slip_print", json!({ "bookings": [printed["booking"]] }));
    }
    life.does("day_list", json!({ "date": SATURDAY, "list": "day" }));
    life.does("to_call_paper", json!({ "date": null }));
    life.does("diagnostics_export", json!({}));
    life.does("recovery_renew", json!({}));
    let backup = life.does("backup_make", json!({}))["file"].clone();
    life.books(SATURDAY, &[4], json!({ "name": "遗忘" }));
    life.does("backup_restore", json!({ "file": backup, "code": "", "any_hall": false }));
    life.by("hall_manager");
    life.books(SATURDAY, &[12], json!({ "name": "冻结", "phone": "18600186000" }));
    life.does("seats_remint", json!({}));
    life.books(SATURDAY, &[12], json!({ "name": "解冻", "phone": "18500185000" }));
}
