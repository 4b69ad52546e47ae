//! The service day on screen: who has come, who is called, and a Saturday that closes.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, SATURDAY, Start, booking, until};
use yanshi_tests::screens::Counter as _;

fn open_service(program: &Program) -> Chromium {
    let browser = Chromium::open(program);
    browser.see_book();
    browser.click("rail-service");
    browser.see("service");
    browser
}

fn line(standing: &str) -> String {
    format!("call-line[data-standing=\"{standing}\"]")
}

fn calls(program: &Program, date: &str) -> Value {
    program.call("call_list", &json!({ "date": date }))
}

#[test]
fn a_day_without_bookings_leaves_the_cursor_where_the_list_would_be() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T08:30").browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let browser = open_service(&program);
    browser.see_focus("call-line[aria-selected=\"true\"]");
    browser.press(Keys::With(Key::Alt, Key::Right));
    browser.see("call-none");
    browser.see_focus("call-desk");
    browser.press(Keys::With(Key::Alt, Key::Left));
    browser.see_focus("call-line[aria-selected=\"true\"]");
}

#[test]
fn who_has_not_come_is_called_with_one_key_each() {
    let folder = DataFolder::empty();
    // Booked on Friday, called on Saturday an hour after opening.
    let friday = Start::demo().browser_mode(&folder);
    let people = [("王伟", "13800138000"), ("李娜", ""), ("张三", ""), ("赵四", ""), ("钱五", "")];
    for (name, phone) in people {
        friday.call("booking_make", &booking().with("name", name).with("phone", phone).make());
    }
    friday.kill();
    let program = Start::plain().at("2026-11-28T10:05").browser_mode(&folder);
    let browser = open_service(&program);
    browser.see("call-due[data-due=\"true\"]");
    browser.see("call-count[data-standing=\"late\"]");
    assert_eq!(browser.count(&line("late")), 5);
    // The first is shown with number and words to say; the number is masked until it is asked for.
    assert_eq!(browser.text("call-phone"), "138****8000");
    browser.see_focus("call-line[aria-selected=\"true\"]");
    browser.type_text("v");
    browser.read("call-phone", "13800138000");
    browser.type_text("1");
    browser.see(&line("coming"));
    // The next one stands in hand now: chosen by the arrow, they are here.
    browser.click(&line("late"));
    browser.type_text("a");
    browser.see(&line("arrived"));
    browser.press(Keys::Letter(Key::Control, 'z'));
    browser.see_gone(&line("arrived"));
    browser.click(&line("late"));
    // What takes a seat from somebody asks once.
    browser.type_text("5");
    browser.see("call-ask[data-key=\"5\"]");
    browser.answer_call();
    browser.see(&line("released"));
    browser.click(&line("late"));
    browser.type_text("3");
    browser.click("call-ask-yes");
    browser.see(&line("cancelled"));
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    assert_eq!(day["sessions"][0]["slots"][0]["taken"], 3, "a seat given up and one cancelled are free again");
    // Somebody wants another time: the book opens with them.
    browser.click(&line("late"));
    browser.type_text("2");
    browser.see("detail");
}

#[test]
fn a_saturday_that_closes_is_moved_and_everybody_affected_is_on_its_call_list() {
    let folder = DataFolder::empty();
    let program = Start::demo_with(12).browser_mode(&folder);
    let before = program.call("book_day", &json!({ "date": SATURDAY }))["totals"]["bookings"].clone();
    // The notice is amended: that Saturday is a day off.
    let shipped = include_str!("../../../src-tauri/data/calendar.csv");
    let csv = format!("{}\n2026-11-28,day_off,临时闭馆,2026,临时通知\n", shipped.trim_end());
    let seen = program.call("reference_preview", &json!({ "kind": "calendar", "csv": csv }))["seen"].clone();
    let import = json!({ "kind": "calendar", "csv": csv, "source": "notice.csv", "seen": seen });
    program.call("reference_import", &import);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::With(Key::Alt, Key::Left));
    browser.click("rail-service");
    browser.see("call-closed");
    assert_eq!(Some(browser.count("call-line")), before.as_u64().and_then(|count| usize::try_from(count).ok()));
    browser.press(Keys::Letter(Key::Alt, 'm'));
    browser.see("move-day");
    assert_eq!(browser.value("move-to"), "2026-12-05");
    browser.click("move-confirm");
    browser.see("day-moved");
    let list = calls(&program, SATURDAY);
    let lines = list["lines"].as_array().expect("lines");
    assert_eq!(json!(lines.len()), before, "nobody is lost");
    assert!(lines.iter().all(|line| line["moved_to"] == "2026-12-05" && line["call"].is_null()), "{list}");
    assert_eq!(program.call("book_day", &json!({ "date": "2026-12-05" }))["totals"]["bookings"], before);
    // Two are reached; the list says who.
    browser.see_gone("move-day");
    browser.click("call-line");
    browser.type_text("1");
    until("they know", || browser.count("call-moved[data-untold=\"false\"]") == 1);
    browser.click("call-line:nth-of-type(2)");
    browser.type_text("4");
    browser.see("call-ask[data-key=\"4\"]");
    browser.answer_call();
    let reached =
        |list: &Value| list["lines"].as_array().into_iter().flatten().filter(|line| !line["call"].is_null()).count();
    until("both are noted", || reached(&calls(&program, SATURDAY)) == 2);
}

#[test]
fn whoever_stands_at_the_door_is_found_in_the_list_and_on_the_board() {
    let folder = DataFolder::empty();
    let friday = Start::demo_with(20).browser_mode(&folder);
    let form = booking().with("name", "欧阳明月").with("phone", "13800138765").at(1, 3);
    let saved = friday.call("booking_make", &form.make());
    friday.kill();
    let program = Start::plain().at("2026-11-28T10:05").browser_mode(&folder);
    let browser = open_service(&program);
    browser.see("find-here");
    browser.press(Keys::Letter(Key::Control, 'f'));
    browser.see_focus("find-here");
    browser.type_text("oymy");
    browser.press(Key::Enter);
    until("only they are left", || browser.count("call-line") == 1);
    browser.see_focus("call-line[aria-selected=\"true\"]");
    browser.type_text("a");
    browser.see(&line("arrived"));
    // A slip that is scanned types its number and Enter.
    browser.press(Keys::Letter(Key::Control, 'f'));
    browser.press(Key::Delete);
    until("all are back", || browser.count("call-line") > 10);
    browser.type_text(saved["slip"]["number"].as_str().expect("a number"));
    browser.press(Key::Enter);
    until("only they are left", || browser.count("call-line") == 1);
    browser.click("rail-book");
    browser.press(Keys::Letter(Key::Control, 'f'));
    browser.type_text("nobody");
    browser.read("find-here-count", "0");
    browser.press(Key::Escape);
    assert_eq!(browser.value("find-here"), "");
    browser.type_text("8765");
    browser.press(Key::Enter);
    let detail = browser.read("detail", "欧阳*");
    assert!(detail.contains("15:00"), "{detail}");
}

#[test]
fn a_list_of_four_hundred_holds_only_what_is_in_sight_and_its_keys_reach_the_end() {
    let folder = DataFolder::empty();
    let program = Start::demo_with(400).browser_mode(&folder);
    let browser = open_service(&program);
    browser.see("call-line");
    let all = calls(&program, SATURDAY)["lines"].as_array().map_or(0, Vec::len);
    assert!(all >= 400, "{all}");
    assert!(browser.count("call-line") < 100, "{} rows", browser.count("call-line"));
    browser.is_accessible("the long call list");
    browser.press(Key::End);
    browser.see_focus(&format!("call-line[aria-rowindex=\"{}\"]", all + 1));
    browser.press(Key::Up);
    browser.see_focus(&format!("call-line[aria-rowindex=\"{all}\"]"));
    browser.type_text("a");
    // It is Friday: that is asked about.
    browser.see("call-ask[data-key=\"a\"]");
    browser.answer_call();
    browser.see_focus("call-line[aria-selected=\"true\"]");
    browser.see("call-count[data-standing=\"arrived\"]");
    browser.press(Key::Home);
    browser.see_focus("call-line[aria-rowindex=\"2\"]");
}
