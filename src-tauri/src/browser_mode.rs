//! Browser mode: prints the address as JSON on the first line, then serves.

use api::Api;
use browser::Server;
use serde_json::json;
use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

pub(crate) fn run(api: Arc<Api>, port: u16) -> Result<(), String> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let server = Server::bind(port).await.map_err(|error| error.to_string())?;
        let address = server.address();
        let line = json!({
            "address": address.url(),
            "origin": address.origin,
            "token": address.token,
            "version": env!("CARGO_PKG_VERSION"),
        });
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|error| error.to_string())?;
        drop(out);
        if is_read_by_a_person() {
            open(&address.url());
        }
        server.serve(api).await.map_err(|error| error.to_string())
    })
}

/// A program that starts this one reads the line, and opens what it wants by itself.
fn is_read_by_a_person() -> bool {
    #[cfg(windows)]
    if !crate::windows::has_output() {
        return true;
    }
    std::io::stdout().is_terminal()
}

#[cfg(windows)]
fn open(address: &str) {
    crate::windows::open(address);
}

/// Elsewhere a terminal may stand on another machine, and the address is in it.
#[cfg(not(windows))]
fn open(_: &str) {}
