//! What comes out of the printer: the papers as the browser lays them out.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start, booking};
use yanshi_tests::screens::Counter as _;

/// Sizes in points (a seventy-second of an inch) of the pages the browser would print, width and height rounded.
fn pages(browser: &Chromium) -> Vec<(i64, i64)> {
    let pdf = browser.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
    let script = "return [...atob(arguments[0]).matchAll(/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)\\]/g)]
        .map((found) => [Math.round(found[1]), Math.round(found[2])]);";
    let sizes = browser.script(script, &[pdf["data"].clone()]);
    let side = |value: &serde_json::Value| value.as_i64().expect("a length");
    sizes.as_array().into_iter().flatten().map(|size| (side(&size[0]), side(&size[1]))).collect()
}

const A5: (i64, i64) = (420, 595);

#[test]
fn an_agents_slips_come_a_page_each_on_a5_or_on_the_roll() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    // Paper is not printed here; what lies on it is looked at.
    browser.script("window.print = () => undefined", &[]);
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("甲公司");
    browser.press(Keys::Letter(Key::Alt, 'a'));
    browser.see_focus("agent-name");
    browser.type_text("周代办");
    for company in ["乙公司", "丙公司"] {
        browser.press(Keys::Letter(Key::Alt, 'n'));
        browser.type_text(company);
    }
    browser.press(Keys::With(Key::Control, Key::Enter));
    browser.see_bookings(3);
    assert_eq!(pages(&browser), [A5; 3]);
    browser.choose("slip-paper", "mm80");
    let roll = pages(&browser);
    assert_eq!(roll.len(), 3, "{roll:?}");
    assert!(roll.iter().all(|(width, _)| *width == 227), "80 mm are 227 points: {roll:?}");
}

#[test]
fn the_days_list_is_printed_with_whole_names_and_exported() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("name", "𬱖䶮").with("phone", "13800138000").make());
    program.call("booking_make", &booking().at(0, 1).make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("rail-service");
    browser.see("call-line");
    // The paper lies there only while it is printed.
    let printer = "window.print = () => {
        window.printed = document.querySelector('.list-paper').textContent;
        dispatchEvent(new Event('afterprint'));
    }";
    browser.script(printer, &[]);
    browser.press(Keys::Letter(Key::Control, 'p'));
    let printed = yanshi_tests::harness::until_some("the list is printed", || {
        browser.script("return window.printed ?? null", &[]).as_str().map(str::to_owned)
    });
    for words in ["𬱖䶮", "13800138000", "王伟", "2026年11月28日 星期六"] {
        assert!(printed.contains(words), "{words} is not on the list: {printed}");
    }
    yanshi_tests::harness::until("nothing is left of it", || {
        browser.script("return document.querySelectorAll('.list-paper').length", &[]) == json!(0)
    });
    browser.press(Keys::Letter(Key::Alt, 'x'));
    let told = browser.text("list-file");
    assert!(told.contains(".xlsx"), "{told}");
}
