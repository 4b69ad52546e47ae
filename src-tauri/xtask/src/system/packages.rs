//! The Debian packages each job needs, and why.

/// Something the task runner does that needs more than Rust and Node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    /// Compiling the program and looking at it.
    Build,
    /// Driving the real window and a browser without a screen.
    EndToEnd,
    /// Building for Windows.
    Windows,
    /// Running what was built for Windows.
    Wine,
    /// Making png and ico files from the svg.
    Icons,
}

impl Job {
    pub(crate) fn packages(self) -> &'static [&'static str] {
        match self {
            Job::Build => &[
                // SQLite is compiled from its C source; libraries are found through pkg-config.
                "build-essential",
                "pkg-config",
                // The system webview, which is the window.
                "libwebkit2gtk-4.1-dev",
                // Chinese text on a machine that has no Chinese font.
                "fonts-noto-cjk",
            ],
            Job::EndToEnd => &[
                "xvfb",
                "xauth",
                // dbus-run-session: WebKit wants a session bus.
                "dbus-daemon",
                "webkit2gtk-driver",
                "chromium",
                "chromium-driver",
            ],
            // Debian's own Rust comes with the source of its standard library, which is built for Windows with mingw.
            Job::Windows => &["rustc-web", "rust-web-src", "gcc-mingw-w64-x86-64"],
            Job::Wine => &["wine64"],
            Job::Icons => &["librsvg2-bin", "icoutils"],
        }
    }
}
