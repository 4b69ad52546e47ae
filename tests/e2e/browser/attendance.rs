//! Who came, on screen: a key a person; where nobody is left the bookings are to be rung, and a substitute heals it.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{
    Chromium, DataFolder, Keyboard as _, Keys, Program, SATURDAY, Screen, Start, booking, until,
};
use yanshi_tests::screens::Counter as _;

fn line(presence: &str) -> String {
    format!("attendance-line[data-presence=\"{presence}\"]")
}

/// Two are booked for the morning, and one of the department is to come.
fn booked_and_answered(folder: &DataFolder) {
    let friday = Start::demo().browser_mode(folder);
    friday.call("booking_make", &booking().with("phone", "13800138000").make());
    friday.call("booking_make", &booking().with("name", "李娜").with("phone", "13900139000").make());
    let day = friday.call("allocation", &json!({ "date": SATURDAY }));
    let comes = json!({
        "coming": "comes", "approvers": 1, "names": "王芳", "rule": "all", "items": [], "from": "", "until": ""
    });
    let answer = json!({
        "date": SATURDAY, "department": day["departments"][0]["department"], "seen": [], "morning": comes,
        "afternoon": null, "means": null, "told_by": ""
    });
    friday.call("duty_answer", &answer);
    friday.kill();
}

fn place(program: &Program) -> Value {
    program.call("attendance", &json!({ "date": SATURDAY }))["halves"][0]["places"][0].clone()
}

#[test]
fn a_missing_approver_puts_the_bookings_on_the_list_and_a_substitute_takes_them_off() {
    let folder = DataFolder::empty();
    booked_and_answered(&folder);
    let program = Start::plain().at("2026-11-28T09:10").browser_mode(&folder);
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.click("rail-service");
    browser.see_focus("call-line[aria-selected=\"true\"]");
    // The keys are the list's that has the cursor: 1 on the call list is no attendance.
    assert_eq!(browser.count(&line("unknown")), 1);
    browser.press(Keys::Letter(Key::Alt, 'k'));
    browser.see_focus("attendance-line[aria-selected=\"true\"]");
    browser.see_in_view("attendance-line[aria-selected=\"true\"]");
    browser.see_in_view("attendance-act-3");
    assert!(browser.text("attendance-line").contains("王芳"));
    browser.type_text("1");
    browser.see(&line("came"));
    browser.type_text("0");
    browser.see(&line("unknown"));
    // Nobody would be left: that is asked about.
    browser.type_text("2");
    browser.see("attendance-ask[data-key=\"2\"]");
    until("the question is answered", || {
        browser.press(Key::Enter);
        !browser.shows("attendance-ask")
    });
    browser.see(&line("missing"));
    browser.see("absent-line[data-to-ring=\"2\"]");
    browser.is_accessible("the service day with a missing approver");
    browser.click("absent-calls");
    until("both are to be called", || browser.count("task-line") == 2);
    browser.click("rail-service");
    browser.press(Keys::Letter(Key::Alt, 'k'));
    browser.see_focus("attendance-line[aria-selected=\"true\"]");
    browser.type_text("3");
    browser.see_focus("substitute-name");
    browser.type_text("王芳");
    browser.press(Key::Enter);
    browser.see("field-error-name");
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("李强");
    browser.press(Key::Enter);
    browser.see_gone("substitute-dialog");
    browser.read(&line("substitute"), "李强");
    browser.see_gone("absent-line");
    browser.see_focus("attendance-line[aria-selected=\"true\"]");
    assert_eq!(
        (place(&program)["presence"].clone(), place(&program)["substitute"].clone()),
        (json!("substitute"), json!("李强"))
    );
    let tasks = program.call("to_call", &json!({}));
    assert_eq!(tasks["tasks"], json!([]), "whoever was not rung has nothing to hear");
}
