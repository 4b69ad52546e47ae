//! The assisted-handling log 帮办台账: paper cards are typed in, a case comes from a booking by one key, and what was held is not lost.

use serde_json::{Value, json};
use std::time::Instant;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, Start, booking, until};
use yanshi_tests::screens::Counter as _;

/// All keys of a card with eight ticks, item, party and papers.
const CARD_PRESSES_MAX: usize = 60;
const TODAY: &str = "2026-11-25";

fn day(program: &Program) -> Value {
    program.call("assist_day", &json!({ "date": TODAY }))
}

fn log(program: &Program) -> Chromium {
    let browser = Chromium::open(program);
    browser.see_book();
    browser.press(Key::F6);
    browser.see("assist");
    browser
}

#[test]
fn a_paper_card_is_typed_in_by_few_keys_and_known_the_second_time() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-25T15:00").browser_mode(&folder);
    let request = "0123456789abcdef0123456789abcdef";
    let printed = program.call("cards_print", &json!({ "request": request, "count": 4, "again": [] }));
    let number = printed["new"][0].as_str().expect("a number").replace(' ', "");
    let before = day(&program);
    let browser = log(&program);
    let (began, presses) = (Instant::now(), browser.presses());
    browser.press(Keys::Letter(Key::Alt, 'n'));
    browser.see_focus("card-number");
    browser.type_text(&number);
    browser.see_focus("card-start");
    browser.type_text("0905");
    browser.see_focus("card-end");
    browser.type_text("0948");
    browser.see_focus("card-ticks");
    let ticks = "12345666H";
    browser.type_text(ticks);
    browser.press(Key::Tab);
    browser.type_text("3");
    browser.press(Key::Tab);
    browser.type_text("2");
    browser.read("card-said", "新卡");
    browser.press(Key::Tab);
    browser.type_text("spjy");
    browser.see("card-batch [data-testid=\"item-option\"]");
    browser.press(Key::Enter);
    browser.see("card-batch [data-testid=\"item-tag\"]");
    browser.press(Key::Enter);
    browser.see("card-done[data-count=\"1\"]");
    let typed = number.len() + 8 + ticks.len() + 2 + 4;
    let all = usize::try_from(browser.presses() - presses).expect("few") + typed;
    println!("keys of a card: {all}, in {:?} by a script", began.elapsed());
    assert!(all <= CARD_PRESSES_MAX, "{all} keys");
    let now = day(&program);
    let more = |unit: &str| now["counts"][unit].as_i64().unwrap_or(0) - before["counts"][unit].as_i64().unwrap_or(0);
    assert_eq!(["cases", "items", "people"].map(more), [1, 1, 3]);
    // The next card begins where this one began; the same number is the same card.
    browser.see_focus("card-number");
    browser.type_text(&number);
    browser.see_focus("card-start");
    browser.see("card-said[data-is=\"known\"]");
    // One digit wrong: said at its field, and nothing is written.
    browser.click("card-number");
    browser.press(Keys::Letter(Key::Control, 'a'));
    let last = number.chars().last().and_then(|digit| digit.to_digit(10)).expect("a digit");
    browser.type_text(&format!("{}{}", &number[..6], (last + 1) % 10));
    browser.see_focus("card-start");
    // By the button: seven digits and Enter at a driver's pace are a scanner's.
    browser.click("card-save");
    browser.see("field-error-number");
    browser.is_accessible("paper cards that are typed in");
    assert_eq!(day(&program)["counts"]["cases"], now["counts"]["cases"]);
}

#[test]
fn a_case_comes_from_a_booking_by_one_key_and_the_booking_shows_it() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T09:10").browser_mode(&folder);
    program.call("booking_make", &booking().at(1, 1).make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("seat-booked");
    browser.see("detail-assist");
    browser.press(Keys::Letter(Key::Alt, 'z'));
    browser.see("case-drawer");
    browser.read("case-drawer", "食品经营许可");
    browser.is_accessible("a case with everything about it");
    browser.click("case-booking");
    browser.see("detail");
    browser.read("detail-assist", "看帮办单");
    browser.press(Key::Escape);
    browser.press(Key::F6);
    browser.see("case-card");
    browser.is_accessible("the log with an open case");
}

#[test]
fn a_leg_is_put_right_with_what_it_said_before_still_there() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-25T10:00").browser_mode(&folder);
    let browser = log(&program);
    let before = browser.count("case-card");
    browser.press(Key::F2);
    browser.see_focus("case-item-input");
    browser.press(Key::Enter);
    browser.press(Key::Enter);
    until("it is opened", || browser.count("case-card") == before + 1);
    browser.see_focus("case-card[aria-current=\"true\"]");
    browser.press('1');
    browser.see("case-card[aria-current=\"true\"] [data-testid=\"leg-dot\"]");
    browser.press(Key::Enter);
    browser.see("case-drawer");
    browser.click("leg-correct");
    browser.see_focus("leg-from");
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("25点");
    browser.press(Key::Enter);
    browser.see("field-error-from");
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("0940");
    browser.press(Key::Enter);
    browser.see_gone("leg-form");
    browser.read("leg-line", "09:40");
    browser.read("leg-line", "更正过");
    browser.read("case-drawer", "更正一步");
}

#[test]
fn a_pile_of_leg_cards_is_printed_each_with_a_number_of_its_own() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-25T08:30").browser_mode(&folder);
    let browser = log(&program);
    browser.script(
        "window.print = () => { window.numbers = [...document.querySelectorAll('[data-testid=leg-card] > header .number')].map((one) => one.textContent); };",
        &[],
    );
    browser.press(Keys::Letter(Key::Alt, 'j'));
    browser.see_focus("cards-count");
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.type_text("8");
    browser.press(Key::Enter);
    let printed = yanshi_tests::harness::until_some("cards are printed", || {
        browser.script("return window.numbers ?? null", &[]).as_array().cloned()
    });
    let own: std::collections::BTreeSet<String> = printed.iter().map(Value::to_string).collect();
    assert_eq!((printed.len(), own.len()), (8, 8), "{printed:?}");
    let piles = program.call("cards_state", &json!({}))["piles"].clone();
    let waiting = |pile: &Value| pile["in_pile"].as_array().map_or(0, Vec::len);
    assert_eq!(piles.as_array().into_iter().flatten().map(waiting).sum::<usize>(), 8, "{piles}");
}

#[test]
fn the_log_is_counted_by_day_month_and_year() {
    let folder = DataFolder::empty();
    let program = Start::demo_with(33).at("2026-11-27T16:50").browser_mode(&folder);
    let today = "2026-11-27";
    let cases = program.call("assist_day", &json!({ "date": today }))["counts"]["cases"].clone();
    let browser = log(&program);
    browser.press(Keys::Letter(Key::Alt, 'u'));
    let said = |hook: &str| browser.text(hook);
    browser.see("log-figures-sum");
    let month = said("log-figures-sum");
    assert!(month.contains(&cases.to_string()), "{month}: {cases}");
    browser.click("log-span-year");
    browser.see("log-figures-day[data-date=\"2026-11-01\"]");
    assert_eq!((said("log-figures-span"), said("log-figures-sum")), ("2026".to_owned(), month.clone()));
    browser.click("log-span-day");
    browser.see(&format!("log-figures-day[data-date=\"{today}\"]"));
    assert_eq!(said("log-figures-sum"), month, "all of the month was on this day");
}
