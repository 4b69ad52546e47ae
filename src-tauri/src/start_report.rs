//! How long the start took, for the benchmark: screens ask for their first pulse once they can be used. Nothing of it is
//! in the shipped program.

#[cfg(any(debug_assertions, feature = "test-hooks"))]
pub(crate) use report::StartReport;
#[cfg(not(any(debug_assertions, feature = "test-hooks")))]
pub(crate) use silent::StartReport;

#[cfg(any(debug_assertions, feature = "test-hooks"))]
mod report {
    use crate::args::Args;
    use std::path::PathBuf;
    use std::sync::Once;
    use std::time::Instant;

    pub(crate) struct StartReport {
        began: Instant,
        file: Option<PathBuf>,
        once: Once,
    }

    impl StartReport {
        pub(crate) fn new(began: Instant, args: &Args) -> Self {
            Self { began, file: args.report_start.clone(), once: Once::new() }
        }

        pub(crate) fn on_command(&self, command: &str) {
            let Some(file) = self.file.as_deref().filter(|_| command == "pulse") else { return };
            self.once.call_once(|| {
                // Without the file the benchmark says so itself.
                let _ = std::fs::write(file, self.began.elapsed().as_millis().to_string());
            });
        }
    }
}

#[cfg(not(any(debug_assertions, feature = "test-hooks")))]
mod silent {
    use crate::args::Args;
    use std::time::Instant;

    pub(crate) struct StartReport;

    impl StartReport {
        pub(crate) fn new(_: Instant, _: &Args) -> Self {
            Self
        }

        #[allow(clippy::unused_self)] // One call for both builds.
        pub(crate) fn on_command(&self, _: &str) {}
    }
}
