//! Work orders 办不成事 on the log's screen: out of a bad rating and out of a booking, given on and settled; and who is out.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, SECRET, Start, booking, until};
use yanshi_tests::screens::Counter as _;

const TODAY: &str = "2026-11-28";
const RUNNER: &str = "胡艳（示例）";

fn log(program: &Program) -> Chromium {
    let browser = Chromium::open(program);
    browser.see_book();
    browser.press(Key::F6);
    browser.see("assist");
    browser
}

fn orders(program: &Program) -> Vec<Value> {
    program.call("orders", &json!({}))["orders"].as_array().cloned().unwrap_or_default()
}

/// Somebody other than the manager who can be given an order.
fn another(program: &Program) -> String {
    let owners = program.call("orders", &json!({}))["owners"].clone();
    let owner = owners.as_array().into_iter().flatten().find(|owner| owner["name"] == RUNNER);
    owner.expect("a runner")["person"].as_str().expect("a name").to_owned()
}

#[test]
fn a_bad_rating_becomes_an_order_that_is_given_on_and_settled() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T10:00").browser_mode(&folder);
    let before = orders(&program).len();
    let browser = log(&program);
    browser.press(Key::F2);
    browser.see_focus("case-item-input");
    browser.press(Key::Enter);
    browser.press(Key::Enter);
    browser.see_focus("case-card[aria-current=\"true\"]");
    browser.press(Key::Enter);
    browser.see("drawer-rating");
    assert_eq!(browser.value("drawer-rating"), "", "nobody has rated it");
    browser.choose("drawer-rating", "very_dissatisfied");
    browser.click("drawer-praise");
    browser.type_text("跑了三趟也没嫌烦");
    browser.click("drawer-rate");
    browser.see("praise-hidden");
    // What could not be done is written down by keys alone.
    browser.click("order-begin");
    browser.see_focus("order-about");
    browser.type_text("窗口说系统里查不到");
    browser.press(Key::Tab);
    browser.press(Key::Tab);
    browser.press(Key::Enter);
    browser.see("order-line");
    browser.is_accessible("a case with a work order");
    browser.click("drawer-unrate");
    until("the rating is taken back", || browser.value("drawer-rating").is_empty());
    browser.click("order-see");
    browser.see_gone("case-drawer");
    browser.read("order-panel", "窗口说系统里查不到");
    browser.is_accessible("the work orders");
    let owner = another(&program);
    browser.choose("order-to", &owner);
    browser.click("order-assign");
    browser.read("order-row[aria-current=\"true\"]", RUNNER);
    // A leader may settle somebody else's.
    browser.see_focus("order-row[aria-current=\"true\"]");
    browser.choose("order-outcome", "explained");
    browser.click("order-words");
    browser.type_text("已当面说明");
    browser.click("order-end");
    browser.read("order-panel", "已当面说明");
    let now = orders(&program);
    assert_eq!(now.len(), before + 1);
    let settled = now.iter().find(|order| order["about"] == "窗口说系统里查不到").expect("the order");
    assert_eq!((settled["outcome"].as_str(), settled["owner"]["name"].as_str()), (Some("explained"), Some(RUNNER)));
    browser.press(Key::Escape);
    browser.see_focus("case-card[aria-current=\"true\"]");
}

#[test]
fn a_booking_becomes_an_order_and_is_not_erased_while_it_is_open() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T09:10").browser_mode(&folder);
    program.call("booking_make", &booking().at(1, 1).with("phone", "13677778888").make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("seat-booked");
    browser.click("order-begin");
    browser.see_focus("order-about");
    browser.type_text("后台没有人");
    browser.click("order-open");
    browser.see("order-line");
    browser.is_accessible("a booking with a work order");
    browser.click("detail-erase");
    browser.see("erase-row");
    browser.click("erase-word");
    browser.type_text("清除");
    browser.click("erase-confirm");
    browser.read("erase-dialog", "先办结工单");
    browser.click("erase-close");
    browser.click("order-see");
    // The log, with the order in hand; back to what it came from.
    browser.see("assist");
    browser.read("order-panel", "后台没有人");
    browser.click("order-booking");
    browser.see("detail");
    browser.see("order-line[data-outcome=\"\"]");
    // A clerk at the window sees nothing of it.
    browser.press(Key::Escape);
    browser.press(Keys::Letter(Key::Control, 'l'));
    browser.click("lock-switch");
    browser.sign_in("孙磊（示例）", SECRET);
    browser.click("seat-booked");
    assert!(!browser.shows("rail-assist"));
    browser.see("detail");
    assert!(!browser.shows("order-section"), "a clerk sees no work orders");
}

#[test]
fn whoever_leads_sees_who_is_out_and_hands_a_case_over() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T10:00").browser_mode(&folder);
    let nothing = json!({ "name": null, "phone": null, "reason": null, "rule": null, "may_not_enter": null,
        "who_signs": null, "carer": null, "note": null });
    program.call(
        "assist_open",
        &json!({ "request": "0123456789abcdef0123456789abcdee", "by_authority": false, "date": "", "time": "",
            "helper": null, "party": 2, "items": [], "booking": null, "texts": nothing, "documents": ["身份证"] }),
    );
    let day = program.call("assist_day", &json!({ "date": TODAY }));
    let card = day["open"].as_array().and_then(|open| open.last()).expect("a case").clone();
    let (id, first) = (card["case"].as_str().expect("an id"), card["helpers"][0]["person"].as_str().expect("an id"));
    let browser = log(&program);
    browser.press(Keys::Letter(Key::Alt, 'w'));
    browser.see(&format!("out-row[data-person=\"{first}\"] [data-case=\"{id}\"]"));
    browser.is_accessible("who is out");
    let to = another(&program);
    let cases = |person: &str| {
        let script = "return document.querySelector(`[data-testid=\"out-row\"][data-person=\"${arguments[0]}\"]`)?.dataset.cases ?? '0'";
        browser.script(script, &[json!(person)]).as_str().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0)
    };
    let before = cases(&to);
    browser.click(&format!("out-case[data-case=\"{id}\"] [data-testid=\"out-hand-over\"]"));
    browser.see("hand-over");
    browser.click(&format!("hand-over-to[data-person=\"{to}\"]"));
    browser.see_gone("hand-over");
    until("it is handed over", || cases(&to) == before + 1);
    let now = program.call("assist_case", &json!({ "case": id }));
    assert_eq!(now["card"]["helpers"].as_array().and_then(|all| all.last()).expect("a helper")["person"], to.as_str());
}
