//! Languages, the sheet of keys, Esc: what makes eight hours in front of it bearable.

use thirtyfour::Key;
use yanshi_tests::harness::{DataFolder, Keyboard as _, Keys, SATURDAY, Start, Window};
use yanshi_tests::screens::Counter as _;

#[test]
fn the_language_changes_without_a_restart_and_loses_nothing() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.choose_item("spjy", "食品经营许可");
    for (language, rail, item, title) in [
        ("zh-Hant", "預約簿", "食品經營許可", "2026年11月28日 星期六"),
        ("en", "Bookings", "Food business licence", "2026"),
        ("zh-Hans", "预约簿", "食品经营许可", "2026年11月28日 星期六"),
    ] {
        window.choose("language-switch", language);
        window.read("rail-book", rail);
        window.read("item-tag", item);
        window.read("day-title", title);
        let page = window.script("return document.documentElement.lang", &[]);
        assert_eq!(page, language, "screen readers are told the language");
    }
}

#[test]
fn f1_lists_the_keys_and_esc_closes_one_thing_a_press_but_loses_no_typed_work() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.choose_item("spjy", "食品经营许可");
    window.go_to_name();
    window.type_text("李娜");
    window.press(Key::F1);
    let sheet = window.read("shortcut-sheet", "F2");
    for key in ["F1", "Enter", "Ctrl", "Esc"] {
        assert!(sheet.contains(key), "{key} is not on the sheet: {sheet}");
    }
    window.press(Key::Escape);
    window.see_gone("shortcut-sheet");
    for _ in 0..3 {
        window.press(Key::Escape);
    }
    assert_eq!(window.value("name-input"), "李娜");
    window.read("item-tag", "食品经营许可");
    window.press(Key::F2);
    window.see_focus("item-input");
}

#[test]
fn the_days_go_by_under_the_arrows() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.see(&format!("day-title[data-date=\"{SATURDAY}\"]"));
    window.press(Keys::With(Key::Alt, Key::Right));
    window.see("day-title[data-date=\"2026-12-05\"]");
    for date in ["2026-11-28", "2026-11-21", "2026-11-14"] {
        window.press(Keys::With(Key::Alt, Key::Left));
        window.see(&format!("day-title[data-date=\"{date}\"]"));
    }
}

#[test]
fn nothing_scrolls_sideways_on_the_smallest_screen() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo_with(33), &folder);
    window.see_book();
    window.see_bookings(33);
    let size = window.script("return [innerWidth, document.documentElement.scrollWidth]", &[]);
    assert_eq!(size[0], 1366, "the window opens as large as the smallest screen");
    assert_eq!(size[1], size[0], "nothing sticks out");
    // The longest screen scrolls by itself: the page under it would take the top bar along.
    window.click("rail-settings");
    window.see("log-checks-on");
    let size = window.script("return [innerHeight, document.documentElement.scrollHeight]", &[]);
    assert_eq!(size[1], size[0], "the page is as long as the window");
}
