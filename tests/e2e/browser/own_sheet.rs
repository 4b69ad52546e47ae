//! What somebody of a department sees of a Saturday: its published line, read only.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SATURDAY, SECRET, Start, booking};
use yanshi_tests::screens::Counter as _;

#[test]
fn an_approver_chooses_the_department_once_and_reads_what_is_published_of_it() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-25T10:00").browser_mode(&folder);
    program.call("booking_make", &booking().make());
    program.department_says(SATURDAY, &json!(1), 1, false);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Control, 'l'));
    browser.click("lock-switch");
    browser.sign_in("郭勇（示例）", SECRET);
    browser.see("rail-own_sheet");
    assert!(!browser.shows("rail-duty") && !browser.shows("rail-service"), "the rest of the allocation is not theirs");
    browser.click("rail-own_sheet");
    browser.choose("own-department", "1");
    browser.read("own-none", "还没有发布");
    let publish = json!({ "date": SATURDAY, "seen": 0, "confirmed": ["duty.gaps"] });
    program.call("duty_publish", &publish);
    browser.read("own-version", "第 1 版");
    browser.read("own-morning", "食品经营许可 1");
    browser.is_accessible("the published sheet of one department");
    // It is remembered for whoever chose it.
    browser.click("rail-book");
    browser.click("rail-own_sheet");
    browser.read("own-version", "第 1 版");
}
