//! The Chinese input method stays on at the counter: what it is still composing already searches, and its Enter is its
//! own.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Program, Start};
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
