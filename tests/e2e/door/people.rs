//! Who is at the PC: signing in, locking, roles, two people at two screens of one PC.

use serde_json::{Value, json};
use yanshi_tests::harness::{DataFolder, SATURDAY, SECRET, Start, booking, until};

#[test]
fn nobody_reads_or_writes_before_signing_in() {
    let folder = DataFolder::empty();
    let program = Start::demo_with(3).browser_mode(&folder);
    let nobody = program.without_session();
    for (command, input) in [
        ("book_day", json!({ "date": SATURDAY })),
        ("booking_make", booking().make()),
        ("settings", json!({})),
        ("people", json!({})),
        ("audit", json!({ "filter": { "person": null, "kind": null, "from": null, "to": null }, "after": null })),
    ] {
        let refusal = nobody.refused(command, &input);
        assert_eq!((refusal.status, refusal.code.as_str()), (403, "session.none"), "{command}");
    }
    assert_eq!(nobody.call("frame", &json!({}))["person"], Value::Null);
    let choices = nobody.call("sign_in_choices", &json!({}));
    assert_eq!((choices["people"].as_array().map(Vec::len), &choices["demo_secret"]), (Some(10), &json!(SECRET)));
}

#[test]
fn a_screen_left_alone_locks_and_the_same_person_finds_their_draft() {
    let folder = DataFolder::empty();
    let program = Start::demo().locking_after_seconds(2).browser_mode(&folder);
    program.sign_in_as("consultant");
    program.call("draft_keep", &booking().with("name", "王小明").draft());
    let pulse = || program.call("pulse", &json!({}))["session"].clone();
    assert_eq!(pulse()["state"], "open");
    until("the screen locks", || pulse()["state"] == "locked");
    assert_eq!(program.refused("book_day", &json!({ "date": SATURDAY })).code, "session.locked");
    assert_eq!(program.call("session_touch", &json!({}))["state"], "locked", "a key does not unlock it");
    program.sign_in_as("consultant");
    assert_eq!(program.draft("booking")["form"]["name"], "王小明");
}

#[test]
fn wrong_tries_are_slowed_down_over_a_restart() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let choices = program.call("sign_in_choices", &json!({}));
    let person = choices["people"][0]["person"].clone();
    let attempt = |secret: &str| json!({ "person": person, "secret": secret });
    let codes: Vec<String> = (0..4).map(|_| program.refused("sign_in", &attempt("999999")).code).collect();
    assert_eq!(codes, ["sign_in.wrong", "sign_in.wrong", "sign_in.wrong_wait", "sign_in.wait"]);
    let refusal = program.refused("sign_in", &attempt(SECRET));
    assert_eq!(refusal.at("secret"), Some("sign_in.wait"), "the right one waits too: {refusal:?}");
    let manager = program.without_session();
    assert_eq!(manager.refused("people", &json!({})).code, "session.none");
}

#[test]
fn two_people_at_two_screens_see_one_book_and_keep_their_own_drafts() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let other = program.without_session();
    other.sign_in_as("duty_leader");
    program.sign_in_as("consultant");
    program.call("draft_keep", &booking().with("name", "咨询员的草稿").draft());
    other.call("booking_make", &booking().with("name", "李娜").make());
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    assert_eq!(day["totals"]["bookings"], 1);
    assert_eq!(other.draft("booking"), Value::Null);
    assert_eq!(program.draft("booking")["form"]["name"], "咨询员的草稿");
    program.sign_in_as("hall_manager");
    let filter = json!({ "person": null, "kind": "booking", "from": null, "to": null });
    let page = program.call("audit", &json!({ "filter": filter, "after": null }));
    assert_eq!(
        (&page["lines"][0]["kind"], &page["lines"][0]["person"]),
        (&json!("booking.made"), &json!("马志远（示例）"))
    );
}

#[test]
fn a_clerk_reveals_and_the_manager_reads_who_did() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().with("phone", "13800138000").make());
    let ask = json!({ "booking": made["booking"] });
    let masked = program.call("booking_show", &ask);
    assert_eq!((&masked["form"]["name"], &masked["form"]["phone"]), (&json!("王*"), &json!("138****8000")));
    program.sign_in_as("runner");
    assert_eq!(program.refused("booking_reveal", &ask).code, "permission.denied");
    program.sign_in_as("window_clerk");
    assert_eq!(program.call("booking_reveal", &ask)["form"]["phone"], "13800138000");
    program.sign_in_as("hall_manager");
    let filter = json!({ "person": null, "kind": "booking.revealed", "from": null, "to": null });
    let page = program.call("audit", &json!({ "filter": filter, "after": null }));
    let lines = page["lines"].as_array().expect("lines");
    assert_eq!(lines.iter().map(|line| line["person"].as_str()).collect::<Vec<_>>(), [Some("孙磊（示例）")]);
    let words = json!({
        "headers": ["时间", "人员", "操作", "预约号", "对象", "记录编号", "校验", "说明"], "kinds": { "booking.revealed": "查看完整姓名电话" },
        "reasons": {}, "seats": "", "unknown": "", "program": "程序自动"
    });
    let made = program.call("audit_export", &json!({ "filter": filter, "words": words }));
    let csv = std::fs::read_to_string(made["path"].as_str().expect("a path")).expect("a file");
    assert!(csv.starts_with('\u{feff}') && csv.contains(",查看完整姓名电话,") && csv.contains("孙磊"), "{csv}");
    assert!(!csv.contains("13800138000") && !csv.contains("王小明"), "{csv}");
}
