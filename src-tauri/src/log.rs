//! The log file: one a day in the data folder, two weeks kept. What is written there was made without personal values
//! (invariant A9), so it can be handed to a technician as it is.

use std::path::Path;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

/// Days kept.
const FILES_KEPT: usize = 14;

/// Begins to log into a folder. A folder that cannot be written is no reason not to start: then nothing is logged.
pub(crate) fn write_to(dir: &Path) {
    // A data folder that is not there yet is for the wizard to make.
    if !dir.parent().is_some_and(Path::is_dir) {
        return;
    }
    // The appender complains at the terminal about a folder it is about to make.
    if std::fs::create_dir_all(dir).is_err() {
        return;
    }
    let file = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("yanshi")
        .filename_suffix("log")
        .max_log_files(FILES_KEPT)
        .build(dir);
    let Ok(file) = file else { return };
    // Fails where a log is set already, as in a second call: the first goes on.
    let _ =
        tracing_subscriber::fmt().with_writer(file).with_ansi(false).with_env_filter(EnvFilter::new("info")).try_init();
}
