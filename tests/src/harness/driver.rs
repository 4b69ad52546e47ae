//! A WebDriver server of our own, and a session on it.

use super::process::Owned;
use super::wait::{INTERVAL, PATIENCE};
use super::{tools, until};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::{Capabilities, WebDriver};
use tokio::runtime::Runtime;

/// A server that drives one browser or one window. Ends with its scope, and the server behind it too.
pub struct Driver {
    server: Owned,
    port: u16,
    /// It has a server of its own behind it, which it ends when it is asked to end, and leaves behind when it is killed.
    must_be_asked: bool,
}

impl Driver {
    /// For Chromium.
    pub(crate) fn chromium() -> Self {
        let port = free_port();
        let mut command = Command::new(tools::chromedriver());
        command.arg(format!("--port={port}"));
        Self::start(command, port, &[port], false)
    }

    /// For the program's own window. What the window keeps for its user goes to `home`, so that no test touches the
    /// user's own.
    pub(crate) fn window(home: &Path) -> Self {
        let (port, native_port) = (free_port(), free_port());
        let mut command = Command::new(tools::tauri_driver());
        command
            .args(["--port", &port.to_string(), "--native-port", &native_port.to_string(), "--native-driver"])
            .arg(tools::webkit_driver())
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_STATE_HOME", home.join("state"))
            // It would go on writing into a folder that is gone.
            .env("MESA_SHADER_CACHE_DISABLE", "true");
        Self::start(command, port, &[port, native_port], true)
    }

    fn start(mut command: Command, port: u16, answering: &[u16], must_be_asked: bool) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let server = Owned(child.unwrap_or_else(|error| panic!("{name} does not start: {error}")));
        let driver = Self { server, port, must_be_asked };
        for port in answering {
            until(&format!("{name} answers"), || TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).is_ok());
        }
        driver
    }

    /// Opens a session.
    pub(crate) fn session(&self, runtime: &Runtime, capabilities: Capabilities) -> WebDriver {
        // The client is built for a caller who brings its own TLS, though nothing here speaks it. A second call finds
        // the first one's provider in place, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let url = format!("http://127.0.0.1:{}", self.port);
        let poller = Arc::new(ElementPollerWithTimeout::new(PATIENCE, INTERVAL));
        let builder = WebDriver::builder(url, capabilities).request_timeout(Duration::from_secs(60)).poller(poller);
        runtime
            .block_on(builder.connect())
            .unwrap_or_else(|error| panic!("no WebDriver session: {}", super::page::brief(&error)))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.must_be_asked {
            self.server.id().terminate();
            // Whether it heeds or not: nothing may be left, and a panic here would hide the test's own.
            let deadline = std::time::Instant::now() + PATIENCE;
            while self.server.id().is_alive() && std::time::Instant::now() < deadline {
                std::thread::sleep(INTERVAL);
            }
        }
    }
}

/// A port that nobody has at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}
