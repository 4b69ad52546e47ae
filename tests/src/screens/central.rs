//! The sync chip and its panel.

use crate::harness::{Keyboard as _, Page};
use crate::sync_lab::LabServer;
use sync::EnrolCode;
use thirtyfour::Key;

/// Someone who looks after the connection to the central server.
pub trait Connection {
    /// Waits until the chip says so.
    fn see_chip(&self, word: &str);
    /// Opens the panel.
    fn open_sync(&self);
    /// Closes it.
    fn close_sync(&self);
    /// Types address and code, and presses Enter.
    fn enrol(&self, server: &LabServer, code: &EnrolCode);
}

impl Connection for Page {
    #[track_caller]
    fn see_chip(&self, word: &str) {
        self.see(&format!("sync-chip[data-word=\"{word}\"]"));
    }

    #[track_caller]
    fn open_sync(&self) {
        self.click("sync-chip");
        self.see("sync-word");
    }

    #[track_caller]
    fn close_sync(&self) {
        self.press(Key::Escape);
        self.see_gone("sync-panel");
    }

    #[track_caller]
    fn enrol(&self, server: &LabServer, code: &EnrolCode) {
        self.click("enrol-address");
        self.type_text(server.address().trim_start_matches("https://"));
        self.press(Key::Tab);
        self.see_focus("enrol-code");
        self.type_text(&code.to_string().to_lowercase());
        self.press(Key::Enter);
    }
}
