//! The booking by keyboard alone, in each language of the program.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SATURDAY, Start, booking};
use yanshi_tests::screens::{Allocator as _, Counter as _, Surroundings as _};

fn books_in(language: &str, item: &str, on_slip: &[&str]) {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.speak(language);
    let booked = browser.book("spjy", item, "王小明", "13800138000");
    let slip = browser.text("slip");
    for words in on_slip.iter().chain(&[booked.number.as_str(), "王小明"]) {
        assert!(slip.contains(words), "{words} is not on the slip: {slip}");
    }
    browser.see_bookings(1);
    // The core has what the screen says it has.
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    let cell = &day["sessions"][0]["slots"][0]["cells"][0];
    let detail = program.call("booking_reveal", &json!({ "booking": cell["booking"] }));
    assert_eq!((&detail["number"], &detail["form"]["name"]), (&json!(booked.number), &json!("王小明")));
    assert_eq!(
        detail["form"]["slip_language"], language,
        "the slip speaks the language of the desk unless told otherwise"
    );
}

#[test]
fn in_simplified_chinese() {
    books_in("zh-Hans", "食品经营许可", &["食品经营许可", "营业执照", "2026年11月28日 星期六", "09:00"]);
}

#[test]
fn in_traditional_chinese() {
    books_in("zh-Hant", "食品經營許可", &["食品經營許可", "營業執照", "2026年11月28日 星期六", "09:00"]);
}

#[test]
fn in_english() {
    books_in("en", "Food business licence", &["Food business licence", "Business licence", "2026", "09:00"]);
}

/// Fingers are faster than answers: what was typed counts, not what happened to be listed.
#[test]
fn enter_right_behind_the_last_letter_takes_what_was_typed() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    // An old PC under load: every answer comes late.
    let slow = json!({ "offline": false, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.emulateNetworkConditions", &slow);
    browser.type_text("sp");
    browser.read("item-option:first-child", "食品经营许可");
    browser.type_text("sc\u{e007}");
    browser.read("item-tag", "食品生产许可");
    assert_eq!(browser.count("item-tag"), 1);
    assert_eq!(browser.value("item-input"), "");
}

#[test]
fn a_fault_is_told_at_its_field_and_the_cursor_goes_there() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.press(Key::Tab);
    browser.type_text("1380013800o");
    browser.press(Key::Enter);
    browser.see("field-error-name");
    browser.see("field-error-phone");
    browser.see_focus("name-input");
    browser.type_text("王小明");
    browser.press(Key::Enter);
    browser.see_focus("phone-input");
    assert_eq!(browser.value("phone-input"), "1380013800o", "nothing typed is lost");
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("13800138000");
    browser.press(Key::Enter);
    browser.see("slip");
    browser.see_bookings(1);
}

#[test]
fn a_past_time_is_booked_only_after_a_question() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T16:10").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.click("seat-free");
    browser.see_focus("name-input");
    browser.type_text("王小明");
    browser.press(Key::Enter);
    browser.see("form-error[data-code=\"confirm.slot_past\"]");
    browser.see_bookings(0);
    browser.click("confirm-anyway");
    browser.see("slip");
    browser.see_bookings(1);
}

#[test]
fn an_answer_of_a_department_changes_its_promise_at_once() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.book("spjy", "食品经营许可", "王小明", "");
    // Friday 16:50 is past the cut-off.
    browser.see("department-chip[data-promise=\"past_cutoff\"]");
    browser.click("department-duty");
    browser.answer_department('1', "confirmed");
    browser.click("rail-book");
    browser.see("department-chip[data-promise=\"confirmed\"]");
}

#[test]
fn a_draft_that_comes_back_has_the_earliest_time_ready() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    // Only a name was typed: nothing that would make the core say anything new about the times.
    program.call("draft_keep", &booking().with("items", json!([])).with("name", "王小明").draft());
    let browser = Chromium::open(&program);
    browser.see("slot-row");
    browser.see("slot-choice[data-slot=\"09:00\"][aria-checked=\"true\"]");
    assert_eq!(browser.value("name-input"), "王小明");
    // Saved as it is, all that is missing is the item.
    browser.click("save");
    browser.see("field-error-items");
    assert!(!browser.shows("field-error-slot"));
}
