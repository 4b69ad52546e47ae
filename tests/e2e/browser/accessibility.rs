//! axe finds nothing, on any screen, light or dark.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start, booking, until};
use yanshi_tests::screens::{Counter as _, Surroundings as _};

const THEMES: [&str; 2] = ["light", "dark"];

fn in_each_theme(browser: &Chromium, screen: &str, go_there: impl Fn()) {
    for theme in THEMES {
        browser.shade(theme);
        go_there();
        browser.is_accessible(&format!("{screen}, {theme}"));
    }
}

fn book_with(bookings: u16) -> (DataFolder, yanshi_tests::harness::Program, Chromium) {
    let folder = DataFolder::empty();
    let start = if bookings == 0 { Start::demo() } else { Start::demo_with(bookings) };
    let program = start.browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    (folder, program, browser)
}

#[test]
fn the_empty_book() {
    let (_folder, _program, browser) = book_with(0);
    in_each_theme(&browser, "the empty book", || browser.see_bookings(0));
}

#[test]
fn the_book_at_work_in_three_languages() {
    let (_folder, program, browser) = book_with(33);
    browser.type_text("spjy");
    browser.see("item-option");
    browser.is_accessible("the list of items");
    browser.press(Key::Enter);
    browser.see("outlook");
    // Each theme loads the page anew; what it then shows is the draft, once it is kept with its item.
    until("the draft has its item", || {
        let draft = &program.draft("booking");
        draft["form"]["items"].as_array().is_some_and(|items| items.len() == 1) && draft["itemText"] == ""
    });
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.speak(language);
        in_each_theme(&browser, &format!("the book in {language}"), || {
            browser.see_book();
            browser.see_bookings(33);
            browser.see("outlook");
        });
    }
}

#[test]
fn the_full_book() {
    let (_folder, _program, browser) = book_with(400);
    in_each_theme(&browser, "the full book", || browser.see("slot-row"));
    browser.click("seat-booked");
    browser.see("list-booked");
    browser.is_accessible("the list of a slot");
}

#[test]
fn a_form_with_faults() {
    let (_folder, _program, browser) = book_with(0);
    in_each_theme(&browser, "faults at the fields", || {
        browser.see_book();
        browser.click("channel-carried_over");
        browser.click("save");
        browser.see("field-error-items");
        browser.see("field-error-name");
    });
}

#[test]
fn slip_and_detail() {
    let (_folder, _program, browser) = book_with(0);
    browser.book("spjy", "食品经营许可", "王小明", "13800138000");
    browser.is_accessible("the slip just saved");
    in_each_theme(&browser, "the detail", || {
        browser.see_book();
        browser.open_booking("09:00", "王小明");
    });
    browser.click("detail-cancel");
    browser.see("cancel-reason");
    browser.is_accessible("the reason of a cancellation");
    in_each_theme(&browser, "the slip", || {
        browser.see_book();
        browser.open_booking("09:00", "王小明");
        browser.click("detail-slip");
        browser.see("slip-dialog");
    });
}

#[test]
fn an_agent_and_a_repeat() {
    let (_folder, program, browser) = book_with(0);
    program.call("booking_make", &booking().with("phone", "13800138000").make());
    in_each_theme(&browser, "the form of an agent", || {
        browser.see_book();
        // Begun in the first theme, it comes back as a draft in the second.
        browser.press(Keys::Letter(Key::Alt, 'n'));
        browser.see("principal");
    });
    browser.click("item-input");
    browser.choose_item("spjy", "食品经营许可");
    browser.click("phone-input");
    browser.type_text("13800138000");
    browser.see("person-twice");
    browser.see("known-person");
    browser.is_accessible("somebody known who has booked already");
}

#[test]
fn the_service_day_and_a_walk_in() {
    let (_folder, _program, browser) = book_with(33);
    in_each_theme(&browser, "the service day", || {
        browser.see_book();
        browser.click("rail-service");
        browser.see("call-line");
    });
    browser.click("move-open");
    browser.see("move-day");
    browser.is_accessible("the move of a day");
    in_each_theme(&browser, "a walk-in", || {
        browser.see_book();
        browser.click("walk-in-open");
        browser.see_focus("walk-in-item-input");
        browser.type_text("spjy");
        browser.see("walk-in [data-testid=\"item-option\"]");
        browser.press(Key::Enter);
        browser.see("walk-in-told");
    });
}

#[test]
fn settings_and_the_sheet_of_keys() {
    let (_folder, program, browser) = book_with(0);
    program.call("backup_make", &json!({}));
    in_each_theme(&browser, "the settings", || {
        browser.see_book();
        browser.click("rail-settings");
        browser.see("settings");
        browser.see("backup-row");
        browser.see("count-days");
    });
    browser.press(Key::F1);
    browser.see("shortcut-sheet");
    browser.is_accessible("the sheet of keys");
}

#[test]
fn the_wizard() {
    let folder = DataFolder::empty();
    let program = Start::plain().browser_mode(&folder);
    let browser = Chromium::open(&program);
    in_each_theme(&browser, "the wizard's first question", || browser.see("setup-hall-3"));
    browser.click("setup-hall-3");
    for step in ["hours", "location", "catalogue"] {
        browser.click("setup-next");
        browser.see(&format!("setup[data-step=\"{step}\"]"));
        browser.is_accessible(&format!("the wizard: {step}"));
    }
}

#[test]
fn trouble() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("backup_make", &json!({}));
    program.kill();
    folder.damage();
    let program = Start::plain().browser_mode(&folder);
    let browser = Chromium::open(&program);
    in_each_theme(&browser, "trouble", || browser.see("trouble"));
    browser.click("trouble-restore");
    browser.see("trouble-restore-confirm");
    browser.is_accessible("the question before restoring");
}

#[test]
fn the_closed_door() {
    let (_folder, program, browser) = book_with(0);
    browser.script("sessionStorage.clear()", &[]);
    browser.goto(&program.origin);
    browser.see("door-closed");
    browser.is_accessible("the page without its secret");
}
