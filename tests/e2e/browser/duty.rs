//! What a department refuses, and by when it has to be booked: a refusal is written down, and the people it touches are on the
//! list of calls.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Screen, Start, booking, until};
use yanshi_tests::screens::{Allocator as _, Counter as _};

#[test]
fn a_refusal_is_written_down_and_whoever_it_touches_is_called() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    program.call("booking_make", &booking().with("name", "李娜").with("phone", "").make());
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.click("rail-duty");
    browser.department_in_hand();
    browser.click("duty-told-by");
    browser.type_text("王科长");
    browser.press(Key::Enter);
    browser.answer_department('5', "cannot");
    browser.read("allocation-standing", "王科长");
    browser.read("day-to-call", "2");
    browser.is_accessible("the staff allocation with a refusal");
    browser.click("day-to-call");
    until("both are to be called", || browser.count("task-line") == 2);
    browser.see("task-panel[data-rests=\"false\"]");
    browser.click("task-act-1");
    until("one is left", || browser.count("task-line") == 1);
    browser.click("rail-book");
    browser.read("day-to-call", "1");
}

#[test]
fn a_managers_cut_off_changes_what_is_promised() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.see("department-chip[data-promise=\"past_cutoff\"]");
    browser.click("rail-settings");
    browser.click("cutoff-row:nth-of-type(1) [data-testid=\"cutoff-edit\"]");
    browser.click("cutoff-time");
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("1730");
    browser.press(Key::Enter);
    browser.see("field-error-time");
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("17:30");
    browser.press(Key::Enter);
    browser.read("cutoff-row:nth-of-type(1) [data-testid=\"cutoff-now\"]", "17:30");
    browser.is_accessible("the settings with a cut-off of the hall's own");
    browser.click("rail-book");
    browser.see("department-chip[data-promise=\"will_be_asked\"]");
    let set = program.call("cutoffs", &json!({}));
    assert_eq!(set["departments"][0]["own"], true);
}
