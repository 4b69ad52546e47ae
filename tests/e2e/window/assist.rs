//! A case of the assisted-handling log in the real window, by keyboard alone: a party of three of whom one may not enter, out and in
//! eight times, handed over in the middle, with the PC switched off in between.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{DataFolder, Keyboard as _, Start, Window};
use yanshi_tests::screens::Counter as _;

/// Presses for a new case beyond its texts.
const PRESSES_MAX: u32 = 15;
/// A working day: the log runs every day.
const MORNING: &str = "2026-11-25T10:02";

fn log_at(folder: &DataFolder, now: &str) -> Window {
    let window = Window::open(&Start::plain().at(now), folder);
    window.see_book();
    window.press(Key::F6);
    window.see("assist");
    window
}

/// The case in hand goes one leg on.
fn leg(window: &Window, legs: usize) {
    window.see_focus("case-card[aria-current=\"true\"]");
    window.press('1');
    window.see(&format!("case-card[data-legs=\"{legs}\"]"));
}

#[test]
fn three_are_helped_eight_times_through_the_door_and_their_papers_come_back() {
    let folder = DataFolder::empty();
    Start::demo().at(MORNING).browser_mode(&folder).kill();

    let window = log_at(&folder, MORNING);
    let before = window.presses();
    window.press(Key::F2);
    window.see_focus("case-item-input");
    window.type_text("spjy");
    window.read("new-case [data-testid=\"item-option\"]", "食品经营许可");
    window.press(Key::Enter);
    window.see("new-case [data-testid=\"item-tag\"]");
    window.press(Key::Enter);
    window.see_focus("case-party");
    window.type_text("3");
    let to = |hook: &str, text: &str| {
        for _ in 0..PRESSES_MAX {
            if window.has_focus(hook) {
                return window.type_text(text);
            }
            window.press(Key::Tab);
        }
        panic!("Tab does not come to {hook}");
    };
    to("case-may_not_enter", "一位老人");
    to("case-who_signs", "儿子");
    to("case-carer", "邻居刘姐");
    to("case-documents", "身份证、户口本");
    window.press(Key::Enter);
    window.see("case-card");
    let presses = window.presses() - before;
    println!("keys beyond the text, a new case: {presses}");
    assert!(presses <= PRESSES_MAX, "{presses} keys");
    window.read("case-card", "一位老人不能进厅");
    leg(&window, 1);
    leg(&window, 2);
    leg(&window, 3);
    window.kill();

    let window = log_at(&folder, "2026-11-25T10:31");
    window.see_focus("case-card[aria-current=\"true\"]");
    window.press('h');
    window.see_focus("hand-over-to");
    window.press(Key::Enter);
    window.see_gone("hand-over");
    window.read("case-card", "→");
    for legs in 4..=6 {
        leg(&window, legs);
    }
    window.read("assist-counts", "8 趟");
    // With papers here the case is not done.
    assert!(!window.shows("case-complete"));
    ask_and_answer(&window, 'r');
    window.see("case-complete");
    ask_and_answer(&window, 'e');
    window.see("closed-line[data-stage=\"completed\"]");
    window.kill();

    let program = Start::plain().at("2026-11-25T10:40").browser_mode(&folder);
    let day = program.call("assist_day", &json!({ "date": "2026-11-25" }));
    let counts = ["cases", "items", "trips", "people"].map(|unit| day["counts"][unit].as_i64());
    assert_eq!(counts, [Some(1), Some(1), Some(8), Some(3)], "{day}");
    let case = &day["closed"][0];
    assert_eq!(
        (&case["returned"], &case["taken"], case["helpers"].as_array().map(Vec::len)),
        (&json!(2), &json!(2), Some(2))
    );
    let detail = program.call("assist_case", &json!({ "case": case["case"] }));
    let who: Vec<&Value> =
        detail["card"]["legs"].as_array().into_iter().flatten().map(|leg| &leg["helper"]["person"]).collect();
    assert!(who[0] == who[2] && who[2] != who[3] && who[3] == who[5], "each keeps their own trips: {who:?}");
}

/// What takes papers out of hand, or closes a case, asks first.
fn ask_and_answer(window: &Window, key: char) {
    window.see_focus("case-card[aria-current=\"true\"]");
    window.press(key);
    window.see("case-ask");
    yanshi_tests::harness::until("the question is answered", || {
        if window.shows("case-ask") {
            window.press(Key::Enter);
        }
        !window.shows("case-ask")
    });
}
