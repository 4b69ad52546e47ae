//! The Chinese input method stays on at the counter: what it is still composing already searches, and its Enter is its
//! own.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, SATURDAY, Start, booking};
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

/// A key while something is composed: the page sees one that belongs to the input method.
fn key_for_the_input_method(browser: &Chromium, key: &str) {
    let event = |kind: &str| json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": 229 });
    browser.devtools("Input.dispatchKeyEvent", &event("rawKeyDown"));
    browser.devtools("Input.dispatchKeyEvent", &event("keyUp"));
}

fn enter_for_the_input_method(browser: &Chromium) {
    key_for_the_input_method(browser, "Enter");
}

/// Chooses among candidates with every key there is for it, and puts `text` into the field under the cursor. The cursor
/// stays where it was.
#[track_caller]
fn write(browser: &Chromium, field: &str, composed: &str, text: &str) {
    browser.see_focus(field);
    compose(browser, composed);
    for key in ["ArrowDown", "ArrowUp", "ArrowRight", "Enter", "Tab", "Escape"] {
        key_for_the_input_method(browser, key);
    }
    commit(browser, text);
    assert_eq!(browser.value(field), text);
    assert!(browser.has_focus(field), "the cursor left {field}");
}

/// The same in a box that searches: nothing is taken, and the finger stays on the first hit.
#[track_caller]
fn search(browser: &Chromium, field: &str, within: &str, composed: &str, text: &str) {
    browser.see_focus(field);
    let tags = browser.count(&format!("{within}[data-testid=\"item-tag\"]"));
    compose(browser, composed);
    let first = format!("{within}[data-testid=\"item-option\"]:first-child");
    browser.read(&first, text);
    for key in ["ArrowDown", "Enter", "Escape"] {
        key_for_the_input_method(browser, key);
    }
    assert_eq!(browser.attribute(&first, "aria-selected").as_deref(), Some("true"), "the finger moved");
    commit(browser, text);
    browser.read(&first, text);
    assert_eq!(browser.count(&format!("{within}[data-testid=\"item-tag\"]")), tags, "nothing was taken");
    browser.press(Key::Enter);
    browser.read(&format!("{within}[data-testid=\"item-tag\"]"), text);
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

#[test]
fn every_text_of_the_conversation_leaves_the_input_methods_keys_to_it() {
    let (_folder, program, browser) = desk();
    search(&browser, "item-input", "", "sp'jy", "食品经营许可");
    browser.go_to_name();
    write(&browser, "name-input", "jia'gong'si", "甲公司");
    browser.press(Keys::Letter(Key::Alt, 'r'));
    write(&browser, "missing-input", "shou'quan", "授权委托书");
    browser.click("earlier-number");
    write(&browser, "earlier-number", "shou", "收字12号");
    browser.click("note-input");
    write(&browser, "note-input", "xu'yao", "需要翻译");
    browser.press(Keys::Letter(Key::Alt, 'a'));
    write(&browser, "agent-name", "zhou'dai'ban", "周代办");
    browser.press(Keys::Letter(Key::Alt, 'n'));
    write(&browser, "#field-other-0", "yi'gong'si", "乙公司");
    assert_eq!(browser.count("principal"), 1, "no row was begun");
    browser.press(Keys::Letter(Key::Alt, 'i'));
    search(&browser, "other-0-item-input", "principal ", "yan'cao", "烟草证延续");
    // Nothing was saved on the way, or the form would be empty; now all of it is.
    browser.see_bookings(0);
    browser.press(Keys::With(Key::Control, Key::Enter));
    browser.see_bookings(2);
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    assert_eq!(day["totals"]["bookings"], 2, "{day}");
    let slip = browser.read("slip", "甲公司");
    for words in ["乙公司", "授权委托书", "收字12号", "周代办", "烟草证延续"] {
        assert!(slip.contains(words), "{words} is not on the slips: {slip}");
    }
}

#[test]
fn the_walk_ins_form_leaves_the_input_methods_keys_to_it() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T10:00").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'w'));
    search(&browser, "walk-in-item-input", "walk-in ", "sp'jy", "食品经营许可");
    browser.see("walk-in-told");
    browser.click("walk-in-name");
    // Esc gives up a candidate, not the dialog.
    write(&browser, "walk-in-name", "li'na", "李娜");
    browser.click("#walk-in-note");
    write(&browser, "#walk-in-note", "xu'yao", "需要翻译");
    assert_eq!(program.call("walk_ins", &json!({ "date": SATURDAY }))["accepted"], json!([]));
    browser.press(Key::Enter);
    browser.read("slip", "李娜");
    let accepted = program.call("walk_ins", &json!({ "date": SATURDAY }));
    assert_eq!(accepted["accepted"].as_array().map(Vec::len), Some(1), "{accepted}");
}

#[test]
fn a_reason_is_composed_in_the_drawer_which_stays_open() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.open_booking("09:00", "王伟");
    browser.click("detail-cancel");
    browser.click("cancel-remark");
    write(&browser, "cancel-remark", "bu'lai", "电话说不来了");
    browser.see("detail");
    browser.see_bookings(1);
}
