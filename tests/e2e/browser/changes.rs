//! Changing a booking that stands: another name, another time, cancelled with a reason; and taking that back.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, Start, booking};
use yanshi_tests::screens::Counter as _;

struct Desk {
    program: Program,
    browser: Chromium,
    booking: Value,
    _folder: DataFolder,
}

fn desk_with_a_booking() -> Desk {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.open_booking("09:00", "王伟");
    Desk { program, browser, booking: made["booking"].clone(), _folder: folder }
}

impl Desk {
    fn detail(&self) -> Value {
        self.program.call("booking_reveal", &json!({ "booking": self.booking }))
    }

    fn history(&self) -> Vec<Value> {
        self.detail()["history"].as_array().into_iter().flatten().map(|line| line["what"].clone()).collect()
    }
}

#[test]
fn a_booking_is_edited_in_the_form_and_keeps_its_history() {
    let desk = desk_with_a_booking();
    desk.browser.click("detail-edit");
    desk.browser.see("edit-leave");
    assert_eq!(desk.browser.value("name-input"), "王伟");
    desk.browser.click("name-input");
    desk.browser.press(Keys::Letter(Key::Control, 'a'));
    desk.browser.type_text("王玮");
    desk.browser.press(Key::Enter);
    desk.browser.read("slip", "王玮");
    desk.browser.see_gone("edit-leave");
    assert_eq!(desk.detail()["form"]["name"], "王玮");
    assert_eq!(desk.history(), ["made", "edited"]);
}

#[test]
fn a_booking_moves_to_another_time_and_its_seat_is_free_at_once() {
    let desk = desk_with_a_booking();
    desk.browser.click("detail-edit");
    desk.browser.see("edit-leave");
    desk.browser.click("slot-row[data-slot=\"14:00\"] [data-testid=\"seat-free\"]");
    desk.browser.see_focus("name-input");
    desk.browser.press(Key::Enter);
    desk.browser.read("slip", "14:00");
    desk.browser.see("slot-row[data-slot=\"09:00\"][data-taken=\"0\"]");
    desk.browser.see("slot-row[data-slot=\"14:00\"][data-taken=\"1\"]");
    assert_eq!(desk.history(), ["made", "rescheduled"]);
    // For a minute it can be taken back.
    desk.browser.click("undo");
    desk.browser.see("slot-row[data-slot=\"09:00\"][data-taken=\"1\"]");
    assert_eq!(desk.detail()["start"], "09:00");
}

#[test]
fn leaving_an_edit_brings_back_what_was_being_typed_before() {
    let desk = desk_with_a_booking();
    desk.browser.press(Key::Escape);
    desk.browser.see_gone("detail");
    desk.browser.press(Key::F2);
    desk.browser.see_focus("item-input");
    desk.browser.choose_item("yczxk", "烟草证延续");
    desk.browser.go_to_name();
    desk.browser.type_text("欧阳");
    desk.browser.open_booking("09:00", "王伟");
    desk.browser.click("detail-edit");
    desk.browser.see("edit-leave");
    assert_eq!(desk.browser.value("name-input"), "王伟");
    desk.browser.press(Key::Escape);
    desk.browser.see_gone("edit-leave");
    assert_eq!(desk.browser.value("name-input"), "欧阳");
    desk.browser.read("item-tag", "烟草证延续");
    assert_eq!(desk.history(), ["made"], "nothing was changed");
}

#[test]
fn a_cancellation_asks_for_its_reason_and_can_be_undone() {
    let desk = desk_with_a_booking();
    desk.browser.click("detail-cancel");
    desk.browser.click("cancel-reason-other");
    desk.browser.click("cancel-confirm");
    desk.browser.see("field-error-remark");
    assert_eq!(desk.detail()["status"], "confirmed", "without the reason nothing happens");
    desk.browser.click("cancel-remark");
    desk.browser.type_text("本人来电说改天再办");
    desk.browser.click("cancel-confirm");
    desk.browser.see_gone("detail");
    desk.browser.see_bookings(0);
    assert_eq!(desk.detail()["status"], "cancelled");
    desk.browser.click("undo");
    desk.browser.see_bookings(1);
    assert_eq!(desk.detail()["status"], "confirmed");
}
