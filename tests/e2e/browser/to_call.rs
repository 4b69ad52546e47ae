//! The one list of everybody to call: its count is on every screen, each is told what concerns them, and one key notes it.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{
    Chromium, DataFolder, Keyboard as _, Keys, Program, SATURDAY, Screen, Start, booking, until,
};
use yanshi_tests::screens::{Allocator as _, Counter as _};

const NEXT: &str = "2026-12-05";

fn refuse(program: &Program) {
    let department = program.call("allocation", &json!({ "date": SATURDAY }))["departments"][0]["department"].clone();
    program.department_says(SATURDAY, &department, 0, false);
}

fn tasks(program: &Program) -> usize {
    program.call("to_call", &json!({}))["tasks"].as_array().map_or(0, Vec::len)
}

/// The person in hand, once keys act on them.
fn in_hand(browser: &Chromium) -> String {
    browser.see("task-panel[data-rests=\"false\"]");
    browser.attribute("task-panel", "data-booking").expect("somebody in hand")
}

/// Presses a key for whoever is in hand, and waits until somebody else is.
fn settle(browser: &Chromium, key: &str) {
    let before = in_hand(browser);
    browser.type_text(key);
    browser.see_gone(&format!("task-panel[data-booking=\"{before}\"]"));
}

#[test]
fn a_refusal_is_counted_on_every_screen_until_everybody_is_told_by_one_key_each() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("phone", "13800138000").make());
    program.call("booking_make", &booking().with("name", "李娜").at(0, 1).make());
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    assert!(!browser.shows("rail-count-to_call") && !browser.shows("day-to-call"));
    refuse(&program);
    for screen in ["settings", "service", "audit", "book"] {
        browser.click(&format!("rail-{screen}"));
        browser.read("rail-count-to_call", "2");
        browser.read("day-to-call", "2");
    }
    // From the board by one key to the list, and then one key for each person; two with the number looked at.
    browser.press(Key::F4);
    browser.see_focus("task-line[aria-selected=\"true\"]");
    browser.is_accessible("the list of calls");
    assert_eq!(browser.text("task-phone"), "138****8000");
    in_hand(&browser);
    // Two keys a call: one for the number, one for what came of it.
    browser.type_text("v");
    browser.read("task-phone", "13800138000");
    browser.read("task-people", "王伟");
    settle(&browser, "1");
    // Whoever left no number is told by word of mouth, and stands on the list all the same.
    browser.read("task-phone", "没有留电话");
    browser.see("task-no-phone");
    assert_eq!(browser.text("rail-count-to_call"), "1");
    in_hand(&browser);
    browser.type_text("1");
    browser.see("to-call-none");
    browser.see_gone("rail-count-to_call");
    browser.see_gone("day-to-call");
    browser.press(Keys::Letter(Key::Control, 'z'));
    browser.read("rail-count-to_call", "1");
    browser.read("notice", "李*");
    browser.see_focus("task-line[aria-selected=\"true\"]");
    browser.press(Keys::Letter(Key::Control, 'z'));
    browser.read("rail-count-to_call", "2");
    assert_eq!(tasks(&program), 2);
}

#[test]
fn nobody_answers_wants_another_time_or_cancels() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    for (slot, name) in [(0, "王伟"), (1, "李娜"), (2, "张三")] {
        program.call("booking_make", &booking().with("name", name).with("phone", "").at(0, slot).make());
    }
    refuse(&program);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Key::F4);
    browser.see_focus("task-line[aria-selected=\"true\"]");
    let first = in_hand(&browser);
    // Nobody answers: still on the list, which says so, and the next one is in hand.
    browser.type_text("4");
    browser.see_gone(&format!("task-panel[data-booking=\"{first}\"]"));
    browser.read("task-calls", "无人接听 1 次");
    assert_eq!(tasks(&program), 3);
    // Cancelling asks.
    let second = in_hand(&browser);
    assert_ne!(first, second);
    browser.type_text("3");
    browser.see("task-ask[data-key=\"3\"]");
    browser.is_accessible("the question");
    browser.press(Key::Escape);
    browser.see_gone("task-ask");
    browser.type_text("3");
    browser.see("task-ask");
    browser.answer_call();
    until("they are off the list", || tasks(&program) == 2);
    let totals = || program.call("book_day", &json!({ "date": SATURDAY }))["totals"]["bookings"].clone();
    assert_eq!(totals(), 2);
    browser.press(Keys::Letter(Key::Control, 'z'));
    until("it stands again", || totals() == 3);
    // Another time: the booking is opened, and until it has one it stays on the list.
    in_hand(&browser);
    browser.type_text("2");
    browser.see("detail");
    browser.press(Key::Escape);
    browser.see_gone("detail");
    browser.press(Key::F4);
    browser.see("task-why[data-reason=\"wants_another_time\"]");
    assert_eq!(tasks(&program), 3);
}

#[test]
fn a_closed_saturday_is_called_by_keyboard_over_a_restart_and_each_is_told_their_own_new_time() {
    let folder = DataFolder::empty();
    let friday = Start::demo_with(10).browser_mode(&folder);
    let moved = close_saturday(&friday);
    let people = tasks(&friday);
    assert!(people > 4 && people <= moved, "{people} people with {moved} bookings");
    let browser = Chromium::open_at(&friday, Screen::SMALL);
    browser.see_book();
    browser.press(Keys::With(Key::Shift, Key::F4));
    let mut told = Vec::new();
    for _ in 0..people / 2 {
        told.push(what_is_said(&friday, &browser));
        settle(&browser, "1");
    }
    drop(browser);
    friday.kill();
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(tasks(&program), people - told.len());
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    // On both days it says how many are left.
    browser.read("rail-count-to_call", &(people - told.len()).to_string());
    browser.press(Key::F4);
    while told.len() + 1 < people {
        told.push(what_is_said(&program, &browser));
        settle(&browser, "1");
    }
    told.push(what_is_said(&program, &browser));
    browser.type_text("1");
    browser.see("to-call-none");
    browser.see_gone("rail-count-to_call");
    told.sort();
    told.dedup();
    assert_eq!(told.len(), people, "each was told once");
    // The table of the day says that they know.
    browser.click("rail-service");
    browser.press(Keys::With(Key::Alt, Key::Left));
    browser.see("call-moved[data-untold=\"false\"]");
    assert_eq!(browser.count("call-moved[data-untold=\"true\"]"), 0);
    browser.click("call-line");
    browser.see("call-panel");
    assert!(!browser.shows("call-act-a"), "who was moved to another day does not arrive on this one");
}

/// Closes the Saturday and moves everybody; how many bookings that were.
fn close_saturday(program: &Program) -> usize {
    let closing = json!({ "date": SATURDAY, "to": NEXT, "close": "emergency" });
    let moved = program.call("day_move", &closing)["moved"].clone();
    moved.as_u64().and_then(|moved| usize::try_from(moved).ok()).expect("a number")
}

/// What the screen says to whoever is in hand, which has to name the time that their booking has now.
fn what_is_said(program: &Program, browser: &Chromium) -> String {
    let booking = in_hand(browser);
    let detail = program.call("booking_show", &json!({ "booking": booking }));
    let start = detail["start"].as_str().expect("a time").to_owned();
    let said = browser.read("task-sentence", &format!("改到了 12月5日 周六 {start}"));
    assert!(said.contains("11月28日 周六"), "{said}");
    booking
}

#[test]
fn a_department_that_comes_late_is_written_down_and_whoever_is_earlier_is_told() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("phone", "13800138000").at(1, 0).make());
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.open_allocation();
    browser.press(Key::Enter);
    browser.see("answer-form");
    let hours = |from: &str, until: &str| {
        for (hook, time) in [("answer-afternoon-from", from), ("answer-afternoon-until", until)] {
            browser.click(hook);
            browser.press(Keys::Letter(Key::Control, 'a'));
            browser.type_text(time);
        }
        browser.press(Key::Enter);
    };
    hours("16:30", "15:00");
    browser.see("field-error-afternoon-until");
    hours("15:00", "16:30");
    browser.see_gone("answer-form");
    browser.read("allocation-said", "15:00–16:30");
    browser.read("allocation-gap", "13:30");
    browser.click("day-to-call");
    let said = browser.read("task-sentence", "只在 15:00–16:30 有人");
    assert!(said.contains("您预约的是 13:30"), "{said}");
    // Written down anew without a look at the hours: they stay.
    browser.open_allocation();
    browser.press(Key::Enter);
    assert_eq!(browser.value("answer-afternoon-until"), "16:30");
    browser.press(Key::Enter);
    browser.see_gone("answer-form");
    browser.department_in_hand();
    browser.read("allocation-said", "15:00–16:30");
}

#[test]
fn the_list_is_printed_with_whole_numbers_boxes_and_words_and_saved() {
    let folder = DataFolder::empty();
    let program = Start::demo_with(60).browser_mode(&folder);
    close_saturday(&program);
    let people = tasks(&program);
    assert!(people > 25, "{people}");
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Key::F4);
    browser.see("task-line");
    // The paper lies there only while it is printed: it is kept a little longer to be looked at.
    browser.script(
        "window.print = () => { const paper = document.querySelector('.list-paper').cloneNode(true); document.querySelector('.list-paper').remove(); document.body.append(paper); }",
        &[],
    );
    browser.press(Keys::Letter(Key::Control, 'p'));
    let lines = || browser.script("return document.querySelectorAll('[data-testid=to-call-paper-line]').length", &[]);
    until("the list is on paper", || lines() == people);
    let printed = browser.script("return document.querySelector('.list-paper').textContent", &[]);
    let printed = printed.as_str().expect("text");
    for words in ["☐ 已告知", "☐ 改期", "☐ 取消", "☐ 无人接听", "改到了 12月5日 周六", "未留电话"]
    {
        assert!(printed.contains(words), "{words} is not on the list: {printed}");
    }
    assert!(!printed.contains("***"), "{printed}");
    let pdf = browser.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
    let script = "return [...atob(arguments[0]).matchAll(/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)\\]/g)].length";
    let pages = browser.script(script, &[pdf["data"].clone()]).as_u64().expect("a number");
    assert_eq!(pages, (people as u64).div_ceil(25), "twenty-five people a page");
    browser.press(Keys::Letter(Key::Alt, 'x'));
    let told = browser.text("to-call-file");
    assert!(told.contains(".xlsx"), "{told}");
    assert!(folder.handouts().read_dir().expect("a folder").count() > 0);
}
