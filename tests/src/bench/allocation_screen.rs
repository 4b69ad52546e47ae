//! The staff allocation of 60 departments with 400 bookings on screen, in Chromium: how long its scripts run for each thing a
//! manager does there. Beside it an empty page that makes as many nodes, measured the same way.

use super::Row;
use super::allocation::{ASKED, fill};
use super::samples::median;
use super::script::{ROUNDS, SETTLED, bare_ms, key, metric, script_ms, script_once, script_row};
use crate::Outcome;
use crate::harness::{Chromium, DataFolder, SATURDAY, Start};
use crate::screens::Allocator as _;
use serde_json::json;
use std::thread::sleep;

pub(super) fn measure() -> Outcome<Vec<Row>> {
    let folder = DataFolder::empty();
    let program = Start::demo_with(0).browser_mode(&folder);
    fill(&program)?;
    let browser = Chromium::open(&program);
    browser.see("slot-row");
    browser.open_allocation();
    browser.see(&format!("allocation[data-departments=\"{ASKED}\"]"));
    browser.devtools("Performance.enable", &json!({}));
    sleep(SETTLED * 3);
    browser.devtools("HeapProfiler.collectGarbage", &json!({}));
    let nodes = metric(&browser, "Nodes")?;
    let step = script_ms(&browser, |browser, _| key(browser, "rawKeyDown", "ArrowDown"))?;
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        opened.push(script_once(&browser, |browser| key(browser, "keyDown", "4"))?);
        closed.push(script_once(&browser, |browser| key(browser, "rawKeyDown", "Escape"))?);
    }
    let told = each_department(&browser, "t", "ArrowDown")?;
    let answered = each_department(&browser, "1", "n")?;
    let said = program.call("allocation", &json!({ "date": SATURDAY }));
    let count = |field: &str| {
        said["departments"].as_array().into_iter().flatten().filter(|line| !line[field].is_null()).count()
    };
    // Keys that nobody heard would be quick.
    if count("told") < ROUNDS || count("answered") < ROUNDS {
        return Err(format!("{} told and {} answered by {ROUNDS} keys each", count("told"), count("answered")).into());
    }
    let bare = bare_ms(&browser, nodes)?;
    let script = |name, value| script_row(name, value, bare);
    Ok(vec![
        script("allocation_60_arrow_script_median", step),
        script("allocation_60_open_form_script_median", median(&opened)),
        script("allocation_60_close_form_script_median", median(&closed)),
        script("allocation_60_told_script_median", told),
        script("allocation_60_answer_script_median", answered),
    ])
}

/// A key on one department after another: down the list where lines stay, on to the next to ring where they move away.
fn each_department(browser: &Chromium, act: &str, onward: &str) -> Outcome<f64> {
    key(browser, "rawKeyDown", "Home");
    let mut rounds = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        sleep(SETTLED);
        rounds.push(script_once(browser, |browser| key(browser, "keyDown", act))?);
        key(browser, if onward.len() == 1 { "keyDown" } else { "rawKeyDown" }, onward);
    }
    Ok(median(&rounds))
}
