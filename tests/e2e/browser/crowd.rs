//! Two windows on one hall: each sees what the other does, and the last seat goes to one of them.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Program, SATURDAY, Start, booking, until};
use yanshi_tests::screens::Counter as _;

fn prepare(browser: &Chromium, name: &str) {
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    // By hand: then it is not moved behind the person's back when it fills up.
    browser.click("slot-choice[data-slot=\"09:00\"]");
    browser.click("name-input");
    browser.type_text(name);
}

fn taken(program: &Program, slot: usize) -> u64 {
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    day["sessions"][0]["slots"][slot]["taken"].as_u64().expect("a count")
}

#[test]
fn the_last_seat_goes_to_one_and_the_other_keeps_what_was_typed() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    for _ in 0..7 {
        program.call("booking_make", &booking().make());
    }
    let (first, second) = (Chromium::open(&program), Chromium::open(&program));
    prepare(&first, "先到");
    prepare(&second, "后到");
    first.press(Key::Enter);
    first.read("slip", "先到");
    second.press(Key::Enter);
    let told = second.text("field-error-slot");
    assert!(told.contains("09:00"), "it says which time is full: {told}");
    assert_eq!(second.value("name-input"), "后到");
    second.read("item-tag", "食品经营许可");
    assert_eq!(taken(&program, 0), 8);
    // One press further it is saved.
    second.click("slot-choice[data-slot=\"09:30\"]");
    second.see_gone("field-error-slot");
    second.click("save");
    second.read("slip", "后到");
    assert_eq!((taken(&program, 0), taken(&program, 1)), (8, 1));
}

#[test]
fn a_window_learns_what_the_other_did() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let watching = Chromium::open(&program);
    watching.see_book();
    watching.see_bookings(0);
    program.call("booking_make", &booking().make());
    watching.see_bookings(1);
    watching.see("slot-row[data-slot=\"09:00\"][data-taken=\"1\"]");
}

#[test]
fn when_the_program_ends_the_page_says_so_and_keeps_what_was_typed() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    prepare(&browser, "王小明");
    program.kill();
    browser.see("unreachable");
    browser.press(Key::Enter);
    browser.see("form-error");
    assert_eq!(browser.value("name-input"), "王小明");
    browser.read("item-tag", "食品经营许可");
}

/// Commands that a window has sent since the last time.
fn sent(browser: &Chromium) -> Vec<String> {
    let requests = browser.requests().into_iter();
    requests.filter_map(|url| Some(url.rsplit_once("/rpc/")?.1.to_owned())).collect()
}

#[test]
fn what_a_window_wrote_is_asked_again_once_and_the_other_one_sees_it() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let (working, watching) = (Chromium::open(&program), Chromium::open(&program));
    watching.see_book();
    watching.see_bookings(0);
    prepare(&working, "王小明");
    sent(&working);
    working.press(Key::Enter);
    working.read("slip", "王小明");
    watching.see_bookings(1);
    // Until two heartbeats have followed the one that is asked after a write.
    let mut after = Vec::new();
    until("three pulses", || {
        after.extend(sent(&working));
        after.iter().skip_while(|command| *command != "booking_make").filter(|command| *command == "pulse").count() > 2
    });
    let times = |read: &str| after.iter().filter(|command| *command == read).count();
    assert_eq!([times("booking_make"), times("book_day")], [1, 1], "{after:?}");
    assert!(["frame", "allocation", "to_call"].iter().all(|read| times(read) <= 1), "{after:?}");
    assert!(["settings", "people"].iter().all(|read| times(read) == 0), "{after:?}");
}
