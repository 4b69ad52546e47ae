//! What is on screen, looked at the way a person does: by what can be seen, waited for until it is there.
//!
//! Parts of the screen are named by the UI's `data-testid` hooks: `slip-number`, with attributes where there are many
//! (`slot-row[data-slot="09:00"]`) and parts inside them (`detail button`).

use super::driver::Driver;
use super::keyboard::Keyboard as _;
use super::{evidence, until, until_some};
use serde_json::{Value, json};
use std::cell::Cell;
use std::thread;
use thirtyfour::error::{WebDriverError, WebDriverResult};
use thirtyfour::{Capabilities, Key, WebDriver};
use tokio::runtime::Runtime;

/// One page in a browser or in the program's window. While a test panics, its last moment is kept as a picture.
pub struct Page {
    runtime: Runtime,
    session: Option<WebDriver>,
    pub(super) presses: Cell<u32>,
    /// After the session: it needs its server until it is closed.
    _driver: Driver,
}

/// Finds the elements of a hook that can be seen. Whatever is asked of a page begins with it.
const SEEN: &str = "const seen = (hook) => [...document.querySelectorAll(hook)].filter((element) => {
    const style = getComputedStyle(element);
    return element.getClientRects().length > 0 && style.visibility !== 'hidden';
});";

/// The first element of a hook, or nothing while it moves. An animation that has been asked for begins with the next frame.
const AT_REST: &str = "const done = arguments[arguments.length - 1];
const element = seen(arguments[0])[0];
if (!element) return done(null);
const before = element.getBoundingClientRect();
requestAnimationFrame(() => requestAnimationFrame(() => {
    const after = element.getBoundingClientRect();
    const moves = (one) => one.effect?.getComputedTiming().endTime < Infinity && one.effect.target?.contains(element);
    const rests = !document.getAnimations().some(moves) && before.x === after.x && before.y === after.y;
    done(rests && element.isConnected ? element : null);
}));";

impl Page {
    #[track_caller]
    pub(crate) fn open(driver: Driver, capabilities: Capabilities) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let session = driver.session(&runtime, capabilities);
        Self { runtime, session: Some(session), presses: Cell::new(0), _driver: driver }
    }

    /// The WebDriver session, for what only a browser can do.
    pub fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("the session is open until the page is closed")
    }

    /// Waits for an answer of the driver.
    #[track_caller]
    pub fn wait<T>(&self, asked: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime.block_on(asked).unwrap_or_else(|error| panic!("the driver refused: {}", brief(&error)))
    }

    /// Waits for an answer that may also be an error.
    pub(crate) fn try_wait<T>(&self, asked: impl Future<Output = WebDriverResult<T>>) -> WebDriverResult<T> {
        self.runtime.block_on(asked)
    }

    /// Goes to an address.
    #[track_caller]
    pub fn goto(&self, address: &str) {
        self.wait(self.session().goto(address));
    }

    /// Runs a function body in the page; `arguments` are its arguments.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.wait(self.session().execute(body, arguments.to_vec())).json().clone()
    }

    fn look(&self, body: &str, arguments: &[Value]) -> Value {
        // While a page is being replaced nothing can be asked of it; the next look will tell.
        let looked = self.try_wait(self.session().execute(format!("{SEEN} {body}"), arguments.to_vec()));
        looked.map_or(Value::Null, |found| found.json().clone())
    }

    /// How many there are that can be seen, now.
    pub fn count(&self, hook: &str) -> usize {
        let count = self.look("return seen(arguments[0]).length", &[json!(selector(hook))]);
        count.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
    }

    /// Whether it can be seen now.
    pub fn shows(&self, hook: &str) -> bool {
        self.count(hook) > 0
    }

    /// Text of each that can be seen, now.
    pub fn texts(&self, hook: &str) -> Vec<String> {
        let texts =
            self.look("return seen(arguments[0]).map((element) => element.innerText)", &[json!(selector(hook))]);
        let texts = texts.as_array().cloned().unwrap_or_default();
        texts.iter().filter_map(Value::as_str).map(|text| text.trim().to_owned()).collect()
    }

    /// Waits until it can be seen.
    #[track_caller]
    pub fn see(&self, hook: &str) {
        until(&format!("{hook} is seen"), || self.shows(hook));
    }

    /// Waits until it can no longer be seen.
    #[track_caller]
    pub fn see_gone(&self, hook: &str) {
        until(&format!("{hook} is gone"), || !self.shows(hook));
    }

    /// Its text, once it can be seen and says something.
    #[track_caller]
    pub fn text(&self, hook: &str) -> String {
        until_some(&format!("{hook} says something"), || self.texts(hook).into_iter().find(|text| !text.is_empty()))
    }

    /// Waits until its text holds `words`, and returns all of it.
    #[track_caller]
    pub fn read(&self, hook: &str, words: &str) -> String {
        let mut last = Vec::new();
        let found = super::wait::within(|| {
            last = self.texts(hook);
            last.iter().find(|text| text.contains(words)).cloned()
        });
        found.unwrap_or_else(|| panic!("{hook} does not say {words:?}; it says {last:?}"))
    }

    /// An attribute of the first, once it can be seen.
    #[track_caller]
    pub fn attribute(&self, hook: &str, name: &str) -> Option<String> {
        self.see(hook);
        let arguments = [json!(selector(hook)), json!(name)];
        let value = self.look("return seen(arguments[0])[0]?.getAttribute(arguments[1]) ?? null", &arguments);
        value.as_str().map(str::to_owned)
    }

    /// What stands in a field, once it can be seen.
    #[track_caller]
    pub fn value(&self, hook: &str) -> String {
        self.see(hook);
        let value = self.look("return seen(arguments[0])[0]?.value ?? null", &[json!(selector(hook))]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Whether the cursor or the focus is there.
    pub fn has_focus(&self, hook: &str) -> bool {
        let found =
            self.look("return document.activeElement?.matches(arguments[0]) ?? false", &[json!(selector(hook))]);
        found == Value::Bool(true)
    }

    /// Waits until the cursor is there.
    #[track_caller]
    pub fn see_focus(&self, hook: &str) {
        until(&format!("the cursor is in {hook}"), || self.has_focus(hook));
    }

    /// Waits until the first of them lies before the eye: neither scrolled away, nor cut off, nor beneath something else.
    #[track_caller]
    pub fn see_in_view(&self, hook: &str) {
        let in_view = "const element = seen(arguments[0])[0];
            if (!element) return false;
            const box = element.getBoundingClientRect();
            return element.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));";
        until(&format!("{hook} lies in view"), || self.look(in_view, &[json!(selector(hook))]) == json!(true));
    }

    /// Presses it with the mouse, once it can be seen and no longer moves: what slides in would be missed. Something else
    /// may lie over it for a moment; then again.
    #[track_caller]
    pub fn click(&self, hook: &str) {
        let script = format!("{SEEN} {AT_REST}");
        let mut last = "it never comes to rest".to_owned();
        let clicked = super::wait::within(|| {
            let pressed = self.try_wait(async {
                let found = self.session().execute_async(script.as_str(), vec![json!(selector(hook))]).await?;
                if found.json().is_null() {
                    return Ok(false);
                }
                found.element()?.click().await.map(|()| true)
            });
            pressed.map_err(|error| last = brief(&error)).is_ok_and(|pressed| pressed).then_some(())
        });
        clicked.unwrap_or_else(|| panic!("{hook} cannot be pressed: {last}"));
    }

    /// Chooses an option of a `<select>` by its value.
    #[track_caller]
    pub fn choose(&self, hook: &str, value: &str) {
        self.see(hook);
        let script = "const box = seen(arguments[0])[0];
            box.value = arguments[1];
            box.dispatchEvent(new Event('change', { bubbles: true }));
            return box.value;";
        let chosen = self.look(script, &[json!(selector(hook)), json!(value)]);
        assert_eq!(chosen, json!(value), "{hook} has no such choice");
    }

    /// Signs the manager in where the first screen asks for it; the wizard and trouble do not.
    #[track_caller]
    pub fn enter(&self) {
        let first = ["sign-in", "setup", "joining", "trouble", "slot-row", "closed-day", "door-closed", "unreachable"];
        until("a first screen", || first.iter().any(|screen| self.shows(screen)));
        if self.shows("sign-in") {
            self.sign_in("吴建国（示例）", super::SECRET);
        }
    }

    /// Signs somebody in on the sign-in screen.
    #[track_caller]
    pub fn sign_in(&self, name: &str, secret: &str) {
        self.click(&format!("sign-in-person[data-person=\"{name}\"]"));
        self.see_focus("sign-in-secret");
        self.type_text(secret);
        self.press(Key::Enter);
        until("the sign-in screen goes", || !self.shows("sign-in"));
    }

    /// Says yes to the question of a list of calls, by keyboard. An Enter that comes before it could be read is no answer.
    #[track_caller]
    pub fn answer_call(&self) {
        until("the question is answered", || {
            self.press(Key::Enter);
            !self.shows("call-ask") && !self.shows("task-ask")
        });
    }

    /// Keeps evidence if the test is failing, and ends the session.
    pub(crate) fn finish(&mut self) {
        if thread::panicking()
            && let Some(session) = &self.session
        {
            evidence::keep(&self.runtime, session);
        }
        self.close();
    }

    /// Ends the session.
    pub(crate) fn close(&mut self) {
        if let Some(session) = self.session.take() {
            // Fails when the window was closed before; then it is closed.
            let _ = self.runtime.block_on(session.quit());
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.finish();
    }
}

/// `slot-row[data-slot="09:00"] .count` → `[data-testid="slot-row"][data-slot="09:00"] .count`. What begins like a
/// selector is one.
pub(crate) fn selector(hook: &str) -> String {
    if hook.starts_with(['[', '.', '#']) {
        return hook.to_owned();
    }
    let end = hook.find(['[', ' ', ':']).unwrap_or(hook.len());
    let (id, rest) = hook.split_at(end);
    format!("[data-testid=\"{id}\"]{rest}")
}

/// What the driver says, without the addresses of its own code.
pub(crate) fn brief(error: &WebDriverError) -> String {
    let text = error.to_string();
    text.split("Stacktrace:").next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::selector;

    #[test]
    fn hooks_become_selectors() {
        let check = |hook, expected| assert_eq!(selector(hook), expected);
        check("slip", "[data-testid=\"slip\"]");
        check("slot-row[data-slot=\"09:00\"] .count", "[data-testid=\"slot-row\"][data-slot=\"09:00\"] .count");
        check("detail button", "[data-testid=\"detail\"] button");
        check("#field-name", "#field-name");
    }
}
