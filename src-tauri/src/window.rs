//! The window: one webview, one command. A second start brings the first window forward.

use crate::args::Args;
use crate::start_report::StartReport;
use api::{Api, Caller, Failure};
use serde_json::Value;
use std::sync::Arc;
use std::time::Instant;
use tauri::{Manager as _, RunEvent, State, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

const MAIN: &str = "main";

pub(crate) fn run(api: Arc<Api>, args: &Args, began: Instant) -> Result<(), String> {
    let mut context = tauri::generate_context!();
    // One window per data folder: a second start with the same folder is the same program.
    let dir = args.dir()?;
    context.config_mut().identifier = format!("{}.d{:016x}", context.config().identifier, fingerprint(&dir));
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| bring_forward(app)))
        .manage(api)
        .manage(StartReport::new(began, args))
        .invoke_handler(tauri::generate_handler![rpc])
        .setup(|app| {
            let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
                .title("延时办")
                .inner_size(1366.0, 768.0)
                .min_inner_size(1024.0, 640.0)
                // Suggestions are plain text in the Windows user's profile: outside the vault, and out of reach of erasing.
                .general_autofill_enabled(false)
                .build()?;
            tend_page(&window);
            Ok(())
        })
        .build(context)
        .map_err(|error| error.to_string())?
        // Does not come back: the system's loop ends the process.
        .run(|_, event| match event {
            RunEvent::WindowEvent { event: WindowEvent::CloseRequested { .. }, .. } => tracing::info!("window closed"),
            RunEvent::ExitRequested { code, .. } => tracing::info!(code, "asked to end"),
            RunEvent::Exit => tracing::info!(reason = "its window is gone", process = std::process::id(), "ended"),
            _ => {}
        });
    Ok(())
}

/// Two things that Tauri has no word for. A page's process that dies leaves an empty window behind: that is on record. And
/// only what changed is drawn: composing by the graphics card, WebKitGTK puts the whole window together anew for every blink
/// of the cursor, and where there is no card, by the processor: a fifth of a core for a window that nobody touches. A page of
/// forms and tables gains nothing by it.
#[cfg(target_os = "linux")]
fn tend_page(window: &WebviewWindow) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt};
    let tended = window.with_webview(|page| {
        let page = page.inner();
        if let Some(settings) = WebViewExt::settings(&page) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        page.connect_web_process_terminated(|_, reason| {
            tracing::error!(?reason, "the page's process has ended");
        });
    });
    if let Err(error) = tended {
        tracing::warn!(%error, "the page's process is not watched");
    }
}

#[cfg(not(target_os = "linux"))]
fn tend_page(_: &WebviewWindow) {}

/// The one door of the window: the command table of `api`.
#[tauri::command]
async fn rpc(
    api: State<'_, Arc<Api>>,
    start: State<'_, StartReport>,
    command: String,
    input: Value,
    session: Option<String>,
) -> Result<Value, Failure> {
    start.on_command(&command);
    let (api, caller) = (Arc::clone(&api), Caller { session });
    // Handlers wait for the disk; they must not hold up the window.
    let outcome = tauri::async_runtime::spawn_blocking(move || api::dispatch(&api, &caller, &command, input)).await;
    outcome.unwrap_or_else(|error| Err(Failure::internal(error)))
}

fn bring_forward(app: &tauri::AppHandle) {
    tracing::info!("started once more: the window comes forward");
    if let Some(window) = app.get_webview_window(MAIN) {
        // Each can fail where the desktop does not allow it; the others still help.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Tells data folders apart in the name that makes the program single (FNV-1a).
fn fingerprint(dir: &std::path::Path) -> u64 {
    dir.to_string_lossy()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
