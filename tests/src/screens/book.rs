//! The appointment book.

use crate::harness::{Keyboard as _, Page};
use thirtyfour::Key;

/// Someone at the counter: books by keyboard, looks at the board.
pub trait Counter {
    /// Waits for the appointment book with an empty form under the cursor.
    fn see_book(&self);
    /// Types into the item box until the first hit is what was meant, and takes it.
    fn choose_item(&self, typed: &str, meant: &str);
    /// Goes on to the name over the preselected time.
    fn go_to_name(&self);
    /// Books by keyboard alone: F2, item, name, phone, Enter. Counts keys beyond the text from the first one on.
    fn book(&self, typed: &str, meant: &str, name: &str, phone: &str) -> Booked;
    /// Waits until the board shows so many bookings.
    fn see_bookings(&self, count: u32);
    /// Opens the detail of the only booking in a slot, which is masked, has it shown in full, and waits for its text.
    fn open_booking(&self, slot: &str, words: &str) -> String;
}

/// A booking as the slip preview shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    pub number: String,
    /// Keys pressed beyond the text.
    pub presses: u32,
}

impl Counter for Page {
    #[track_caller]
    fn see_book(&self) {
        self.see("slot-row");
        self.see_focus("item-input");
    }

    #[track_caller]
    fn choose_item(&self, typed: &str, meant: &str) {
        self.type_text(typed);
        // The hits of every letter before come and go; what counts is the first when all is typed.
        self.read("item-option:first-child", meant);
        self.press(Key::Enter);
        self.read("item-tag", meant);
        self.see("outlook");
    }

    #[track_caller]
    fn go_to_name(&self) {
        // Over the times, of which the earliest suitable is chosen already.
        self.see("slot-choice[aria-checked=\"true\"]");
        self.press(Key::Enter);
        self.see_focus("slot-choice");
        self.press(Key::Enter);
        self.see_focus("name-input");
    }

    #[track_caller]
    fn book(&self, typed: &str, meant: &str, name: &str, phone: &str) -> Booked {
        let before = self.presses();
        let earlier = self.texts("slip-number").pop();
        self.press(Key::F2);
        self.see_focus("item-input");
        self.choose_item(typed, meant);
        self.go_to_name();
        self.type_text(name);
        if !phone.is_empty() {
            self.press(Key::Tab);
            self.see_focus("phone-input");
            self.type_text(phone);
        }
        self.press(Key::Enter);
        let number = crate::harness::until_some("the slip with a new number", || {
            self.texts("slip-number").into_iter().find(|number| Some(number) != earlier.as_ref())
        });
        let digits = number.chars().filter(char::is_ascii_digit).count();
        assert_eq!(digits, 10, "a booking number has ten digits: {number:?}");
        Booked { number, presses: self.presses() - before }
    }

    #[track_caller]
    fn see_bookings(&self, count: u32) {
        self.see(&format!("totals[data-bookings=\"{count}\"]"));
    }

    #[track_caller]
    fn open_booking(&self, slot: &str, words: &str) -> String {
        self.click(&format!("slot-row[data-slot=\"{slot}\"] [data-testid=\"seat-booked\"]"));
        self.see("detail");
        self.click("detail-reveal");
        self.read("detail", words)
    }
}
