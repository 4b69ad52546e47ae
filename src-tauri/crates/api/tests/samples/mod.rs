//! Every command once: who may run it, and an input of the right shape, with nothing left away, of which little comes. Both
//! what is refused to whom and what does not fit is asked with it.

use serde_json::{Value, json};

/// A command; who may: consultant, window clerk, runner, group leader, duty leader, hall manager, approver, supervisor,
/// administrator, then nobody; and an input of it.
pub(crate) type Row = (&'static str, &'static str, fn() -> Value);

/// A record that nobody has.
pub(crate) const ID: &str = "00000000000000aa-1";
const REQUEST: &str = "0123456789abcdef";
const DAY: &str = "2026-11-28";

/// All commands, in the order of the program's own table.
pub(crate) const TABLE: &[Row] = &[
    ("pulse", "xxxxxxxxx|x", nothing),
    ("frame", "xxxxxxxxx|x", nothing),
    ("day_head", "xxxxxxxxx|.", on_the_day),
    ("book_day", "xxxxxxxxx|.", on_the_day),
    ("item_search", "xxxxxxxxx|.", || json!({ "text": "x", "limit": 1 })),
    ("outlook", "xxxxxxxxx|.", || json!({ "date": DAY, "items": [1], "booking": ID })),
    (
        "person_hint",
        "xx.xxx...|.",
        || json!({ "date": DAY, "items": [1], "name": "甲", "phone": "", "identity": "", "booking": ID }),
    ),
    ("booking_make", "x...xx...|.", || {
        json!({
            "request": REQUEST, "form": form(), "confirmed": ["confirm.slot_past"],
            "others": [{ "name": "甲", "phone": "", "slot": { "session": 0, "slot": 2 }, "items": [1] }]
        })
    }),
    ("walk_in_outlook", "xxxxxxxxx|.", || json!({ "date": DAY, "items": [1] })),
    ("walk_in_accept", "x...xx...|.", || {
        json!({
            "request": REQUEST, "date": DAY, "items": [1], "name": "甲", "phone": "", "party": 1,
            "green_channel": false, "note": "", "slip_language": "en", "confirmed": [],
            "told": { "staffed": true, "forwarded_on": "2026-11-30" }
        })
    }),
    ("walk_ins", "xxxxxxxxx|.", on_the_day),
    ("call_list", "xx.xxx...|.", on_the_day),
    (
        "call_record",
        "x...xx...|.",
        || json!({ "booking": ID, "base": ID, "outcome": "coming", "expected": "10:30", "release": false }),
    ),
    ("to_call", "xx.xxx...|.", nothing),
    ("call_note", "x...xx...|.", || {
        json!({
            "bookings": [{ "booking": ID, "base": ID }], "outcome": "coming", "expected": "10:30", "release": false
        })
    }),
    ("to_call_paper", "xx.xxx...|.", || json!({ "date": DAY })),
    ("to_call_export", "xx.xxx...|.", || {
        json!({
            "date": DAY, "language": "en", "title": "t", "headers": ["a"],
            "says": [{ "booking": ID, "text": "s" }], "boxes": "b"
        })
    }),
    ("arrival_mark", "x...xx...|.", as_seen),
    ("seat_again", "x...xx...|.", as_seen),
    ("day_move_preview", ".....x...|.", day_move),
    ("day_move", ".....x...|.", day_move),
    ("day_list", "xx.xxx...|.", || json!({ "date": DAY, "list": "day" })),
    ("day_export", "xx.xxx...|.", || {
        json!({
            "date": DAY, "language": "en", "title": "t", "headers": ["a"], "yes": "yes",
            "words": { "standing": "s" }
        })
    }),
    ("call_time_set", ".....x...|.", || json!({ "minutes": 30 })),
    ("booking_edit", "x...xx...|.", || json!({ "booking": ID, "base": ID, "form": form(), "confirmed": [] })),
    ("booking_cancel", "x...xx...|.", || json!({ "booking": ID, "base": ID, "reason": "citizen_asked", "remark": "" })),
    ("undo", "x...xx...|.", || json!({ "token": ID })),
    ("booking_show", "xxxxxxxxx|.", one_booking),
    ("booking_reveal", "xx.xxx...|.", one_booking),
    ("slip_issue", "xx.xxx...|.", one_booking),
    ("slip_print", "xx.xxx...|.", bookings),
    ("booking_find", "xx.xxx...|.", || json!({ "text": "甲", "limit": 1, "date": DAY })),
    ("erase_preview", ".....x...|.", one_booking),
    ("booking_erase", ".....x...|.", bookings),
    ("allocation", "x...xx...|.", on_the_day),
    ("to_contact", "x...xx...|.", on_the_day),
    ("duty_tell", "x...xx...|.", || json!({ "date": DAY, "departments": [1], "means": "chat" })),
    ("duty_answer", "x...xx...|.", || {
        let half = json!({
            "coming": "comes", "approvers": 1, "names": "甲", "rule": "all", "items": [], "from": "09:00", "until": "11:00"
        });
        json!({
            "date": DAY, "department": 1, "seen": [ID], "morning": half, "afternoon": null, "means": "chat",
            "told_by": "甲"
        })
    }),
    ("duty_pasted", "x...xx...|.", || json!({ "date": DAY, "department": 1, "text": "上午来1人" })),
    ("hall_staff", "xxxxxxxxx|.", nothing),
    ("duty_staff", ".....x...|.", || {
        json!({
            "department": 1, "approvers": 2, "rule": "all", "items": [], "not_saturdays": [2], "cases_per_approver": 8,
            "contact": "8012"
        })
    }),
    ("hall_staff_set", ".....x...|.", || json!({ "asks_from": 3, "walk_ins": 2 })),
    ("duty_windows_set", ".....x...|.", || json!({ "date": DAY, "clerks": 8 })),
    ("duty_publish", ".....x...|.", || json!({ "date": DAY, "seen": 0, "confirmed": ["duty.gaps"] })),
    ("duty_sheet", "x...xx...|.", on_the_day),
    ("duty_export", "x...xx...|.", || {
        json!({
            "date": DAY, "language": "zh-Hans", "title": "值班表", "headers": ["部门"], "morning": "上午", "afternoon": "下午"
        })
    }),
    ("own_sheet", ".....xx..|.", || json!({ "date": DAY, "department": 1 })),
    ("attendance", "x...xx...|.", on_the_day),
    ("attendance_note", "....xx...|.", || {
        json!({
            "date": DAY, "department": 1, "morning": true, "place": 0, "presence": "substitute", "name": "甲", "confirmed": []
        })
    }),
    ("figures", "x...xx...|.", on_the_day),
    ("figures_export", "x...xx...|.", || {
        let table = json!({ "title": "统计", "headers": ["部门"] });
        json!({
            "date": DAY, "language": "zh-Hans", "coverage": table, "presence": table, "promises": table,
            "promised": ["承诺"], "morning": "上午", "afternoon": "下午", "sum": "合计", "gone": "部门"
        })
    }),
    ("assist_day", "x.xxxx...|.", on_the_day),
    ("assist_case", "x.xxxx...|.", one_case),
    ("assist_reveal", "x.xxxx...|.", one_case),
    ("assist_open", "x.xxxx...|.", || {
        json!({
            "request": REQUEST, "by_authority": false, "date": DAY, "time": "0905", "helper": ID, "party": 1, "items": [1],
            "booking": ID, "texts": texts(), "documents": ["身份证"]
        })
    }),
    ("assist_edit", "x.xxxx...|.", || {
        json!({
            "request": REQUEST, "case": ID, "base": ID, "by_authority": true, "date": DAY, "time": "0905", "party": 2,
            "items": [1], "disinfected": true, "texts": texts()
        })
    }),
    ("assist_leg", "x.xxxx...|.", leg),
    ("assist_leg_correct", "x.xxxx...|.", || {
        let mut corrected = leg();
        corrected["leg"] = json!(ID);
        corrected["seen"] = json!(ID);
        corrected
    }),
    ("assist_leg_strike", "x.xxxx...|.", || json!({ "request": REQUEST, "case": ID, "leg": ID })),
    ("assist_trips", "x.xxxx...|.", || json!({ "request": REQUEST, "case": ID, "by": 1, "fewer": false })),
    (
        "assist_take",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "case": ID, "names": ["身份证"], "date": DAY, "time": "0905" }),
    ),
    (
        "assist_return",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "case": ID, "documents": [ID], "date": DAY, "time": "0905" }),
    ),
    (
        "assist_hand_over",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "case": ID, "to": ID, "date": DAY, "time": "0905" }),
    ),
    (
        "assist_attorney",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "case": ID, "seen_by": ID, "date": DAY, "time": "0905" }),
    ),
    ("assist_eligibility", "x.xxxx...|.", || {
        json!({
            "request": REQUEST, "case": ID, "met": true, "rule": "1", "until_date": DAY, "until_time": "1200",
            "seen_by": ID, "date": DAY, "time": "0905"
        })
    }),
    ("assist_check", "x.xxxx...|.", || {
        json!({
            "request": REQUEST, "case": ID, "check": 1, "passed": true, "seen_by": ID, "date": DAY, "time": "0905"
        })
    }),
    (
        "assist_turn",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "case": ID, "to": "terminate", "reason": "left", "date": DAY, "time": "0905" }),
    ),
    ("assist_void", "...xxx...|.", || json!({ "request": REQUEST, "case": ID, "voided": true })),
    (
        "assist_rate",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "case": ID, "rating": "satisfied", "praise": "谢谢" }),
    ),
    ("cards_print", "x.xxxx...|.", || json!({ "request": REQUEST, "count": 4, "again": ["4829136"] })),
    ("cards_state", "x.xxxx...|.", nothing),
    ("card_spoil", "x.xxxx...|.", || json!({ "number": "4829136" })),
    ("card_read", "x.xxxx...|.", card_row),
    (
        "card_type_in",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "row": card_row(), "case": ID, "confirmed": ["assist.doubts"] }),
    ),
    ("assist_figures", "x.xxxx...|.", || json!({ "from": DAY, "to": DAY })),
    ("assist_figures_export", "x.xxxx...|.", || {
        let table = json!({ "title": "统计", "headers": ["日期"] });
        json!({
            "from": DAY, "to": DAY, "language": "zh-Hans", "days": table, "reasons": table, "kinds": table,
            "helpers": table, "kind_names": ["登记"], "no_reason": "无", "sum": "合计"
        })
    }),
    (
        "assist_find",
        "x.xxxx...|.",
        || json!({ "from": DAY, "to": DAY, "item": 1, "helper": ID, "stages": ["completed"], "text": "食品" }),
    ),
    ("assist_find_here", "x.xxxx...|.", || json!({ "date": DAY, "text": "王" })),
    ("assist_kept", "x.xxxx...|.", nothing),
    ("assist_erase", ".....x...|.", || json!({ "cases": [ID] })),
    ("orders", "x.xxxx...|.", nothing),
    (
        "order_open",
        "x.xxxx...|.",
        || json!({ "request": REQUEST, "why": "booked", "case": ID, "booking": ID, "about": "甲", "owner": ID }),
    ),
    ("order_assign", "x.xxxx...|.", || json!({ "order": ID, "owner": ID })),
    ("order_end", "x.xxxx...|.", || json!({ "order": ID, "outcome": "done", "words": "" })),
    ("assist_settings", "x.xxxx...|.", nothing),
    ("assist_settings_save", "...x.x...|.", || {
        json!({
            "own": [{ "number": 0, "name": "取件", "trips": 1 }], "trips": [{ "kind": { "kind": "form", "own": 0 }, "trips": 2 }],
            "reasons": [{ "number": 0, "text": "行动不便" }], "checks_on": true,
            "checks": [{ "number": 0, "text": "登记", "holds_minutes": 30, "or_before": false }],
            "rules": [{ "number": 0, "text": "第三条" }]
        })
    }),
    ("duty_notices_export", "x...xx...|.", || {
        json!({
            "date": DAY, "departments": [1], "language": "zh-Hans", "title": "值班通知", "headers": ["部门"],
            "morning": "上午", "afternoon": "下午"
        })
    }),
    ("cutoffs", "xxxxxxxxx|.", nothing),
    ("cutoff_set", ".....x...|.", || json!({ "department": 1, "weekday": 5, "time": "16:00" })),
    ("draft_show", "x...xx...|.", draft),
    ("draft_keep", "x...xx...|.", || json!({ "of": "booking", "text": "{}" })),
    ("draft_drop", "x...xx...|.", draft),
    ("setup_choices", "xxxxxxxxx|x", nothing),
    ("setup_location", "xxxxxxxxx|x", || json!({ "dir": "" })),
    ("setup_finish", "xxxxxxxxx|x", || {
        json!({
            "dir": "relative", "hall": 3, "name": "厅", "saturday": [{ "from": "09:00", "to": "12:00" }], "windows": 8,
            "slot_minutes": 30, "shipped_catalogue": true, "manager": "甲", "secret": "864213"
        })
    }),
    ("settings", "xxxxxxxxx|.", nothing),
    ("sessions", "xxxxxxxxx|.", nothing),
    ("sessions_preview", ".....x...|.", sessions_change),
    ("sessions_change", ".....x...|.", || json!({ "base": ID, "change": sessions_change(), "seen": [ID] })),
    ("service_days", "xxxxxxxxx|.", || json!({ "mode": "noon", "from": DAY, "to": DAY })),
    ("reference_preview", ".....x..x|.", || json!({ "kind": "items", "csv": "", "version": "v" })),
    ("reference_import", ".....x..x|.", || json!({ "kind": "items", "csv": "", "source": "" })),
    ("reference_versions", ".....x..x|.", of_items),
    ("reference_revert", ".....x..x|.", || json!({ "kind": "items", "version": "v", "seen": "s" })),
    ("reference_export", ".....x..x|.", of_items),
    ("hall_adjust", ".....x...|.", || json!({ "idle_lock_minutes": 5, "erase_after_days": 90 })),
    ("hall_contact_set", ".....x...|.", || {
        json!({
            "name": "厅", "name_zh_hant": "", "name_en": "", "address": "路 1 号", "telephone": "010-65090000"
        })
    }),
    ("backup_make", ".....x..x|.", nothing),
    ("second_folder", ".....x..x|.", || json!({ "dir": "relative" })),
    ("backup_look", ".....x..x|.", backup),
    ("backup_restore", ".....x..x|.", backup),
    ("seats_remint", ".....x...|.", nothing),
    ("key_recover", "xxxxxxxxx|x", code),
    ("recovery_renew", ".....x...|.", nothing),
    ("diagnostics_export", ".....x..x|.", nothing),
    ("sync_panel", "xxxxxxxxx|.", nothing),
    ("sync_now", "xxxxxxxxx|.", nothing),
    ("sync_enrol", ".....x..x|.", || json!({ "address": "", "code": "" })),
    ("reference_offers", "xxxxxxxxx|.", nothing),
    ("join_state", "xxxxxxxxx|x", nothing),
    ("join_begin", "xxxxxxxxx|x", || json!({ "dir": "", "address": "", "code": "" })),
    ("join_sync_now", "xxxxxxxxx|x", nothing),
    ("join_finish", "xxxxxxxxx|x", code),
    ("join_abandon", "xxxxxxxxx|x", nothing),
    ("sign_in_choices", "xxxxxxxxx|x", nothing),
    ("first_manager", "xxxxxxxxx|x", || json!({ "manager": "", "secret": "" })),
    ("sign_in", "xxxxxxxxx|x", || json!({ "person": ID, "secret": "" })),
    ("sign_out", "xxxxxxxxx|x", nothing),
    ("session_lock", "xxxxxxxxx|x", nothing),
    ("session_touch", "xxxxxxxxx|x", nothing),
    ("secret_change", "xxxxxxxxx|.", || json!({ "present": "", "secret": "" })),
    ("manager_recover", "xxxxxxxxx|x", || json!({ "person": ID, "code": "", "secret": "" })),
    ("people", ".....x..x|.", nothing),
    ("person_enter", ".....x..x|.", || json!({ "name": "", "roles": ["runner"], "secret": "" })),
    (
        "person_change",
        ".....x..x|.",
        || json!({ "person": ID, "base": ID, "name": "", "roles": ["runner"], "active": true }),
    ),
    ("secret_reset", ".....x..x|.", || json!({ "person": ID, "secret": "" })),
    ("audit", ".....x..x|.", || json!({ "filter": audit_filter(), "after": null })),
    ("audit_export", ".....x..x|.", || {
        json!({
            "filter": audit_filter(),
            "words": {
                "headers": ["a"], "kinds": { "booking.made": "b" }, "reasons": { "notice": "n" }, "seats": "s",
                "unknown": "u", "program": "p"
            }
        })
    }),
];

/// The input of a command.
pub(crate) fn sample(command: &str) -> Value {
    let row = TABLE.iter().find(|(name, ..)| *name == command);
    row.unwrap_or_else(|| panic!("{command} is not in the table of samples")).2()
}

fn nothing() -> Value {
    json!({})
}

fn on_the_day() -> Value {
    json!({ "date": DAY })
}

fn one_case() -> Value {
    json!({ "case": ID })
}

fn leg() -> Value {
    json!({
        "request": REQUEST, "case": ID, "kind": { "kind": "form", "own": 0 }, "date": DAY, "from": "0905", "to": "0912",
        "past_midnight": false, "helper": ID, "trips": 1, "confirmed": []
    })
}

fn card_row() -> Value {
    json!({
        "date": DAY, "number": "4829136", "start": "0905", "end": "0948", "past_midnight": false, "ticks": "1234",
        "times": [{ "from": "0905", "to": "" }], "party": "1", "taken": "", "helper": ID, "items": [1], "booking": ID,
        "texts": texts()
    })
}

fn texts() -> Value {
    json!({
        "name": "甲", "phone": "", "reason": "", "rule": "", "may_not_enter": "1", "who_signs": "", "carer": "乙", "note": ""
    })
}

fn one_booking() -> Value {
    json!({ "booking": ID })
}

fn bookings() -> Value {
    json!({ "bookings": [ID] })
}

fn as_seen() -> Value {
    json!({ "booking": ID, "base": ID, "confirmed": [] })
}

fn day_move() -> Value {
    json!({ "date": DAY, "to": "2026-12-05", "close": "notice", "seen": [ID] })
}

fn draft() -> Value {
    json!({ "of": "booking" })
}

fn of_items() -> Value {
    json!({ "kind": "items" })
}

fn backup() -> Value {
    json!({ "file": "none", "code": "", "any_hall": false })
}

fn code() -> Value {
    json!({ "code": "" })
}

fn audit_filter() -> Value {
    json!({ "person": ID, "kind": "booking", "from": "2026-11-01", "to": "2026-11-30" })
}

fn form() -> Value {
    json!({
        "date": "2026-11-28", "slot": { "session": 0, "slot": 1 }, "items": [1], "name": "欧阳修", "phone": "13800138000",
        "party": 2, "channel": "desk", "green_channel": false, "missing": "", "note": "", "slip_language": "zh-Hans",
        "earlier_date": "2026-11-21", "earlier_number": "7", "agent_name": "", "agent_phone": "", "identity": ""
    })
}

fn sessions_change() -> Value {
    let session = json!({
        "from": "09:00", "to": "12:00", "slot_minutes": 30, "seats": 8, "items": [1], "departments": [1]
    });
    json!({
        "part": "usual", "place": 0, "date": "2026-12-05", "valid_from": "2026-12-01", "valid_to": "2026-12-31",
        "days": "ordinary_saturday", "reason": "notice", "sessions": [session, session]
    })
}
