//! The program without its doors, in this process: what is timed is the core and nothing else.

use crate::Outcome;
use crate::harness::FRIDAY;
use api::Api;
use chrono::NaiveDateTime;
use hall::{Clock, Hall, Program};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// A program on data of its own.
pub(super) struct CoreProgram {
    api: Api,
    /// Last, so that the data is closed before its folder goes.
    dir: TempDir,
}

impl CoreProgram {
    /// A program whose first-run wizard is still open.
    pub(super) fn new(disk: &Path) -> Outcome<Self> {
        let dir = TempDir::with_prefix_in("yanshi-bench-", disk)?;
        let now = NaiveDateTime::parse_from_str(FRIDAY, "%Y-%m-%dT%H:%M")?;
        let api = Api::new(Program::open(dir.path().to_owned(), Clock::starting_at(now)));
        Ok(Self { api, dir })
    }

    /// The demo hall with so many bookings on the Saturday in focus.
    pub(super) fn demo(disk: &Path, bookings: u16) -> Outcome<Self> {
        let program = Self::new(disk)?;
        program.api.program().found_demo(bookings)?;
        Ok(program)
    }

    /// Where its data lies.
    pub(super) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The use-cases behind the commands.
    pub(super) fn hall(&self) -> Outcome<Arc<Hall>> {
        Ok(self.api.program().hall()?)
    }

    /// One command, as both doors call it.
    pub(super) fn call(&self, command: &str, input: Value) -> Outcome<Value> {
        let answer = api::dispatch(&self.api, command, input);
        answer.map_err(|failure| format!("{command}: {} {:?}", failure.code, failure.fields).into())
    }
}
