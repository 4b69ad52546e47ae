//! What a finger does by accident: a key held down, a key too many, a date with a digit too many. Nobody is hurt by it, and
//! whatever was done in the last minute can be taken back.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, SATURDAY, Start, booking, until};
use yanshi_tests::screens::Counter as _;

fn standing(program: &Program, wanted: &str) -> usize {
    let list = program.call("call_list", &json!({ "date": SATURDAY }));
    let is = |line: &&Value| match wanted {
        "cancelled" => line["cancelled"] == true,
        outcome => line["call"]["outcome"] == outcome,
    };
    list["lines"].as_array().into_iter().flatten().filter(is).count()
}

fn service(folder: &DataFolder) -> (Program, Chromium) {
    let program = Start::demo_with(12).at("2026-11-28T10:05").browser_mode(folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("rail-service");
    browser.see_focus("call-line[aria-selected=\"true\"]");
    (program, browser)
}

#[test]
fn a_key_held_down_on_the_service_day_takes_nothing_from_anybody() {
    let folder = DataFolder::empty();
    let (program, browser) = service(&folder);
    let before = [standing(&program, "cancelled"), standing(&program, "no_answer")];
    for key in ["3", "4", "5"] {
        browser.hold(key, 20);
        browser.see(&format!("call-ask[data-key=\"{key}\"]"));
        browser.press(Key::Escape);
        browser.see_gone("call-ask");
    }
    assert_eq!([standing(&program, "cancelled"), standing(&program, "no_answer")], before);
    // What asks nothing is done once, to one.
    let coming = standing(&program, "coming");
    browser.hold("1", 20);
    until("it is noted", || standing(&program, "coming") == coming + 1);
    browser.press(Keys::With(Key::Alt, Key::Left));
    browser.press(Keys::With(Key::Alt, Key::Right));
    assert_eq!(standing(&program, "coming"), coming + 1);
}

#[test]
fn three_cancellations_are_taken_back_one_by_one_the_newest_first() {
    let folder = DataFolder::empty();
    let (program, browser) = service(&folder);
    let before = standing(&program, "cancelled");
    let mut names = Vec::new();
    for done in 1..=3 {
        names.push(browser.text("call-panel h2"));
        browser.type_text("3");
        browser.see("call-ask[data-key=\"3\"]");
        browser.answer_call();
        until("it is cancelled", || standing(&program, "cancelled") == before + done);
        browser.see_focus("call-line[aria-selected=\"true\"]");
        // The hand stays on who was cancelled; the arrow goes on to the next one to be called.
        assert_eq!(browser.text("call-panel h2"), names[done - 1]);
        browser.press(Key::Down);
        until("the next one is in hand", || browser.text("call-panel h2") != names[done - 1]);
    }
    for left in (0..3).rev() {
        browser.press(Keys::Letter(Key::Control, 'z'));
        until("one is back", || standing(&program, "cancelled") == before + left);
        let name = names[left].split_whitespace().next().unwrap_or_default().to_owned();
        browser.read("notice", &name);
    }
    browser.press(Keys::Letter(Key::Control, 'z'));
    assert_eq!(standing(&program, "cancelled"), before);
}

#[test]
fn a_field_that_was_emptied_keeps_its_ctrl_z() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.book("spjy", "食品经营许可", "王伟", "");
    browser.see_bookings(1);
    browser.click("name-input");
    browser.type_text("李");
    browser.press(Key::Backspace);
    browser.press(Keys::Letter(Key::Control, 'z'));
    browser.press(Key::F2);
    browser.see_focus("item-input");
    browser.see_bookings(1);
    assert_eq!(program.call("book_day", &json!({ "date": SATURDAY }))["totals"]["bookings"], 1);
    browser.press(Keys::Letter(Key::Control, 'z'));
    browser.see_bookings(0);
}

#[test]
fn a_wrong_date_is_refused_where_it_is_typed_and_the_day_bar_stays() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    // Half a date, a year of another millennium, and eight digits in a row, whatever order the browser has them in.
    for typed in ["12", "11280026", "20261219"] {
        browser.press(Keys::Letter(Key::Alt, 'y'));
        browser.see_focus("day-typed");
        browser.script("document.activeElement.value = ''", &[]);
        browser.type_text(typed);
        browser.press(Key::Enter);
        until("it is refused, or a day of this century", || browser.shows("date-wrong") || browser.shows("day-title"));
        assert!(browser.shows("day-previous") && browser.shows("day-next"), "the bar is gone after {typed}");
        browser.press(Key::Escape);
        browser.see("day-title");
        browser.see("slot-row");
        assert_eq!(browser.attribute("day-title", "data-date").as_deref(), Some(SATURDAY), "after {typed}");
    }
    browser.press(Keys::With(Key::Alt, Key::Right));
    browser.see("day-title[data-date=\"2026-12-05\"]");
}

#[test]
fn what_is_printed_is_what_is_in_the_preview_and_nothing_of_it_is_left() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("name", "张三").make());
    let browser = Chromium::open(&program);
    browser.see_book();
    // A printer that is done at once, and remembers.
    let printer = "window.printed = []; window.print = () => {
        dispatchEvent(new Event('beforeprint'));
        printed.push(document.getElementById('print-root').textContent);
        dispatchEvent(new Event('afterprint'));
    };";
    browser.script(printer, &[]);
    let printed = || browser.script("return window.printed", &[]).as_array().cloned().unwrap_or_default();
    let says = |page: &Value, name: &str| page.as_str().is_some_and(|text| text.contains(name));
    browser.book("spjy", "食品经营许可", "李四", "");
    browser.press(Keys::Letter(Key::Control, 'p'));
    until("the slip in the card is printed", || printed().len() == 1);
    assert!(says(&printed()[0], "李四"));
    // The slip of somebody else is looked at: that is what Ctrl+P prints, twice the right one.
    browser.click("seat-booked");
    browser.see("detail-slip");
    browser.press(Keys::Letter(Key::Alt, 'p'));
    browser.read("slip-dialog", "张三");
    browser.press(Keys::Letter(Key::Control, 'p'));
    until("the preview is printed", || printed().len() == 2);
    browser.script("window.print()", &[]);
    for page in &printed()[1..] {
        assert!(says(page, "张三") && !says(page, "李四"), "{page}");
    }
    let left = "return document.getElementById('print-root').textContent";
    assert_eq!(browser.script(left, &[]), json!(""), "nothing is left");
    browser.press(Key::Escape);
    browser.see_gone("slip-dialog");
    // Where there is no preview nothing of anybody is printed.
    browser.click("rail-audit");
    browser.see("audit");
    browser.press(Keys::Letter(Key::Control, 'p'));
    browser.script("window.print()", &[]);
    assert_eq!(printed().last(), Some(&json!("")));
    assert_eq!(printed().len(), 4);
}

#[test]
fn a_scan_over_a_preview_takes_the_slip_of_the_one_before_away() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let saved = ["张三", "李四"].map(|name| program.call("booking_make", &booking().with("name", name).make()));
    let [first, second] = saved.map(|saved| saved["slip"]["number"].as_str().expect("a number").to_owned());
    let browser = Chromium::open(&program);
    browser.see_book();
    let printer = "window.printed = []; window.print = () => {
        dispatchEvent(new Event('beforeprint'));
        printed.push(document.getElementById('print-root').textContent);
        dispatchEvent(new Event('afterprint'));
    };";
    browser.script(printer, &[]);
    browser.scan(&first);
    browser.read("detail", &first);
    browser.press(Keys::Letter(Key::Alt, 'p'));
    browser.read("slip-dialog", "张三");
    browser.scan(&second);
    browser.read("detail", &second);
    browser.see_gone("slip-dialog");
    // By the key and by the browser's own menu: there is no preview, and nobody's slip.
    browser.press(Keys::Letter(Key::Control, 'p'));
    browser.script("window.print()", &[]);
    assert_eq!(browser.script("return window.printed", &[]), json!([""]));
    browser.press(Keys::Letter(Key::Alt, 'p'));
    browser.read("slip-dialog", "李四");
    browser.press(Keys::Letter(Key::Control, 'p'));
    until("the slip is printed", || browser.script("return window.printed.length", &[]) == json!(2));
    let page = browser.script("return window.printed[1]", &[]);
    assert!(page.as_str().is_some_and(|text| text.contains("李四") && !text.contains("张三")), "{page}");
}
