//! What went wrong, in plain words, and what to do about it.

use std::fmt;
use std::io;
use std::path::Path;

/// A failed step. Shown to a person as it is; nothing in the program acts on its text.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    advice: Option<String>,
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), advice: None }
    }

    /// Adds what the reader can do; a sentence.
    pub(crate) fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// For `map_err` on file operations: "cannot read ui/package.json: …".
    pub(crate) fn io(verb: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let what = format!("cannot {verb} {}", path.display());
        move |error| Self::new(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "✗ {}", self.what)?;
        match &self.advice {
            Some(advice) => write!(f, "\n  → {advice}"),
            None => Ok(()),
        }
    }
}
