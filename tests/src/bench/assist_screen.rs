//! The assisted-handling log with 60 open cases on screen, in Chromium: how long its scripts run for what a runner does there.
//! Beside it an empty page that makes as many nodes, measured the same way.

use super::Row;
use super::samples::median;
use super::script::{ROUNDS, SETTLED, bare_ms, key, metric, script_ms, script_once, script_row};
use crate::Outcome;
use crate::harness::{Chromium, DataFolder, Keyboard as _, Program, Start};
use serde_json::{Value, json};
use std::thread::sleep;
use thirtyfour::Key;

/// As many as a hall has in a day, all of them open at once.
const OPEN: usize = 60;

pub(super) fn measure() -> Outcome<Vec<Row>> {
    let folder = DataFolder::empty();
    let program = Start::demo_with(0).browser_mode(&folder);
    let there = opened(&program)?.len();
    (there..OPEN).for_each(|number| open(&program, number));
    let browser = Chromium::open(&program);
    browser.see("rail-assist");
    browser.press(Key::F6);
    browser.see(&format!("assist[data-open=\"{OPEN}\"]"));
    browser.devtools("Performance.enable", &json!({}));
    sleep(SETTLED * 3);
    browser.devtools("HeapProfiler.collectGarbage", &json!({}));
    let nodes = metric(&browser, "Nodes")?;
    let step = script_ms(&browser, |browser, _| key(browser, "rawKeyDown", "ArrowRight"))?;
    let mut pressed = Vec::with_capacity(ROUNDS);
    let before = legs(&program)?;
    for _ in 0..ROUNDS {
        key(&browser, "rawKeyDown", "ArrowRight");
        sleep(SETTLED);
        pressed.push(script_once(&browser, |browser| key(browser, "keyDown", "1"))?);
    }
    // Keys that nobody heard would be quick.
    let entered = legs(&program)? - before;
    if entered != ROUNDS {
        return Err(format!("{ROUNDS} keys entered {entered} legs").into());
    }
    let bare = bare_ms(&browser, nodes)?;
    let script = |name, value| script_row(name, value, bare);
    Ok(vec![script("log_60_open_arrow_script_median", step), script("log_60_open_leg_script_median", median(&pressed))])
}

/// The cases that are open today.
fn opened(program: &Program) -> Outcome<Vec<Value>> {
    let pulse = program.call("pulse", &json!({}));
    let today = pulse["now"].as_str().and_then(|now| now.get(..10)).ok_or("a clock without a date")?;
    Ok(program.call("assist_day", &json!({ "date": today }))["open"].as_array().cloned().unwrap_or_default())
}

fn legs(program: &Program) -> Outcome<usize> {
    Ok(opened(program)?.iter().map(|case| case["legs"].as_array().map_or(0, Vec::len)).sum())
}

fn open(program: &Program, number: usize) {
    let case = json!({
        "request": format!("{number:016x}"), "by_authority": false, "date": "", "time": "", "helper": null, "party": 2,
        "items": [4], "booking": null, "texts": { "name": "王小明" }, "documents": ["身份证"]
    });
    program.call("assist_open", &case);
}
