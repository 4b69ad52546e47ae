//! The appointment book with 400 bookings on screen, in Chromium: how many nodes it is, and how long its scripts run for
//! each thing a person does there. Beside it an empty page that makes as many nodes, measured the same way.
//!
//! Keys and pointer come in as the browser's own input, and nothing is asked of the page meanwhile: a look by script would
//! be counted as the program's.

use super::samples::median;
use super::{Goal, Row};
use crate::Outcome;
use crate::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start, selector};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::Duration;
use thirtyfour::Key;

const BOOKINGS: u16 = 400;
const ROUNDS: usize = 9;
/// Until everything that an input set off has been answered and drawn.
const SETTLED: Duration = Duration::from_millis(400);
/// Between two looks of the profiler.
const SAMPLING: Duration = Duration::from_micros(100);
/// What a frame at 60 Hz leaves.
const SCRIPT_MAX_MS: f64 = 16.0;

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
    let script = |name, value| Row {
        name,
        value,
        unit: "ms",
        baseline: bare,
        against: "a page of nothing else that makes as many nodes anew at a key",
        goal: Goal::ValueMax(SCRIPT_MAX_MS),
    };
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

/// Time that scripts of the page ran for what was done, in milliseconds: the middle one of some rounds. Layout and paint
/// are not in it; what the program's polling does meanwhile is. Sampled by the browser's profiler: its counter of script
/// time leaves out what runs as a microtask, and that is where a page is put together.
fn script_ms(browser: &Chromium, mut act: impl FnMut(&Chromium, usize)) -> Outcome<f64> {
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        rounds.push(script_once(browser, |browser| act(browser, round))?);
    }
    Ok(median(&rounds))
}

fn script_once(browser: &Chromium, act: impl FnOnce(&Chromium)) -> Outcome<f64> {
    browser.devtools("Profiler.enable", &json!({}));
    browser.devtools("Profiler.setSamplingInterval", &json!({ "interval": SAMPLING.as_micros() }));
    browser.devtools("Profiler.start", &json!({}));
    act(browser);
    sleep(SETTLED);
    script_in(&browser.devtools("Profiler.stop", &json!({}))["profile"])
}

/// The least that could redraw a board: an empty page that makes as many elements at a key, without any library.
fn bare_ms(browser: &Chromium, nodes: f64) -> Outcome<f64> {
    browser.goto("about:blank");
    let listen = "const count = arguments[0];
        document.addEventListener('keydown', () => {
            document.body.replaceChildren(...Array.from({ length: count }, () => document.createElement('div')));
        });";
    browser.script(listen, &[json!(nodes)]);
    script_ms(browser, |browser, _| key(browser, "rawKeyDown", "ArrowDown"))
}

/// Milliseconds of a profile that fell into functions, compiling and collecting included.
fn script_in(profile: &Value) -> Outcome<f64> {
    let nodes = profile["nodes"].as_array().ok_or("a profile without nodes")?;
    let outside = ["(idle)", "(program)", "(root)"];
    let idle = |node: &&Value| node["callFrame"]["functionName"].as_str().is_some_and(|name| outside.contains(&name));
    let idle: Vec<u64> = nodes.iter().filter(idle).filter_map(|node| node["id"].as_u64()).collect();
    let samples = profile["samples"].as_array().into_iter().flatten().filter_map(Value::as_u64);
    let deltas = profile["timeDeltas"].as_array().into_iter().flatten().filter_map(Value::as_f64);
    let within = samples.zip(deltas).filter(|(node, _)| !idle.contains(node));
    Ok(within.map(|(_, micros)| micros.max(0.0)).sum::<f64>() / 1000.0)
}

fn metric(browser: &Chromium, name: &str) -> Outcome<f64> {
    let answer = browser.devtools("Performance.getMetrics", &json!({}));
    let metrics = answer["metrics"].as_array().into_iter().flatten();
    let found = metrics.filter(|metric| metric["name"] == name).find_map(|metric| metric["value"].as_f64());
    found.ok_or_else(|| format!("the browser does not count {name}").into())
}

/// The middle of the first element of a hook.
fn point(browser: &Chromium, hook: &str) -> (Value, Value) {
    browser.see(hook);
    let script =
        "const seen = [...document.querySelectorAll(arguments[0])].find((one) => one.getClientRects().length > 0);
        const box = seen.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];";
    let at = browser.script(script, &[json!(selector(hook))]);
    (at[0].clone(), at[1].clone())
}

fn press(browser: &Chromium, (x, y): &(Value, Value)) {
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        browser.devtools("Input.dispatchMouseEvent", &event);
    }
}

fn key(browser: &Chromium, kind: &str, key: &str) {
    let code = match key {
        "Escape" => 27,
        "ArrowUp" => 38,
        "ArrowDown" => 40,
        _ => 0,
    };
    let mut event = json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code });
    if kind == "keyDown" {
        event["text"] = json!(key);
    }
    browser.devtools("Input.dispatchKeyEvent", &event);
    browser.devtools("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code }));
}

/// Takes back what was typed, so that the list of hits no longer lies over anything.
fn clear_item(browser: &Chromium) {
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.press(Key::Delete);
    sleep(SETTLED);
}
