//! The log file: one a day, two weeks kept. What is written there was made without personal values (invariant A9), so it can
//! be handed to a technician as it is.
//!
//! It begins before anybody knows where the data lies, in a folder of the user's own that is always there, and goes on in the
//! data folder with everything said so far: whatever ends the program, its start and its end can be read.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tracing_appender::rolling::{Builder, RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Days kept.
const FILES_KEPT: usize = 14;
/// What is said before the data folder is there, at most: a program that cannot open it may say the same for days.
const SAID_BYTES_MAX: usize = 256 * 1024;

/// Where the log stands.
struct Log {
    file: Option<RollingFileAppender>,
    /// The folder in the data folder, once it goes on there.
    dir: Option<PathBuf>,
    /// Everything said until then.
    said: Vec<u8>,
}

static LOG: Mutex<Log> = Mutex::new(Log { file: None, dir: None, said: Vec::new() });

/// Begins to log. Without any folder that can be written nothing is lost yet: the data folder may still take it.
pub(crate) fn begin() {
    log().file = early_dirs().into_iter().find_map(|dir| open(&dir));
    // Fails where a log is set already, as in a second call: the first goes on.
    let _ = tracing_subscriber::fmt()
        .with_writer(|| Writer)
        .with_ansi(false)
        .with_env_filter(EnvFilter::new("info"))
        .try_init();
}

/// Goes on in the data folder's own folder for logs, if that can be: a data folder that is not there yet is for the wizard to
/// make. A folder that cannot be written is no reason not to start.
pub(crate) fn continue_in(dir: &Path) {
    let mut log = log();
    if log.dir.as_deref() == Some(dir) || !dir.parent().is_some_and(Path::is_dir) {
        return;
    }
    let Some(mut file) = open(dir) else { return };
    // A disk that is full says so wherever else something is kept.
    let _ = file.write_all(&log.said);
    *log = Log { file: Some(file), dir: Some(dir.to_owned()), said: Vec::new() };
}

/// The user's own folder for what a program says of itself, else the system's for passing things.
fn early_dirs() -> [PathBuf; 2] {
    let own = dirs::state_dir().or_else(dirs::data_local_dir);
    let passing = std::env::temp_dir().join("yanshi").join("logs");
    [own.map_or_else(|| passing.clone(), |dir| dir.join("yanshi").join("logs")), passing]
}

fn open(dir: &Path) -> Option<RollingFileAppender> {
    // The appender complains at the terminal about a folder it is about to make.
    std::fs::create_dir_all(dir).ok()?;
    Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("yanshi")
        .filename_suffix("log")
        .max_log_files(FILES_KEPT)
        .build(dir)
        .ok()
}

fn log() -> MutexGuard<'static, Log> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes where the log stands at that moment.
struct Writer;

impl Write for Writer {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut log = log();
        if log.dir.is_none() && log.said.len() + line.len() <= SAID_BYTES_MAX {
            log.said.extend_from_slice(line);
        }
        match &mut log.file {
            Some(file) => file.write_all(line).map(|()| line.len()),
            None => Ok(line.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        log().file.as_mut().map_or(Ok(()), Write::flush)
    }
}
