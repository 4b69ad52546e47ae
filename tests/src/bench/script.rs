//! How long a page's scripts run for what a person does, in Chromium.
//!
//! Keys and pointer come in as the browser's own input, and nothing is asked of the page meanwhile: a look by script would
//! be counted as the program's.

use super::samples::median;
use super::{Goal, Row};
use crate::Outcome;
use crate::harness::{Chromium, selector};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::Duration;

pub(super) const ROUNDS: usize = 9;
/// Until everything that an input set off has been answered and drawn.
pub(super) const SETTLED: Duration = Duration::from_millis(400);
/// Between two looks of the profiler.
const SAMPLING: Duration = Duration::from_micros(100);
/// What a frame at 60 Hz leaves.
const SCRIPT_MAX_MS: f64 = 16.0;

/// Time that scripts of the page ran for what was done, in milliseconds: the middle one of some rounds. Layout and paint
/// are not in it; what the program's polling does meanwhile is. Sampled by the browser's profiler: its counter of script
/// time leaves out what runs as a microtask, and that is where a page is put together.
pub(super) fn script_ms(browser: &Chromium, mut act: impl FnMut(&Chromium, usize)) -> Outcome<f64> {
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        rounds.push(script_once(browser, |browser| act(browser, round))?);
    }
    Ok(median(&rounds))
}

pub(super) fn script_once(browser: &Chromium, act: impl FnOnce(&Chromium)) -> Outcome<f64> {
    browser.devtools("Profiler.enable", &json!({}));
    browser.devtools("Profiler.setSamplingInterval", &json!({ "interval": SAMPLING.as_micros() }));
    browser.devtools("Profiler.start", &json!({}));
    act(browser);
    sleep(SETTLED);
    script_in(&browser.devtools("Profiler.stop", &json!({}))["profile"])
}

/// The least that could redraw a board: an empty page that makes as many elements at a key, without any library.
pub(super) fn bare_ms(browser: &Chromium, nodes: f64) -> Outcome<f64> {
    browser.goto("about:blank");
    let listen = "const count = arguments[0];
        document.addEventListener('keydown', () => {
            document.body.replaceChildren(...Array.from({ length: count }, () => document.createElement('div')));
        });";
    browser.script(listen, &[json!(nodes)]);
    script_ms(browser, |browser, _| key(browser, "rawKeyDown", "ArrowDown"))
}

/// What a page's scripts took, beside [`bare_ms`].
pub(super) fn script_row(name: &'static str, value: f64, bare: f64) -> Row {
    Row {
        name,
        value,
        unit: "ms",
        baseline: bare,
        against: "a page of nothing else that makes as many nodes anew at a key",
        goal: Goal::ValueMax(SCRIPT_MAX_MS),
    }
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

pub(super) fn metric(browser: &Chromium, name: &str) -> Outcome<f64> {
    let answer = browser.devtools("Performance.getMetrics", &json!({}));
    let metrics = answer["metrics"].as_array().into_iter().flatten();
    let found = metrics.filter(|metric| metric["name"] == name).find_map(|metric| metric["value"].as_f64());
    found.ok_or_else(|| format!("the browser does not count {name}").into())
}

/// The middle of the first element of a hook.
pub(super) fn point(browser: &Chromium, hook: &str) -> (Value, Value) {
    browser.see(hook);
    let script =
        "const seen = [...document.querySelectorAll(arguments[0])].find((one) => one.getClientRects().length > 0);
        const box = seen.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];";
    let at = browser.script(script, &[json!(selector(hook))]);
    (at[0].clone(), at[1].clone())
}

pub(super) fn press(browser: &Chromium, (x, y): &(Value, Value)) {
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        browser.devtools("Input.dispatchMouseEvent", &event);
    }
}

pub(super) fn key(browser: &Chromium, kind: &str, key: &str) {
    let code = match key {
        "Escape" => 27,
        "Home" => 36,
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
