//! A bare Tauri window, the baseline for start-up time and memory: the same webview, the same door, a page with one line.
//! `--report-start FILE` writes the milliseconds from process start to the page's first call.

use std::time::Instant;
use tauri::{State, WebviewUrl, WebviewWindowBuilder};

struct Start {
    began: Instant,
    report: Option<std::path::PathBuf>,
}

#[tauri::command]
async fn rpc(start: State<'_, Start>) -> Result<(), String> {
    let Some(file) = &start.report else { return Ok(()) };
    std::fs::write(file, start.began.elapsed().as_millis().to_string()).map_err(|error| error.to_string())
}

fn main() {
    let began = Instant::now();
    let report = std::env::args().skip_while(|arg| arg != "--report-start").nth(1).map(Into::into);
    let window = tauri::Builder::default()
        .manage(Start { began, report })
        .invoke_handler(tauri::generate_handler![rpc])
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default()).inner_size(1366.0, 768.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/bare/tauri.conf.json"));
    window.expect("a window");
}
