//! The staff allocation.

use crate::harness::{Keyboard as _, Keys, Page, until};
use thirtyfour::Key;

/// Most departments that a hand goes over.
const LINES_MAX: usize = 60;

/// Someone who asks departments for their people, by keyboard.
pub trait Allocator {
    /// Opens the screen from wherever one is; the first department to ring is in hand then.
    fn open_allocation(&self);
    /// Waits until keys act on the department in hand, and says its number.
    fn department_in_hand(&self) -> String;
    /// Goes down from the first line until the department is in hand.
    fn take_in_hand(&self, department: &str);
    /// Waits until the department's line says how it stands.
    fn see_department(&self, department: &str, state: &str);
    /// Presses the key of an answer for the department in hand, says yes where it asks, and waits for how it stands then.
    fn answer_department(&self, key: char, state: &str);
    /// From now on what is copied lies in `window.copied`: a browser that nobody looks at copies nothing.
    fn watch_the_clipboard(&self);
    /// What was copied last; empty if nothing was.
    fn copied(&self) -> String;
    /// Puts a text into the field for pasted replies, as pasting does.
    fn paste(&self, text: &str);
}

impl Allocator for Page {
    #[track_caller]
    fn open_allocation(&self) {
        // Before the frame is there nobody hears the key.
        self.see("rail-duty");
        self.press(Keys::Letter(Key::Alt, 'b'));
        self.see("allocation");
        self.department_in_hand();
    }

    #[track_caller]
    fn department_in_hand(&self) -> String {
        self.see("allocation-panel[data-rests=\"false\"]");
        self.see_focus("allocation-line[aria-selected=\"true\"]");
        self.attribute("allocation-panel", "data-department").expect("a department in hand")
    }

    #[track_caller]
    fn take_in_hand(&self, department: &str) {
        self.department_in_hand();
        self.press(Key::Home);
        for _ in 0..LINES_MAX {
            if self.department_in_hand() == department {
                return;
            }
            self.press(Key::Down);
        }
        panic!("{department} is not among the departments");
    }

    #[track_caller]
    fn see_department(&self, department: &str, state: &str) {
        self.see(&format!("allocation-line[data-department=\"{department}\"][data-state=\"{state}\"]"));
    }

    #[track_caller]
    fn answer_department(&self, key: char, state: &str) {
        let department = self.department_in_hand();
        self.press(key);
        let stands = format!("allocation-line[data-department=\"{department}\"][data-state=\"{state}\"]");
        until(&format!("{department} is {state}"), || {
            if self.shows("answer-ask") {
                self.press(Key::Enter);
            }
            self.shows(&stands)
        });
    }

    #[track_caller]
    fn watch_the_clipboard(&self) {
        self.script(
            "window.copied = '';
             navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };",
            &[],
        );
    }

    #[track_caller]
    fn copied(&self) -> String {
        self.script("return window.copied", &[]).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    fn paste(&self, text: &str) {
        self.see_focus("paste-text");
        self.script(
            "const data = new DataTransfer();
             data.setData('text/plain', arguments[0]);
             const field = document.activeElement;
             field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
             field.value = arguments[0];
             field.dispatchEvent(new Event('input', { bubbles: true }));",
            &[text.into()],
        );
    }
}
