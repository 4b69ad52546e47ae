//! What ends the program, or a part of it, is put on record: a panic, a signal, and where the log has to follow the data.

use api::Api;
use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// Between two looks where the data lies.
const LOOK: Duration = Duration::from_secs(2);

/// Every panic is logged, with where it was and how the program came there.
pub(crate) fn panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let current = std::thread::current();
        let thread = current.name().unwrap_or("without a name");
        let backtrace = Backtrace::force_capture();
        let process = std::process::id();
        tracing::error!(%place, thread, what = what(panic), process, "panicked\n{backtrace}");
        usual(panic);
    }));
}

/// What it says of itself, where that stands in the program's own text. What was put together may hold what a person typed.
fn what<'a>(panic: &'a PanicHookInfo<'_>) -> &'a str {
    panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(put together, not logged)")
}

/// The log goes on beside the data from the moment there is a folder for it, and moves along when the wizard chooses another.
pub(crate) fn data(api: &Arc<Api>) {
    let api: Weak<Api> = Arc::downgrade(api);
    let follow = move || {
        while let Some(api) = api.upgrade() {
            crate::log::continue_in(&api.program().log_dir());
            drop(api);
            std::thread::sleep(LOOK);
        }
    };
    // Without the thread the log stays where it is.
    let _ = std::thread::Builder::new().name("log".to_owned()).spawn(follow);
}

/// A signal that asks the program to end is logged, and heeded.
#[cfg(unix)]
pub(crate) fn signals() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
    let listening = {
        let _within = runtime.enter();
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    };
    let (Ok(mut terminate), Ok(mut interrupt)) = listening else { return };
    let wait = move || {
        let (name, code) = runtime.block_on(async {
            tokio::select! {
                _ = terminate.recv() => ("SIGTERM", 143),
                _ = interrupt.recv() => ("SIGINT", 130),
            }
        });
        tracing::info!(reason = name, process = std::process::id(), "ended");
        // Every write is on disk before it is acknowledged: nothing has to be closed.
        std::process::exit(code);
    };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

#[cfg(not(unix))]
pub(crate) fn signals() {}
