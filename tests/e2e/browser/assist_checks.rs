//! Checks at the entrance: set, made by a key each, run out; and what else of the log is typed, found and printed.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, Screen, Start, until, until_some};
use yanshi_tests::screens::Counter as _;

const TODAY: &str = "2026-11-25";
const NOW: &str = "case-card[aria-current=\"true\"]";

fn of_hand(hook: &str) -> String {
    format!("{NOW} [data-testid=\"{hook}\"]")
}

fn nth(row: usize, hook: &str) -> String {
    format!("log-check:nth-of-type({row}) [data-testid=\"{hook}\"]")
}

fn put(browser: &Chromium, hook: &str, text: &str) {
    browser.click(hook);
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text(text);
}

fn log(browser: &Chromium) {
    browser.press(Key::F6);
    browser.see("assist");
}

/// Temperature for half an hour, or a note of today; set by hand, with a slip on the way.
fn set_checks(browser: &Chromium) {
    browser.click("rail-settings");
    browser.see("log-settings");
    browser.click("log-checks-on");
    browser.click("log-check-add");
    put(browser, &nth(1, "log-check-text"), "测温");
    put(browser, &nth(1, "log-check-holds"), "半小时");
    browser.click("log-check-add");
    put(browser, &nth(2, "log-check-text"), "当日单据");
    browser.click(&nth(2, "log-check-or"));
    browser.choose("log-trips-form", "2");
    browser.click("log-settings-save");
    browser.see("field-error-checks.0.holds_minutes");
    browser.see_focus(&nth(1, "log-check-holds"));
    browser.is_accessible("the log's settings with a fault");
    put(browser, &nth(1, "log-check-holds"), "30");
    browser.click("log-settings-save");
    browser.see("log-settings-saved");
}

/// Opens a case, which is in hand then.
fn open(browser: &Chromium) -> String {
    let before = browser.count("case-card");
    browser.press(Key::F2);
    browser.see_focus("case-item-input");
    browser.press(Key::Enter);
    browser.press(Key::Enter);
    until("it is opened", || browser.count("case-card") == before + 1);
    browser.see_focus(NOW);
    browser.attribute(NOW, "data-case").expect("a case")
}

fn check(program: &Program, case: &str) -> Value {
    program.call("assist_case", &json!({ "case": case }))["card"]["checks"].clone()
}

#[test]
fn checks_are_set_asked_for_by_a_key_each_and_warned_of_when_they_run_out() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-25T10:00").browser_mode(&folder);
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    set_checks(&browser);
    let set = program.call("assist_settings", &json!({}));
    assert_eq!(set["trips"], json!([{ "kind": { "kind": "form", "own": 0 }, "trips": 2 }]));
    log(&browser);
    let case = open(&browser);
    browser.read(&of_hand("case-checks"), "测温 · 未查");
    browser.press('v');
    browser.read(&of_hand("case-check-warning"), "测温没过");
    browser.read(&of_hand("case-checks"), "当日单据 · 未查");
    browser.press('c');
    browser.see_gone(&of_hand("case-checks"));
    let standings: Vec<Value> =
        check(&program, &case).as_array().into_iter().flatten().map(|one| one["standing"].clone()).collect();
    assert_eq!(standings, [json!("failed"), json!("passed")]);
    // Another one: it was made an hour ago, and has run out; made again, it holds.
    let second = open(&browser);
    let early = json!({
        "request": "0123456789abcdef0123456789abcd01", "case": second, "check": 1, "passed": true, "seen_by": null,
        "date": TODAY, "time": "0900"
    });
    program.call("assist_check", &early);
    browser.read(&of_hand("case-check-warning"), "测温 09:30 已过期");
    browser.is_accessible("a case with a check that ran out");
    browser.press(Key::Enter);
    browser.see("case-check[data-standing=\"ran_out\"]");
    browser.click("check-pass");
    browser.see("case-check[data-check=\"1\"][data-standing=\"passed\"]");
    browser.read("case-drawer", "测温 · 已过 · 有效到");
    browser.is_accessible("a case with its checks");
    browser.press(Key::Escape);
    browser.see_gone(&of_hand("case-checks"));
}

#[test]
fn a_card_with_times_of_its_legs_is_found_by_name_and_the_day_is_printed_without_it() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-25T15:00").browser_mode(&folder);
    let request = "0123456789abcdef0123456789abcdef";
    let printed = program.call("cards_print", &json!({ "request": request, "count": 1, "again": [] }));
    let number = printed["new"][0].as_str().expect("a number").to_owned();
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    log(&browser);
    browser.press(Keys::Letter(Key::Alt, 'n'));
    browser.see_focus("card-number");
    browser.press(Keys::Letter(Key::Alt, 't'));
    browser.type_text(&number.replace(' ', ""));
    browser.see_focus("card-start");
    browser.type_text("0905");
    browser.see_focus("card-end");
    browser.type_text("0948");
    browser.see_focus("card-ticks");
    browser.type_text("13X");
    until("each leg can have its times", || browser.count("card-leg") == 2);
    browser.click("card-leg:nth-of-type(2) [data-testid=\"card-leg-from\"]");
    browser.type_text("0920");
    browser.see_focus("card-leg:nth-of-type(2) [data-testid=\"card-leg-to\"]");
    browser.type_text("0940");
    browser.see_focus("card-item-input");
    browser.is_accessible("a card with times of its legs");
    // By the button: digits and Enter at a driver's pace are a scanner's.
    browser.click("card-save");
    browser.see("card-done[data-count=\"1\"]");
    browser.press(Key::Escape);
    let day = program.call("assist_day", &json!({ "date": TODAY }));
    let closed = day["closed"].as_array().cloned().unwrap_or_default();
    let line = closed.iter().find(|line| line["card"] == json!(number)).expect("the card's case");
    let case = program.call("assist_case", &json!({ "case": line["case"] }));
    let times: Vec<&Value> =
        case["card"]["legs"].as_array().into_iter().flatten().map(|leg| &leg["time"]["from"]).collect();
    assert_eq!(times, [&Value::Null, &json!("09:20")]);
    let named = json!({
        "request": "0123456789abcdef0123456789abcd02", "case": line["case"], "base": case["card"]["base"],
        "by_authority": null, "date": "", "time": "", "party": null, "items": null, "disinfected": null,
        "texts": { "name": "欧阳询" }
    });
    program.call("assist_edit", &named);
    put(&browser, "closed-seek", "ouyangx");
    until("only that case is left", || browser.count("closed-line") == 1);
    browser.see(&format!("closed-line[data-case={}]", line["case"]));
    browser.script(
        "window.print = () => { window.paper = document.querySelector('[data-testid=log-paper]').textContent; };",
        &[],
    );
    browser.press(Keys::Letter(Key::Control, 'p'));
    let paper = until_some("the day is printed", || {
        browser.script("return window.paper ?? null", &[]).as_str().map(String::from)
    });
    assert!(paper.contains("帮办日报") && paper.contains(&number), "{paper}");
    assert!(!paper.contains("欧阳询") && !paper.contains("欧**"), "no applicant is named: {paper}");
}
