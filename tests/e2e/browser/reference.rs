//! A manager imports tables on the settings page: what a file would do is shown before anything is done.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, Screen, Start, booking, until};
use yanshi_tests::screens::Counter as _;

/// Picks a file, as a person would in the system's own dialog, which a test cannot reach.
const PICK: &str = "
    const input = document.querySelector('[data-testid=\"import-file\"]');
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(arguments[1])], arguments[0]));
    input.focus();
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
";

fn pick(browser: &Chromium, name: &str, bytes: &[u8]) {
    browser.script(PICK, &[json!(name), json!(bytes)]);
    browser.see("import-preview");
}

fn choose_kind(browser: &Chromium, kind: &str) {
    browser.click(&format!("import-kind-{kind}"));
}

fn years(program: &Program) -> Vec<Value> {
    let settings = program.call("settings", &json!({}));
    settings["calendar"].as_array().into_iter().flatten().map(|notice| notice["year"].clone()).collect()
}

#[test]
fn next_years_notice_takes_nothing_away_and_a_short_catalogue_is_seen_and_cancelled() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let (before, years_before) = (program.call("settings", &json!({})), years(&program));
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.click("rail-settings");
    // Next year's notice alone, as the chip asks for it.
    choose_kind(&browser, "calendar");
    let next = "date,kind,holiday,notice_year\r\n2027-01-01,休,元旦,2027\r\n2027-01-02,休,元旦,2027\r\n";
    pick(&browser, "2027.csv", next.as_bytes());
    browser.read("import-year[data-year=\"2027\"]", "2");
    assert!(!browser.shows("import-gone") && !browser.shows("import-changed"), "nothing goes");
    assert_eq!(years(&program), years_before, "nothing is taken yet");
    browser.is_accessible("the preview of a calendar");
    browser.click("import-confirm");
    until("the dialog closes", || !browser.shows("import-preview"));
    browser.see("import-done");
    let mut expected = years_before;
    expected.push(json!(2027));
    assert_eq!(years(&program), expected);
    // Five rows in the place of the whole catalogue: what goes, and the booking that it touches.
    choose_kind(&browser, "items");
    let mut short = "id,zh_hans,departments,window_minutes,needs_approver\n".to_owned();
    for id in 901..=905 {
        short += &format!("{id},新事项{id},,15,yes\n");
    }
    pick(&browser, "items.csv", short.as_bytes());
    browser.read("import-gone", &before["items"].to_string());
    browser.read("import-booking", "王*");
    browser.is_accessible("the preview of a catalogue");
    browser.press(Key::Escape);
    until("the dialog closes", || !browser.shows("import-preview"));
    browser.see_focus("import-file");
    assert_eq!(program.call("settings", &json!({}))["items"], before["items"], "nothing changed");
    // A file with faults names line and column and offers nothing to confirm.
    pick(&browser, "items.csv", short.replace("903,", "x,").as_bytes());
    assert!(browser.read("import-bad", "4").contains("id"));
    assert!(!browser.shows("import-confirm"));
    browser.press(Key::Escape);
    until("the dialog closes", || !browser.shows("import-preview"));
    pick(&browser, "empty.csv", b"");
    assert!(!browser.shows("import-confirm"));
    browser.press(Key::Escape);
    until("the dialog closes", || !browser.shows("import-preview"));
    // Somebody books in another window while the list is open: it is shown anew before anything is taken.
    pick(&browser, "items.csv", short.as_bytes());
    browser.see("import-booking");
    program.call("booking_make", &booking().at(0, 1).make());
    until("the list is made anew", || browser.count("import-booking") == 2);
    browser.press(Keys::With(Key::Control, Key::Enter));
    until("the dialog closes", || !browser.shows("import-preview"));
    assert_eq!(program.call("settings", &json!({}))["items"], 5);
    // And back to the one that comes with the program.
    browser.click("import-versions-open");
    until("the versions are listed", || browser.count("version-row") == 2);
    browser.is_accessible("the versions");
    browser.click("version-revert");
    browser.see("import-preview");
    browser.click("import-confirm");
    until("the dialog closes", || !browser.shows("import-preview"));
    assert_eq!(program.call("settings", &json!({}))["items"], before["items"]);
}
