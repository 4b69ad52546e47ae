//! The number of a document: checked at its field, kept sealed, and told a person by.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SATURDAY, Start, booking, until};
use yanshi_tests::screens::Counter as _;

const CITIZEN: &str = "11010519491231002X";
const MASKED: &str = "**************002X";

#[test]
fn a_wrong_number_is_told_at_its_field_and_a_right_one_is_shown_on_request_only() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("王小明");
    browser.press(Keys::Letter(Key::Alt, 'd'));
    browser.see_focus("identity-input");
    for (typed, told) in [
        ("１１０１０５１９４９１２３１００２１", "最后一位"),
        ("11010519491331002X", "出生日期"),
        ("110105491231002", "15 位"),
        ("110105", "长度"),
    ] {
        browser.press(Keys::Letter(Key::Control, 'a'));
        browser.type_text(typed);
        browser.press(Key::Enter);
        browser.read("field-error-identity", told);
        browser.see_focus("identity-input");
    }
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("110105 19491231 002ｘ");
    browser.press(Key::Enter);
    let slip = browser.read("slip", "王小明");
    assert!(!slip.contains("19491231"), "no document on a slip: {slip}");
    browser.see_bookings(1);
    drop(browser);
    program.kill();

    let program = Start::plain().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Control, 'k'));
    browser.see_focus("search-input");
    browser.type_text("002X");
    let hit = browser.read("search-hit", "王**");
    assert!(!hit.contains("002"), "a hit shows no more than it did: {hit}");
    browser.press(Key::Enter);
    let detail = browser.read("detail", MASKED);
    assert!(!detail.contains("19491231"), "{detail}");
    browser.press(Keys::Letter(Key::Alt, 'v'));
    browser.read("detail", CITIZEN);
    let filter = json!({ "person": null, "kind": "booking.revealed", "from": null, "to": null });
    let page = program.call("audit", &json!({ "filter": filter, "after": null }));
    assert_eq!(page["lines"].as_array().map(Vec::len), Some(1), "{page}");
    assert!(!page.to_string().contains("002X"), "nothing of it is on record: {page}");
}

#[test]
fn the_same_document_is_the_same_person_under_another_number() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let first = booking().with("name", "欧阳明月").with("phone", "13800138000").with("identity", CITIZEN);
    program.call("booking_make", &first.make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.press(Keys::Letter(Key::Alt, 'd'));
    browser.see_focus("identity-input");
    browser.type_text("11010519491231002x");
    browser.read("known-person", "欧阳*");
    browser.see("person-twice[data-kind=\"repeat\"]");
    browser.press(Key::Tab);
    browser.see_gone("known-person");
    browser.see_focus("identity-input");
    assert_eq!(browser.value("name-input"), "欧阳明月");
    browser.click("phone-input");
    browser.type_text("13900139000");
    browser.press(Key::Enter);
    browser.see("form-error[data-code=\"booking.repeat\"]");
    browser.see_focus("repeat-open");
    browser.press(Key::Enter);
    browser.see("edit-leave");
    assert_eq!(browser.value("phone-input"), "13800138000", "the booking that is there");
    browser.see_bookings(1);
}

#[test]
fn a_number_half_typed_survives_a_power_cut_sealed() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.press(Keys::Letter(Key::Alt, 'd'));
    browser.see_focus("identity-input");
    browser.type_text("110105194912");
    until("it is on the disk", || program.draft("booking")["form"]["identity"] == "110105194912");
    drop(browser);
    program.kill();
    let text = b"110105194912";
    for file in folder.files().into_iter().filter(|file| folder.path().join(file).is_file()) {
        let bytes = std::fs::read(folder.path().join(&file)).expect("it reads");
        assert!(!bytes.windows(text.len()).any(|window| window == text), "it stands in {file}");
    }
    let program = Start::plain().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    assert_eq!(browser.value("identity-input"), "110105194912");
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    assert_eq!(day["totals"]["bookings"], 0);
}
