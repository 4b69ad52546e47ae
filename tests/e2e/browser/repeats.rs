//! A person who is known, and one who has booked already.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start, booking, until};
use yanshi_tests::screens::Counter as _;

#[test]
fn a_known_number_offers_the_masked_name_and_tab_takes_it() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let earlier = booking().with("name", "欧阳明月").with("phone", "13800138000").with("date", "2026-12-05");
    program.call("booking_make", &earlier.make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.press(Key::Tab);
    browser.type_text("138 0013 8000");
    browser.read("known-person", "欧阳*");
    browser.press(Key::Tab);
    browser.see_gone("known-person");
    assert_eq!(browser.value("name-input"), "欧阳明月");
    browser.see_focus("phone-input");
    browser.press(Key::Enter);
    browser.read("slip", "欧阳明月");
    // Whoever saw the name is on record.
    let filter = json!({ "person": null, "kind": "booking.revealed", "from": null, "to": null });
    let page = program.call("audit", &json!({ "filter": filter, "after": null }));
    assert_eq!(page["lines"].as_array().map(Vec::len), Some(1), "{page}");
}

#[test]
fn a_repeat_becomes_an_edit_of_the_booking_that_is_there() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("phone", "13800138000").make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("王先生");
    browser.press(Key::Tab);
    browser.type_text("13800138000");
    let told = browser.text("person-twice");
    assert!(told.contains("王*") && told.contains("09:00"), "{told}");
    browser.press(Key::Enter);
    // Another name under the number may be somebody else: the edit is offered first, and booking all the same beside it.
    browser.see("form-error[data-code=\"confirm.shared_line\"]");
    browser.see("confirm-anyway");
    browser.see_focus("repeat-open");
    browser.press(Key::Enter);
    browser.see("edit-leave");
    assert_eq!(browser.value("name-input"), "王伟", "the booking that is there, with its own name");
    // Left, what was typed is back; opened again and saved, there is one booking, and the form is empty.
    browser.press(Key::Escape);
    browser.see_gone("edit-leave");
    assert_eq!(browser.value("name-input"), "王先生");
    browser.see("person-twice");
    browser.press(Keys::Letter(Key::Alt, 'o'));
    browser.see("edit-leave");
    browser.click("slot-choice[data-slot=\"09:30\"]");
    browser.press(Keys::With(Key::Control, Key::Enter));
    browser.see("slip");
    browser.see_bookings(1);
    browser.see("slot-row[data-slot=\"09:30\"] [data-testid=\"seat-booked\"]");
    assert_eq!(browser.value("name-input"), "");
}

#[test]
fn a_familys_number_and_a_number_that_looks_wrong_are_asked_about_and_book() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("phone", "13800138000").make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("李娜");
    browser.press(Key::Tab);
    browser.type_text("138001380000");
    browser.press(Key::Enter);
    // The number is one digit too long: told at its field, where the cursor is, and asked above the form.
    browser.see("form-error[data-code=\"confirm.phone_unlikely\"]");
    browser.read("field-error-phone", "11 位");
    browser.see_focus("phone-input");
    browser.press(Key::End);
    browser.press(Key::Backspace);
    browser.press(Key::Enter);
    browser.see("form-error[data-code=\"confirm.shared_line\"]");
    browser.click("confirm-anyway");
    browser.read("slip", "李娜");
    browser.see_bookings(2);
    assert_eq!(browser.count(".booked.repeated"), 0, "two people are no repeat");
}

#[test]
fn a_name_alone_warns_and_is_booked() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("王伟");
    browser.see("person-twice[data-kind=\"same_name\"]");
    browser.press(Key::Enter);
    browser.see("slip");
    browser.see_bookings(2);
}

/// As where two PCs meet that were apart: a cancellation is taken back after the person was booked anew.
#[test]
fn what_stands_twice_is_flagged_until_somebody_cancels_one() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let form = booking().with("phone", "13800138000");
    let first = program.call("booking_make", &form.make());
    let booking_of = |saved: &serde_json::Value| saved["booking"].clone();
    let cancel =
        json!({ "booking": booking_of(&first), "base": booking_of(&first), "reason": "citizen_asked", "remark": "" });
    let cancelled = program.call("booking_cancel", &cancel);
    let second = program.call("booking_make", &booking().with("phone", "13800138000").at(0, 3).make());
    program.call("undo", &json!({ "token": cancelled["undo"]["token"] }));
    let browser = Chromium::open(&program);
    browser.see_book();
    until("both are marked", || browser.count(".booked.repeated") == 2);
    browser.click("rail-service");
    until("both are marked", || browser.count("call-repeated") == 2);
    browser.click("call-line");
    browser.read("call-panel-repeated", "两个预约");
    browser.click("rail-book");
    browser.click(".booked.repeated");
    browser.see("detail-repeats");
    let cancel =
        json!({ "booking": booking_of(&second), "base": booking_of(&second), "reason": "duplicate", "remark": "" });
    program.call("booking_cancel", &cancel);
    until("nobody is twice", || browser.count("detail-repeats") == 0 && browser.count(".booked.repeated") == 0);
}
