//! Every action has a key, the sheet lists it, and no two of a screen share one; a department's refusal by keys alone.

use std::collections::BTreeSet;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start, booking, until};
use yanshi_tests::screens::{Allocator as _, Counter as _};

fn sheet(browser: &Chromium) -> Vec<String> {
    browser.press(Key::F1);
    browser.see("shortcut-sheet");
    let combos = browser.texts("shortcut-combo");
    assert!(!combos.is_empty());
    browser.press(Key::Escape);
    browser.see_gone("shortcut-sheet");
    combos
}

#[test]
fn no_two_actions_of_a_screen_share_a_key() {
    let folder = DataFolder::empty();
    let program = Start::demo_with(12).at("2026-11-28T10:05").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    let screens = [
        ("book", "Alt B"),
        ("duty", "Alt N"),
        ("service", "Alt L"),
        ("to_call", "V"),
        ("settings", "Alt 3"),
        ("audit", "Alt X"),
    ];
    for (screen, known) in screens {
        browser.click(&format!("rail-{screen}"));
        until("the keys of the screen", || sheet(&browser).iter().any(|combo| combo == known));
        let combos = sheet(&browser);
        let unique: BTreeSet<&String> = combos.iter().collect();
        assert_eq!(unique.len(), combos.len(), "{screen}: {combos:?}");
        if screen == "service" {
            // The list of who came has digits of its own, and they stand in the place of the other list's.
            browser.press(Keys::Letter(Key::Alt, 'k'));
            until("its keys", || sheet(&browser).iter().any(|combo| combo == "0"));
            let combos = sheet(&browser);
            let unique: BTreeSet<&String> = combos.iter().collect();
            assert_eq!(unique.len(), combos.len(), "attendance: {combos:?}");
            assert!(!combos.contains(&"6".to_owned()), "{combos:?}");
        }
    }
}

#[test]
fn a_department_is_asked_refuses_and_is_called_about_by_keys_alone() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.open_allocation();
    let department = browser.department_in_hand();
    browser.see_department(&department, "unanswered");
    browser.press('t');
    browser.read("allocation-standing", "已通知 1 次");
    browser.department_in_hand();
    browser.answer_department('5', "cannot");
    browser.press(Keys::With(Key::Shift, Key::F4));
    browser.see_focus("task-line[aria-selected=\"true\"]");
    browser.see("task-panel[data-rests=\"false\"]");
    browser.type_text("1");
    browser.see("to-call-none");
}

#[test]
fn somebody_is_marked_as_here_from_their_drawer() {
    let folder = DataFolder::empty();
    let friday = Start::demo().browser_mode(&folder);
    friday.call("booking_make", &booking().make());
    friday.kill();
    let program = Start::plain().at("2026-11-28T09:05").browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("seat-booked");
    browser.see("detail-arrive");
    browser.press(Keys::Letter(Key::Alt, 'h'));
    browser.see_gone("detail-arrive");
    browser.read("detail", "到场");
    assert!(!browser.shows("detail-cancel"), "who has come is not cancelled");
}
