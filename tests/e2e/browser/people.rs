//! Signing in, locking and switching at the counter; what is on record; finding and erasing; restoring.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SECRET, Screen, Start, booking, until};
use yanshi_tests::screens::Counter as _;

#[test]
fn a_wrong_pin_is_told_and_the_right_one_lets_in() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open_at_the_door(&program, Screen::SMALL);
    browser.see("sign-in");
    assert!(!browser.shows("slot-row"), "nothing of the book is seen before");
    browser.click("sign-in-person[data-person=\"周敏（示例）\"]");
    browser.see_focus("sign-in-secret");
    browser.type_text("999999");
    browser.press(Key::Enter);
    browser.see("field-error-secret");
    browser.is_accessible("the sign-in screen with a wrong PIN");
    browser.sign_in("周敏（示例）", SECRET);
    browser.see_book();
}

#[test]
fn a_locked_screen_shows_nothing_and_keeps_what_was_typed() {
    let folder = DataFolder::empty();
    let program = Start::demo_with(5).browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("name-input");
    browser.type_text("王小明");
    browser.press(Keys::Letter(Key::Control, 'l'));
    browser.see("lock");
    assert!(!browser.shows("slot-row") && !browser.shows("name-input"), "nothing of the book is seen");
    browser.is_accessible("the lock");
    browser.see_focus("unlock-secret");
    browser.type_text(SECRET);
    browser.press(Key::Enter);
    browser.see("slot-row");
    assert_eq!(browser.value("name-input"), "王小明");
    // Somebody else at the same screen has a form of their own.
    browser.press(Keys::Letter(Key::Control, 'l'));
    browser.click("lock-switch");
    browser.sign_in("周敏（示例）", SECRET);
    browser.see_book();
    assert_eq!(browser.value("name-input"), "");
}

#[test]
fn a_booking_is_found_by_initials_and_by_the_end_of_its_phone() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("name", "欧阳明月").with("phone", "13677778888").make());
    program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    for typed in ["oymy", "8888"] {
        browser.press(Keys::Letter(Key::Control, 'k'));
        browser.see_focus("search-input");
        browser.type_text(typed);
        browser.read("search-hit", "欧阳**");
        assert_eq!(browser.count("search-hit"), 1);
        browser.press(Key::Enter);
        browser.read("detail", "欧阳**");
        assert!(!browser.text("detail").contains("13677778888"), "masked until somebody asks");
        browser.press(Key::Escape);
        until("the drawer closes", || !browser.shows("detail"));
    }
}

#[test]
fn the_record_says_who_did_what_and_is_exported() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("rail-audit");
    browser.read("audit-row[data-kind=\"booking.made\"]", "吴建国（示例）");
    browser.choose("audit-filter-kind", "booking");
    until("only bookings are listed", || browser.count("audit-row") == 1);
    browser.is_accessible("the record of actions");
    browser.click("audit-export");
    let told = browser.read("audit-file", "yanshi-audit");
    assert!(told.contains(&*folder.handouts().to_string_lossy()), "{told}");
    program.sign_in_as("consultant");
    let consultant = Chromium::open_at_the_door(&program, Screen::SMALL);
    consultant.see("sign-in");
    consultant.sign_in("周敏（示例）", SECRET);
    consultant.see_book();
    assert!(!consultant.shows("rail-audit"), "who may not read it is not led to it");
}

#[test]
fn a_person_is_erased_from_the_drawer() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.open_booking("09:00", "王伟");
    browser.click("detail-erase");
    browser.see("erase-dialog");
    browser.is_accessible("the question before erasing");
    browser.click("erase-word");
    browser.type_text("清除");
    browser.click("erase-confirm");
    let ask = json!({ "booking": made["booking"] });
    until("the person is gone", || program.call("booking_reveal", &ask)["erased"] == true);
    browser.see_bookings(1);
}

#[test]
fn a_restore_signs_everybody_out_and_seats_wait_for_the_manager() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    program.call("backup_make", &json!({}));
    program.call("booking_make", &booking().with("name", "李娜").make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.see_bookings(2);
    browser.click("rail-settings");
    browser.click("backup-restore");
    browser.see("restore-facts");
    browser.is_accessible("restoring");
    browser.click("restore-confirm");
    browser.see("sign-in");
    browser.enter();
    browser.see("slot-row");
    browser.see_bookings(1);
    browser.click("frozen-chip");
    browser.click("frozen-settings");
    browser.click("remint");
    browser.click("remint-confirm");
    browser.see("reminted");
    until("the chip goes", || !browser.shows("frozen-chip"));
    browser.click("rail-book");
    browser.book("spjy", "食品经营许可", "王小明", "");
    browser.see_bookings(2);
}

#[test]
fn a_person_changed_elsewhere_is_told_as_such_and_what_was_typed_stays() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("rail-settings");
    let row = "person-row[data-name=\"周敏（示例）\"]";
    browser.click(&format!("{row} [data-testid=\"person-edit\"]"));
    browser.see_focus("person-name");
    let people = program.call("people", &json!({}));
    let rows = people["people"].as_array().expect("rows");
    let one = rows.iter().find(|one| one["name"] == "周敏（示例）").expect("she works here");
    let change = json!({
        "person": one["person"], "base": one["base"], "name": "周敏敏", "roles": one["roles"], "active": true
    });
    program.call("person_change", &change);
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("周敏芝");
    browser.press(Key::Enter);
    browser.read("person-dialog", "这个人的资料刚在别处改过");
    assert_eq!(browser.value("person-name"), "周敏芝");
}
