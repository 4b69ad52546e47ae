//! The program in its own window.

use super::driver::Driver;
use super::{DataFolder, Page, ProcessId, Start, processes_of, tools, until, until_some};
use serde_json::json;
use std::ops::Deref;
use std::process::{Command, Stdio};
use thirtyfour::Capabilities;

/// The real window, driven through WebDriver. Speaks as its [`Page`].
pub struct Window {
    page: Page,
    process: ProcessId,
    data: std::path::PathBuf,
}

impl Window {
    /// Starts the program on a folder, waits for its first screen, and signs in where that asks for it.
    #[track_caller]
    pub fn open(start: &Start, folder: &DataFolder) -> Self {
        let window = Self::open_at_the_door(start, folder);
        window.enter();
        window
    }

    /// The same, with nobody signed in.
    #[track_caller]
    pub fn open_at_the_door(start: &Start, folder: &DataFolder) -> Self {
        let driver = Driver::window(&folder.home());
        let mut capabilities = Capabilities::new();
        // Nothing else: with the name of a browser the driver would look for that browser.
        let options = json!({ "application": tools::yanshi(), "args": start.arguments(folder) });
        capabilities.set("tauri:options", options).expect("a capability");
        let page = Page::open(driver, capabilities);
        let processes = processes_of(&folder.path());
        let [process] = processes[..] else { panic!("one program should run on the folder, there are {processes:?}") };
        Self { page, process, data: folder.path() }
    }

    /// The program's process.
    pub fn id(&self) -> ProcessId {
        self.process
    }

    /// Closes the window, as the cross in its corner does, and waits until the program has ended.
    #[track_caller]
    pub fn close(mut self) {
        self.page.wait(self.page.session().close_window());
        let process = self.process;
        until("the program ends with its window", || !process.is_alive());
        self.page.close();
    }

    /// Ends the program the hard way, as a power cut would.
    #[track_caller]
    pub fn kill(self) {
        self.process.kill();
        let data = self.data.clone();
        until("the killed program is gone", || processes_of(&data).is_empty());
    }

    /// Starts the program once more on the same folder, as an impatient person does, and waits until the newcomer has
    /// ended.
    #[track_caller]
    pub fn start_again(&self, start: &Start, folder: &DataFolder) {
        let command = Command::new(tools::yanshi())
            .args(start.arguments(folder))
            .env("HOME", folder.home())
            .env("XDG_STATE_HOME", folder.state())
            .stdin(Stdio::null())
            .spawn();
        let mut second = super::process::Owned(command.expect("the program starts"));
        let status = until_some("the second start ends by itself", || second.0.try_wait().expect("its status"));
        assert!(status.success(), "the second start ended with {status}");
    }
}

impl Deref for Window {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Whatever the driver did: no window outlives its test.
        self.page.finish();
        if self.process.is_alive() {
            self.process.kill();
        }
    }
}
