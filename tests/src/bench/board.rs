//! The appointment book with 400 bookings on screen, in Chromium: how many nodes it is, and how long its scripts run for
//! each thing a person does there. Beside it an empty page that makes as many nodes, measured the same way.

use super::samples::median;
use super::script::{ROUNDS, SETTLED, bare_ms, key, metric, point, press, script_ms, script_once, script_row};
use super::{Goal, Row};
use crate::Outcome;
use crate::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start};
use serde_json::json;
use std::thread::sleep;
use thirtyfour::Key;

const BOOKINGS: u16 = 400;

pub(super) fn measure() -> Outcome<Vec<Row>> {
    let folder = DataFolder::empty();
    let program = Start::demo_with(BOOKINGS).browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see("slot-row");
    browser.see(&format!("totals[data-bookings=\"{BOOKINGS}\"]"));
    browser.devtools("Performance.enable", &json!({}));
    sleep(SETTLED * 3);
    browser.devtools("HeapProfiler.collectGarbage", &json!({}));
    let nodes = metric(&browser, "Nodes")?;
    let chip = point(&browser, "department-chip");
    let cell = point(&browser, "slot-row [data-testid=\"seat-booked\"]");
    let typed = script_ms(&browser, |browser, round| key(browser, "keyDown", ["s", "p", "j", "y"][round % 4]))?;
    clear_item(&browser);
    let filter = script_ms(&browser, |browser, _| press(browser, &chip))?;
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        opened.push(script_once(&browser, |browser| press(browser, &cell))?);
        closed.push(script_once(&browser, |browser| key(browser, "rawKeyDown", "Escape"))?);
    }
    let arrow = script_ms(&browser, |browser, round| {
        key(browser, "rawKeyDown", if round.is_multiple_of(2) { "ArrowDown" } else { "ArrowUp" });
    })?;
    let day = script_ms(&browser, |browser, round| {
        browser.press(Keys::With(Key::Alt, if round.is_multiple_of(2) { Key::Right } else { Key::Left }));
    })?;
    let (first_filter, language) = first_times(&browser)?;
    let bare = bare_ms(&browser, nodes)?;
    let script = |name, value| script_row(name, value, bare);
    Ok(vec![
        Row {
            name: "board_400_nodes",
            value: nodes,
            unit: "nodes",
            baseline: f64::from(BOOKINGS),
            against: "bookings on the board",
            goal: Goal::Stated,
        },
        script("board_400_letter_script_median", typed),
        script("board_400_filter_script_median", filter),
        script("board_400_first_filter_script_median", first_filter),
        script("board_400_language_script_median", language),
        script("board_400_open_slot_script_median", median(&opened)),
        script("board_400_close_slot_script_median", median(&closed)),
        script("board_400_arrow_script_median", arrow),
        script("board_400_next_day_script_median", day),
    ])
}

/// What is done for the first time after the page was loaded, when nothing of it has run yet: the first filter, and a change
/// of language.
fn first_times(browser: &Chromium) -> Outcome<(f64, f64)> {
    let (mut filters, mut languages) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        browser.script("localStorage.setItem('yanshi.language', 'zh-Hans')", &[]);
        browser.wait(browser.session().refresh());
        browser.see(&format!("totals[data-bookings=\"{BOOKINGS}\"]"));
        let chip = point(browser, "department-chip");
        sleep(SETTLED * 3);
        filters.push(script_once(browser, |browser| press(browser, &chip))?);
        browser.script("document.querySelector('[data-testid=language-switch]').focus()", &[]);
        sleep(SETTLED);
        languages.push(script_once(browser, |browser| key(browser, "rawKeyDown", "ArrowDown"))?);
        browser.see("language-switch");
        assert_eq!(
            browser.script("return document.documentElement.lang", &[]),
            json!("zh-Hant"),
            "the language changed"
        );
    }
    browser.script("localStorage.setItem('yanshi.language', 'zh-Hans')", &[]);
    Ok((median(&filters), median(&languages)))
}

/// Takes back what was typed, so that the list of hits no longer lies over anything.
fn clear_item(browser: &Chromium) {
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.press(Key::Delete);
    sleep(SETTLED);
}
