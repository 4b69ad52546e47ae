//! A manager cuts a Saturday on the settings page: the list comes first, then the board keeps it.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SATURDAY, Screen, Start, booking, until};
use yanshi_tests::screens::Counter as _;

/// Seats of the first session in the dialog.
const SEATS: &str = "session-row:first-of-type [data-testid=\"session-seats\"]";

fn type_seats(browser: &Chromium, seats: &str) {
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text(seats);
    browser.press(Key::Enter);
}

#[test]
fn a_cut_shows_whom_it_costs_a_seat_and_the_board_lists_them() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    for name in ["王伟", "李娜", "赵强"] {
        program.call("booking_make", &booking().with("name", name).make());
    }
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.click("rail-settings");
    browser.click("sessions-add-exception");
    browser.see("sessions-dialog");
    browser.click("sessions-date");
    browser.type_text(SATURDAY);
    // Nothing is lost by a fault: it is told at its field, and the cursor is there.
    browser.click(SEATS);
    type_seats(&browser, "0");
    browser.see("field-error-sessions.0.seats");
    browser.is_accessible("the sessions with a fault");
    browser.see_focus(SEATS);
    type_seats(&browser, "2");
    browser.read("orphan", "赵*");
    assert_eq!(browser.count("orphan"), 1, "the last that was made");
    assert_eq!(program.call("book_day", &json!({ "date": SATURDAY }))["waiting"], json!([]), "nothing is saved yet");
    browser.is_accessible("the list of those without a seat");
    browser.click("sessions-save");
    until("the dialog closes", || !browser.shows("sessions-dialog"));
    browser.see(&format!("day-exception[data-date=\"{SATURDAY}\"]"));
    browser.click("rail-book");
    browser.read("waiting", "赵*");
    browser.see_bookings(3);
    browser.is_accessible("the board with somebody without a seat");
    browser.click("waiting-booking");
    browser.read("detail", "赵*");
    browser.see("detail-waiting");
    browser.press(Key::Escape);
    browser.see_gone("detail");
    // Seats are added for a reason: whoever waited has one, and the audit says why.
    browser.click("rail-settings");
    browser.click("exception-edit");
    browser.see("sessions-dialog");
    browser.choose("sessions-reason", "demand");
    browser.click(SEATS);
    type_seats(&browser, "5");
    until("the dialog closes", || !browser.shows("sessions-dialog"));
    assert_eq!(program.call("book_day", &json!({ "date": SATURDAY }))["waiting"], json!([]));
    browser.click("rail-audit");
    browser.choose("audit-filter-kind", "day");
    browser.read("audit-row[data-kind=\"day.excepted\"]", "办事人多");
    browser.read("audit-row[data-kind=\"day.replanned\"]", "增加席位");
}
