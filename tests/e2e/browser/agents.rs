//! The conversation beyond one person and one visit: an agent with several companies, and somebody who was sent away.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, SATURDAY, Start};
use yanshi_tests::screens::Counter as _;

#[test]
fn an_agent_books_for_five_companies_by_keyboard() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("甲公司");
    browser.press(Keys::Letter(Key::Alt, 'a'));
    browser.see_focus("agent-name");
    browser.type_text("周代办");
    browser.press(Key::Tab);
    browser.see_focus("agent-phone");
    browser.type_text("13900139000");
    browser.press(Keys::Letter(Key::Alt, 'n'));
    browser.see_focus("#field-other-0");
    for (row, company) in ["乙公司", "丙公司", "丁公司", "戊公司"].into_iter().enumerate() {
        browser.see_focus(&format!("#field-other-{row}"));
        browser.type_text(company);
        if row < 3 {
            browser.press(Key::Enter);
        }
    }
    browser.press(Keys::With(Key::Control, Key::Enter));
    browser.see_bookings(5);
    let slips = browser.texts("slip-number");
    assert_eq!(slips.len(), 5, "a slip for each: {slips:?}");
    let slip = browser.text("slip");
    for words in ["甲公司", "戊公司", "周代办", "11:00"] {
        assert!(slip.contains(words), "{words} is not on the slips: {slip}");
    }
    // One behind the other, and each knows the rest.
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    let taken: Vec<_> = (0..6).map(|slot| day["sessions"][0]["slots"][slot]["taken"].as_u64()).collect();
    assert_eq!(taken, [1, 1, 1, 1, 1, 0].map(Some));
    browser.click("slip-close");
    browser.click("slot-row[data-slot=\"10:00\"] [data-testid=\"seat-booked\"]");
    browser.read("detail", "同一代办人");
    assert_eq!(browser.count("group-member"), 4);
}

#[test]
fn one_undo_takes_all_of_an_agents_bookings_back_into_the_form() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("甲公司");
    browser.press(Keys::Letter(Key::Alt, 'n'));
    browser.type_text("乙公司");
    browser.press(Keys::With(Key::Control, Key::Enter));
    // Nobody acts for them yet.
    browser.see("field-error-agent_name");
    browser.see_focus("agent-name");
    browser.type_text("周代办");
    browser.press(Key::Enter);
    browser.see_bookings(2);
    browser.click("undo");
    browser.see_bookings(0);
    assert_eq!((browser.value("name-input"), browser.value("agent-name")), ("甲公司".into(), "周代办".into()));
    assert_eq!(browser.value("#field-other-0"), "乙公司");
}

#[test]
fn refused_on_friday_afternoon_and_booked_for_saturday_with_what_was_missing() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("王小明");
    browser.click("channel-carried_over");
    browser.click("missing-input");
    browser.type_text("授权委托书、平面图");
    assert_eq!(browser.value("earlier-date"), "2026-11-27", "today stands ready");
    browser.click("earlier-number");
    browser.type_text("A012");
    browser.press(Key::Enter);
    let slip = browser.read("slip", "授权委托书、平面图");
    for words in ["2026年11月28日 星期六", "09:00", "2026年11月27日 星期五 A012"] {
        assert!(slip.contains(words), "{words} is not on the slip: {slip}");
    }
    let detail = browser.open_booking("09:00", "A012");
    assert!(detail.contains("授权委托书、平面图"), "{detail}");
}

#[test]
fn each_principal_may_come_for_something_else() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("甲公司");
    browser.press(Keys::Letter(Key::Alt, 'a'));
    browser.see_focus("agent-name");
    browser.type_text("周代办");
    browser.press(Keys::Letter(Key::Alt, 'n'));
    browser.see_focus("#field-other-0");
    browser.type_text("乙公司");
    browser.press(Keys::Letter(Key::Alt, 'i'));
    browser.see_focus("principal input[role=\"combobox\"]");
    browser.type_text("yczxk");
    browser.read("principal [data-testid=\"item-option\"]:first-child", "烟草证延续");
    browser.press(Key::Enter);
    browser.read("principal [data-testid=\"item-tag\"]", "烟草证延续");
    browser.press(Keys::With(Key::Control, Key::Enter));
    browser.see_bookings(2);
    let slips = browser.texts("slip");
    let slips = slips.join(" ");
    assert!(slips.contains("食品经营许可") && slips.contains("烟草证延续"), "{slips}");
}
