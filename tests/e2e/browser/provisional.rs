//! A full Saturday: the booking is provisional, says so everywhere, and is confirmed or declined once.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, SATURDAY, Screen, Start, booking, until};
use yanshi_tests::screens::Counter as _;

#[test]
fn on_a_full_day_a_citizen_waits_and_is_told_what_came_of_it() {
    let folder = DataFolder::empty();
    // One seat in each slot, and all of them taken.
    let program = Start::demo().browser_mode(&folder);
    let one_seat = json!({
        "part": "exception", "place": null, "date": SATURDAY, "valid_from": null, "valid_to": null, "days": "ordinary_saturday",
        "reason": "staffing",
        "sessions": [{ "from": "09:00", "to": "10:00", "slot_minutes": 30, "seats": 1, "items": [], "departments": [] }],
    });
    program.call("sessions_change", &json!({ "base": "", "change": one_seat, "seen": [] }));
    let food = json!({ "date": SATURDAY, "items": [4], "booking": null });
    let made = [0, 1].map(|_| {
        let slot = program.call("outlook", &food)["suitable"].clone();
        program.call("booking_make", &booking().with("slot", slot).make())["booking"].clone()
    });
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    // Told before anything of the person is typed, and a time stands ready.
    browser.see("outlook-provisional");
    browser.go_to_name();
    browser.type_text("赵一");
    browser.press(Key::Enter);
    browser.see("form-error[data-code=\"confirm.provisional\"]");
    browser.see_focus("confirm-anyway");
    browser.is_accessible("the form that asks whether to wait");
    browser.press(Key::Enter);
    browser.see("slip-provisional");
    browser.see_bookings(2);
    browser.see("waiting-card[data-kind=\"provisional\"]");
    let table = program.call("call_list", &json!({ "date": SATURDAY }));
    assert_eq!(
        table["lines"].as_array().map(|lines| lines.iter().filter(|line| line["waiting"] == true).count()),
        Some(1)
    );
    // Somebody cancels: the seat is theirs, and they are to be told.
    program.call(
        "booking_cancel",
        &json!({ "booking": made[0], "base": made[0], "reason": "citizen_asked", "remark": "" }),
    );
    browser.see("waiting-card[data-kind=\"confirmed\"]");
    browser.see("slot-row[data-slot=\"09:00\"][data-taken=\"1\"]");
    browser.is_accessible("the board with somebody to be told");
    browser.click("waiting-booking");
    browser.read("detail", "候补成功");
    browser.press(Key::Escape);
    browser.see_gone("detail");
    // The board leads to the list of calls, and there they are told.
    tell(&browser, "seat_found");
    browser.see_gone("waiting");
    // The next one waits and is declined.
    let wait = json!(["confirm.provisional"]);
    let full = program.call("outlook", &food)["suitable"].clone();
    let mut second = booking().with("name", "钱二").with("slot", full).make();
    second["confirmed"] = wait;
    program.call("booking_make", &second);
    browser.see("waiting-card[data-kind=\"provisional\"]");
    browser.script("document.querySelector('[data-testid=\"waiting-booking\"]').focus()", &[]);
    // A seat is given up: that is asked once.
    browser.type_text("x");
    browser.read("waiting-decline", "再按一次");
    // An Enter that comes before the question could be read is no answer.
    until("it is declined", || {
        let asks = |text: &String| text.contains("再按一次");
        if browser.texts("waiting-decline").iter().any(asks) {
            browser.press(Key::Enter);
        }
        browser.shows("waiting-card[data-kind=\"declined\"]")
    });
    tell(&browser, "no_seat");
    browser.see_gone("waiting");
    until("two stand", || program.call("book_day", &json!({ "date": SATURDAY }))["totals"]["bookings"] == 2);
}

/// From the board to the list of calls; tells the one person on it and comes back.
fn tell(browser: &Chromium, why: &str) {
    browser.click("waiting-calls");
    browser.see(&format!("task-why[data-reason=\"{why}\"]"));
    browser.see_focus("task-line[aria-selected=\"true\"]");
    browser.see("task-panel[data-rests=\"false\"]");
    browser.type_text("1");
    browser.see("to-call-none");
    browser.click("rail-book");
    browser.see("slot-row");
}
