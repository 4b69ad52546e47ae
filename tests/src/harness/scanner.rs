//! A scanner, and a finger that stays on a key: keys at a pace that is theirs, whatever the machine does meanwhile.

use super::Chromium;
use super::wait::INTERVAL;
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::{SystemTime, UNIX_EPOCH};

/// Between two keys of a scanner, in seconds.
const GAP: f64 = 0.009;
/// Between two repetitions of a key held down.
const REPEAT: f64 = 0.033;
/// No hand presses a key sooner than this behind a scanner, in seconds.
const HAND: f64 = 0.1;

/// The page's timers wait while keys are sent: a busy machine takes longer to send them than they are apart.
const HOLD_TIMERS: &str = "
    const { setTimeout: set, clearTimeout: clear } = window;
    const held = new Map(), begun = window.__begunTimers ??= new Map();
    window.__lastTimer ??= 0;
    window.setTimeout = (...timer) => (held.set(--window.__lastTimer, timer), window.__lastTimer);
    window.clearTimeout = (id) => held.delete(id) || clear(begun.get(id) ?? id);
    window.__letTimersGo = () => {
        window.setTimeout = set;
        for (const [id, timer] of held) begun.set(id, set(...timer));
        held.clear();
    };
";

fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970").as_secs_f64()
}

fn event(kind: &str, key: &str, at: f64) -> Value {
    let (code, text, number) = match key {
        "Enter" => ("Enter".to_owned(), "\r", 13),
        "Tab" => ("Tab".to_owned(), "", 9),
        digit if digit.parse::<u8>().is_ok() => {
            (format!("Digit{digit}"), key, 48 + digit.parse::<u8>().expect("a digit"))
        }
        _ => (format!("Key{}", key.to_uppercase()), key, key.to_uppercase().bytes().next().unwrap_or_default()),
    };
    let text = if kind == "keyDown" { text } else { "" };
    json!({ "type": kind, "key": key, "code": code, "text": text, "windowsVirtualKeyCode": number, "timestamp": at })
}

impl Chromium {
    /// A slip is scanned: its digits, and Enter.
    pub fn scan(&self, number: &str) {
        self.scan_with(number, "Enter");
    }

    /// The same by a scanner that ends with another key.
    pub fn scan_with(&self, number: &str, end: &str) {
        let digits = number.chars().filter(|sign| !sign.is_whitespace()).map(String::from);
        let keys: Vec<String> = digits.chain([end.to_owned()]).collect();
        self.send_keys_at(&keys, GAP);
    }

    /// Keys one after the other, so many seconds apart, as a slow scanner sends them or one that breaks off.
    pub fn send_keys_at(&self, keys: &[String], gap: f64) {
        self.script(HOLD_TIMERS, &[]);
        let mut at = now();
        for key in keys {
            self.devtools("Input.dispatchKeyEvent", &event("keyDown", key, at));
            self.devtools("Input.dispatchKeyEvent", &event("keyUp", key, at + gap / 2.0));
            at += gap;
        }
        self.script("window.__letTimersGo()", &[]);
        while now() < at + HAND {
            sleep(INTERVAL);
        }
    }

    /// A key is held down until it has repeated so many times.
    pub fn hold(&self, key: &str, repetitions: u32) {
        let begun = now();
        self.devtools("Input.dispatchKeyEvent", &event("keyDown", key, begun));
        for repetition in 1..=repetitions {
            let mut again = event("keyDown", key, begun + 0.5 + REPEAT * f64::from(repetition));
            again["autoRepeat"] = json!(true);
            self.devtools("Input.dispatchKeyEvent", &again);
        }
        self.devtools("Input.dispatchKeyEvent", &event("keyUp", key, begun + 0.6 + REPEAT * f64::from(repetitions)));
    }
}
