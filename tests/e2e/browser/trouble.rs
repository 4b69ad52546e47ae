//! Data that cannot be used: the page says what happened and what to do, and does it.

use serde_json::{Value, json};
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Start, booking};
use yanshi_tests::screens::{Counter as _, Surroundings as _};

/// A file that is larger takes no more: SQLite's index to its log, which is in use all the time, is just this size.
const FULL_KIB: u64 = 32;

fn damaged_hall(folder: &DataFolder) -> Value {
    let program = Start::demo().browser_mode(folder);
    program.call("booking_make", &booking().make());
    let backup = program.call("backup_make", &json!({}));
    program.kill();
    folder.damage();
    backup
}

#[test]
fn a_damaged_database_is_restored_from_its_page() {
    let folder = DataFolder::empty();
    let backup = damaged_hall(&folder);
    let program = Start::plain().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see("trouble[data-kind=\"corrupt\"]");
    let told = browser.text("trouble");
    let file = backup["file"].as_str().expect("a file");
    assert!(told.contains(file) && told.contains(&*folder.path().to_string_lossy()), "{told}");
    for language in ["zh-Hant", "en"] {
        browser.speak(language);
        assert_ne!(browser.text("trouble h1"), told.lines().next().unwrap_or_default());
    }
    browser.click("trouble-restore");
    // It cannot be undone, so it asks.
    browser.click("trouble-restore-confirm");
    // Whoever was signed in before signs in anew.
    browser.see("sign-in");
    browser.enter();
    browser.see("slot-row");
    browser.see_bookings(1);
}

#[test]
fn a_newer_database_offers_nothing_that_would_lose_data() {
    let folder = DataFolder::empty();
    Start::demo().browser_mode(&folder).kill();
    folder.write_version(9_000);
    let program = Start::plain().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see("trouble[data-kind=\"newer_database\"]");
    assert!(!browser.shows("trouble-restore"));
    assert!(browser.text("trouble").contains("9000"));
}

#[test]
fn a_folder_in_use_says_by_whom_it_can_be_freed() {
    let folder = DataFolder::empty();
    let _first = Start::demo().browser_mode(&folder);
    let second = Start::plain().browser_mode(&folder);
    let browser = Chromium::open(&second);
    browser.see("trouble[data-kind=\"in_use\"]");
    assert!(!browser.shows("trouble-restore"));
}

#[test]
fn a_full_disk_is_told_at_the_form_which_keeps_what_was_typed() {
    let folder = DataFolder::empty();
    let draft = booking().with("name", "王小明").draft();
    let program = Start::demo().browser_mode(&folder);
    program.call("draft_keep", &draft);
    program.kill();
    // What is there can be read, and nothing grows any more, neither database nor log: signing in lets in all the same.
    assert!(folder.largest_file_kib() > FULL_KIB, "the files are larger than what may be written");
    let program = Start::plain().files_at_most_kib(FULL_KIB).browser_mode(&folder);
    assert!(program.ask("draft_keep", &draft).is_err(), "the disk is full");
    let browser = Chromium::open(&program);
    browser.see("slot-row");
    browser.read("item-tag", "食品经营许可");
    browser.click("save");
    let code = browser.attribute("form-error", "data-code").unwrap_or_default();
    assert!(["store.disk_full", "store.io"].contains(&code.as_str()), "{code}");
    assert_eq!(browser.value("name-input"), "王小明");
    browser.read("item-tag", "食品经营许可");
    browser.see_bookings(0);
    // What is typed now cannot be kept either, and the screen does not pretend.
    browser.click("name-input");
    browser.type_text("二");
    browser.see("draft-state[data-state=\"failed\"]");
    browser.is_accessible("the form on a full disk");
}
