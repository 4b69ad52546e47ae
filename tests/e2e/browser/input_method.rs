//! The Chinese input method stays on at the counter: what it is still composing already searches, and its Enter is its
//! own.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, Start};
use yanshi_tests::screens::Counter as _;

fn desk() -> (DataFolder, Program, Chromium) {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    (folder, program, browser)
}

/// The input method shows `text` underlined at the cursor.
fn compose(browser: &Chromium, text: &str) {
    let end = text.chars().count();
    browser.devtools("Input.imeSetComposition", &json!({ "text": text, "selectionStart": end, "selectionEnd": end }));
}

/// The input method puts `text` in place of what it was composing.
fn commit(browser: &Chromium, text: &str) {
    browser.devtools("Input.insertText", &json!({ "text": text }));
}

/// Enter while something is composed: the page sees a key that belongs to the input method.
fn enter_for_the_input_method(browser: &Chromium) {
    let key = |kind: &str| json!({ "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229 });
    browser.devtools("Input.dispatchKeyEvent", &key("rawKeyDown"));
    browser.devtools("Input.dispatchKeyEvent", &key("keyUp"));
}

#[test]
fn composition_text_searches_and_its_enter_takes_nothing() {
    let (_folder, program, browser) = desk();
    compose(&browser, "sp'jy");
    browser.read("item-option:first-child", "食品经营许可");
    enter_for_the_input_method(&browser);
    // The list follows what is composed, so the Enter before it has been seen and has done nothing.
    compose(&browser, "yan'cao");
    browser.read("item-option:first-child", "烟草证延续");
    assert_eq!(browser.count("item-tag"), 0);
    commit(&browser, "食品经营");
    browser.read("item-option:first-child", "食品经营许可");
    browser.press(Key::Enter);
    browser.read("item-tag", "食品经营许可");
    assert_eq!(program.call("pulse", &json!({}))["stage"], "ready");
}

#[test]
fn enter_that_chooses_a_candidate_of_a_name_does_not_save() {
    let (_folder, _program, browser) = desk();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    compose(&browser, "wang'xiao'ming");
    enter_for_the_input_method(&browser);
    commit(&browser, "王小明");
    assert_eq!(browser.value("name-input"), "王小明");
    browser.see_bookings(0);
    assert!(!browser.shows("field-error-name"), "nothing was tried");
    browser.press(Key::Enter);
    browser.read("slip", "王小明");
    browser.see_bookings(1);
}

/// Every other field of the conversation that takes Chinese: what is composed there saves nothing and leaves nothing.
#[test]
fn no_field_takes_the_enter_of_the_input_method_for_its_own() {
    let (_folder, _program, browser) = desk();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("王小明");
    browser.press(Keys::Letter(Key::Alt, 'r'));
    browser.press(Keys::Letter(Key::Alt, 'a'));
    browser.press(Keys::Letter(Key::Alt, 'n'));
    browser.see_focus("#field-other-0");
    for (field, composed, text) in [
        ("missing-input", "ping'mian'tu", "平面图"),
        ("note-input", "ken'dai'lao'ren", "带老人"),
        ("agent-name", "zhou'dai'ban", "周代办"),
        ("principal-name", "yi'gong'si", "乙公司"),
        ("principal-phone", "dian'hua", "电话"),
        ("earlier-number", "jia", "甲"),
        ("find-here", "wang", "王"),
    ] {
        browser.click(field);
        compose(&browser, composed);
        enter_for_the_input_method(&browser);
        commit(&browser, text);
        assert_eq!(browser.value(field), text, "{field}");
        assert!(browser.has_focus(field), "{field} has lost the cursor");
    }
    browser.see_bookings(0);
    assert_eq!(browser.count("principal"), 1, "no further principal was begun");
    assert!(!browser.shows("form-error") && !browser.shows("detail"), "nothing was tried");
}

#[test]
fn a_walk_in_is_not_accepted_by_the_enter_of_the_input_method() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T10:00").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see_focus("walk-in-item-input");
    compose(&browser, "yan'cao");
    browser.read("walk-in [data-testid=\"item-option\"]:first-child", "烟草证延续");
    enter_for_the_input_method(&browser);
    assert_eq!(browser.count("walk-in [data-testid=\"item-tag\"]"), 0);
    commit(&browser, "烟草");
    browser.read("walk-in [data-testid=\"item-option\"]:first-child", "烟草证延续");
    browser.press(Key::Enter);
    browser.see("walk-in-told");
    browser.click("walk-in-name");
    compose(&browser, "li'na");
    enter_for_the_input_method(&browser);
    commit(&browser, "李娜");
    assert_eq!(browser.value("walk-in-name"), "李娜");
    assert!(browser.shows("walk-in") && !browser.shows("slip"), "it is not accepted yet");
    browser.press(Key::Enter);
    browser.read("slip", "李娜");
}
