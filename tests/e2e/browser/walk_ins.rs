//! Somebody comes without a booking.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start};
use yanshi_tests::screens::Counter as _;

/// Dragon Boat Festival 2024: Monday, 10 June.
#[test]
fn before_a_monday_holiday_an_unstaffed_department_gets_the_case_on_tuesday() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2024-06-08T11:00").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see_focus("walk-in-item-input");
    browser.type_text("spjy");
    browser.read("walk-in [data-testid=\"item-option\"]:first-child", "食品经营许可");
    browser.press(Key::Enter);
    // Told before anything is accepted.
    let told = browser.read("walk-in-told", "2024年6月11日 星期二");
    assert!(told.contains("不在岗"), "{told}");
    browser.press(Key::Enter);
    browser.see_focus("walk-in-name");
    browser.type_text("李娜");
    browser.press(Key::Enter);
    let receipt = browser.read("slip", "李娜");
    for words in ["现场收件回执", "2024年6月11日 星期二", "11:0"] {
        assert!(receipt.contains(words), "{words} is not on the receipt: {receipt}");
    }
    browser.see_bookings(0);
    browser.see_focus("item-input");
    let list = program.call("walk_ins", &json!({ "date": "2024-06-11" }));
    assert_eq!(list["forwarded_here"][0]["name"], "李*", "{list}");
    assert_eq!(program.call("walk_ins", &json!({ "date": "2024-06-10" }))["forwarded_here"], json!([]));
}

#[test]
fn what_was_typed_survives_esc_and_a_staffed_department_is_told_as_such() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T10:00").browser_mode(&folder);
    for department in 1..=22 {
        let answer = json!({ "date": "2026-11-28", "department": department, "answer": "confirmed", "approvers": 1, "told_by": "" });
        let _ = program.ask("duty_record", &answer);
    }
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see_focus("walk-in-item-input");
    browser.type_text("spjy");
    browser.read("walk-in [data-testid=\"item-option\"]:first-child", "食品经营许可");
    browser.press(Key::Enter);
    browser.see("walk-in-told[data-staffed=\"true\"]");
    browser.press(Key::Escape);
    browser.see_gone("walk-in");
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.read("walk-in [data-testid=\"item-tag\"]", "食品经营许可");
    browser.click("walk-in-accept");
    browser.see("field-error-walk-in-name");
    browser.see_focus("walk-in-name");
    browser.type_text("李娜");
    browser.press(Key::Enter);
    browser.read("slip", "当场可领结果");
}
