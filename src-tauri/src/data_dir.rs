//! Where the data lies when nobody says otherwise: machine-wide, because several people share one PC.

use std::path::PathBuf;

/// Where files go that somebody takes along: the user's downloads, or where the program was started.
pub(crate) fn handouts() -> PathBuf {
    dirs::download_dir().or_else(dirs::home_dir).unwrap_or_default()
}

/// `ProgramData\Yanshi` on Windows; `/var/lib/yanshi` elsewhere where it can be used, else the user's own data folder.
pub(crate) fn usual() -> PathBuf {
    if cfg!(windows) {
        let base = std::env::var_os("ProgramData").map_or_else(|| PathBuf::from(r"C:\ProgramData"), PathBuf::from);
        return base.join("Yanshi");
    }
    let shared = PathBuf::from("/var/lib/yanshi");
    if shared.is_dir() {
        return shared;
    }
    let home = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share")));
    home.map_or(shared, |home| home.join("yanshi"))
}
