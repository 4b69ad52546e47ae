//! Somebody comes without a booking.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SATURDAY, SECRET, Start, booking, until};
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
    let staff = program.call("hall_staff", &json!({}));
    for department in staff["departments"].as_array().into_iter().flatten() {
        program.department_says(SATURDAY, &department["department"], 1, false);
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

#[test]
fn what_was_typed_survives_a_power_cut_and_a_known_number_offers_its_name() {
    let folder = DataFolder::empty();
    let saturday = Start::demo().at("2026-11-28T10:00");
    let program = saturday.browser_mode(&folder);
    let form = booking().with("name", "欧阳明月").with("phone", "13800138000").at(1, 0);
    program.call("booking_make", &form.make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see_focus("walk-in-item-input");
    browser.type_text("yczxk");
    browser.read("walk-in [data-testid=\"item-option\"]:first-child", "烟草证延续");
    browser.press(Key::Enter);
    browser.see("walk-in-told");
    browser.click("walk-in-phone");
    browser.type_text("138 0013 8000");
    browser.read("walk-in [data-testid=\"known-person\"]", "欧阳*");
    let kept = || program.draft("walk_in")["phone"] == "138 0013 8000";
    until("it is on the disk", kept);
    drop(browser);
    program.kill();

    let program = Start::plain().at("2026-11-28T10:05").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.see("walk-in-begun");
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.read("walk-in [data-testid=\"item-tag\"]", "烟草证延续");
    browser.click("walk-in-phone");
    browser.see("walk-in [data-testid=\"known-person\"]");
    browser.press(Key::Tab);
    browser.see_gone("walk-in [data-testid=\"known-person\"]");
    browser.press(Key::Enter);
    browser.read("slip", "欧阳明月");
    browser.see_gone("walk-in-begun");
    assert_eq!(program.draft("walk_in"), json!(null), "accepted, it is no draft");
}

#[test]
fn each_person_has_a_walk_in_form_of_their_own() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T10:00").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see_focus("walk-in-item-input");
    browser.click("walk-in-name");
    browser.type_text("李娜");
    browser.press(Key::Escape);
    browser.see_gone("walk-in");
    browser.see("walk-in-begun");
    let switch_to = |name: &str| {
        browser.press(Keys::Letter(Key::Control, 'l'));
        browser.click("lock-switch");
        browser.sign_in(name, SECRET);
        browser.see_book();
    };
    switch_to("周敏（示例）");
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see_focus("walk-in-item-input");
    assert_eq!(browser.value("walk-in-name"), "", "what was typed is nobody else's");
    browser.press(Key::Escape);
    browser.see_gone("walk-in");
    switch_to("吴建国（示例）");
    browser.see("walk-in-begun");
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see_focus("walk-in-item-input");
    assert_eq!(browser.value("walk-in-name"), "李娜");
}
