//! A scanner types into whatever has the focus. Its slip is found on every screen, and nothing else comes of its keys.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{
    Chromium, DataFolder, Keyboard as _, Keys, Program, SATURDAY, Screen, Start, booking, until,
};
use yanshi_tests::screens::Counter as _;

const PEOPLE: [&str; 4] = ["王伟", "李娜", "张三", "赵四"];

/// Four people booked on Friday, and the program on the Saturday they come. Numbers in the order of [`PEOPLE`].
fn saturday(folder: &DataFolder) -> (Program, Vec<String>) {
    let friday = Start::demo().browser_mode(folder);
    let saved = PEOPLE.map(|name| friday.call("booking_make", &booking().with("name", name).make()));
    friday.kill();
    let numbers = saved.iter().map(|saved| saved["slip"]["number"].as_str().expect("a number").to_owned());
    (Start::plain().at("2026-11-28T08:55").browser_mode(folder), numbers.collect())
}

fn list(program: &Program) -> Value {
    program.call("call_list", &json!({ "date": SATURDAY }))
}

/// Numbers of those who are here. Nothing else may have become of anybody.
#[track_caller]
fn arrived(program: &Program) -> Vec<String> {
    let list = list(program);
    let lines = list["lines"].as_array().expect("lines");
    assert_eq!(lines.len(), PEOPLE.len(), "{list}");
    assert!(lines.iter().all(|line| line["call"].is_null() && line["cancelled"] == false), "{list}");
    let here = lines.iter().filter(|line| !line["arrived"].is_null());
    here.map(|line| line["number"].as_str().expect("a number").to_owned()).collect()
}

#[test]
fn on_the_service_day_a_scan_marks_its_person_wherever_the_cursor_is() {
    let folder = DataFolder::empty();
    let (program, numbers) = saturday(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("rail-service");
    browser.see_focus("call-line[aria-selected=\"true\"]");
    browser.scan(&numbers[2]);
    browser.read("notice[data-tone=\"ok\"]", &numbers[2]);
    assert_eq!(arrived(&program), [numbers[2].as_str()]);
    // The same slip again, and another right behind it.
    browser.scan(&numbers[2]);
    browser.scan(&numbers[0]);
    until("both are heard", || arrived(&program).contains(&numbers[0]));
    browser.read("notice[data-tone=\"ok\"]", &numbers[0]);
    // In a field, with what was typed there; on a button, which is not pressed; by a scanner that ends with Tab.
    browser.click("call-after");
    let typed = browser.value("call-after");
    browser.scan(&numbers[1]);
    browser.read("notice", &numbers[1]);
    assert_eq!(browser.value("call-after"), typed);
    browser.script("document.querySelector('[data-testid=\"move-open\"]').focus()", &[]);
    browser.scan_with(&numbers[3], "Tab");
    browser.read("notice[data-tone=\"ok\"]", &numbers[3]);
    assert!(!browser.shows("move-day"), "the button was pressed");
    until("all are here", || arrived(&program).len() == PEOPLE.len());
}

#[test]
fn elsewhere_a_scan_opens_its_booking_and_leaves_what_was_typed() {
    let folder = DataFolder::empty();
    let (program, numbers) = saturday(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.scan(&numbers[0]);
    browser.read("detail", &numbers[0]);
    assert_eq!(browser.value("item-input"), "");
    // In the drawer of somebody else.
    browser.scan(&numbers[1]);
    browser.read("detail", &numbers[1]);
    browser.press(Key::Escape);
    browser.see_gone("detail");
    browser.click("name-input");
    browser.type_text("王");
    browser.scan(&numbers[2]);
    browser.read("detail", &numbers[2]);
    assert_eq!(browser.value("name-input"), "王");
    browser.press(Key::Escape);
    browser.see_gone("detail");
    for screen in ["settings", "audit"] {
        browser.click(&format!("rail-{screen}"));
        browser.see_gone("name-input");
        browser.scan(&numbers[3]);
        browser.read("detail", &numbers[3]);
        browser.press(Key::Escape);
        browser.see_gone("detail");
    }
    // While somebody looks for something else.
    browser.press(Keys::Letter(Key::Control, 'k'));
    browser.see_focus("search-input");
    browser.scan(&numbers[0]);
    browser.read("detail", &numbers[0]);
    browser.press(Key::Escape);
    browser.see_gone("detail");
    // A slip of nobody here.
    browser.scan("8345259694");
    browser.read("notice[data-tone=\"bad\"]", "834 525 9694");
    assert!(arrived(&program).is_empty(), "looking at a booking marks nobody");
}

#[test]
fn a_scan_of_another_day_is_shown_and_asked_about_before_anybody_is_marked() {
    let folder = DataFolder::empty();
    let friday = Start::demo().browser_mode(&folder);
    let saved = friday.call("booking_make", &booking().make());
    let number = saved["slip"]["number"].as_str().expect("a number");
    let browser = Chromium::open(&friday);
    browser.see_book();
    browser.click("rail-service");
    browser.see("call-line");
    browser.scan(number);
    browser.see("call-ask[data-key=\"a\"]");
    assert!(list(&friday)["lines"][0]["arrived"].is_null());
    browser.press(Keys::With(Key::Alt, Key::Right));
    browser.see("day-title[data-date=\"2026-12-05\"]");
    browser.scan(number);
    browser.see("day-title[data-date=\"2026-11-28\"]");
    browser.read("notice[data-tone=\"warn\"]", number);
    assert!(list(&friday)["lines"][0]["arrived"].is_null());
    // By the key it is asked once more; then it is meant.
    browser.see_focus("call-line[aria-selected=\"true\"]");
    browser.type_text("a");
    browser.see("call-ask[data-key=\"a\"]");
    assert!(list(&friday)["lines"][0]["arrived"].is_null());
    browser.answer_call();
    browser.see("call-line[data-standing=\"arrived\"]");
    browser.press(Keys::Letter(Key::Control, 'z'));
    browser.see_gone("call-line[data-standing=\"arrived\"]");
    // From the drawer as well.
    browser.click("rail-book");
    browser.scan(number);
    browser.see("detail-arrive");
    browser.press(Keys::Letter(Key::Alt, 'h'));
    browser.see("detail-arrive-anyway");
    assert!(list(&friday)["lines"][0]["arrived"].is_null());
    browser.click("detail-arrive-anyway");
    until("they are marked", || !list(&friday)["lines"][0]["arrived"].is_null());
}

#[test]
fn where_nobody_is_signed_in_a_scan_does_nothing_and_types_nothing() {
    let folder = DataFolder::empty();
    let (program, numbers) = saturday(&folder);
    let browser = Chromium::open_at_the_door(&program, Screen::SMALL);
    browser.see("sign-in");
    browser.scan(&numbers[0]);
    browser.click("sign-in-secret");
    browser.scan(&numbers[0]);
    assert_eq!(browser.value("sign-in-secret"), "");
    assert!(!browser.shows("field-error-secret"), "nothing was tried");
    browser.enter();
    browser.see_book();
    browser.press(Keys::Letter(Key::Control, 'l'));
    browser.see_focus("unlock-secret");
    browser.scan(&numbers[0]);
    assert_eq!(browser.value("unlock-secret"), "");
    assert!(!browser.shows("field-error-secret"), "nothing was tried");
    assert!(arrived(&program).is_empty());
}

#[test]
fn a_slow_or_broken_scan_acts_on_nobody() {
    let folder = DataFolder::empty();
    let (program, numbers) = saturday(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("rail-service");
    browser.see_focus("call-line[aria-selected=\"true\"]");
    let keys = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    // It ends with a digit that asks, or that acts at once, and with its own Enter; or it breaks off.
    for last in ["3", "5", "1"] {
        browser.send_keys_at(&keys(&format!("8,3,4,5,2,5,9,6,9,{last},Enter")), 0.11);
        browser.read("notice[data-tone=\"bad\"]", &format!("834 525 969{last}"));
        assert!(!browser.shows("call-ask"), "{last}");
    }
    for broken in ["8,3,4,5,Enter", "1,2,3,4,5", "5,4,3"] {
        browser.scan("1234567890");
        browser.read("notice[data-tone=\"bad\"]", "123 456 7890");
        browser.send_keys_at(&keys(broken), 0.08);
        browser.read("notice[data-tone=\"warn\"]", "没有扫完整");
        assert!(!browser.shows("call-ask"), "{broken}");
    }
    assert!(arrived(&program).is_empty());
    // The whole one, as slow.
    let whole: Vec<String> =
        numbers[1].chars().filter(char::is_ascii_digit).map(String::from).chain(["Enter".to_owned()]).collect();
    browser.send_keys_at(&whole, 0.11);
    until("they are here", || arrived(&program) == [numbers[1].as_str()]);
}
