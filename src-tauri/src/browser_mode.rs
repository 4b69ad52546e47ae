//! Browser mode: prints the address as JSON on the first line, then serves.

use api::Api;
use browser::Server;
use serde_json::json;
use std::io::Write as _;
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
        server.serve(api).await.map_err(|error| error.to_string())
    })
}
