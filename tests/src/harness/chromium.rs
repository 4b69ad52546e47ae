//! Chromium on a program in browser mode.

use super::driver::Driver;
use super::{Page, Program};
use serde_json::{Value, json};
use std::ops::Deref;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities};

/// Size of the screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
}

impl Screen {
    /// The smallest screen in the halls.
    pub const SMALL: Self = Self { width: 1366, height: 768 };
    /// The usual one.
    pub const LARGE: Self = Self { width: 1920, height: 1080 };
}

/// A browser window. Speaks as its [`Page`].
pub struct Chromium(Page);

impl Chromium {
    /// Opens the address that the program printed.
    #[track_caller]
    pub fn open(program: &Program) -> Self {
        Self::open_at(program, Screen::SMALL)
    }

    /// The same on a screen of another size.
    #[track_caller]
    pub fn open_at(program: &Program, screen: Screen) -> Self {
        let browser = Self::open_at_the_door(program, screen);
        browser.enter();
        browser
    }

    /// The same, with nobody signed in.
    #[track_caller]
    pub fn open_at_the_door(program: &Program, screen: Screen) -> Self {
        let mut capabilities = DesiredCapabilities::chrome();
        let size = format!("--window-size={},{}", screen.width, screen.height);
        let arguments = [
            "--headless=new",
            // Tests run as root in containers, where Chromium's sandbox cannot.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--force-color-profile=srgb",
            // Whatever it would want from the internet by itself.
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            &size,
        ];
        for argument in arguments {
            capabilities.add_arg(argument).expect("an argument");
        }
        let logs = json!({ "browser": "ALL", "performance": "ALL" });
        capabilities.as_mut().set("goog:loggingPrefs", logs).expect("a capability");
        let page = Page::open(Driver::chromium(), capabilities.into());
        let browser = Self(page);
        browser.fit(screen);
        browser.goto(&program.address);
        browser
    }

    /// The page itself is as large as the screen; the window's own frame comes on top.
    fn fit(&self, screen: Screen) {
        let metrics =
            json!({ "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// A command of the DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: &Value) -> Value {
        self.wait(self.session().cdp().send_raw(method, parameters))
    }

    /// Addresses of every request since the last call, those by workers and of other pages too.
    pub fn requests(&self) -> Vec<String> {
        let log = self.wait(self.session().get_log("performance"));
        let messages = log.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let sent = messages.filter_map(|message| {
            let message = &message["message"];
            let address = match message["method"].as_str()? {
                "Network.requestWillBeSent" => &message["params"]["request"]["url"],
                "Network.webSocketCreated" => &message["params"]["url"],
                _ => return None,
            };
            address.as_str().map(str::to_owned)
        });
        sent.collect()
    }

    /// What the page wrote to its console since the last call: errors, and violations of its content security policy.
    pub fn console(&self) -> Vec<String> {
        let log = self.wait(self.session().browser_log());
        log.into_iter().map(|entry| entry.message).collect()
    }
}

impl Deref for Chromium {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}
